import type { Tier } from '#src/clinical/assessment.ts'
import type { QueuedFlag } from '#src/clinical/queue.ts'
import { formatDay, localDayAt } from '#src/lib/calendar.ts'
import { usePatientFlagState } from '#src/queries/patient-flags.ts'
import type { AssessedPatient } from '#src/queries/types.ts'
import { Button } from '#src/ui/button.tsx'
import { Mark, type MarkProps } from '#src/ui/mark.tsx'
import { UnknownValue } from '#src/ui/unknown-value.tsx'
import styles from '#src/features/patient/patient-page.module.css'

const looks: Readonly<Record<Tier, Pick<MarkProps, 'shape' | 'tone'>>> = {
  urgent: { shape: 'octagon', tone: 'urgent' },
  decide: { shape: 'triangle', tone: 'decide' },
  watch: { shape: 'circle', tone: 'watch' },
}

export interface FlagLineProps {
  readonly patient: AssessedPatient
  readonly onWhy: () => void
}

/** Which rules are met, before anything else in the column, and what was decided about them; the reasons stand further down. */
export function FlagLine({ patient, onWhy }: FlagLineProps) {
  const { open, resting } = usePatientFlagState(patient)
  const flags = [...open, ...resting]
  const { section, sectionWhy } = patient.assessment
  const unjudged = section === 'cannot-judge' && (
    <p>
      <UnknownValue word="Cannot judge" reason={sectionWhy} />
    </p>
  )
  if (flags.length === 0) return unjudged
  return (
    <>
      {unjudged}
      <div className={styles['flagLine']}>
        <ul aria-label="Rules met">
          {flags.map((flag) => (
            <li key={flag.finding.rule}>
              <Mark {...looks[flag.finding.tier]} word={`${flag.finding.title}${doneWords(flag)}`} />
              {flag.state.kind === 'open' && <p className={styles['reason']}>{flag.finding.sentence}</p>}
            </li>
          ))}
        </ul>
        <Button look="quiet" onClick={onWhy}>
          Why
        </Button>
      </div>
    </>
  )
}

/** ": decided by you (25 Nov 2026)", so that nobody decides a second time what is decided; empty while it is open. */
const doneWords = ({ state }: QueuedFlag): string =>
  state.kind === 'open' ? '' : `: ${state.why} (${formatDay(localDayAt(state.review.atMs))})`
