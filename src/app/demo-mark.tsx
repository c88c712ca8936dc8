import { useState } from 'react'
import type { DemoControls } from '#src/app/start-mocks.ts'
import styles from '#src/app/demo-mark.module.css'

/** Says, in every view of the demo, that nobody here is real but the published case; and gives the demo back as it was. */
export function DemoMark({ demo }: { readonly demo: DemoControls }) {
  const [isResetting, setResetting] = useState(false)
  const reset = async (): Promise<void> => {
    setResetting(true)
    await demo.reset()
    window.location.reload()
  }
  return (
    <span className={styles['mark']}>
      <strong>Synthetic data</strong>
      <span className={styles['more']}>Nobody here is a patient; the one published case is marked as such.</span>
      <button type="button" className={styles['reset']} disabled={isResetting} onClick={() => void reset()}>
        {isResetting ? 'Resetting' : 'Reset demo'}
      </button>
    </span>
  )
}
