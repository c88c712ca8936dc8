/** A dose written in words: a narrow grammar that must match the whole text. Ranges, tapers and "then" do not match, and so are refused. */
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

/**
 * The dose in one plain sentence.
 *
 * @param perUnitMg mg in one tablet or capsule, where known
 * @returns undefined when the sentence is not of the grammar; an unknown dose when it contradicts itself
 */
export function doseInText(written: string, perUnitMg: number | undefined): DailyDose | undefined {
  const match = SENTENCE.exec(normalised(written))
  if (!match) return undefined
  const [, count = '', unit = '', total, isTotal, often = ''] = match
  const times = timesInText(often)
  const n = COUNTS.get(count) ?? decimal(count)
  const computed = unit === 'mg' || unit === 'milligrams' ? n : perUnitMg === undefined ? undefined : n * perUnitMg
  const stated = total === undefined ? undefined : decimal(total)
  if (computed !== undefined && stated !== undefined && Math.abs(computed - stated) > 1e-6)
    return { kind: 'unknown', reason: `the instruction contradicts itself: ${written.slice(0, 80)}` }
  // "2 tablets (50 mg)" may mean each or both; only "total", or a single tablet, leaves no doubt.
  const mg = computed ?? (isTotal !== undefined || n <= 1 ? stated : undefined)
  return mg === undefined || mg <= 0 || times === undefined
    ? undefined
    : { kind: 'known', low: mg * times, high: mg * times, basis: 'text' }
}
