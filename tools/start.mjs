// `npm start`: the demo in one command. Builds it when a source is newer than the last build, then serves it on this machine only.
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { preview } from 'vite'
import { buildRemit } from './build.mjs'

const root = resolve(import.meta.dirname, '..')
const SOURCES = ['src', 'mocks', 'public', 'tools', 'index.html', 'package-lock.json', 'vite.config.ts']
const FIRST_PORT = 4173

/** When anything under this path last changed, in epoch milliseconds. @param {string} path @returns {number} */
function changedAt(path) {
  const { mtimeMs } = statSync(path)
  if (!statSync(path).isDirectory()) return mtimeMs
  return Math.max(mtimeMs, ...readdirSync(path).map((name) => changedAt(join(path, name))))
}

function isBuilt() {
  const built = join(root, 'dist-demo', 'index.html')
  return existsSync(built) && SOURCES.every((source) => changedAt(join(root, source)) < statSync(built).mtimeMs)
}

if (!isBuilt()) {
  console.log('Building the demo ...')
  await buildRemit('demo')
}
const server = await preview({ root, mode: 'demo', logLevel: 'error', preview: { port: FIRST_PORT, strictPort: false } })
console.log(`\n  Remit, with synthetic patients: ${server.resolvedUrls?.local[0] ?? 'no address'}\n  Ctrl+C stops it.\n`)
