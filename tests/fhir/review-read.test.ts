import { describe, expect, test } from 'vitest'
import type { Action, Deed } from '#src/clinical/review.ts'
import { isObject, list, type RawObject } from '#src/fhir/raw.ts'
import { writeAbilityOf } from '#src/fhir/review-capability.ts'
import { reviewsFromResources } from '#src/fhir/review-read.ts'
import { transactionOf } from '#src/fhir/review-write.ts'
import { day } from '#src/lib/calendar.ts'
import { noonOn, reyes, review, snapshot } from '#tests/support/review-builders.ts'

const base = 'https://remit.example/fhir'
const coded = (system: string, code: string) => ({ coding: [{ system: `${base}/CodeSystem/${system}`, code }] })

/** The work item of FHIR.md 4.6 as another system could have written it: one note, no elements of our own. */
const task = (parts: RawObject = {}): RawObject => ({
  resourceType: 'Task',
  id: 't-001',
  meta: { versionId: '3', lastUpdated: '2026-11-03T09:12:00Z' },
  identifier: [{ system: `${base}/sid/review-task`, value: 'inadequate-response|p-001|mr-esc-1|2026-11-02' }],
  status: 'on-hold',
  intent: 'order',
  businessStatus: coded('review-state', 'snoozed'),
  code: coded('task', 'review-finding'),
  description: 'Review inadequate response to escitalopram',
  focus: { reference: 'DetectedIssue/di-001' },
  for: { reference: 'Patient/p-001' },
  owner: { reference: 'Practitioner/dr-01', display: 'Dr M. Reyes' },
  extension: [
    {
      url: 'http://hl7.org/fhir/5.0/StructureDefinition/extension-Task.requestedPeriod',
      valuePeriod: { start: '2026-11-17', end: '2026-11-24' },
    },
  ],
  note: [
    {
      authorReference: { reference: 'Practitioner/dr-02', display: 'Dr A. Okafor' },
      time: '2026-11-03T09:12:00Z',
      text: 'Recheck in 2 weeks',
    },
  ],
  ...parts,
})
const issue: RawObject = {
  resourceType: 'DetectedIssue',
  id: 'di-001',
  meta: { versionId: '2' },
  severity: 'moderate',
  code: { text: 'Inadequate response after an adequate trial' },
  detail: 'PHQ-9 19 to 17 (-11%)',
  reference: `${base}/rules/inadequate-response/1.2.0`,
  evidence: [{ code: [{ text: 'Current score' }], detail: [{ reference: 'Observation/phq9-2026-11-02-total' }] }],
}

describe('reading', () => {
  test('a snoozed work item: until 17 Nov 2026, by its last author, about its finding', () => {
    const { reviews, rejected } = reviewsFromResources([task(), issue])
    expect(rejected).toEqual([])
    expect(reviews).toMatchObject([
      {
        id: 't-001',
        versionId: '3',
        issue: { id: 'di-001', versionId: '2' },
        round: 1,
        patientId: 'p-001',
        state: 'snoozed',
        owner: reyes,
        by: { name: 'Dr A. Okafor' },
        snooze: { latest: day('2026-11-17') },
        finding: {
          rule: 'inadequate-response',
          ruleVersion: '1.2.0',
          tier: 'decide',
          since: day('2026-11-02'),
          evidence: [{ what: 'Current score', source: { ref: 'Observation/phq9-2026-11-02-total' } }],
          phq9: undefined,
          item9: undefined,
        },
      },
    ])
  })

  test('a finding that was not sent along leaves a review that says so, not an invented one', () => {
    const [alone] = reviewsFromResources([task()]).reviews
    expect(alone).toMatchObject({ issue: undefined, finding: { sentence: 'The finding was not sent along', ruleVersion: 'not stored' } })
  })

  test('the second review of a finding is round 2 of the same key', () => {
    const identifier = [{ system: `${base}/sid/review-task`, value: 'inadequate-response|p-001|mr-esc-1|2026-11-02#2' }]
    expect(reviewsFromResources([task({ identifier }), issue]).reviews[0]).toMatchObject({
      round: 2,
      finding: { key: 'inadequate-response|p-001|mr-esc-1|2026-11-02' },
    })
  })

  test.each([
    ['requested', undefined, 'reopened'],
    ['in-progress', 'reviewed', 'reviewed'],
    ['in-progress', undefined, 'reviewing'],
    ['completed', 'resolved', 'resolved'],
    ['rejected', undefined, 'dismissed'],
  ])('status %s with business status %s is %s', (status, code, state) => {
    const businessStatus = code === undefined ? undefined : coded('review-state', code)
    expect(reviewsFromResources([task({ status, businessStatus }), issue]).reviews[0]?.state).toBe(state)
  })

  test.each([
    ['a status nobody knows', { status: 'parked' }, 'status "parked" says nothing about a review'],
    [
      'a rule nobody knows',
      { identifier: [{ system: `${base}/sid/review-task`, value: 'moon-phase|p-001||' }] },
      'a review about the unknown rule "moon-phase"',
    ],
    ['no patient', { for: undefined }, 'a work item without a patient'],
    ['no identity', { identifier: [] }, 'a work item without the identity of its finding'],
    ['no moment', { note: [], meta: {} }, 'a work item that does not say when it was last changed'],
  ])('a work item with %s is named and not dropped', (_what, parts, reason) => {
    expect(reviewsFromResources([task(parts), issue])).toEqual({ reviews: [], rejected: [{ source: 'Task/t-001', reason }] })
  })

  test('work items of other kinds, cancelled ones and withdrawn ones are no reviews', () => {
    const others = [task({ code: coded('task', 'call-back') }), task({ status: 'cancelled' }), task({ status: 'entered-in-error' })]
    expect(reviewsFromResources(others)).toEqual({ reviews: [], rejected: [] })
  })
})

describe('writing', () => {
  let ids = 0
  const written = (deed: Deed, over?: Action['parts'][0]['over'], standing = new Map()): readonly RawObject[] => {
    const action: Action = {
      id: 'a-9',
      patientId: 'p-1',
      by: reyes,
      atMs: noonOn('2026-03-11'),
      parts: [{ finding: snapshot(), deed, over, round: 1 }],
    }
    return list(transactionOf(action, standing, () => `${(ids += 1)}`)['entry']).filter(isObject)
  }
  const decide: Deed = { kind: 'decide', decision: { code: 'switch', rationale: 'two trials', recheck: undefined, order: undefined } }

  test('new: finding and work item are created only if nobody has; the Provenance points to both', () => {
    const [found, item, who] = written(decide)
    expect([found, item].map((entry) => entry?.['request'])).toMatchObject([
      { method: 'POST', url: 'DetectedIssue', ifNoneExist: expect.stringContaining('identifier=') },
      { method: 'POST', url: 'Task', ifNoneExist: expect.stringContaining('review-task') },
    ])
    expect(who?.['resource']).toMatchObject({
      resourceType: 'Provenance',
      target: [{ reference: found?.['fullUrl'] }, { reference: item?.['fullUrl'] }],
    })
  })

  test('over an existing one: PUT in the version that was read, of both', () => {
    const over = review({ id: 't-001', state: 'snoozed' })
    const [found, item] = written(decide, over, new Map([['t-001', { task: task(), issue }]]))
    expect(found?.['request']).toEqual({ method: 'PUT', url: 'DetectedIssue/di-001', ifMatch: 'W/"2"' })
    expect(item?.['request']).toEqual({ method: 'PUT', url: 'Task/t-001', ifMatch: 'W/"3"' })
  })

  test.each<[string, Deed]>([
    ['a decision', decide],
    ['a dismissal', { kind: 'dismiss', reason: 'not-applicable', rationale: '' }],
    ['a data error', { kind: 'dismiss', reason: 'data-error', rationale: '' }],
    ['a snooze', { kind: 'snooze', snooze: { latest: day('2026-03-25') }, note: '' }],
  ])('%s never writes the status "mitigated", which R4 does not have', (_what, deed) => {
    expect(JSON.stringify(written(deed))).not.toContain('mitigated')
  })

  test('a snooze stands in the period that R5 asks for, with no end invented', () => {
    const [, item] = written({ kind: 'snooze', snooze: { latest: day('2026-03-25'), nextPhq9: true }, note: '' })
    expect(item?.['resource']).toMatchObject({
      status: 'on-hold',
      extension: [{ valuePeriod: { start: '2026-03-25' } }],
      statusReason: { coding: [{ code: 'await-next-score' }] },
    })
  })

  test('a cover comes back with whom and through when', () => {
    const entries = written({
      kind: 'hand-over',
      to: { ref: 'Practitioner/dr-02', name: 'Dr A. Okafor' },
      through: day('2026-03-20'),
      note: 'away',
    })
    const resources = entries.map((entry) => entry['resource']).filter(isObject)
    const [back] = reviewsFromResources(resources.map((one) => ({ ...one, id: 'x', meta: { versionId: '1' } }))).reviews
    expect(back).toMatchObject({ owner: { ref: 'Practitioner/dr-02' }, by: reyes, cover: { of: reyes, through: day('2026-03-20') } })
  })
})

describe('whether a server takes reviews', () => {
  const rest = (parts: RawObject) => ({ resourceType: 'CapabilityStatement', rest: [{ mode: 'server', ...parts }] })
  const resource = (type: string, ...codes: readonly string[]) => ({ type, interaction: codes.map((code) => ({ code })) })
  const all = [resource('DetectedIssue', 'create'), resource('Task', 'create', 'update'), resource('Provenance', 'create')]

  test.each<[string, RawObject, string]>([
    ['everything and transactions', rest({ resource: all, interaction: [{ code: 'transaction' }] }), 'writable'],
    [
      'everything, interactions not listed',
      rest({ resource: [{ type: 'DetectedIssue' }, { type: 'Task' }, { type: 'Provenance' }] }),
      'writable',
    ],
    ['no transactions', rest({ resource: all, interaction: [{ code: 'batch' }] }), 'read-only'],
    ['a Task that cannot be updated', rest({ resource: [all[0], resource('Task', 'create'), all[2]], interaction: [] }), 'read-only'],
    ['no DetectedIssue', rest({ resource: all.slice(1) }), 'read-only'],
    ['no REST part', { resourceType: 'CapabilityStatement' }, 'read-only'],
  ])('with %s: %s', (_what, statement, kind) => {
    expect(writeAbilityOf(statement, 'reviews').kind).toBe(kind)
  })
})
