/** The words and shapes of the treatment history: one place, so that table, timeline, packet and CSV agree. */
import type { DayCount, Trial } from '#src/clinical/assessment.ts'
import type { MedicationFact, ToldBy } from '#src/clinical/facts.ts'
import { toldWords } from '#src/clinical/told-trial.ts'
import type { Citation, Evidence, Verdict, VerdictKind } from '#src/clinical/verdict.ts'
import { formatDay } from '#src/lib/calendar.ts'
import { formatNumber } from '#src/lib/figures.ts'
import type { Known } from '#src/lib/known.ts'
import type { Explanation, ExplainedFact } from '#src/ui/explanation.ts'
import type { MarkShape } from '#src/ui/mark.tsx'
import type { Tone } from '#src/ui/tone.ts'

interface Spoken {
  readonly word: string
  readonly shape: MarkShape
  readonly tone: Tone
}

/** A criterion of a trial: not colour-coded as good or bad, because meeting "failed" is neither. */
export const criterionWords: Readonly<Record<VerdictKind, Spoken>> = {
  met: { word: 'met', shape: 'circle', tone: 'plain' },
  'not-met': { word: 'not met', shape: 'ring', tone: 'plain' },
  'cannot-tell': { word: 'cannot tell', shape: 'dashed-ring', tone: 'unknown' },
}

/** Whether a trial counts toward resistance. */
export const countsWords: Readonly<Record<VerdictKind, string>> = {
  met: 'counts as a failed adequate trial',
  'not-met': 'does not count',
  'cannot-tell': 'cannot be told',
}

export const resistanceWords: Readonly<Record<VerdictKind, Spoken>> = {
  met: { word: 'Definition met', shape: 'triangle', tone: 'decide' },
  'not-met': { word: 'Definition not met', shape: 'circle', tone: 'watch' },
  'cannot-tell': { word: 'Cannot tell', shape: 'dashed-ring', tone: 'unknown' },
}

/** What is not read in its source says so; a letter in brackets would say nothing to a reader. */
const tagWords = {
  S: undefined,
  'S~': 'secondary or partial source',
  K: 'general knowledge, to be confirmed',
  I: 'choice of this project',
} as const

export function citationWords({ text, tag }: Citation): string {
  const words = tagWords[tag]
  return words === undefined || text.includes(words) ? text : `${text} (${words})`
}

export function evidenceWords({ value, unit }: Evidence): string {
  return unit === '' ? value : `${value} ${unit}`
}

function explained(evidence: Evidence): ExplainedFact {
  return {
    what: evidence.what,
    value: evidenceWords(evidence),
    ...(evidence.day === undefined ? {} : { when: formatDay(evidence.day) }),
    ...(evidence.source === undefined ? {} : { source: evidence.source.ref }),
  }
}

/** What a verdict rests on, for the card that opens on it. */
export function explanationOf(title: string, verdict: Verdict, citation?: Citation): Explanation {
  const cited = citation === undefined ? {} : { citation: citationWords(citation) }
  const why = `${criterionWords[verdict.kind].word}`
  return verdict.kind === 'cannot-tell'
    ? { title, why, facts: [], missing: verdict.missing.map((gap) => `${gap.what}: ${gap.why}`), ...cited }
    : { title, why, facts: verdict.because.map(explained), ...cited }
}

/** The first thing a verdict rests on, in a few words. */
export function reasonOf(verdict: Verdict): string {
  if (verdict.kind === 'cannot-tell') return verdict.missing.map((gap) => `${gap.what}: ${gap.why}`).join('; ')
  const [first] = verdict.because
  return `${first.what}: ${evidenceWords(first)}`
}

/** "dose 10 mg/day, minimum 20 mg/day"; "28 days at adequate dose, 42 needed": value and limit in one breath. */
export function shortReason(verdict: Verdict): string {
  return verdict.kind === 'cannot-tell' ? reasonOf(verdict) : inOneBreath(verdict.because[0])
}

function inOneBreath(evidence: Evidence): string {
  const { what, value, unit } = evidence
  const comma = what.indexOf(', ')
  if (comma === -1) return `${what}: ${evidenceWords(evidence)}`
  const head = what.slice(0, comma)
  const limit = what.slice(comma + 2)
  const isCount = unit === 'days' && head.startsWith('days ')
  return isCount ? `${value} ${head}, ${limit}` : `${head} ${evidenceWords(evidence)}, ${limit}`
}

/** How many different findings of one check are said in full beside it; those of further trials are named. */
const SAID_IN_FULL = 2

/**
 * What the record says about one check, of every trial or finding it speaks about: "sertraline: dose 25 mg/day, minimum 50 mg/day;
 * mirtazapine: dose 7.5 mg/day, minimum 15 mg/day; and 2 more: escitalopram, venlafaxine". Trials of which it says the same share it.
 */
export function checkReason(verdict: Verdict): string {
  const said =
    verdict.kind === 'cannot-tell'
      ? verdict.missing.map(({ what, why }) => named(what, (rest) => `${rest}: ${why}`))
      : verdict.because.map((evidence) => named(evidence.what, (what) => inOneBreath({ ...evidence, what })))
  const namesBy = new Map<string, readonly (string | undefined)[]>()
  for (const { name, words } of said) namesBy.set(words, [...(namesBy.get(words) ?? []).filter((one) => one !== name), name])
  const groups = [...namesBy].map(([words, names]) => ({ words, names }))
  const parts = groups.slice(0, SAID_IN_FULL).map(({ names, words }) => {
    const whose = names.filter((name) => name !== undefined)
    return whose.length === 0 ? words : `${listed(whose)}: ${words}`
  })
  const rest = groups.slice(SAID_IN_FULL)
  if (rest.length === 0) return parts.join('; ')
  const others = [...new Set(rest.flatMap(({ names, words }) => names.map((name) => name ?? words)))]
  const more = others.length === 1 ? `also ${others.join('')}` : `and ${formatNumber(others.length)} more: ${others.join(', ')}`
  return [...parts, more].join('; ')
}

/** The engine names the trial before what it says of it: "sertraline: dose, minimum 50 mg/day". */
function named(what: string, say: (rest: string) => string): { readonly name: string | undefined; readonly words: string } {
  const colon = what.indexOf(': ')
  return colon === -1 ? { name: undefined, words: say(what) } : { name: what.slice(0, colon), words: say(what.slice(colon + 2)) }
}

/** "sertraline", "sertraline and mirtazapine", "sertraline, mirtazapine and escitalopram". */
function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? ''
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`
}

/** What an engine sentence says without the name of the definition that stands beside it. */
export function sentenceWithout(sentence: string, title: string): string {
  return sentence.replace(` (${title})`, '')
}

/** "49 days", "0–92 days", or why not. */
export function dayCountWords(count: Known<DayCount>): string {
  if (count.kind === 'unknown') return `not known: ${count.reason}`
  const { low, high } = count.value
  return low === high ? `${formatNumber(low)} days` : `${formatNumber(low)}–${formatNumber(high)} days`
}

export const episodeWords = {
  current: 'this episode',
  earlier: 'an earlier episode',
  'not-known': 'episode not known',
} as const

export const roleWords: Readonly<Record<Trial['role'], string>> = {
  antidepressant: 'antidepressant',
  augmentation: 'augmentation',
  'hypnotic-dose': 'at a dose for sleep',
  'not-classified': 'not classified',
}

export function stopWords(trial: Trial): string {
  if (trial.ongoing) return 'still taken'
  const words = {
    'side-effect': 'side effects',
    'no-effect': 'no effect',
    other: 'another reason',
    unknown: 'reason not recorded',
  } as const
  const reason = words[trial.stopReason ?? 'unknown']
  if (trial.stopText === undefined) return reason
  return trial.stopText.toLowerCase().includes(reason) ? trial.stopText : `${reason}: ${trial.stopText}`
}

const kindWords = { order: 'order', dispense: 'dispense', statement: 'statement' } as const

export function informantWords({ informant }: ToldBy): string {
  return informant === 'unknown' ? 'not said by whom' : toldWords.source[informant]
}

/** "2 orders, 5 dispenses", "statement: the patient’s memory". */
export function provenanceWords(facts: readonly MedicationFact[]): readonly string[] {
  const counts = (['order', 'dispense'] as const).flatMap((kind) => {
    const n = facts.filter((fact) => fact.kind === kind).length
    return n === 0 ? [] : [n === 1 ? `1 ${kindWords[kind]}` : `${n} ${kindWords[kind]}s`]
  })
  const statements = facts
    .filter((fact) => fact.kind === 'statement')
    .map((fact) => `statement: ${fact.told === undefined ? 'not said by whom' : informantWords(fact.told)}`)
  return [...counts, ...new Set(statements)]
}
