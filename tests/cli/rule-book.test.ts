import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ruleBookDocument } from '#src/cli/rule-book.ts'
import { medicines } from '#src/clinical/medicines.ts'
import { parameters } from '#src/clinical/parameters.ts'
import { ruleBook } from '#src/clinical/rule-book.ts'
import { scales } from '#src/clinical/scales.ts'
import { defaultSettings } from '#src/clinical/settings.ts'

const document = ruleBookDocument()

test('docs/rule-book.md is what the rules say today (else: node tools/rule-book.mjs)', () => {
  expect(readFileSync('docs/rule-book.md', 'utf8') === document).toBe(true)
})

test('it holds every rule with its sentence, every parameter, every scale and every agent', () => {
  for (const rule of ruleBook)
    expect(document).toContain(`(\`${rule.id}\`, version ${rule.version}, tier ${rule.tier})\n${rule.statement(defaultSettings)}.`)
  for (const path of Object.keys(parameters)) expect(document).toContain(`| \`${path}\` |`)
  for (const scale of Object.values(scales)) expect(document).toContain(`| ${scale.name} |`)
  for (const medicine of medicines) expect(document).toContain(`| ${medicine.name} |`)
})

test('no dose, limit or source is printed as missing by accident', () => {
  expect(document).not.toMatch(/undefined|NaN|\[object|no source/)
})
