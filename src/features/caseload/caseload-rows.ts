/** Pure: what was read -> the rows of the table, and their order. */
import type { Assessment } from '#src/clinical/assessment.ts'
import type { PatientRecord } from '#src/clinical/facts.ts'
import { searchWords } from '#src/features/caseload/patient-search.ts'
import { places, type Place } from '#src/features/caseload/words.ts'
import { assertNever } from '#src/lib/assert-never.ts'
import type { CaseloadEntry } from '#src/queries/types.ts'

export interface JudgedRow {
  readonly kind: 'judged'
  readonly id: string
  /** As shown; "name not known" when the record has none. */
  readonly name: string
  /** Folded "family given", for sorting by name. */
  readonly nameKey: string
  readonly words: readonly string[]
  readonly place: Place
  readonly why: string
  readonly record: PatientRecord
  readonly assessment: Assessment
}

/** A patient of the list who was not read yet or could not be read: a row all the same, because nobody disappears. */
export interface UnjudgedRow {
  readonly kind: 'pending' | 'unreadable'
  readonly id: string
  readonly name: string
  readonly nameKey: string
  readonly words: readonly string[]
  readonly place: Place
  readonly why: string
}

export type CaseloadRow = JudgedRow | UnjudgedRow

const made = new WeakMap<CaseloadEntry | Assessment, CaseloadRow>()

/**
 * The row of one patient. The same assessment gives the same row object, also in a new entry, so that a refresh redraws only
 * what changed.
 */
export function toRow(entry: CaseloadEntry): CaseloadRow {
  const same = entry.kind === 'read' ? entry.assessment : entry
  const before = made.get(same)
  if (before !== undefined) return before
  const row = makeRow(entry)
  made.set(same, row)
  return row
}

function makeRow(entry: CaseloadEntry): CaseloadRow {
  switch (entry.kind) {
    case 'read':
      return judgedRow(entry.id, entry.record, entry.assessment)
    case 'pending': {
      const name = `Patient/${entry.id}`
      return {
        kind: 'pending',
        id: entry.id,
        name,
        nameKey: entry.id,
        words: searchWords(entry.id),
        place: 'not-read',
        why: 'not read yet',
      }
    }
    case 'unreadable': {
      const words = searchWords(`${entry.label} ${entry.id}`)
      return {
        kind: 'unreadable',
        id: entry.id,
        name: entry.label,
        nameKey: words.join(' '),
        words,
        place: 'cannot-judge',
        why: entry.reason,
      }
    }
    default:
      return assertNever(entry)
  }
}

function judgedRow(id: string, record: PatientRecord, assessment: Assessment): JudgedRow {
  const { identity } = record
  const name = identity.name.kind === 'known' ? identity.name.value : 'name not known'
  const number = identity.recordNumber.kind === 'known' ? identity.recordNumber.value : ''
  return {
    kind: 'judged',
    id,
    name,
    nameKey: searchWords(`${identity.family} ${identity.given}`).join(' ') || searchWords(name).join(' '),
    words: searchWords(`${name} ${identity.family} ${identity.given} ${number} ${id}`),
    place: assessment.section,
    why: assessment.sectionWhy,
    record,
    assessment,
  }
}

/** How many rows stand at each place; the counts add up to the number of rows. */
export function countByPlace(rows: readonly CaseloadRow[]): Readonly<Record<Place, number>> {
  const counts: Record<Place, number> = { urgent: 0, decide: 0, watch: 0, waiting: 0, 'on-target': 0, 'cannot-judge': 0, 'not-read': 0 }
  for (const row of rows) counts[row.place] += 1
  return counts
}

/** Triage order of the places: who needs something, then who cannot be judged, then who is well, then who is still being read. */
const triageRank: ReadonlyMap<Place, number> = new Map(
  (['urgent', 'decide', 'watch', 'cannot-judge', 'waiting', 'on-target', 'not-read'] as const satisfies readonly Place[]).map(
    (place, rank) => [place, rank],
  ),
)

/** Rank of a place in triage order, [0, 6]; places.length for one that is not ranked. */
export function placeRank(place: Place): number {
  return triageRank.get(place) ?? places.length
}
