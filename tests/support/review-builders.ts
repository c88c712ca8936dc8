/** Stored reviews written by hand, for tests of the queue and its screens. */
import type { Finding } from '#src/clinical/assessment.ts'
import type { FindingSnapshot, Person, Review } from '#src/clinical/review.ts'
import { addDays, day, daysBetween, instantFromIso, isoFromDay, localDayAt, type Day } from '#src/lib/calendar.ts'
import { finding } from '#tests/support/builders.ts'

export const reyes: Person = { ref: 'Practitioner/dr-01', name: 'Dr M. Reyes' }
export const okafor: Person = { ref: 'Practitioner/dr-02', name: 'Dr A. Okafor' }

/** A moment on this day as the test's own time zone counts days; noon in London is tomorrow in Kiritimati. */
export function noonOn(iso: string): number {
  const wanted = day(iso)
  const noon = (on: Day): number => instantFromIso(`${isoFromDay(on)}T12:00:00Z`) ?? 0
  return noon(addDays(wanted, daysBetween(localDayAt(noon(wanted)), wanted)))
}

export function met(rule: Finding['rule'], since: string | undefined, parts: Partial<Finding> = {}): Finding {
  const from = since === undefined ? undefined : day(since)
  return finding({ rule, since: from, key: `${rule}|p-1|sertraline@2026-01-12|${since ?? ''}`, ...parts })
}

export function snapshot(parts: Partial<FindingSnapshot> = {}): FindingSnapshot {
  return {
    key: 'inadequate-response|p-1|sertraline@2026-01-12|2026-03-02',
    rule: 'inadequate-response',
    ruleVersion: '1',
    tier: 'decide',
    title: 'Inadequate response at an adequate dose',
    sentence: '19 → 17 (−2, −11 %)',
    statement: 'Less than 50 % better after 42 days at an adequate dose',
    since: day('2026-03-02'),
    evidence: [],
    phq9: 17,
    item9: 0,
    phq9Day: day('2026-03-09'),
    ...parts,
  }
}

interface ReviewParts extends Partial<Omit<Review, 'finding'>> {
  readonly on?: string
  readonly finding?: Partial<FindingSnapshot>
}

export function review({ on = '2026-03-05', finding: found = {}, ...parts }: ReviewParts = {}): Review {
  const by = parts.by ?? reyes
  const atMs = noonOn(on)
  return {
    id: 't-1',
    versionId: '1',
    issue: { id: 'di-1', versionId: '1' },
    round: 1,
    actionIds: ['a-1'],
    patientId: 'p-1',
    finding: snapshot(found),
    state: 'resolved',
    owner: by,
    cover: undefined,
    by,
    atMs,
    snooze: undefined,
    decision: { code: 'switch', rationale: 'two trials', recheck: undefined, order: undefined },
    note: 'Decided: Switch antidepressant. two trials.',
    entries: [{ by, atMs, text: 'Decided: Switch antidepressant. two trials.' }],
    ...parts,
  }
}

export function snoozedReview(latest: Day, parts: ReviewParts = {}): Review {
  return review({ state: 'snoozed', decision: undefined, snooze: { latest, ...parts.snooze }, ...parts })
}
