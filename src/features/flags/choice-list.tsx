import { useEffect, useId, useRef, type KeyboardEvent } from 'react'
import { Kbd } from '#src/ui/kbd.tsx'
import styles from '#src/features/flags/form.module.css'

export interface ChoiceListProps {
  readonly legend: string
  readonly choices: readonly { readonly value: string; readonly label: string }[]
  /** Empty until something is chosen: there is no default decision. */
  readonly chosen: string
  readonly onChoose: (value: string) => void
}

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'] as const

/** One of a few, by arrow, by mouse or by its digit. Takes the focus when the form opens. */
export function ChoiceList({ legend, choices, chosen, onChoose }: ChoiceListProps) {
  const name = useId()
  const list = useRef<HTMLFieldSetElement>(null)
  useEffect(() => {
    const radios = list.current?.querySelectorAll<HTMLInputElement>('input[type=radio]')
    const first = [...(radios ?? [])].find((radio) => radio.checked) ?? radios?.[0]
    first?.focus()
  }, [])
  const byDigit = (event: KeyboardEvent): void => {
    const at = digits.findIndex((digit) => digit === event.key)
    const choice = choices[at]
    if (choice === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    onChoose(choice.value)
    list.current?.querySelectorAll<HTMLInputElement>('input[type=radio]')[at]?.focus()
  }
  return (
    <fieldset ref={list} className={styles['choices']}>
      <legend>{legend}</legend>
      {choices.map(({ value, label }, at) => (
        <label key={value}>
          <input type="radio" name={name} value={value} checked={chosen === value} onChange={() => onChoose(value)} onKeyDown={byDigit} />
          {digits[at] !== undefined && <Kbd>{digits[at]}</Kbd>}
          {label}
        </label>
      ))}
    </fieldset>
  )
}
