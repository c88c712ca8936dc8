import type { ReactNode } from 'react'
import type { Resistance, ResistanceReview } from '#src/clinical/assessment.ts'
import type { DefinitionId } from '#src/clinical/settings.ts'
import { definitionChoices, trialReasons, type DefinitionChoice } from '#src/features/history/answer.ts'
import { citationWords, countsWords, criterionWords, resistanceWords, sentenceWithout } from '#src/features/history/history-words.ts'
import { formatDay } from '#src/lib/calendar.ts'
import { useDeployment } from '#src/queries/remit-context.tsx'
import type { AssessedPatient } from '#src/queries/types.ts'
import { Mark } from '#src/ui/mark.tsx'
import { UnknownValue } from '#src/ui/unknown-value.tsx'
import styles from '#src/features/history/answer-panel.module.css'

export interface AnswerPanelProps {
  readonly patient: AssessedPatient
  readonly review: ResistanceReview
  readonly definition: DefinitionId
  readonly resistance: Resistance
  readonly onDefinition: (id: DefinitionId) => void
  /** What can be taken away: print and CSV. */
  readonly children: ReactNode
}

/** The answer under the chosen definition, the reason for each trial, and what the other definitions say. */
export function AnswerPanel({ patient, review, definition, resistance, onDefinition, children }: AnswerPanelProps) {
  const { assessment } = patient
  const { clinical } = useDeployment()
  const choices = definitionChoices(assessment, review, clinical)
  const chosen = choices.find(({ id }) => id === definition)
  const reasons = trialReasons(assessment, resistance)
  const { word, shape, tone } = resistanceWords[resistance.status]
  return (
    <section className={styles['answer']} aria-labelledby="history-answer">
      <div className={styles['verdict']}>
        <header className={styles['head']}>
          <h2 id="history-answer" aria-live="polite">
            <Mark shape={shape} tone={tone} word={word} />
          </h2>
          {children}
        </header>
        <p className={styles['sentence']}>{sentenceWithout(resistance.sentence, resistance.definitionTitle)}</p>
        {reasons.length === 0 ? (
          <UnknownValue word="no antidepressant trial on record" reason="a trial from before this record can be added below" />
        ) : (
          <ul className={styles['reasons']} aria-label="Each trial under this definition">
            {reasons.map(({ id, name, kind, why }) => (
              <li key={id}>
                <Mark shape={criterionWords[kind].shape} tone={kind === 'cannot-tell' ? 'unknown' : 'plain'} word={name} />
                <span>
                  {countsWords[kind]}
                  {why !== '' && <span className={styles['why']}>: {why}</span>}
                </span>
              </li>
            ))}
          </ul>
        )}
        {chosen !== undefined && (
          <p className={styles['statement']}>
            {chosen.statement}. {citationWords(resistance.citation)}. Judged on {formatDay(assessment.asOf)}, rule book{' '}
            {assessment.ruleBookVersion}.
          </p>
        )}
      </div>
      <DefinitionSwitch choices={choices} chosen={definition} onChoose={onDefinition} />
    </section>
  )
}

interface DefinitionSwitchProps {
  readonly choices: readonly DefinitionChoice[]
  readonly chosen: DefinitionId
  readonly onChoose: (id: DefinitionId) => void
}

function DefinitionSwitch({ choices, chosen, onChoose }: DefinitionSwitchProps) {
  return (
    <fieldset className={styles['switch']}>
      <legend>Definition of treatment resistance</legend>
      {choices.map(({ id, title, resistance }) => (
        <label key={id} className={styles['choice']} data-chosen={id === chosen}>
          <input type="radio" name="resistance-definition" checked={id === chosen} onChange={() => onChoose(id)} />
          <span>
            {title}
            {resistance !== undefined && (
              <span className={styles['other']}>
                <Mark {...resistanceWords[resistance.status]} />
                <span className={styles['count']}>
                  {resistance.qualifyingTrials.length === 1 ? '1 trial counts' : `${resistance.qualifyingTrials.length} trials count`}
                </span>
              </span>
            )}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
