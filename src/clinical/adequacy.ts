/** Was the trial adequate: in dose, in time at that dose, and in what was taken. */
import type { Adherence, DayCount, DoseRange, TrialAdequacy } from '#src/clinical/assessment.ts'
import { doseLevel, type MinimumOf } from '#src/clinical/clock.ts'
import type { Exposure } from '#src/clinical/exposure.ts'
import type { ClinicalSettings } from '#src/clinical/settings.ts'
import { allOf, type Evidence, type Verdict } from '#src/clinical/verdict.ts'
import type { Day } from '#src/lib/calendar.ts'
import { formatDailyDose, formatDays, formatNumber } from '#src/lib/figures.ts'
import type { Known } from '#src/lib/known.ts'
import { isNonEmpty } from '#src/lib/non-empty.ts'

export interface AdequacyInput {
  readonly exposures: readonly Exposure[]
  readonly range: DoseRange
  readonly minimumOf: MinimumOf
  readonly atDose: Known<DayCount>
  readonly adherence: Adherence
  readonly from: Day
  /** One course of one dose as told: the dose was surely reached, even where no single day of it is sure. */
  readonly isOneCourse?: boolean
}

/** Overall is met only when all three are; one that is not met decides, whatever else is unknown. */
export function judgeAdequacy(input: AdequacyInput, settings: ClinicalSettings): TrialAdequacy {
  const dose = judgeDose(input)
  const duration = judgeDuration(input.atDose, settings.trial.adequateDays)
  const adherence = input.adherence.verdict
  return { dose, duration, adherence, overall: allOf([dose, duration, adherence]) }
}

function judgeDose({ exposures, range, minimumOf, isOneCourse }: AdequacyInput): Verdict {
  const judged = exposures.map((exposure) => ({
    exposure,
    limit: minimumOf(exposure),
    level: doseLevel(exposure.dose, minimumOf(exposure)),
  }))
  if (judged.every(({ limit }) => limit.kind === 'unknown'))
    return { kind: 'cannot-tell', missing: [{ what: 'minimum effective dose', why: whyUnknown(range.minimum) }] }
  const evidenceOf = ({ exposure, limit }: { exposure: Exposure; limit: Known<number> }): Evidence[] =>
    exposure.dose.kind === 'unknown' || limit.kind === 'unknown'
      ? []
      : [
          {
            what: `dose, minimum ${formatNumber(limit.value, 1)} mg/day`,
            value: formatDailyDose(exposure.dose).replace(/ mg\/day$/, ''),
            unit: 'mg/day',
            day: exposure.from,
            source: exposure.sources[0],
          },
        ]
  const reached = judged
    .filter(({ exposure, level }) => (exposure.certain || isOneCourse === true) && level === 'adequate')
    .flatMap(evidenceOf)
  if (isNonEmpty(reached)) return { kind: 'met', because: reached }
  const evidence = judged.flatMap(evidenceOf)
  if (judged.every(({ level }) => level === 'below') && isNonEmpty(evidence)) return { kind: 'not-met', because: evidence }
  const reasons = exposures.flatMap((e) => (e.dose.kind === 'unknown' ? [e.dose.reason] : []))
  return {
    kind: 'cannot-tell',
    missing: [{ what: 'daily dose', why: reasons[0] ?? 'the recorded doses do not say whether the minimum effective dose was reached' }],
  }
}

const whyUnknown = (value: Known<number>): string => (value.kind === 'unknown' ? value.reason : 'not established')

/**
 * Days at adequate dose against a required number.
 *
 * @param required whole days; exactly this many is met
 */
export function judgeDuration(atDose: Known<DayCount>, required: number): Verdict {
  if (atDose.kind === 'unknown') return { kind: 'cannot-tell', missing: [{ what: 'days at adequate dose', why: atDose.reason }] }
  const { low, high } = atDose.value
  if (low >= required) return { kind: 'met', because: [daysEvidence(low, high, required)] }
  if (high < required) return { kind: 'not-met', because: [daysEvidence(low, high, required)] }
  return {
    kind: 'cannot-tell',
    missing: [
      { what: 'days at adequate dose', why: `between ${formatNumber(low)} and ${formatDays(high)}, ${formatNumber(required)} are needed` },
    ],
  }
}

function daysEvidence(low: number, high: number, required: number): Evidence {
  return {
    what: `days at adequate dose, ${formatNumber(required)} needed`,
    value: low === high ? formatNumber(low) : `${formatNumber(low)}–${formatNumber(high)}`,
    unit: 'days',
    day: undefined,
    source: undefined,
  }
}
