/** From dosage instructions to dose stretches in time: concurrent ones add up, consecutive ones follow each other (FHIR.md 4.2). */
import type { DailyDose, DosePlan } from '#src/clinical/facts.ts'
import { doseOfInstruction, isOfTheWholeDay, sumOfDoses } from '#src/fhir/dosage.ts'
import { lengthOfInstruction, type CourseLength } from '#src/fhir/course-length.ts'
import { field, finite, text } from '#src/fhir/raw.ts'
import type { Strength } from '#src/fhir/strength.ts'
import { dateIn } from '#src/fhir/told.ts'
import { addDays, day, earlierOf, exactly, type Day, type PartialDate } from '#src/lib/calendar.ts'

/** One instruction with its own dates, as far as it gives them. */
interface Step {
  readonly sequence: number | undefined
  readonly from: PartialDate | undefined
  readonly through: PartialDate | undefined
  readonly length: CourseLength | undefined
  readonly dose: DailyDose
  readonly isWholeDay: boolean
  readonly text: string | undefined
}

/**
 * Dose stretches in time order.
 *
 * @param begin when the order begins, where an instruction does not say it itself
 * @param repeats refills allowed
 * @returns nothing when no start is known
 */
export function plansOfInstructions(
  instructions: readonly unknown[],
  strength: Strength,
  begin: PartialDate | undefined,
  repeats: number,
): readonly DosePlan[] {
  const plans: DosePlan[] = []
  let from = begin
  const groups = bySequence(instructions.map((instruction) => stepOf(instruction, strength, repeats)))
  for (const [index, group] of groups.entries()) {
    const made = plansOfGroup(group, from)
    if (made.length === 0) return []
    plans.push(...made)
    const last = made.at(-1)
    if (last?.through) from = shifted(last.through, 1)
    else if (index < groups.length - 1 && groups[index + 1]?.some((step) => step.from === undefined) === true) {
      // Nothing says when the next step begins, so from here on no dose can be named.
      const [first] = made
      const reason = 'the instructions follow each other, and nothing says when the next one begins'
      return [
        ...plans.slice(0, -made.length),
        ...(first ? [{ ...first, through: undefined, dose: { kind: 'unknown', reason } as const }] : []),
      ]
    }
  }
  return plans
}

function stepOf(instruction: unknown, strength: Strength, repeats: number): Step {
  const repeat = field(field(instruction, 'timing'), 'repeat')
  const bounds = field(repeat, 'boundsPeriod')
  return {
    sequence: finite(field(instruction, 'sequence')),
    from: dateIn(bounds, 'start'),
    through: dateIn(bounds, 'end'),
    length: lengthOfInstruction(instruction, strength, repeats),
    dose: doseOfInstruction(instruction, strength),
    isWholeDay: isOfTheWholeDay(instruction, strength),
    text: text(field(instruction, 'text')),
  }
}

/** The same number is at the same time, a higher one comes after. */
function bySequence(steps: readonly Step[]): readonly (readonly Step[])[] {
  const groups = new Map<number, Step[]>()
  for (const step of steps) {
    const group = groups.get(step.sequence ?? 0)
    if (group) group.push(step)
    else groups.set(step.sequence ?? 0, [step])
  }
  return [...groups].toSorted(([a], [b]) => a - b).map(([, group]) => group)
}

function plansOfGroup(group: readonly Step[], begin: PartialDate | undefined): readonly DosePlan[] {
  const spans = group.map((step) => ({ step, ...spanOf(step, begin) }))
  const [first] = spans
  if (!first?.from) return []
  const isOneSpan = spans.every((s) => isSame(s.from, first.from) && isSame(s.through, first.through))
  const words = group.map((step) => step.text).find((t) => t !== undefined)
  if (isOneSpan) return [{ from: first.from, through: first.through, dose: doseTogether(group), text: words }]
  if (group.every((step) => step.from !== undefined)) return segmentsOf(spans, words)
  const reason = 'the instructions last for different times, and nothing says which comes first'
  return [{ from: first.from, through: undefined, dose: { kind: 'unknown', reason }, text: words }]
}

/** Doses at the same time add up; but a sentence about the whole day, repeated on each of its parts, would be counted twice. */
function doseTogether(steps: readonly Step[]): DailyDose {
  const isCountedTwice =
    steps.length > 1 && steps.some((step) => step.isWholeDay && step.dose.kind === 'known' && step.dose.basis === 'text')
  return isCountedTwice
    ? { kind: 'unknown', reason: 'the text of one instruction names the doses of the whole day, and another one stands beside it' }
    : sumOfDoses(steps.map((step) => step.dose))
}

function spanOf(step: Step, begin: PartialDate | undefined): { from: PartialDate | undefined; through: PartialDate | undefined } {
  const from = step.from ?? begin
  if (step.length === undefined || !from) return { from, through: step.through }
  const { low, high } = step.length
  const earliest = addDays(from.earliest, low - 1)
  const latest = high === undefined ? noEnd : addDays(from.latest, high - 1)
  // A period and a count end with the first of them.
  const counted = { precision: from.precision, instantMs: undefined, earliest, latest }
  const set = step.through ?? counted
  return { from, through: { ...counted, earliest: earlierOf(earliest, set.earliest), latest: earlierOf(latest, set.latest) } }
}

/** The last day of what is bounded and does not say by how many days: it may go on. */
export const noEnd = day('9999-12-31')

const isSame = (a: PartialDate | undefined, b: PartialDate | undefined): boolean => a?.earliest === b?.earliest && a?.latest === b?.latest

const isOneDay = (date: PartialDate | undefined): boolean => date !== undefined && date.earliest === date.latest

/** Instructions with dates of their own: on each day, the sum of those that hold on it. */
function segmentsOf(
  spans: readonly { readonly step: Step; readonly from: PartialDate | undefined; readonly through: PartialDate | undefined }[],
  words: string | undefined,
): readonly DosePlan[] {
  const edges = new Set<Day>()
  for (const { from, through } of spans) {
    if (from) edges.add(from.earliest)
    if (through) edges.add(addDays(through.latest, 1))
  }
  const starts = [...edges].toSorted((a, b) => a - b)
  return starts.flatMap((start, index): DosePlan[] => {
    const next = starts[index + 1]
    const holding = spans.filter((s) => s.from && s.from.earliest <= start && (!s.through || s.through.latest >= start))
    if (holding.length === 0) return []
    const isExact = holding.every((s) => isOneDay(s.from) && (s.through === undefined || isOneDay(s.through)))
    const dose: DailyDose = isExact
      ? doseTogether(holding.map((s) => s.step))
      : { kind: 'unknown', reason: 'the instructions overlap on days that are not known exactly' }
    const through = next === undefined ? undefined : exactly(addDays(next, -1))
    return [{ from: exactly(start), through, dose, text: holding[0]?.step.text ?? words }]
  })
}

/** The same stretch of days, moved; a moment within the day is lost. */
export function shifted(date: PartialDate, days: number): PartialDate {
  return { ...date, earliest: addDays(date.earliest, days), latest: addDays(date.latest, days), instantMs: undefined }
}

const UNIT_DAYS: ReadonlyMap<string, number> = new Map([
  ['d', 1],
  ['day', 1],
  ['days', 1],
  ['wk', 7],
  ['week', 7],
  ['weeks', 7],
])

/** Whole days of a Duration; undefined for months and years, which have no fixed length, and for anything else. */
export function inDays(duration: unknown): number | undefined {
  const value = finite(field(duration, 'value'))
  const unit = UNIT_DAYS.get((text(field(duration, 'code')) ?? text(field(duration, 'unit')) ?? '').toLowerCase())
  return value === undefined || value <= 0 || unit === undefined ? undefined : Math.round(value * unit)
}
