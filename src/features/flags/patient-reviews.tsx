import { tierWords } from '#src/features/flags/flag-words.ts'
import { byWords, outcomeWords, ruleChangeWords } from '#src/features/flags/review-words.ts'
import type { Review } from '#src/clinical/review.ts'
import { EvidenceTable } from '#src/features/flags/evidence-table.tsx'
import { usePatientReviews } from '#src/queries/reviews.ts'
import { useClinician } from '#src/queries/remit-context.tsx'
import type { AssessedPatient } from '#src/queries/types.ts'
import { LoadedView } from '#src/ui/loaded-view.tsx'
import { Mark } from '#src/ui/mark.tsx'
import { Notice } from '#src/ui/notice.tsx'
import styles from '#src/features/flags/why.module.css'

const unlit = (): void => undefined

/** Every past finding and decision of one patient, newest first, as it stood when somebody acted. */
export function PatientReviews({ patient }: { readonly patient: AssessedPatient }) {
  const loaded = usePatientReviews(patient.assessment.patientId)
  const me = useClinician()
  return (
    <LoadedView loaded={loaded} what="the reviews of this patient">
      {({ reviews, incomplete, rejected }) => (
        <section className={styles['history']} aria-label="Reviews">
          {(incomplete !== undefined || rejected.length > 0) && (
            <Notice tone="unknown" title="Some reviews may be missing here.">
              {[incomplete, ...rejected.map((one) => `${one.source}: ${one.reason}`)].filter((text) => text !== undefined).join('; ')}
            </Notice>
          )}
          {reviews.length === 0 && <p className={styles['state']}>The server holds no review of this patient’s flags.</p>}
          <ol>
            {reviews.toReversed().map((review) => (
              <PastReview key={review.id} review={review} me={me.ref} />
            ))}
          </ol>
        </section>
      )}
    </LoadedView>
  )
}

function PastReview({ review, me }: { readonly review: Review; readonly me: string }) {
  const { finding, entries, owner } = review
  const tier = tierWords[finding.tier]
  const ruleChange = ruleChangeWords(finding)
  return (
    <li className={styles['past']}>
      <p className={styles['pastHead']}>
        <Mark shape={tier.shape} tone={tier.tone} word={tier.word} wordHidden />
        <strong>{finding.title}</strong>
        <span>{outcomeWords(review)}</span>
        <span className={styles['state']}>{byWords(review, me)}</span>
      </p>
      <p className={styles['sentence']}>{finding.sentence}</p>
      {ruleChange !== undefined && <p className={styles['state']}>{ruleChange}</p>}
      <ul className={styles['entries']}>
        {entries.map((entry) => (
          <li key={`${entry.atMs} ${entry.text}`}>
            <span className={styles['state']}>{byWords(entry, me)}</span> {entry.text}
          </li>
        ))}
      </ul>
      <details>
        <summary>What it rested on then</summary>
        <EvidenceTable chosen={[]} evidence={finding.evidence} patientId={review.patientId} onLight={unlit} />
        <p className={styles['state']}>
          {finding.statement ?? 'The rule’s words were not stored.'} {finding.rule} {finding.ruleVersion}. Owner: {owner.name}.
        </p>
      </details>
    </li>
  )
}
