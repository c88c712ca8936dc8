import type { Trial } from '#src/clinical/assessment.ts'
import { diagnosisEvidence } from '#src/clinical/diagnosis.ts'
import type { CheckIn, DailyDose, Screen } from '#src/clinical/facts.ts'
import { medicineOf } from '#src/clinical/medicines.ts'
import { cannotTell, met, notMet, valueEvidence, type Rule, type RuleContext } from '#src/clinical/rule.ts'
import type { Evidence } from '#src/clinical/verdict.ts'
import { addDays, earlierOf, formatDay, type Day, type PartialDate } from '#src/lib/calendar.ts'
import { formatNumber } from '#src/lib/figures.ts'

const WEEK = 7
const MEAN_NEEDS = 4

interface Sign {
  readonly words: string
  readonly evidence: Evidence
  readonly since: Day
  readonly roughly?: PartialDate
}

/** Unrecognised bipolar disorder is the first diagnosis to check when antidepressants fail: screens, diagnosis, activation. */
export const possibleBipolarity: Rule = {
  id: 'possible-bipolarity',
  version: '1.2.0',
  title: 'Possible bipolarity or activation',
  tier: 'decide',
  citation: {
    text: 'RMS ≥ 4: McIntyre 2021; MDQ ≥ 7: Hirschfeld 2000; missed bipolarity first: CANMAT 2023 Q.7.c; the activation limits are this project’s choice',
    tag: 'S',
  },
  statement: ({ rules: { possibleBipolarity: p } }) =>
    `RMS ${p.rmsAtLeast} or more, MDQ ${p.mdqAtLeast} or more, a bipolar diagnosis, or within ${p.withinDays} days of a start or dose increase of an antidepressant, present or past, a week with ${formatNumber(p.sleepDropHours, 1)} h less sleep and ${formatNumber(p.energyRisePoints, 1)} points more energy than the week before that step`,
  clearedBy: () => 'A diagnostic assessment recorded as a decision',
  restsOn: ['readings', 'check-ins', 'medications', 'other'],
  evaluate: (context) => {
    const signs = [...diagnosed(context), ...screened(context), ...activated(context)]
    if (signs.length > 0) {
      return met(
        signs.map((s) => s.words).join('; '),
        signs.map((s) => s.evidence),
        { ...beginningOf(signs), subject: 'bipolarity' },
      )
    }
    const screens = context.record.screens.filter((s) => (s.kind === 'rms' || s.kind === 'mdq') && s.date.earliest <= context.asOf)
    const told = screens.filter((s) => s.positive !== undefined || s.score.kind === 'known')
    const [untold] = screens
    if (told.length > 0) return notMet('Screened below the limits', told.map(screenEvidence))
    const why = untold?.score.kind === 'unknown' ? untold.score.reason : 'none on record'
    return cannotTell([{ what: 'bipolarity screen (RMS or MDQ)', why }])
  },
}

function beginningOf(signs: readonly Sign[]): Pick<Sign, 'since' | 'roughly'> {
  const since = signs.map((s) => s.since).reduce(earlierOf)
  const roughly = signs.find((s) => s.since === since)?.roughly
  return roughly === undefined ? { since } : { since, roughly }
}

/** Without an onset the concern is as old as the treatment: a day that does not move, so that the finding is not new every morning. */
function diagnosed({ record, current, asOf }: RuleContext): readonly Sign[] {
  return record.diagnoses
    .filter((d) => d.group === 'bipolar' && d.active)
    .map((d) => {
      const evidence = diagnosisEvidence(d)
      const sign = { words: `Diagnosis on record: ${evidence.value}`, evidence, since: d.onset?.earliest ?? current?.from ?? asOf }
      return d.onset === undefined || d.onset.precision === 'day' ? sign : { ...sign, roughly: d.onset }
    })
}

function screened({ record, settings, asOf }: RuleContext): readonly Sign[] {
  const limits = { rms: settings.rules.possibleBipolarity.rmsAtLeast, mdq: settings.rules.possibleBipolarity.mdqAtLeast }
  return record.screens.flatMap((screen): readonly Sign[] => {
    if ((screen.kind !== 'rms' && screen.kind !== 'mdq') || screen.date.earliest > asOf) return []
    const reached = screen.positive ?? (screen.score.kind === 'known' && screen.score.value >= limits[screen.kind])
    if (!reached) return []
    const score = screen.score.kind === 'known' ? ` ${formatNumber(screen.score.value)}` : ' positive'
    return [
      {
        words: `${screen.kind.toUpperCase()}${score} on ${formatDay(screen.date.earliest)}`,
        evidence: screenEvidence(screen),
        since: screen.date.earliest,
      },
    ]
  })
}

function screenEvidence(screen: Screen): Evidence {
  return valueEvidence(
    screen.kind.toUpperCase(),
    screen.score.kind === 'known' ? screen.score.value : screen.score.reason,
    'points',
    screen.date.earliest,
    screen.source,
  )
}

/**
 * Weeks after a start or step up of an antidepressant against the week before it; the earliest that fulfils it. Also of one that
 * was stopped since: activation is why antidepressants are stopped, and it asks for a diagnosis all the same.
 */
function activated(context: RuleContext): readonly Sign[] {
  const { record, settings, asOf } = context
  const p = settings.rules.possibleBipolarity
  for (const from of stepsUp(context)) {
    const before = weekFrom(record.checkIns, addDays(from, -WEEK))
    if (!before) continue
    for (let start = 1; start + WEEK - 1 <= p.withinDays; start += 1) {
      const first = addDays(from, start)
      if (addDays(first, WEEK - 1) > asOf) break
      const after = weekFrom(record.checkIns, first)
      if (!after) continue
      const lessSleep = before.sleep - after.sleep
      const moreEnergy = after.energy - before.energy
      if (lessSleep < p.sleepDropHours || moreEnergy < p.energyRisePoints) continue
      const words = `Sleep ${formatNumber(before.sleep, 1)} → ${formatNumber(after.sleep, 1)} h and energy ${formatNumber(before.energy, 1)} → ${formatNumber(after.energy, 1)} of 10 in the week from ${formatDay(first)}, after the step of ${formatDay(from)}`
      return [
        { words, evidence: valueEvidence('less sleep with more energy', words, '', first, after.source), since: addDays(first, WEEK - 1) },
      ]
    }
  }
  return []
}

/** First days of what may have been a start or a step up of an antidepressant, also of one added to another, oldest first. */
function stepsUp({ trials, current }: RuleContext): readonly Day[] {
  return trials
    .filter((trial) => trial === current || (isAntidepressant(trial) && trial.from === trial.fromLatest))
    .flatMap(({ segments }) => segments.flatMap(({ from, dose }, i) => (isLower(dose, segments[i - 1]?.dose) ? [] : [from])))
    .toSorted((a, b) => a - b)
}

const isAntidepressant = ({ role, agent }: Trial): boolean =>
  role === 'antidepressant' || (role === 'augmentation' && medicineOf(agent)?.role === 'either')

/** A step that surely was none up is no reason for activation; a dose that is not known, or a range, may be a step up. */
function isLower(dose: DailyDose, before: DailyDose | undefined): boolean {
  return dose.kind === 'known' && before?.kind === 'known' && dose.high <= before.low
}

function weekFrom(checkIns: readonly CheckIn[], from: Day): { sleep: number; energy: number; source: CheckIn['source'] } | undefined {
  const week = checkIns.filter((c) => c.day >= from && c.day < addDays(from, WEEK))
  const sleep = week.flatMap((c) => (c.sleepHours === undefined ? [] : [c.sleepHours]))
  const energy = week.flatMap((c) => (c.energy === undefined ? [] : [c.energy]))
  const last = week.at(-1)
  if (!last || sleep.length < MEAN_NEEDS || energy.length < MEAN_NEEDS) return undefined
  const mean = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0) / list.length
  return { sleep: mean(sleep), energy: mean(energy), source: last.source }
}
