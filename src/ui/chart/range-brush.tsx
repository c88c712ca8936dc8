import { useRef, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react'
import { formatDay, type Day } from '#src/lib/calendar.ts'
import { gripKey, lengthOf, moveGrip, type DayRange, type Grip } from '#src/ui/chart/day-range.ts'
import { dayAt, xOf, type TimeScale } from '#src/ui/chart/time-scale.ts'
import styles from '#src/ui/chart/range-brush.module.css'

export interface RangeBrushProps {
  readonly bounds: DayRange
  readonly range: DayRange
  readonly onChange: (range: DayRange) => void
  /** Where the strip's days begin and how wide they are, px. */
  readonly left: number
  readonly width: number
  /** What the strip shows of the whole time: drawn under the window, on the same scale. */
  readonly children: ReactNode
}

/** Two sliders on a strip of the whole time, and the window between them to drag. */
export function RangeBrush({ bounds, range, onChange, left, width, children }: RangeBrushProps) {
  const strip = useRef<HTMLDivElement>(null)
  const drag = useRef<{ readonly grip: Grip; readonly at: Day; readonly range: DayRange }>(undefined)
  const scale: TimeScale = { range: bounds, left, width }
  const dayUnder = (event: PointerEvent): Day => dayAt(scale, event.clientX - (strip.current?.getBoundingClientRect().left ?? 0))
  const dragging = (grip: Grip) => ({
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      event.currentTarget.setPointerCapture(event.pointerId)
      drag.current = { grip, at: dayUnder(event), range }
    },
    onPointerMove: (event: PointerEvent) => {
      const held = drag.current
      if (held !== undefined) onChange(moveGrip(held.grip, dayUnder(event) - held.at, held.range, bounds))
    },
    onPointerUp: () => {
      drag.current = undefined
    },
    onPointerCancel: () => {
      drag.current = undefined
    },
  })
  const onKey = (grip: 'from' | 'through') => (event: KeyboardEvent) => {
    const days = gripKey(event.key, grip, range, bounds)
    if (days === undefined) return
    event.preventDefault()
    event.stopPropagation()
    onChange(moveGrip(grip, days, range, bounds))
  }
  const [start, end] = [xOf(scale, range.from), xOf(scale, range.through)]
  return (
    <div ref={strip} className={styles['strip']}>
      {children}
      <div className={styles['outside']} style={{ left: `${left}px`, width: `${Math.max(0, start - left)}px` }} />
      <div className={styles['outside']} style={{ left: `${end}px`, width: `${Math.max(0, left + width - end)}px` }} />
      <div className={styles['window']} style={{ left: `${start}px`, width: `${Math.max(2, end - start)}px` }} {...dragging('both')} />
      {(['from', 'through'] as const).map((grip) => (
        <div
          key={grip}
          role="slider"
          tabIndex={0}
          aria-label={grip === 'from' ? 'First day shown' : 'Last day shown'}
          aria-valuemin={bounds.from}
          aria-valuemax={bounds.through}
          aria-valuenow={range[grip]}
          aria-valuetext={`${formatDay(range[grip])}, ${lengthOf(range)} days shown`}
          className={styles['handle']}
          style={{ left: `${grip === 'from' ? start : end}px` }}
          onKeyDown={onKey(grip)}
          {...dragging(grip)}
        />
      ))}
    </div>
  )
}
