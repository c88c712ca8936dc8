import type { Explanation } from '#src/ui/explanation.ts'
import { UnknownValue } from '#src/ui/unknown-value.tsx'
import styles from '#src/ui/explanation-card.module.css'

/** An explanation laid out: reason first, then each value with its date and its source, then what is missing. */
export function ExplanationCard({ explanation }: { readonly explanation: Explanation }) {
  const { title, why, facts, missing = [], citation } = explanation
  return (
    <div className={styles['card']}>
      <p className={styles['title']}>
        <bdi>{title}</bdi>
      </p>
      {why !== undefined && <p className={styles['why']}>{why}</p>}
      {facts.length > 0 && (
        <dl className={styles['facts']}>
          {facts.map((fact, index) => (
            <div key={index} className={styles['fact']}>
              <dt>{fact.what}</dt>
              <dd>
                <bdi>{fact.value}</bdi>
                {fact.when !== undefined && <span className={styles['aside']}>{fact.when}</span>}
                {fact.source !== undefined && <span className={styles['source']}>{fact.source}</span>}
              </dd>
            </div>
          ))}
        </dl>
      )}
      {missing.map((gap) => (
        <p key={gap} className={styles['why']}>
          <UnknownValue word="missing" reason={gap} />
        </p>
      ))}
      {citation !== undefined && <p className={styles['citation']}>{citation}</p>}
    </div>
  )
}
