// `node tools/build.mjs production` writes dist/: no mock server, no demo person, and it proves so. `demo` writes dist-demo/ with both.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import { headersFile, originsIn } from './headers.mjs'
import { installed, licenceTexts } from './licences.mjs'

const root = resolve(import.meta.dirname, '..')
const WORKER = 'mockServiceWorker.js'
const SOURCES = ['src', 'mocks', 'public', 'tools', 'index.html', 'package-lock.json', 'vite.config.ts']
const FOLDERS = { production: 'dist', demo: 'dist-demo' }

/** When anything under this path last changed, in epoch milliseconds. @param {string} path @returns {number} */
function changedAt(path) {
  const { mtimeMs } = statSync(path)
  if (!statSync(path).isDirectory()) return mtimeMs
  return Math.max(mtimeMs, ...readdirSync(path).map((name) => changedAt(join(path, name))))
}

/** Is the last build of this kind newer than everything it is made of? @param {'production' | 'demo'} mode */
export function isBuilt(mode) {
  const built = join(root, FOLDERS[mode], 'index.html')
  return existsSync(built) && SOURCES.every((source) => changedAt(join(root, source)) < statSync(built).mtimeMs)
}

/** Words that only the mock server's own code contains. */
const MOCK_WORDS = [WORKER, '[MSW]', 'onUnhandledRequest', 'setupWorker']

/** So many characters in a row are no coincidence; a shorter name counts only as a whole string, since "Silva" may stand in a word. */
const LONG = 10

/** @param {string} name @param {string} text */
const isQuoted = (name, text) => ['"', "'", '`'].some((quote) => text.includes(`${quote}${name}${quote}`))

/** Every file under a folder. @param {string} folder @returns {string[]} */
function filesUnder(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

/**
 * Names and record numbers of demo people that the text of a file spells out, in JSON or in code, and the lists that names are drawn from.
 *
 * @param {string} text @returns {readonly string[]}
 */
export function peopleIn(text) {
  const families = [...text.matchAll(/["']?family["']?\s*:\s*["']([^"']{4,})["']/g)].map(([, name]) => name ?? '')
  const numbers = text.match(/\bMRN-\d{4,}\b/g) ?? []
  const lists = [...text.matchAll(/words\(\s*(["'])(.{40}).*\1/g)].map(([, , start]) => start ?? '')
  return [...families, ...numbers, ...lists]
}

/** Everybody whom the mock server's sources spell out. */
export function demoPeople() {
  return [...new Set(filesUnder(join(root, 'mocks')).flatMap((file) => peopleIn(readFileSync(file, 'utf8'))))]
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
    const named = people.filter((name) => text.includes(name) && (name.length >= LONG || isQuoted(name, text)))
    return [...words, ...named].map((word) => `${fileName} contains "${word}"`)
  })
  return [...modules, ...strings]
}

/** What the build is made of, as CycloneDX, from the lockfile and without the network. @returns {string} */
function billOfMaterials() {
  const asked = ['sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev', '--package-lock-only', '--offline']
  const { status, stdout, stderr } = spawnSync('npm', asked, { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' })
  if (status !== 0) throw new Error(`npm sbom failed: ${stderr}`)
  const bill = JSON.parse(stdout)
  bill.metadata.component.name = 'remit' // npm takes the name of the folder
  return `${JSON.stringify(bill, undefined, 1)}\n`
}

/** @param {'production' | 'demo'} mode */
export async function buildRemit(mode) {
  const result = await build({ root, mode, logLevel: 'warn' })
  if (mode === 'demo') return
  const dist = join(root, 'dist')
  rmSync(join(dist, WORKER), { force: true })
  const config = join(dist, 'config.json')
  writeFileSync(join(dist, '_headers'), headersFile(existsSync(config) ? originsIn(readFileSync(config, 'utf8')) : []))

  writeFileSync(join(dist, 'sbom.cdx.json'), billOfMaterials())
  writeFileSync(join(dist, 'third-party-licences.txt'), licenceTexts(installed().packages))

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
