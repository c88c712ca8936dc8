// What runs in a reader's browser that others wrote: `node tools/licences.mjs` fails on a licence that is not on the list, on too many
// direct packages, and on a table in THIRD-PARTY-NOTICES.md that is not true any more; with --write it writes the table anew.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const NOTICES = 'THIRD-PARTY-NOTICES.md'
const [BEGIN, END] = ['<!-- packages: made by tools/licences.mjs -->', '<!-- end of packages -->']

/** Permissive, and free to ship inside an Apache-2.0 product. OFL-1.1 is for the typeface. */
const ALLOWED = new Set(['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'CC0-1.0', 'Unlicense', 'OFL-1.1'])
/** RELIABILITY R18. */
const MOST_DIRECT = 25

/**
 * @typedef {object} Package
 * @property {string} name
 * @property {string} version
 * @property {string} licence as the lockfile states it; "none stated" otherwise
 * @property {string} path in node_modules
 *
 * @typedef {{ readonly version?: string, readonly license?: string, readonly dev?: boolean, readonly dependencies?: Record<string, string> }} Locked
 */

/** Packages that are installed without the development ones, by name. @param {Readonly<Record<string, Locked>>} locked @returns {readonly Package[]} */
export function runtimePackages(locked) {
  return Object.entries(locked)
    .filter(([path, { dev }]) => path.includes('node_modules/') && dev !== true)
    .map(([path, { version = 'no version', license = 'none stated' }]) => ({
      name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version,
      licence: license,
      path,
    }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

/** Does every part of an SPDX expression stand on the list; of alternatives, one? @param {string} expression @returns {boolean} */
export function isAllowed(expression) {
  const plain = expression.trim().replace(/^\((.*)\)$/, '$1')
  if (/ OR /.test(plain)) return plain.split(' OR ').some((part) => isAllowed(part))
  return plain.split(' AND ').every((part) => ALLOWED.has(part.trim().replaceAll(/[()]/g, '')))
}

/** What is wrong, in sentences; empty when all is well. @param {readonly Package[]} packages @param {number} direct @returns {readonly string[]} */
export function licenceComplaints(packages, direct) {
  const foreign = packages.filter(({ licence }) => !isAllowed(licence))
  return [
    ...foreign.map(({ name, version, licence }) => `${name} ${version} is under "${licence}", which is not on the list`),
    ...(direct > MOST_DIRECT ? [`${direct} direct runtime packages, more than ${MOST_DIRECT}`] : []),
    ...(packages.length === 0 ? ['no runtime package was found: nothing was checked'] : []),
  ]
}

/** @param {readonly Package[]} packages */
export function packageTable(packages) {
  const rows = packages.map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`)
  return [
    BEGIN,
    `${packages.length} packages that Remit is built with, and their licences:`,
    '',
    '| package | version | licence |',
    '|---|---|---|',
    ...rows,
    END,
  ].join('\n')
}

/** The notices with the table in its place, or at the end. @param {string} notices @param {string} table */
export function withTable(notices, table) {
  const [from, to] = [notices.indexOf(BEGIN), notices.indexOf(END)]
  return from < 0 || to < from ? `${notices.trimEnd()}\n\n${table}\n` : `${notices.slice(0, from)}${table}${notices.slice(to + END.length)}`
}

/** The packages of this project and how many it asks for itself. */
export function installed() {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  return { packages: runtimePackages(packages), direct: Object.keys(packages['']?.dependencies ?? {}).length }
}

/** Every licence in full, for the people the build is given to: most of them ask for exactly that. @param {readonly Package[]} packages */
export function licenceTexts(packages) {
  const texts = packages.map(({ name, version, licence, path }) => {
    const folder = join(root, path)
    const file = existsSync(folder) ? readdirSync(folder).find((entry) => /^(licen[cs]e|copying|ofl)/i.test(entry)) : undefined
    const text = file === undefined ? 'The package comes without the text of its licence.' : readFileSync(join(folder, file), 'utf8').trim()
    return `${name} ${version} (${licence})\n\n${text}\n`
  })
  return `Remit is built with these packages.\n\n${texts.join(`\n${'-'.repeat(80)}\n\n`)}`
}

if (process.argv[1] === import.meta.filename) {
  const { packages, direct } = installed()
  const notices = readFileSync(join(root, NOTICES), 'utf8')
  const right = withTable(notices, packageTable(packages))
  if (process.argv.includes('--write')) writeFileSync(join(root, NOTICES), right)
  else if (right !== notices) console.error(`licences: the table in ${NOTICES} is not true any more: run node tools/licences.mjs --write`)
  const complaints = licenceComplaints(packages, direct)
  for (const complaint of complaints) console.error(`licences: ${complaint}`)
  console.log(`licences: ${packages.length} runtime packages, ${direct} of them direct; ${complaints.length} complaints`)
  process.exitCode = complaints.length === 0 && (right === notices || process.argv.includes('--write')) ? 0 : 1
}
