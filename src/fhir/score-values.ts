/** One number of a questionnaire, in any of the forms in which it is sent: a stated total, or the answer to an item. */
import { extension, itemAnswerOf } from '#src/fhir/codes.ts'
import { absenceOf, valueKey } from '#src/fhir/common.ts'
import { codingsOf, system, systemOf, wordsOf } from '#src/fhir/coding.ts'
import { field, isObject, list, shown, text, type RawObject } from '#src/fhir/raw.ts'
import { assertNever } from '#src/lib/assert-never.ts'
import { err, ok, type Result } from '#src/lib/result.ts'

export type StatedTotal =
  | { readonly kind: 'number'; readonly value: number }
  /** Sent, and not a possible score. */
  | { readonly kind: 'invalid'; readonly reason: string }
  /** Not sent, for a reason that was. */
  | { readonly kind: 'absent'; readonly reason: string }

export interface Range {
  readonly title: string
  readonly min: number
  readonly max: number
  readonly whole: boolean
}

/** Units under which a score is sent: a bare number, in all its spellings. Any other unit is a different quantity. */
const SCORE_UNITS: ReadonlySet<string> = new Set(['{score}', '1', 'score', '{points}', 'points', '{ScoreOf}'])

/**
 * The number in `value[x]` of an Observation, a component or an answer, and nothing else: no text is turned into a number
 * except one or two digits standing alone.
 *
 * @returns undefined when the element has no value and no reason for its absence
 */
export function numberIn(element: RawObject, title: string): Result<number> | undefined {
  const key = valueKey(element)
  if (key === undefined) return undefined
  const value = element[key]
  switch (key) {
    case 'valueInteger':
    case 'valueDecimal':
      return numberOrReason(value)
    case 'valueQuantity':
      return numberInQuantity(value, title)
    case 'valueString':
      return typeof value === 'string' && /^\d{1,2}$/.test(value) ? ok(parseInt(value, 10)) : err(`${shown(value)} is not a score`)
    case 'valueCodeableConcept':
    case 'valueCoding':
      return err(`${shown(key === 'valueCoding' ? text(field(value, 'display')) : wordsOf(value))} is an answer in words, not a score`)
    default:
      return err(`${key} is not a score`)
  }
}

function numberInQuantity(quantity: unknown, title: string): Result<number> {
  const comparator = field(quantity, 'comparator')
  if (comparator !== undefined) return err(`a value marked ${shown(comparator)} is not an exact score`)
  const code = field(quantity, 'code')
  const unit = code ?? field(quantity, 'unit')
  if (unit !== undefined && !(typeof unit === 'string' && SCORE_UNITS.has(unit))) return err(`unit ${shown(unit)} is not a ${title} score`)
  return numberOrReason(field(quantity, 'value'))
}

function numberOrReason(value: unknown): Result<number> {
  if (typeof value !== 'number') return err(`value ${shown(value)} is not a number`)
  // JSON can write numbers that no machine can hold; they arrive as Infinity.
  return Number.isFinite(value) && !Object.is(value, -0) ? ok(value) : err(`value ${shown(value)} is not a score`)
}

/** A total against its scale; undefined when the element states none. */
export function statedTotal(element: RawObject, range: Range): StatedTotal | undefined {
  const number = numberIn(element, range.title)
  if (number === undefined) {
    const reason = absenceOf(element)
    return reason === undefined ? undefined : { kind: 'absent', reason }
  }
  if (!number.ok) return { kind: 'invalid', reason: number.error }
  const { value } = number
  const possible = value >= range.min && value <= range.max && (!range.whole || Number.isInteger(value))
  return possible
    ? { kind: 'number', value }
    : {
        kind: 'invalid',
        reason: `${shown(value)} is not a ${range.title} score: it must be ${range.whole ? 'a whole number' : 'a number'} from ${range.min} to ${range.max}`,
      }
}

export type ItemValue = 0 | 1 | 2 | 3

export type Answer =
  /** `coded` is false for a bare number, whose scale can only be trusted when all its neighbours fit it. */
  | { readonly kind: 'value'; readonly value: ItemValue; readonly coded: boolean }
  | { readonly kind: 'conflict'; readonly values: readonly number[]; readonly detail: string }
  | { readonly kind: 'off-scale'; readonly reason: string }
  | { readonly kind: 'unreadable'; readonly reason: string }
  | { readonly kind: 'absent'; readonly reason: string }

/**
 * The answer to one PHQ or GAD question; undefined when nothing was sent.
 *
 * @param valueOfCode what a LOINC answer code counts: the difficulty question has codes of its own
 */
export function answerIn(element: RawObject, valueOfCode: (code: string) => ItemValue | undefined = itemAnswerOf): Answer | undefined {
  const key = valueKey(element)
  if (key === undefined) {
    const reason = absenceOf(element)
    return reason === undefined ? undefined : { kind: 'absent', reason }
  }
  const value = element[key]
  if (key === 'valueCodeableConcept') return codedAnswer(codingsOf(value), element, valueOfCode)
  if (key === 'valueCoding') return codedAnswer([value], element, valueOfCode)
  const number = numberIn(element, 'questionnaire item')
  if (number === undefined) return undefined
  if (!number.ok) return { kind: 'unreadable', reason: number.error }
  const item = asItemValue(number.value)
  return item === undefined
    ? { kind: 'off-scale', reason: `${shown(number.value)} is not on the scale 0 to 3` }
    : { kind: 'value', value: item, coded: false }
}

/** Score extensions first, then the answer code (FHIR.md 2.2, rule 2); whatever they say, they must agree. */
function codedAnswer(codings: readonly unknown[], element: RawObject, valueOfCode: (code: string) => ItemValue | undefined): Answer {
  const scores: number[] = []
  const codes: number[] = []
  scores.push(...ordinalsIn(element))
  for (const coding of codings) {
    scores.push(...ordinalsIn(coding))
    const code = text(field(coding, 'code'))
    const value = code !== undefined && systemOf(coding) === system.loinc ? valueOfCode(code) : undefined
    if (value !== undefined) codes.push(value)
  }
  const all = [...new Set([...scores, ...codes])]
  const [only] = all
  if (only === undefined)
    return {
      kind: 'unreadable',
      reason: `answer ${shown(codings.map((coding) => text(field(coding, 'code'))).find((code) => code !== undefined))} is not a LOINC answer of this questionnaire`,
    }
  if (all.length > 1) return { kind: 'conflict', values: all, detail: `recorded as ${all.join(' and as ')}` }
  const item = asItemValue(only)
  return item === undefined
    ? { kind: 'off-scale', reason: `${shown(only)} is not on the scale 0 to 3` }
    : { kind: 'value', value: item, coded: codes.length > 0 }
}

function ordinalsIn(element: unknown): readonly number[] {
  return list(field(element, 'extension')).flatMap((candidate) => {
    const url = field(candidate, 'url')
    if (url !== extension.ordinalValue && url !== extension.coValue && url !== extension.itemWeight) return []
    const value = isObject(candidate) ? numberIn(candidate, 'questionnaire item') : undefined
    return value?.ok === true ? [value.value] : []
  })
}

function asItemValue(value: number): ItemValue | undefined {
  return value === 0 || value === 1 || value === 2 || value === 3 ? value : undefined
}

/** Why an answer has no value; undefined when it has one. */
export function whyNoAnswer(answer: Answer): string | undefined {
  switch (answer.kind) {
    case 'value':
      return undefined
    case 'conflict':
      return answer.detail
    case 'off-scale':
    case 'unreadable':
    case 'absent':
      return answer.reason
    default:
      return assertNever(answer)
  }
}
