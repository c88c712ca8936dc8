import { Link } from 'react-router'
import { Notice } from '#src/ui/notice.tsx'
import { useLinks } from '#src/ui/links.tsx'
import styles from '#src/app/pages/not-found.module.css'

export function NotFound() {
  const links = useLinks()
  return (
    <div className={styles['page']}>
      <h1>Not found</h1>
      <Notice
        tone="plain"
        title="There is no such page."
        action={
          <>
            <Link to={links.caseload()}>Caseload</Link>
            <Link to={links.flags()}>Flags</Link>
          </>
        }
      >
        The address may be misspelled, or the page belongs to another version of Remit.
      </Notice>
    </div>
  )
}
