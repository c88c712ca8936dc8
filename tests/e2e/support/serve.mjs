// What the end-to-end tests run against: `node serve.mjs demo PORT`, or `node serve.mjs production PORT FHIR_BASE` for the production build
// under production headers, pointed by its config.json at a server elsewhere. Builds first when a source is newer than the build.
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { preview } from 'vite'
import { buildRemit, isBuilt } from '../../../tools/build.mjs'

const root = resolve(import.meta.dirname, '../../..')
const [mode, port = '', fhirBase = ''] = process.argv.slice(2)
if (mode !== 'demo' && mode !== 'production') throw new Error('usage: node serve.mjs demo PORT | production PORT FHIR_BASE')

if (!isBuilt(mode)) await buildRemit(mode)
const outDir = mode === 'demo' ? join(root, 'dist-demo') : pointedAt(fhirBase)
await preview({
  root,
  mode,
  logLevel: 'error',
  build: { outDir },
  preview: { port: Number(port), strictPort: true, host: '127.0.0.1' },
})

/** A copy of dist/ with a config.json of its own, as a hospital would write it. @param {string} base */
function pointedAt(base) {
  const copy = join(root, 'node_modules', '.cache', 'remit', `served-${port}`)
  rmSync(copy, { recursive: true, force: true })
  cpSync(join(root, 'dist'), copy, { recursive: true })
  const settings = JSON.parse(readFileSync(join(copy, 'config.json'), 'utf8'))
  writeFileSync(join(copy, 'config.json'), JSON.stringify({ ...settings, fhirBase: base }))
  return copy
}
