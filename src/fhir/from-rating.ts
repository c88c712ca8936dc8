/** A rating scale that is read as a total: QIDS-SR16, MADRS, HAM-D17, SCL-90-R depression, FIBSER. */
import type { Reading, ReadingIssue, Rejection } from '#src/clinical/facts.ts'
import type { RatingScale } from '#src/fhir/codes.ts'
import { effectiveDate, reporterIn, sourceOf, standingOfObservation, type Incoming } from '#src/fhir/common.ts'
import { codesIn, system } from '#src/fhir/coding.ts'
import { field, isObject, list } from '#src/fhir/raw.ts'
import { statedTotal, type StatedTotal } from '#src/fhir/score-values.ts'
import { known, unknown } from '#src/lib/known.ts'
import { err, ok, type Result } from '#src/lib/result.ts'

export interface RatingFound {
  readonly reading: Reading
  readonly rejected: readonly Rejection[]
}

/** One total of a rating scale. A value that is no score of the scale stays as a reading without a total, and is rejected. */
export function readingFromRating(incoming: Incoming, scale: RatingScale): Result<RatingFound> {
  const { resource, ref, fullUrls } = incoming
  const standing = standingOfObservation(resource['status'])
  if (!standing.ok) return standing
  const date = effectiveDate(resource)
  if (!date.ok) return date
  const stated = statedTotal(resource, scale) ?? (scale.instrument === 'fibser' ? burdenComponent(resource['component'], scale) : undefined)
  if (stated === undefined) return err(`a ${scale.title} result without a value`)
  const issues: ReadingIssue[] = []
  if (stated.kind === 'invalid') issues.push({ kind: 'other', detail: stated.reason })
  if (standing.value.preliminary) issues.push({ kind: 'preliminary' })
  if (standing.value.amended) issues.push({ kind: 'amended' })
  if (date.value.precision !== 'day') issues.push({ kind: 'partial-date', precision: date.value.precision })
  return ok({
    reading: {
      instrument: scale.instrument,
      date: date.value,
      total: stated.kind === 'number' ? known(stated.value) : unknown(stated.reason),
      items: [],
      item9: { kind: 'not-assessed', reason: `${scale.title} has no PHQ-9 item 9` },
      difficulty: undefined,
      usable: !standing.value.preliminary && date.value.precision === 'day' && stated.kind !== 'invalid',
      reporter: reporterIn(list(resource['performer']), fullUrls),
      sources: [sourceOf(incoming)],
      issues,
    },
    rejected: stated.kind === 'invalid' ? [{ source: ref, reason: stated.reason }] : [],
  })
}

function burdenComponent(components: unknown, scale: RatingScale): StatedTotal | undefined {
  const burden = list(components).find((component) => codesIn(field(component, 'code'), system.instrument).includes('fibser-burden'))
  return isObject(burden) ? statedTotal(burden, scale) : undefined
}
