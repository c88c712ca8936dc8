import { Button } from '#src/ui/button.tsx'
import { Notice } from '#src/ui/notice.tsx'
import styles from '#src/app/start-failed.module.css'

export interface StartFailedProps {
  readonly title: string
  readonly reason: string
}

/** In place of the app when it cannot start: nothing half-way, and no caseload that only looks empty. */
export function StartFailed({ title, reason }: StartFailedProps) {
  return (
    <main className={styles['page']}>
      <h1>Remit</h1>
      <Notice tone="urgent" role="alert" title={title} action={<Button onClick={() => window.location.reload()}>Try again</Button>}>
        {reason}
      </Notice>
    </main>
  )
}
