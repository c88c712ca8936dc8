/** The words, shapes and tones in which the queue says things. */
import type { Finding, RuleId, Tier } from '#src/clinical/assessment.ts'
import type { PatientRecord } from '#src/clinical/facts.ts'
import type { FlagState, OpenMark } from '#src/clinical/queue.ts'
import type { ReviewState } from '#src/clinical/review.ts'
import type { SourceTag } from '#src/clinical/verdict.ts'
import { formatDay, ageInYears, daysBetween, formatPartialDate, type Day } from '#src/lib/calendar.ts'
import { formatDays } from '#src/lib/figures.ts'
import type { AssessedPatient } from '#src/queries/types.ts'
import type { MarkShape } from '#src/ui/mark.tsx'
import type { Tone } from '#src/ui/tone.ts'

export interface Spoken {
  readonly word: string
  readonly shape: MarkShape
  readonly tone: Tone
}

export const tierWords: Readonly<Record<Tier, Spoken>> = {
  urgent: { word: 'Urgent', shape: 'octagon', tone: 'urgent' },
  decide: { word: 'Decide', shape: 'triangle', tone: 'decide' },
  watch: { word: 'Watch', shape: 'circle', tone: 'watch' },
}

export const markWords: Readonly<Record<OpenMark, Spoken>> = {
  new: { word: 'new', shape: 'ring', tone: 'watch' },
  ongoing: { word: 'ongoing', shape: 'bar', tone: 'plain' },
  worsening: { word: 'worsening', shape: 'arrow-up', tone: 'urgent' },
  relapsed: { word: 'relapsed', shape: 'arrow-up', tone: 'decide' },
  back: { word: 'back', shape: 'clock', tone: 'decide' },
}

export const restingWords: Readonly<Record<Exclude<FlagState['kind'], 'open'>, string>> = {
  acted: 'decided',
  snoozed: 'snoozed',
  dismissed: 'dismissed',
  handed: 'handed over',
}

export const reviewStateWords: Readonly<Record<ReviewState, string>> = {
  reviewing: 'being reviewed',
  reviewed: 'reviewed',
  snoozed: 'snoozed',
  resolved: 'decided',
  dismissed: 'dismissed',
  reopened: 'open again',
}

/** How sure a number's source is, in words and not only as a letter. */
export const tagWords: Readonly<Record<SourceTag, string>> = {
  S: 'read in the source',
  'S~': 'secondary source',
  K: 'general knowledge, to be confirmed',
  I: 'choice of this project, for a clinical owner to sign off',
}

/** The rules whose flags a snooze never holds back and a bulk action never closes. */
export const isSafetyRule = (rule: RuleId): boolean => rule === 'suicidal-ideation'

export interface IdentityWords {
  readonly name: string
  /** "41 y, born 3 Feb 1985, MRN 20441": what tells two people of one name apart. */
  readonly about: readonly string[]
}

export function identityOf({ identity }: PatientRecord, asOf: Day): IdentityWords {
  const { birthDate, recordNumber, name } = identity
  const age = birthDate.kind === 'known' && birthDate.value.precision === 'day' ? [`${ageInYears(birthDate.value.earliest, asOf)} y`] : []
  return {
    name: name.kind === 'known' ? name.value : `Patient ${identity.id} (${name.reason})`,
    about: [
      ...age,
      birthDate.kind === 'known' ? `born ${formatPartialDate(birthDate.value)}` : `birth date not known: ${birthDate.reason}`,
      recordNumber.kind === 'known' ? recordWords(recordNumber.value) : `no record number: ${recordNumber.reason}`,
    ],
  }
}

/** Some systems write "MRN" into the number itself. */
const recordWords = (value: string): string => (/^mrn\b/i.test(value) ? value : `MRN ${value}`)

/** "18 days", "today", "since 2022" where the day is not on record, or that nobody knows. */
export function waitingWords({ since, roughly }: Pick<Finding, 'since' | 'roughly'>, asOf: Day): string {
  if (roughly !== undefined) return `since ${formatPartialDate(roughly)}`
  if (since === undefined) return 'start not known'
  const days = daysBetween(since, asOf)
  return days <= 0 ? 'today' : formatDays(days)
}

/** The same on paper, which is read on another day: "since 8 Nov 2026". */
export function waitingSince({ since, roughly }: Pick<Finding, 'since' | 'roughly'>): string {
  if (roughly !== undefined) return `since ${formatPartialDate(roughly)}`
  return since === undefined ? 'start not known' : `since ${formatDay(since)}`
}

/** A patient's name as it is said everywhere, also when the record has none. */
export function nameIn(patients: ReadonlyMap<string, AssessedPatient>, id: string): string {
  const patient = patients.get(id)
  return patient ? identityOf(patient.record, patient.assessment.asOf).name : `Patient ${id}`
}
