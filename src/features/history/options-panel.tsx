import { useState } from 'react'
import type { Resistance } from '#src/clinical/assessment.ts'
import { optionOrderWords, optionsFor, type OptionOrder } from '#src/clinical/options.ts'
import { sentenceWithout } from '#src/features/history/history-words.ts'
import { OptionRow } from '#src/features/history/option-row.tsx'
import type { AssessedPatient } from '#src/queries/types.ts'
import styles from '#src/features/history/options-panel.module.css'

export interface OptionsPanelProps {
  readonly patient: AssessedPatient
  readonly resistance: Resistance
}

const orders: readonly OptionOrder[] = ['guideline', 'alphabet']
const orderTitles = { guideline: 'Guideline sequence', alphabet: 'Alphabet' } as const

/** The next steps with what this record says about each. The prescriber decides; nothing here is a recommendation. */
export function OptionsPanel({ patient, resistance }: OptionsPanelProps) {
  const [order, setOrder] = useState<OptionOrder>('guideline')
  const { record, assessment } = patient
  const options = optionsFor(
    {
      record,
      assessment: {
        ...assessment,
        resistance: { ...resistance, sentence: sentenceWithout(resistance.sentence, resistance.definitionTitle) },
      },
      asOf: assessment.asOf,
    },
    order,
  )
  return (
    <section aria-labelledby="history-options">
      <header className={styles['head']}>
        <h2 id="history-options">Next steps, and what this record says about each</h2>
        <fieldset className={styles['order']}>
          <legend>Order</legend>
          {orders.map((one) => (
            <label key={one}>
              <input type="radio" name="options-order" checked={one === order} onChange={() => setOrder(one)} />
              {orderTitles[one]}
            </label>
          ))}
        </fieldset>
      </header>
      <p className={styles['lead']}>
        {optionOrderWords[order]} Published facts and facts of this record, for the prescriber to weigh; dates follow from intervals and
        last doses.
      </p>
      <div className={styles['options']}>
        {options.map((option) => (
          <OptionRow key={option.id} option={option} />
        ))}
      </div>
    </section>
  )
}
