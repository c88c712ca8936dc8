import { Link } from 'react-router'
import { Button } from '#src/ui/button.tsx'
import { Notice } from '#src/ui/notice.tsx'
import { useLinks } from '#src/ui/links.tsx'
import styles from '#src/app/pages/not-found.module.css'

/** A page that could not be shown. Code that is no longer on the web server means a new version; anything else is a defect, and says so. */
export function RouteFailed({ error }: { readonly error: unknown }) {
  const links = useLinks()
  const isOldVersion = error instanceof TypeError && /dynamically imported module|module script/i.test(error.message)
  const reload = <Button onClick={() => window.location.reload()}>Reload</Button>
  return (
    <div className={styles['page']}>
      <h1>Not shown</h1>
      {isOldVersion ? (
        <Notice tone="decide" role="alert" title="This page could not be loaded: there may be a new version of Remit." action={reload}>
          Nothing was changed. What waits to be saved is kept.
        </Notice>
      ) : (
        <Notice
          tone="unknown"
          role="alert"
          title="This page could not be shown."
          action={
            <>
              {reload}
              <Link to={links.caseload()}>Caseload</Link>
            </>
          }
        >
          A fault in Remit, not in the record. The other pages still work.
        </Notice>
      )}
    </div>
  )
}
