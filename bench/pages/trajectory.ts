/** One chart on one page: `trajectory.html?chart=remit|echarts|uplot&days=730`. */
import { place } from './contender.ts'
import { courseOf, type Course } from './course.ts'

export interface Chart {
  readonly mount: (place: HTMLElement, course: Course) => void
  /** Whether all series are painted. */
  readonly isPainted: () => boolean
  /** Where the pointer is moved. */
  readonly area: () => Element
  /** Shows the last `days` days. */
  readonly zoom: (days: number) => void
}

const asked = new URLSearchParams(location.search)
const readers: Readonly<Record<string, () => Promise<{ readonly chart: Chart }>>> = {
  remit: () => import('./chart-remit.tsx'),
  echarts: () => import('./chart-echarts.ts'),
  uplot: () => import('./chart-uplot.ts'),
}
const name = asked.get('chart') ?? 'remit'
const reader = readers[name]
if (reader === undefined) throw new Error(`no chart ${name}`)
const { chart } = await reader()
const course = courseOf(parseInt(asked.get('days') ?? '730', 10))
const frame = (): Promise<number> => new Promise((next) => requestAnimationFrame(next))

Object.assign(window, {
  /** Milliseconds from the call until the frame after the one in which everything is painted. */
  open: async () => {
    const began = performance.now()
    chart.mount(place(), course)
    while (!chart.isPainted()) {
      if (performance.now() - began > 20_000) throw new Error(`${name} painted nothing`)
      await frame()
    }
    await frame()
    return performance.now() - began
  },
  areaBox: () => chart.area().getBoundingClientRect().toJSON(),
  zoom: async (days: number) => {
    chart.zoom(days)
    await frame()
  },
})
