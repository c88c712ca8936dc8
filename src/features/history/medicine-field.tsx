import { useId, useState, type KeyboardEvent } from 'react'
import { labelOf, searchMedicines, type MedicineMatch } from '#src/clinical/medicine-search.ts'
import { medicineOf } from '#src/clinical/medicines.ts'
import type { ToldTrial } from '#src/clinical/told-trial.ts'
import styles from '#src/features/history/trial-dialog.module.css'

type Chosen = ToldTrial['medicine'] | undefined

export interface MedicineFieldProps {
  readonly value: Chosen
  readonly error: string | undefined
  readonly onChange: (medicine: Chosen) => void
}

const MOST = 8

interface Choice {
  readonly key: string
  readonly words: string
  readonly medicine: ToldTrial['medicine']
}

function choicesFor(text: string): readonly Choice[] {
  const found = searchMedicines(text).slice(0, MOST)
  const own = text.trim()
  return [
    ...found.map((match) => ({ key: `${match.medicine.id}|${match.brand ?? ''}`, words: wordsOf(match), medicine: agentOf(match) })),
    ...(own === '' || found.some(({ medicine, brand }) => [medicine.name, brand?.toLowerCase()].includes(own.toLowerCase()))
      ? []
      : [
          {
            key: 'text',
            words: `Keep “${own}” as written: Remit does not know it and cannot judge it`,
            medicine: { kind: 'text', text: own } as const,
          },
        ]),
  ]
}

const wordsOf = (match: MedicineMatch): string => `${labelOf(match)}, ${match.medicine.majorClass}`
const agentOf = ({ medicine, formulation }: MedicineMatch): ToldTrial['medicine'] => ({ kind: 'agent', agent: medicine.id, formulation })

function nameOf(value: Chosen): string {
  if (value === undefined) return ''
  return value.kind === 'agent' ? (medicineOf(value.agent)?.name ?? value.agent) : value.text
}

/** A medicine by name or brand: type, arrows, Enter. After the WAI-ARIA combobox pattern with the list under the field. */
export function MedicineField({ value, error, onChange }: MedicineFieldProps) {
  const id = useId()
  const [text, setText] = useState(() => nameOf(value))
  const [open, setOpen] = useState(false)
  const [at, setAt] = useState(0)
  const choices = open ? choicesFor(text) : []
  const choose = (choice: Choice | undefined): void => {
    if (choice === undefined) return
    onChange(choice.medicine)
    setText(nameOf(choice.medicine))
    setOpen(false)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (choices.length === 0) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      setAt((before) => (before + (event.key === 'ArrowDown' ? 1 : choices.length - 1)) % choices.length)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      choose(choices[at])
    } else if (event.key === 'Escape') {
      // The first Escape closes the list, not the dialog with everything typed.
      event.preventDefault()
      event.stopPropagation()
      setOpen(false)
    }
  }
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>Medicine, by name or brand</label>
      <input
        id={id}
        type="text"
        role="combobox"
        autoComplete="off"
        data-field="medicine"
        aria-expanded={choices.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-describedby={`${id}-says`}
        aria-invalid={error !== undefined}
        {...(choices.length > 0 ? { 'aria-activedescendant': `${id}-${at}` } : {})}
        value={text}
        onKeyDown={onKeyDown}
        onBlur={() => setOpen(false)}
        onChange={(event) => {
          setText(event.target.value)
          setAt(0)
          setOpen(true)
          onChange(undefined)
        }}
      />
      <ChoiceList id={id} choices={choices} at={at} onChoose={choose} />
      <p id={`${id}-says`} className={error === undefined ? styles['hint'] : styles['error']}>
        {error ?? chosenWords(value)}
      </p>
    </div>
  )
}

interface ChoiceListProps {
  readonly id: string
  readonly choices: readonly Choice[]
  readonly at: number
  readonly onChoose: (choice: Choice) => void
}

function ChoiceList({ id, choices, at, onChoose }: ChoiceListProps) {
  return (
    <div id={`${id}-list`} role="listbox" aria-label="Medicines" className={styles['choices']} hidden={choices.length === 0}>
      {choices.map((choice, index) => (
        <div
          key={choice.key}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === at}
          onPointerDown={(event) => {
            // The field keeps the focus, so that its blur does not close the list before the choice.
            event.preventDefault()
            onChoose(choice)
          }}
        >
          {choice.words}
        </div>
      ))}
    </div>
  )
}

function chosenWords(value: Chosen): string {
  if (value === undefined) return 'Zoloft and sertraline both find sertraline'
  return value.kind === 'text' ? 'kept as written, not judged' : `chosen: ${nameOf(value)}`
}
