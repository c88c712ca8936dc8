import type { Resistance } from '#src/clinical/assessment.ts'
import { betweenWords } from '#src/lib/calendar.ts'
import { countsWords, criterionWords, explanationOf } from '#src/features/history/history-words.ts'
import type { AssessedPatient } from '#src/queries/types.ts'
import { Explain } from '#src/ui/explain.tsx'
import { Mark } from '#src/ui/mark.tsx'
import styles from '#src/features/history/criteria-matrix.module.css'

const exclusionWords = { met: 'On record', 'not-met': 'None on record, which does not rule it out', 'cannot-tell': 'Cannot tell' } as const

export interface CriteriaMatrixProps {
  readonly patient: AssessedPatient
  readonly resistance: Resistance
}

/** Each trial against each criterion of the chosen definition; every cell opens what it rests on. */
export function CriteriaMatrix({ patient, resistance }: CriteriaMatrixProps) {
  const { trials } = patient.assessment
  const rows = resistance.perTrial.flatMap((judged) => {
    const trial = trials.find(({ id }) => id === judged.trialId)
    return trial === undefined ? [] : [{ trial, judged }]
  })
  const criteria = rows[0]?.judged.criteria.map(({ criterion }) => criterion) ?? []
  if (rows.length === 0) return null
  return (
    <section aria-labelledby="history-criteria">
      <h2 id="history-criteria">Each trial, each criterion</h2>
      <p className={styles['lead']}>
        {resistance.definitionTitle}. A trial counts when every criterion is met; each mark opens its evidence.
      </p>
      <div className={styles['scroll']}>
        <table className={styles['matrix']}>
          <thead>
            <tr>
              <th scope="col">Trial</th>
              {criteria.map((criterion) => (
                <th key={criterion} scope="col">
                  {criterion}
                </th>
              ))}
              <th scope="col">In all</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ trial, judged }) => (
              <tr key={trial.id}>
                <th scope="row">
                  {trial.name}
                  <span className={styles['when']}>from {betweenWords(trial.from, trial.fromLatest)}</span>
                </th>
                {judged.criteria.map(({ criterion, verdict }) => (
                  <td key={criterion} data-kind={verdict.kind}>
                    <Explain explanation={explanationOf(`${trial.name}: ${criterion.toLowerCase()}`, verdict, resistance.citation)}>
                      <Mark {...criterionWords[verdict.kind]} />
                    </Explain>
                  </td>
                ))}
                <td className={styles['all']}>
                  <Mark {...criterionWords[judged.counts.kind]} word={countsWords[judged.counts.kind]} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {resistance.exclusions.map(({ criterion, verdict }) => (
        <p key={criterion} className={styles['exclusion']}>
          Excludes, whatever the trials: {criterion.toLowerCase()}.{' '}
          <Explain explanation={explanationOf(criterion, verdict, resistance.citation)}>{exclusionWords[verdict.kind]}</Explain>
        </p>
      ))}
    </section>
  )
}
