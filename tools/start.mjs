// `npm start`: the demo in one command. Builds it when a source is newer than the last build, then serves it on this machine only.
import { resolve } from 'node:path'
import { preview } from 'vite'
import { buildRemit, isBuilt } from './build.mjs'

const root = resolve(import.meta.dirname, '..')
const FIRST_PORT = 4173

if (!isBuilt('demo')) {
  console.log('Building the demo ...')
  await buildRemit('demo')
}
const server = await preview({ root, mode: 'demo', logLevel: 'error', preview: { port: FIRST_PORT, strictPort: false } })
console.log(`\n  Remit, with synthetic patients: ${server.resolvedUrls?.local[0] ?? 'no address'}\n  Ctrl+C stops it.\n`)
