import { describe, expect, test } from 'vitest'
import { demoPeople, mockTraces, peopleIn } from '../../tools/build.mjs'

const clean = { fileName: 'assets/index-a1.js', text: 'const a = "Silva is part of Silvaner"; export { a }' }

describe('F89: what of the mock server a build holds', () => {
  test('a clean build holds nothing', () => {
    expect(mockTraces([clean], ['src/app/main.tsx', 'node_modules/react/index.js'], ['Silva', 'MRN-071299'])).toEqual([])
  })

  test.each([
    ['/x/node_modules/msw/lib/core/index.mjs'],
    ['/x/node_modules/@mswjs/interceptors/lib/index.mjs'],
    ['/x/mocks/browser.ts'],
    ['mocks/people/names.ts'],
  ])('a bundled module %s is named', (module) => {
    expect(mockTraces([clean], [module], [])).toEqual([`module ${module} was bundled`])
  })

  test.each(['mockServiceWorker.js', '[MSW]', 'onUnhandledRequest', 'setupWorker'])('the word %s is named with its file', (word) => {
    expect(mockTraces([{ fileName: 'index.html', text: `x ${word} y` }], [], [])).toEqual([`index.html contains "${word}"`])
  })

  test.each(['"', "'", '`'])('a short demo name counts as a whole string in %s, a record number anywhere', (quote) => {
    const text = `${clean.text};b={family:${quote}Silva${quote}};c=\`no MRN-071299 here\``
    expect(mockTraces([{ fileName: 'a.js', text }], [], ['Silva', 'MRN-071299'])).toEqual([
      'a.js contains "Silva"',
      'a.js contains "MRN-071299"',
    ])
  })
})

test('people are found in JSON with and without spaces, in code, and by their record number', () => {
  expect(peopleIn('{"family":"Quist","x":1}')).toEqual(['Quist'])
  expect(peopleIn(`{ family: 'Muñoz', given: ['Ana'] }`)).toEqual(['Muñoz'])
  expect(peopleIn('{"value":"MRN-071351"}')).toEqual(['MRN-071351'])
})

test('the people of this tree are found: at least 50 with a name and a record number of their own, and the lists that names are drawn from', () => {
  const people = demoPeople()
  expect(people.filter((one) => one.startsWith('MRN-')).length).toBeGreaterThanOrEqual(50)
  expect(people).toContain('Karim')
  expect(people.some((one) => one.startsWith('Smith Johnson'))).toBe(true)
})
