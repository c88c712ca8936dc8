/** Total daily dose from FHIR dosage instructions (FHIR.md 4.2, 4.3): a range in mg/day with its basis, or why not. */
import type { DailyDose } from '#src/clinical/facts.ts'
import { codesIn } from '#src/fhir/coding.ts'
import { doseInText, isAsNeededText, timesInText, type DoseInWords } from '#src/fhir/dose-text.ts'
import { field, finite, list, text } from '#src/fhir/raw.ts'
import type { Strength } from '#src/fhir/strength.ts'
import { formatDailyDose } from '#src/lib/figures.ts'
import { err, ok, type Result } from '#src/lib/result.ts'

/** How often a day, from least to most. */
export type PerDay = Span

interface Span {
  readonly low: number
  readonly high: number
}

const unknownDose = (reason: string): DailyDose => ({ kind: 'unknown', reason })

/** Whether an instruction says "when needed", in its structure or, where the structure is silent, in its words. */
export function isAsNeeded(instruction: unknown): boolean {
  const flag = field(instruction, 'asNeededBoolean')
  if (flag === true || field(instruction, 'asNeededCodeableConcept') !== undefined) return true
  return flag !== false && isAsNeededText(text(field(instruction, 'text')) ?? '')
}

/** Daily dose of one instruction. Structure and text must not contradict each other. */
export function doseOfInstruction(instruction: unknown, strength: Strength): DailyDose {
  const amount = amountMg(instruction, strength)
  const times = timesPerDay(instruction)
  const written = text(field(instruction, 'text'))
  const inWords = written === undefined ? undefined : doseInText(written, strength.perUnitMg)
  const fromText = inWords?.dose
  if (amount.ok && amount.value !== undefined && times.ok && times.value !== undefined) {
    const structured = knownDose(product(amount.value, times.value), 'structured')
    return structured.kind === 'known' && fromText?.kind === 'known' && !overlaps(structured, fromText)
      ? unknownDose(
          `the instruction says ${formatDailyDose(structured)} in its structure and ${formatDailyDose(fromText)} in its text "${cut(written)}"`,
        )
      : structured
  }
  if (!amount.ok) return unknownDose(amount.error)
  if (!times.ok) return unknownDose(times.error)
  if (inWords !== undefined) return doseOfWords(inWords, amount.value, times.value)
  if (amount.value === undefined && list(field(instruction, 'doseAndRate')).length > 0)
    return unknownDose('the dose has no unit that can be read as mg')
  if (amount.value !== undefined) return unknownDose('the instruction does not say how often')
  return unknownDose(
    written === undefined ? 'the instruction gives no dose' : `the instruction "${cut(written)}" could not be read as a dose`,
  )
}

/** The dose that only the text says whole, unless the half that the structure says too is another one. */
function doseOfWords({ dose, times, each }: DoseInWords, amount: Span | undefined, often: Span | undefined): DailyDose {
  if (dose.kind === 'unknown') return dose
  if (often !== undefined && !overlaps(often, { low: times, high: times }))
    return unknownDose('how often it is taken is said in two ways that differ')
  if (amount !== undefined && (each.low < amount.low - TINY || each.high > amount.high + TINY))
    return unknownDose('how much is taken at once is said in two ways that differ')
  return knownDose(dose, 'text')
}

/** Whether the text enumerates the doses of the whole day: beside such a sentence another instruction cannot simply be added. */
export function isOfTheWholeDay(instruction: unknown, strength: Strength): boolean {
  return doseInText(text(field(instruction, 'text')) ?? '', strength.perUnitMg)?.isWholeDay === true
}

const cut = (words: string | undefined): string => (words ?? '').slice(0, 80)
const product = (a: Span, b: Span): Span => ({ low: a.low * b.low, high: a.high * b.high })
const overlaps = (a: Span, b: Span): boolean => a.low <= b.high + TINY && b.low <= a.high + TINY

const TINY = 1e-6
/** Without the dust of binary fractions: 3 times 0.1 is 0.3. */
const tidy = (value: number): number => Math.round(value * 1e6) / 1e6

/** A kilogram a day: no such dose exists, and a number beyond it is a slip of the keyboard or of a unit. */
const MOST_MG_PER_DAY = 1_000_000

/** A dose as a range, or unknown when no such dose can be. */
export function knownDose(span: Span, basis: 'structured' | 'text' | 'dispense'): DailyDose {
  const [low, high] = [tidy(span.low), tidy(span.high)]
  return low > 0 && low <= high && high < MOST_MG_PER_DAY
    ? { kind: 'known', low, high, basis }
    : unknownDose(`${span.low} to ${span.high} mg/day is no dose`)
}

/** Instructions at the same time add up: 50 mg in the morning and 100 mg at night are 150 mg/day. */
export function sumOfDoses(doses: readonly DailyDose[]): DailyDose {
  let low = 0
  let high = 0
  let basis: 'structured' | 'text' | 'dispense' = 'structured'
  for (const dose of doses) {
    if (dose.kind === 'unknown') return dose
    low += dose.low
    high += dose.high
    if (dose.basis !== 'structured') basis = dose.basis
  }
  return doses.length === 0 ? unknownDose('no dosage instruction') : knownDose({ low, high }, basis)
}

/** The most that an instruction allows in a day, in mg; undefined when it sets no such limit. */
export function maximumOfInstruction(instruction: unknown, strength: Strength): number | undefined {
  const limit = field(instruction, 'maxDosePerPeriod')
  const amount = quantityMg(field(limit, 'numerator'), strength)
  const per = field(limit, 'denominator')
  const value = finite(field(per, 'value'))
  const unit = DAYS_IN.get(text(field(per, 'code')) ?? text(field(per, 'unit')) ?? '')
  return amount.ok && amount.value !== undefined && value !== undefined && value > 0 && unit !== undefined
    ? tidy(amount.value / (value * unit))
    : undefined
}

/** How often a day the instruction says, in its structure or else in its words; undefined where it does not, or says two things. */
export function timesADay(instruction: unknown, strength: Strength): PerDay | undefined {
  const times = timesPerDay(instruction)
  if (!times.ok || times.value !== undefined) return times.ok ? times.value : undefined
  const inWords = doseInText(text(field(instruction, 'text')) ?? '', strength.perUnitMg)
  return inWords && { low: inWords.times, high: inWords.times }
}

// How much -----------------------------------------------------------------------------------------------------------------

const MASS: ReadonlyMap<string, number> = new Map([
  ['mg', 1],
  ['milligram', 1],
  ['milligrams', 1],
  ['g', 1000],
  ['gram', 1000],
  ['grams', 1000],
  ['ug', 0.001],
  ['mcg', 0.001],
  ['\u00B5g', 0.001], // micro sign
  ['\u03BCg', 0.001], // Greek mu
])
const VOLUME: ReadonlySet<string> = new Set(['ml', 'millilitre', 'milliliter', 'millilitres', 'milliliters'])
/** Words for one piece of the product, in the spellings of UCUM annotations, HL7 dose forms and people. */
const PIECES =
  /^\{?(?:(?:er|xl|sr|ec|dr|or)?(?:tab|tbl|tablet|cap|capsule|pill|patch|film)(?:s|es|\(s\))?|each|unit dose|1)\}?(?: oral)?(?: extended release)?$/

type Measure = { readonly kind: 'mass'; readonly mg: number } | { readonly kind: 'volume' } | { readonly kind: 'pieces' }

function measureOf(unit: string): Measure | undefined {
  const name = unit.trim().toLowerCase()
  const mg = MASS.get(name)
  if (mg !== undefined) return { kind: 'mass', mg }
  if (VOLUME.has(name)) return { kind: 'volume' }
  return PIECES.test(name) ? { kind: 'pieces' } : undefined
}

/** The ordered dose; a calculated one beside it says the same in other words. Several that differ are refused. */
function amountMg(instruction: unknown, strength: Strength): Result<Span | undefined> {
  const all = list(field(instruction, 'doseAndRate'))
  const ordered = all.filter((dose) =>
    codesIn(field(dose, 'type'), 'http://terminology.hl7.org/CodeSystem/dose-rate-type').includes('ordered'),
  )
  const found: Span[] = []
  for (const dose of ordered.length > 0 ? ordered : all) {
    const range = field(dose, 'doseRange')
    const low = quantityMg(field(dose, 'doseQuantity') ?? field(range, 'low'), strength)
    const high = range === undefined ? low : quantityMg(field(range, 'high'), strength)
    if (!low.ok) return low
    if (!high.ok) return high
    if (low.value === undefined || high.value === undefined) return ok(undefined)
    if (low.value > high.value) return err('the dose range ends below its start')
    found.push({ low: low.value, high: high.value })
  }
  const [first] = found
  if (first && found.some((other) => !overlaps(first, other))) return err('the instruction gives several doses that differ')
  return ok(first)
}

/** mg in a quantity; undefined when its unit says nothing about mg. Zero and negative amounts are no dose. */
export function quantityMg(quantity: unknown, strength: Strength): Result<number | undefined> {
  const value = finite(field(quantity, 'value'))
  if (value === undefined) return ok(undefined)
  if (value <= 0) return err(`a dose of ${value} is no dose`)
  if (field(quantity, 'comparator') !== undefined) return err('the dose is given as more or less than an amount')
  const code = text(field(quantity, 'code'))
  const unit = text(field(quantity, 'unit'))
  const byCode = code === undefined ? undefined : measureOf(code)
  const byUnit = unit === undefined ? undefined : measureOf(unit)
  if (byCode && byUnit && byCode.kind !== byUnit.kind && code !== '1')
    return err(`the dose has the unit "${unit ?? ''}" and the code "${code ?? ''}"`)
  const measure = code === '1' ? (byUnit ?? byCode) : (byCode ?? byUnit)
  if (measure?.kind === 'mass') return ok(tidy(value * measure.mg))
  if (measure?.kind === 'volume') return ok(strength.perMlMg === undefined ? undefined : tidy(value * strength.perMlMg))
  const counted = measure?.kind === 'pieces' || (code === undefined && unit === undefined)
  return ok(counted && strength.perUnitMg !== undefined ? tidy(value * strength.perUnitMg) : undefined)
}

// How often ----------------------------------------------------------------------------------------------------------------

const CODED_TIMES: ReadonlyMap<string, number> = new Map([
  ['QD', 1],
  ['BID', 2],
  ['TID', 3],
  ['QID', 4],
  ['QOD', 0.5],
  ['AM', 1],
  ['PM', 1],
  ['BED', 1],
  ['WK', 1 / 7],
  ['Q4H', 6],
  ['Q6H', 4],
  ['Q8H', 3],
])
const DAYS_IN: ReadonlyMap<string, number> = new Map([
  ['h', 1 / 24],
  ['d', 1],
  ['day', 1],
  ['days', 1],
  ['wk', 7],
])
/** "With meals" is as many times as there are meals. */
const UNCOUNTABLE: ReadonlySet<unknown> = new Set(['C', 'AC', 'PC'])

/** How often a day; undefined when the structure does not say; an error when it says two things. */
function timesPerDay(instruction: unknown): Result<Span | undefined> {
  const timing = field(instruction, 'timing')
  const repeat = field(timing, 'repeat')
  const repeated = timesOfRepeat(repeat)
  if (!repeated.ok) return repeated
  const code = field(timing, 'code')
  const coded =
    codesIn(code, 'http://terminology.hl7.org/CodeSystem/v3-GTSAbbreviation')
      .map((c) => CODED_TIMES.get(c))
      .find((n) => n !== undefined) ?? timesInText(text(field(code, 'text')) ?? '')
  if (coded === undefined) return repeated
  const days = new Set(list(field(repeat, 'dayOfWeek'))).size
  const span = { low: coded * shareOfWeek(days), high: coded * shareOfWeek(days) }
  if (repeated.value !== undefined && !overlaps(span, repeated.value)) return err('how often it is taken is said in two ways that differ')
  return ok(repeated.value ?? span)
}

const shareOfWeek = (days: number): number => (days > 0 ? days / 7 : 1)

function timesOfRepeat(repeat: unknown): Result<Span | undefined> {
  const days = new Set(list(field(repeat, 'dayOfWeek'))).size
  const when = list(field(repeat, 'when'))
  const moments = Math.max(new Set(list(field(repeat, 'timeOfDay'))).size, when.some((w) => UNCOUNTABLE.has(w)) ? 0 : new Set(when).size)
  const period = finite(field(repeat, 'period'))
  const unit = text(field(repeat, 'periodUnit'))
  if (period === undefined || unit === undefined) {
    if (finite(field(repeat, 'frequency')) !== undefined) return ok(undefined) // twice in what time is not said
    const a = moments * shareOfWeek(days)
    return ok(moments > 0 ? { low: a, high: a } : undefined)
  }
  const inDays = DAYS_IN.get(unit)
  const longest = finite(field(repeat, 'periodMax')) ?? period
  if (inDays === undefined || period <= 0 || longest < period) return ok(undefined)
  // FHIR R4 Timing.repeat.frequency: "If no frequency is stated, the assumption is that the event occurs once per period".
  const stated = finite(field(repeat, 'frequency'))
  const low = stated ?? (moments > 0 ? moments : 1)
  const high = finite(field(repeat, 'frequencyMax')) ?? low
  if (low <= 0 || high < low) return ok(undefined)
  if (moments > 0 && (moments < low || moments > high)) return err('the times of day and the frequency contradict each other')
  if (days > 0 && unit === 'wk') {
    // "3 times a week" and three named days are the same statement.
    return period === 1 && low === days && high === days
      ? ok({ low: days / 7, high: days / 7 })
      : err('the days of the week and the frequency contradict each other')
  }
  const share = shareOfWeek(days)
  return ok({ low: (low / (longest * inDays)) * share, high: (high / (period * inDays)) * share })
}
