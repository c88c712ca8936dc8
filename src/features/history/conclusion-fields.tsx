import { useId } from 'react'
import { checklistWords, conclusions, type Conclusion } from '#src/clinical/checklist.ts'
import styles from '#src/features/history/checklist.module.css'

export interface ConclusionFieldsProps {
  readonly title: string
  readonly conclusion: Conclusion
  readonly reason: string
  /** What stands in the way of confirming, in words. */
  readonly obstacles: readonly string[]
  readonly refusal: string | undefined
  readonly onConclusion: (conclusion: Conclusion) => void
  readonly onReason: (reason: string) => void
}

/** The clinician's conclusion. Confirming over what is unknown needs a reason, and the page says over what. */
export function ConclusionFields({ title, conclusion, reason, obstacles, refusal, onConclusion, onReason }: ConclusionFieldsProps) {
  const id = useId()
  const isNeeded = conclusion === 'confirmed' && obstacles.length > 0
  return (
    <fieldset className={styles['conclusion']}>
      <legend>Conclusion, under {title}</legend>
      {conclusions.map((one) => (
        <label key={one}>
          <input type="radio" name="resistance-conclusion" checked={one === conclusion} onChange={() => onConclusion(one)} />
          {checklistWords.conclusion[one]}
        </label>
      ))}
      {obstacles.length > 0 && <p className={styles['obstacles']}>In the way of confirming: {obstacles.join('; ')}.</p>}
      <label htmlFor={id} className={styles['label']}>
        Reason{isNeeded ? ', needed to confirm over these' : ''}
      </label>
      <textarea id={id} rows={2} value={reason} onChange={(event) => onReason(event.target.value)} />
      {refusal !== undefined && (
        <p className={styles['refusal']} role="status">
          {refusal}.
        </p>
      )}
    </fieldset>
  )
}
