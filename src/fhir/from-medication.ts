/** MedicationRequest, MedicationDispense and MedicationStatement as facts about one medicine. */
import type { DailyDose, DosePlan, MedicationFact, StopReason } from '#src/clinical/facts.ts'
import { extension } from '#src/fhir/codes.ts'
import { codesIn, system, wordsOf } from '#src/fhir/coding.ts'
import { sourceOf, type Incoming } from '#src/fhir/common.ts'
import { lengthIssue, lengthOfInstruction } from '#src/fhir/course-length.ts'
import { isAsNeeded, knownDose, maximumOfInstruction, quantityMg, sumOfDoses } from '#src/fhir/dosage.ts'
import { field, finite, list, shown, text, type RawObject } from '#src/fhir/raw.ts'
import { referenceIn } from '#src/fhir/reference.ts'
import { medicineIn, type MedicineFound } from '#src/fhir/rxnorm.ts'
import { noStrength, type Strength } from '#src/fhir/strength.ts'
import { toldWords } from '#src/clinical/told-trial.ts'
import { correctedBy, dateIn, toldBy, toldOutcomeIn, toldStopIn } from '#src/fhir/told.ts'
import { inDays, noEnd, plansOfInstructions, shifted } from '#src/fhir/dose-plans.ts'
import { exactly, parseFhirDate, type PartialDate } from '#src/lib/calendar.ts'
import { formatDailyDose } from '#src/lib/figures.ts'
import { err, ok, type Result } from '#src/lib/result.ts'

/** Medication resources by "Medication/id". */
export type Medications = ReadonlyMap<string, RawObject>

const INTENTS_THAT_COUNT: readonly unknown[] = ['order', 'original-order', 'reflex-order', 'filler-order', 'instance-order']
const OVER: readonly unknown[] = ['stopped', 'completed', 'cancelled', 'ended']

const instructionsIn = (kind: MedicationFact['kind']): string => (kind === 'statement' ? 'dosage' : 'dosageInstruction')
const hasEndOfPeriod = (instruction: unknown): boolean =>
  field(field(field(field(instruction, 'timing'), 'repeat'), 'boundsPeriod'), 'end') !== undefined

/** One order, dispense or statement; a withdrawn one, or one without any date, is refused with the reason. */
export function medicationFact(kind: MedicationFact['kind'], incoming: Incoming, medications: Medications): Result<MedicationFact> {
  const { resource } = incoming
  const status = text(resource['status'])
  if (status === undefined) return err('no status')
  if (status === 'entered-in-error') return err('withdrawn: entered in error')
  const medicine = medicineOf(incoming, medications)
  const recordedAt =
    kind === 'order'
      ? resource['authoredOn']
      : kind === 'dispense'
        ? (resource['whenHandedOver'] ?? resource['whenPrepared'])
        : resource['dateAsserted']
  const recorded = parseFhirDate(recordedAt)
  if (recordedAt !== undefined && recorded === undefined) return err(`date ${shown(recordedAt)} is not a date`)
  const instructions = list(resource[instructionsIn(kind)])
  const exposure = exposureOf(kind, resource, status, instructions)
  const over = kind === 'dispense' || OVER.includes(status)
  const plans = untilItWasOver(withoutWeekly(medicine, plansOf(kind, resource, instructions, medicine, recorded)), over)
  if (exposure.counts && plans.length === 0) return err('no start date: when it was taken cannot be told')
  const supply = kind === 'dispense' ? supplyOf(resource, recorded) : undefined
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
    ...(kind === 'statement' ? { told: toldBy(resource), corrects: correctedBy(resource) } : {}),
    issues: [
      ...medicine.issues,
      ...dosageIssues(instructions, plans, medicine.strength),
      ...lengthIssues(resource, instructions, medicine.strength),
    ],
  })
}

/** The medicine an order names: in itself, in a contained Medication, or in one that came along. */
function medicineOf({ resource, fullUrls }: Incoming, medications: Medications): MedicineFound {
  const inline = resource['medicationCodeableConcept']
  if (inline !== undefined) return medicineIn(inline)
  const element = resource['medicationReference']
  const reference = referenceIn(element, fullUrls)
  const held =
    reference === undefined
      ? undefined
      : reference.startsWith('#')
        ? list(resource['contained']).find((c) => field(c, 'id') === reference.slice(1))
        : medications.get(reference)
  if (held !== undefined) return medicineOfMedication(held)
  // The words beside a reference are all there is when the Medication itself did not come.
  const found = medicineIn({ text: text(field(element, 'display')) })
  return { ...found, issues: [...found.issues, `the Medication it refers to (${reference ?? 'none'}) was not among the results`] }
}

function medicineOfMedication(held: unknown): MedicineFound {
  const own = field(held, 'code')
  const ingredients = list(field(held, 'ingredient'))
  const [only, ...more] = ingredients
  const concept = field(only, 'itemCodeableConcept')
  if (codesIn(own, system.rxnorm).length > 0 || concept === undefined || more.length > 0) return medicineIn(own)
  // A local product code says nothing; its ingredient does. The product's wording carries the strength.
  const found = medicineIn({ coding: list(field(concept, 'coding')), text: wordsOf(own) ?? wordsOf(concept) })
  const stated = strengthOfRatio(field(only, 'strength'))
  const worded = found.strength.perUnitMg
  if (stated.perUnitMg !== undefined && worded !== undefined && stated.perUnitMg !== worded) {
    const issue = `the ingredient holds ${stated.perUnitMg} mg, the wording says ${worded} mg`
    return { ...found, strength: noStrength, issues: [...found.issues, issue] }
  }
  return {
    ...found,
    strength: { perUnitMg: worded ?? stated.perUnitMg, perMlMg: found.strength.perMlMg ?? stated.perMlMg },
  }
}

/** Amount of an ingredient in one piece, or in one mL, of the product. */
function strengthOfRatio(ratio: unknown): Strength {
  const mg = quantityMg(field(ratio, 'numerator'), noStrength)
  const per = field(ratio, 'denominator')
  const count = per === undefined ? 1 : finite(field(per, 'value'))
  if (!mg.ok || mg.value === undefined || count === undefined || count <= 0) return noStrength
  const unit = (text(field(per, 'code')) ?? text(field(per, 'unit')) ?? '').toLowerCase()
  return unit === 'ml' ? { perUnitMg: undefined, perMlMg: mg.value / count } : { perUnitMg: mg.value / count, perMlMg: undefined }
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
  return instructions.length > 0 && instructions.every(isAsNeeded) ? no('as needed') : { counts: true }
}

/** Dose stretches in time order. What is taken only when needed never counts toward a dose. */
function plansOf(
  kind: MedicationFact['kind'],
  resource: RawObject,
  all: readonly unknown[],
  medicine: MedicineFound,
  recorded: PartialDate | undefined,
): readonly DosePlan[] {
  const scheduled = all.filter((instruction) => !isAsNeeded(instruction))
  const instructions = scheduled.length > 0 ? scheduled : all
  const period = resource['effectivePeriod']
  const stated = kind === 'statement' ? (dateIn(period, 'start') ?? parseFhirDate(resource['effectiveDateTime'])) : undefined
  const begin = kind === 'statement' ? stated : recorded
  const supplied = kind === 'dispense' ? doseOfSupply(resource, medicine.strength) : undefined
  if (instructions.length === 0)
    return begin ? [{ from: begin, through: undefined, dose: supplied ?? sumOfDoses([]), text: undefined }] : []
  const plans = plansOfInstructions(instructions, medicine.strength, begin, repeatsOf(resource))
  // What was handed over, divided by the days it is for, is a second opinion where the instruction gives no dose.
  return supplied?.kind === 'known' ? plans.map((plan) => (plan.dose.kind === 'unknown' ? { ...plan, dose: supplied } : plan)) : plans
}

const repeatsOf = (resource: RawObject): number => {
  const allowed = finite(field(resource['dispenseRequest'], 'numberOfRepeatsAllowed')) ?? 0
  return Math.max(0, allowed)
}

/** What is over has ended, whatever its instruction sets: an end that cannot be turned into days says nothing more about it. */
function untilItWasOver(plans: readonly DosePlan[], over: boolean): readonly DosePlan[] {
  return over
    ? plans.map((plan) => (plan.through !== undefined && plan.through.latest >= noEnd ? { ...plan, through: undefined } : plan))
    : plans
}

/**
 * The 90 mg capsule of fluoxetine is for once a week. Divided by seven it would read as 12.9 mg/day, below a minimum that was
 * found for daily doses: whether it is adequate cannot be told.
 */
function withoutWeekly({ agent, strength }: MedicineFound, plans: readonly DosePlan[]): readonly DosePlan[] {
  if (agent !== 'fluoxetine') return plans
  const isWeekly = ({ dose }: DosePlan): boolean =>
    strength.perUnitMg === WEEKLY_FLUOXETINE_MG || (dose.kind === 'known' && Math.abs(dose.high * 7 - WEEKLY_FLUOXETINE_MG) < 0.01)
  const reason = 'fluoxetine 90 mg is taken once a week, and the minimum is for daily doses'
  return plans.map((plan) => (isWeekly(plan) ? { ...plan, dose: { kind: 'unknown', reason } } : plan))
}

/** Source: US label, "weekly 90 mg cap" [K], clinical reference 4a. */
const WEEKLY_FLUOXETINE_MG = 90

function supplyOf(resource: RawObject, recorded: PartialDate | undefined): MedicationFact['supply'] {
  const days = inDays(resource['daysSupply'])
  return recorded?.precision === 'day' && days !== undefined ? { handedOver: recorded.earliest, days } : undefined
}

function doseOfSupply(resource: RawObject, strength: Strength): DailyDose {
  const supplied = quantityMg(resource['quantity'], strength)
  const days = inDays(resource['daysSupply'])
  if (!supplied.ok || supplied.value === undefined || days === undefined)
    return { kind: 'unknown', reason: 'the dispense gives no instruction' }
  return knownDose({ low: supplied.value / days, high: supplied.value / days }, 'dispense')
}

/** What a reader of the order should know beside its dose. */
function dosageIssues(instructions: readonly unknown[], plans: readonly DosePlan[], strength: Strength): readonly string[] {
  const needed = instructions.filter(isAsNeeded)
  const extra = needed.length > 0 && needed.length < instructions.length ? ['a dose to be taken as needed is not counted'] : []
  const limits = instructions.flatMap((i) => maximumOfInstruction(i, strength) ?? [])
  const highest = Math.max(0, ...plans.map((plan) => (plan.dose.kind === 'known' ? plan.dose.high : 0)))
  const [limit] = limits
  return limit !== undefined && highest > limit
    ? [
        ...extra,
        `${formatDailyDose({ low: highest, high: highest })} is over the order’s own maximum of ${formatDailyDose({ low: limit, high: limit })}`,
      ]
    : extra
}

function lengthIssues(resource: RawObject, instructions: readonly unknown[], strength: Strength): readonly string[] {
  return instructions
    .filter((instruction) => !isAsNeeded(instruction))
    .flatMap((instruction) => lengthIssue(lengthOfInstruction(instruction, strength, repeatsOf(resource))) ?? [])
}

function endsOf(
  kind: MedicationFact['kind'],
  resource: RawObject,
  plans: readonly DosePlan[],
  over: boolean,
  recorded: PartialDate | undefined,
): MedicationFact['ends'] {
  const ends: MedicationFact['ends'][number][] = []
  const stated = kind === 'statement' ? dateIn(resource['effectivePeriod'], 'end') : undefined
  if (stated) ends.push({ date: stated, basis: 'statement' })
  const bound = plans.at(-1)?.through
  // A length is a plan, and what was stopped ended before its plan did; the end of a period is set to the day of the stop.
  const isPlanOnly = resource['status'] === 'stopped' && !list(resource[instructionsIn(kind)]).some(hasEndOfPeriod)
  if (bound) ends.push({ date: bound, basis: isPlanOnly ? 'expected-supply' : 'bounds' })
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

const NEGATED = /\b(?:no|without|not due to|denies)\s+(?:\w+\s+)?(?:side[- ]effects?|adverse \w+|intolerance)/gi
const SIDE_EFFECT = /side[- ]effect|intoler|nausea|insomnia|adverse|weight gain|sexual|sedat|allerg/i
const NO_EFFECT =
  /no (benefit|effect|response|improvement)|ineffective|did not (work|help)|not effective|lack of (effect|efficacy)|didn.t (work|help)/i

function stopOf(resource: RawObject, status: string): MedicationFact['stop'] {
  const answered = toldStopIn(resource)
  if (answered !== undefined) {
    const reason: StopReason = answered === 'not-known' ? 'unknown' : answered
    return { reason, text: answered === 'not-known' ? undefined : wordsOf(list(resource['statusReason'])[0]) }
  }
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
          : SIDE_EFFECT.test(words.replaceAll(NEGATED, ''))
            ? 'side-effect'
            : 'other'
  return { reason, text: words }
}

function outcomeOf(resource: RawObject): MedicationFact['reportedOutcome'] {
  const level = toldOutcomeIn(resource)
  // An answered outcome is the outcome; a note beside it is not searched for another one.
  if (level === 'not-known') return undefined
  if (level !== undefined) return { improved: level !== 'worse' && level !== 'none', text: toldWords.outcome[level], level }
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
