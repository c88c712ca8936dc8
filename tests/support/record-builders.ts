/** Short ways to write a patient's record by hand. Every default is the plain case: exact dates, structured dose, usable reading. */
import type { CheckIn, DailyDose, MedicationFact, PatientRecord, Reading } from '#src/clinical/facts.ts'
import { addDays, day, exactly, type Day } from '#src/lib/calendar.ts'
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
}

/** An order of sertraline unless another agent is named; bounded when `through` is given, else open-ended. */
export function order(parts: OrderParts): MedicationFact {
  const agent = parts.agent ?? 'sertraline'
  const bounds = parts.through === undefined ? undefined : exactly(day(parts.through))
  return {
    kind: 'order',
    source: { ref: parts.ref ?? nextRef('MedicationRequest') },
    agent,
    formulation: 'immediate',
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
