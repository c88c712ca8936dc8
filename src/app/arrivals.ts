/** Who has become urgent while the page was open: told in every view until somebody has seen it. */
import { useState } from 'react'
import { matchPath, useLocation } from 'react-router'
import { patterns } from '#src/app/paths.ts'
import { useCaseload } from '#src/queries/caseload.ts'
import type { Caseload, CaseloadEntry } from '#src/queries/types.ts'

type Read = CaseloadEntry & { readonly kind: 'read' }

const isUrgent = (entry: CaseloadEntry): entry is Read => entry.kind === 'read' && entry.assessment.section === 'urgent'

/** Urgent patients nobody has been told of. */
export function arrivedIn(caseload: Caseload, seen: ReadonlySet<string> | undefined): readonly Read[] {
  return seen === undefined ? [] : caseload.entries.filter(isUrgent).filter(({ id }) => !seen.has(id))
}

/**
 * Whom nobody needs to be told of any more. At the first whole reading that is everybody: the page itself shows them. Who was read and is
 * no longer urgent is told of the next time; who could not be read may still be urgent, and is not.
 */
export function stillSeen(caseload: Caseload, seen: ReadonlySet<string> | undefined): ReadonlySet<string> {
  if (seen === undefined) return new Set(caseload.entries.filter(isUrgent).map(({ id }) => id))
  const calm = new Set(
    caseload.entries.flatMap((entry) => (entry.kind === 'read' && entry.assessment.section !== 'urgent' ? [entry.id] : [])),
  )
  return [...seen].some((id) => calm.has(id)) ? new Set([...seen].filter((id) => !calm.has(id))) : seen
}

export interface Arrivals {
  readonly arrived: readonly Read[]
  readonly markSeen: () => void
}

/** Whoever is opened is seen as well. */
export function useArrivals(): Arrivals {
  const { loaded, progress } = useCaseload()
  const opened = matchPath(patterns.patient, useLocation().pathname)?.params.id
  const [seen, setSeen] = useState<ReadonlySet<string>>()
  const value = progress === undefined && (loaded.kind === 'fresh' || loaded.kind === 'stale') ? loaded.value : undefined
  if (value === undefined) return { arrived: [], markSeen: () => undefined }
  const kept = stillSeen(value, seen)
  const arrived = arrivedIn(value, kept)
  const next = opened !== undefined && arrived.some(({ id }) => id === opened) ? new Set([...kept, opened]) : kept
  if (next !== seen) setSeen(next)
  return { arrived: arrivedIn(value, next), markSeen: () => setSeen(new Set([...next, ...arrived.map(({ id }) => id)])) }
}
