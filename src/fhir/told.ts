/** How a trial that somebody tells is put on the wire, and the parts of it that the medication reader needs. */
import type { ToldBy } from '#src/clinical/facts.ts'
import type { RoughDate } from '#src/clinical/rough-date.ts'
import type { Source } from '#src/clinical/source.ts'
import { toldOutcomes, toldSources, toldStops, type ToldOutcome, type ToldSource, type ToldStop } from '#src/clinical/told-trial.ts'
import { codesIn } from '#src/fhir/coding.ts'
import { field, finite, list, text, type RawObject } from '#src/fhir/raw.ts'
import { isoFromDay, parseFhirDate, partsOf, type PartialDate } from '#src/lib/calendar.ts'

export const toldUrl = {
  /** Identifier of one told trial, made when the form opens. */
  key: 'https://remit.example/fhir/sid/told-trial',
  roughDate: 'https://remit.example/fhir/StructureDefinition/rough-date',
  outcome: 'https://remit.example/fhir/StructureDefinition/trial-outcome',
  source: 'https://remit.example/fhir/StructureDefinition/trial-source',
  corrects: 'https://remit.example/fhir/StructureDefinition/corrects',
  formulation: 'https://remit.example/fhir/StructureDefinition/formulation',
  stopReason: 'https://remit.example/fhir/CodeSystem/stop-reason',
} as const

/** The finest FHIR date that encloses a rough one; a winter across two years is named by its first. */
export function fhirDateOf({ earliest, precision }: PartialDate): string {
  const iso = isoFromDay(earliest)
  return precision === 'day' ? iso : precision === 'month' ? iso.slice(0, 7) : String(partsOf(earliest).year).padStart(4, '0')
}

/** `start: "2019", _start: { … "spring 2019", 1 Mar to 31 May … }`: the words and the span stay with the date. */
export function roughPeriodPart(name: 'start' | 'end', { words, date }: RoughDate): RawObject {
  return {
    [name]: fhirDateOf(date),
    [`_${name}`]: {
      extension: [
        {
          url: toldUrl.roughDate,
          extension: [
            { url: 'words', valueString: words },
            { url: 'span', valuePeriod: { start: isoFromDay(date.earliest), end: isoFromDay(date.latest) } },
          ],
        },
      ],
    },
  }
}

/** A date of a period with the words and the span it was told with; undefined where the period has no such date. */
export function roughDateIn(period: unknown, name: 'start' | 'end'): RoughDate | undefined {
  const plain = parseFhirDate(field(period, name))
  if (plain === undefined) return undefined
  const told = extensionOf(field(period, `_${name}`), toldUrl.roughDate)
  const words = text(field(extensionOf(told, 'words'), 'valueString'))
  const span = field(extensionOf(told, 'span'), 'valuePeriod')
  const first = parseFhirDate(field(span, 'start'))
  const last = parseFhirDate(field(span, 'end'))
  const known = first?.precision === 'day' && last?.precision === 'day' && first.earliest <= last.latest
  const date = known ? { ...plain, earliest: first.earliest, latest: last.latest } : plain
  return { words: words ?? '', date }
}

/** The date alone, for the medication reader. */
export function dateIn(period: unknown, name: 'start' | 'end'): PartialDate | undefined {
  return roughDateIn(period, name)?.date
}

export function extensionOf(element: unknown, url: string): unknown {
  return list(field(element, 'extension')).find((extension) => field(extension, 'url') === url)
}

function oneOf<T extends string>(all: readonly T[], value: unknown): T | undefined {
  return all.find((one) => one === value)
}

/** Undefined where the statement was not entered in Remit, or says nothing readable. */
export function toldOutcomeIn(resource: RawObject): ToldOutcome | undefined {
  return oneOf(toldOutcomes, field(extensionOf(resource, toldUrl.outcome), 'valueCode'))
}

export function toldSourceIn(resource: RawObject): ToldSource | undefined {
  return oneOf(toldSources, field(extensionOf(resource, toldUrl.source), 'valueCode'))
}

/** The reason for stopping as answered in Remit. */
export function toldStopIn(resource: RawObject): ToldStop | undefined {
  return oneOf(toldStops, list(resource['statusReason']).flatMap((reason) => codesIn(reason, toldUrl.stopReason))[0])
}

export function toldKeyIn(resource: RawObject): string | undefined {
  return list(resource['identifier']).flatMap((id) => (field(id, 'system') === toldUrl.key ? (text(field(id, 'value')) ?? []) : []))[0]
}

/** What a statement corrects, each in the version that was corrected. */
export function correctedBy(resource: RawObject): readonly Source[] {
  return list(resource['extension']).flatMap((extension): readonly Source[] => {
    if (field(extension, 'url') !== toldUrl.corrects) return []
    const reference = text(field(field(extension, 'valueReference'), 'reference'))
    const match = reference === undefined ? null : /^([A-Za-z]+\/[^/]+)(?:\/_history\/([^/]+))?$/.exec(reference)
    const ref = match?.[1]
    const versionId = match?.[2]
    if (ref === undefined) return []
    return [versionId === undefined ? { ref } : { ref, versionId }]
  })
}

const INFORMANTS: Readonly<Record<string, ToldSource>> = {
  Patient: 'patient',
  RelatedPerson: 'relative',
  Practitioner: 'clinician',
  PractitionerRole: 'clinician',
  Organization: 'letter',
}

/** Whole days of a course whose length was told; undefined where an end was, or several doses. */
export function lastedDaysIn(resource: RawObject): number | undefined {
  const [only, ...more] = list(resource['dosage'])
  if (more.length > 0 || field(resource['effectivePeriod'], 'end') !== undefined) return undefined
  const bounds = field(field(field(only, 'timing'), 'repeat'), 'boundsDuration')
  const days = finite(field(bounds, 'value'))
  return field(bounds, 'code') === 'd' && days !== undefined && days > 0 ? Math.round(days) : undefined
}

/** Who told a statement and in which words. */
export function toldBy(resource: RawObject): ToldBy {
  const informant = resource['informationSource']
  const type = text(field(informant, 'type')) ?? text(field(informant, 'reference'))?.split('/').at(-2) ?? ''
  const period = resource['effectivePeriod']
  const words = (name: 'start' | 'end'): string | undefined => {
    const found = roughDateIn(period, name)?.words
    return found === '' ? undefined : found
  }
  return {
    informant: toldSourceIn(resource) ?? INFORMANTS[type] ?? 'unknown',
    fromWords: words('start'),
    throughWords: words('end'),
    lastedDays: lastedDaysIn(resource),
    byHand: toldKeyIn(resource) !== undefined,
  }
}
