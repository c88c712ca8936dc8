/** Total daily dose from FHIR dosage instructions (FHIR.md 4.2, 4.3): a range in mg/day with its basis, or why not. */
import type { DailyDose } from '#src/clinical/facts.ts'
import { codesIn } from '#src/fhir/coding.ts'
import { field, finite, list, text } from '#src/fhir/raw.ts'
import { decimal } from '#src/fhir/rxnorm.ts'

interface Span {
  readonly low: number
  readonly high: number
}

const unknownDose = (reason: string): DailyDose => ({ kind: 'unknown', reason })

/** Daily dose of one instruction. `strengthMg`: mg in one unit of the product, where known. */
export function doseOfInstruction(instruction: unknown, strengthMg: number | undefined): DailyDose {
  const amount = amountMg(instruction, strengthMg)
  const times = timesPerDay(instruction)
  const written = text(field(instruction, 'text'))
  const fromText = written === undefined ? undefined : doseInText(written, strengthMg)
  if (amount !== undefined && times !== undefined) {
    return { kind: 'known', low: amount.low * times.low, high: amount.high * times.high, basis: 'structured' }
  }
  if (fromText !== undefined) return fromText
  if (amount === undefined && list(field(instruction, 'doseAndRate')).length > 0)
    return unknownDose('the dose has no unit that can be read as mg')
  if (amount !== undefined) return unknownDose('the instruction does not say how often')
  return unknownDose(
    written === undefined ? 'the instruction gives no dose' : `the instruction "${written.slice(0, 80)}" could not be read as a dose`,
  )
}

/** Instructions at the same time add up: 50 mg in the morning and 100 mg at night are 150 mg/day. */
export function sumOfInstructions(instructions: readonly unknown[], strengthMg: number | undefined): DailyDose {
  let low = 0
  let high = 0
  let basis: 'structured' | 'text' = 'structured'
  for (const instruction of instructions) {
    const dose = doseOfInstruction(instruction, strengthMg)
    if (dose.kind === 'unknown') return dose
    low += dose.low
    high += dose.high
    if (dose.basis === 'text') basis = 'text'
  }
  return instructions.length === 0 ? unknownDose('no dosage instruction') : { kind: 'known', low, high, basis }
}

const MASS: ReadonlyMap<string, number> = new Map([
  ['mg', 1],
  ['milligram', 1],
  ['milligrams', 1],
  ['g', 1000],
  ['ug', 0.001],
  ['mcg', 0.001],
])
const UNITS = /^(\{?(tbl|tablet|capsule|cap)s?\}?|tablet\(s\)|1|\{?each\}?)$/i

function amountMg(instruction: unknown, strengthMg: number | undefined): Span | undefined {
  const dose = list(field(instruction, 'doseAndRate'))[0]
  const range = field(dose, 'doseRange')
  const low = quantityMg(field(dose, 'doseQuantity') ?? field(range, 'low'), strengthMg)
  const high = range === undefined ? low : quantityMg(field(range, 'high'), strengthMg)
  return low === undefined || high === undefined || low > high ? undefined : { low, high }
}

function quantityMg(quantity: unknown, strengthMg: number | undefined): number | undefined {
  const value = finite(field(quantity, 'value'))
  if (value === undefined || value <= 0) return undefined
  const unit = text(field(quantity, 'code')) ?? text(field(quantity, 'unit'))
  const factor = unit === undefined ? undefined : MASS.get(unit.toLowerCase())
  if (factor !== undefined) return value * factor
  const counts = unit === undefined || UNITS.test(unit)
  return counts && strengthMg !== undefined ? value * strengthMg : undefined
}

const CODED_TIMES: ReadonlyMap<string, number> = new Map([
  ['QD', 1],
  ['BID', 2],
  ['TID', 3],
  ['QID', 4],
  ['QOD', 0.5],
  ['AM', 1],
  ['PM', 1],
  ['BED', 1],
])
const DAYS_IN: ReadonlyMap<string, number> = new Map([
  ['h', 1 / 24],
  ['d', 1],
  ['wk', 7],
])

function timesPerDay(instruction: unknown): Span | undefined {
  const timing = field(instruction, 'timing')
  const repeat = field(timing, 'repeat')
  const week = list(field(repeat, 'dayOfWeek')).length
  const share = week > 0 ? week / 7 : 1
  const moments = Math.max(list(field(repeat, 'timeOfDay')).length, list(field(repeat, 'when')).length)
  if (moments > 0) return { low: moments * share, high: moments * share }
  const frequency = finite(field(repeat, 'frequency'))
  const period = finite(field(repeat, 'period'))
  const days = DAYS_IN.get(text(field(repeat, 'periodUnit')) ?? '')
  if (frequency !== undefined && period !== undefined && period > 0 && days !== undefined) {
    const longest = finite(field(repeat, 'periodMax')) ?? period
    return {
      low: (frequency / (longest * days)) * share,
      high: ((finite(field(repeat, 'frequencyMax')) ?? frequency) / (period * days)) * share,
    }
  }
  const coded = codesIn(field(timing, 'code'), 'http://terminology.hl7.org/CodeSystem/v3-GTSAbbreviation')
    .map((code) => CODED_TIMES.get(code))
    .find((n) => n !== undefined)
  return coded === undefined ? undefined : { low: coded * share, high: coded * share }
}

const COUNTS: ReadonlyMap<string, number> = new Map([
  ['one', 1],
  ['two', 2],
  ['three', 3],
  ['half', 0.5],
])
const OFTEN: readonly (readonly [RegExp, number])[] = [
  [
    /^(once daily|once a day|daily|every day|every morning|every evening|in the morning|in the evening|at bedtime|nightly|every night|at night|each morning|qd|per day)$/,
    1,
  ],
  [/^(twice daily|twice a day|two times a day|bid)$/, 2],
  [/^(three times a day|three times daily|tid)$/, 3],
]
const SENTENCE =
  /^(?:take )?(\d+(?:\.\d+)?|one|two|three)\s*(mg|tablets?|capsules?|tabs?|caps?)(?: \((\d+(?:\.\d+)?) mg(?: total)?\))?(?: by mouth| orally| po)? ([a-z ]+)$/

/** A narrow grammar that must match the whole text; ranges, tapers and "then" are refused by not matching. */
function doseInText(written: string, strengthMg: number | undefined): DailyDose | undefined {
  const match = SENTENCE.exec(written.trim().toLowerCase().replace(/\.$/, '').replaceAll(/\s+/g, ' '))
  if (!match) return undefined
  const [, count = '', unit = '', total, often = ''] = match
  const times = OFTEN.find(([pattern]) => pattern.test(often))?.[1]
  const n = COUNTS.get(count) ?? decimal(count)
  const computed = unit === 'mg' ? n : strengthMg === undefined ? undefined : n * strengthMg
  const stated = total === undefined ? undefined : decimal(total)
  if (computed !== undefined && stated !== undefined && computed !== stated)
    return { kind: 'unknown', reason: `the instruction contradicts itself: ${written.slice(0, 80)}` }
  const mg = computed ?? stated
  return mg === undefined || times === undefined ? undefined : { kind: 'known', low: mg * times, high: mg * times, basis: 'text' }
}
