/**
 * The pseudo-resistance checklist as one table: what the record says, what a clinician answered, and what is still not known.
 * An answer fills what the record cannot; where the two differ, both stand and the difference is said.
 */
import type { PseudoCheck, Resistance } from '#src/clinical/assessment.ts'
import type { DefinitionId } from '#src/clinical/settings.ts'
import type { Source } from '#src/clinical/source.ts'
import type { Citation, Verdict } from '#src/clinical/verdict.ts'
import { counted } from '#src/lib/figures.ts'

export const checkAnswers = ['present', 'absent', 'not-known'] as const
export type CheckAnswer = (typeof checkAnswers)[number]

export const conclusions = ['confirmed', 'pseudo-resistance', 'undecided'] as const
export type Conclusion = (typeof conclusions)[number]

export const checklistWords = {
  answer: { present: 'present', absent: 'looked for, not found', 'not-known': 'not known' },
  conclusion: {
    confirmed: 'Treatment resistance confirmed',
    'pseudo-resistance': 'Not resistance: a cause above explains it',
    undecided: 'Undecided',
  },
} as const satisfies {
  readonly answer: Readonly<Record<CheckAnswer, string>>
  readonly conclusion: Readonly<Record<Conclusion, string>>
}

export interface GivenAnswer {
  readonly answer: CheckAnswer
  /** What it rests on, in the clinician's words; empty when nothing was written. */
  readonly comment: string
}

export interface Checklist {
  readonly answers: Readonly<Partial<Record<string, GivenAnswer>>>
  readonly conclusion: Conclusion
  readonly definition: DefinitionId
  /** Why resistance is confirmed over what is unknown, present or not met; empty when nothing was written. */
  readonly reason: string
}

export interface SavedChecklist {
  readonly checklist: Checklist
  readonly source: Source
  /** Epoch milliseconds; undefined when the server holds no readable time. */
  readonly savedAtMs: number | undefined
  readonly author: string
}

/** What each check asks, in the project's own words; the same sentences stand in the published Questionnaire. */
export const checkQuestions: Readonly<Record<string, string>> = {
  dose: 'Was the dose below the minimum effective dose?',
  duration: 'Was the time at an adequate dose too short?',
  adherence: 'Was it not taken as prescribed?',
  intolerance: 'Were trials stopped for side effects, before an effect could show?',
  bipolarity: 'Is there a bipolar disorder that was not recognised (screen, family history, activation on an antidepressant)?',
  'other-psychiatric': 'Does another psychiatric condition keep the symptoms up?',
  substances: 'Do alcohol or other substances keep the symptoms up?',
  thyroid: 'Is there thyroid disease?',
  anaemia: 'Is there anaemia?',
  'sleep-apnoea': 'Is there sleep apnoea?',
  interactions: 'Does another medicine, or smoking, lower the level of the antidepressant?',
  metaboliser: 'Is metabolism by CYP2D6 or CYP2C19 fast, or a plasma level low?',
  depressogenic: 'Is there a medicine that can cause depression?',
  stressors: 'Is there an acute or lasting stressor?',
  measurement: 'Do the questionnaire and the interview disagree?',
  form: 'Did a change of brand or form come before the loss of effect?',
}

/** Order of the clinical reference, section 6. */
export const checkIds: readonly string[] = Object.keys(checkQuestions)

export type CheckState = 'present' | 'absent' | 'unknown'

export interface ChecklistRow {
  readonly id: string
  readonly title: string
  readonly question: string
  /** What the record says. */
  readonly verdict: Verdict
  readonly given: GivenAnswer | undefined
  readonly state: CheckState
  /** The record and the answer say different things. */
  readonly differs: boolean
  readonly citation: Citation
}

/** One row a check, in the reference's order; checks of the engine that this list does not know come last. */
export function checklistRows(checks: readonly PseudoCheck[], answers: Checklist['answers']): readonly ChecklistRow[] {
  const rank = (id: string): number => {
    const at = checkIds.indexOf(id)
    return at === -1 ? checkIds.length : at
  }
  return checks
    .toSorted((a, b) => rank(a.id) - rank(b.id))
    .map(({ id, title, verdict, citation }) => {
      const given = answers[id]
      return { id, title, question: checkQuestions[id] ?? title, verdict, given, ...stateOf(verdict, given), citation }
    })
}

function stateOf(verdict: Verdict, given: GivenAnswer | undefined): { readonly state: CheckState; readonly differs: boolean } {
  const recorded = verdict.kind === 'met' ? 'present' : verdict.kind === 'not-met' ? 'absent' : 'unknown'
  if (given === undefined) return { state: recorded, differs: false }
  const answered = given.answer === 'not-known' ? 'unknown' : given.answer
  // "Not known" is no answer to what the record does know.
  if (answered === 'unknown') return { state: recorded, differs: false }
  return { state: answered, differs: recorded !== 'unknown' && recorded !== answered }
}

export type Permission = { readonly allowed: true } | { readonly allowed: false; readonly why: string }

/**
 * Whether "resistance confirmed" may be saved: only with a reason when anything is unknown, present, or the definition is not met.
 *
 * Source: confirmation of adherence, dose and duration first, Gaddey 2024 [S]; the stated reason is a choice of this project [I].
 */
export function mayConclude(conclusion: Conclusion, rows: readonly ChecklistRow[], resistance: Resistance, reason: string): Permission {
  if (conclusion !== 'confirmed' || reason.trim() !== '') return { allowed: true }
  const obstacles = obstaclesTo(rows, resistance)
  return obstacles.length === 0
    ? { allowed: true }
    : { allowed: false, why: `Resistance cannot be confirmed without a stated reason: ${obstacles.join('; ')}` }
}

/** What stands in the way of confirming resistance, in words; empty when nothing does. */
export function obstaclesTo(rows: readonly ChecklistRow[], resistance: Resistance): readonly string[] {
  const named = (state: CheckState): readonly string[] => rows.filter((row) => row.state === state).map((row) => row.title.toLowerCase())
  const unknowns = named('unknown')
  const present = named('present')
  return [
    ...(resistance.status === 'met' ? [] : [`the definition is ${resistance.status === 'not-met' ? 'not met' : 'not decided'}`]),
    ...(unknowns.length === 0 ? [] : [`${counted(unknowns.length, 'check')} not known (${unknowns.join(', ')})`]),
    ...(present.length === 0 ? [] : [`${counted(present.length, 'cause')} present (${present.join(', ')})`]),
  ]
}
