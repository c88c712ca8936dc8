/** A daily check-in Observation (FHIR.md 1.3): one per patient and local day, one component per question. */
import type { CheckIn, Rejection } from '#src/clinical/facts.ts'
import { loinc, loincAnswer } from '#src/fhir/codes.ts'
import { codesIn, codingsOf, system, systemOf, wordsOf } from '#src/fhir/coding.ts'
import { effectiveDate, sourceOf, standingOfObservation, type Incoming } from '#src/fhir/common.ts'
import { field, list, shown, text } from '#src/fhir/raw.ts'
import { instantFromIso } from '#src/lib/calendar.ts'
import { err, ok, type Result } from '#src/lib/result.ts'

export interface CheckInFound {
  readonly checkIn: CheckIn
  /** When it was filed, for choosing between two on one day: epoch ms, -Infinity when the record does not say. */
  readonly issuedMs: number
  /** Answers that could not be read; the others stand. */
  readonly rejected: readonly Rejection[]
}

/** One day's answers, or why they cannot be used. */
export function checkInFromObservation(incoming: Incoming): Result<CheckInFound> {
  const { resource, ref } = incoming
  const standing = standingOfObservation(resource['status'])
  if (!standing.ok) return standing
  if (standing.value.preliminary) return err('a check-in that is still preliminary')
  const date = effectiveDate(resource)
  if (!date.ok) return date
  if (date.value.precision !== 'day') return err(`a check-in dated to the ${date.value.precision}, not the day`)
  const answers = new Answers()
  for (const component of list(resource['component'])) answers.add(component)
  return ok({
    checkIn: { day: date.value.earliest, ...answers.found(), source: sourceOf(incoming) },
    issuedMs: instantFromIso(resource['issued']) ?? instantFromIso(field(resource['meta'], 'lastUpdated')) ?? Number.NEGATIVE_INFINITY,
    rejected: answers.reasons.map((reason) => ({ source: ref, reason })),
  })
}

const none: readonly string[] = []

type Answered = Omit<CheckIn, 'day' | 'source'>

class Answers {
  readonly reasons: string[] = []
  readonly #sideEffects: string[] = []
  #mood: number | undefined = undefined
  #anxiety: number | undefined = undefined
  #energy: number | undefined = undefined
  #functioning: number | undefined = undefined
  #sleepHours: number | undefined = undefined
  #taken: boolean | undefined = undefined
  #sideEffectBurden: number | undefined = undefined

  add(component: unknown): void {
    // A question that was not answered is no answer; it is never 0 and never "no".
    if (field(component, 'dataAbsentReason') !== undefined) return
    switch (questionOf(component)) {
      case 'mood':
        this.#mood = this.#rating('mood', component)
        return
      case 'anxiety':
        this.#anxiety = this.#rating('anxiety', component)
        return
      case 'energy':
        this.#energy = this.#rating('energy', component)
        return
      case 'functioning':
        this.#functioning = this.#rating('functioning', component)
        return
      case 'side-effect-burden':
        this.#sideEffectBurden = this.#rating('side-effect burden', component)
        return
      case loinc.sleepDuration:
        this.#sleepHours = this.#hours(component)
        return
      case 'medication-taken':
        this.#taken = this.#yesOrNo(component)
        return
      case 'side-effect': {
        const name = wordsOf(field(component, 'valueCodeableConcept'))?.trim().toLowerCase()
        if (name !== undefined && name !== '' && !this.#sideEffects.includes(name)) this.#sideEffects.push(name)
        return
      }
      default:
    }
  }

  found(): Answered {
    return {
      mood: this.#mood,
      anxiety: this.#anxiety,
      energy: this.#energy,
      sleepHours: this.#sleepHours,
      functioning: this.#functioning,
      taken: this.#taken,
      sideEffectBurden: this.#sideEffectBurden,
      // A list that grew keeps room for more: the copy keeps none, and an empty one is shared.
      sideEffects: this.#sideEffects.length === 0 ? none : [...this.#sideEffects],
    }
  }

  #rating(question: string, component: unknown): number | undefined {
    const value = field(component, 'valueInteger') ?? field(field(component, 'valueQuantity'), 'value')
    if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 10 && !Object.is(value, -0)) return value
    this.reasons.push(`${question} ${shown(value)} is not a whole number from 0 to 10`)
    return undefined
  }

  #hours(component: unknown): number | undefined {
    const quantity = field(component, 'valueQuantity')
    const value = field(quantity, 'value')
    const unit = field(quantity, 'code') ?? field(quantity, 'unit')
    const perUnit = unit === 'h' ? 1 : unit === 'min' ? 60 : undefined
    if (perUnit === undefined) this.reasons.push(`sleep in ${shown(unit)} cannot be read as hours`)
    else if (typeof value === 'number' && value >= 0 && value / perUnit <= 24) return value / perUnit
    else this.reasons.push(`sleep ${shown(value)} is not a duration from 0 to 24 hours`)
    return undefined
  }

  #yesOrNo(component: unknown): boolean | undefined {
    const direct = field(component, 'valueBoolean')
    if (typeof direct === 'boolean') return direct
    const codes = codesIn(field(component, 'valueCodeableConcept'), system.loinc)
    const yes = codes.includes(loincAnswer.yes)
    const no = codes.includes(loincAnswer.no)
    if (yes !== no) return yes
    this.reasons.push('whether the medicine was taken is answered neither Yes nor No')
    return undefined
  }
}

/** The question of a component: a code of the check-in system, or LOINC for sleep. */
function questionOf(component: unknown): string | undefined {
  for (const coding of codingsOf(field(component, 'code'))) {
    const code = text(field(coding, 'code'))
    const codeSystem = systemOf(coding)
    if (code !== undefined && (codeSystem === system.checkIn || (codeSystem === system.loinc && code === loinc.sleepDuration))) return code
  }
  return undefined
}

/** At most one a day: the later filed, then the one whose reference sorts last, so that the order of arrival never decides. */
export function oneADay(found: readonly CheckInFound[]): readonly CheckIn[] {
  const byDay = new Map<number, CheckInFound>()
  for (const candidate of found) {
    const held = byDay.get(candidate.checkIn.day)
    if (!held || isLater(candidate, held)) byDay.set(candidate.checkIn.day, candidate)
  }
  return [...byDay.values()].map(({ checkIn }) => checkIn).sort((a, b) => a.day - b.day)
}

function isLater(a: CheckInFound, b: CheckInFound): boolean {
  return a.issuedMs === b.issuedMs ? a.checkIn.source.ref > b.checkIn.source.ref : a.issuedMs > b.issuedMs
}
