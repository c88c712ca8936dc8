import type { ReactNode } from 'react'
import type { Finding } from '#src/clinical/assessment.ts'
import { EvidenceTable } from '#src/features/flags/evidence-table.tsx'
import { tagWords, tierWords } from '#src/features/flags/flag-words.ts'
import { Mark } from '#src/ui/mark.tsx'
import { useLinks } from '#src/ui/links.tsx'
import { Link } from 'react-router'
import styles from '#src/features/flags/why.module.css'

export interface WhyPanelProps {
  readonly finding: Finding
  readonly patientId: string
  readonly isOpen: boolean
  /** Sources of the point that was chosen on the chart. */
  readonly chosen: readonly string[]
  readonly onLight: (refs: readonly string[] | undefined) => void
  readonly children?: ReactNode
}

/** Why a flag is here: the sentence, the rule as it ran, each value with date and source, the publication, and what would clear it. */
export function WhyPanel({ finding, patientId, isOpen, chosen, onLight, children }: WhyPanelProps) {
  const { tier, title, sentence, statement, rule, ruleVersion, citation, clearedBy, evidence, missing } = finding
  const links = useLinks()
  const restsOnChosen = evidence.some(({ source }) => source !== undefined && chosen.includes(source.ref))
  return (
    <details className={styles['panel']} open={isOpen} data-chosen={restsOnChosen}>
      <summary className={styles['summary']}>
        <Mark shape={tierWords[tier].shape} tone={tierWords[tier].tone} word={tierWords[tier].word} wordHidden />
        <span className={styles['title']}>{title}</span>
        {restsOnChosen && <span className={styles['chosen']}>rests on the chosen point</span>}
      </summary>
      <p className={styles['sentence']}>{sentence}</p>
      {children}
      {evidence.length > 0 && <EvidenceTable evidence={evidence} patientId={patientId} chosen={chosen} onLight={onLight} />}
      {missing.map((gap) => (
        <p key={gap.what} className={styles['gap']}>
          <Mark shape="dashed-ring" tone="unknown" word={`${gap.what}: ${gap.why}`} />
        </p>
      ))}
      <dl className={styles['terms']}>
        <div>
          <dt>Rule</dt>
          <dd>
            {statement}{' '}
            <Link to={links.rules(rule)} className={styles['version']}>
              {rule} {ruleVersion}
            </Link>
          </dd>
        </div>
        <div>
          <dt>Clears with</dt>
          <dd>{clearedBy}</dd>
        </div>
        <div>
          <dt>Source</dt>
          <dd>
            {citation.url === undefined ? (
              citation.text
            ) : (
              <a href={citation.url} target="_blank" rel="noreferrer">
                {citation.text}
              </a>
            )}{' '}
            <span className={styles['tag']}>
              [{citation.tag}] {tagWords[citation.tag]}
            </span>
          </dd>
        </div>
      </dl>
    </details>
  )
}
