// Converts the published single-case data set to the compact file that the demo's real patient is made from:
//   node tools/convert-esm.mjs ESMdata.csv > mocks/esm/esm.json
// Kossakowski, Groot, Haslbeck, Borsboom, Wichers (2017), Journal of Open Psychology Data 5:1, doi 10.5334/jopd.29, CC BY 4.0.
//
// One row a day: [date, venlafaxine mg, prompts answered, mean cheerful 1..7, mean satisfied 1..7, mean down -3..3, medication taken, SCL-90-R
// depression]. Medication taken is 1 when either the morning or the evening form says so, 0 when one answers No and none Yes, null when
// neither was answered. Means have two decimals; a day on which an item was never answered has null.
import { readFileSync } from 'node:fs'

const [file] = process.argv.slice(2)
if (file === undefined) {
  console.error('usage: node tools/convert-esm.mjs ESMdata.csv')
  process.exit(2)
}

/** The quoted values of one line; this file has no commas or quotes inside them. @param {string} line */
const cells = (line) => line.split(',').map((cell) => cell.replaceAll('"', '').trim())
const [header = '', ...lines] = readFileSync(file, 'utf8').trim().split(/\r?\n/)
const names = cells(header)

/** @param {string[]} row @param {string} name @returns {number | null} */
function number(row, name) {
  const text = row[names.indexOf(name)]
  if (text === undefined) throw new Error(`The file has no column "${name}"`)
  return text === '' || text === 'NA' ? null : JSON.parse(text)
}

/** "13/08/12" as "2012-08-13". @param {string | undefined} text */
function isoDate(text) {
  const match = /^(\d{2})\/(\d{2})\/(\d{2})$/.exec(text ?? '')
  if (match === null) throw new Error(`"${text}" is not a date of the form dd/mm/yy`)
  return `20${match[3]}-${match[2]}-${match[1]}`
}

/** @type {Map<string, string[][]>} */
const byDay = new Map()
for (const line of lines) {
  const row = cells(line)
  const date = isoDate(row[names.indexOf('date')])
  const rows = byDay.get(date)
  if (rows === undefined) byDay.set(date, [row])
  else rows.push(row)
}

/** @param {string[][]} rows @param {string} name */
function mean(rows, name) {
  const values = rows.flatMap((row) => number(row, name) ?? [])
  return values.length === 0 ? null : Math.round((values.reduce((a, b) => a + b, 0) / values.length) * 100) / 100
}

/** @param {string[][]} rows */
function taken(rows) {
  const answers = rows.flatMap((row) => [number(row, 'mor_med'), number(row, 'evn_med')].flatMap((answer) => answer ?? []))
  return answers.length === 0 ? null : answers.includes(1) ? 1 : 0
}

/** The one value that all rows of a day carry; null when none does. @param {string[][]} rows @param {string} name */
function single(rows, name) {
  const values = [...new Set(rows.flatMap((row) => number(row, name) ?? []))]
  if (values.length > 1) throw new Error(`${name} has several values on one day: ${values.join(', ')}`)
  return values[0] ?? null
}

const days = [...byDay].map(([date, rows]) => [
  date,
  single(rows, 'concentrat'),
  rows.length,
  mean(rows, 'mood_cheerf'),
  mean(rows, 'mood_satisfi'),
  mean(rows, 'mood_down'),
  taken(rows),
  single(rows, 'dep'),
])

// The checks that the data set's description asks for.
days.reduce((before, day) => {
  if (String(day[0]) <= String(before[0])) throw new Error(`${day[0]} does not come after ${before[0]}`)
  if (Number(day[1]) > Number(before[1])) throw new Error(`The dose rises on ${day[0]}`)
  return day
})
const phases = lines.map((line) => number(cells(line), 'phase') ?? 0)
if (phases.some((phase, i) => phase < (phases[i - 1] ?? 0))) throw new Error('The phases are not in order')

console.log(`[\n${days.map((day) => `  ${JSON.stringify(day)}`).join(',\n')}\n]`)
