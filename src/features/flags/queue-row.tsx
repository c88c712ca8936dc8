import type { QueueCard } from '#src/clinical/queue.ts'
import { identityOf, markWords, tierWords, waitingSince, waitingWords } from '#src/features/flags/flag-words.ts'
import { elsewhereWords } from '#src/features/flags/review-words.ts'
import type { AssessedPatient } from '#src/queries/types.ts'
import { Mark } from '#src/ui/mark.tsx'
import styles from '#src/features/flags/list.module.css'

export interface QueueRowProps {
  readonly card: QueueCard
  readonly patient: AssessedPatient | undefined
  readonly isCurrent: boolean
  readonly isSelected: boolean
  readonly onOpen: (patientId: string) => void
  readonly onSelect: (patientId: string) => void
}

/** One patient of the queue: who, why, since when, and what else is open. */
export function QueueRow({ card, patient, isCurrent, isSelected, onOpen, onSelect }: QueueRowProps) {
  const [lead, ...others] = card.open
  if (!lead || lead.state.kind !== 'open') return null
  const { finding, state, elsewhere } = lead
  const asOf = card.assessment.asOf
  const who = patient ? identityOf(patient.record, asOf) : { name: `Patient ${card.patientId}`, about: [] }
  const mark = markWords[state.mark]
  return (
    <li className={styles['row']} data-current={isCurrent}>
      <label className={styles['check']}>
        <input type="checkbox" checked={isSelected} onChange={() => onSelect(card.patientId)} aria-label={`Select ${who.name}`} />
      </label>
      <button
        type="button"
        id={`card-${card.patientId}`}
        className={styles['card']}
        aria-current={isCurrent ? 'true' : undefined}
        onClick={() => onOpen(card.patientId)}
      >
        <span className={styles['who']}>
          <bdi className={styles['name']}>{who.name}</bdi>
          <span className={styles['age']}>{who.about[0]}</span>
          <span className={styles['mark']}>
            <Mark shape={mark.shape} tone={mark.tone} word={mark.word} />
          </span>
          <span className={styles['wait']}>
            <span className={styles['onScreen']}>{waitingWords(finding, asOf)}</span>
            <span className={styles['onPaper']}>{waitingSince(finding)}</span>
          </span>
        </span>
        <span className={styles['why']}>{finding.sentence}</span>
        {state.review !== undefined && <span className={styles['aside']}>{state.why}</span>}
        {elsewhere !== undefined && <span className={styles['aside']}>{elsewhereWords(elsewhere)}</span>}
        {others.length > 0 && (
          <span className={styles['others']}>
            {others.map((flag) => (
              <Mark
                key={flag.finding.rule}
                shape={tierWords[flag.finding.tier].shape}
                tone={tierWords[flag.finding.tier].tone}
                word={flag.finding.title}
              />
            ))}
          </span>
        )}
      </button>
    </li>
  )
}
