/** Choices and hints of the form of a told trial. */
import { doseRangeFor } from '#src/clinical/dose-range.ts'
import type { PatientRecord } from '#src/clinical/facts.ts'
import type { Formulation } from '#src/clinical/medicines.ts'
import type { ClinicalSettings } from '#src/clinical/settings.ts'
import type { ToldEnd } from '#src/clinical/told-trial.ts'
import { readAs, readLength, type TrialFields } from '#src/features/history/trial-fields.ts'
import type { Day } from '#src/lib/calendar.ts'
import { formatDays, formatNumber } from '#src/lib/figures.ts'

export const endOptions: readonly (readonly [ToldEnd['kind'], string])[] = [
  ['ended', 'ended on a date'],
  ['lasted', 'lasted for a time'],
  ['ended-unknown', 'ended, not known when'],
  ['ongoing', 'still taken'],
]

export const formulationWords: readonly (readonly [Formulation, string])[] = [
  ['unspecified', 'form not known'],
  ['immediate', 'immediate release'],
  ['sustained', 'sustained release (SR)'],
  ['extended', 'extended release (XR, XL)'],
  ['controlled', 'controlled release (CR)'],
]

export const options = <T extends string>(ids: readonly T[], words: Readonly<Record<T, string>>): readonly (readonly [T, string])[] =>
  ids.map((id) => [id, words[id]])

export function endHint({ endKind, endText }: TrialFields, asOf: Day): string {
  if (endKind === 'ended') return readAs(endText, asOf)?.words ?? 'rough is enough'
  const days = readLength(endText)
  return days === undefined ? '8 weeks, 3 months, 40 days' : `read as ${formatDays(days)}`
}

export function usualDose({ medicine }: TrialFields, record: PatientRecord, on: Day, settings: ClinicalSettings): string {
  if (medicine?.kind !== 'agent') return 'total for the day'
  const { minimum, maximum } = doseRangeFor(medicine.agent, medicine.formulation, { record, on }, settings)
  const low = minimum.kind === 'known' ? `minimum effective ${formatNumber(minimum.value, 3)} mg/day` : minimum.reason
  return maximum.kind === 'known' ? `${low}, usual maximum ${formatNumber(maximum.value, 3)} mg/day` : low
}
