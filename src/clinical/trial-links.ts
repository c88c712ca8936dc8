/** How trials stand to each other: augmentation, switch and cross-taper, and which one decisions are about. */
import { overlapDays } from '#src/clinical/clock.ts'
import { medicineOf } from '#src/clinical/medicines.ts'
import type { ClinicalSettings } from '#src/clinical/settings.ts'
import type { UnjudgedTrial } from '#src/clinical/assessment.ts'
import { addDays, day, daysBetween, laterOf, type Day } from '#src/lib/calendar.ts'

const openEnded = day('9999-12-31')
const lastDay = (trial: UnjudgedTrial): Day => (trial.ongoing ? openEnded : (trial.through ?? trial.throughEarliest ?? trial.from))

/**
 * Marks augmentations and switches.
 *
 * A second agent is an augmentation when it is one that is used so (adjuncts, bupropion, mirtazapine, quetiapine), another
 * antidepressant was there first, and the two run together for at least `augmentationDays` without the first being tapered
 * out. Otherwise a new antidepressant that starts while or soon after another ends is a switch.
 *
 * @param trials oldest first
 */
export function linkTrials(trials: readonly UnjudgedTrial[], settings: ClinicalSettings): readonly UnjudgedTrial[] {
  const linked: UnjudgedTrial[] = []
  for (const trial of trials) {
    const earlier = linked.filter((other) => other.role === 'antidepressant' && other.agent !== trial.agent && other.from < trial.from)
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

function isAugmented(base: UnjudgedTrial, added: UnjudgedTrial, settings: ClinicalSettings): boolean {
  const role = medicineOf(added.agent)?.role
  if (role !== 'adjunct' && role !== 'either') return false
  const together = overlapDays({ from: base.from, through: lastDay(base) }, { from: added.from, through: lastDay(added) })
  const bothStillYoung = base.ongoing && added.ongoing
  if (together < settings.trial.augmentationDays && !bothStillYoung) return false
  return role === 'adjunct' || !isTaperedOut(base, added)
}

/** The older agent ends within six weeks of the newer one's start: a cross-taper. Six weeks is this project's choice [I]. */
function isTaperedOut(base: UnjudgedTrial, added: UnjudgedTrial): boolean {
  return !base.ongoing && daysBetween(added.from, lastDay(base)) <= 42
}

function isReplacedBy(older: UnjudgedTrial, newer: UnjudgedTrial, settings: ClinicalSettings): boolean {
  const end = lastDay(older)
  return end >= addDays(newer.from, -settings.trial.gapDays - 1)
}

/** The ongoing antidepressant trial that decisions are about: the one that began last. */
export function currentTrial<T extends UnjudgedTrial>(trials: readonly T[]): T | undefined {
  return trials
    .filter((trial) => trial.ongoing && trial.role === 'antidepressant')
    .toSorted((a, b) => a.from - b.from)
    .at(-1)
}

/** First day of the last change of dose inside a trial; undefined when the dose never changed. */
export function lastDoseChange(trial: UnjudgedTrial): Day | undefined {
  return trial.segments.length < 2 ? undefined : trial.segments.map((s) => s.from).reduce(laterOf)
}
