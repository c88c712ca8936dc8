/** How trials stand to each other: augmentation, switch and cross-taper, and which one decisions are about. */
import { overlapDays } from '#src/clinical/clock.ts'
import { medicineOf } from '#src/clinical/medicines.ts'
import type { ClinicalSettings } from '#src/clinical/settings.ts'
import type { UnjudgedTrial } from '#src/clinical/assessment.ts'
import { addDays, day, daysBetween, laterOf, type Day } from '#src/lib/calendar.ts'

const openEnded = day('9999-12-31')
const lastDay = (trial: UnjudgedTrial): Day => (trial.ongoing ? openEnded : (trial.through ?? trial.throughEarliest ?? trial.from))
const surelyUntil = (trial: UnjudgedTrial): Day => (trial.ongoing ? openEnded : (trial.throughEarliest ?? trial.from))

/**
 * Marks augmentations and switches.
 *
 * A second agent is an augmentation when it is one that is used so (adjuncts, bupropion, mirtazapine, quetiapine), another
 * antidepressant was there first, and the two surely run together for at least `augmentationDays` without the first being tapered
 * out: days on which the first may have been over make none. Otherwise a new antidepressant that starts while or soon after another ends is a switch. Of two that began on one day,
 * the one that can only be an antidepressant was there first.
 *
 * @param trials oldest first
 */
export function linkTrials(trials: readonly UnjudgedTrial[], settings: ClinicalSettings): readonly UnjudgedTrial[] {
  const linked: UnjudgedTrial[] = []
  for (const trial of trials.toSorted((a, b) => a.from - b.from || addedLast(a) - addedLast(b))) {
    const earlier = linked.filter((other) => other.role === 'antidepressant' && other.agent !== trial.agent)
    const base =
      trial.role === 'antidepressant' || trial.role === 'augmentation'
        ? earlier.findLast((other) => isAugmented(other, trial, settings))
        : undefined
    if (base) linked.push({ ...trial, role: 'augmentation', augments: base.id })
    else if (trial.role === 'antidepressant')
      linked.push({ ...trial, switchedFrom: earlier.findLast((other) => isReplacedBy(other, trial, settings))?.id })
    else linked.push(trial)
  }
  return linked
}

const addedLast = (trial: UnjudgedTrial): number => (medicineOf(trial.agent)?.role === 'antidepressant' ? 0 : 1)

function isAugmented(base: UnjudgedTrial, added: UnjudgedTrial, settings: ClinicalSettings): boolean {
  const role = medicineOf(added.agent)?.role
  if (role !== 'adjunct' && role !== 'either') return false
  const together = overlapDays({ from: base.fromLatest, through: surelyUntil(base) }, { from: added.from, through: lastDay(added) })
  if (together < settings.trial.augmentationDays) return false
  return role === 'adjunct' || !isTaperedOut(base, added, settings)
}

/** The older agent ends soon after the newer one's start: a cross-taper. */
function isTaperedOut(base: UnjudgedTrial, added: UnjudgedTrial, settings: ClinicalSettings): boolean {
  return !base.ongoing && daysBetween(added.from, surelyUntil(base)) <= settings.trial.crossTaperDays
}

function isReplacedBy(older: UnjudgedTrial, newer: UnjudgedTrial, settings: ClinicalSettings): boolean {
  const end = lastDay(older)
  return end >= addDays(newer.from, -settings.trial.gapDays - 1)
}

/**
 * The day from which scores speak of another antidepressant: it began while this one went on, or may have, and stayed when this
 * one was gone. Weeks together that are longer than a cross-taper are a combination, and speak of both; where an open end makes both
 * possible, nothing is taken for replaced.
 *
 * @param trials linked
 * @returns undefined for a trial that goes on, and for one that nothing replaced before its last possible day
 */
export function replacedOn(trial: UnjudgedTrial, trials: readonly UnjudgedTrial[], settings: ClinicalSettings): Day | undefined {
  const lastPossible = trial.segments.at(-1)?.through
  if (trial.ongoing || trial.role !== 'antidepressant' || lastPossible === undefined) return undefined
  return trials
    .filter(
      (newer) =>
        newer.role === 'antidepressant' &&
        newer.agent !== trial.agent &&
        newer.from > trial.from &&
        newer.fromLatest < lastPossible &&
        lastDay(newer) >= surelyUntil(trial) &&
        daysBetween(newer.fromLatest, surelyUntil(trial)) <= settings.trial.crossTaperDays &&
        (daysBetween(newer.fromLatest, lastPossible) <= settings.trial.crossTaperDays || !isEndOpen(trial, lastPossible, settings)),
    )
    .map((newer) => newer.fromLatest)
    .toSorted((a, b) => a - b)[0]
}

/** The days on which it may have ended are more than a score stays fresh: then a cross-taper and a combination are both possible. */
const isEndOpen = (trial: UnjudgedTrial, lastPossible: Day, { response }: ClinicalSettings): boolean =>
  daysBetween(surelyUntil(trial), lastPossible) > response.staleAfterDays

/**
 * The ongoing trial that decisions are about: of the antidepressants the one that began last.
 *
 * An agent that after the time of a cross-taper has never reached its minimum effective dose (amitriptyline 10 mg for pain) or
 * that no definition counts (zuranolone) stands behind one that has. Where no antidepressant is ongoing, one that was added to
 * a treatment which has since ended stands for it, then one whose dose is not known: a patient under treatment is never
 * without a trial to judge.
 */
export function currentTrial<T extends UnjudgedTrial>(trials: readonly T[], asOf: Day, settings: ClinicalSettings): T | undefined {
  const ongoing = trials.filter((trial) => trial.ongoing)
  const someReached = ongoing.some((trial) => trial.role === 'antidepressant' && trial.adequateSince !== undefined)
  const rank = (trial: T): number => {
    if (trial.role === 'not-classified') return 0
    if (trial.role === 'augmentation') return 1
    const untried = trial.daysAtAdequateDose.kind === 'known' && trial.daysAtAdequateDose.value.high === 0
    const beside = someReached && untried && daysBetween(trial.from, asOf) > settings.trial.crossTaperDays
    return beside || medicineOf(trial.agent)?.notATrial !== undefined ? 2 : 3
  }
  return ongoing
    .filter((trial) => trial.role !== 'hypnotic-dose' && (trial.role !== 'augmentation' || isAlone(trial)))
    .toSorted((a, b) => rank(a) - rank(b))
    .at(-1)
}

/** An agent that is itself an antidepressant, though it was once added to another. */
const isAlone = (trial: UnjudgedTrial): boolean => medicineOf(trial.agent)?.role === 'either'

/** First day of the last change of dose inside a trial; undefined when the dose never changed. */
export function lastDoseChange(trial: UnjudgedTrial): Day | undefined {
  return trial.segments.length < 2 ? undefined : trial.segments.map((s) => s.from).reduce(laterOf)
}
