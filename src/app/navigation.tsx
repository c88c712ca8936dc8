import { NavLink } from 'react-router'
import { counted } from '#src/lib/figures.ts'
import { useQueueCount } from '#src/app/queue-count.ts'
import { useLinks } from '#src/ui/links.tsx'
import { VisuallyHidden } from '#src/ui/visually-hidden.tsx'
import styles from '#src/app/navigation.module.css'

export function Navigation() {
  const links = useLinks()
  const left = useQueueCount()
  return (
    <nav aria-label="Views" className={styles['views']}>
      <NavLink to={links.caseload()} end className={linkClass}>
        Caseload
      </NavLink>
      <NavLink to={links.flags()} className={linkClass}>
        Flags
        {left !== undefined && (
          <span className={styles['count']}>
            <span aria-hidden="true">{left}</span>
            <VisuallyHidden>{counted(left, 'patient')} to decide</VisuallyHidden>
          </span>
        )}
      </NavLink>
      <NavLink to={links.outcomes()} className={linkClass}>
        Outcomes
      </NavLink>
    </nav>
  )
}

const linkClass = ({ isActive }: { readonly isActive: boolean }): string =>
  isActive ? `${styles['view']} ${styles['here']}` : (styles['view'] ?? '')
