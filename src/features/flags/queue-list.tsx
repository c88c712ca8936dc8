import { memo, useEffect, useState } from 'react'
import { LostRow } from '#src/features/flags/lost-row.tsx'
import { QueueRow, type QueueRowProps } from '#src/features/flags/queue-row.tsx'
import type { QueueGroup } from '#src/features/flags/queue-groups.ts'
import { SafetyNote } from '#src/features/flags/safety-note.tsx'
import { isSafetyRule, tierWords } from '#src/features/flags/flag-words.ts'
import { fromFlags, type QueueWork } from '#src/features/flags/use-queue-work.ts'
import { CaughtUp } from '#src/features/flags/caught-up.tsx'
import type { QueueDesk } from '#src/queries/queue.ts'
import { Button } from '#src/ui/button.tsx'
import { ErrorBoundary } from '#src/ui/error-boundary.tsx'
import { Mark } from '#src/ui/mark.tsx'
import { usePrinting } from '#src/ui/use-printing.ts'
import { useStable } from '#src/ui/use-stable.ts'
import styles from '#src/features/flags/list.module.css'

export interface QueueListProps {
  readonly work: QueueWork
  readonly desk: QueueDesk
}

/** Cards drawn of one section before the reader asks for more: thousands of cards are a list nobody works anyway. */
const FIRST_SHOWN = 60

/** One card a patient, in sections that state their rule. */
export function QueueList({ work, desk }: QueueListProps) {
  const { groups, current, reach } = work
  const isFormOpen = reach !== undefined
  const currentId = current?.patientId
  useEffect(() => {
    // A form takes the focus when it opens; when it closes, the focus must stand on a patient again and not nowhere.
    if (currentId === undefined || isFormOpen) return
    const row = document.getElementById(`card-${currentId}`)
    row?.scrollIntoView({ block: 'nearest' })
    const active = document.activeElement
    if (active === document.body || active === null || active.closest('[data-queue-list]') !== null) row?.focus({ preventScroll: true })
  }, [currentId, isFormOpen])
  return (
    <div className={styles['list']} data-queue-list>
      {groups.length === 0 && <CaughtUp queue={desk.queue} />}
      {groups.map((group) => (
        <Section key={group.id} group={group} work={work} desk={desk} />
      ))}
    </div>
  )
}

/** A step of the cursor draws two of them, not all. */
const GuardedRow = memo(function GuardedRow({ from, ...row }: QueueRowProps & { readonly from: string }) {
  return (
    <ErrorBoundary what="row" fallback={<LostRow id={row.card.patientId} from={from} />}>
      <QueueRow {...row} />
    </ErrorBoundary>
  )
})

function Section({ group, work, desk }: QueueListProps & { readonly group: QueueGroup }) {
  const [shown, setShown] = useState(FIRST_SHOWN)
  const open = useStable((patientId: string) => work.goTo(patientId))
  const select = useStable((patientId: string) => work.toggle(patientId))
  const { word, shape, tone } = tierWords[group.tier]
  const at = group.cards.findIndex((card) => card.patientId === work.current?.patientId)
  const from = fromFlags(work.search)
  const isPrinting = usePrinting()
  const cards = isPrinting ? group.cards : group.cards.slice(0, Math.max(shown, at + 1))
  const hasSafety = group.cards.some((card) => card.open.some((flag) => isSafetyRule(flag.finding.rule)))
  return (
    <section aria-labelledby={`group-${group.id}`} className={styles['section']}>
      <header className={styles['sectionHead']}>
        <h2 id={`group-${group.id}`} className={styles['sectionTitle']}>
          <Mark shape={shape} tone={tone} word={word} wordHidden={group.title === word} />
          <span>{group.title}</span>
          <span className={styles['count']}>{group.cards.length}</span>
        </h2>
        <p className={styles['statement']}>{group.statement}</p>
        {hasSafety && <SafetyNote />}
      </header>
      <ol>
        {cards.map((card) => (
          <GuardedRow
            key={card.patientId}
            card={card}
            patient={desk.patients.get(card.patientId)}
            isCurrent={card.patientId === work.current?.patientId}
            isSelected={work.selected.has(card.patientId)}
            from={from}
            onOpen={open}
            onSelect={select}
          />
        ))}
      </ol>
      {cards.length < group.cards.length && (
        <Button look="quiet" onClick={() => setShown(shown + FIRST_SHOWN)}>
          Show {Math.min(FIRST_SHOWN, group.cards.length - cards.length)} more of {group.cards.length}
        </Button>
      )}
    </section>
  )
}
