/** Days at adequate dose read back from a trial's dose segments, for any day and for the window of the adequate-trial clock. */
import type { DoseSegment, Trial } from '#src/clinical/assessment.ts'
import { completedDays } from '#src/clinical/clock.ts'
import type { DailyDose } from '#src/clinical/facts.ts'
import { addDays, daysBetween, type Day } from '#src/lib/calendar.ts'
import { formatDailyDose } from '#src/lib/figures.ts'

/** Sure days at or above the minimum effective dose that were complete when a day began. */
export function adequateDaysBy(trial: Trial, on: Day): number {
  return trial.segments
    .filter((segment) => segment.level === 'adequate')
    .reduce((sum, segment) => sum + completedDays({ from: segment.from, through: segment.through ?? on }, on), 0)
}

/** The day on which `n` sure days at adequate dose are complete. `projected`: after `asOf`, if the present dose goes on. */
export interface ClockDay {
  readonly day: Day
  readonly projected: boolean
}

/** @returns undefined when the trial ended, or its present dose is not adequate, before `n` days were reached */
export function dayOfAdequate(trial: Trial, n: number, asOf: Day): ClockDay | undefined {
  let left = n
  for (const segment of trial.segments) {
    if (segment.level !== 'adequate') continue
    if (segment.through === undefined) return clockDay(addDays(segment.from, left), asOf)
    const days = daysBetween(segment.from, segment.through) + 1
    if (days >= left) return clockDay(addDays(segment.from, left), asOf)
    left -= days
  }
  return undefined
}

const clockDay = (d: Day, asOf: Day): ClockDay => ({ day: d, projected: d > asOf })

/** The segment that holds on a day; undefined outside the trial and in a pause. */
export function segmentOn(trial: Trial, on: Day): DoseSegment | undefined {
  return trial.segments.findLast((s) => s.from <= on && (s.through === undefined || on <= s.through))
}

/** The antidepressant trial that a day belongs to: the one that began last. */
export function trialOn(trials: readonly Trial[], on: Day): Trial | undefined {
  return trials.filter((t) => t.role === 'antidepressant' && segmentOn(t, on) !== undefined).toSorted((a, b) => b.from - a.from)[0]
}

/** "100 mg/day", or that the dose is not known and why. */
export function doseText(dose: DailyDose): string {
  return dose.kind === 'known' ? formatDailyDose(dose) : `dose not known: ${dose.reason}`
}

/** A change of dose inside a trial. */
export interface DoseStep {
  readonly day: Day
  readonly trial: Trial
  readonly before: DailyDose
  readonly after: DailyDose
  readonly direction: 'up' | 'down' | 'unknown'
}

/** Every change of a known or unknown dose, oldest first. A change of certainty alone is not a step. */
export function doseStepsOf(trials: readonly Trial[]): readonly DoseStep[] {
  return trials
    .flatMap((trial) =>
      trial.segments.flatMap((segment, index): DoseStep[] => {
        const before = trial.segments[index - 1]?.dose
        if (before === undefined || sameDose(before, segment.dose)) return []
        return [{ day: segment.from, trial, before, after: segment.dose, direction: directionOf(before, segment.dose) }]
      }),
    )
    .toSorted((a, b) => a.day - b.day)
}

function sameDose(a: DailyDose, b: DailyDose): boolean {
  if (a.kind === 'unknown' || b.kind === 'unknown') return a.kind === b.kind
  return a.low === b.low && a.high === b.high
}

function directionOf(before: DailyDose, after: DailyDose): DoseStep['direction'] {
  if (before.kind === 'unknown' || after.kind === 'unknown' || before.low === after.low) return 'unknown'
  return after.low > before.low ? 'up' : 'down'
}

/** "50 → 100 mg/day" */
export function stepText({ before, after }: DoseStep): string {
  const number = (dose: DailyDose): string => (dose.kind === 'known' ? formatDailyDose(dose) : 'not known')
  return `${number(before).replace(/ mg\/day$/, '')} → ${number(after)}`
}

/** Three steps down in a row, at most this many days apart, are one taper: said once [I]. */
const TAPER = { steps: 3, apartDays: 28 } as const

/** Steps that are said together: the steps of a taper, or one. */
export type StepRun = readonly [DoseStep, ...DoseStep[]]

/** Steps of one trial, oldest first, with each taper taken together. */
export function runsOf(steps: readonly DoseStep[]): readonly StepRun[] {
  const runs: [DoseStep, ...DoseStep[]][] = []
  for (const step of steps) {
    const last = runs.at(-1)
    const before = last?.at(-1)
    const goesOn =
      before !== undefined &&
      before.direction === 'down' &&
      step.direction === 'down' &&
      before.trial.id === step.trial.id &&
      daysBetween(before.day, step.day) <= TAPER.apartDays
    if (goesOn) last?.push(step)
    else runs.push([step])
  }
  return runs.flatMap((run): readonly StepRun[] => (run.length < TAPER.steps ? run.map((step) => [step]) : [run]))
}

/** "50 → 100 mg/day"; of a taper "150 → 12 mg/day in 8 steps". */
export function runText(run: StepRun): string {
  const [first] = run
  const last = run.at(-1) ?? first
  return run.length === 1 ? stepText(first) : `${stepText({ ...first, after: last.after })} in ${run.length} steps`
}
