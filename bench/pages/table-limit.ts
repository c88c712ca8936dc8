/** The limit: the same cells by hand, without a framework, rows in view only. */
import { scorePoints } from '#src/clinical/readings.ts'
import { defaultSettings } from '#src/clinical/settings.ts'
import { cellSays } from '#src/features/caseload/cell-words.ts'
import type { CaseloadRow } from '#src/features/caseload/caseload-rows.ts'
import { sortKey } from '#src/features/caseload/caseload-order.ts'
import { columns } from '#src/features/caseload/columns.ts'
import { courseOf, doseSteps } from '#src/features/caseload/course-path.ts'
import type { Table } from './contender.ts'

const ROW = 32
const box = { width: 92, height: 24, pad: 2, foot: 4 }
const style = document.createElement('style')
style.textContent = `.limit{height:100vh;overflow:auto;position:relative;font:13px system-ui}.limit .r{position:absolute;display:grid;grid-template-columns:${columns
  .map((one) => `${one.width}px`)
  .join(
    ' ',
  )};height:${ROW}px;border-bottom:1px solid #ddd}.limit .c{overflow:hidden;white-space:nowrap;text-overflow:ellipsis;padding:0 6px}`
document.head.append(style)

let all: readonly CaseloadRow[] = []
let shown: readonly CaseloadRow[] = []
let isSorted = false
let query = ''
let view: HTMLElement
let body: HTMLElement
const drawn = new Map<string, HTMLElement>()

function rowOf(row: CaseloadRow): HTMLElement {
  const line = document.createElement('div')
  line.className = 'r'
  for (const { id } of columns) {
    const cell = document.createElement('div')
    cell.className = 'c'
    if (row.kind === 'judged' && id === 'course') {
      const course = courseOf(
        scorePoints(row.record, 'phq-9', row.assessment.asOf),
        doseSteps(row.assessment.trials),
        row.assessment.asOf,
        42,
        box,
      )
      cell.innerHTML = `<svg width="92" height="24"><path fill="none" stroke="#345" d="${course.path}"/><path stroke="#888" d="${course.ticks.map((x) => `M${x} 21V24`).join('')}"/></svg>`
    } else if (id === 'patient') {
      const name = document.createElement('bdi')
      name.textContent = row.name
      cell.append(name)
    } else {
      const words = cellSays(row, id, defaultSettings)
      cell.textContent = words.kind === 'said' ? words.text : words.word
    }
    line.append(cell)
  }
  return line
}

function draw(): void {
  const from = Math.max(0, Math.floor(view.scrollTop / ROW) - 8)
  const until = Math.min(shown.length, Math.ceil((view.scrollTop + view.clientHeight) / ROW) + 8)
  const wanted = new Set<string>()
  for (let index = from; index < until; index += 1) {
    const row = shown[index]
    if (row === undefined) continue
    wanted.add(row.id)
    const line = drawn.get(row.id) ?? rowOf(row)
    line.style.top = `${index * ROW}px`
    line.dataset['index'] = `${index}`
    if (!drawn.has(row.id)) {
      drawn.set(row.id, line)
      body.append(line)
    }
  }
  for (const [id, line] of drawn)
    if (!wanted.has(id)) {
      line.remove()
      drawn.delete(id)
    }
}

function update(): void {
  const found = query === '' ? all : all.filter((row) => row.words.some((word) => word.startsWith(query)))
  const keyed = found.map((row) => ({ row, key: sortKey(row, 'change') }))
  if (isSorted)
    keyed.sort((a, b) =>
      a.key === undefined || b.key === undefined
        ? (a.key === undefined ? 1 : 0) - (b.key === undefined ? 1 : 0)
        : a.key < b.key
          ? 1
          : a.key > b.key
            ? -1
            : 0,
    )
  shown = keyed.map(({ row }) => row)
  body.style.height = `${shown.length * ROW}px`
  view.scrollTop = 0
  draw()
}

export const table: Table = {
  mount: (place, _caseload, rows) => {
    all = rows
    view = document.createElement('div')
    view.className = 'limit'
    body = document.createElement('div')
    view.append(body)
    place.append(view)
    view.addEventListener('scroll', draw, { passive: true })
    update()
  },
  sort: () => {
    isSorted = !isSorted
    update()
  },
  filter: (text) => {
    query = text
    update()
  },
  topName: () => document.querySelector('[data-index="0"] bdi')?.textContent ?? undefined,
  count: () => shown.length,
  scroller: () => view,
}
