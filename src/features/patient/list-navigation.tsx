import { useEffect } from 'react'
import { Link, useLocation, useNavigate, useSearchParams } from 'react-router'
import { listState, neighboursOf } from '#src/features/patient/patient-search.ts'
import { useLinks, type Links } from '#src/ui/links.tsx'
import styles from '#src/features/patient/list-navigation.module.css'

/** The way back to the list, the place in it, and the neighbours by link and by the keys [ and ]. */
export function ListNavigation({ id }: { readonly id: string }) {
  const links = useLinks()
  const location = useLocation()
  const navigate = useNavigate()
  const [search] = useSearchParams()
  const list = listState(location.state)
  const place = neighboursOf(list, id)
  const from = search.get('from') ?? undefined
  const { to: back, name } = wayBack(links, from, id)
  const to = (other: string): string => links.patient(other, from === undefined ? {} : { from })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const other = { '[': place?.previous, ']': place?.next }[event.key]
      if (other === undefined || isTyping(event) || document.querySelector('dialog[open]') !== null) return
      event.preventDefault()
      void navigate(to(other), { state: location.state })
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  })
  return (
    <nav className={styles['navigation']} aria-label="List">
      <Link to={back}>{`← ${list?.label ?? name}`}</Link>
      {place !== undefined && (
        <>
          <span>{`${place.position} of ${place.total}`}</span>
          {place.previous !== undefined && (
            <Link
              to={to(place.previous)}
              state={location.state}
              aria-label="Previous patient"
              aria-keyshortcuts="["
              title="Previous patient, key ["
            >
              [ ‹
            </Link>
          )}
          {place.next !== undefined && (
            <Link to={to(place.next)} state={location.state} aria-label="Next patient" aria-keyshortcuts="]" title="Next patient, key ]">
              › ]
            </Link>
          )}
        </>
      )}
    </nav>
  )
}

/** Back to the very place: the queue stands on this patient again, the caseload on its own filter. */
function wayBack(links: Links, from: string | undefined, id: string): { readonly to: string; readonly name: string } {
  const [list, search = ''] = from?.split('?') ?? []
  if (list === 'flags') return { to: links.flags({ patient: id, search }), name: 'Flags' }
  return from === 'outcomes' ? { to: links.outcomes(), name: 'Outcomes' } : { to: links.caseload(from), name: 'Caseload' }
}

function isTyping(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return true
  const { target } = event
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
}
