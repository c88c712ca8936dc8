/** The engine against a second opinion written from the issue and the clinical reference alone (tests/support/oracle.ts). */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clock, on, verdict } from '#tests/support/clinic.ts'
import { secondOpinion, type Case, type Opinion } from '#tests/support/oracle.ts'
import { cases, recordOf, runs } from '#tests/support/record-arbitraries.ts'

function engine(c: Case): Opinion {
  const a = on(recordOf(c), c.asOf)
  const count = a.current?.daysAtAdequateDose
  return {
    days: count?.kind === 'known' ? [count.value.low, count.value.high] : undefined,
    percentTaken: a.current?.adherence.percent,
    adherence: a.current?.adherence.verdict.kind ?? 'cannot-tell',
    status: a.response.status,
    rules: {
      'suicidal-ideation': a.findings.find((f) => f.rule === 'suicidal-ideation')?.verdict.kind ?? 'cannot-tell',
      'inadequate-response': a.findings.find((f) => f.rule === 'inadequate-response')?.verdict.kind ?? 'cannot-tell',
      'no-early-improvement': a.findings.find((f) => f.rule === 'no-early-improvement')?.verdict.kind ?? 'cannot-tell',
      'dose-below-minimum': a.findings.find((f) => f.rule === 'dose-below-minimum')?.verdict.kind ?? 'cannot-tell',
      worsening: a.findings.find((f) => f.rule === 'worsening')?.verdict.kind ?? 'cannot-tell',
      silence: a.findings.find((f) => f.rule === 'silence')?.verdict.kind ?? 'cannot-tell',
    },
  }
}

test('days at dose, percent taken, response status and the six core rules agree with the slow second opinion', { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(cases, (c) => {
      expect(engine(c)).toEqual(secondOpinion(c))
    }),
    { numRuns: runs * 5 },
  )
})

test('the second opinion is no echo: on day 42 of sertraline 50 mg both say 42 days, on a worked case', { timeout: 120_000 }, () => {
  const c: Case = {
    asOf: 42,
    orders: [{ agent: 'sertraline', from: 0, through: undefined, mg: 50, over: false }],
    scores: [
      { day: 0, total: 19, item9: 0 },
      { day: 40, total: 17, item9: 1 },
    ],
    checkIns: [],
  }
  const opinion = secondOpinion(c)
  expect([opinion.days, opinion.status, opinion.rules['inadequate-response'], opinion.rules['suicidal-ideation']]).toEqual([
    [42, 42],
    'no-response',
    'met',
    'met',
  ])
  const a = on(recordOf(c), 42)
  expect([clock(a.current), a.response.status, verdict(a, 'inadequate-response'), verdict(a, 'suicidal-ideation')]).toEqual([
    '42',
    'no-response',
    'met',
    'met',
  ])
})
