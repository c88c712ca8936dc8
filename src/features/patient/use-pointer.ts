import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent, type RefObject } from 'react'
import type { FigureFrame } from '#src/features/patient/figure-layout.ts'
import { rangeAfterKey, rangeAfterWheel, stopAfterKey } from '#src/features/patient/pointer-moves.ts'
import { nearestStop, type Stop } from '#src/features/patient/readout.ts'
import type { Day } from '#src/lib/calendar.ts'
import { revealDay, type DayRange } from '#src/ui/chart/day-range.ts'
import { dayAt } from '#src/ui/chart/time-scale.ts'

export interface PointerInput {
  readonly stops: readonly Stop[]
  readonly frame: FigureFrame
  readonly bounds: DayRange
  readonly onRange: (range: DayRange) => void
  /** A point was chosen, by key or by pointer. */
  readonly onChoose: (stop: Stop) => void
}

export interface Pointer {
  readonly area: RefObject<HTMLDivElement | null>
  /** The stop that the keyboard stands on; undefined when there is none to stand on. */
  readonly chosen: Stop | undefined
  /** What the readout is about; undefined while nothing is pointed at. */
  readonly shown: { readonly day: Day; readonly stop: Stop | undefined } | undefined
  readonly on: {
    readonly onKeyDown: (event: KeyboardEvent) => void
    readonly onFocus: () => void
    readonly onBlur: () => void
    readonly onPointerMove: (event: PointerEvent) => void
    readonly onPointerLeave: () => void
    readonly onPointerDown: (event: PointerEvent) => void
  }
}

/** A point is meant when the pointer is at most this far from it, px. */
const REACH_PX = 12

/** Where mouse, touch and keys are on the time axis, and what they do to the range. */
export function usePointer({ stops, frame, bounds, onRange, onChoose }: PointerInput): Pointer {
  const area = useRef<HTMLDivElement>(null)
  const [chosenKey, setChosenKey] = useState<string>()
  const [hovered, setHovered] = useState<Day>()
  const [open, setOpen] = useState(false)
  const { range } = frame.scale
  const chosen = stops.find((stop) => stop.key === chosenKey) ?? stops.at(-1)
  const dayUnder = (event: { readonly clientX: number }): Day =>
    dayAt(frame.scale, event.clientX - (area.current?.getBoundingClientRect().left ?? 0))
  const reachDays = (REACH_PX / frame.scale.width) * (range.through - range.from)
  useWheel(area, (event) => {
    const next = rangeAfterWheel(event, range, bounds, dayUnder(event), frame.scale.width)
    if (next === undefined) return
    event.preventDefault()
    onRange(next)
  })
  const choose = (stop: Stop) => {
    setChosenKey(stop.key)
    onChoose(stop)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const moved = rangeAfterKey(event, range, bounds, chosen?.day)
    const stop = moved === undefined ? stopAfterKey(event.key, stops, chosen) : undefined
    if (event.key === 'Escape') setOpen(false)
    if (moved === undefined && stop === undefined) return
    event.preventDefault()
    event.stopPropagation()
    if (moved !== undefined) onRange(moved)
    if (stop === undefined) return
    choose(stop)
    setHovered(undefined)
    setOpen(true)
    const revealed = revealDay(range, bounds, stop.day)
    if (revealed !== range) onRange(revealed)
  }
  const pointed = hovered === undefined ? chosen : nearestStop(stops, hovered, reachDays)
  const day = pointed?.day ?? hovered
  const isShown = day !== undefined && (hovered !== undefined || open) && day >= range.from && day <= range.through
  return {
    area,
    chosen,
    shown: isShown ? { day, stop: pointed } : undefined,
    on: {
      onKeyDown,
      onFocus: () => setOpen(true),
      onBlur: () => setOpen(false),
      onPointerMove: (event) => setHovered(dayUnder(event)),
      onPointerLeave: () => setHovered(undefined),
      onPointerDown: (event) => {
        const stop = nearestStop(stops, dayUnder(event), reachDays)
        if (stop !== undefined) choose(stop)
      },
    },
  }
}

/** React listens to the wheel passively; keeping the page from scrolling needs a listener of our own. */
function useWheel(area: RefObject<HTMLDivElement | null>, onWheel: (event: WheelEvent) => void): void {
  const latest = useRef(onWheel)
  useEffect(() => {
    latest.current = onWheel
  })
  useEffect(() => {
    const element = area.current
    const listen = (event: WheelEvent) => latest.current(event)
    element?.addEventListener('wheel', listen, { passive: false })
    return () => element?.removeEventListener('wheel', listen)
  }, [area])
}
