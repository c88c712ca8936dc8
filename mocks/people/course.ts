/**
 * The hidden truth of one generated patient: which antidepressants were taken when and at what dose, and how ill they were on every day.
 *
 * Outcomes follow CLINICAL.md 1e: about half respond and a third remit by week 8 of a first drug, about a quarter remit on the next,
 * fewer after that. Whoever will respond has mostly begun to by week 3 (CANMAT 2023 Q.5.b).
 */
import { clinicDay } from '#mocks/people/days.ts'
import { firstLine, laterLine, type Medicine } from '#mocks/people/formulary.ts'
import type { Chance } from '#mocks/people/seeded.ts'

export type Outcome = 'remission' | 'response' | 'partial' | 'none' | 'intolerance'

/** Chances of each outcome by week 8, first, second, and any later trial. */
const outcomeChances: readonly (readonly (readonly [Outcome, number])[])[] = [
  [
    ['remission', 31],
    ['response', 16],
    ['partial', 20],
    ['none', 23],
    ['intolerance', 10],
  ],
  [
    ['remission', 25],
    ['response', 17],
    ['partial', 22],
    ['none', 26],
    ['intolerance', 10],
  ],
  [
    ['remission', 14],
    ['response', 21],
    ['partial', 25],
    ['none', 30],
    ['intolerance', 10],
  ],
]

export interface DoseStep {
  readonly fromDay: number
  readonly mgPerDay: number
}

export interface CourseTrial {
  readonly medicine: Medicine
  readonly fromDay: number
  /** Last day taken; undefined while it goes on. */
  readonly throughDay: number | undefined
  readonly steps: readonly DoseStep[]
  readonly outcome: Outcome
  /** PHQ-9 when it began, and where it settles by week 8. */
  readonly startLevel: number
  readonly settledLevel: number
  /** Days over which most of the change happens. */
  readonly pace: number
}

/** Something that befell the patient lately and shows in the scores. */
export interface Setback {
  readonly fromDay: number
  readonly points: number
}

export interface Course {
  readonly startDay: number
  readonly trials: readonly CourseTrial[]
  readonly setback: Setback | undefined
}

export interface CourseWish {
  /** Stays below the effective dose. */
  readonly staysLow: boolean
  /** Symptoms come back in the last weeks. */
  readonly worsens: boolean
}

const MOST_TRIALS = 6

/** @param today day number; nothing is planned beyond it */
export function courseOf(chance: Chance, startDay: number, today: number, wish: CourseWish): Course {
  const trials: CourseTrial[] = []
  let from = clinicDay(startDay)
  let level = clamp(chance.normal(17, 3.6), 10, 23)
  while (from <= today && trials.length < MOST_TRIALS) {
    const trial = trialFrom(chance, { index: trials.length, from, today, level, wish, tried: trials.map((t) => t.medicine.agent) })
    if (trial.throughDay === undefined) {
      trials.push(trial)
      break
    }
    level = clamp(levelIn(trial, trial.throughDay) + (trial.outcome === 'intolerance' ? 0.5 : 0), 10, 23)
    const crossTaper = trial.outcome !== 'intolerance' && chance.happens(0.25) ? crossTapered(trial, chance.whole(6, 12)) : undefined
    trials.push(crossTaper?.trial ?? trial)
    // A switch without a pause, most often; some wait a week.
    from = crossTaper?.nextFrom ?? trial.throughDay + (chance.happens(0.85) ? 1 : clinicDay(trial.throughDay + 7) - trial.throughDay)
  }
  return { startDay: trials[0]?.fromDay ?? startDay, trials, setback: setbackFor(chance, trials, today, wish) }
}

/** The old medicine goes down to its starting dose while the next one begins; undefined where it is there already. */
function crossTapered(trial: CourseTrial, days: number): { readonly trial: CourseTrial; readonly nextFrom: number } | undefined {
  const last = trial.steps.at(-1)
  const lowest = trial.medicine.steps[0]
  if (trial.throughDay === undefined || last === undefined || lowest === undefined || last.mgPerDay === lowest) return undefined
  const nextFrom = clinicDay(trial.throughDay - days)
  if (nextFrom <= last.fromDay + 7 || nextFrom >= trial.throughDay) return undefined
  return { trial: { ...trial, steps: [...trial.steps, { fromDay: nextFrom, mgPerDay: lowest }] }, nextFrom }
}

interface TrialWish {
  readonly index: number
  readonly from: number
  readonly today: number
  readonly level: number
  readonly wish: CourseWish
  readonly tried: readonly string[]
}

function trialFrom(chance: Chance, { index, from, today, level, wish, tried }: TrialWish): CourseTrial {
  const medicine = medicineFor(chance, index, tried)
  const outcome = chance.weighted(outcomeChances[Math.min(index, outcomeChances.length - 1)] ?? [])
  const slow = chance.happens(0.12)
  const settledLevel = settledAt(chance, outcome, level)
  // The last thing tried goes on: a course without an end would leave the patient with nothing.
  const ends = index === MOST_TRIALS - 1 ? undefined : endOf(chance, outcome, from, index)
  const throughDay = ends === undefined || ends > today ? undefined : ends
  return {
    medicine,
    fromDay: from,
    throughDay,
    steps: stepsOf(chance, medicine, outcome, from, throughDay ?? today, wish.staysLow && throughDay === undefined),
    outcome,
    startLevel: level,
    settledLevel,
    pace: slow ? chance.between(26, 34) : chance.between(13, 20),
  }
}

function medicineFor(chance: Chance, index: number, tried: readonly string[]): Medicine {
  const line = index === 0 ? firstLine : laterLine
  return chance.weighted(line.filter(([medicine]) => !tried.includes(medicine.agent)))
}

/** The PHQ-9 total a trial settles at by week 8. */
function settledAt(chance: Chance, outcome: Outcome, level: number): number {
  switch (outcome) {
    case 'remission':
      return chance.between(1, 3.4)
    case 'response':
      return Math.max(5.2, Math.min(level * chance.between(0.3, 0.42), 8.5))
    case 'partial':
      return level * chance.between(0.57, 0.7)
    case 'none':
    case 'intolerance':
      return level * chance.between(0.85, 1.06)
  }
}

/** Who responds stays on it; who does not is changed at a visit, mostly in week 4 or 6. */
function endOf(chance: Chance, outcome: Outcome, from: number, index: number): number | undefined {
  switch (outcome) {
    case 'remission':
    case 'response':
      return undefined
    case 'intolerance':
      return clinicDay(from + chance.whole(8, 24)) - 1
    case 'none': {
      const early = chance.happens(index === 0 ? 0.3 : 0.45)
      return clinicDay(from + (early ? chance.whole(28, 36) : chance.happens(0.9) ? chance.whole(43, 50) : chance.whole(57, 100))) - 1
    }
    case 'partial':
      return clinicDay(from + (chance.happens(0.85) ? chance.whole(45, 58) : chance.whole(60, 110))) - 1
  }
}

function stepsOf(chance: Chance, medicine: Medicine, outcome: Outcome, from: number, last: number, staysLow: boolean): readonly DoseStep[] {
  if (staysLow) return [{ fromDay: from, mgPerDay: lowDoseOf(medicine) }]
  const steps: DoseStep[] = []
  let day = from
  medicine.steps.forEach((mgPerDay, i) => {
    const wanted =
      i <= medicine.effectiveStep ||
      (i === medicine.effectiveStep + 1 ? chance.happens(0.65) : (outcome === 'partial' || outcome === 'none') && chance.happens(0.3))
    if (!wanted || steps.length < i || day > last - (i === 0 ? -1 : 5)) return
    steps.push({ fromDay: day, mgPerDay })
    day += i < medicine.effectiveStep ? 7 : chance.whole(18, 27)
    if (i >= medicine.effectiveStep) day = clinicDay(day)
  })
  return steps
}

/** A dose that is started and never raised: half of what is usual. */
function lowDoseOf(medicine: Medicine): number {
  return medicine.products[0]?.mg ?? 0
}

function setbackFor(chance: Chance, trials: readonly CourseTrial[], today: number, wish: CourseWish): Setback | undefined {
  const current = trials.at(-1)
  if (!wish.worsens || current === undefined || today - current.fromDay < 84) return undefined
  return { fromDay: today - chance.whole(18, 30), points: chance.between(8, 12) }
}

/** PHQ-9 level on a day inside a trial, [0, 27], without noise. */
export function levelIn(trial: CourseTrial, day: number): number {
  const elapsed = Math.max(0, day - trial.fromDay)
  const share = Math.min(1.04, (1 - Math.exp(-elapsed / trial.pace)) / (1 - Math.exp(-56 / trial.pace)))
  return trial.startLevel + (trial.settledLevel - trial.startLevel) * share
}

/** PHQ-9 level on any day, [0, 27]: before the first trial the patient is as ill as when it began. */
export function levelOn(course: Course, day: number): number {
  const trial = course.trials.findLast((t) => t.fromDay <= day) ?? course.trials[0]
  if (trial === undefined) return 0
  const { setback } = course
  const back = setback !== undefined && day >= setback.fromDay ? setback.points * Math.min(1, (day - setback.fromDay + 1) / 12) : 0
  return clamp(levelIn(trial, day) + back, 0, 24)
}

/** Days since the last start or dose step: side effects are worst then. */
export function daysSinceStep(course: Course, day: number): number | undefined {
  const steps = course.trials.flatMap((t) => (t.throughDay === undefined || day <= t.throughDay + 3 ? t.steps.map((s) => s.fromDay) : []))
  const last = steps.filter((d) => d <= day).at(-1)
  return last === undefined ? undefined : day - last
}

export const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value))
