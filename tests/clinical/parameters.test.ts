import { expect, test } from 'vitest'
import { parameters } from '#src/clinical/parameters.ts'
import { defaultSettings } from '#src/clinical/settings.ts'

function leaves(value: object, path = ''): readonly string[] {
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
    const at = path === '' ? key : `${path}.${key}`
    return typeof inner === 'object' && inner !== null ? leaves(inner, at) : [at]
  })
}

test('every setting has a row and every row a setting', () => {
  expect(Object.keys(parameters).toSorted()).toEqual(leaves(defaultSettings).toSorted())
})

test('every row says in words what it is, and where it comes from, with a tag', () => {
  for (const { meaning, citation } of Object.values(parameters)) {
    expect(meaning.length).toBeGreaterThan(10)
    expect(citation.text.length).toBeGreaterThan(3)
    expect(['S', 'S~', 'K', 'I']).toContain(citation.tag)
  }
})

test('numbers that the clinical reference gives as this project’s own choice are marked I', () => {
  const marked = (path: keyof typeof parameters) => parameters[path].citation.tag
  expect([
    marked('trial.gapDays'),
    marked('response.staleAfterDays'),
    marked('rules.silence.checkInDays'),
    marked('dose.olderFromYears'),
  ]).toEqual(['I', 'I', 'I', 'I'])
  expect([marked('response.remissionMax'), marked('response.reliableChangePoints'), marked('adherence.metPercent')]).toEqual([
    'S',
    'S',
    'S',
  ])
})
