import type { Finding, Tier } from '#src/clinical/assessment.ts'
import { Button } from '#src/ui/button.tsx'
import { Mark, type MarkProps } from '#src/ui/mark.tsx'
import styles from '#src/features/patient/patient-page.module.css'

const looks: Readonly<Record<Tier, Pick<MarkProps, 'shape' | 'tone'>>> = {
  urgent: { shape: 'octagon', tone: 'urgent' },
  decide: { shape: 'triangle', tone: 'decide' },
  watch: { shape: 'circle', tone: 'watch' },
}

export interface FlagLineProps {
  readonly flags: readonly Finding[]
  readonly onWhy: () => void
}

/** Which rules are met, before anything else in the column; the reasons stand further down. */
export function FlagLine({ flags, onWhy }: FlagLineProps) {
  if (flags.length === 0) return null
  return (
    <div className={styles['flagLine']}>
      <ul aria-label="Rules met">
        {flags.map(({ rule, tier, title }) => (
          <li key={rule}>
            <Mark {...looks[tier]} word={title} />
          </li>
        ))}
      </ul>
      <Button look="quiet" onClick={onWhy}>
        Why
      </Button>
    </div>
  )
}
