import type { Assessment, Finding } from '#src/clinical/assessment.ts'
import { Mark } from '#src/ui/mark.tsx'
import styles from '#src/features/flags/why.module.css'

/** The rules that did not raise a flag say why, too. */
export function OtherFindings({ assessment }: { readonly assessment: Assessment }) {
  const untold = assessment.findings.filter((finding) => finding.verdict.kind === 'cannot-tell')
  const notMet = assessment.findings.filter((finding) => finding.verdict.kind === 'not-met')
  return (
    <>
      {untold.length > 0 && (
        <details className={styles['panel']}>
          <summary className={styles['summary']}>
            <Mark shape="dashed-ring" tone="unknown" word={`Cannot tell: ${untold.length}`} />
          </summary>
          <FindingList findings={untold} />
        </details>
      )}
      {notMet.length > 0 && (
        <details className={styles['panel']}>
          <summary className={styles['summary']}>
            <Mark shape="ring" tone="plain" word={`Checked and not met: ${notMet.length}`} />
          </summary>
          <FindingList findings={notMet} />
        </details>
      )}
    </>
  )
}

function FindingList({ findings }: { readonly findings: readonly Finding[] }) {
  return (
    <dl className={styles['findings']}>
      {findings.map((finding) => (
        <div key={finding.rule}>
          <dt>{finding.title}</dt>
          <dd>{finding.sentence}</dd>
        </div>
      ))}
    </dl>
  )
}
