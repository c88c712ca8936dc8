import type { Draft } from '#src/features/flags/drafts.ts'
import { tierWords } from '#src/features/flags/flag-words.ts'
import { leftWords, type Reach } from '#src/features/flags/targets.ts'
import { Mark } from '#src/ui/mark.tsx'
import { Notice } from '#src/ui/notice.tsx'
import styles from '#src/features/flags/form.module.css'

export interface ReachTextProps {
  readonly reach: Reach
  readonly nameOf: (patientId: string) => string
  readonly draft: Draft
  readonly onChange: (part: Partial<Draft>) => void
}

/** What the verb covers, flag by flag for one patient, and what it leaves alone. */
export function ReachText({ reach, nameOf, draft, onChange }: ReachTextProps) {
  const left = leftWords(reach, nameOf)
  const flags = reach.isBulk ? [] : (reach.touched[0]?.flags ?? [])
  return (
    <>
      {left !== undefined && (
        <Notice tone="urgent" title={left}>
          {reach.touched.length === 0 && 'Open the patient and record a decision instead.'}
        </Notice>
      )}
      {reach.isBulk && (
        <p className={styles['about']}>
          {reach.touched
            .map((target) => `${nameOf(target.patientId)} (${target.flags.map((flag) => flag.finding.title).join(', ')})`)
            .join('; ')}
        </p>
      )}
      {flags.length > 1 && (
        <fieldset className={styles['covers']}>
          <legend>Covers</legend>
          {flags.map(({ finding }) => {
            const key = finding.key ?? ''
            const isIn = !draft.except.includes(key)
            return (
              <label key={finding.rule}>
                <input
                  type="checkbox"
                  checked={isIn}
                  onChange={() => onChange({ except: isIn ? [...draft.except, key] : draft.except.filter((one) => one !== key) })}
                />
                <Mark shape={tierWords[finding.tier].shape} tone={tierWords[finding.tier].tone} word={finding.title} />
              </label>
            )
          })}
        </fieldset>
      )}
      {flags.length === 1 && flags[0] !== undefined && <p className={styles['about']}>{flags[0].finding.title}</p>}
    </>
  )
}
