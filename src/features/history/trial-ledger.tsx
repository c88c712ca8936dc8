import type { ReactNode } from 'react'
import type { Source } from '#src/clinical/source.ts'
import { episodeWords } from '#src/features/history/history-words.ts'
import type { TrialRow } from '#src/features/history/ledger.ts'
import { Button } from '#src/ui/button.tsx'
import { Explain } from '#src/ui/explain.tsx'
import { Mark } from '#src/ui/mark.tsx'
import { formatPartialDate } from '#src/lib/calendar.ts'
import styles from '#src/features/history/trial-ledger.module.css'

export interface TrialLedgerProps {
  readonly rows: readonly TrialRow[]
  /** Edits what was entered by hand, corrects anything else. */
  readonly onChange: (row: TrialRow) => void
  readonly onWithdraw: (source: Source) => void
}

/** Every trial in words, oldest first. A list and not a table, so that it folds on a phone without losing what belongs together. */
export function TrialLedger({ rows, onChange, onWithdraw }: TrialLedgerProps) {
  return (
    <>
      <div className={styles['columns']} aria-hidden="true">
        <span>Trial</span>
        <span>When</span>
        <span>Dose</span>
        <span>At adequate dose; taken</span>
        <span>Outcome</span>
        <span>Ended</span>
        <span>Known from</span>
      </div>
      <ol className={styles['ledger']} aria-label="Trials, oldest first">
        {rows.map((row) => (
          <li key={row.id} className={styles['row']}>
            <h3 className={styles['name']}>
              {row.name}
              <span className={styles['small']}>{row.kind}</span>
              <span className={styles['small']}>{episodeWords[row.episode]}</span>
            </h3>
            <Cell term="When">
              {row.when}
              <span className={styles['small']}>{row.length}</span>
            </Cell>
            <Cell term="Dose">
              {row.doses.map(({ key, words, level }) => (
                <span key={key} className={styles['dose']} data-level={level}>
                  {words}
                </span>
              ))}
            </Cell>
            <Cell term="At adequate dose; taken">
              {row.daysAtDose}
              <span className={styles['small']}>{row.taken}</span>
            </Cell>
            <Cell term="Outcome">{row.outcome}</Cell>
            <Cell term="Ended">{row.ended}</Cell>
            <Cell term="Known from">
              <Explain explanation={provenanceOf(row)}>{row.provenance.join(', ')}</Explain>
              {row.uncertain.length === 0 ? (
                <span className={styles['small']}>dates and doses known to the day</span>
              ) : (
                <span className={styles['small']}>
                  <Mark shape="dashed-ring" tone="unknown" word="uncertain" /> {row.uncertain.join('; ')}
                </span>
              )}
              <RowActions row={row} onChange={onChange} onWithdraw={onWithdraw} />
            </Cell>
          </li>
        ))}
      </ol>
    </>
  )
}

function RowActions({ row, onChange, onWithdraw }: Omit<TrialLedgerProps, 'rows'> & { readonly row: TrialRow }) {
  const { byHand } = row
  return (
    <span className={styles['actions']}>
      <Button
        look="quiet"
        aria-label={`${byHand === undefined ? 'Correct' : 'Edit'} the trial of ${row.name}`}
        onClick={() => onChange(row)}
      >
        {byHand === undefined ? 'Correct' : 'Edit'}
      </Button>
      {byHand !== undefined && (
        <Button look="quiet" aria-label={`Withdraw the trial of ${row.name}`} onClick={() => onWithdraw(byHand.source)}>
          Withdraw
        </Button>
      )}
    </span>
  )
}

function Cell({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div className={styles['cell']}>
      <span className={styles['term']}>{term}</span>
      <div>{children}</div>
    </div>
  )
}

function provenanceOf(row: TrialRow) {
  return {
    title: `${row.name}: where this was read`,
    facts: row.facts.map((fact) => ({
      what: fact.kind,
      value: fact.label,
      ...(fact.recorded === undefined ? {} : { when: formatPartialDate(fact.recorded) }),
      source: fact.source.ref,
    })),
  }
}
