import { useId } from 'react'
import type { QueuedFlag } from '#src/clinical/queue.ts'
import type { Deed } from '#src/clinical/review.ts'
import { wordsMissing } from '#src/features/flags/drafts.ts'
import { FormFields } from '#src/features/flags/form-fields.tsx'
import type { IdentityWords } from '#src/features/flags/flag-words.ts'
import { noteText } from '#src/features/flags/note-text.ts'
import { ReachText } from '#src/features/flags/reach-text.tsx'
import { reachWords, type Reach } from '#src/features/flags/targets.ts'
import { useVerbForm } from '#src/features/flags/use-verb-form.ts'
import { VerbButtons } from '#src/features/flags/verb-buttons.tsx'
import { useAsOf, useClinician } from '#src/queries/remit-context.tsx'
import type { AssessedPatient } from '#src/queries/types.ts'
import styles from '#src/features/flags/form.module.css'

export interface VerbFormProps {
  readonly reach: Reach
  readonly who: IdentityWords
  readonly nameOf: (patientId: string) => string
  readonly patient: AssessedPatient
  readonly onSubmit: (reach: Reach, deedFor: (flag: QueuedFlag) => Deed) => void
  readonly onClose: () => void
}

/** One form for every verb: whom it is about, what is chosen, and the way to save it or, where nothing can be stored, to copy it. */
export function VerbForm({ reach, who, nameOf, patient, onSubmit, onClose }: VerbFormProps) {
  const form = useVerbForm(reach, patient.assessment.patientId, onSubmit)
  const { nowMs } = useAsOf()
  const me = useClinician()
  const problemId = useId()
  const { narrowed, problem, deedFor } = form
  const flags = narrowed.touched.flatMap((one) => one.flags)
  return (
    <form
      className={styles['form']}
      aria-label={reachWords(reach)}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (form.save() === wordsMissing) event.currentTarget.querySelector('textarea')?.focus()
      }}
    >
      <h3>
        {reachWords(narrowed)}
        {!reach.isBulk && <bdi className={styles['whom']}>{[who.name, ...who.about].join(' · ')}</bdi>}
      </h3>
      <ReachText reach={reach} nameOf={nameOf} draft={form.draft} onChange={form.change} />
      {reach.touched.length > 0 && (
        <FormFields
          draft={form.draft}
          onChange={form.change}
          patient={reach.isBulk ? undefined : patient}
          colleagues={form.colleagues}
          isOfSafety={form.isOfSafety}
        />
      )}
      {problem !== undefined && (
        <p id={problemId} role="alert" className={styles['problem']}>
          {problem}
        </p>
      )}
      <VerbButtons
        words={reachWords(narrowed)}
        hasFlags={reach.touched.length > 0}
        isReadOnly={form.isReadOnly}
        note={deedFor === undefined || flags.length === 0 ? undefined : noteText({ who, flags, deedFor, by: me.name, atMs: nowMs })}
        problemId={problem === undefined ? undefined : problemId}
        onClose={onClose}
      />
    </form>
  )
}
