/** What must hold for every record, however strange. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Assessment, ResistanceReview, ResponseStatus } from '#src/clinical/assessment.ts'
import type { MedicationFact, PatientRecord } from '#src/clinical/facts.ts'
import { sections } from '#src/clinical/triage.ts'
import { addDays, daysBetween, exactly, type Day } from '#src/lib/calendar.ts'
import { d, dayN, on } from '#tests/support/clinic.ts'
import { mg, order, phq9 } from '#tests/support/record-builders.ts'
import { anyRecord, cases, recordOf, runs, shiftedRecord } from '#tests/support/record-arbitraries.ts'

/** A busy machine may take its time: a property is about what holds, not about how fast. */
const unhurried = { timeout: 120_000 }
const asOfs = fc.integer({ min: -50, max: 130 })
function assert<T>(property: fc.IProperty<T>): void {
  fc.assert(property, { numRuns: runs })
}

describe('every record', unhurried, () => {
  test('is judged without an exception, on exactly one card, with a sentence for every rule and no number that is not one', () => {
    assert(
      fc.property(anyRecord, asOfs, (record, asOf) => {
        const a = on(record, asOf)
        expect(sections).toContain(a.section)
        expect(a.sectionWhy).not.toBe('')
        expect(a.findings).toHaveLength(13)
        expect(JSON.stringify(a)).not.toMatch(/NaN|Infinity|undefined|\[object/)
        for (const f of a.findings) {
          expect(f.sentence).not.toBe('')
          expect(f.since === undefined || f.since <= dayN(asOf)).toBe(true)
        }
        for (const t of a.trials) expect(t.from <= dayN(asOf) && (t.through === undefined || t.through <= dayN(asOf))).toBe(true)
      }),
    )
  })

  test('gives the same answer in any order and when parts of it are sent twice, as pages that overlap do', () => {
    assert(
      fc.property(anyRecord, asOfs, fc.integer(), (record, asOf, seed) => {
        const shuffled = <T>(list: readonly T[]): readonly T[] => {
          const twice = [...list, ...list.slice(0, Math.abs(seed) % 4)]
          return twice
            .map((value, i) => ({ value, key: Math.imul(i + 1, seed | 1) >>> 0 }))
            .toSorted((a, b) => a.key - b.key)
            .map(({ value }) => value)
        }
        const other: PatientRecord = {
          ...record,
          medications: shuffled(record.medications),
          readings: shuffled(record.readings),
          checkIns: shuffled(record.checkIns),
          diagnoses: shuffled(record.diagnoses),
          screens: shuffled(record.screens),
          otherMedicines: shuffled(record.otherMedicines),
        }
        expect(on(other, asOf)).toEqual(on(record, asOf))
      }),
    )
  })

  test('gives an answer moved by k days when every date is moved by k days', () => {
    assert(
      fc.property(anyRecord, asOfs, fc.integer({ min: -40, max: 40 }), (record, asOf, k) => {
        const plain = on(record, asOf)
        const moved = on(shiftedRecord(record, k), asOf + k)
        expect(essence(moved, k)).toEqual(essence(plain, 0))
      }),
    )
  })

  test('gives the same answer as long as what is new lies in the future', () => {
    assert(
      fc.property(anyRecord, asOfs, fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 27 }), (record, asOf, ahead, total) => {
        const later: PatientRecord = {
          ...record,
          readings: [...record.readings, phq9(d(asOf + ahead), total, 3)],
          medications: [...record.medications, order({ agent: 'fluoxetine', from: d(asOf + ahead), ref: 'MedicationRequest/future' })],
        }
        expect(on(later, asOf).findings).toEqual(on(record, asOf).findings)
      }),
    )
  })
})

/** What is said, without words and with days counted from k days later. */
function essence(a: Assessment & ResistanceReview, k: number): unknown {
  const day = (value: Day | undefined): number | undefined => (value === undefined ? undefined : daysBetween(dayN(k), value))
  return {
    section: a.section,
    response: [a.response.status, day(a.response.baseline?.day), day(a.response.latest?.day), a.response.changePoints, a.response.stale],
    findings: a.findings.map((f) => [f.rule, f.verdict.kind, f.tier, day(f.since)]),
    trials: a.trials.map((t) => [
      t.agent,
      t.role,
      day(t.from),
      day(t.through),
      day(t.adequateSince),
      t.daysAtAdequateDose,
      t.adequacy.overall.kind,
      t.countsTowardResistance.kind,
    ]),
    resistance: [a.resistance.status, ...a.otherDefinitions.map((r) => r.status)],
    pseudo: a.pseudoResistance.map((c) => c.verdict.kind),
  }
}

describe('a withdrawn or unusable result', unhurried, () => {
  test('changes nothing but what it says itself about item 9', () => {
    assert(
      fc.property(cases, fc.integer({ min: -60, max: 160 }), fc.integer({ min: 0, max: 27 }), (c, n, total) => {
        const record = recordOf(c)
        const withdrawn = { ...phq9(d(n), total, 0), usable: false, sources: [{ ref: 'Observation/withdrawn' }] }
        expect(on({ ...record, readings: [...record.readings, withdrawn] }, c.asOf)).toEqual(on(record, c.asOf))
      }),
    )
  })
})

describe('splitting an order into two adjacent ones', unhurried, () => {
  test('changes no day, no class and no flag', () => {
    assert(
      fc.property(cases, fc.nat(5), fc.integer({ min: 1, max: 60 }), (c, which, at) => {
        const record = recordOf(c)
        const split = record.medications.flatMap((fact, i): readonly MedicationFact[] =>
          i === which % record.medications.length ? halves(fact, at) : [fact],
        )
        const whole = on(record, c.asOf)
        const parts = on({ ...record, medications: split }, c.asOf)
        expect(essence(parts, 0)).toEqual(essence(whole, 0))
        expect(parts.trials.map((t) => t.segments.map((s) => [s.from, s.through, s.level]))).toEqual(
          whole.trials.map((t) => t.segments.map((s) => [s.from, s.through, s.level])),
        )
      }),
    )
  })
})

/** One order as two: the first ends on the day before the second begins. */
function halves(fact: MedicationFact, at: number): readonly MedicationFact[] {
  const [plan] = fact.plans
  if (!plan) return [fact]
  const cut = addDays(plan.from.earliest, at)
  if (plan.through !== undefined && cut > plan.through.earliest) return [fact]
  const end = exactly(addDays(cut, -1))
  return [
    {
      ...fact,
      source: { ref: `${fact.source.ref}-1` },
      plans: [{ ...plan, through: end }],
      ends: [{ date: end, basis: 'bounds' }],
      stop: undefined,
    },
    { ...fact, source: { ref: `${fact.source.ref}-2` }, plans: [{ ...plan, from: exactly(cut) }] },
  ]
}

describe('removing a part of what is known', unhurried, () => {
  const parts = {
    'all scores': (r: PatientRecord): PatientRecord => ({ ...r, readings: [] }),
    'all check-ins': (r: PatientRecord): PatientRecord => ({ ...r, checkIns: [] }),
    'all doses': (r: PatientRecord): PatientRecord => ({
      ...r,
      medications: r.medications.map((m) => ({
        ...m,
        plans: m.plans.map((p) => ({ ...p, dose: { kind: 'unknown', reason: 'no readable dose' } as const })),
      })),
    }),
    'all orders': (r: PatientRecord): PatientRecord => ({ ...r, medications: [] }),
    'the reasons for stopping': (r: PatientRecord): PatientRecord => ({
      ...r,
      medications: r.medications.map((m) => ({ ...m, stop: undefined })),
    }),
    'all answers to item 9': (r: PatientRecord): PatientRecord => ({
      ...r,
      readings: r.readings.map((reading) => ({ ...reading, item9: { kind: 'not-assessed', reason: 'a total without items' } as const })),
    }),
  }
  // Silence and a missing baseline are findings of absence: there the missing part is the finding, and it is marked as not read.
  const ofAbsence = ['silence', 'no-baseline']
  // Without orders there is no trial whose readings could be set apart: a worsening is then looked for among all readings.
  const comparesOtherwise = { 'all orders': ['worsening'] } as const

  test.each(Object.entries(parts))('%s may turn a claim into "cannot tell", never into its opposite', (name, remove) => {
    const skipped: readonly string[] = [...ofAbsence, ...(name === 'all orders' ? comparesOtherwise[name] : [])]
    assert(
      fc.property(cases, (c) => {
        const before = on(recordOf(c), c.asOf)
        const after = on(remove(recordOf(c)), c.asOf)
        const flipped = before.findings.flatMap((f, i) => {
          const now = after.findings[i]?.verdict.kind
          const opposite = (f.verdict.kind === 'met' && now === 'not-met') || (f.verdict.kind === 'not-met' && now === 'met')
          // Without its doses a trial may give way to another one: a worsening is then about that one's best and baseline.
          const isAboutAnother = f.rule === 'worsening' && before.current?.id !== after.current?.id
          return opposite && !isAboutAnother && !skipped.includes(f.rule) ? [f.rule] : []
        })
        expect(flipped).toEqual([])
      }),
    )
  })

  test('a part that failed to load turns no claim into its opposite, silence and a missing baseline included', () => {
    assert(
      fc.property(cases, fc.constantFrom('readings', 'check-ins', 'medications' as const), (c, affects) => {
        const record = recordOf(c)
        const emptied = { readings: { readings: [] }, 'check-ins': { checkIns: [] }, medications: { medications: [] } }[affects]
        const before = on(record, c.asOf)
        const after = on({ ...record, ...emptied, incomplete: [{ part: 'a part', reason: 'not read', affects }] }, c.asOf)
        const flipped = before.findings.filter((f, i) => {
          const now = after.findings[i]?.verdict.kind
          return (f.verdict.kind === 'met' && now === 'not-met') || (f.verdict.kind === 'not-met' && now === 'met')
        })
        expect(flipped.map((f) => f.rule).filter((rule) => rule !== 'worsening' || affects !== 'medications')).toEqual([])
      }),
    )
  })
})

describe('a later and worse score', unhurried, () => {
  const order_: readonly ResponseStatus[] = ['remission', 'response', 'partial-response', 'no-response', 'worsening']

  test('never improves the class of a response', () => {
    assert(
      fc.property(cases, fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 12 }), (c, after, worse) => {
        const before = on(recordOf(c), c.asOf)
        const latest = c.scores.findLast((s) => s.day <= c.asOf)
        if (!latest || !order_.includes(before.response.status)) return
        const day = Math.min(c.asOf, latest.day + after)
        if (day <= latest.day || before.response.latest?.day !== dayN(latest.day)) return
        const scores = [
          ...c.scores.filter((s) => s.day <= latest.day),
          { day, total: Math.min(27, latest.total + worse), item9: undefined },
        ]
        const now = on(recordOf({ ...c, scores }), c.asOf).response.status
        // A reading in the first week may itself become the baseline: then nothing is claimed yet.
        if (!order_.includes(now)) return
        expect(order_.indexOf(now)).toBeGreaterThanOrEqual(order_.indexOf(before.response.status))
      }),
    )
  })
})

test('an order at a higher dose never lowers the days at an adequate dose', unhurried, () => {
  assert(
    fc.property(cases, (c) => {
      const raised = { ...c, orders: c.orders.map((o) => ({ ...o, mg: o.mg === undefined ? undefined : o.mg * 2 })) }
      const low = (x: typeof c): readonly number[] =>
        on(recordOf(x), c.asOf).trials.map((t) => (t.daysAtAdequateDose.kind === 'known' ? t.daysAtAdequateDose.value.low : 0))
      const [before, after] = [low(c), low(raised)]
      before.forEach((days, i) => expect(after[i] ?? -1).toBeGreaterThanOrEqual(days))
    }),
  )
})

test('a single open order of d mg has as many days at dose as days have passed, or none', unhurried, () => {
  assert(
    fc.property(fc.integer({ min: 0, max: 300 }), fc.constantFrom(25, 49, 50, 51, 200), (passed, dose) => {
      const patient = {
        ...recordOf({ asOf: 0, orders: [], scores: [], checkIns: [] }),
        medications: [order({ from: d(0), dose: mg(dose) })],
      }
      const days = dose >= 50 ? passed : 0
      expect(on(patient, passed).current?.daysAtAdequateDose).toEqual({ kind: 'known', value: { low: days, high: days } })
    }),
  )
})
