import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { installed, isAllowed, licenceComplaints, licenceTexts, packageTable, runtimePackages, withTable } from '../../tools/licences.mjs'

const locked = {
  '': { version: '1.0.0' },
  'node_modules/zod': { version: '4.6.7', license: 'MIT' },
  'node_modules/react': { version: '19.3.1', license: 'MIT' },
  'node_modules/react-router/node_modules/cookie': { version: '1.1.1', license: 'MIT' },
  'node_modules/vite': { version: '8.3.8', license: 'MIT', dev: true },
}

test('packages that are only for development are left out, nested ones are not', () => {
  expect(runtimePackages(locked).map(({ name }) => name)).toEqual(['cookie', 'react', 'zod'])
})

test.each([
  ['MIT', true],
  ['GPL-3.0-only', false],
  ['MIT AND ISC AND BSD-3-Clause', true],
  ['MIT AND GPL-3.0-only', false],
  ['(MIT OR GPL-3.0-only)', true],
  ['UNLICENSED', false],
  ['none stated', false],
])('a licence "%s" may ship: %s', (licence, may) => expect(isAllowed(licence)).toBe(may))

test('a foreign licence, a 26th direct package and an empty list are each said in a sentence', () => {
  const [react] = runtimePackages(locked).filter(({ name }) => name === 'react')
  expect(react).toBeDefined()
  if (react === undefined) return
  expect(licenceComplaints([react], 25)).toEqual([])
  expect(licenceComplaints([{ ...react, licence: 'SSPL-1.0' }], 26)).toEqual([
    'react 19.3.1 is under "SSPL-1.0", which is not on the list',
    '26 direct runtime packages, more than 25',
  ])
  expect(licenceComplaints([], 0)).toEqual(['no runtime package was found: nothing was checked'])
})

test('the table takes its own place and touches nothing around it', () => {
  const packages = runtimePackages(locked)
  const once = withTable('# Notices\n\nLOINC.\n', packageTable(packages))
  expect(once).toMatch(/^# Notices\n\nLOINC\.\n\n<!--[^]*\| zod \| 4\.6\.7 \| MIT \|\n<!-- end of packages -->\n$/)
  expect(withTable(`${once}After.\n`, packageTable(packages.slice(1)))).toMatch(/LOINC[^]*2 packages[^]*-->\nAfter\.\n$/)
})

test('R18: this project ships nothing outside the list, at most 25 direct packages, and its table is true', () => {
  const { packages, direct } = installed()
  expect(licenceComplaints(packages, direct)).toEqual([])
  const notices = readFileSync(resolve(import.meta.dirname, '../../THIRD-PARTY-NOTICES.md'), 'utf8')
  expect(withTable(notices, packageTable(packages))).toBe(notices)
})

test('the text of a licence that is shipped stands in full under the package’s name', () => {
  const texts = licenceTexts(installed().packages.filter(({ name }) => name === 'react'))
  expect(texts).toMatch(/react \d+\.\d+\.\d+ \(MIT\)/)
  expect(texts).toContain('Permission is hereby granted, free of charge')
})
