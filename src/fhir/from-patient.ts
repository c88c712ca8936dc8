/** A Patient resource as an identity. */
import { codesIn } from '#src/fhir/coding.ts'
import { extension, terminology } from '#src/fhir/codes.ts'
import { field, list, shown, text, type RawObject } from '#src/fhir/raw.ts'
import { referenceIn, type FullUrls } from '#src/fhir/reference.ts'
import type { PatientIdentity } from '#src/clinical/facts.ts'
import { parseFhirDate } from '#src/lib/calendar.ts'
import { known, unknown } from '#src/lib/known.ts'

/** Who a Patient resource is about. Never fails: what is missing or malformed is unknown, with its reason. */
export function identityFromPatient(patient: RawObject, id: string, fullUrls: FullUrls): PatientIdentity {
  const name = preferredName(list(patient['name']))
  const merged = mergedInto(patient, fullUrls)
  const historicalAsOf = parseFhirDate(field(extensionOf(patient, extension.historicalAsOf), 'valueDate'))
  const attribution = text(field(extensionOf(patient, extension.attribution), 'valueString'))
  return {
    id,
    name: name.full === undefined ? unknown('the record has no name') : known(name.full),
    family: name.family,
    given: name.given,
    birthDate: birthDateOf(patient['birthDate']),
    gender: genderOf(patient['gender']),
    recordNumber: recordNumberOf(list(patient['identifier'])),
    deceased: patient['deceasedBoolean'] === true || text(patient['deceasedDateTime']) !== undefined,
    ...(merged === undefined ? {} : { mergedInto: merged }),
    ...(historicalAsOf?.precision === 'day' ? { historicalAsOf: historicalAsOf.earliest } : {}),
    ...(attribution === undefined ? {} : { attribution }),
    synthetic: list(field(patient['meta'], 'tag')).some(
      (tag) => field(tag, 'system') === terminology.actReason && field(tag, 'code') === 'HTEST',
    ),
  }
}

/** The identity of somebody whose results arrived without a Patient resource. */
export function identityWithoutPatient(id: string): PatientIdentity {
  const reason = 'the record has no Patient resource'
  return {
    id,
    name: unknown(reason),
    family: '',
    given: '',
    birthDate: unknown(reason),
    gender: unknown(reason),
    recordNumber: unknown(reason),
    deceased: false,
    synthetic: false,
  }
}

function extensionOf(patient: RawObject, url: string): unknown {
  return list(patient['extension']).find((candidate) => field(candidate, 'url') === url)
}

/** Names in the order in which they identify a person: official, usual, any other in use; never an old or maiden name first. */
const NAME_USES = ['official', 'usual', undefined, 'nickname', 'temp', 'anonymous', 'maiden', 'old'] as const

function preferredName(names: readonly unknown[]): { full: string | undefined; family: string; given: string } {
  for (const use of NAME_USES) {
    for (const name of names) {
      if (text(field(name, 'use')) !== use) continue
      const family = text(field(name, 'family')) ?? ''
      const given = list(field(name, 'given'))
        .flatMap((part) => text(part) ?? [])
        .join(' ')
      const full = `${given} ${family}`.trim() || text(field(name, 'text'))
      if (full !== undefined) return { full, family, given }
    }
  }
  return { full: undefined, family: '', given: '' }
}

function birthDateOf(value: unknown): PatientIdentity['birthDate'] {
  if (value === undefined) return unknown('the record has no birth date')
  const date = parseFhirDate(value)
  return date ? known(date) : unknown('the birth date in the record is not a date')
}

function genderOf(value: unknown): PatientIdentity['gender'] {
  switch (value) {
    case 'female':
    case 'male':
    case 'other':
    case 'unknown':
      return known(value)
    case undefined:
      return unknown('the record has no administrative gender')
    default:
      return unknown(`gender ${shown(value)} is not a FHIR code`)
  }
}

/** The medical record number: the identifier of type MR that is in use. Another kind of identifier is not one. */
function recordNumberOf(identifiers: readonly unknown[]): PatientIdentity['recordNumber'] {
  const numbers = identifiers.filter(
    (identifier) =>
      codesIn(field(identifier, 'type'), terminology.identifierType).includes('MR') && text(field(identifier, 'value')) !== undefined,
  )
  const current = numbers.find((identifier) => field(identifier, 'use') !== 'old') ?? numbers[0]
  const value = text(field(current, 'value'))
  return value === undefined ? unknown('the record has no medical record number') : known(value)
}

function mergedInto(patient: RawObject, fullUrls: FullUrls): string | undefined {
  const link = list(patient['link']).find((candidate) => field(candidate, 'type') === 'replaced-by')
  return link === undefined ? undefined : referenceIn(field(link, 'other'), fullUrls)?.replace(/^Patient\//, '')
}
