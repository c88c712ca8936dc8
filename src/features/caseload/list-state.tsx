import type { ReactNode } from 'react'
import type { Filters } from '#src/features/caseload/caseload-filters.ts'
import { filterParts } from '#src/features/caseload/filter-words.ts'
import { formatNumber } from '#src/lib/figures.ts'
import { Button } from '#src/ui/button.tsx'
import { Mark } from '#src/ui/mark.tsx'
import styles from '#src/features/caseload/caseload.module.css'

export interface ListStateProps {
  readonly shown: number
  readonly total: number
  /** "triage order" */
  readonly order: string
  readonly isSorted: boolean
  readonly filters: Filters
  readonly isSearched: boolean
  readonly urgentHidden: number
  readonly onFilters: (filters: Filters) => void
  readonly onShowUrgent: () => void
  readonly onClear: () => void
  readonly onTriageOrder: () => void
  /** What must be said about the list as it is: progress, partial, stale, moved. Its room is always kept, so that no row jumps. */
  readonly children: ReactNode
}

/** What the list shows, in words, with each part of the filter to take away again. */
export function ListState(props: ListStateProps) {
  const { shown, total, filters, isSearched, urgentHidden } = props
  const parts = filterParts(filters)
  return (
    <div className={styles['state']}>
      <span className={styles['shown']}>
        {shown === total ? `All ${formatNumber(total)}` : `${formatNumber(shown)} of ${formatNumber(total)}`}, {props.order}
      </span>
      {props.isSorted && (
        <Button look="quiet" onClick={props.onTriageOrder}>
          Triage order
        </Button>
      )}
      {parts.map((part) => (
        <button
          key={part.key}
          type="button"
          className={styles['chip']}
          aria-label={`Remove the filter ${part.words}`}
          onClick={() => props.onFilters(part.without)}
        >
          {part.words} <span aria-hidden="true">×</span>
        </button>
      ))}
      {(parts.length > 0 || isSearched) && (
        <Button look="quiet" onClick={props.onClear}>
          Clear
        </Button>
      )}
      {urgentHidden > 0 && (
        <button type="button" className={styles['hiddenUrgent']} onClick={props.onShowUrgent}>
          <Mark shape="octagon" tone="urgent" word={`${formatNumber(urgentHidden)} urgent hidden by this filter`} />
        </button>
      )}
      <span className={styles['notes']}>{props.children}</span>
    </div>
  )
}
