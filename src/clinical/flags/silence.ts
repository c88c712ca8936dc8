import { isRegularReporter, summariseCheckIns } from '#src/clinical/check-ins.ts'
import { met, notMet, scoreEvidence, valueEvidence, type Rule, type RuleContext, cannotTell } from '#src/clinical/rule.ts'
import type { Evidence, Gap } from '#src/clinical/verdict.ts'
import { addDays, daysBetween, earlierOf, formatDay, laterOf, type Day } from '#src/lib/calendar.ts'
import { formatDays } from '#src/lib/figures.ts'
import { isNonEmpty } from '#src/lib/non-empty.ts'

/** Nobody has heard from the patient: check-ins of a regular reporter stopped, or no PHQ-9 in an acute phase. */
export const silence: Rule = {
  id: 'silence',
  version: '1.0.0',
  title: 'Silence',
  tier: 'watch',
  citation: {
    text: 'Scales every 2 to 4 weeks in the acute phase: CANMAT 2023 Q.5.c; 5 days without a check-in is this project’s choice',
    tag: 'S',
  },
  statement: ({ rules: { silence: p } }) =>
    `No check-in for ${p.checkInDays} days by a regular reporter (${p.regularAtLeast} or more in the ${p.regularWithinDays} days before), or no PHQ-9 for ${p.phq9Days} days in an acute phase (first ${p.acutePhaseDays} days of a trial, or not in remission)`,
  clearedBy: () => 'A new check-in, or a new PHQ-9',
  restsOn: ['readings', 'check-ins', 'medications'],
  findsAbsenceOf: ['readings', 'check-ins'],
  evaluate: (context) => {
    const quiet = [quietCheckIns(context), quietScores(context)].filter((q) => q !== undefined)
    const evidence = lastHeard(context)
    if (isNonEmpty(quiet)) {
      const since = quiet.map((q) => q.since).reduce(earlierOf)
      return met(quiet.map((q) => q.words).join('; '), evidence, {
        since,
        subject: 'contact',
        ...(context.current ? { trialId: context.current.id } : {}),
      })
    }
    const heard = latestContact(context)
    if (!context.current && (heard === undefined || daysBetween(heard, context.asOf) >= context.settings.rules.silence.phq9Days)) {
      const last = heard === undefined ? 'none on record' : `none since ${formatDay(heard)}`
      const gap: Gap = { what: 'check-ins and PHQ-9', why: `${last}, and no trial in progress that would expect them` }
      return cannotTell([gap])
    }
    return notMet(heard === undefined ? 'Nothing was due yet' : `Nothing overdue; last heard on ${formatDay(heard)}`, evidence)
  },
}

interface Quiet {
  readonly words: string
  readonly since: Day
}

function quietCheckIns({ record, asOf, settings }: RuleContext): Quiet | undefined {
  const { last } = summariseCheckIns(record.checkIns, asOf)
  const limit = settings.rules.silence.checkInDays
  if (last === undefined || !isRegularReporter(record.checkIns, asOf, settings)) return undefined
  const days = daysBetween(last, asOf)
  return days >= limit
    ? { words: `No check-in for ${formatDays(days)}, last on ${formatDay(last)}`, since: addDays(last, limit) }
    : undefined
}

function quietScores({ phq9, current, asOf, settings }: RuleContext): Quiet | undefined {
  if (!current) return undefined
  const { phq9Days, acutePhaseDays } = settings.rules.silence
  const latest = phq9.at(-1)
  const inRemission = latest !== undefined && latest.total <= settings.response.remissionMax
  const acute = daysBetween(current.from, asOf) < acutePhaseDays || !inRemission
  if (!acute) return undefined
  const counted = laterOf(latest?.day ?? current.from, current.from)
  const days = daysBetween(counted, asOf)
  if (days < phq9Days) return undefined
  const last = latest ? `last on ${formatDay(latest.day)}` : 'never measured'
  return {
    words: `No PHQ-9 for ${formatDays(daysBetween(latest?.day ?? current.from, asOf))} in an acute phase, ${last}`,
    since: addDays(counted, phq9Days),
  }
}

function latestContact({ record, phq9, asOf }: RuleContext): Day | undefined {
  const days = [summariseCheckIns(record.checkIns, asOf).last, phq9.at(-1)?.day].filter((day) => day !== undefined)
  return days.length === 0 ? undefined : days.reduce(laterOf)
}

function lastHeard({ record, phq9, asOf }: RuleContext): readonly Evidence[] {
  const { last, received, expected } = summariseCheckIns(record.checkIns, asOf)
  const latest = phq9.at(-1)
  return [
    ...(last === undefined ? [] : [valueEvidence('check-ins in 28 days', `${received} of ${expected}`, 'days', last)]),
    ...(latest ? [scoreEvidence('PHQ-9 latest', latest)] : []),
  ]
}
