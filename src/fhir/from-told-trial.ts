/** A MedicationStatement that was entered in Remit, as it was entered: for the form that edits it. */
import type { Formulation } from '#src/clinical/medicines.ts'
import type { ToldEnd, ToldStep, ToldTrial } from '#src/clinical/told-trial.ts'
import { field, finite, list, text, type RawObject } from '#src/fhir/raw.ts'
import {
  correctedBy,
  extensionOf,
  lastedDaysIn,
  roughDateIn,
  toldKeyIn,
  toldOutcomeIn,
  toldSourceIn,
  toldStopIn,
  toldUrl,
} from '#src/fhir/told.ts'
import { codesIn, system, wordsOf } from '#src/fhir/coding.ts'
import { extension } from '#src/fhir/codes.ts'
import { medicineIn } from '#src/fhir/rxnorm.ts'
import { toldWords } from '#src/clinical/told-trial.ts'
import { counted } from '#src/lib/figures.ts'
import { isNonEmpty } from '#src/lib/non-empty.ts'
import { err, ok, type Result } from '#src/lib/result.ts'
import { formatPartialDate } from '#src/lib/calendar.ts'
import type { RoughDate } from '#src/clinical/rough-date.ts'

/** @returns the reason when it is not one of Remit's, or was withdrawn */
export function toldTrialFromStatement(resource: RawObject): Result<ToldTrial> {
  const key = toldKeyIn(resource)
  const source = toldSourceIn(resource)
  const outcome = toldOutcomeIn(resource)
  if (key === undefined || source === undefined || outcome === undefined) return err('this statement was not entered in Remit')
  if (resource['status'] === 'entered-in-error') return err('this trial was withdrawn')
  const from = worded(roughDateIn(resource['effectivePeriod'], 'start'))
  const steps = list(resource['dosage']).map(stepOf)
  if (from === undefined || !isNonEmpty(steps)) return err('this statement has no start date or no dose')
  const stop = toldStopIn(resource) ?? 'not-known'
  const stopWords = wordsOf(list(resource['statusReason'])[0]) ?? ''
  return ok({
    key,
    medicine: medicineOfStatement(resource),
    from,
    end: endOf(resource),
    steps,
    adherence: adherenceOf(resource),
    outcome,
    stop,
    stopWords: stopWords === toldWords.stop[stop] ? '' : stopWords,
    source,
    note: text(field(list(resource['note'])[0], 'text')) ?? '',
    corrects: correctedBy(resource),
  })
}

function worded(found: RoughDate | undefined): RoughDate | undefined {
  return found === undefined || found.words !== '' ? found : { ...found, words: formatPartialDate(found.date) }
}

function medicineOfStatement(resource: RawObject): ToldTrial['medicine'] {
  const found = medicineIn(resource['medicationCodeableConcept'])
  const formulation = FORMULATIONS.find((f) => f === field(extensionOf(resource, toldUrl.formulation), 'valueCode'))
  if (found.agent === undefined) return { kind: 'text', text: found.label }
  return { kind: 'agent', agent: found.agent, formulation: formulation ?? found.formulation }
}

const FORMULATIONS: readonly Formulation[] = [
  'immediate',
  'sustained',
  'extended',
  'controlled',
  'transdermal',
  'intranasal',
  'intravenous',
  'unspecified',
]

function endOf(resource: RawObject): ToldEnd {
  const date = worded(roughDateIn(resource['effectivePeriod'], 'end'))
  if (date !== undefined) return { kind: 'ended', date }
  const days = lastedDaysIn(resource)
  if (days !== undefined) return { kind: 'lasted', days, words: counted(days, 'day') }
  return resource['status'] === 'active' ? { kind: 'ongoing' } : { kind: 'ended-unknown' }
}

function stepOf(instruction: unknown): ToldStep {
  const quantity = field(list(field(instruction, 'doseAndRate'))[0], 'doseQuantity')
  const bounds = field(field(field(instruction, 'timing'), 'repeat'), 'boundsPeriod')
  return {
    mgPerDay: field(quantity, 'code') === 'mg' ? finite(field(quantity, 'value')) : undefined,
    from: worded(roughDateIn(bounds, 'start')),
  }
}

function adherenceOf(resource: RawObject): ToldTrial['adherence'] {
  const stated = extensionOf(extensionOf(resource, extension.adherence), 'medicationAdherence')
  const codes = codesIn(field(stated, 'valueCodeableConcept'), system.snomed)
  if (codes.includes('1156699004')) return 'most'
  return codes.includes('702565001') ? 'less' : 'not-known'
}
