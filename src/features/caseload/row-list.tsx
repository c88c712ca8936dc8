import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, useRef } from 'react'
import type { ClinicalSettings } from '#src/clinical/settings.ts'
import { ageWords, cellSays, dayOfTrial, doseNow } from '#src/features/caseload/cell-words.ts'
import type { CaseloadRow, JudgedRow } from '#src/features/caseload/caseload-rows.ts'
import { newWords, type RowChanges } from '#src/features/caseload/changes.ts'
import { Sparkline } from '#src/features/caseload/sparkline.tsx'
import { TrialClockBar } from '#src/features/caseload/trial-clock-bar.tsx'
import { placeWords, responseWords } from '#src/features/caseload/words.ts'
import { Mark } from '#src/ui/mark.tsx'
import styles from '#src/features/caseload/row-list.module.css'

export interface RowListProps {
  readonly rows: readonly CaseloadRow[]
  readonly changes: ReadonlyMap<string, RowChanges>
  readonly settings: ClinicalSettings
  readonly hrefOf: (id: string) => string
  readonly onOpen: (id: string, index: number, atMs: number) => void
  readonly onTouch: () => void
}

const ROW_PX = 116

/** The caseload on a narrow screen: the same patients, order and words, one card each. */
export function RowList({ rows, changes, settings, hrefOf, onOpen, onTouch }: RowListProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 6,
    initialRect: { width: 1, height: 720 },
  })
  return (
    <div ref={scroller} className={styles['scroller']} onScroll={onTouch} onPointerDown={onTouch}>
      <ul className={styles['list']} aria-label="Caseload" style={{ height: rows.length * ROW_PX }}>
        {virtual.getVirtualItems().map(({ index }) => {
          const row = rows[index]
          return (
            row !== undefined && (
              <li
                key={row.id}
                aria-setsize={rows.length}
                aria-posinset={index + 1}
                className={styles['item']}
                style={{ transform: `translateY(${index * ROW_PX}px)` }}
              >
                <a
                  className={styles['link']}
                  href={hrefOf(row.id)}
                  onClick={(event) => {
                    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
                    event.preventDefault()
                    onOpen(row.id, index, event.timeStamp)
                  }}
                >
                  <Card row={row} changes={changes.get(row.id)} settings={settings} />
                </a>
              </li>
            )
          )
        })}
      </ul>
    </div>
  )
}

interface CardProps {
  readonly row: CaseloadRow
  readonly changes: RowChanges | undefined
  readonly settings: ClinicalSettings
}

const Card = memo(function Card({ row, changes, settings }: CardProps) {
  const place = placeWords[row.place]
  return (
    <>
      <span className={styles['who']}>
        <bdi className={styles['name']}>{row.name}</bdi>
        {row.kind === 'judged' && <span className={styles['quiet']}>{ageWords(row)}</span>}
        {changes !== undefined && <span className={styles['new']}>{newWords(changes)}</span>}
        <span className={styles['place']}>
          <Mark {...place} />
        </span>
      </span>
      {row.kind === 'judged' && <Figures row={row} settings={settings} />}
      <span className={styles['why']}>{row.why}</span>
    </>
  )
})

function Figures({ row, settings }: { readonly row: JudgedRow; readonly settings: ClinicalSettings }) {
  const { current, response, asOf } = row.assessment
  const days = current?.daysAtAdequateDose
  const change = cellSays(row, 'change', settings)
  return (
    <>
      <span className={styles['line']}>
        <span className={styles['grow']}>
          {current === undefined ? (
            <Mark shape="dashed-ring" tone="unknown" word="no antidepressant trial" />
          ) : (
            `${current.name} ${doseNow(current)}`
          )}
          {current !== undefined && <span className={styles['quiet']}> {dayOfTrial(current, asOf)}</span>}
        </span>
        {days?.kind === 'known' && <TrialClockBar days={days.value} settings={settings} />}
        {days?.kind === 'unknown' && <Mark shape="dashed-ring" tone="unknown" word="days at dose unknown" />}
      </span>
      <span className={styles['line']}>
        <Sparkline row={row} settings={settings} />
        <span className={styles['grow']}>
          {change.kind === 'said' ? change.text : <Mark shape="dashed-ring" tone="unknown" word={change.word} />}
        </span>
        <Mark {...responseWords[response.status]} />
      </span>
    </>
  )
}
