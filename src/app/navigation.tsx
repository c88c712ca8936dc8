import { NavLink } from 'react-router'
import { counted } from '#src/lib/figures.ts'
import { useQueueCount } from '#src/app/queue-count.ts'
import { ErrorBoundary } from '#src/ui/error-boundary.tsx'
import { useLinks } from '#src/ui/links.tsx'
import { VisuallyHidden } from '#src/ui/visually-hidden.tsx'
import styles from '#src/app/navigation.module.css'

export function Navigation() {
  const links = useLinks()
  return (
    <nav aria-label="Views" className={styles['views']}>
      <NavLink to={links.caseload()} end className={linkClass}>
        Caseload
      </NavLink>
      <NavLink to={links.flags()} className={linkClass}>
        Flags
        <ErrorBoundary what="count" look="inline">
          <FlagCount />
        </ErrorBoundary>
      </NavLink>
      <NavLink to={links.outcomes()} className={linkClass}>
        Outcomes
      </NavLink>
    </nav>
  )
}

function FlagCount() {
  const left = useQueueCount()
  if (left === undefined) return undefined
  return (
    <span className={styles['count']}>
      <span aria-hidden="true">{left}</span>
      <VisuallyHidden>{counted(left, 'patient')} to decide</VisuallyHidden>
    </span>
  )
}

const linkClass = ({ isActive }: { readonly isActive: boolean }): string =>
  isActive ? `${styles['view']} ${styles['here']}` : (styles['view'] ?? '')
