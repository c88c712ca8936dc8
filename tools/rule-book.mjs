// Writes docs/rule-book.md from the rules that run. `--check` only says whether the file is up to date.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { load } from './run.mjs'

const file = join(resolve(import.meta.dirname, '..'), 'docs', 'rule-book.md')
const { ruleBookDocument } = await load('src/cli/rule-book.ts')
const wanted = ruleBookDocument()
if (process.argv.includes('--check')) {
  const current = readFileSync(file, 'utf8')
  if (current !== wanted) console.error('docs/rule-book.md is not what the rules say: run node tools/rule-book.mjs')
  process.exitCode = current === wanted ? 0 : 1
} else {
  mkdirSync(join(file, '..'), { recursive: true })
  writeFileSync(file, wanted)
  console.log(`wrote docs/rule-book.md, ${wanted.split('\n').length} lines`)
}
