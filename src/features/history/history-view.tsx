import { useState } from 'react'
import { reviewResistance } from '#src/clinical/resistance-review.ts'
import { definitions } from '#src/clinical/resistance.ts'
import type { DefinitionId } from '#src/clinical/settings.ts'
import { AnswerPanel } from '#src/features/history/answer-panel.tsx'
import { resistanceUnder } from '#src/features/history/answer.ts'
import { ChecklistPanel } from '#src/features/history/checklist-panel.tsx'
import { CriteriaMatrix } from '#src/features/history/criteria-matrix.tsx'
import { OptionsPanel } from '#src/features/history/options-panel.tsx'
import { PacketBar } from '#src/features/history/packet-bar.tsx'
import { StagingPanel } from '#src/features/history/staging-panel.tsx'
import { TrialsSection } from '#src/features/history/trials-section.tsx'
import { useDeployment } from '#src/queries/remit-context.tsx'
import type { AssessedPatient } from '#src/queries/types.ts'
import { Notice } from '#src/ui/notice.tsx'
import styles from '#src/features/history/history-view.module.css'

/** Treatment history and resistance review: the answer first, then what it rests on, then what the record says of each next step. */
export function HistoryView({ patient }: { readonly patient: AssessedPatient }) {
  const { record, assessment } = patient
  const [definition, setDefinition] = useState<DefinitionId>(() => idOf(assessment.resistance.definition))
  const { clinical } = useDeployment()
  const review = reviewResistance(record, assessment, clinical)
  const resistance = resistanceUnder(assessment, review, definition)
  const unread = record.incomplete.filter((part) => part.affects === 'medications')
  return (
    <div className={styles['view']}>
      {unread.length > 0 && (
        <Notice
          tone="urgent"
          role="alert"
          title={`A trial may be missing: ${unread.map(({ part }) => part).join(' and ')} could not be read.`}
        >
          Nothing below is the whole history, and a definition that is not met here may be met.
        </Notice>
      )}
      <AnswerPanel patient={patient} review={review} definition={definition} resistance={resistance} onDefinition={setDefinition}>
        <PacketBar patient={patient} resistance={resistance} />
      </AnswerPanel>
      <TrialsSection patient={patient} resistance={resistance} />
      <CriteriaMatrix patient={patient} resistance={resistance} />
      <ChecklistPanel patient={patient} checks={review.pseudoResistance} resistance={resistance} definition={definition} />
      <StagingPanel staging={review.staging} />
      <OptionsPanel patient={patient} resistance={resistance} />
    </div>
  )
}

const idOf = (definition: string): DefinitionId => Object.values(definitions).find(({ id }) => id === definition)?.id ?? 'source-document'
