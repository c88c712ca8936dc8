import { NavLink } from 'react-router'
import { later } from '#src/ui/later.tsx'
import { useLinks } from '#src/ui/links.tsx'
import styles from '#src/app/navigation.module.css'

const FlagCount = later('count', async () => (await import('#src/app/flag-count.tsx')).FlagCount)

export function Navigation() {
  const links = useLinks()
  return (
    <nav aria-label="Views" className={styles['views']}>
      <NavLink to={links.caseload()} end className={linkClass}>
        Caseload
      </NavLink>
      <NavLink to={links.flags()} className={linkClass}>
        Flags
        <FlagCount />
      </NavLink>
      <NavLink to={links.outcomes()} className={linkClass}>
        Outcomes
      </NavLink>
    </nav>
  )
}

const linkClass = ({ isActive }: { readonly isActive: boolean }): string =>
  isActive ? `${styles['view']} ${styles['here']}` : (styles['view'] ?? '')
