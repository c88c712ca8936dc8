/**
 * A dose written in words: a narrow grammar that must match the whole text. Ranges, tapers, "or" and "then" do not match, and so
 * are refused. One dose and how often ("50 mg twice daily"), or the doses of one day ("50 mg in the morning and 100 mg at bedtime").
 */
import type { DailyDose } from '#src/clinical/facts.ts'
import { decimal } from '#src/fhir/strength.ts'

const COUNTS: ReadonlyMap<string, number> = new Map([
  ['one', 1],
  ['two', 2],
  ['three', 3],
  ['half', 0.5],
  ['half a', 0.5],
  ['one half', 0.5],
])

const ONCE =
  /^(once daily|once a day|once per day|one time daily|daily|a day|per day|every day|every morning|every evening|every night|each morning|each evening|each night|in the morning|in the evening|at bedtime|at night|nightly|qd|qam|qpm|qhs|every 24 hours)$/
const TWICE = /^(twice daily|twice a day|two times a day|two times daily|2 times a day|2 times daily|bid|every 12 hours)$/
const THRICE = /^(three times a day|three times daily|3 times a day|3 times daily|tid|every 8 hours)$/
/** When in the day, after how often: it changes nothing about the dose. */
const MOMENT = / (?:in the (?:morning|evening)|at (?:bedtime|night)|with (?:food|meals|breakfast|dinner|water))$/

/** The moments of every day, by their words: a dose at each of two of them is two doses a day. "Daily" alone is none of them. */
const MOMENTS: readonly (readonly [RegExp, string])[] = [
  [/^(?:in the morning|every morning|each morning|(?:with|at) breakfast|qam)$/, 'morning'],
  [/^(?:at noon|at midday|(?:with|at) lunch)$/, 'noon'],
  [/^(?:in the afternoon|every afternoon|each afternoon)$/, 'afternoon'],
  [/^(?:in the evening|every evening|each evening|(?:with|at) (?:dinner|supper)|qpm)$/, 'evening'],
  [/^(?:at bedtime|at night|every night|each night|nightly|qhs)$/, 'night'],
]

const SENTENCE =
  /^(?:take )?(\d+(?:\.\d+)?|one half|half a|one|two|three|half)\s*(mg|milligrams|tablets?|capsules?|tabs?|caps?)(?: \((\d+(?:\.\d+)?)\s*mg( total)?\))?(?:,? by mouth| orally| po)?,? ([a-z0-9 ]+)$/

/** "once daily" in words as a number a day; undefined for anything that is not one of a few plain phrases. */
export function timesInText(words: string): number | undefined {
  const plain = normalised(words)
  for (const often of [plain, plain.replace(MOMENT, '')]) {
    if (ONCE.test(often)) return 1
    if (TWICE.test(often)) return 2
    if (THRICE.test(often)) return 3
  }
  return undefined
}

const normalised = (words: string): string => words.trim().toLowerCase().replace(/\.$/, '').replaceAll(/\s+/g, ' ')

/** "as needed", "prn", "if required": a dose that may never be taken. */
export function isAsNeededText(words: string): boolean {
  return /\b(?:as needed|prn|p\.r\.n|when needed|if needed|as required|when required|if required)\b/i.test(words)
}

/** What a sentence says: the dose of a day, how many doses that is, and the smallest and largest of them in mg. */
export interface DoseInWords {
  readonly dose: DailyDose
  readonly times: number
  readonly each: { readonly low: number; readonly high: number }
  /** The doses of the day are enumerated, so that the sentence speaks of the whole day. */
  readonly isWholeDay: boolean
}

/**
 * The dose in one plain sentence.
 *
 * @param perUnitMg mg in one tablet or capsule, where known
 * @returns undefined when the sentence is not of the grammar; an unknown dose when it contradicts itself
 */
export function doseInText(written: string, perUnitMg: number | undefined): DoseInWords | undefined {
  const words = normalised(written)
  const found = oneDose(words, perUnitMg) ?? dosesOfADay(words, perUnitMg)
  return found === 'contradiction'
    ? {
        dose: { kind: 'unknown', reason: `the instruction contradicts itself: ${written.slice(0, 80)}` },
        times: 0,
        each: { low: 0, high: 0 },
        isWholeDay: false,
      }
    : found
}

const known = (mgPerDay: number): DailyDose => ({ kind: 'known', low: mgPerDay, high: mgPerDay, basis: 'text' })

function oneDose(words: string, perUnitMg: number | undefined): DoseInWords | 'contradiction' | undefined {
  const part = amountInText(words, perUnitMg)
  if (part === undefined || part === 'contradiction') return part
  const times = timesInText(part.often)
  return times === undefined ? undefined : { dose: known(part.mg * times), times, each: { low: part.mg, high: part.mg }, isWholeDay: false }
}

/** "A in the morning, B at noon and C at bedtime": each with its unit, and each moment of the day once. */
function dosesOfADay(words: string, perUnitMg: number | undefined): DoseInWords | 'contradiction' | undefined {
  const enumerated = words.split(/,? and |, /)
  if (!words.endsWith(` and ${enumerated.at(-1) ?? ''}`)) return undefined
  const moments = new Set<string>()
  const doses: number[] = []
  for (const written of enumerated) {
    const part = amountInText(written, perUnitMg)
    if (part === undefined || part === 'contradiction') return part
    const moment = MOMENTS.find(([pattern]) => pattern.test(part.often))?.[1]
    if (moment === undefined) return undefined
    moments.add(moment)
    doses.push(part.mg)
  }
  if (moments.size < enumerated.length) return undefined
  return {
    dose: known(doses.reduce((sum, mg) => sum + mg, 0)),
    times: doses.length,
    each: { low: Math.min(...doses), high: Math.max(...doses) },
    isWholeDay: true,
  }
}

/** How many mg at once, and the words that say when. */
function amountInText(
  words: string,
  perUnitMg: number | undefined,
): { readonly mg: number; readonly often: string } | 'contradiction' | undefined {
  const match = SENTENCE.exec(words)
  if (!match) return undefined
  const [, count = '', unit = '', total, isTotal, often = ''] = match
  const n = COUNTS.get(count) ?? decimal(count)
  const computed = unit === 'mg' || unit === 'milligrams' ? n : perUnitMg === undefined ? undefined : n * perUnitMg
  const stated = total === undefined ? undefined : decimal(total)
  if (computed !== undefined && stated !== undefined && Math.abs(computed - stated) > 1e-6) return 'contradiction'
  // "2 tablets (50 mg)" may mean each or both; only "total", or a single tablet, leaves no doubt.
  const mg = computed ?? (isTotal !== undefined || n <= 1 ? stated : undefined)
  return mg === undefined || mg <= 0 ? undefined : { mg, often }
}
