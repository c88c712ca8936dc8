import { describe, expect, test } from 'vitest'
import { allOf, type Verdict } from '#src/clinical/verdict.ts'

const evidence = (what: string) => ({ what, value: '', unit: '', day: undefined, source: undefined })
const met = (what: string): Verdict => ({ kind: 'met', because: [evidence(what)] })
const notMet = (what: string): Verdict => ({ kind: 'not-met', because: [evidence(what)] })
const untold = (what: string): Verdict => ({ kind: 'cannot-tell', missing: [{ what, why: 'w' }] })
const names = (v: Verdict): readonly string[] => (v.kind === 'cannot-tell' ? v.missing.map((g) => g.what) : v.because.map((e) => e.what))

describe('all of several verdicts', () => {
  test('is met when each is, with all the evidence', () => {
    const all = allOf([met('dose'), met('days'), met('taken')])
    expect([all.kind, names(all)]).toEqual(['met', ['dose', 'days', 'taken']])
  })

  test('is not met as soon as one is not, whatever else is unknown; only what failed is the evidence', () => {
    const all = allOf([untold('taken'), notMet('days'), met('dose'), notMet('outcome')])
    expect([all.kind, names(all)]).toEqual(['not-met', ['days', 'outcome']])
  })

  test('cannot be told when something is unknown and nothing failed, with all that is missing', () => {
    const all = allOf([met('dose'), untold('taken'), untold('outcome')])
    expect([all.kind, names(all)]).toEqual(['cannot-tell', ['taken', 'outcome']])
  })

  test('of one is that one', () => {
    expect(allOf([notMet('dose')])).toEqual(notMet('dose'))
  })
})
