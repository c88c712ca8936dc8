// `npm test`: everything that must hold, one step after another, each named as it starts. Stops at the first that fails.
// What needs no browser comes first, so that its results are there even on a machine without one.
import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')

/** @type {readonly (readonly [what: string, script: string])[]} */
const steps = [
  ['types', 'types'],
  ['lint and house rules', 'lint'],
  ['formatting', 'formatted'],
  ['layers', 'layers'],
  ['dead code', 'dead-code'],
  ['licences of what is shipped', 'licences'],
  ['unit tests', 'unit'],
  ['rules and readers in five more time zones', 'zones'],
  ['integration tests at the wire', 'integration'],
  ['production build, without mock server or demo people', 'build'],
  ['size of each route', 'size'],
  ['component tests in Chromium', 'browser'],
  ['end-to-end tests in Chromium, with axe', 'e2e'],
]

const SECOND = 1000
/** @type {string[]} */
const lines = []
let failed = 0
for (const [what, script] of steps) {
  console.log(`\n== ${what} (npm run ${script})`)
  const began = performance.now()
  const { status } = spawnSync('npm', ['run', '--silent', script], { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' })
  const seconds = ((performance.now() - began) / SECOND).toFixed(1)
  lines.push(`${status === 0 ? 'passed' : 'FAILED'}  ${seconds.padStart(6)} s  ${what}`)
  if (status === 0) continue
  failed = 1
  break
}
const skipped = steps.length - lines.length
console.log(`\n${lines.join('\n')}`)
if (skipped > 0)
  console.log(
    `not run: ${steps
      .slice(lines.length)
      .map(([what]) => what)
      .join('; ')}`,
  )
console.log(`\nchecks: ${lines.length - failed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exitCode = failed
