// Writes docs/faults.md: every row of the fault catalogue with the tests that name it. `--check` only says whether it is up to date.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { catalogue } from './faults-catalogue.mjs'

const root = resolve(import.meta.dirname, '..')
const target = join(root, 'docs', 'faults.md')

/** A string literal on one line that holds a fault id as a word. */
const NAME = /(['"`])((?:(?!\1)[^\\\n]|\\.)*?\bF\d{2}\b(?!\.)(?:(?!\1)[^\\\n]|\\.)*)\1/g

/**
 * Names of tests, and of rows of test tables, by the fault ids in them.
 *
 * @param {string} text of one test file
 * @returns {{ ids: string[], name: string }[]}
 */
export function namesIn(text) {
  return [...text.matchAll(NAME)].map((match) => {
    const name = (match[2] ?? '').replaceAll("\\'", "'")
    return { name, ids: [...new Set([...name.matchAll(/\bF\d{2}\b(?!\.)/g)].map(([id]) => id))] }
  })
}

/** @returns {Map<string, { file: string, name: string }[]>} */
function testsById() {
  const found = new Map()
  const files = readdirSync(join(root, 'tests'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(test\.tsx?|spec\.ts)$/.test(name),
  )
  for (const file of files.toSorted()) {
    if (file.includes('faults-doc')) continue
    for (const { ids, name } of namesIn(readFileSync(join(root, 'tests', file), 'utf8')))
      for (const id of ids) found.set(id, [...(found.get(id) ?? []), { file: relative(root, join(root, 'tests', file)), name }])
  }
  return found
}

const MOST_SHOWN = 3

/** @param {string} text @returns {string} */
const cell = (text) => text.replaceAll('|', '\\|').replaceAll('`', "'").replaceAll('<', '&lt;')

/** The document as it should be. @returns {string} */
export function faultsDocument() {
  const tests = testsById()
  const rows = catalogue.map(({ id, severity, level, fault, why }) => {
    const named = tests.get(id) ?? []
    const shown = named.slice(0, MOST_SHOWN).map(({ file, name }) => `${cell(name)} (\`${file.replace(/^tests\//, '')}\`)`)
    const more = named.length > MOST_SHOWN ? [`and ${named.length - MOST_SHOWN} more`] : []
    const state = named.length > 0 ? 'covered' : why === undefined ? '**not yet**' : 'no test'
    return `| ${id} | ${severity} | ${level} | ${cell(fault)} | ${state} | ${[...shown, ...more].join('<br>') || cell(why ?? '')} |`
  })
  const covered = catalogue.filter(({ id }) => tests.has(id)).length
  const open = catalogue.filter(({ id, why }) => !tests.has(id) && why === undefined).map(({ id }) => id)
  return `# Faults

Generated from the names of the tests by \`node tools/faults-doc.mjs\`; a test fails when it is out of date. Level: U unit or property,
I integration, E end to end, CI in the checks. ${covered} of ${catalogue.length} rows are named by a test; not yet: ${open.join(', ') || 'none'}.

| Id | Severity | Level | Fault or bad input | State | Tests |
|---|---|---|---|---|---|
${rows.join('\n')}
`
}

if (process.argv[1] === import.meta.filename) {
  const document = faultsDocument()
  const present = (() => {
    try {
      return readFileSync(target, 'utf8')
    } catch {
      return '' // not written yet
    }
  })()
  if (!process.argv.includes('--check')) writeFileSync(target, document)
  else if (present !== document) {
    console.error('docs/faults.md is out of date: run node tools/faults-doc.mjs')
    process.exitCode = 1
  }
}
