import type { StepFields } from '#src/features/history/trial-fields.ts'
import { readAs } from '#src/features/history/trial-fields.ts'
import { TextField } from '#src/features/history/form-fields.tsx'
import type { Day } from '#src/lib/calendar.ts'
import { Button } from '#src/ui/button.tsx'
import styles from '#src/features/history/trial-dialog.module.css'

export interface DoseStepsProps {
  readonly steps: readonly StepFields[]
  /** What is usual for this agent and patient, in words. */
  readonly usual: string
  readonly error: string | undefined
  readonly asOf: Day
  readonly onChange: (steps: readonly StepFields[]) => void
}

/** Doses in the order they were taken; the first begins with the trial. */
export function DoseSteps({ steps, usual, error, asOf, onChange }: DoseStepsProps) {
  const change = (key: string, parts: Partial<StepFields>): void =>
    onChange(steps.map((step) => (step.key === key ? { ...step, ...parts } : step)))
  return (
    <fieldset className={styles['steps']}>
      <legend>Dose</legend>
      {steps.map((step, index) => (
        <div key={step.key} className={styles['step']}>
          <TextField
            label={index === 0 ? 'mg a day' : `Then, mg a day (dose ${index + 1})`}
            {...(index === 0 ? { field: 'steps', error } : {})}
            value={step.notRemembered ? '' : step.dose}
            hint={index === 0 ? usual : undefined}
            onChange={(dose) => change(step.key, { dose, notRemembered: false })}
          />
          {index > 0 && (
            <TextField
              label="From"
              value={step.from}
              hint={readAs(step.from, asOf)?.words ?? 'rough is enough: May 2019'}
              onChange={(from) => change(step.key, { from })}
            />
          )}
          <label className={styles['tick']}>
            <input
              type="checkbox"
              checked={step.notRemembered}
              onChange={(event) => change(step.key, { notRemembered: event.target.checked })}
            />
            not remembered
          </label>
          {index > 0 && (
            <Button look="quiet" onClick={() => onChange(steps.filter(({ key }) => key !== step.key))}>
              Remove dose {index + 1}
            </Button>
          )}
        </div>
      ))}
      <Button look="quiet" onClick={() => onChange([...steps, { key: nextKey(steps), dose: '', notRemembered: false, from: '' }])}>
        Add a later dose
      </Button>
    </fieldset>
  )
}

function nextKey(steps: readonly StepFields[]): string {
  const used = steps.map(({ key }) => parseInt(key.replace('step-', ''), 10))
  return `step-${Math.max(0, ...used) + 1}`
}
