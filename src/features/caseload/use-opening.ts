import { useCallback, useState } from 'react'
import { useHref, useNavigate } from 'react-router'
import { usePlaceMemory } from '#src/features/caseload/caseload-memory.ts'
import type { SteadyOrder } from '#src/features/caseload/steady-order.ts'
import { useLinks } from '#src/ui/links.tsx'
import { useAnnounce } from '#src/ui/live-region.tsx'

export interface Opening {
  readonly hrefOf: (id: string) => string
  readonly open: (id: string, index: number, atMs: number) => void
  /** The last click came while the list was moving, and nothing was opened. */
  readonly isClickRefused: boolean
}

/** What the patient page needs to say "3 of 21" and to step on: it travels with the navigation, never in the address. */
export interface OpenedList {
  readonly ids: readonly string[]
  /** "Decide now"; undefined for the whole caseload. */
  readonly label: string | undefined
}

/** Opening a patient: never the one who took another's place a moment before the click. */
export function useOpening(order: SteadyOrder, from: string, listNow: () => OpenedList): Opening {
  const links = useLinks()
  const memory = usePlaceMemory()
  const navigate = useNavigate()
  const announce = useAnnounce()
  const base = useHref('/').replace(/\/$/, '')
  const [isClickRefused, setClickRefused] = useState(false)
  // Stable, so that rows are drawn again only when the address they lead to is another.
  const hrefOf = useCallback((id: string) => base + links.patient(id, from === '' ? {} : { from }), [base, links, from])
  return {
    hrefOf,
    isClickRefused,
    open: (id, index, atMs) => {
      if (index >= 0 && order.isSwapped(index, id, atMs)) {
        setClickRefused(true)
        announce('The list had just moved, so nothing was opened. Click again.')
        return
      }
      memory.write({ isAway: true })
      void navigate(links.patient(id, from === '' ? {} : { from }), { state: listNow() })
    },
  }
}
