/** The words and shapes in which the caseload says things: one place, so that card, cell, filter, CSV and print agree. */
import type { ResponseStatus, RuleId, Section, Tier } from '#src/clinical/assessment.ts'
import type { MarkShape } from '#src/ui/mark.tsx'
import type { Tone } from '#src/ui/tone.ts'

export interface Spoken {
  readonly word: string
  readonly shape: MarkShape
  readonly tone: Tone
}

export type Density = 'compact' | 'normal' | 'roomy'
export const densities: readonly Density[] = ['compact', 'normal', 'roomy']

/** Where a patient stands: one of the six cards, or not read yet while the caseload is loading. */
export type Place = Section | 'not-read'

export const places: readonly Place[] = ['urgent', 'decide', 'watch', 'waiting', 'on-target', 'cannot-judge', 'not-read']

export const placeWords: Readonly<Record<Place, Spoken>> = {
  urgent: { word: 'Urgent', shape: 'octagon', tone: 'urgent' },
  decide: { word: 'Decide now', shape: 'triangle', tone: 'decide' },
  watch: { word: 'Watch', shape: 'circle', tone: 'watch' },
  waiting: { word: 'Waiting for data', shape: 'clock', tone: 'waiting' },
  'on-target': { word: 'On target', shape: 'check', tone: 'target' },
  'cannot-judge': { word: 'Cannot judge', shape: 'dashed-ring', tone: 'unknown' },
  'not-read': { word: 'Not read yet', shape: 'ring', tone: 'waiting' },
}

export const tierWords: Readonly<Record<Tier, Spoken>> = {
  urgent: placeWords.urgent,
  decide: placeWords.decide,
  watch: placeWords.watch,
}

export const responseWords: Readonly<Record<ResponseStatus, Spoken>> = {
  worsening: { word: 'worse', shape: 'arrow-up', tone: 'urgent' },
  'no-response': { word: 'no response', shape: 'bar', tone: 'decide' },
  'partial-response': { word: 'partial', shape: 'half', tone: 'watch' },
  response: { word: 'response', shape: 'arrow-down', tone: 'target' },
  remission: { word: 'remission', shape: 'check', tone: 'target' },
  'too-early': { word: 'too early', shape: 'clock', tone: 'waiting' },
  'cannot-tell': { word: 'cannot tell', shape: 'dashed-ring', tone: 'unknown' },
}

/** Short names of the rules, for a filter and a narrow cell; the sentence with the numbers stands in the explanation. */
export const ruleWords: Readonly<Record<RuleId, string>> = {
  'suicidal-ideation': 'Item 9 above 0',
  'inadequate-response': 'Inadequate response',
  'no-early-improvement': 'No early improvement',
  'dose-below-minimum': 'Dose below minimum',
  worsening: 'Worsening',
  relapse: 'Relapse',
  'side-effect-burden': 'Side-effect burden',
  'low-adherence': 'Low adherence',
  silence: 'Silent',
  'possible-resistance': 'Possible resistance',
  'possible-bipolarity': 'Possible bipolarity',
  'level-lowering-interaction': 'Lowered drug level',
  'no-baseline': 'No baseline',
}

/** px */
export const rowHeights: Readonly<Record<Density, number>> = { compact: 28, normal: 32, roomy: 40 }
