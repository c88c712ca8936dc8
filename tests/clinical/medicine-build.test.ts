import { expect, test } from 'vitest'
import {
  adjunct,
  antidepressant,
  brands,
  doses,
  fromMaoi,
  noMinimum,
  rxnorm,
  toMaoi,
  toMaoiAfterFluoxetine,
  upTo,
} from '#src/clinical/medicine-build.ts'
import { cited } from '#src/clinical/sources.ts'

const source = cited('a source', 'S')
const published = [
  { low: 20, high: 60, extreme: undefined, citation: cited('A', 'S') },
  { low: 30, high: 90, extreme: undefined, citation: cited('B', 'S') },
]

test('a minimum without a source of its own names the lower bounds it was taken from, and is a choice [I]', () => {
  const { minimum } = doses({ minimum: [20, 30], max: upTo(60, source), published })
  expect(minimum?.lenient.citation).toEqual({
    text: 'lower of the published lower bounds (A: 20; B: 30 mg/day), a choice of this project',
    tag: 'I',
  })
  expect(minimum?.strict.citation.text).toBe('higher of the published lower bounds (A: 20; B: 30 mg/day), a choice of this project')
})

test('a minimum with a source of its own carries that', () => {
  expect(doses({ minimum: [40, 60], minimumFrom: source, max: undefined, published }).minimum?.strict).toEqual({
    mgPerDay: 60,
    citation: source,
  })
})

test('a rule without a minimum says why', () => {
  expect(noMinimum('not established')).toMatchObject({
    minimum: undefined,
    whyNoMinimum: 'not established',
    formulations: 'any',
    published: [],
  })
})

test('the marks of codes: C read with its name, V read without, K from knowledge', () => {
  expect(rxnorm('1 C', '2 V', '3 K')).toEqual([
    { code: '1', tag: 'S' },
    { code: '2', tag: 'S~' },
    { code: '3', tag: 'K' },
  ])
})

test('a washout is the longest of guideline and label', () => {
  expect([toMaoi().days, toMaoi(5).days, toMaoi(21, 'S').days, toMaoiAfterFluoxetine.days, fromMaoi.days]).toEqual([14, 14, 21, 35, 14])
})

test('a brand may say the form', () => {
  expect(brands('Plain', ['Long XR', 'extended'])).toEqual([
    { name: 'Plain', formulation: 'unspecified' },
    { name: 'Long XR', formulation: 'extended' },
  ])
})

test('an antidepressant waits 14 days around an MAOI, an adjunct has no such rule', () => {
  const parts = { name: 'x', mechanism: 'y', majorClass: 'SSRI', rxcui: [], doses: [] } as const
  expect([antidepressant(parts).beforeMaoi?.days, antidepressant(parts).afterMaoi?.days, antidepressant(parts).id]).toEqual([14, 14, 'x'])
  expect([adjunct(parts).beforeMaoi, adjunct(parts).role]).toEqual([undefined, 'adjunct'])
})
