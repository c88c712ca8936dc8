import { useState } from 'react'
import type { QueuedFlag } from '#src/clinical/queue.ts'
import { FlagDetails } from '#src/features/flags/flag-details.tsx'
import type { QueueSlots } from '#src/features/flags/queue-slots.ts'
import { identityOf, isSafetyRule, nameIn } from '#src/features/flags/flag-words.ts'
import { SafetyNote } from '#src/features/flags/safety-note.tsx'
import { TrialClock } from '#src/features/flags/trial-clock.tsx'
import type { QueueWork } from '#src/features/flags/use-queue-work.ts'
import { VerbBar } from '#src/features/flags/verb-bar.tsx'
import { VerbForm } from '#src/features/flags/verb-form.tsx'
import type { QueueDesk } from '#src/queries/queue.ts'
import { Button } from '#src/ui/button.tsx'
import { ErrorBoundary } from '#src/ui/error-boundary.tsx'
import { Notice } from '#src/ui/notice.tsx'
import styles from '#src/features/flags/pane.module.css'

export interface QueuePaneProps {
  readonly work: QueueWork
  readonly desk: QueueDesk
  readonly slots: QueueSlots
}

/** One patient beside the list: enough for most decisions without leaving it. */
export function QueuePane({ work, desk, slots }: QueuePaneProps) {
  const { current, search } = work
  const [lit, setLit] = useState<readonly string[]>()
  const [chosen, setChosen] = useState<readonly string[]>([])
  const id = work.patientId
  const patient = id === undefined ? undefined : desk.patients.get(id)
  if (!patient)
    return (
      <div className={styles['pane']}>
        {id !== undefined && <Notice tone="unknown" title="This patient was not read, or is not on this caseload." />}
      </div>
    )
  const { assessment, record } = patient
  const who = identityOf(record, assessment.asOf)
  const evidence = current?.open.flatMap((flag) => flag.finding.evidence.flatMap((one) => (one.source ? [one.source.ref] : [])))
  const resting = current ? current.closed : desk.queue.resting.filter((flag) => flag.patientId === id)
  const isOfSafety = (flag: QueuedFlag): boolean => isSafetyRule(flag.finding.rule)
  // Beside the list the note stands in its section already; on a narrow screen the list is not there.
  const isSaidBeside = current?.open.some(isOfSafety) === true
  return (
    <article key={id} className={styles['pane']} aria-label={`Flags of ${who.name}`}>
      <PaneHead work={work} who={who} />
      <div className={styles['scroll']}>
        {work.reach !== undefined && (
          <VerbForm
            key={`${work.reach.verb} ${work.reach.isBulk ? 'bulk' : id}`}
            reach={work.reach}
            who={who}
            nameOf={(patientId) => nameIn(desk.patients, patientId)}
            patient={patient}
            onSubmit={work.submit}
            onClose={work.close}
          />
        )}
        {(isSaidBeside || resting.some(isOfSafety)) && (
          <div className={isSaidBeside ? styles['alone'] : undefined}>
            <SafetyNote />
          </div>
        )}
        {current === undefined && <Notice tone="waiting" title="No flag of this patient is open." />}
        <div>
          <ErrorBoundary what="trajectory">{slots.trajectory(patient, lit ?? evidence ?? [], setChosen)}</ErrorBoundary>
        </div>
        <TrialClock assessment={assessment} />
        <div className={styles['columns']}>
          <FlagDetails
            patient={patient}
            open={current?.open ?? []}
            resting={resting}
            chosen={chosen}
            focused={search.flag}
            onLight={setLit}
          />
          <ErrorBoundary what="part “Before you change the dose”">
            <div className={styles['before']}>{slots.beforeYouChange(patient)}</div>
          </ErrorBoundary>
        </div>
      </div>
    </article>
  )
}

function PaneHead({ work, who }: { readonly work: QueueWork; readonly who: ReturnType<typeof identityOf> }) {
  return (
    <header className={styles['head']}>
      <Button look="quiet" className={styles['back']} onClick={() => work.goTo(undefined)}>
        Back to the list
      </Button>
      <div className={styles['who']}>
        <h2>
          <bdi>{who.name}</bdi>
        </h2>
        <p className={styles['about']}>{who.about.join(' · ')}</p>
      </div>
      <VerbBar work={work} />
    </header>
  )
}
