// The production build of Remit, served with compression, reading the sandbox over HTTP: both as they run in a clinic.
import { spawn } from 'node:child_process'
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { build } from 'vite'
import { securityHeaders } from '../../tools/headers.mjs'
import { serve } from './serve.mjs'

// BENCH_READABLE=1 keeps the names of functions, for a profile that can be read.
const minify = process.env['BENCH_READABLE'] === undefined
const root = resolve(import.meta.dirname, '../..')
const built = resolve(root, 'node_modules/.cache/remit/bench-app')
let isBuilt = false

/** @param {{ patients: number, port: number }} options */
export async function startApp({ patients, port }) {
  if (!isBuilt) await build({ root, mode: 'production', logLevel: 'error', build: { outDir: built, emptyOutDir: true, minify } })
  isBuilt = true
  const sandbox = spawn(process.execPath, ['tools/sandbox.mjs', '--patients', `${patients}`, '--port', `${port}`], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise((ready, failed) => {
    sandbox.stdout.on('data', (data) => (`${data}`.includes('http') ? ready(undefined) : undefined))
    sandbox.once('exit', (code) => failed(new Error(`the sandbox ended with ${code}`)))
  })
  const fhirBase = `http://127.0.0.1:${port}/fhir`
  const folder = `${built}-${port}`
  if (existsSync(folder)) rmSync(folder, { recursive: true })
  cpSync(built, folder, { recursive: true })
  const config = resolve(folder, 'config.json')
  writeFileSync(config, JSON.stringify({ ...JSON.parse(readFileSync(config, 'utf8')), fhirBase, idleMinutes: 240 }))
  const site = await serve(folder, {
    headers: securityHeaders({ connectTo: [new URL(fhirBase).origin], demo: false }),
    fallback: 'index.html',
  })
  return {
    origin: site.origin,
    fhirBase,
    close: async () => {
      await site.close()
      sandbox.removeAllListeners('exit')
      sandbox.kill()
    },
  }
}

/** Waits until every patient of the list is read and judged. @param {import('playwright').Page} page */
export async function untilRead(page) {
  await page.waitForFunction(
    () => document.querySelector('[role=grid] [data-index]') !== null && document.querySelector('progress') === null,
    undefined,
    { timeout: 180_000, polling: 'raf' },
  )
}
