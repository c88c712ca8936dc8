/** A told trial as a MedicationStatement with its Provenance, in one transaction: all of it is saved, or none. */
import { medicineOf, type Formulation } from '#src/clinical/medicines.ts'
import type { Source } from '#src/clinical/source.ts'
import { toldWords, type ToldSource, type ToldStep, type ToldTrial } from '#src/clinical/told-trial.ts'
import { extension } from '#src/fhir/codes.ts'
import { system } from '#src/fhir/coding.ts'
import { field, list, type RawObject } from '#src/fhir/raw.ts'
import { roughPeriodPart, toldUrl } from '#src/fhir/told.ts'
import { provenanceEntry, type WriteContext } from '#src/fhir/write-provenance.ts'
import { isoFromDay, localDayAt } from '#src/lib/calendar.ts'

/** A saved resource that is about to be replaced, as it was read. */
export interface ExistingResource {
  readonly raw: RawObject
  readonly source: Source
}

/** Elements that this writer decides. Everything else of a resource that is edited stays as it was. */
const OWN = [
  'status',
  'statusReason',
  'medicationCodeableConcept',
  'medicationReference',
  'subject',
  'effectivePeriod',
  'effectiveDateTime',
  'dateAsserted',
  'informationSource',
  'derivedFrom',
  'dosage',
  'note',
] as const
const OWN_EXTENSIONS: readonly unknown[] = [toldUrl.outcome, toldUrl.source, toldUrl.corrects, toldUrl.formulation, extension.adherence]

/** The MedicationStatement of a told trial; `existing` is the version it replaces. */
export function statementOf(told: ToldTrial, context: WriteContext, existing?: RawObject): RawObject {
  const kept = Object.entries(existing ?? {}).filter(([name]) => !OWN.some((own) => own === name))
  const otherExtensions = list(existing?.['extension']).filter((one) => !OWN_EXTENSIONS.includes(field(one, 'url')))
  const ended = told.end.kind !== 'ongoing'
  const stopped = ended && (told.stop !== 'not-known' || told.stopWords !== '')
  return {
    ...Object.fromEntries(kept),
    resourceType: 'MedicationStatement',
    identifier: existing === undefined ? [{ system: toldUrl.key, value: told.key }] : existing['identifier'],
    extension: [...otherExtensions, ...extensionsOf(told, context)],
    status: ended ? (stopped ? 'stopped' : 'completed') : 'active',
    ...(ended ? { statusReason: [stopReason(told)] } : {}),
    medicationCodeableConcept: medicineConcept(told.medicine),
    subject: { reference: `Patient/${context.patientId}` },
    effectivePeriod: {
      ...roughPeriodPart('start', told.from),
      ...(told.end.kind === 'ended' ? roughPeriodPart('end', told.end.date) : {}),
    },
    dateAsserted: isoFromDay(localDayAt(context.nowMs)),
    informationSource: informant(told.source, context),
    ...(told.corrects.length === 0 ? {} : { derivedFrom: told.corrects.map(({ ref }) => ({ reference: ref })) }),
    dosage: told.steps.map((step, index) => dosage(step, index, told)),
    ...(told.note === '' ? {} : { note: [{ text: told.note }] }),
  }
}

/** Saves a new told trial; sent twice with the same key it is saved once. */
export function createStatement(told: ToldTrial, context: WriteContext): RawObject {
  const fullUrl = `urn:uuid:${told.key}`
  return transaction([
    {
      fullUrl,
      resource: statementOf(told, context),
      request: { method: 'POST', url: 'MedicationStatement', ifNoneExist: `identifier=${toldUrl.key}|${told.key}` },
    },
    provenanceEntry(fullUrl, 'CREATE', context, told.corrects),
  ])
}

/** Replaces a told trial, and only in the version that was read. */
export function updateStatement(told: ToldTrial, existing: ExistingResource, context: WriteContext): RawObject {
  const { ref } = existing.source
  return transaction([
    putEntry(statementOf(told, context, existing.raw), existing.source),
    provenanceEntry(ref, 'UPDATE', context, told.corrects),
  ])
}

/** Withdraws a told trial, or a saved checklist: it stays on the server as entered in error, and counts nowhere. */
export function withdrawStatement(existing: ExistingResource, context: WriteContext): RawObject {
  return transaction([
    putEntry({ ...existing.raw, status: 'entered-in-error' }, existing.source),
    provenanceEntry(existing.source.ref, 'NULLIFY', context, []),
  ])
}

export function putEntry(resource: RawObject, { ref, versionId }: Source): RawObject {
  return { resource, request: { method: 'PUT', url: ref, ...(versionId === undefined ? {} : { ifMatch: `W/"${versionId}"` }) } }
}

export function transaction(entry: readonly RawObject[]): RawObject {
  return { resourceType: 'Bundle', type: 'transaction', entry }
}

function extensionsOf(told: ToldTrial, context: WriteContext): readonly RawObject[] {
  return [
    { url: toldUrl.outcome, valueCode: told.outcome },
    { url: toldUrl.source, valueCode: told.source },
    ...(told.medicine.kind === 'agent' ? [{ url: toldUrl.formulation, valueCode: told.medicine.formulation }] : []),
    ...(told.adherence === 'not-known' ? [] : [adherenceExtension(told.adherence === 'most', context)]),
    ...told.corrects.map(({ ref, versionId }) => ({
      url: toldUrl.corrects,
      valueReference: { reference: versionId === undefined ? ref : `${ref}/_history/${versionId}` },
    })),
  ]
}

/** US Core medication adherence: SNOMED CT 1156699004 complies, 702565001 does not comply as prescribed (FHIR.md 1.3). */
function adherenceExtension(complies: boolean, context: WriteContext): RawObject {
  const code = complies ? '1156699004' : '702565001'
  const words = complies ? toldWords.adherence.most : toldWords.adherence.less
  return {
    url: extension.adherence,
    extension: [
      { url: 'medicationAdherence', valueCodeableConcept: { coding: [{ system: system.snomed, code }], text: words } },
      { url: 'dateAsserted', valueDateTime: isoFromDay(localDayAt(context.nowMs)) },
      { url: 'informationSource', valueCodeableConcept: { text: 'as told' } },
    ],
  }
}

function stopReason({ stop, stopWords }: ToldTrial): RawObject {
  const standard =
    stop === 'side-effect' ? [{ system: 'http://terminology.hl7.org/CodeSystem/medicationrequest-status-reason', code: 'sintol' }] : []
  return { coding: [{ system: toldUrl.stopReason, code: stop }, ...standard], text: stopWords === '' ? toldWords.stop[stop] : stopWords }
}

const FORMULATION_WORDS: Readonly<Record<Formulation, string>> = {
  immediate: ' immediate release',
  sustained: ' sustained release (SR)',
  extended: ' extended release (XR)',
  controlled: ' controlled release (CR)',
  transdermal: ' transdermal patch',
  intranasal: ' intranasal',
  intravenous: ' intravenous',
  unspecified: '',
}

/** A code is written only where name and code were read together: a wrong code for a medicine is worse than none. */
function medicineConcept(medicine: ToldTrial['medicine']): RawObject {
  if (medicine.kind === 'text') return { text: medicine.text }
  const row = medicineOf(medicine.agent)
  const name = row?.name ?? medicine.agent
  const code = row?.rxcui.find(({ tag }) => tag === 'S')?.code
  return {
    ...(code === undefined ? {} : { coding: [{ system: system.rxnorm, code, display: name }] }),
    text: `${name}${FORMULATION_WORDS[medicine.formulation]}`,
  }
}

function informant(source: ToldSource, { patientId, practitioner }: WriteContext): RawObject {
  switch (source) {
    case 'patient':
      return { reference: `Patient/${patientId}`, display: toldWords.source.patient }
    case 'relative':
      return { type: 'RelatedPerson', display: toldWords.source.relative }
    case 'clinician':
      return { reference: practitioner, display: toldWords.source.clinician }
    case 'letter':
    case 'pharmacy':
      return { type: 'Organization', display: toldWords.source[source] }
  }
}

function dosage(step: ToldStep, index: number, told: ToldTrial): RawObject {
  const lasted = told.end.kind === 'lasted' && index === told.steps.length - 1 ? told.end.days : undefined
  const bounds =
    lasted !== undefined
      ? { boundsDuration: { value: lasted, unit: 'day', system: system.ucum, code: 'd' } }
      : step.from === undefined
        ? {}
        : { boundsPeriod: roughPeriodPart('start', step.from) }
  if (step.mgPerDay === undefined)
    return { sequence: index + 1, text: 'dose not remembered', ...(Object.keys(bounds).length === 0 ? {} : { timing: { repeat: bounds } }) }
  return {
    sequence: index + 1,
    text: `${step.mgPerDay} mg daily`,
    timing: { repeat: { ...bounds, frequency: 1, period: 1, periodUnit: 'd' } },
    doseAndRate: [{ doseQuantity: { value: step.mgPerDay, unit: 'mg', system: system.ucum, code: 'mg' } }],
  }
}
