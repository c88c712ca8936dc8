import * as echarts from 'echarts'
import type { Chart } from './trajectory.ts'

let made: echarts.ECharts | undefined
let isDone = false
const DAY_MS = 86_400_000

export const chart: Chart = {
  mount: (place, { days, lanes, scores, doses }) => {
    const holder = document.createElement('div')
    Object.assign(holder.style, { width: '1200px', height: '800px' })
    place.append(holder)
    made = echarts.init(holder)
    made.on('finished', () => {
      isDone = true
    })
    const rows = lanes.length + 2
    const top = (i: number): string => `${3 + (i * 92) / rows}%`
    const last = days.at(-1) ?? 0
    made.setOption({
      animation: false,
      tooltip: { trigger: 'axis' },
      axisPointer: { link: [{ xAxisIndex: 'all' }] },
      dataZoom: [
        { type: 'inside', xAxisIndex: Array.from({ length: rows }, (_, i) => i) },
        { type: 'slider', xAxisIndex: Array.from({ length: rows }, (_, i) => i) },
      ],
      grid: Array.from({ length: rows }, (_, i) => ({ left: 60, right: 20, top: top(i), height: `${80 / rows}%` })),
      xAxis: Array.from({ length: rows }, (_, i) => ({ type: 'time', gridIndex: i, axisLabel: { show: i === rows - 1 } })),
      yAxis: [27, 200, ...lanes.map((lane) => lane.max)].map((max, i) => ({ type: 'value', gridIndex: i, min: 0, max, splitNumber: 2 })),
      series: [
        { type: 'line', name: 'PHQ-9', xAxisIndex: 0, yAxisIndex: 0, data: scores.map(({ day, total }) => [day * DAY_MS, total]) },
        {
          type: 'line',
          step: 'end',
          name: 'dose',
          xAxisIndex: 1,
          yAxisIndex: 1,
          data: [...doses.map(({ from, mg }) => [from * DAY_MS, mg]), [last * DAY_MS, doses.at(-1)?.mg ?? 0]],
        },
        ...lanes.map((lane, i) => ({
          type: 'line',
          name: lane.name,
          showSymbol: true,
          symbolSize: 3,
          xAxisIndex: i + 2,
          yAxisIndex: i + 2,
          data: lane.values.map((value, j) => [(days[j] ?? 0) * DAY_MS, value]),
        })),
      ],
    } as echarts.EChartsOption)
  },
  isPainted: () => isDone,
  area: () => document.querySelector('canvas') ?? document.body,
  zoom: (days) => made?.dispatchAction({ type: 'dataZoom', start: days % 2 === 0 ? 50 : 45, end: 100 }),
}
