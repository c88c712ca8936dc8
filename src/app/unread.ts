/** Pure: what could not be read, by patient, so that it can be counted and listed. */
import { counted } from '#src/lib/figures.ts'
import type { Caseload } from '#src/queries/types.ts'

export interface UnreadLine {
  readonly patientId: string
  readonly name: string
  /** "Observation/123", or the part of the record that failed. */
  readonly source: string
  readonly reason: string
}

/** Every rejected resource, every part that failed and every patient who could not be read; empty when all was read. */
export function unreadLines(caseload: Caseload): readonly UnreadLine[] {
  return caseload.entries.flatMap((entry): readonly UnreadLine[] => {
    if (entry.kind === 'pending') return []
    if (entry.kind === 'unreadable') return [{ patientId: entry.id, name: entry.label, source: 'the whole record', reason: entry.reason }]
    const { identity, rejected, incomplete } = entry.record
    const who = { patientId: entry.id, name: identity.name.kind === 'known' ? identity.name.value : 'name not known' }
    return [
      ...incomplete.map((part) => ({ ...who, source: part.part, reason: part.reason })),
      ...rejected.map(({ source, reason }) => ({ ...who, source, reason })),
    ]
  })
}

/** "3 results of 2 patients could not be read" */
export function unreadSentence(lines: readonly UnreadLine[]): string {
  const people = new Set(lines.map((line) => line.patientId)).size
  return `${counted(lines.length, 'result')} of ${counted(people, 'patient')} could not be read`
}
