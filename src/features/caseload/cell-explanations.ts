/** Pure: why each cell says what it says: value, date, source, and what is missing. One explanation at a time, made when asked for. */
import type { Finding, ScorePoint } from '#src/clinical/assessment.ts'
import { basisWords, takenOrCovered } from '#src/clinical/flags/trial-words.ts'
import { fromStart } from '#src/clinical/response.ts'
import type { Source } from '#src/clinical/facts.ts'
import { scorePoints } from '#src/clinical/readings.ts'
import { sinceWords } from '#src/clinical/rule-book.ts'
import type { ClinicalSettings } from '#src/clinical/settings.ts'
import type { Evidence } from '#src/clinical/verdict.ts'
import { cellSays, dayOfTrial, doseNow, lineOf } from '#src/features/caseload/cell-words.ts'
import { agentsNow } from '#src/features/caseload/caseload-filters.ts'
import type { CaseloadRow, JudgedRow } from '#src/features/caseload/caseload-rows.ts'
import type { RowChanges } from '#src/features/caseload/changes.ts'
import { columnOf, type ColumnId } from '#src/features/caseload/columns.ts'
import { nextVisit } from '#src/features/caseload/next-visit.ts'
import { clockBar } from '#src/features/caseload/trial-clock.ts'
import { placeWords } from '#src/features/caseload/words.ts'
import { betweenWords, formatDay, formatPartialDate, formatRelative, formatWeekday, type Day } from '#src/lib/calendar.ts'
import { formatDays, formatNumber, formatShare } from '#src/lib/figures.ts'
import type { ExplainedFact, Explanation } from '#src/ui/explanation.ts'

/** Explains one cell. `changes`: what is new about the patient, if anything is. */
export function explainCell(row: CaseloadRow, column: ColumnId, settings: ClinicalSettings, changes: RowChanges | undefined): Explanation {
  const title = `${row.name}: ${columnOf(column).title}`
  if (row.kind !== 'judged') return { title, facts: [], missing: [row.why] }
  const parts = explainers[column](row, settings)
  const fresh = changes === undefined ? [] : freshFacts(column, changes)
  return { title, ...parts, facts: [...fresh, ...parts.facts] }
}

type Parts = Omit<Explanation, 'title'>

const explainers: Readonly<Record<ColumnId, (row: JudgedRow, settings: ClinicalSettings) => Parts>> = {
  patient: explainPatient,
  treatment: explainTreatment,
  clock: explainClock,
  course: explainCourse,
  change: explainResponse,
  response: explainResponse,
  item9: explainItem9,
  taken: explainTaken,
  effects: explainEffects,
  seen: explainSeen,
  failed: explainFailed,
  flags: explainFlags,
  next: explainNext,
}

function fact(what: string, value: string, day?: Day, source?: Source): ExplainedFact {
  return {
    what,
    value,
    ...(day === undefined ? {} : { when: formatDay(day) }),
    ...(source === undefined ? {} : { source: source.ref }),
  }
}

const evidenceFact = ({ what, value, unit, day, source }: Evidence): ExplainedFact =>
  fact(what, `${value}${unit === '' ? '' : ` ${unit}`}`, day, source)

const points = (what: string, point: ScorePoint): ExplainedFact =>
  fact(what, `${formatNumber(point.total, 1)} points`, point.day, point.reading.sources[0])

function freshFacts(column: ColumnId, { scores, flags, doses, silent }: RowChanges): readonly ExplainedFact[] {
  switch (column) {
    case 'course':
    case 'change':
      return scores.map((reading) => ({
        what: `New: ${reading.instrument.toUpperCase()}`,
        value: reading.total.kind === 'known' ? `${formatNumber(reading.total.value, 1)} points` : `no total: ${reading.total.reason}`,
        when: formatPartialDate(reading.date),
        ...(reading.sources[0] === undefined ? {} : { source: reading.sources[0].ref }),
      }))
    case 'flags':
      return flags.map((flag) => ({ what: 'New flag', value: flag.title, ...when(flag) }))
    case 'treatment':
      return doses.map((dose) => fact('New', dose.words, dose.day))
    case 'seen':
      return silent === undefined ? [] : [fact('New', silent.title, silent.since)]
    default:
      return []
  }
}

function explainPatient({ record, place, why }: JudgedRow): Parts {
  const { identity, rejected, incomplete } = record
  const { birthDate, recordNumber, gender } = identity
  return {
    why: `${placeWords[place].word}: ${why}`,
    facts: [
      fact('Born', birthDate.kind === 'known' ? formatPartialDate(birthDate.value) : `not known: ${birthDate.reason}`),
      fact('Record number', recordNumber.kind === 'known' ? recordNumber.value : `not known: ${recordNumber.reason}`),
      fact('Gender in the record', gender.kind === 'known' ? gender.value : `not known: ${gender.reason}`),
      { what: 'Record', value: identity.synthetic ? 'a made-up person' : 'as sent by the server', source: `Patient/${identity.id}` },
      ...(identity.historicalAsOf === undefined ? [] : [fact('Judged as of', formatDay(identity.historicalAsOf))]),
    ],
    missing: [
      ...incomplete.map((part) => `${part.part} not read: ${part.reason}`),
      ...rejected.map((one) => `${one.source} could not be used: ${one.reason}`),
    ],
    ...(identity.attribution === undefined ? {} : { citation: identity.attribution }),
  }
}

function explainTreatment(row: JudgedRow, settings: ClinicalSettings): Parts {
  const { assessment } = row
  const now = agentsNow(row)
  if (now.length === 0) return { facts: [], missing: [assessment.response.why] }
  return {
    facts: now.flatMap((trial) => {
      const last = trial.segments.at(-1)
      const { minimum, maximum } = trial.range
      return [
        {
          ...fact(trial.name, `${doseNow(trial)}, ${dayOfTrial(trial, assessment.asOf)}`, undefined, trial.sources[0]),
          when: betweenWords(trial.from, trial.fromLatest),
        },
        ...(last === undefined || last.from === trial.from
          ? []
          : [fact('This dose since', formatDay(last.from), undefined, last.sources[0])]),
        fact(
          'Smallest effective to usual largest dose',
          `${minimum.kind === 'known' ? formatNumber(minimum.value, 1) : 'not known'} to ${maximum.kind === 'known' ? formatNumber(maximum.value, 1) : 'not known'} mg/day`,
        ),
        ...trial.notes.map((note) => fact('Note', note)),
      ]
    }),
    missing: now.flatMap((trial) => (trial.currentDose?.kind === 'unknown' ? [`dose of ${trial.name}: ${trial.currentDose.reason}`] : [])),
    ...(assessment.current?.range.citation === undefined
      ? {}
      : { citation: doseCitation(assessment.current.range.citation.text, settings) }),
  }
}

const doseCitation = (text: string, settings: ClinicalSettings): string => `Doses: ${text} (${settings.doseColumn} column)`

function explainClock({ assessment: { current, response } }: JudgedRow, settings: ClinicalSettings): Parts {
  if (current === undefined) return { facts: [], missing: [response.why] }
  const { minimum } = current.range
  const minimumFact = fact(
    'Smallest effective dose',
    minimum.kind === 'known' ? `${formatNumber(minimum.value, 1)} mg/day` : `not known: ${minimum.reason}`,
  )
  const started = fact('Trial began', `${current.name}, ${betweenWords(current.from, current.fromLatest)}`, undefined, current.sources[0])
  const days = current.daysAtAdequateDose
  if (days.kind === 'unknown') return { facts: [minimumFact, started], missing: [days.reason] }
  const { low, high } = days.value
  const taken = current.daysAtAdequateDoseTaken
  return {
    why: `${low === high ? formatDays(low) : `${formatNumber(low)} to ${formatDays(high)}`} at or above the smallest effective dose: ${clockBar(days.value, settings).place}`,
    facts: [
      ...(current.adequateSince === undefined ? [] : [fact('At an adequate dose since', formatDay(current.adequateSince))]),
      minimumFact,
      started,
      ...(taken === undefined ? [] : [fact(`Of these days ${takenOrCovered(current)}`, formatDays(taken))]),
    ],
    missing: [
      ...(taken === undefined ? ['whether it was taken: no check-in, dispensed supply or statement'] : []),
      ...(low === high ? [] : ['exact dates or doses of some days']),
    ],
    ...(current.range.citation === undefined ? {} : { citation: doseCitation(current.range.citation.text, settings) }),
  }
}

const SCORES_SHOWN = 6

function explainCourse({ record, assessment: { asOf } }: JudgedRow, settings: ClinicalSettings): Parts {
  const all = scorePoints(record, 'phq-9', asOf)
  const unusable = record.readings.filter((reading) => reading.instrument === 'phq-9' && !reading.usable)
  const shown = all.slice(-SCORES_SHOWN).toReversed()
  return {
    why: `26 weeks, 0 to 27 points, worse is higher. Line at ${settings.response.remissionMax} points: remission. Ticks: dose steps. Left open where ${settings.rules.silence.phq9Days} days pass without a score`,
    facts: [
      ...shown.map((point) => points('PHQ-9', point)),
      ...(all.length > shown.length ? [fact('Earlier', `${formatNumber(all.length - shown.length)} more scores`)] : []),
    ],
    missing: [
      ...(all.length === 0 ? ['no usable PHQ-9 total on record'] : []),
      ...unusable.map((reading) => `a PHQ-9 of ${formatPartialDate(reading.date)} is on record but cannot be used`),
    ],
  }
}

const isSame = (a: ScorePoint, b: ScorePoint | undefined): boolean => a.day === b?.day && a.total === b.total

function explainResponse({ assessment: { response, current } }: JudgedRow): Parts {
  const { baseline, latest, best } = response
  const place = baseline && current ? `, ${fromStart(baseline.day, current.from)}` : ''
  return {
    why: response.why,
    facts: [
      ...(baseline ? [{ ...points('Baseline of this trial', baseline), when: `${formatDay(baseline.day)}${place}` }] : []),
      ...(latest ? [points('Latest of this trial', latest)] : []),
      ...(best && !isSame(best, latest) && !isSame(best, baseline) ? [points('Best of this trial', best)] : []),
    ],
    missing: response.missing.map((gap) => `${gap.what}: ${gap.why}`),
  }
}

function explainItem9(row: JudgedRow, settings: ClinicalSettings): Parts {
  const { item9, asOf } = row.assessment
  if (item9.kind === 'unknown') return { facts: [], missing: [item9.reason] }
  const { value, day, source } = item9.value
  const words = cellSays(row, 'item9', settings)
  return {
    why:
      value === 0
        ? 'Answered 0 (not at all), which is not a clearance: 71.6 % of suicides in one study followed a last answer of "not at all"'
        : 'Thoughts of being better off dead or of self-harm were reported',
    facts: [fact('PHQ-9 item 9', `${formatNumber(value)} of 3`, day, source), fact('Answered', formatRelative(day, asOf))],
    missing: words.kind === 'unknown' ? [words.reason] : [],
    citation: 'Louzon et al. 2016',
  }
}

function explainTaken({ assessment: { adherence28 } }: JudgedRow, settings: ClinicalSettings): Parts {
  const { verdict, daysTaken, daysWithInformation, daysInPeriod, basis, percent } = adherence28
  const known = basisWords(basis, 'taken')
  const counts = [
    fact(
      known.charAt(0).toUpperCase() + known.slice(1),
      `${formatNumber(daysTaken)} of ${formatDays(daysWithInformation)} with information`,
    ),
    fact('Days with information', `${formatNumber(daysWithInformation)} of ${formatDays(daysInPeriod)}`),
    ...(basis.length === 0 ? [] : [fact('Known from', basis.map((one) => one.replace('-', ' ')).join(', '))]),
  ]
  if (verdict.kind === 'cannot-tell') return { facts: counts, missing: verdict.missing.map((gap) => gap.why) }
  const share = percent === undefined ? 'a share that is not known' : formatShare(percent)
  return {
    why: `${share} of the days with information; ${formatShare(settings.adherence.metPercent)} or more counts as taken`,
    facts: counts,
    citation: 'J Manag Care Spec Pharm 2021;27:223',
  }
}

function explainEffects({ assessment: { sideEffects } }: JudgedRow): Parts {
  const { burden, named } = sideEffects
  const effects = named.map((effect) => fact(effect.name, `${formatDays(effect.days)} of the last 28`))
  if (burden.kind === 'unknown') return { facts: effects, missing: [burden.reason] }
  const { value, max, day, source } = burden.value
  const what = max === 6 ? 'FIBSER burden, 0 none to 6' : 'Mean daily burden of 7 days, 0 none to 10'
  return { facts: [fact(what, formatNumber(value, 1), day, source), ...effects] }
}

function explainSeen(row: JudgedRow, settings: ClinicalSettings): Parts {
  const { checkIns, asOf, flags } = row.assessment
  const words = cellSays(row, 'seen', settings)
  if (checkIns.last === undefined) return { facts: [], missing: words.kind === 'unknown' ? [words.reason] : [] }
  const silence = flags.find((flag) => flag.rule === 'silence')
  const last = row.record.checkIns.findLast((checkIn) => checkIn.day === checkIns.last)
  return {
    ...(silence === undefined ? {} : { why: silence.sentence }),
    facts: [
      fact('Last check-in', formatRelative(checkIns.last, asOf), checkIns.last, last?.source),
      fact('Received', `${formatNumber(checkIns.received)} of ${formatNumber(checkIns.expected)} expected in 28 days`),
    ],
  }
}

function explainFailed({ assessment: { failedAdequateTrials, trials, resistance } }: JudgedRow): Parts {
  const judged = trials.filter((trial) => trial.role === 'antidepressant')
  return {
    why: `Under "${resistance.definitionTitle}": ${resistance.sentence}`,
    facts: judged.map((trial) => {
      const verdict = { met: 'counts', 'not-met': 'does not count', 'cannot-tell': 'cannot tell' }[trial.countsTowardResistance.kind]
      return { ...fact(trial.name, verdict, undefined, trial.sources[0]), when: betweenWords(trial.from, trial.fromLatest) }
    }),
    missing: failedAdequateTrials.kind === 'unknown' ? [failedAdequateTrials.reason] : [],
    citation: resistance.citation.text,
  }
}

function when(flag: Finding): Pick<ExplainedFact, 'when'> {
  const words = sinceWords(flag)
  return words === undefined ? {} : { when: words }
}

function explainFlags({ assessment: { flags }, place, why }: JudgedRow): Parts {
  const [first] = flags
  return {
    ...(first === undefined || place === 'cannot-judge' ? { why: `${placeWords[place].word}: ${why}` } : {}),
    facts: flags.flatMap((flag) => [
      { what: flag.title, value: flag.sentence, ...when(flag) },
      ...(flag === first ? flag.evidence.filter((one) => one.value !== '').map(evidenceFact) : []),
    ]),
    ...(first === undefined ? {} : { citation: first.citation.text }),
  }
}

function explainNext(row: JudgedRow, settings: ClinicalSettings): Parts {
  const visit = nextVisit(row)
  if (visit === undefined) {
    const words = cellSays(row, 'next', settings)
    const past = row.record.visits.findLast((one) => one.kind === 'past')
    return {
      facts: past === undefined ? [] : [fact('Last visit', past.label, past.day, past.source)],
      missing: [words.kind === 'unknown' ? lineOf(words) : 'no booked appointment on or after today'],
    }
  }
  const when = `${formatWeekday(visit.day)}${visit.clock === undefined ? '' : `, ${visit.clock}`}`
  return { facts: [fact(visit.label, when, visit.day, visit.source), fact('That is', formatRelative(visit.day, row.assessment.asOf))] }
}
