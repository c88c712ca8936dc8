/** Short ways to write a patient's record by hand. Every default is the plain case: exact dates, structured dose, usable reading. */
import type { CheckIn, DailyDose, Diagnosis, MedicationFact, OtherMedicine, PatientRecord, Reading, Screen } from '#src/clinical/facts.ts'
import { addDays, day, exactly, parseFhirDate, type Day, type PartialDate } from '#src/lib/calendar.ts'
import { known, unknown } from '#src/lib/known.ts'

let counter = 0
const nextRef = (type: string): string => `${type}/t-${(counter += 1)}`

export const mg = (low: number, high = low): DailyDose => ({ kind: 'known', low, high, basis: 'structured' })

export function record(parts: Partial<PatientRecord> = {}): PatientRecord {
  return {
    identity: {
      id: 'p-test',
      name: known('Test Person'),
      family: 'Person',
      given: 'Test',
      birthDate: known(exactly(day('1980-05-17'))),
      gender: known('female'),
      recordNumber: known('T-1'),
      deceased: false,
      synthetic: true,
    },
    readings: [],
    checkIns: [],
    medications: [],
    otherMedicines: [],
    diagnoses: [],
    sessions: [],
    screens: [],
    labs: [],
    intolerances: [],
    smoking: unknown('not recorded'),
    metaboliser: [],
    visits: [],
    rejected: [],
    incomplete: [],
    ...parts,
  }
}

/** A PHQ-9 total without items; `item9` adds the answer to item 9. */
export function phq9(on: string, total: number, item9?: 0 | 1 | 2 | 3): Reading {
  return {
    instrument: 'phq-9',
    date: exactly(day(on)),
    total: known(total),
    items: [],
    item9: item9 === undefined ? { kind: 'not-assessed', reason: 'a total without items' } : { kind: 'answered', value: item9 },
    difficulty: undefined,
    usable: true,
    reporter: 'patient',
    sources: [{ ref: `Observation/phq9-${on}-${total}` }],
    issues: [],
  }
}

interface OrderParts {
  readonly agent?: string
  readonly from: string
  readonly through?: string
  readonly dose?: DailyDose
  readonly over?: boolean
  readonly stop?: MedicationFact['stop']
  readonly ref?: string
  readonly ends?: MedicationFact['ends']
  readonly formulation?: MedicationFact['formulation']
  /** Anything else of the fact. */
  readonly more?: Partial<MedicationFact>
}

/** An order of sertraline unless another agent is named; bounded when `through` is given, else open-ended. */
export function order(parts: OrderParts): MedicationFact {
  const agent = parts.agent ?? 'sertraline'
  const bounds = parts.through === undefined ? undefined : exactly(day(parts.through))
  return {
    kind: 'order',
    source: { ref: parts.ref ?? nextRef('MedicationRequest') },
    agent,
    formulation: parts.formulation ?? 'immediate',
    label: agent,
    status: parts.over ? 'stopped' : 'active',
    exposure: { counts: true },
    plans: [{ from: exactly(day(parts.from)), through: bounds, dose: parts.dose ?? mg(50), text: undefined }],
    recorded: exactly(day(parts.from)),
    ends: [...(bounds ? [{ date: bounds, basis: 'bounds' as const }] : []), ...(parts.ends ?? [])],
    over: parts.over ?? false,
    supply: undefined,
    stop: parts.stop,
    basedOn: undefined,
    adherence: undefined,
    reportedOutcome: undefined,
    issues: [],
    ...parts.more,
  }
}

export function dispense(on: string, days: number, agent = 'sertraline'): MedicationFact {
  const handedOver = day(on)
  const from = exactly(handedOver)
  return {
    ...order({ agent, from: on }),
    kind: 'dispense',
    status: 'completed',
    over: true,
    source: { ref: nextRef('MedicationDispense') },
    plans: [{ from, through: exactly(addDays(handedOver, days - 1)), dose: mg(50), text: undefined }],
    supply: { handedOver, days },
  }
}

export function checkIn(on: Day, parts: Partial<CheckIn> = {}): CheckIn {
  return {
    day: on,
    mood: undefined,
    anxiety: undefined,
    energy: undefined,
    sleepHours: undefined,
    functioning: undefined,
    taken: undefined,
    sideEffectBurden: undefined,
    sideEffects: [],
    source: { ref: `Observation/checkin-${on}` },
    ...parts,
  }
}

/** One check-in a day from a day on; `taken(i)` says whether the i-th day was taken. */
export function dailyCheckIns(from: string, days: number, taken: (index: number) => boolean | undefined): readonly CheckIn[] {
  return Array.from({ length: days }, (_, i) => checkIn(addDays(day(from), i), { taken: taken(i) }))
}

/** A partial date: "2024" or "2024-03". */
export function partial(text: string): PartialDate {
  const date = parseFhirDate(text)
  if (!date) throw new Error(`${text} is not a date`)
  return date
}

/** A statement of a past or present medicine; its ends may be partial dates. */
export function statement(parts: {
  agent?: string
  from: string
  through?: string
  dose?: DailyDose
  more?: Partial<MedicationFact>
}): MedicationFact {
  const agent = parts.agent ?? 'sertraline'
  const through = parts.through === undefined ? undefined : partial(parts.through)
  return {
    ...order({ agent, from: '2026-01-01' }),
    kind: 'statement',
    source: { ref: nextRef('MedicationStatement') },
    formulation: 'unspecified',
    status: through ? 'stopped' : 'active',
    over: through !== undefined,
    plans: [
      { from: partial(parts.from), through, dose: parts.dose ?? { kind: 'unknown', reason: 'no dosage instruction' }, text: undefined },
    ],
    recorded: partial(parts.from),
    ends: through ? [{ date: through, basis: 'statement' }] : [],
    ...parts.more,
  }
}

/** A reading of any scale. */
export function rating(instrument: Reading['instrument'], on: string, total: number, parts: Partial<Reading> = {}): Reading {
  return { ...phq9(on, total), instrument, sources: [{ ref: `Observation/${instrument}-${on}-${total}` }], ...parts }
}

export function screen(kind: Screen['kind'], on: string, score: number | undefined, positive?: boolean): Screen {
  return {
    kind,
    date: exactly(day(on)),
    score: score === undefined ? unknown('answers not readable') : known(score),
    positive,
    source: { ref: `Observation/${kind}-${on}` },
  }
}

export function diagnosis(group: Diagnosis['group'], parts: Partial<Diagnosis> = {}): Diagnosis {
  return {
    group,
    label: group,
    active: true,
    onset: undefined,
    severity: undefined,
    remission: undefined,
    source: { ref: nextRef('Condition') },
    ...parts,
  }
}

export function otherMedicine(label: string, parts: Partial<OtherMedicine> = {}): OtherMedicine {
  return {
    label,
    ingredient: label.toLowerCase(),
    from: undefined,
    through: undefined,
    active: true,
    source: { ref: nextRef('MedicationRequest') },
    ...parts,
  }
}
