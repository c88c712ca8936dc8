import { describe, expect, test } from 'vitest'
import type { Assessment, Resistance, ResistanceReview } from '#src/clinical/assessment.ts'
import type { CheckIn, MedicationFact, PatientRecord } from '#src/clinical/facts.ts'
import { definitionIds, definitions, definitionStatement } from '#src/clinical/resistance.ts'
import { defaultSettings, type DefinitionId } from '#src/clinical/settings.ts'
import { d, dayN, on, withSettings } from '#tests/support/clinic.ts'
import { dailyCheckIns, diagnosis, dispense, mg, order, phq9, record } from '#tests/support/record-builders.ts'

const unrecorded = { reason: 'unknown', text: undefined } as const
const noEffect = { reason: 'no-effect', text: 'no benefit' } as const

/** A trial from a day for so many days, ended for lack of effect, all of it taken, 20 → `latest`. */
function trial(agent: string, from: number, days: number, dose: number, latest: number, stop: MedicationFact['stop'] = noEffect) {
  return {
    order: order({ agent, from: d(from), through: d(from + days - 1), over: true, dose: mg(dose), stop }),
    checkIns: dailyCheckIns(d(from), days, () => true),
    readings: [phq9(d(from), 20), phq9(d(from + days - 1), latest)],
  }
}

type Part = ReturnType<typeof trial>

function patient(parts: readonly Part[], more: Partial<PatientRecord> = {}): PatientRecord {
  return record({
    medications: parts.map((p) => p.order),
    checkIns: parts.flatMap((p): readonly CheckIn[] => p.checkIns),
    readings: parts.flatMap((p) => p.readings),
    ...more,
  })
}

const under = (a: Assessment & ResistanceReview, id: DefinitionId): Resistance => {
  const found = [a.resistance, ...a.otherDefinitions].find((r) => r.definition === id)
  if (!found) throw new Error(`${id} not judged`)
  return found
}
const statuses = (a: Assessment & ResistanceReview) => Object.fromEntries(definitionIds.map((id) => [id, under(a, id).status]))

describe('the named definitions', () => {
  test.each([
    ['source-document', 42, 'less than 50 % improvement', true],
    ['sforzini-2022', 28, 'less than 25 % improvement', true],
    ['rybak-2021', 28, 'less than 50 % improvement', false],
    ['gaddey-2024', 42, 'without remission', false],
  ] as const)('%s: %i days, %s, bipolar excluded: %s', (id, days, failure, excludes) => {
    const definition = definitions[id]
    expect([definition.id, definition.trialDays, definition.excludesBipolar]).toEqual([id, days, excludes])
    const statement = definitionStatement(definition, defaultSettings)
    expect(statement).toContain(`2 or more trials of different antidepressants in this episode, each at least ${days} days`)
    expect(statement).toContain(failure)
    expect(statement.endsWith('; bipolar disorder excluded')).toBe(excludes)
  })
})

describe('two trials of different agents, 60 days each, taken, ended for lack of effect', () => {
  test('20 → 19 and 20 → 18 meet every definition', () => {
    const a = on(patient([trial('sertraline', 0, 60, 100, 19), trial('escitalopram', 60, 60, 20, 18)]), 125)
    expect(statuses(a)).toEqual({ 'source-document': 'met', 'sforzini-2022': 'met', 'rybak-2021': 'met', 'gaddey-2024': 'met' })
    expect(a.resistance.qualifyingTrials).toEqual([`sertraline@${d(0)}`, `escitalopram@${d(60)}`])
    expect(a.resistance.sentence).toBe(
      '2 failed adequate trials, 2 of different antidepressants are needed (Source document: FDA/EMA working definition)',
    )
    expect(a.failedAdequateTrials).toEqual({ kind: 'known', value: 2 })
  })

  test.each([
    [16, 'met', 'met'],
    [15, 'met', 'not-met'], // exactly 25 % better is no failure for Sforzini
    [11, 'met', 'not-met'],
    [10, 'not-met', 'not-met'], // exactly 50 % better is a response
    [4, 'not-met', 'not-met'],
  ])('20 → %i in both: source document %s, Sforzini %s', (latest, source, sforzini) => {
    const a = on(patient([trial('sertraline', 0, 60, 100, latest), trial('escitalopram', 60, 60, 20, latest)]), 125)
    expect([under(a, 'source-document').status, under(a, 'sforzini-2022').status]).toEqual([source, sforzini])
  })

  test.each([
    [5, 'met'],
    [4, 'not-met'],
  ])('without remission means above 4: 20 → %i is %s for Gaddey', (latest, status) => {
    const a = on(patient([trial('sertraline', 0, 60, 100, latest), trial('escitalopram', 60, 60, 20, latest)]), 125)
    expect(under(a, 'gaddey-2024').status).toBe(status)
  })

  test.each([
    [42, 'met', 'met'],
    [41, 'not-met', 'met'],
    [28, 'not-met', 'met'],
    [27, 'not-met', 'not-met'],
  ])('of %i days each: source document %s, Rybak %s', (days, source, rybak) => {
    const a = on(patient([trial('sertraline', 0, days, 100, 19), trial('escitalopram', 60, days, 20, 19)]), 110)
    expect([under(a, 'source-document').status, under(a, 'rybak-2021').status]).toEqual([source, rybak])
  })
})

describe('a trial that does not count', () => {
  const first = trial('sertraline', 0, 60, 100, 19)
  const statusWith = (second: Part, more: Partial<PatientRecord> = {}): string => on(patient([first, second], more), 125).resistance.status

  test('one below the minimum effective dose', () => {
    expect(statusWith(trial('escitalopram', 60, 60, 5, 19))).toBe('not-met')
  })

  test('one of the same agent: two trials of sertraline are one agent', () => {
    const again = { ...trial('sertraline', 80, 60, 100, 19) }
    const a = on(patient([first, again]), 145)
    expect([a.resistance.qualifyingTrials.length, a.resistance.status]).toEqual([2, 'not-met'])
  })

  test('one stopped for side effects is no failure of effect', () => {
    expect(statusWith(trial('escitalopram', 60, 60, 20, 19, { reason: 'side-effect', text: 'nausea' }))).toBe('not-met')
  })

  test('one stopped for a reason nobody recorded cannot be told; for another reason it counts', () => {
    const a = on(patient([first, trial('escitalopram', 60, 60, 20, 19, unrecorded)]), 125)
    expect(a.resistance.status).toBe('cannot-tell')
    expect(a.resistance.sentence).toContain(
      '1 failed adequate trial, 2 of different antidepressants are needed; 1 further agent cannot be told',
    )
    expect(a.failedAdequateTrials).toEqual({ kind: 'unknown', reason: '1 sure, 1 cannot be told' })
    expect(statusWith(trial('escitalopram', 60, 60, 20, 19, { reason: 'other', text: 'moved away' }))).toBe('met')
  })

  test('an intolerance of the agent is named where the reason was not recorded', () => {
    const intolerances = [
      { agent: 'escitalopram', label: 'escitalopram', reactions: [], recorded: undefined, source: { ref: 'AllergyIntolerance/1' } },
    ]
    const a = on(patient([first, trial('escitalopram', 60, 60, 20, 19, unrecorded)], { intolerances }), 125)
    const counts = a.resistance.perTrial[1]?.counts
    expect(counts?.kind === 'cannot-tell' && counts.missing[0].why).toBe('not recorded; an intolerance of it is on record')
  })

  test('one that was not taken', () => {
    const second = trial('escitalopram', 60, 60, 20, 19)
    expect(statusWith({ ...second, checkIns: dailyCheckIns(d(60), 60, () => false) })).toBe('not-met')
  })

  test('one of which nobody knows whether it was taken cannot be told', () => {
    expect(statusWith({ ...trial('escitalopram', 60, 60, 20, 19), checkIns: [] })).toBe('cannot-tell')
  })

  test('one without scores and without a report cannot be told', () => {
    const second = trial('escitalopram', 60, 60, 20, 19, { reason: 'other', text: 'x' })
    expect(statusWith({ ...second, readings: [] })).toBe('cannot-tell')
  })

  test('one without scores that was stopped for lack of effect counts by report', () => {
    expect(statusWith({ ...trial('escitalopram', 60, 60, 20, 19), readings: [] })).toBe('met')
  })

  test('a report of no effect against an old score of half better cannot be told', () => {
    const second = trial('escitalopram', 60, 60, 20, 19)
    expect(statusWith({ ...second, readings: [phq9(d(60), 20), phq9(d(90), 10)] })).toBe('cannot-tell')
    expect(statusWith({ ...second, readings: [phq9(d(60), 20), phq9(d(90), 12)] })).toBe('met')
  })

  test('an agent that definitions do not count: esketamine, zuranolone', () => {
    const a = on(patient([first, trial('zuranolone', 60, 60, 50, 19)]), 125)
    const criterion = a.resistance.perTrial[1]?.criteria[0]
    expect(criterion?.verdict.kind).toBe('not-met')
    expect(a.resistance.status).toBe('not-met')
  })

  test('a dose for sleep and an augmentation', () => {
    expect(statusWith(trial('trazodone', 60, 60, 50, 19))).toBe('not-met')
    const beside = { ...trial('aripiprazole', 20, 40, 5, 19), readings: [] }
    expect(on(patient([first, beside]), 125).resistance.status).toBe('not-met')
  })

  test('one of an earlier episode', () => {
    const early = trial('escitalopram', -200, 60, 20, 19)
    const readings = [phq9(d(-130), 2), phq9(d(-60), 3)]
    expect(on(patient([early, first]), 64).resistance.status).toBe('met')
    expect(on(patient([{ ...early, readings: [...early.readings, ...readings] }, first]), 64).resistance.status).toBe('not-met')
  })

  test('a trial in progress counts once it is adequate and has not worked', () => {
    const now = { ...trial('escitalopram', 60, 60, 20, 19), order: order({ agent: 'escitalopram', from: d(60), dose: mg(20) }) }
    expect(on(patient([first, now]), 102).resistance.status).toBe('cannot-tell') // no PHQ-9 in it yet
    expect(on(patient([first, now]), 120).resistance.status).toBe('met')
  })
})

describe('an outcome that was told and not measured', () => {
  type Level = 'worse' | 'none' | 'partial' | 'response' | 'remission' | 'not-known'
  function criterion(id: DefinitionId, level: Level): string | undefined {
    const told = order({
      from: d(0),
      through: d(59),
      over: true,
      stop: unrecorded,
      more: { reportedOutcome: { improved: true, text: level, level } },
    })
    return under(on(record({ medications: [told] }), 125), id).perTrial[0]?.criteria[4]?.verdict.kind
  }

  test.each<[Level, string, string, string]>([
    // told, less than 50 %, less than 25 %, no remission
    ['worse', 'met', 'met', 'met'],
    ['none', 'met', 'met', 'met'],
    ['partial', 'met', 'not-met', 'met'],
    ['response', 'not-met', 'not-met', 'cannot-tell'], // half better may have been remission
    ['remission', 'not-met', 'not-met', 'not-met'],
    ['not-known', 'cannot-tell', 'cannot-tell', 'cannot-tell'],
  ])('%s', (level, half, quarter, remission) => {
    expect([criterion('source-document', level), criterion('sforzini-2022', level), criterion('gaddey-2024', level)]).toEqual([
      half,
      quarter,
      remission,
    ])
  })

  test('a score that stands comes before what was told', () => {
    const told = order({
      from: d(0),
      through: d(59),
      over: true,
      more: { reportedOutcome: { improved: true, text: 'remission', level: 'remission' } },
    })
    const a = on(record({ medications: [told], readings: [phq9(d(0), 20), phq9(d(55), 19)] }), 125)
    expect(a.resistance.perTrial[0]?.criteria[4]?.verdict.kind).toBe('met')
  })
})

test('a worsening without a baseline is no percent: it is no remission, and whether it was half better cannot be told', () => {
  const medications = [order({ from: d(0), through: d(59), over: true })]
  const a = on(record({ medications, readings: [phq9(d(20), 10), phq9(d(55), 16)] }), 125)
  expect(a.trials[0]?.response.status).toBe('worsening')
  expect([under(a, 'source-document'), under(a, 'gaddey-2024')].map((r) => r.perTrial[0]?.criteria[4]?.verdict.kind)).toEqual([
    'cannot-tell',
    'met',
  ])
})

test('a stop without words is said by its reason', () => {
  const words = (reason: 'no-effect' | 'other') => {
    const medications = [order({ from: d(0), through: d(59), over: true, stop: { reason, text: undefined } })]
    const stop = on(record({ medications }), 125).resistance.perTrial[0]?.criteria[5]?.verdict
    return stop?.kind === 'met' ? stop.because[0].value : stop?.kind
  }
  expect([words('no-effect'), words('other')]).toEqual(['for lack of effect', 'for another reason'])
})

describe('bipolar disorder', () => {
  const parts = [trial('sertraline', 0, 60, 100, 19), trial('escitalopram', 60, 60, 20, 19)]

  test('on record excludes where the definition says so, and nothing qualifies then', () => {
    const a = on(patient(parts, { diagnoses: [diagnosis('bipolar', { label: 'Bipolar II disorder' })] }), 125)
    expect(statuses(a)).toEqual({ 'source-document': 'not-met', 'sforzini-2022': 'not-met', 'rybak-2021': 'met', 'gaddey-2024': 'met' })
    expect([a.resistance.sentence, a.resistance.qualifyingTrials]).toEqual(['Not judged as resistance: bipolar disorder on record', []])
  })

  test('that was refuted excludes nothing', () => {
    expect(on(patient(parts, { diagnoses: [diagnosis('bipolar', { active: false })] }), 125).resistance.status).toBe('met')
  })

  test('cannot be told where the diagnoses were not read: the definition cannot be met then', () => {
    const a = on(patient(parts, { incomplete: [{ part: 'diagnoses', reason: '403', affects: 'other' }] }), 125)
    expect([under(a, 'source-document').status, under(a, 'rybak-2021').status]).toEqual(['cannot-tell', 'met'])
    expect(a.resistance.exclusions[0]?.verdict.kind).toBe('cannot-tell')
  })
})

test('the number of failed trials is a setting: 3 leave two agents short', () => {
  const parts = [trial('sertraline', 0, 60, 100, 19), trial('escitalopram', 60, 60, 20, 19)]
  expect(on(patient(parts), 125, withSettings({ rules: { possibleResistance: { failedTrials: 3 } } })).resistance.status).toBe('not-met')
})

test('each trial is shown against each of the seven criteria, in words', () => {
  const a = on(patient([trial('sertraline', 0, 60, 100, 19)]), 125)
  expect(a.resistance.perTrial[0]?.criteria.map((c) => [c.criterion, c.verdict.kind])).toEqual([
    ['An antidepressant trial', 'met'],
    ['Dose at or above the minimum effective dose', 'met'],
    ['42 days or more at that dose', 'met'],
    ['80 % or more of days taken', 'met'],
    ['Less than 50 % improvement', 'met'],
    ['Not stopped for side effects', 'met'],
    ['In the current episode', 'met'],
  ])
  expect(under(a, 'gaddey-2024').perTrial[0]?.criteria[4]?.criterion).toBe('No remission')
})

describe('each criterion with what it rests on', () => {
  const criteria = (record_: PatientRecord, asOf = 125, index = 0) => on(record_, asOf).resistance.perTrial[index]?.criteria ?? []
  const failed = trial('sertraline', 0, 60, 100, 19)
  const ref = { ref: failed.order.source.ref }

  test('20 → 19 on sertraline 100 mg, 60 days, stopped for no benefit', () => {
    const rows = criteria(patient([failed])).map((c) => c.verdict)
    expect(rows[0]).toEqual({
      kind: 'met',
      because: [{ what: 'sertraline', value: 'antidepressant', unit: '', day: dayN(0), source: ref }],
    })
    expect(rows[4]).toEqual({
      kind: 'met',
      because: [
        {
          what: 'outcome of sertraline',
          value: 'PHQ-9 20 → 19 (−1, −5 %): within the 5-point margin of measurement error',
          unit: '',
          day: dayN(59),
          source: { ref: `Observation/phq9-${d(59)}-19` },
        },
      ],
    })
    expect(rows[5]).toEqual({
      kind: 'met',
      because: [{ what: 'sertraline stopped', value: 'no benefit', unit: '', day: dayN(0), source: ref }],
    })
  })

  test('still taken', () => {
    const now = { ...failed, order: order({ from: d(0), dose: mg(100) }) }
    expect(criteria(patient([now]), 65)[5]?.verdict).toEqual({
      kind: 'met',
      because: [{ what: 'sertraline', value: 'still taken', unit: '', day: dayN(0), source: { ref: now.order.source.ref } }],
    })
  })

  test.each([
    ['nausea', 'nausea'],
    [undefined, 'for side effects'],
  ])('stopped for side effects, in these words: %s', (text, value) => {
    const stopped = trial('sertraline', 0, 60, 100, 19, { reason: 'side-effect', text })
    expect(criteria(patient([stopped]))[5]?.verdict).toEqual({
      kind: 'not-met',
      because: [{ what: 'sertraline stopped', value, unit: '', day: dayN(0), source: { ref: stopped.order.source.ref } }],
    })
  })

  test('an intolerance of another agent says nothing about why this one was stopped', () => {
    const intolerance = (agent: string) => ({
      agent,
      label: agent,
      reactions: [],
      recorded: undefined,
      source: { ref: `AllergyIntolerance/${agent}` },
    })
    const stopped = trial('sertraline', 0, 60, 100, 19, unrecorded)
    const missing = (...agents: readonly string[]) => {
      const verdict = criteria(patient([stopped], { intolerances: agents.map(intolerance) }))[5]?.verdict
      return verdict?.kind === 'cannot-tell' ? verdict.missing : verdict?.kind
    }
    const what = 'reason for stopping sertraline'
    expect(missing('bupropion')).toEqual([{ what, why: 'not recorded' }])
    expect(missing('bupropion', 'sertraline')).toEqual([{ what, why: 'not recorded; an intolerance of it is on record' }])
  })

  test('a medicine that is no antidepressant trial says why', () => {
    const because = (agent: string, dose: number, beside: readonly Part[] = []) => {
      const parts = [...beside, { ...trial(agent, 0, 60, dose, 19), readings: [] }]
      const verdict = on(patient(parts), 125).resistance.perTrial.find((t) => t.trialId.startsWith(agent))?.criteria[0]?.verdict
      return verdict?.kind === 'not-met' ? verdict.because.map((e) => [e.what, e.value]) : verdict?.kind
    }
    expect(because('zuranolone', 50)).toEqual([
      ['zuranolone', 'approved for postpartum depression only, 14 days: not an antidepressant trial in MDD'],
    ])
    expect(because('trazodone', 50)).toEqual([['trazodone', 'a dose used for sleep']])
    expect(because('aripiprazole', 5, [failed])).toEqual([['aripiprazole', 'added to another antidepressant']])
  })

  test('a medicine or a dose that is not known cannot be told, and says which', () => {
    const missing = (agent: string, dose: Parameters<typeof order>[0]['dose']) => {
      const fact = order({ agent, from: d(0), through: d(59), over: true, ...(dose ? { dose } : {}) })
      const verdict = criteria(record({ medications: [fact] }))[0]?.verdict
      return verdict?.kind === 'cannot-tell' ? verdict.missing : verdict?.kind
    }
    expect(missing('moonflower', mg(50))).toEqual([{ what: 'moonflower', why: 'the medicine is not classified' }])
    expect(missing('trazodone', { kind: 'unknown', reason: 'x' })).toEqual([
      { what: 'trazodone', why: 'the dose is not known, and low doses are used for sleep' },
    ])
  })

  test('an outcome that was told is evidence in its own words, or what is missing', () => {
    const outcome = (level: 'partial' | 'not-known') => {
      const told = order({
        from: d(0),
        through: d(59),
        over: true,
        ref: 'MedicationRequest/t',
        more: { reportedOutcome: { improved: true, text: level, level } },
      })
      return criteria(record({ medications: [told] }))[4]?.verdict
    }
    expect(outcome('partial')).toEqual({
      kind: 'met',
      because: [
        {
          what: 'outcome of sertraline',
          value: 'no score; reported: partial',
          unit: '',
          day: undefined,
          source: { ref: 'MedicationRequest/t' },
        },
      ],
    })
    expect(outcome('not-known')).toEqual({
      kind: 'cannot-tell',
      missing: [{ what: 'outcome of sertraline', why: 'no score; reported: not-known' }],
    })
  })

  test('stopped for lack of effect without scores is its own evidence; with an old score of half better it is not', () => {
    const silent = { ...failed, readings: [] }
    expect(criteria(patient([silent]))[4]?.verdict).toEqual({
      kind: 'met',
      because: [{ what: 'outcome of sertraline', value: 'no score; reported: no benefit', unit: '', day: undefined, source: ref }],
    })
    expect(criteria(patient([{ ...failed, readings: [phq9(d(0), 20), phq9(d(30), 10)] }]))[4]?.verdict).toEqual({
      kind: 'cannot-tell',
      missing: [
        {
          what: 'outcome of sertraline',
          why: 'recent PHQ-9: the latest is of 31 Jan 2026, 29 days old, and says nothing about the end of the trial; reported: no benefit; the last score says otherwise',
        },
      ],
    })
  })

  test('stopped as not effective on a day that is not known: a score of half better within those days is not held to be its outcome', () => {
    // Collected on day 30 for 30 days: it ended on some day from 30 to 73. Day 60 may be within it or after it.
    const stop = { reason: 'no-effect', text: 'no benefit' } as const
    const facts = [order({ from: d(0), dose: mg(100), over: true, stop }), dispense(d(0), 30), dispense(d(30), 30)]
    const failure = (total: number) =>
      criteria(record({ medications: facts, readings: [phq9(d(0), 20), phq9(d(60), total)] }), 200)[4]?.verdict.kind
    expect([failure(10), failure(19)]).toEqual(['cannot-tell', 'met'])
  })

  test('a score 39 days before the end, or a trial of 10 days, says nothing yet', () => {
    const other = { reason: 'other', text: 'moved away' } as const
    const stale = { ...trial('sertraline', 0, 60, 100, 19, other), readings: [phq9(d(0), 20), phq9(d(20), 19)] }
    expect(criteria(patient([stale]))[4]?.verdict.kind).toBe('cannot-tell')
    const young = { ...failed, order: order({ from: d(0), dose: mg(100) }), readings: [phq9(d(0), 20), phq9(d(8), 19)] }
    expect(criteria(patient([young]), 10)[4]?.verdict.kind).toBe('cannot-tell')
  })
})

describe('definitions in words', () => {
  test('each has its title', () => {
    expect(definitionIds.map((id) => definitions[id].title)).toEqual([
      'Source document: FDA/EMA working definition',
      'Sforzini 2022 (Delphi consensus)',
      'Rybak 2021 (Canadian consensus)',
      'Gaddey 2024 (no remission)',
    ])
    expect(definitions['source-document'].citation.text).toContain('clinical definition')
  })

  test('Rybak as a whole: 28 days, 50 %, no exclusion', () => {
    expect(definitionStatement(definitions['rybak-2021'], defaultSettings)).toBe(
      '2 or more trials of different antidepressants in this episode, each at least 28 days at an adequate dose and taken, with less than 50 % improvement, not stopped for side effects',
    )
  })

  test('exactly 50 % better in both is no resistance for Rybak, 45 % is', () => {
    const rybak = (latest: number) =>
      under(on(patient([trial('sertraline', 0, 60, 100, latest), trial('escitalopram', 60, 60, 20, latest)]), 125), 'rybak-2021').status
    expect([rybak(10), rybak(11)]).toEqual(['not-met', 'met'])
  })
})

describe('the exclusion for bipolar disorder with what it rests on', () => {
  const exclusions = (more: Partial<PatientRecord>) => on(patient([trial('sertraline', 0, 60, 100, 19)], more), 125).resistance.exclusions

  test('none on record, also where only readings were cut short', () => {
    const none = [
      {
        criterion: 'Bipolar disorder',
        verdict: {
          kind: 'not-met',
          because: [{ what: 'bipolar diagnosis', value: 'none on record', unit: '', day: undefined, source: undefined }],
        },
      },
    ]
    expect(exclusions({})).toEqual(none)
    expect(exclusions({ incomplete: [{ part: 'scores', reason: '500', affects: 'readings' }] })).toEqual(none)
  })

  test('on record, with its words', () => {
    const [exclusion] = exclusions({ diagnoses: [diagnosis('bipolar', { label: 'Bipolar II disorder', source: { ref: 'Condition/b' } })] })
    expect(exclusion).toEqual({
      criterion: 'Bipolar disorder',
      verdict: {
        kind: 'met',
        because: [{ what: 'bipolar diagnosis', value: 'Bipolar II disorder', unit: '', day: undefined, source: { ref: 'Condition/b' } }],
      },
    })
  })

  test('diagnoses not read', () => {
    expect(exclusions({ incomplete: [{ part: 'diagnoses', reason: '403', affects: 'other' }] })).toEqual([
      {
        criterion: 'Bipolar disorder',
        verdict: { kind: 'cannot-tell', missing: [{ what: 'bipolar disorder: diagnoses not read', why: '403' }] },
      },
    ])
  })
})
