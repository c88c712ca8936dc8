// `node tools/build.mjs production` writes dist/: no mock server, no demo person, and it proves so. `demo` writes dist-demo/ with both.
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import { headersFile } from './headers.mjs'

const root = resolve(import.meta.dirname, '..')
const WORKER = 'mockServiceWorker.js'

/** Words that only the mock server's own code contains. */
const MOCK_WORDS = [WORKER, '[MSW]', 'onUnhandledRequest', 'setupWorker']

/** Every file under a folder. @param {string} folder @returns {string[]} */
function filesUnder(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

/** Names and record numbers of demo people, as far as the mock server's sources spell them out. */
export function demoPeople() {
  const sources = filesUnder(join(root, 'mocks')).map((file) => readFileSync(file, 'utf8'))
  const names = sources.flatMap((text) => [...text.matchAll(/["']?family["']?: ["']([^"']{4,})["']/g)].map(([, name]) => name ?? ''))
  return [...new Set(names)]
}

/**
 * What in a finished build belongs to the mock server, in sentences; empty for a clean build.
 *
 * @param {readonly { readonly fileName: string, readonly text: string }[]} files
 * @param {readonly string[]} moduleIds paths of the modules that were bundled
 * @param {readonly string[]} people
 */
export function mockTraces(files, moduleIds, people) {
  const modules = moduleIds
    .filter((id) => /\/node_modules\/(msw|@mswjs)\/|^mocks\/|\/mocks\//.test(id))
    .map((id) => `module ${id} was bundled`)
  const strings = files.flatMap(({ fileName, text }) => {
    const words = MOCK_WORDS.filter((word) => text.includes(word))
    const named = people.filter((name) => new RegExp(`["'\`]${name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}["'\`]`).test(text))
    return [...words, ...named].map((word) => `${fileName} contains "${word}"`)
  })
  return [...modules, ...strings]
}

/** Origins of the servers that config.json names, for connect-src. @param {string} configText */
export function originsIn(configText) {
  const urls = configText.match(/https?:\/\/[^"\\\s]+/g) ?? []
  return [...new Set(urls.map((url) => new URL(url).origin))].filter((origin) => !origin.endsWith('.example'))
}

/** @param {'production' | 'demo'} mode */
export async function buildRemit(mode) {
  const result = await build({ root, mode, logLevel: 'warn' })
  if (mode === 'demo') return
  const dist = join(root, 'dist')
  rmSync(join(dist, WORKER), { force: true })
  const config = join(dist, 'config.json')
  writeFileSync(join(dist, '_headers'), headersFile(existsSync(config) ? originsIn(readFileSync(config, 'utf8')) : []))

  const outputs = (Array.isArray(result) ? result : [result]).flatMap((one) => ('output' in one ? one.output : []))
  const moduleIds = outputs.flatMap((chunk) => (chunk.type === 'chunk' ? Object.keys(chunk.modules) : []))
  const files = filesUnder(dist).map((file) => ({ fileName: file.slice(dist.length + 1), text: readFileSync(file, 'utf8') }))
  const people = demoPeople()
  const complaints = mockTraces(files, moduleIds, people)
  if (moduleIds.length < 20) complaints.push(`only ${moduleIds.length} modules were seen: the build was not checked`)
  if (people.length === 0) complaints.push('no demo person was found in mocks/: the build was not checked against their names')
  for (const complaint of complaints) console.error(`build: ${complaint}`)
  if (complaints.length > 0) throw new Error('dist/ is not fit for production')
  console.log(
    `build: dist/ holds ${files.length} files, ${moduleIds.length} modules; no mock server and none of ${people.length} demo names in it`,
  )
}

if (process.argv[1] === import.meta.filename) {
  const mode = process.argv[2]
  if (mode !== 'production' && mode !== 'demo') {
    console.error('usage: node tools/build.mjs production|demo')
    process.exit(2)
  }
  await buildRemit(mode)
}
