/** Who this is, in the words of the banner: nothing is left blank, everything unknown says why. */
import type { Diagnosis } from '#src/clinical/facts.ts'
import { nextVisitFrom } from '#src/features/patient/event-lanes.ts'
import { ageText } from '#src/features/patient/trajectory-words.ts'
import { formatDay, formatPartialDate, formatRelative, formatWeekday, partsOf } from '#src/lib/calendar.ts'
import { known, unknown, type Known } from '#src/lib/known.ts'
import type { AssessedPatient } from '#src/queries/types.ts'

export interface IdentityWords {
  readonly name: Known<string>
  readonly age: Known<string>
  readonly born: Known<string>
  readonly recordNumber: Known<string>
  readonly diagnosis: Known<string>
  readonly nextVisit: Known<string>
  /** "tomorrow": beside the date, on a screen alone, because a sheet is read on another day. */
  readonly visitFromToday: string | undefined
  /** Sentences that change how everything below is read. */
  readonly cautions: readonly {
    readonly kind: 'urgent' | 'deceased' | 'merged' | 'historical' | 'attribution' | 'synthetic'
    readonly text: string
  }[]
}

export function identityWords(patient: AssessedPatient): IdentityWords {
  const { record, assessment } = patient
  const { identity } = record
  const born = identity.birthDate
  const age = ageText(patient)
  const cautions: IdentityWords['cautions'][number][] = []
  // What cannot wait is said where it is always in view, whatever tab or width.
  const urgent = assessment.flags.find((flag) => flag.tier === 'urgent')
  if (urgent !== undefined) cautions.push({ kind: 'urgent', text: urgent.title })
  if (identity.deceased) cautions.push({ kind: 'deceased', text: 'Recorded as deceased' })
  if (identity.mergedInto !== undefined)
    cautions.push({ kind: 'merged', text: `This record was merged into ${identity.mergedInto}: later entries stand there` })
  if (identity.historicalAsOf !== undefined)
    cautions.push({ kind: 'historical', text: `Historical case, judged as of ${formatDay(identity.historicalAsOf)}` })
  if (identity.attribution !== undefined) cautions.push({ kind: 'attribution', text: identity.attribution })
  if (identity.synthetic) cautions.push({ kind: 'synthetic', text: 'Synthetic person' })
  return {
    name: identity.name,
    age: age === undefined ? unknown('no birth date') : known(age),
    born: born.kind === 'unknown' ? born : known(formatPartialDate(born.value)),
    recordNumber: identity.recordNumber,
    diagnosis: diagnosisWords(record.diagnoses),
    ...visitWords(patient, assessment.asOf),
    cautions,
  }
}

function diagnosisWords(diagnoses: readonly Diagnosis[]): Known<string> {
  const active = diagnoses.filter((one) => one.active)
  const main = active.filter((one) => one.group === 'mdd' || one.group === 'bipolar' || one.group === 'dysthymia')
  const shown = main.length > 0 ? main : active.slice(0, 1)
  if (shown.length === 0) return unknown(diagnoses.length === 0 ? 'no diagnosis on record' : 'no active diagnosis on record')
  return known([...new Set(shown.map((one) => one.label))].join('; '))
}

function visitWords(
  { record }: AssessedPatient,
  asOf: AssessedPatient['assessment']['asOf'],
): Pick<IdentityWords, 'nextVisit' | 'visitFromToday'> {
  const visit = nextVisitFrom(record, asOf)
  if (visit === undefined) return { nextVisit: unknown('none booked'), visitFromToday: undefined }
  const clock = visit.clock === undefined ? '' : `, ${visit.clock}`
  return {
    nextVisit: known(`${formatWeekday(visit.day)} ${partsOf(visit.day).year}${clock}`),
    visitFromToday: formatRelative(visit.day, asOf),
  }
}
