import type { ComponentType } from 'react'
import type { ClinicalSettings } from '#src/clinical/settings.ts'
import { changeWords } from '#src/clinical/response.ts'
import { ageWords, cellSays, dayOfTrial, doseNow, type Said } from '#src/features/caseload/cell-words.ts'
import { agentsNow } from '#src/features/caseload/caseload-filters.ts'
import type { JudgedRow } from '#src/features/caseload/caseload-rows.ts'
import { newWords, type RowChanges } from '#src/features/caseload/changes.ts'
import type { ColumnId } from '#src/features/caseload/columns.ts'
import { FlagsCell } from '#src/features/caseload/flags-cell.tsx'
import { Sparkline } from '#src/features/caseload/sparkline.tsx'
import { TrialClockBar } from '#src/features/caseload/trial-clock-bar.tsx'
import { placeWords, responseWords } from '#src/features/caseload/words.ts'
import { Mark } from '#src/ui/mark.tsx'
import { VisuallyHidden } from '#src/ui/visually-hidden.tsx'
import styles from '#src/features/caseload/cells.module.css'

export interface CellProps {
  readonly row: JudgedRow
  readonly settings: ClinicalSettings
  readonly changes: RowChanges | undefined
  /** Address of the patient's page. */
  readonly href: string
}

/** What a cell says where it needs no drawing of its own. */
function SaidText({ words, isTight = false }: { readonly words: Said; readonly isTight?: boolean }) {
  return (
    <>
      {words.kind === 'said' ? words.text : <UnknownWord word={words.word} isTight={isTight || words.word === 'unknown'} />}
      {words.aside !== undefined && <span className={styles['aside']}> {words.aside}</span>}
    </>
  )
}

/** The reason stands in the explanation of the cell. */
function UnknownWord({ word, isTight }: { readonly word: string; readonly isTight: boolean }) {
  const mark = <Mark shape="dashed-ring" tone="unknown" word={word} />
  return isTight ? <span className={styles['narrow']}>{mark}</span> : mark
}

function PatientCell({ row, changes, href }: CellProps) {
  const { tone, shape, word } = placeWords[row.place]
  return (
    <span className={styles['patient']}>
      {changes !== undefined && (
        <span className={styles['new']}>
          <VisuallyHidden>{newWords(changes)}</VisuallyHidden>
        </span>
      )}
      <Mark shape={shape} tone={tone} word={`${word}: `} wordHidden />
      <a className={styles['name']} href={href} tabIndex={-1}>
        <bdi>{row.name}</bdi>
      </a>
      <span className={styles['aside']}>{ageWords(row)}</span>
    </span>
  )
}

function TreatmentCell({ row, settings }: CellProps) {
  const { current, asOf } = row.assessment
  if (current === undefined) return <SaidText words={cellSays(row, 'treatment', settings)} />
  const others = agentsNow(row).filter((trial) => trial.id !== current.id)
  return (
    <span className={styles['treatment']}>
      <span className={styles['agent']}>{current.name}</span>
      {current.currentDose?.kind === 'known' ? (
        <span className={styles['dose']}>{doseNow(current)}</span>
      ) : (
        <UnknownWord word="dose not known" isTight={false} />
      )}
      {others.length > 0 && (
        <span className={styles['beside']}>
          +{others.length}
          <VisuallyHidden> more: {others.map((trial) => `${trial.name} ${doseNow(trial)}`).join(', ')}</VisuallyHidden>
        </span>
      )}
      <span className={styles['aside']}>{dayOfTrial(current, asOf)}</span>
    </span>
  )
}

function ClockCell({ row, settings }: CellProps) {
  const days = row.assessment.current?.daysAtAdequateDose
  if (days?.kind !== 'known') return <SaidText words={cellSays(row, 'clock', settings)} />
  return <TrialClockBar days={days.value} settings={settings} />
}

function CourseCell({ row, settings }: CellProps) {
  const words = cellSays(row, 'course', settings)
  if (words.kind === 'unknown') return <SaidText words={words} />
  return (
    <>
      <Sparkline row={row} settings={settings} />
      <VisuallyHidden>
        {words.text}, {words.aside}
      </VisuallyHidden>
    </>
  )
}

function ChangeCell({ row, settings }: CellProps) {
  const words = cellSays(row, 'change', settings)
  const { baseline, latest } = row.assessment.response
  if (words.kind === 'unknown' || !baseline || !latest) return <SaidText words={words} isTight />
  const [scores = '', change = ''] = changeWords(baseline.total, latest.total).split(/ (?=\()/)
  return (
    <>
      {scores} <span className={styles['change']}>{change}</span>
    </>
  )
}

function ResponseCell({ row }: CellProps) {
  return <Mark {...responseWords[row.assessment.response.status]} />
}

function Item9Cell({ row, settings }: CellProps) {
  const { item9 } = row.assessment
  const words = cellSays(row, 'item9', settings)
  if (words.kind === 'unknown' || item9.kind === 'unknown' || item9.value.value === 0) return <SaidText words={words} isTight />
  return (
    <strong className={styles['urgent']}>
      <Mark shape="octagon" tone="urgent" word={words.text} />
    </strong>
  )
}

const plain = (column: ColumnId): ComponentType<CellProps> =>
  function PlainCell({ row, settings }) {
    return <SaidText words={cellSays(row, column, settings)} />
  }

/** How each column's cell is drawn. */
export const cells: Readonly<Record<ColumnId, ComponentType<CellProps>>> = {
  patient: PatientCell,
  treatment: TreatmentCell,
  clock: ClockCell,
  course: CourseCell,
  change: ChangeCell,
  response: ResponseCell,
  item9: Item9Cell,
  taken: plain('taken'),
  effects: plain('effects'),
  seen: plain('seen'),
  failed: plain('failed'),
  flags: FlagsCell,
  next: plain('next'),
}
