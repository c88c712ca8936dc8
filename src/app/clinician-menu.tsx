import { Link } from 'react-router'
import { useSession } from '#src/app/session-context.ts'
import { applyTheme, themes, useTheme } from '#src/app/theme.ts'
import { useClinician } from '#src/queries/remit-context.tsx'
import { DropDown } from '#src/ui/drop-down.tsx'
import { useLinks } from '#src/ui/links.tsx'
import styles from '#src/app/clinician-menu.module.css'

/** Who is working, and the settings of this window. */
export function ClinicianMenu() {
  const { name } = useClinician()
  const links = useLinks()
  const theme = useTheme()
  const session = useSession()
  return (
    <DropDown label={name} look="quiet">
      <div className={styles['menu']}>
        <fieldset className={styles['themes']}>
          <legend>Appearance</legend>
          {themes.map(({ id, label }) => (
            <label key={id}>
              <input type="radio" name="theme" checked={theme === id} onChange={() => applyTheme(id)} />
              {label}
            </label>
          ))}
        </fieldset>
        <Link to={links.rules()}>Rule book</Link>
        <button type="button" className={styles['action']} onClick={() => window.print()}>
          Print this page
        </button>
        <button type="button" className={styles['action']} onClick={() => session.lock('asked')}>
          Lock now
        </button>
      </div>
    </DropDown>
  )
}
