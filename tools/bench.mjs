// `npm run bench [-- PART ...] [--runs N]`: how fast Remit is, beside peers and beside the limit, in one run on one machine.
// Writes docs/performance.json and the tables of docs/performance.md; the words around the tables are written by hand.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const PARTS = ['reading', 'caseload', 'trajectory', 'queue', 'load', 'soak']
const JSON_FILE = resolve(root, 'docs/performance.json')
const WORDS_FILE = resolve(root, 'docs/performance.md')

const asked = process.argv.slice(2)
const runsAt = asked.indexOf('--runs')
const runs = runsAt === -1 ? 5 : parseInt(asked[runsAt + 1] ?? '5', 10)
const wanted = asked.filter((word, i) => !word.startsWith('--') && asked[i - 1] !== '--runs')
const unknown = wanted.find((part) => !PARTS.includes(part))
if (unknown !== undefined) {
  console.error(`bench: no part "${unknown}"; there are ${PARTS.join(', ')}`)
  process.exit(2)
}

// The peers are installed only by whoever measures.
if (!existsSync(resolve(root, 'bench/node_modules/uplot')))
  spawnSync('npm', ['ci', '--prefix', resolve(root, 'bench'), '--no-audit', '--no-fund'], { stdio: 'inherit' })

const { openBrowser } = await import('../bench/lib/browser.mjs')
const browser = await openBrowser()
const machine = `${cpus().length} x ${cpus()[0]?.model.trim() ?? 'processor'}, ${Math.round(totalmem() / 2 ** 30)} GB, Chromium ${browser.version()}, Node ${process.versions.node}`
await browser.close()

/** @type {{ parts: Record<string, { title: string, machine: string, date: string, runs: number, load: string, figures: Record<string, Record<string, Record<string, { median: number, least: number, most: number }>>> }> }} */
const report = existsSync(JSON_FILE) ? JSON.parse(readFileSync(JSON_FILE, 'utf8')) : { parts: {} }
for (const part of wanted.length === 0 ? PARTS : wanted) {
  const { title, run } = await import(`../bench/parts/${part}.mjs`)
  const figures = await run({ runs })
  const load = existsSync('/proc/loadavg') ? (readFileSync('/proc/loadavg', 'utf8').split(' ')[0] ?? '') : ''
  report.parts[part] = { title, machine, date: new Date().toISOString().slice(0, 10), runs, load, figures }
  console.log(`\n${tableOf(part)}`)
  writeFileSync(JSON_FILE, `${JSON.stringify(report, undefined, 2)}\n`)
  writeTables()
}

/** @param {number} value */
function shown(value) {
  return value >= 100 ? `${Math.round(value)}` : `${Math.round(value * 100) / 100}`
}

/** One row a contender, one column a figure: the median, the range, and Remit's ratio to it. @param {string} part */
function tableOf(part) {
  const found = report.parts[part]
  if (found === undefined) return ''
  const blocks = Object.entries(found.figures).map(([what, contenders]) => {
    const names = [...new Set(Object.values(contenders).flatMap((figures) => Object.keys(figures)))]
    const rows = Object.entries(contenders).map(([who, figures]) => {
      const cells = names.map((name) => {
        const figure = figures[name]
        if (figure === undefined) return ''
        const mine = contenders['remit']?.[name]
        const ratio = who !== 'remit' && mine !== undefined && figure.median > 0 ? `; Remit ${shown(mine.median / figure.median)}x` : ''
        const range = figure.least === figure.most ? '' : ` (${shown(figure.least)} to ${shown(figure.most)})`
        return `${shown(figure.median)}${range}${ratio}`
      })
      return `| ${who} | ${cells.join(' | ')} |`
    })
    return [`**${what}**`, '', `| | ${names.join(' | ')} |`, `|---|${names.map(() => '---').join('|')}|`, ...rows].join('\n')
  })
  const when = `${found.date}; ${found.machine}; ${found.runs} counted runs; load average ${found.load}.`
  return [`### ${found.title}`, '', when, '', blocks.join('\n\n'), ''].join('\n')
}

function writeTables() {
  if (!existsSync(WORDS_FILE)) return
  let words = readFileSync(WORDS_FILE, 'utf8')
  for (const part of PARTS) {
    const [opens, closes] = [`<!-- ${part} -->`, `<!-- /${part} -->`]
    const from = words.indexOf(opens)
    const until = words.indexOf(closes)
    if (from !== -1 && until > from) words = `${words.slice(0, from + opens.length)}\n\n${tableOf(part)}\n${words.slice(until)}`
  }
  writeFileSync(WORDS_FILE, words)
}
