/** A record in one fixed order and without repeats, so that neither the order nor the paging of what a server sent decides anything. */
import type { MedicationFact, PatientRecord, Reading, Source } from '#src/clinical/facts.ts'
import { sourceKey } from '#src/clinical/readings.ts'
import type { Day, PartialDate } from '#src/lib/calendar.ts'

/** The same record, each list sorted by day and reference; a fact that was sent twice stands once. */
export function canonical(record: PatientRecord): PatientRecord {
  return {
    ...record,
    readings: distinct(record.readings, readingKey, (r) => r.date.earliest),
    checkIns: distinct(record.checkIns, refOf, (c) => c.day),
    medications: distinct(record.medications, refOf, startOf),
    otherMedicines: distinct(record.otherMedicines, refOf, (m) => dayOf(m.from)),
    diagnoses: distinct(record.diagnoses, refOf, (d) => dayOf(d.onset)),
    sessions: distinct(record.sessions, refOf, (s) => s.day.earliest),
    screens: distinct(
      record.screens,
      (s) => `${s.source.ref} ${s.kind}`,
      (s) => s.date.earliest,
    ),
    labs: distinct(
      record.labs,
      (l) => `${l.source.ref} ${l.kind}`,
      (l) => l.date.earliest,
    ),
    intolerances: distinct(record.intolerances, refOf, (i) => dayOf(i.recorded)),
    metaboliser: distinct(
      record.metaboliser,
      (m) => `${m.source.ref} ${m.enzyme}`,
      () => undefined,
    ),
  }
}

const refOf = ({ source }: { readonly source: Source }): string => source.ref
const dayOf = (date: PartialDate | undefined): Day | undefined => date?.earliest
const startOf = (fact: MedicationFact): Day | undefined => dayOf(fact.plans[0]?.from ?? fact.recorded)

/** One resource may carry several scales, and a contradiction between two copies of a reading must stay two readings. */
function readingKey(reading: Reading): string {
  const total = reading.total.kind === 'known' ? reading.total.value : reading.total.reason
  const item9 = reading.item9.kind === 'answered' ? reading.item9.value : 'none'
  return `${reading.instrument} ${sourceKey(reading)} ${reading.date.earliest} ${total} ${item9} ${reading.usable}`
}

/** Before any day a record can hold. */
const UNDATED = -1_000_000

function distinct<T>(values: readonly T[], keyOf: (value: T) => string, dayOfValue: (value: T) => Day | undefined): readonly T[] {
  const byKey = new Map<string, T>()
  for (const value of values) {
    const key = keyOf(value)
    const other = byKey.get(key)
    byKey.set(key, other === undefined ? value : chosen(other, value))
  }
  // Undated facts stand first: nothing says that they are recent.
  const placed = [...byKey].map(([key, value]): Placed<T> => ({ key, day: dayOfValue(value) ?? UNDATED, value }))
  // Check-ins, by far the most of a record, come in order as a rule.
  const isSorted = placed.every((one, index) => index === 0 || byDay(placed[index - 1] ?? one, one) <= 0)
  return (isSorted ? placed : placed.sort(byDay)).map(({ value }) => value)
}

interface Placed<T> {
  readonly key: string
  readonly day: number
  readonly value: T
}

const byDay = (a: Placed<unknown>, b: Placed<unknown>): number => a.day - b.day || (a.key < b.key ? -1 : 1)

/** Two different versions of one resource: which one is kept must not depend on which came first. */
function chosen<T>(a: T, b: T): T {
  return JSON.stringify(a) >= JSON.stringify(b) ? a : b
}
