/** A caseload that was read, as the screens show it: everybody judged, waiting to be, or named with the reason why not. */
import type { Assessment } from '#src/clinical/assessment.ts'
import type { ClinicalSettings } from '#src/clinical/settings.ts'
import type { Member } from '#src/fhir/fetch-caseload.ts'
import type { Day } from '#src/lib/calendar.ts'
import { assessed, isAssessed } from '#src/queries/assessed.ts'
import type { Held, ReadCaseload } from '#src/queries/read-caseload.ts'
import type { Caseload, CaseloadEntry } from '#src/queries/types.ts'

const views = new WeakMap<ReadCaseload, { readonly day: Day; readonly settings: ClinicalSettings; readonly view: Caseload }>()

/** The same view for the same reading, day and rules, so that nothing is drawn twice. */
export function judged(value: ReadCaseload, day: Day, settings: ClinicalSettings): Caseload {
  const kept = views.get(value)
  if (kept && kept.day === day && kept.settings === settings) return kept.view
  const view = judge(value, day, settings)
  // Who is still being judged will be there at the next look.
  const isWhole = !view.entries.some((entry) => entry.kind === 'pending' && value.read.has(entry.id))
  if (isWhole) views.set(value, { day, settings, view })
  return view
}

/** At most so many are judged while drawing; more wait for their slice. */
const MOST_AT_ONCE = 60

/** @param assess how one record is judged; a parameter so that a test can make it fail */
export function judge(
  { members, read, startedMs, rejected }: ReadCaseload,
  day: Day,
  settings: ClinicalSettings,
  assess = assessed,
): Caseload {
  let left = MOST_AT_ONCE
  const entries = members.map((member): CaseloadEntry => {
    const { id, label } = member
    const held = read.get(id)
    if (!held) return pendingEntry(member)
    if (held.kind === 'none') return { kind: 'unreadable', id, label: label ?? `Patient ${id}`, reason: held.reason }
    if (!isAssessed(held.record, day, settings) && left-- <= 0) return pendingEntry(member)
    return judgedEntry(id, held, () => assess(held.record, day, settings))
  })
  const records = entries.flatMap((entry) => (entry.kind === 'read' ? [entry.record] : []))
  const seen = new Map(records.flatMap((record) => record.incomplete).map((part) => [`${part.part}: ${part.reason}`, part]))
  return {
    entries,
    total: members.length,
    read: entries.filter((entry) => entry.kind !== 'pending').length,
    complete: records.length === members.length && seen.size === 0,
    incomplete: [...seen.values()],
    rejected: [...rejected, ...records.flatMap((record) => record.rejected)],
    asOf: day,
    fetchedAtMs: entries.reduce((oldest, entry) => (entry.kind === 'read' ? Math.min(oldest, entry.fetchedAtMs) : oldest), startedMs),
  }
}

const pending = new WeakMap<Member, CaseloadEntry>()

/** The same entry each time: while 10,000 are read, those still to come are not made anew for every group that arrives. */
function pendingEntry(member: Member): CaseloadEntry {
  const kept = pending.get(member) ?? { kind: 'pending', id: member.id }
  pending.set(member, kept)
  return kept
}

const judgedBefore = new WeakMap<Held, CaseloadEntry & { readonly kind: 'read' }>()

/** One record that makes a rule fail must not take everybody else's page with it: that patient is shown as not judged, with the reason. */
function judgedEntry(id: string, held: Held & { readonly kind: 'record' }, assess: () => Assessment): CaseloadEntry {
  const { record, fetchedAtMs } = held
  try {
    const assessment = assess()
    const before = judgedBefore.get(held)
    if (before?.assessment === assessment) return before
    const entry = { kind: 'read', id, record, assessment, fetchedAtMs } as const
    judgedBefore.set(held, entry)
    return entry
  } catch {
    const label = record.identity.name.kind === 'known' ? record.identity.name.value : `Patient ${id}`
    return { kind: 'unreadable', id, label, reason: 'the record was read, but could not be judged: a fault in Remit, not in the record' }
  }
}
