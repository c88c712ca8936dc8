/** What somebody has entered and not sent, and how it becomes a deed. Read back from storage, so nothing is believed unchecked. */
import * as z from 'zod/mini'
import { acknowledgementDays, type QueuedFlag } from '#src/clinical/queue.ts'
import { decisionCodes, dismissReasons, type Deed, type DecisionCode, type Person, type SnoozeUntil } from '#src/clinical/review.ts'
import { addDays, dayFromIso, isoFromDay, type Day } from '#src/lib/calendar.ts'
import { err, ok, type Result } from '#src/lib/result.ts'

/** The longest a finding may be put off [I]: eight weeks, the length of an adequate trial window. */
export const longestSnoozeDays = 56
/** What a snooze ends at unless another date is set [I]: PHQ-9 is repeated every 2 to 4 weeks (CANMAT 2023 Q.5.c). */
export const usualSnoozeDays = 14

const draftSchema = z.object({
  verb: z.enum(['act', 'snooze', 'dismiss', 'hand-over']),
  code: z.string(),
  text: z.string(),
  /** "YYYY-MM-DD" or empty. */
  date: z.string(),
  order: z.string(),
  nextPhq9: z.boolean(),
  dayAtDose: z.string(),
  worseBy: z.string(),
  item9: z.boolean(),
  to: z.string(),
  /** Keys of flags that were left out by hand. */
  except: z.array(z.string()),
})
export type Draft = z.infer<typeof draftSchema>

export const emptyDraft = (verb: Draft['verb'], asOf: Day): Draft => ({
  verb,
  code: '',
  text: '',
  date: verb === 'snooze' ? isoFromDay(addDays(asOf, usualSnoozeDays)) : '',
  order: '',
  nextPhq9: verb === 'snooze',
  dayAtDose: '',
  worseBy: '',
  item9: false,
  to: '',
  except: [],
})

/**
 * A draft with something changed. What is to be looked at again comes back on a day that is seen before it is saved; another
 * decision does not inherit that day.
 */
export function changed(draft: Draft, part: Partial<Draft>, asOf: Day): Draft {
  const next = { ...draft, ...part }
  if (part.code === undefined || part.code === draft.code) return next
  const usual = isoFromDay(addDays(asOf, acknowledgementDays))
  if (part.code === 'continue-and-recheck' && next.date === '') return { ...next, date: usual }
  return draft.code === 'continue-and-recheck' && next.date === usual ? { ...next, date: '' } : next
}

/** A kept draft of this verb; undefined for anything else. */
export function draftFrom(kept: unknown, verb: Draft['verb']): Draft | undefined {
  const parsed = draftSchema.safeParse(kept)
  return parsed.success && parsed.data.verb === verb ? parsed.data : undefined
}

/** Decisions that close a finding because something is done or deliberately not done; setting aside has its own verb. */
export const decisions: readonly DecisionCode[] = decisionCodes.filter((code) => code !== 'not-applicable' && code !== 'data-error')

/** The same for a safety flag, the answer that it asks for first. */
export const safetyDecisions: readonly DecisionCode[] = [
  'safety-assessment-done',
  ...decisions.filter((code) => code !== 'safety-assessment-done'),
]

/** Reasons for which a safety flag may be set aside: that a patient prefers no change is none. */
export const safetyDismissReasons = dismissReasons.filter((code) => code !== 'no-change-patient-preference')

export const wordsMissing = 'A safety flag is not closed without a word: say in the text why.'

/**
 * What the draft says, as a deed for each flag; or the first thing that is missing, in words.
 *
 * @param isOfSafety whether it closes a safety flag, which takes a sentence unless a safety assessment was done
 */
export function deedOf(draft: Draft, asOf: Day, colleagues: readonly Person[], isOfSafety = false): Result<(flag: QueuedFlag) => Deed> {
  const isWordless = isOfSafety && draft.text.trim() === ''
  switch (draft.verb) {
    case 'act':
      return isWordless && draft.code !== '' && draft.code !== 'safety-assessment-done' ? err(wordsMissing) : decisionDeed(draft, asOf)
    case 'snooze':
      return snoozeDeed(draft, asOf)
    case 'dismiss': {
      const reason = (isOfSafety ? safetyDismissReasons : dismissReasons).find((one) => one === draft.code)
      if (reason === undefined) return err('Choose a reason.')
      if (isWordless) return err(wordsMissing)
      return ok((): Deed => ({ kind: 'dismiss', reason, rationale: draft.text.trim() }))
    }
    case 'hand-over': {
      const to = colleagues.find((person) => person.ref === draft.to)
      if (!to) return err('Choose a colleague.')
      const through = draft.date === '' ? undefined : dayFromIso(draft.date)
      if (draft.date !== '' && (through === undefined || through < asOf)) return err('The last day of the cover must not lie before today.')
      return ok((): Deed => ({ kind: 'hand-over', to, through, note: draft.text.trim() }))
    }
  }
}

function decisionDeed(draft: Draft, asOf: Day): Result<() => Deed> {
  const code = decisions.find((one) => one === draft.code)
  if (code === undefined) return err('Choose a decision.')
  const recheck = draft.date === '' ? undefined : dayFromIso(draft.date)
  if (draft.date !== '' && recheck === undefined) return err('The recheck date is not a date.')
  if (recheck !== undefined && recheck <= asOf) return err('The recheck date must lie after today.')
  const order = draft.order === '' ? undefined : draft.order
  return ok((): Deed => ({ kind: 'decide', decision: { code, rationale: draft.text.trim(), recheck, order } }))
}

function snoozeDeed(draft: Draft, asOf: Day): Result<() => Deed> {
  const latest = dayFromIso(draft.date)
  if (latest === undefined) return err('A snooze always has a latest date.')
  if (latest <= asOf) return err('The latest date must lie after today.')
  if (latest > addDays(asOf, longestSnoozeDays)) return err(`The latest date may be ${longestSnoozeDays} days away at most.`)
  const dayAtDose = wholeNumber(draft.dayAtDose)
  const worseByPoints = wholeNumber(draft.worseBy)
  if (draft.dayAtDose !== '' && (dayAtDose === undefined || dayAtDose < 1)) return err('The day at dose is not a whole number of days.')
  if (draft.worseBy !== '' && (worseByPoints === undefined || worseByPoints < 1 || worseByPoints > 27))
    return err('The points must be a whole number from 1 to 27.')
  const snooze: SnoozeUntil = {
    latest,
    ...(draft.nextPhq9 ? { nextPhq9: true } : {}),
    ...(dayAtDose === undefined ? {} : { dayAtDose }),
    ...(worseByPoints === undefined ? {} : { worseByPoints }),
    ...(draft.item9 ? { item9Above0: true } : {}),
  }
  return ok((): Deed => ({ kind: 'snooze', snooze, note: draft.text.trim() }))
}

function wholeNumber(text: string): number | undefined {
  return /^\d{1,3}$/.test(text) ? parseInt(text, 10) : undefined
}
