/** Pure: what each cell says, in words. The cell, its name for a screen reader, the print view and the CSV all rest on it. */
import type { Trial } from '#src/clinical/assessment.ts'
import { changeWords } from '#src/clinical/response.ts'
import type { ClinicalSettings } from '#src/clinical/settings.ts'
import { agentsNow } from '#src/features/caseload/caseload-filters.ts'
import type { CaseloadRow, JudgedRow } from '#src/features/caseload/caseload-rows.ts'
import type { ColumnId } from '#src/features/caseload/columns.ts'
import { nextVisit } from '#src/features/caseload/next-visit.ts'
import { clockBar } from '#src/features/caseload/trial-clock.ts'
import { placeWords, responseWords, ruleWords } from '#src/features/caseload/words.ts'
import { ageInYears, daysBetween, formatDay, formatMonth, formatRelative, formatWeekday, type Day } from '#src/lib/calendar.ts'
import { formatDailyDose, formatNumber, formatShare } from '#src/lib/figures.ts'

/** A cell's words; `unknown` has a short word for the cell and the reason for the explanation. */
export type Said =
  | { readonly kind: 'said'; readonly text: string; readonly aside?: string }
  | { readonly kind: 'unknown'; readonly word: string; readonly reason: string; readonly aside?: string }

const said = (text: string, aside?: string): Said => (aside === undefined ? { kind: 'said', text } : { kind: 'said', text, aside })
const unknownCell = (word: string, reason: string, aside?: string): Said =>
  aside === undefined ? { kind: 'unknown', word, reason } : { kind: 'unknown', word, reason, aside }

/** What the cell of this row in this column says. */
export function cellSays(row: CaseloadRow, column: ColumnId, settings: ClinicalSettings): Said {
  if (row.kind === 'judged') return says[column](row, settings)
  if (column === 'patient') return said(row.name)
  return unknownCell(row.kind === 'pending' ? 'not read yet' : 'not read', row.why)
}

/** The same as one line of text: "not known: no PHQ-9 on record". */
export function lineOf(words: Said): string {
  const aside = words.aside === undefined ? '' : `, ${words.aside}`
  return words.kind === 'said' ? `${words.text}${aside}` : `${words.word}: ${words.reason}${aside}`
}

const says: Readonly<Record<ColumnId, (row: JudgedRow, settings: ClinicalSettings) => Said>> = {
  patient: (row) => said(row.name, ageWords(row)),
  treatment: treatmentSays,
  clock: ({ assessment: { current, response } }, settings) => {
    if (current === undefined) return unknownCell('no trial', response.why)
    if (current.daysAtAdequateDose.kind === 'unknown') return unknownCell('unknown', current.daysAtAdequateDose.reason)
    return said(clockBar(current.daysAtAdequateDose.value, settings).words)
  },
  course: ({ record, assessment: { latestPhq9, asOf } }) =>
    latestPhq9 === undefined
      ? unknownCell('no PHQ-9', 'no usable PHQ-9 total on record')
      : said(
          `latest ${formatNumber(latestPhq9.total, 1)}`,
          record.identity.historicalAsOf === undefined ? formatRelative(latestPhq9.day, asOf) : formatDay(latestPhq9.day),
        ),
  change: changeSays,
  response: ({ assessment: { response } }) =>
    response.status === 'cannot-tell'
      ? unknownCell(responseWords['cannot-tell'].word, response.why)
      : said(responseWords[response.status].word),
  item9: item9Says,
  taken: ({ assessment: { adherence28 } }) => {
    if (adherence28.verdict.kind === 'cannot-tell') return unknownCell('unknown', adherence28.verdict.missing[0].why)
    return adherence28.percent === undefined ? unknownCell('unknown', 'no day with information') : said(formatShare(adherence28.percent))
  },
  effects: ({ assessment: { sideEffects } }) =>
    sideEffects.burden.kind === 'unknown'
      ? unknownCell('unknown', sideEffects.burden.reason)
      : said(`${formatNumber(sideEffects.burden.value.value, 1)}/${sideEffects.burden.value.max}`),
  seen: seenSays,
  failed: ({ assessment: { failedAdequateTrials } }) =>
    failedAdequateTrials.kind === 'unknown'
      ? unknownCell('unknown', failedAdequateTrials.reason)
      : said(formatNumber(failedAdequateTrials.value)),
  flags: flagsSay,
  next: nextSays,
}

/** "41 y"; a partial birth date gives the range it leaves open. */
export function ageWords({ record: { identity }, assessment: { asOf } }: JudgedRow): string {
  if (identity.deceased) return 'deceased'
  if (identity.mergedInto !== undefined) return 'merged record'
  if (identity.birthDate.kind === 'unknown') return 'age not known'
  const { earliest, latest } = identity.birthDate.value
  const [low, high] = [ageInYears(latest, asOf), ageInYears(earliest, asOf)]
  return low === high ? `${formatNumber(low)} y` : `${formatNumber(low)}\u2013${formatNumber(high)} y`
}

/** "sertraline 100 mg/day"; a dose that is not known says so. */
export function doseNow(trial: Trial): string {
  const dose = trial.currentDose
  return dose?.kind === 'known' ? formatDailyDose(dose) : 'dose not known'
}

/** "d 58": days since the trial began; a range where the start is uncertain. */
export function dayOfTrial(trial: Trial, asOf: Day): string {
  const [low, high] = [daysBetween(trial.fromLatest, asOf), daysBetween(trial.from, asOf)]
  return low === high ? `d ${formatNumber(high)}` : `d ${formatNumber(low)}\u2013${formatNumber(high)}`
}

function treatmentSays(row: JudgedRow): Said {
  const { current, response, asOf } = row.assessment
  const others = agentsNow(row).filter((trial) => trial.id !== current?.id)
  const beside = others.map((trial) => `${trial.name} ${doseNow(trial)}`)
  if (current === undefined) {
    return unknownCell('no antidepressant trial', response.why, beside.length === 0 ? undefined : beside.join(', '))
  }
  return said([`${current.name} ${doseNow(current)}`, ...beside].join(' + '), dayOfTrial(current, asOf))
}

function changeSays({ assessment: { response, latestPhq9, asOf } }: JudgedRow): Said {
  const { baseline, latest, stale, newerUnjudged } = response
  const why = response.missing[0] === undefined ? response.why : `${response.missing[0].what}: ${response.missing[0].why}`
  if (baseline && latest) {
    // A change up to a score that is too old says nothing about now: both scores and their age, no difference.
    const scores = `${formatNumber(baseline.total, 1)} \u2192 ${formatNumber(latest.total, 1)}`
    if (newerUnjudged !== undefined) return unknownCell(scores, newerUnjudged, 'newer one')
    return stale ? unknownCell(scores, why, ageInDays(daysBetween(latest.day, asOf))) : said(changeWords(baseline.total, latest.total))
  }
  if (baseline) return unknownCell(`${formatNumber(baseline.total, 1)} \u2192 no score since`, why)
  if (latestPhq9) return unknownCell(`no baseline \u2192 ${formatNumber(latestPhq9.total, 1)}`, why)
  return unknownCell('no PHQ-9', why)
}

/** "37 d old"; from 100 days on "99+ d old": the cell is narrow and the date stands in the explanation. */
const ageInDays = (days: number): string => (days > 99 ? '99+ d old' : `${formatNumber(days)} d old`)

/** Days after which an answer says nothing about today: the limit that also makes a PHQ-9 total stale. */
export function item9Age({ assessment: { item9, asOf } }: JudgedRow, settings: ClinicalSettings): number | undefined {
  if (item9.kind === 'unknown') return undefined
  const age = daysBetween(item9.value.day, asOf)
  return age > settings.response.staleAfterDays ? age : undefined
}

function item9Says(row: JudgedRow, settings: ClinicalSettings): Said {
  const { item9 } = row.assessment
  if (item9.kind === 'unknown') return unknownCell('unknown', item9.reason)
  const age = item9Age(row, settings)
  const value = formatNumber(item9.value.value)
  if (age === undefined) return said(value)
  return unknownCell(
    `${value}, ${ageInDays(age).replace(' old', '')}`,
    `answered on ${formatDay(item9.value.day)}, too long ago to say anything about today`,
  )
}

function seenSays(row: JudgedRow): Said {
  const { record, assessment } = row
  const { checkIns } = assessment
  const unread = record.incomplete.find((part) => part.affects === 'check-ins' || part.affects === 'readings')
  if (checkIns.last === undefined) {
    return unread === undefined
      ? unknownCell('none yet', 'this patient has never checked in')
      : unknownCell('not read', `${unread.part}: ${unread.reason}`)
  }
  const count = `${formatNumber(checkIns.received)}/${formatNumber(checkIns.expected)}`
  return said(lastSeen(checkIns.last, row), count)
}

/** "today", "1 d ago", "6 d ago"; in a case judged as of a day of its own "Jun 2013": its days are not counted from today. */
export function lastSeen(last: Day, { record, assessment: { asOf } }: JudgedRow): string {
  if (record.identity.historicalAsOf !== undefined) return formatMonth(last)
  const ago = daysBetween(last, asOf)
  return ago === 0 ? 'today' : `${formatNumber(ago)} d ago`
}

function flagsSay({ assessment: { flags }, place, why }: JudgedRow): Said {
  if (flags.length === 0) return place === 'cannot-judge' ? unknownCell(placeWords[place].word, why) : said(placeWords[place].word, why)
  const words = flags.map((flag) => ruleWords[flag.rule]).join(', ')
  return place === 'cannot-judge' ? unknownCell(placeWords[place].word, why, words) : said(words)
}

function nextSays(row: JudgedRow): Said {
  const visit = nextVisit(row)
  if (visit !== undefined) return said(formatWeekday(visit.day))
  const unread = row.record.incomplete.find((part) => part.part === 'appointments')
  return unread === undefined ? said('not booked') : unknownCell('not read', `${unread.part}: ${unread.reason}`)
}
