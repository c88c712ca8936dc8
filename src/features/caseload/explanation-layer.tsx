import { useEffect, useId, useState, type RefObject } from 'react'
import type { Explanation } from '#src/ui/explanation.ts'
import { ExplanationPopover } from '#src/ui/explanation-popover.tsx'
import styles from '#src/features/caseload/explanation-layer.module.css'

export interface ExplanationLayerProps {
  readonly grid: RefObject<HTMLElement | null>
  /** Undefined where there is nothing to explain. */
  readonly explain: (row: string, column: string) => Explanation | undefined
}

interface Shown {
  readonly cell: HTMLElement
  readonly row: string
  readonly column: string
  readonly by: 'pointer' | 'focus'
  /** Counts scrolls, so that the card follows its cell. */
  readonly turn: number
}

const HOVER_MS = 350
const LEAVE_MS = 150

/**
 * One explanation for the whole grid: of the cell under the pointer or with the keyboard focus. The cell is described by it
 * while it is open; Escape closes it, and the pointer may move onto it (WCAG 2.2, 1.4.13).
 */
export function ExplanationLayer({ grid, explain }: ExplanationLayerProps) {
  const id = useId()
  const [shown, setShown] = useState<Shown>()
  const [timer] = useState(createTimer)
  useEffect(() => (grid.current === null ? undefined : listen(grid.current, timer, setShown)), [grid, timer])
  useEffect(() => {
    if (shown === undefined) return undefined
    shown.cell.setAttribute('aria-describedby', id)
    return () => shown.cell.removeAttribute('aria-describedby')
  }, [shown, id])
  const explanation = shown?.cell.isConnected === true ? explain(shown.row, shown.column) : undefined
  if (shown === undefined || explanation === undefined) return undefined
  return (
    <div className={shown.by === 'focus' ? styles['late'] : undefined}>
      <ExplanationPopover
        key={`${shown.row} ${shown.column}`}
        id={id}
        anchor={shown.cell}
        explanation={explanation}
        onPointerEnter={timer.stop}
        onPointerLeave={() => timer.start(LEAVE_MS, () => setShown(undefined))}
      />
    </div>
  )
}

interface Timer {
  readonly start: (ms: number, then: () => void) => void
  readonly stop: () => void
}

function createTimer(): Timer {
  let waiting: number | undefined
  const stop = (): void => window.clearTimeout(waiting)
  return {
    stop,
    start: (ms, then) => {
      stop()
      waiting = window.setTimeout(then, ms)
    },
  }
}

type Show = (next: Shown | undefined | ((before: Shown | undefined) => Shown | undefined)) => void

function listen(grid: HTMLElement, timer: Timer, show: Show): () => void {
  const stops = new AbortController()
  const on = <K extends keyof HTMLElementEventMap>(type: K, then: (event: HTMLElementEventMap[K]) => void, capture = false): void =>
    grid.addEventListener(type, then, { signal: stops.signal, capture, passive: true })
  on('focusin', ({ target }) => {
    const cell = cellAt(target)
    timer.stop()
    show(
      target instanceof Element && target.matches(':focus-visible') && cell !== undefined ? { ...cell, by: 'focus', turn: 0 } : undefined,
    )
  })
  on('focusout', () => show((before) => (before?.by === 'focus' ? undefined : before)))
  on('pointerover', (event) => {
    const cell = event.pointerType === 'touch' ? undefined : cellAt(event.target)
    if (cell === undefined) return
    timer.start(HOVER_MS, () => show((before) => (before?.cell === cell.cell ? before : { ...cell, by: 'pointer', turn: 0 })))
  })
  // The card of the focused cell may lie over the next row: it makes way for a hand that goes elsewhere, not for rows that move under one.
  on('pointermove', ({ target, movementX, movementY }) => {
    if (movementX !== 0 || movementY !== 0)
      show((before) => (before?.by === 'focus' && cellAt(target)?.cell !== before.cell ? undefined : before))
  })
  on('pointerleave', () => timer.start(LEAVE_MS, () => show((before) => (before?.by === 'pointer' ? undefined : before))))
  on('pointerdown', () => {
    timer.stop()
    show(undefined)
  })
  on('scroll', () => show((before) => (before?.by === 'focus' ? { ...before, turn: before.turn + 1 } : undefined)), true)
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') show(undefined)
  }
  window.addEventListener('keydown', onKeyDown, { signal: stops.signal })
  return () => {
    timer.stop()
    stops.abort()
  }
}

function cellAt(target: EventTarget | null): { cell: HTMLElement; row: string; column: string } | undefined {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-column]') : null
  const row = cell?.closest<HTMLElement>('[data-row]')?.dataset['row']
  const column = cell?.dataset['column']
  return cell === null || row === undefined || column === undefined ? undefined : { cell, row, column }
}
