import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import type { Chart } from './trajectory.ts'

const DAY_S = 86_400
const made: uPlot[] = []
let painted = 0

export const chart: Chart = {
  mount: (place, { days, lanes, scores, doses }) => {
    const sync = uPlot.sync('time')
    const add = (title: string, max: number, x: readonly number[], y: readonly number[], path?: uPlot.Series.PathBuilder): void => {
      const holder = document.createElement('div')
      place.append(holder)
      made.push(
        new uPlot(
          {
            width: 1200,
            height: 130,
            title,
            cursor: { sync: { key: sync.key } },
            scales: { y: { range: [0, max] }, x: { range: (_u, from, to) => [from, to] } },
            hooks: { draw: [() => (painted += 1)] },
            series: [{}, { stroke: '#345', points: { show: true, size: 3 }, ...(path === undefined ? {} : { paths: path }) }],
          },
          [x.map((d) => d * DAY_S), [...y]],
          holder,
        ),
      )
    }
    const last = days.at(-1) ?? 0
    add(
      'PHQ-9',
      27,
      scores.map((s) => s.day),
      scores.map((s) => s.total),
    )
    add(
      'dose',
      200,
      [...doses.map((d) => d.from), last],
      [...doses.map((d) => d.mg), doses.at(-1)?.mg ?? 0],
      uPlot.paths.stepped?.({ align: 1 }),
    )
    for (const lane of lanes) add(lane.name, lane.max, days, lane.values)
  },
  isPainted: () => made.length === 6 && painted >= made.length,
  area: () => document.querySelectorAll('.u-over')[3] ?? document.body,
  zoom: (days) => {
    for (const plot of made) {
      const [x] = plot.data
      const [min, max] = [x[0] ?? 0, x.at(-1) ?? 0]
      plot.setScale('x', { min: min + (max - min) * (days % 2 === 0 ? 0.5 : 0.45), max })
    }
  },
}
