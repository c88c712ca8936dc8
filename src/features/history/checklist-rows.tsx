import { checkAnswers, checklistWords, type ChecklistRow, type CheckState, type GivenAnswer } from '#src/clinical/checklist.ts'
import { checkReason, explanationOf } from '#src/features/history/history-words.ts'
import { Explain } from '#src/ui/explain.tsx'
import { Mark, type MarkShape } from '#src/ui/mark.tsx'
import type { Tone } from '#src/ui/tone.ts'
import styles from '#src/features/history/checklist.module.css'

const stateWords: Readonly<Record<CheckState, { readonly word: string; readonly shape: MarkShape; readonly tone: Tone }>> = {
  present: { word: 'present', shape: 'triangle', tone: 'decide' },
  absent: { word: 'not found', shape: 'check', tone: 'target' },
  unknown: { word: 'not known', shape: 'dashed-ring', tone: 'unknown' },
}

export interface ChecklistRowsProps {
  readonly rows: readonly ChecklistRow[]
  readonly onAnswer: (id: string, given: GivenAnswer) => void
}

/** One line a check: where it stands, what the record says, what was answered. */
export function ChecklistRows({ rows, onAnswer }: ChecklistRowsProps) {
  return (
    <ul className={styles['rows']} aria-label="Checks">
      {rows.map((row) => (
        <li key={row.id} data-state={row.state}>
          <CheckLine row={row} onAnswer={(given) => onAnswer(row.id, given)} />
        </li>
      ))}
    </ul>
  )
}

function CheckLine({ row, onAnswer }: { readonly row: ChecklistRow; readonly onAnswer: (given: GivenAnswer) => void }) {
  const { title, question, verdict, given, state, differs, citation } = row
  const comment = given?.comment ?? ''
  return (
    <>
      <span className={styles['state']}>
        <Mark {...stateWords[state]} />
      </span>
      <span className={styles['question']}>
        {question}
        <span className={styles['record']}>
          <Explain explanation={explanationOf(title, verdict, citation)}>Record</Explain>: {checkReason(verdict)}
        </span>
        {differs && (
          <span className={styles['differs']}>
            <Mark shape="triangle" tone="decide" word="The answer differs from the record" />
          </span>
        )}
      </span>
      <span className={styles['answers']} role="radiogroup" aria-label={`${title}: answer`}>
        {checkAnswers.map((answer) => (
          <label key={answer}>
            <input
              type="radio"
              name={`check-${row.id}`}
              checked={given?.answer === answer}
              onChange={() => onAnswer({ answer, comment })}
            />
            {checklistWords.answer[answer]}
          </label>
        ))}
      </span>
      <input
        type="text"
        className={styles['comment']}
        aria-label={`${title}: what the answer rests on`}
        placeholder="what this rests on"
        value={comment}
        disabled={given === undefined}
        onChange={(event) => given !== undefined && onAnswer({ answer: given.answer, comment: event.target.value })}
      />
    </>
  )
}
