import { expect, test } from 'vitest'
import { queueOf } from '#src/clinical/queue.ts'
import { groupsOf } from '#src/features/flags/queue-groups.ts'
import { asOf, assessment } from '#tests/support/builders.ts'
import { met, review, reyes } from '#tests/support/review-builders.ts'

const PATIENTS = 10_000

test('F75 10,000 patients, all urgent: one section, every patient in it once, and the count is what is left of what came in', () => {
  const assessments = Array.from({ length: PATIENTS }, (_, i) => {
    const flag = met('suicidal-ideation', '2026-03-10', { tier: 'urgent', key: `suicidal-ideation|p-${i}|phq-9|2026-03-10` })
    return assessment({ patientId: `p-${i}`, flags: [flag], findings: [flag], section: 'urgent' })
  })
  // Of the first 100, somebody has already decided today.
  const reviews = assessments.slice(0, 100).map(({ patientId }) => {
    const finding = { key: `suicidal-ideation|${patientId}|phq-9|2026-03-10`, rule: 'suicidal-ideation', tier: 'urgent' } as const
    return review({ id: `t-${patientId}`, patientId, on: '2026-03-11', finding: { ...finding, item9: 3 } })
  })
  const queue = queueOf(assessments, reviews, { me: reyes.ref, asOf, unread: [] })
  expect([queue.cameIn, queue.acted, queue.left]).toEqual([10_000, 100, 9900])
  for (const grouping of ['reason', 'tier'] as const) {
    const groups = groupsOf(queue.cards, grouping)
    expect(groups.map(({ cards }) => cards.length)).toEqual([9900])
    expect(new Set(groups[0]?.cards.map(({ patientId }) => patientId)).size).toBe(9900)
  }
})
