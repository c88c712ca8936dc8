// Runs the calendar, clinical and reader tests again in five more time zones: a day must be the same day everywhere.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

const zones = ['Pacific/Pago_Pago', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Pacific/Kiritimati']
const root = resolve(import.meta.dirname, '..')
const folders = ['tests/lib', 'tests/clinical', 'tests/fhir', 'tests/cli'].filter((folder) => existsSync(resolve(root, folder)))
const vitest = resolve(root, 'node_modules/vitest/vitest.mjs')
let failed = 0
for (const zone of zones) {
  const run = spawnSync(process.execPath, [vitest, 'run', '--project', 'unit', '--reporter', 'dot', ...folders], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, TZ: zone },
  })
  if (run.status !== 0) {
    failed += 1
    console.error(`failed in ${zone}`)
  }
}
console.log(`${zones.length - failed} of ${zones.length} time zones passed`)
process.exitCode = failed === 0 ? 0 : 1
