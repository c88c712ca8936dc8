/** MedicationRequest, MedicationDispense and MedicationStatement as facts about one medicine. */
import type { DailyDose, DosePlan, MedicationFact, StopReason } from '#src/clinical/facts.ts'
import { extension } from '#src/fhir/codes.ts'
import { codesIn, system, wordsOf } from '#src/fhir/coding.ts'
import { sourceOf, type Incoming } from '#src/fhir/common.ts'
import { doseOfInstruction, sumOfInstructions } from '#src/fhir/dosage.ts'
import { field, finite, list, shown, text, type RawObject } from '#src/fhir/raw.ts'
import { referenceIn } from '#src/fhir/reference.ts'
import { medicineIn, type MedicineFound } from '#src/fhir/rxnorm.ts'
import { addDays, exactly, parseFhirDate, type PartialDate } from '#src/lib/calendar.ts'
import { err, ok, type Result } from '#src/lib/result.ts'

/** Medication resources by "Medication/id". */
export type Medications = ReadonlyMap<string, RawObject>

const INTENTS_THAT_COUNT: readonly unknown[] = ['order', 'original-order', 'reflex-order', 'filler-order', 'instance-order']
const OVER: readonly unknown[] = ['stopped', 'completed', 'cancelled', 'ended']

/** One order, dispense or statement; a withdrawn one, or one without any date, is refused with the reason. */
export function medicationFact(kind: MedicationFact['kind'], incoming: Incoming, medications: Medications): Result<MedicationFact> {
  const { resource } = incoming
  const status = text(resource['status'])
  if (status === undefined) return err('no status')
  if (status === 'entered-in-error') return err('withdrawn: entered in error')
  const medicine = medicineIn(conceptOf(incoming, medications))
  const recordedAt =
    kind === 'order'
      ? resource['authoredOn']
      : kind === 'dispense'
        ? (resource['whenHandedOver'] ?? resource['whenPrepared'])
        : resource['dateAsserted']
  const recorded = parseFhirDate(recordedAt)
  if (recordedAt !== undefined && recorded === undefined) return err(`date ${shown(recordedAt)} is not a date`)
  const instructions = list(resource[kind === 'statement' ? 'dosage' : 'dosageInstruction'])
  const exposure = exposureOf(kind, resource, status, instructions)
  const plans = plansOf(kind, resource, instructions, medicine, recorded)
  if (exposure.counts && plans.length === 0) return err('no start date: when it was taken cannot be told')
  const supply = kind === 'dispense' ? supplyOf(resource, recorded) : undefined
  const over = kind === 'dispense' || OVER.includes(status)
  const basedOn =
    kind === 'dispense'
      ? referenceIn(list(resource['authorizingPrescription'])[0], incoming.fullUrls)
      : referenceIn(resource['priorPrescription'], incoming.fullUrls)
  return ok({
    kind,
    source: sourceOf(incoming),
    agent: medicine.agent,
    formulation: medicine.formulation,
    label: medicine.label,
    status,
    exposure,
    plans,
    recorded,
    ends: endsOf(kind, resource, plans, over, recorded),
    over,
    supply,
    stop: over && kind !== 'dispense' ? stopOf(resource, status) : undefined,
    basedOn,
    adherence: adherenceOf(resource, status),
    reportedOutcome: kind === 'statement' ? outcomeOf(resource) : undefined,
    issues: medicine.issues,
  })
}

function conceptOf({ resource, fullUrls }: Incoming, medications: Medications): unknown {
  const inline = resource['medicationCodeableConcept']
  if (inline !== undefined) return inline
  const reference = referenceIn(resource['medicationReference'], fullUrls)
  if (reference === undefined) return undefined
  const held = reference.startsWith('#')
    ? list(resource['contained']).find((c) => field(c, 'id') === reference.slice(1))
    : medications.get(reference)
  const own = field(held, 'code')
  const ingredient = field(list(field(held, 'ingredient'))[0], 'itemCodeableConcept')
  if (codesIn(own, system.rxnorm).length > 0 || ingredient === undefined) return own
  // A local product code says nothing; its ingredient does. The product's wording carries the strength.
  return { coding: list(field(ingredient, 'coding')), text: wordsOf(own) }
}

function exposureOf(
  kind: MedicationFact['kind'],
  resource: RawObject,
  status: string,
  instructions: readonly unknown[],
): MedicationFact['exposure'] {
  const no = (reason: string): MedicationFact['exposure'] => ({ counts: false, reason })
  if (status === 'cancelled' && kind === 'order') return no('cancelled')
  if (status === 'on-hold') return no('on hold')
  if (
    status === 'draft' ||
    status === 'unknown' ||
    status === 'intended' ||
    status === 'not-taken' ||
    status === 'declined' ||
    status === 'preparation' ||
    status === 'in-progress'
  )
    return no(`status ${status}`)
  if (kind === 'dispense' && status !== 'completed') return no(`status ${status}`)
  if (kind === 'order' && !INTENTS_THAT_COUNT.includes(resource['intent'])) return no(`${shown(resource['intent'])} is not an order`)
  if (resource['doNotPerform'] === true) return no('an order not to give it')
  const asNeeded = instructions.some((i) => field(i, 'asNeededBoolean') === true || field(i, 'asNeededCodeableConcept') !== undefined)
  return asNeeded ? no('as needed') : { counts: true }
}

function plansOf(
  kind: MedicationFact['kind'],
  resource: RawObject,
  instructions: readonly unknown[],
  medicine: MedicineFound,
  recorded: PartialDate | undefined,
): readonly DosePlan[] {
  const period = resource['effectivePeriod']
  const stated = kind === 'statement' ? parseFhirDate(field(period, 'start') ?? resource['effectiveDateTime']) : undefined
  let from = kind === 'statement' ? stated : recorded
  const groups = stepsOf(instructions)
  if (groups.length === 0) {
    const dose = kind === 'dispense' ? doseOfSupply(resource, medicine.strengthMg) : sumOfInstructions([], undefined)
    return from ? [{ from, through: undefined, dose, text: undefined }] : []
  }
  const plans: DosePlan[] = []
  for (const group of groups) {
    const bounds = group.map((i) => field(field(field(i, 'timing'), 'repeat'), 'boundsPeriod')).find((b) => b !== undefined)
    from = parseFhirDate(field(bounds, 'start')) ?? from
    if (!from) return []
    const lasts = boundedDays(group)
    const through = parseFhirDate(field(bounds, 'end')) ?? (lasts === undefined ? undefined : shifted(from, lasts - 1))
    const dose = group.length === 1 ? doseOfInstruction(group[0], medicine.strengthMg) : sumOfInstructions(group, medicine.strengthMg)
    plans.push({ from, through, dose, text: group.map((i) => text(field(i, 'text'))).find((t) => t !== undefined) })
    if (through) from = shifted(through, 1)
  }
  return plans
}

/** Instructions by sequence: the same number is at the same time, a higher one comes after. */
function stepsOf(instructions: readonly unknown[]): readonly (readonly unknown[])[] {
  const steps = new Map<number, unknown[]>()
  for (const instruction of instructions) {
    const sequence = finite(field(instruction, 'sequence')) ?? 0
    const step = steps.get(sequence)
    if (step) step.push(instruction)
    else steps.set(sequence, [instruction])
  }
  return [...steps].toSorted(([a], [b]) => a - b).map(([, step]) => step)
}

const UNIT_DAYS: ReadonlyMap<string, number> = new Map([
  ['d', 1],
  ['day', 1],
  ['days', 1],
  ['wk', 7],
  ['week', 7],
  ['weeks', 7],
])

function boundedDays(group: readonly unknown[]): number | undefined {
  for (const instruction of group) {
    const bounds = field(field(field(instruction, 'timing'), 'repeat'), 'boundsDuration')
    const days = inDays(bounds)
    if (days !== undefined) return days
  }
  return undefined
}

function inDays(duration: unknown): number | undefined {
  const value = finite(field(duration, 'value'))
  const unit = UNIT_DAYS.get(text(field(duration, 'code')) ?? text(field(duration, 'unit')) ?? '')
  return value === undefined || value <= 0 || unit === undefined ? undefined : Math.round(value * unit)
}

function shifted(date: PartialDate, days: number): PartialDate {
  return { ...date, earliest: addDays(date.earliest, days), latest: addDays(date.latest, days), instantMs: undefined }
}

function supplyOf(resource: RawObject, recorded: PartialDate | undefined): MedicationFact['supply'] {
  const days = inDays(resource['daysSupply'])
  return recorded?.precision === 'day' && days !== undefined ? { handedOver: recorded.earliest, days } : undefined
}

function doseOfSupply(resource: RawObject, strengthMg: number | undefined): DailyDose {
  const units = finite(field(resource['quantity'], 'value'))
  const days = inDays(resource['daysSupply'])
  if (units === undefined || days === undefined || strengthMg === undefined)
    return { kind: 'unknown', reason: 'the dispense gives no instruction' }
  const mg = (units * strengthMg) / days
  return { kind: 'known', low: mg, high: mg, basis: 'dispense' }
}

function endsOf(
  kind: MedicationFact['kind'],
  resource: RawObject,
  plans: readonly DosePlan[],
  over: boolean,
  recorded: PartialDate | undefined,
): MedicationFact['ends'] {
  const ends: MedicationFact['ends'][number][] = []
  const stated = kind === 'statement' ? parseFhirDate(field(resource['effectivePeriod'], 'end')) : undefined
  if (stated) ends.push({ date: stated, basis: 'statement' })
  const bound = plans.at(-1)?.through
  if (bound) ends.push({ date: bound, basis: 'bounds' })
  if (kind !== 'order' || !over) return ends
  const request = resource['dispenseRequest']
  const validity = parseFhirDate(field(field(request, 'validityPeriod'), 'end'))
  if (validity) ends.push({ date: validity, basis: 'validity' })
  const days = inDays(field(request, 'expectedSupplyDuration'))
  const repeats = finite(field(request, 'numberOfRepeatsAllowed')) ?? 0
  if (days !== undefined && recorded) ends.push({ date: shifted(recorded, days * (1 + repeats) - 1), basis: 'expected-supply' })
  const updated = parseFhirDate(field(resource['meta'], 'lastUpdated'))
  if (updated) ends.push({ date: exactly(updated.latest), basis: 'last-updated' })
  return ends
}

const SIDE_EFFECT = /side[- ]effect|intoler|nausea|insomnia|adverse|weight gain|sexual|sedat|allerg/i
const NO_EFFECT =
  /no (benefit|effect|response|improvement)|ineffective|did not (work|help)|not effective|lack of (effect|efficacy)|didn.t (work|help)/i

function stopOf(resource: RawObject, status: string): MedicationFact['stop'] {
  const reasons =
    status === 'completed' && resource['statusReason'] === undefined
      ? []
      : Array.isArray(resource['statusReason'])
        ? list(resource['statusReason'])
        : [resource['statusReason']]
  const codes = reasons.flatMap((reason) => codesIn(reason, 'http://terminology.hl7.org/CodeSystem/medicationrequest-status-reason'))
  const words = reasons.map(wordsOf).find((w) => w !== undefined)
  const reason: StopReason =
    codes.includes('sintol') || codes.includes('salg')
      ? 'side-effect'
      : words === undefined
        ? 'unknown'
        : NO_EFFECT.test(words)
          ? 'no-effect'
          : SIDE_EFFECT.test(words)
            ? 'side-effect'
            : 'other'
  return { reason, text: words }
}

function outcomeOf(resource: RawObject): MedicationFact['reportedOutcome'] {
  const reason = list(resource['statusReason'])
    .map(wordsOf)
    .find((w) => w !== undefined)
  const note = text(field(list(resource['note'])[0], 'text'))
  const words = [reason, note].find((w) => w !== undefined && NO_EFFECT.test(w))
  if (words !== undefined) return { improved: false, text: words }
  return note !== undefined && /\b(helped|remission|good response|much better)\b/i.test(note) ? { improved: true, text: note } : undefined
}

function adherenceOf(resource: RawObject, status: string): MedicationFact['adherence'] {
  if (status === 'not-taken') return { taken: false, text: 'not taken' }
  const stated = list(resource['extension']).find((e) => field(e, 'url') === extension.adherence)
  const concept = field(
    list(field(stated, 'extension')).find((e) => field(e, 'url') === 'medicationAdherence'),
    'valueCodeableConcept',
  )
  const codes = codesIn(concept, system.snomed)
  if (codes.includes('1156699004')) return { taken: true, text: wordsOf(concept) ?? 'complies' }
  if (codes.includes('702565001') || codes.includes('715036001')) return { taken: false, text: wordsOf(concept) ?? 'does not comply' }
  return undefined
}
