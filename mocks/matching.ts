/** Whether one resource meets one search parameter: https://hl7.org/fhir/R4/search.html section 3.1.1.4, the parts implemented here. */
import { type Span, spanOf } from '#mocks/clock.ts'
import { isRecord, literalReference, valuesAt } from '#mocks/elements.ts'
import { badRequest } from '#mocks/outcome.ts'
import type { FhirResource } from '#mocks/population.ts'
import type { SearchParameter } from '#mocks/resource-types.ts'

export type Matches = (resource: FhirResource) => boolean

type Of<K extends SearchParameter['kind']> = Extract<SearchParameter, { readonly kind: K }>

/** Parts of a search value at an unescaped separator; the escapes stay in the parts. */
export function splitUnescaped(text: string, separator: ',' | '|', limit = Infinity): readonly string[] {
  const parts: string[] = []
  let part = ''
  for (let i = 0; i < text.length; i += 1) {
    const char = text.charAt(i)
    if (char === '\\') {
      part += char + text.charAt(i + 1)
      i += 1
    } else if (char === separator && parts.length + 1 < limit) {
      parts.push(part)
      part = ''
    } else part += char
  }
  return [...parts, part]
}

/** "\," is a comma: undoes the escapes of FHIR search values. */
export const unescaped = (text: string): string => text.replaceAll(/\\([\\,|$])/g, '$1')

/**
 * A test for `name=value`, where commas in `value` mean or.
 *
 * @param base address of the server, so that its own absolute references equal relative ones
 * @throws Refusal (400) when the value or the modifier is not one this server implements
 */
export function matcherFor(name: string, modifier: string | undefined, parameter: SearchParameter, value: string, base: string): Matches {
  if (value === '') throw badRequest(`The search parameter ${name} has no value`)
  const alternatives = splitUnescaped(value, ',')
  if (alternatives.includes('')) throw badRequest(`The search parameter ${name} has an empty alternative: "${value}"`)
  const any = alternatives.map((alternative) => single(name, modifier, parameter, alternative, base))
  return any.length === 1 && any[0] !== undefined ? any[0] : joined(any, parameter, alternatives, modifier, base)
}

function single(name: string, modifier: string | undefined, parameter: SearchParameter, value: string, base: string): Matches {
  if (modifier !== undefined && !(parameter.kind === 'string' && (modifier === 'exact' || modifier === 'contains'))) {
    throw badRequest(`The modifier :${modifier} of the search parameter ${name} is not implemented`, 'not-supported')
  }
  switch (parameter.kind) {
    case 'token':
      return tokenMatcher(name, parameter, value)
    case 'reference':
      return referenceMatcher(parameter, unescaped(value), base)
    case 'date':
      return dateMatcher(name, parameter, value)
    case 'string':
      return stringMatcher(parameter, unescaped(value), modifier)
    case 'uri': {
      const wanted = unescaped(value)
      return (resource) => parameter.paths.some((path) => valuesAt(resource, path).includes(wanted))
    }
    default:
      return parameter satisfies never
  }
}

/** Any of several tests; many references to whole addresses become one look-up in a set, because a page of patients is such a search. */
function joined(
  tests: readonly Matches[],
  parameter: SearchParameter,
  alternatives: readonly string[],
  modifier: string | undefined,
  base: string,
): Matches {
  if (parameter.kind !== 'reference' || modifier !== undefined) return (resource) => tests.some((test) => test(resource))
  const wanted = alternatives.map((alternative) => relativeTo(unescaped(alternative), parameter.target, base))
  if (!wanted.every((reference) => reference.includes('/'))) return (resource) => tests.some((test) => test(resource))
  const set = new Set(wanted)
  return (resource) => references(resource, parameter, base).some((reference) => set.has(reference))
}

function tokenMatcher(name: string, parameter: Of<'token'>, value: string): Matches {
  const [first = '', second] = splitUnescaped(value, '|', 2)
  const code = unescaped(second ?? first)
  const system = second === undefined ? undefined : unescaped(first)
  if (code === '' && (system === undefined || system === '')) throw badRequest(`The search parameter ${name} has no code: "${value}"`)
  const wanted: Token = { system, code: code === '' ? undefined : code }
  return (resource) => {
    for (const path of parameter.paths) {
      for (const found of valuesAt(resource, path)) if (isToken(found, wanted)) return true
    }
    return false
  }
}

/** What is searched for: a system of "" means that there must be none, undefined that any will do. */
interface Token {
  readonly system: string | undefined
  readonly code: string | undefined
}

function isToken(found: unknown, wanted: Token): boolean {
  if (!isRecord(found)) {
    // A plain code has its system in the definition and not in the JSON, so only the code can be compared.
    return wanted.system === undefined && (typeof found === 'string' || typeof found === 'boolean') && String(found) === wanted.code
  }
  const coding = found['coding']
  if (Array.isArray(coding)) return coding.some((one) => isToken(one, wanted))
  const code = found['code'] ?? found['value']
  if (wanted.code !== undefined && code !== wanted.code) return false
  if (wanted.system === undefined) return true
  return wanted.system === '' ? found['system'] === undefined : found['system'] === wanted.system
}

function referenceMatcher(parameter: Of<'reference'>, value: string, base: string): Matches {
  const wanted = relativeTo(value, parameter.target, base)
  const isWanted = wanted.includes('/') ? (ref: string) => ref === wanted : (ref: string) => ref.endsWith(`/${wanted}`)
  return (resource) => references(resource, parameter, base).some(isWanted)
}

function references(resource: FhirResource, parameter: Of<'reference'>, base: string): readonly string[] {
  const found: string[] = []
  for (const path of parameter.paths) {
    for (const value of valuesAt(resource, path)) {
      const reference = literalReference(value)
      if (reference !== undefined) found.push(relativeTo(reference, undefined, base))
    }
  }
  return found
}

/** "Patient/p1" for every way to write it: a bare id with a known target, or an address on this server. */
export function relativeTo(reference: string, target: string | undefined, base: string): string {
  if (reference.startsWith(`${base}/`)) return reference.slice(base.length + 1)
  return target !== undefined && !reference.includes('/') ? `${target}/${reference}` : reference
}

function stringMatcher(parameter: Of<'string'>, value: string, modifier: string | undefined): Matches {
  const wanted = folded(value)
  const test = (found: string): boolean => {
    if (modifier === 'exact') return found === value
    return modifier === 'contains' ? folded(found).includes(wanted) : folded(found).startsWith(wanted)
  }
  return (resource) => parameter.paths.some((path) => valuesAt(resource, path).some((found) => typeof found === 'string' && test(found)))
}

/** Case and accents do not count in a string search. */
const folded = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()

const datePrefixes = ['eq', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb'] as const
type DatePrefix = (typeof datePrefixes)[number]

function dateMatcher(name: string, parameter: Of<'date'>, value: string): Matches {
  const lead = /^[a-z]{2}/.exec(value)?.[0]
  const prefix = lead === undefined ? 'eq' : datePrefixes.find((known) => known === lead)
  if (prefix === undefined)
    throw badRequest(`The prefix "${lead ?? ''}" of the search parameter ${name} is not implemented`, 'not-supported')
  const asked = spanOf(lead === undefined ? value : value.slice(2))
  if (asked === undefined) throw badRequest(`The search parameter ${name} has a value that is not a date: "${value}"`, 'value')
  return (resource) => spansIn(resource, parameter).some((found) => meets(prefix, found, asked))
}

/** Dates a resource holds for a parameter. One that cannot be read is not indexed, so no date search finds it. */
export function spansIn(resource: FhirResource, parameter: Of<'date'>): readonly Span[] {
  return parameter.paths.flatMap((path) =>
    valuesAt(resource, path).flatMap((value) => {
      const span = typeof value === 'string' ? spanOf(value) : isRecord(value) ? periodOf(value['start'], value['end']) : undefined
      return span === undefined ? [] : [span]
    }),
  )
}

/** A period without a start began before everything, one without an end goes on for ever. */
function periodOf(start: unknown, end: unknown): Span | undefined {
  const from = typeof start === 'string' ? spanOf(start) : undefined
  const until = typeof end === 'string' ? spanOf(end) : undefined
  if (from === undefined && until === undefined) return undefined
  return { fromMs: from?.fromMs ?? -Infinity, untilMs: until?.untilMs ?? Infinity }
}

function meets(prefix: DatePrefix, found: Span, asked: Span): boolean {
  const within = asked.fromMs <= found.fromMs && found.untilMs <= asked.untilMs
  switch (prefix) {
    case 'eq':
      return within
    case 'ne':
      return !within
    case 'gt':
      return found.untilMs > asked.untilMs
    case 'lt':
      return found.fromMs < asked.fromMs
    case 'ge':
      return within || found.untilMs > asked.untilMs
    case 'le':
      return within || found.fromMs < asked.fromMs
    case 'sa':
      return found.fromMs >= asked.untilMs
    case 'eb':
      return found.untilMs <= asked.fromMs
    default:
      return prefix satisfies never
  }
}
