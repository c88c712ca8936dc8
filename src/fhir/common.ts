/** What every reader needs of a resource: which version it is, whether it stands, when it was, and who said it. */
import type { Reading, Source } from '#src/clinical/facts.ts'
import { wordsOf } from '#src/fhir/coding.ts'
import { field, list, shown, text, type RawObject } from '#src/fhir/raw.ts'
import { referenceIn, type FullUrls } from '#src/fhir/reference.ts'
import { parseFhirDate, type PartialDate } from '#src/lib/calendar.ts'
import { err, ok, type Result } from '#src/lib/result.ts'

/** A resource on its way into the record of one patient. */
export interface Incoming {
  readonly resource: RawObject
  /** "Observation/123" */
  readonly ref: string
  readonly fullUrls: FullUrls
}

export function sourceOf({ resource, ref }: Incoming): Source {
  const versionId = text(field(resource['meta'], 'versionId'))
  return versionId === undefined ? { ref } : { ref, versionId }
}

/** How far a result may be used: judged, or shown only. */
export interface Standing {
  readonly preliminary: boolean
  readonly amended: boolean
}

/**
 * Whether an Observation stands. Each status of FHIR R4 has a decision; any other text is refused.
 *
 * @returns the reason why it is no result: withdrawn, or not yet one
 */
export function standingOfObservation(status: unknown): Result<Standing> {
  switch (status) {
    case 'final':
      return ok({ preliminary: false, amended: false })
    case 'amended':
    case 'corrected':
      return ok({ preliminary: false, amended: true })
    case 'preliminary':
      return ok({ preliminary: true, amended: false })
    case 'entered-in-error':
      return err('withdrawn: entered in error')
    case 'cancelled':
      return err('withdrawn: cancelled')
    case 'registered':
      return err('no result yet: status registered')
    case 'unknown':
      return err('status unknown: it cannot be told whether the result stands')
    default:
      return err(`status ${shown(status)} is not a FHIR status of a result`)
  }
}

/**
 * The day a result is about: `effectiveDateTime`, the end of `effectivePeriod`, or `effectiveInstant`.
 * Never `issued` or `meta.lastUpdated`: they say when it was filed (FHIR.md 2.2, rule 9).
 */
export function effectiveDate(resource: RawObject): Result<PartialDate> {
  const moment = resource['effectiveDateTime'] ?? resource['effectiveInstant']
  if (moment !== undefined) return dateOrReason(moment, 'effective date')
  const period = resource['effectivePeriod']
  if (period === undefined) return err('no effective date')
  const end = field(period, 'end')
  return end === undefined ? err('the effective period has no end') : dateOrReason(end, 'end of the effective period')
}

export function dateOrReason(value: unknown, what: string): Result<PartialDate> {
  const date = parseFhirDate(value)
  return date ? ok(date) : err(`${what} ${shown(value)} is not a date`)
}

/** Who answered: the first performer whose kind says so. */
export function reporterIn(performers: readonly unknown[], fullUrls: FullUrls): Reading['reporter'] {
  for (const performer of performers) {
    const type = text(field(performer, 'type')) ?? referenceIn(performer, fullUrls)?.split('/')[0]
    if (type === 'Patient' || type === 'RelatedPerson') return 'patient'
    if (type === 'Practitioner' || type === 'PractitionerRole' || type === 'Organization' || type === 'CareTeam') return 'clinician'
  }
  return 'unknown'
}

/** "not answered: Asked But Declined", when a value is absent for a reason; undefined when no reason is given. */
export function absenceOf(element: unknown): string | undefined {
  const reason = field(element, 'dataAbsentReason')
  return reason === undefined ? undefined : `not answered: ${wordsOf(reason)?.toLowerCase() ?? 'no reason given'}`
}

/** The name of the first `value[x]` property; undefined when there is none. */
export function valueKey(element: RawObject): string | undefined {
  for (const key in element) if (key.startsWith('value') && key.length > 5) return key
  return undefined
}

/** References in a list of Reference elements, resolved. */
export function referencesIn(elements: unknown, fullUrls: FullUrls): readonly string[] {
  return list(elements).flatMap((element) => referenceIn(element, fullUrls) ?? [])
}
