import type { PatientRecord, Reading } from '#src/clinical/facts.ts'
import { cannotTell, met, notMet, valueEvidence, type Rule, type RuleContext, type RuleResult } from '#src/clinical/rule.ts'
import { startOfRun } from '#src/clinical/runs.ts'
import type { ClinicalSettings } from '#src/clinical/settings.ts'
import { daysBetween, earlierOf, formatDay, type Day } from '#src/lib/calendar.ts'
import { formatDays } from '#src/lib/figures.ts'
import type { Evidence } from '#src/clinical/verdict.ts'

interface Answer {
  readonly value: 0 | 1 | 2 | 3
  readonly day: Day
  readonly reading: Reading
}

/**
 * Thoughts of death or self-harm reported on PHQ-9 item 9. Any answer above 0 is shown; 0 is never a clearance, because most
 * suicides in one large study had answered 0 (Louzon 2016). A preliminary answer above 0 counts, a preliminary 0 does not.
 */
export const suicidalIdeation: Rule = {
  id: 'suicidal-ideation',
  version: '1.1.0',
  title: 'Thoughts of self-harm reported',
  tier: 'urgent',
  citation: {
    text: 'Any answer above 0 needs prompt review: CANMAT 2023 Q.2.c (principle); the threshold of 1 is common practice; C-SSRS moderate or high: the triage of the screener, cssrs.columbia.edu',
    tag: 'I',
  },
  statement: ({ rules }) =>
    `PHQ-9 item 9 answered ${rules.suicidalIdeation.item9AtLeast} or more in the latest answer, or a latest C-SSRS screener of ${riskWords(rules.suicidalIdeation.cssrsAtLeast)} risk or more. An answer of 0 is not a clearance; no answer is not 0`,
  clearedBy: ({ rules }) =>
    `A later PHQ-9 with item 9 below ${rules.suicidalIdeation.item9AtLeast} (and a later C-SSRS below ${riskWords(rules.suicidalIdeation.cssrsAtLeast)}); the answer alone is not a risk assessment`,
  restsOn: ['readings'],
  evaluate: (context) => {
    const item9 = judgeItem9(context)
    const triage = judgeTriage(context)
    if (!triage) return item9
    if (item9.verdict.kind !== 'met') return met(triage.sentence, triage.evidence, { since: triage.since, subject: 'phq-9' })
    const since = earlierOf(item9.since ?? triage.since, triage.since)
    return met(`${item9.sentence}; ${triage.sentence}`, [...item9.verdict.because, ...triage.evidence], { since, subject: 'phq-9' })
  },
}

function judgeItem9({ record, asOf, settings }: RuleContext): RuleResult {
  const least = settings.rules.suicidalIdeation.item9AtLeast
  const administrations = item9Answers(record.readings, asOf, least)
  const answers = administrations.flatMap(({ answer }) => (answer ? [answer] : []))
  const latest = answers.at(-1)
  if (!latest) return cannotTell([{ what: 'PHQ-9 item 9', why: administrations.at(-1)?.why ?? 'never assessed' }])
  const last = administrations.at(-1)
  const unanswered = last?.answer ? undefined : last
  const start = startOfRun(
    answers,
    (a) => a.value >= least,
    (a) => a.value < least,
  )
  const previous = answers.at(-2)
  const evidence = [...(previous ? [evidenceOf('PHQ-9 item 9 before', previous)] : []), evidenceOf('PHQ-9 item 9', latest)]
  if (start) {
    const course = previous ? `${previous.value} → ${latest.value}${latest.value > previous.value ? ', rising' : ''}` : `${latest.value}`
    const after = unanswered ? `; not assessed on ${formatDay(unanswered.day)} (${unanswered.why})` : ''
    return met(`Item 9 (thoughts of death or self-harm): ${course} on ${formatDay(latest.day)}${after}`, evidence, {
      since: start.day,
      subject: 'phq-9',
    })
  }
  if (unanswered) {
    const why = `not assessed on ${formatDay(unanswered.day)} (${unanswered.why}); last answer 0 on ${formatDay(latest.day)}`
    return cannotTell([{ what: 'PHQ-9 item 9', why }])
  }
  const age = daysBetween(latest.day, asOf)
  if (age > settings.rules.silence.phq9Days)
    return cannotTell([{ what: 'PHQ-9 item 9', why: `last assessed ${formatDays(age)} ago, on ${formatDay(latest.day)}` }])
  const reported = answers.findLast((a) => a.value >= least)
  const before = reported ? `; answered ${reported.value} on ${formatDay(reported.day)}` : ''
  const seen = reported && reported !== previous ? [evidenceOf('PHQ-9 item 9 last above 0', reported), ...evidence] : evidence
  return notMet(`Item 9 answered ${latest.value} on ${formatDay(latest.day)}; this is not a clearance${before}`, seen)
}

/**
 * The latest answer on item 9: also one above 0 of a result that is not judged by, because a reported thought is never hidden
 * behind an older 0.
 */
export function latestItem9Of(record: PatientRecord, asOf: Day, settings: ClinicalSettings): Administration | undefined {
  return item9Answers(record.readings, asOf, settings.rules.suicidalIdeation.item9AtLeast).at(-1)
}

/** Words for thoughts reported so lately that a later 0 does not settle them; undefined when there were none. */
export function lateThoughts(record: PatientRecord, asOf: Day, settings: ClinicalSettings): string | undefined {
  const least = settings.rules.suicidalIdeation.item9AtLeast
  const answers = item9Answers(record.readings, asOf, least).flatMap(({ answer }) => (answer ? [answer] : []))
  const reported = answers.findLast((a) => a.value >= least)
  const latest = answers.at(-1)
  if (!reported || !latest || daysBetween(reported.day, asOf) > settings.response.staleAfterDays) return undefined
  return `Item 9 (thoughts of death or self-harm): ${reported.value} on ${formatDay(reported.day)}, ${latest.value} on ${formatDay(latest.day)}; a 0 is not a clearance`
}

const risks = ['no', 'low', 'moderate', 'high'] as const
const riskWords = (score: number): string => risks[score] ?? `${score} of 3`

interface Triage {
  readonly sentence: string
  readonly evidence: readonly Evidence[]
  readonly since: Day
}

/** The latest C-SSRS screener, when it is at the limit or above. */
function judgeTriage({ record, asOf, settings }: RuleContext): Triage | undefined {
  const least = settings.rules.suicidalIdeation.cssrsAtLeast
  const screens = record.screens
    .flatMap((screen) =>
      screen.kind === 'c-ssrs' && screen.score.kind === 'known' && screen.date.earliest <= asOf
        ? [{ value: screen.score.value, day: earlierOf(screen.date.latest, asOf), source: screen.source }]
        : [],
    )
    .toSorted((a, b) => a.day - b.day || a.value - b.value)
  const start = startOfRun(
    screens,
    (s) => s.value >= least,
    (s) => s.value < least,
  )
  const latest = screens.at(-1)
  if (!start || !latest) return undefined
  return {
    sentence: `C-SSRS screener: ${riskWords(latest.value)} risk on ${formatDay(latest.day)}`,
    evidence: [valueEvidence('C-SSRS screener', riskWords(latest.value), 'risk', latest.day, latest.source)],
    since: start.day,
  }
}

export interface Administration {
  readonly day: Day
  readonly answer: Answer | undefined
  readonly why: string
}

function item9Answers(readings: readonly Reading[], asOf: Day, least: number): readonly Administration[] {
  return readings
    .flatMap((reading): Administration[] => {
      const day = earlierOf(reading.date.latest, asOf)
      if (reading.instrument !== 'phq-9' || reading.date.earliest > asOf) return []
      const { item9 } = reading
      if (item9.kind === 'not-assessed') return reading.usable ? [{ day, answer: undefined, why: item9.reason }] : []
      const counts = reading.usable || item9.value >= least
      return counts ? [{ day, answer: { value: item9.value, day, reading }, why: '' }] : []
    })
    .toSorted(
      (a, b) =>
        a.day - b.day ||
        (a.answer?.reading.date.instantMs ?? 0) - (b.answer?.reading.date.instantMs ?? 0) ||
        (a.answer?.value ?? -1) - (b.answer?.value ?? -1),
    )
}

function evidenceOf(what: string, answer: Answer): Evidence {
  return valueEvidence(what, `${answer.value}`, 'of 3', answer.day, answer.reading.sources[0])
}
