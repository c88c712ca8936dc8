/** Laboratory results, smoking status and metaboliser status. */
import type { LabResult, PatientRecord } from '#src/clinical/facts.ts'
import { codingsOf, system, systemOf, wordsOf } from '#src/fhir/coding.ts'
import { effectiveDate, sourceOf, standingOfObservation, type Incoming } from '#src/fhir/common.ts'
import { field, finite, list, shown, text } from '#src/fhir/raw.ts'
import type { PartialDate } from '#src/lib/calendar.ts'
import { known, unknown } from '#src/lib/known.ts'
import { err, ok, type Result } from '#src/lib/result.ts'

/** One laboratory value with its unit and the laboratory's own range. A number without a unit is refused. */
export function labFromObservation(incoming: Incoming, kind: LabResult['kind']): Result<LabResult> {
  const { resource } = incoming
  const dated = finalAndDated(incoming)
  if (!dated.ok) return dated
  const quantity = resource['valueQuantity']
  const value = finite(field(quantity, 'value'))
  const unit = text(field(quantity, 'code')) ?? text(field(quantity, 'unit'))
  if (value === undefined) return err(`value ${shown(field(quantity, 'value') ?? resource['valueString'])} is not a laboratory number`)
  if (unit === undefined) return err(`value ${shown(value)} has no unit`)
  const comparator = field(quantity, 'comparator')
  const range = list(resource['referenceRange']).find(
    (candidate) => field(candidate, 'low') !== undefined || field(candidate, 'high') !== undefined,
  )
  return ok({
    kind,
    label: wordsOf(resource['code']) ?? kind,
    date: dated.value,
    value: comparator === undefined ? known(value) : unknown(`reported as ${shown(comparator)} ${shown(value)}`),
    unit: text(field(quantity, 'unit')) ?? unit,
    low: boundOf(field(range, 'low'), unit),
    high: boundOf(field(range, 'high'), unit),
    source: sourceOf(incoming),
  })
}

/** A bound in another unit than the value bounds nothing. */
function boundOf(bound: unknown, unit: string): number | undefined {
  const boundUnit = field(bound, 'code') ?? field(bound, 'unit')
  return boundUnit === undefined || boundUnit === unit ? finite(field(bound, 'value')) : undefined
}

function finalAndDated({ resource }: Incoming): Result<PartialDate> {
  const standing = standingOfObservation(resource['status'])
  if (!standing.ok) return standing
  return standing.value.preliminary ? err('a result that is still preliminary') : effectiveDate(resource)
}

type Smoking = 'current' | 'former' | 'never'

export interface SmokingFound {
  readonly status: PatientRecord['smoking']
  readonly date: PartialDate
  readonly ref: string
}

/** SNOMED and LOINC answers of smoking status 72166-2 as US Core lists them. */
const SMOKING_ANSWERS: ReadonlyMap<string, Smoking | 'not known'> = new Map<string, Smoking | 'not known'>([
  ['449868002', 'current'],
  ['428041000124106', 'current'],
  ['77176002', 'current'],
  ['428071000124103', 'current'],
  ['428061000124105', 'current'],
  ['LA18976-3', 'current'],
  ['LA18977-1', 'current'],
  ['LA18979-7', 'current'],
  ['LA18981-3', 'current'],
  ['LA18982-1', 'current'],
  ['8517006', 'former'],
  ['LA15920-4', 'former'],
  ['266919005', 'never'],
  ['LA18978-9', 'never'],
  ['266927001', 'not known'],
  ['LA18980-5', 'not known'],
])

/** Whether the patient smokes, as recorded at one time. */
export function smokingFromObservation(incoming: Incoming): Result<SmokingFound> {
  const dated = finalAndDated(incoming)
  if (!dated.ok) return dated
  for (const coding of codingsOf(incoming.resource['valueCodeableConcept'])) {
    const code = text(field(coding, 'code'))
    const codeSystem = systemOf(coding)
    const answer =
      code !== undefined && (codeSystem === system.snomed || codeSystem === system.loinc) ? SMOKING_ANSWERS.get(code) : undefined
    if (answer !== undefined) {
      return ok({ status: answer === 'not known' ? unknown('recorded as not known') : known(answer), date: dated.value, ref: incoming.ref })
    }
  }
  return err(`smoking status ${shown(wordsOf(incoming.resource['valueCodeableConcept']))} is not a code that Remit knows`)
}

/** The latest record of smoking; unknown when there is none. */
export function latestSmoking(found: readonly SmokingFound[]): PatientRecord['smoking'] {
  const latest = found.toSorted((a, b) => a.date.latest - b.date.latest || (a.ref < b.ref ? -1 : 1)).at(-1)
  return latest?.status ?? unknown('smoking was not recorded')
}

type Metaboliser = PatientRecord['metaboliser'][number]

/** LOINC answer list of metaboliser phenotypes; from general knowledge, so a display that says otherwise wins no argument: it is refused. */
const METABOLISER_ANSWERS: ReadonlyMap<string, Metaboliser['status']> = new Map<string, Metaboliser['status']>([
  ['LA10315-2', 'ultrarapid'],
  ['LA25390-8', 'rapid'],
  ['LA25391-6', 'normal'],
  ['LA10317-8', 'intermediate'],
  ['LA9657-3', 'poor'],
])

const METABOLISER_WORDS: ReadonlyMap<string, Metaboliser['status']> = new Map<string, Metaboliser['status']>([
  ['ultrarapid metabolizer', 'ultrarapid'],
  ['rapid metabolizer', 'rapid'],
  ['normal metabolizer', 'normal'],
  ['extensive metabolizer', 'normal'],
  ['intermediate metabolizer', 'intermediate'],
  ['poor metabolizer', 'poor'],
])

/** How fast an enzyme works, by code, and only where the words beside the code do not contradict it. */
export function metaboliserFromObservation(incoming: Incoming, enzyme: Metaboliser['enzyme']): Result<Metaboliser> {
  const { resource } = incoming
  const standing = standingOfObservation(resource['status'])
  if (!standing.ok) return standing
  const concept = resource['valueCodeableConcept']
  const words = wordsOf(concept)?.trim().toLowerCase().replace('metaboliser', 'metabolizer')
  const worded = words === undefined ? undefined : METABOLISER_WORDS.get(words)
  const coded = codingsOf(concept).flatMap((coding) => {
    const code = text(field(coding, 'code'))
    return systemOf(coding) === system.loinc && code !== undefined ? (METABOLISER_ANSWERS.get(code) ?? []) : []
  })
  const [status] = coded
  if (status !== undefined && worded !== undefined && status !== worded)
    return err(`${enzyme}: the code says ${status}, the words say ${worded}`)
  const found = status ?? worded
  return found === undefined
    ? err(`${enzyme} status ${shown(wordsOf(concept))} is not one that Remit knows`)
    : ok({ enzyme, status: found, source: sourceOf(incoming) })
}
