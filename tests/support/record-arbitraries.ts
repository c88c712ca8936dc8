/** Random records for properties. `PROPERTY_RUNS=5000` makes a run larger; the default keeps the suite fast. */
import fc from 'fast-check'
import type { CheckIn, DailyDose, MedicationFact, PatientRecord, Reading } from '#src/clinical/facts.ts'
import { addDays, exactly, type Day, type PartialDate } from '#src/lib/calendar.ts'
import { known, unknown } from '#src/lib/known.ts'
import { d, dayN } from '#tests/support/clinic.ts'
import type { Case, Order } from '#tests/support/oracle.ts'
import {
  checkIn,
  diagnosis,
  dispense,
  mg,
  order,
  otherMedicine,
  phq9,
  rating,
  record,
  screen,
  statement,
} from '#tests/support/record-builders.ts'

export const runs = parseInt(process.env['PROPERTY_RUNS'] ?? '25', 10)

const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined })

// Cases that the slow oracle understands -----------------------------------------------------------------------------------

/** Orders of one agent one after the other; the last one may go on. */
function courseOf(agent: Order['agent'], doses: readonly number[]): fc.Arbitrary<readonly Order[]> {
  const step = fc.record({
    pause: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 0, max: 20 })),
    days: fc.integer({ min: 1, max: 70 }),
    dose: maybe(fc.constantFrom(...doses)),
  })
  return fc
    .record({ first: fc.integer({ min: -100, max: 60 }), steps: fc.array(step, { minLength: 1, maxLength: 4 }), open: fc.boolean() })
    .map(({ first, steps, open }) => {
      let at = first
      return steps.map(({ pause, days, dose }, index): Order => {
        const from = at + (index === 0 ? 0 : pause)
        at = from + days
        const last = open && index === steps.length - 1
        return { agent, from, through: last ? undefined : at - 1, mg: dose, over: !last }
      })
    })
}

export const cases: fc.Arbitrary<Case> = fc
  .record({
    asOf: fc.integer({ min: 0, max: 160 }),
    first: courseOf('sertraline', [25, 49, 50, 100]),
    second: maybe(courseOf('escitalopram', [10, 20])),
    scores: fc.array(
      fc.record({
        day: fc.integer({ min: -60, max: 165 }),
        total: fc.integer({ min: 0, max: 27 }),
        item9: maybe(fc.integer({ min: 0, max: 3 })),
      }),
      { maxLength: 9 },
    ),
    reports: fc.record({
      from: fc.integer({ min: -60, max: 150 }),
      pattern: fc.array(fc.constantFrom(true, true, true, false, undefined, 'none' as const), { maxLength: 120 }),
    }),
  })
  .map(({ asOf, first, second, scores, reports }) => ({
    asOf,
    orders: [...first, ...(second ?? [])],
    scores: [...new Map(scores.map((s) => [s.day, s])).values()].toSorted((a, b) => a.day - b.day),
    checkIns: reports.pattern.flatMap((taken, i) => (taken === 'none' ? [] : [{ day: reports.from + i, taken }])),
  }))

const item9Of = (answer: number | undefined): 0 | 1 | 2 | 3 | undefined => ([0, 1, 2, 3] as const).find((value) => value === answer)

export function recordOf(c: Case): PatientRecord {
  return record({
    medications: c.orders.map((o, i) =>
      order({
        agent: o.agent,
        from: d(o.from),
        ...(o.through === undefined ? {} : { through: d(o.through) }),
        dose: o.mg === undefined ? { kind: 'unknown', reason: 'no readable dose' } : mg(o.mg),
        over: o.over,
        ref: `MedicationRequest/${i}`,
      }),
    ),
    readings: c.scores.map((s) => phq9(d(s.day), s.total, item9Of(s.item9))),
    checkIns: c.checkIns.map((k) => checkIn(dayN(k.day), { taken: k.taken })),
  })
}

// Records of any shape -------------------------------------------------------------------------------------------------------

const days = fc.integer({ min: -400, max: 120 })
const dates: fc.Arbitrary<PartialDate> = fc.oneof(
  { weight: 4, arbitrary: days.map((n) => exactly(dayN(n))) },
  fc.record({ n: days, width: fc.constantFrom(30, 364) }).map(({ n, width }) => ({
    earliest: dayN(n),
    latest: addDays(dayN(n), width),
    precision: width === 30 ? ('month' as const) : ('year' as const),
    instantMs: undefined,
  })),
)
const doses: fc.Arbitrary<DailyDose> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(7.5, 10, 20, 25, 50, 75, 100, 150, 300).map((value) => mg(value)) },
  fc.constantFrom<DailyDose>(mg(25, 50), mg(50, 100), { kind: 'unknown', reason: 'no readable dose' }),
)
const agents = fc.constantFrom(
  'sertraline',
  'escitalopram',
  'bupropion',
  'mirtazapine',
  'trazodone',
  'paroxetine',
  'aripiprazole',
  'gepirone',
  'selegiline',
  'moonflower',
)
const forms = fc.constantFrom('immediate', 'extended', 'controlled', 'unspecified' as const)

const orders: fc.Arbitrary<MedicationFact> = fc
  .record({
    agent: agents,
    from: dates,
    length: maybe(fc.integer({ min: 0, max: 200 })),
    dose: doses,
    over: fc.boolean(),
    form: forms,
    ref: fc.nat(40),
    stop: maybe(fc.constantFrom('side-effect', 'no-effect', 'other', 'unknown' as const)),
    ends: fc.boolean(),
  })
  .map(({ agent, from, length, dose, over, form, ref, stop, ends }) => {
    const through = length === undefined ? undefined : exactly(addDays(from.latest, length))
    return order({
      agent,
      from: d(0),
      dose,
      over,
      formulation: form,
      ref: `MedicationRequest/${ref}`,
      more: {
        plans: [{ from, through, dose, text: undefined }],
        recorded: from,
        ends: through ? [{ date: through, basis: ends ? 'bounds' : 'validity' }] : [],
        stop: stop === undefined ? undefined : { reason: stop, text: undefined },
      },
    })
  })
const statements: fc.Arbitrary<MedicationFact> = fc
  .record({
    agent: agents,
    year: fc.integer({ min: 2024, max: 2026 }),
    dose: doses,
    past: fc.boolean(),
    ref: fc.nat(40),
    improved: maybe(fc.boolean()),
  })
  .map(({ agent, year, dose, past, ref, improved }) =>
    statement({
      agent,
      from: `${year}`,
      ...(past ? { through: `${year}-06` } : {}),
      dose,
      more: {
        source: { ref: `MedicationStatement/${ref}` },
        reportedOutcome: improved === undefined ? undefined : { improved, text: 'as reported' },
      },
    }),
  )
const dispenses: fc.Arbitrary<MedicationFact> = fc
  .record({ agent: agents, on: days, supply: fc.integer({ min: 0, max: 90 }), ref: fc.nat(40), order: maybe(fc.nat(40)) })
  .map(({ agent, on, supply, ref, order: ordered }) => ({
    ...dispense(d(on), supply, agent),
    source: { ref: `MedicationDispense/${ref}` },
    basedOn: ordered === undefined ? undefined : `MedicationRequest/${ordered}`,
  }))
const readings: fc.Arbitrary<Reading> = fc
  .record({
    instrument: fc.constantFrom('phq-9', 'phq-9', 'phq-9', 'gad-7', 'fibser' as const),
    date: dates,
    total: maybe(fc.integer({ min: 0, max: 27 })),
    item9: maybe(fc.integer({ min: 0, max: 3 })),
    usable: fc.boolean(),
  })
  .map(({ instrument, date, total, item9, usable }) => {
    const answer = item9Of(item9)
    const base = instrument === 'phq-9' ? phq9(d(0), 0, answer) : rating(instrument, d(0), 0)
    return {
      ...base,
      date,
      usable: usable && date.precision === 'day',
      total:
        total === undefined
          ? unknown('not readable')
          : known(instrument === 'fibser' ? total % 7 : instrument === 'gad-7' ? total % 22 : total),
      sources: [{ ref: `Observation/${instrument}-${date.earliest}-${total ?? 'none'}-${item9 ?? 'none'}` }],
    }
  })
const checkIns: fc.Arbitrary<CheckIn> = fc
  .record({
    n: fc.integer({ min: -60, max: 120 }),
    taken: maybe(fc.boolean()),
    burden: maybe(fc.integer({ min: 0, max: 10 })),
    sleepHours: maybe(fc.integer({ min: 0, max: 12 })),
    energy: maybe(fc.integer({ min: 0, max: 10 })),
  })
  .map(({ n, taken, burden, sleepHours, energy }) => checkIn(dayN(n), { taken, sideEffectBurden: burden, sleepHours, energy }))

/** Anything a reader can hand over, contradictions and all. */
export const anyRecord: fc.Arbitrary<PatientRecord> = fc
  .record({
    medications: fc.array(fc.oneof({ weight: 3, arbitrary: orders }, statements, dispenses), { maxLength: 8 }),
    readings: fc.array(readings, { maxLength: 10 }),
    checkIns: fc.uniqueArray(checkIns, { maxLength: 60, selector: (k) => k.day }),
    bipolar: fc.boolean(),
    onset: maybe(dates),
    screens: fc.array(
      fc.record({
        kind: fc.constantFrom('rms', 'mdq', 'audit-c', 'c-ssrs' as const),
        n: days,
        score: maybe(fc.integer({ min: 0, max: 3 })),
      }),
      { maxLength: 3 },
    ),
    inducer: fc.boolean(),
    smoking: maybe(fc.constantFrom('current', 'never' as const)),
    incomplete: fc.array(fc.constantFrom('readings', 'check-ins', 'medications', 'other' as const), { maxLength: 1 }),
    born: maybe(dates.map((date) => ({ ...date, earliest: addDays(date.earliest, -20_000), latest: addDays(date.latest, -20_000) }))),
  })
  .map((r) => {
    const plain = record()
    return record({
      identity: { ...plain.identity, birthDate: r.born === undefined ? unknown('no birth date') : known(r.born) },
      medications: r.medications,
      readings: r.readings,
      checkIns: r.checkIns.toSorted((a, b) => a.day - b.day),
      diagnoses: [
        ...(r.bipolar ? [diagnosis('bipolar', { source: { ref: 'Condition/bipolar' } })] : []),
        ...(r.onset ? [diagnosis('mdd', { onset: r.onset, source: { ref: 'Condition/mdd' } })] : []),
      ],
      screens: r.screens.map((s) => screen(s.kind, d(s.n), s.score)),
      otherMedicines: r.inducer ? [otherMedicine('carbamazepine', { source: { ref: 'MedicationRequest/inducer' } })] : [],
      smoking: r.smoking === undefined ? unknown('not recorded') : known(r.smoking),
      incomplete: r.incomplete.map((affects) => ({ part: 'a part', reason: 'not read', affects })),
    })
  })

/** The same value with every calendar day moved by k days: days are whole numbers under known names, nothing else is touched. */
export function shiftedRecord(r: PatientRecord, k: number): PatientRecord {
  const day = (value: Day): Day => addDays(value, k)
  const date = (value: PartialDate): PartialDate => ({ ...value, earliest: day(value.earliest), latest: day(value.latest) })
  const optional = (value: PartialDate | undefined): PartialDate | undefined => value && date(value)
  const born = r.identity.birthDate
  return {
    ...r,
    identity: { ...r.identity, birthDate: born.kind === 'known' ? known(date(born.value)) : born },
    readings: r.readings.map((x) => ({ ...x, date: date(x.date) })),
    checkIns: r.checkIns.map((x) => ({ ...x, day: day(x.day) })),
    medications: r.medications.map((x) => ({
      ...x,
      plans: x.plans.map((p) => ({ ...p, from: date(p.from), through: optional(p.through) })),
      recorded: optional(x.recorded),
      ends: x.ends.map((e) => ({ ...e, date: date(e.date) })),
      supply: x.supply && { ...x.supply, handedOver: day(x.supply.handedOver) },
    })),
    diagnoses: r.diagnoses.map((x) => ({ ...x, onset: optional(x.onset) })),
    screens: r.screens.map((x) => ({ ...x, date: date(x.date) })),
  }
}
