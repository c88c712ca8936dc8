import { afterEach, expect, test } from 'vitest'
import type { Action, ActionPart, Deed, FindingSnapshot, Person, Review } from '#src/clinical/review.ts'
import { ruleBook } from '#src/clinical/rule-book.ts'
import { ruleChangeWords } from '#src/features/flags/review-words.ts'
import { createFhirClient, type FhirClient } from '#src/fhir/client.ts'
import { searchAll } from '#src/fhir/bundle.ts'
import { isObject, type RawObject } from '#src/fhir/raw.ts'
import { fetchOwnReviews, fetchReviewsOf } from '#src/fhir/review-search.ts'
import { sendAction, type Outcome } from '#src/fhir/review-send.ts'
import { day } from '#src/lib/calendar.ts'
import { startNodeMocks, type NodeMocks } from '#mocks/node.ts'
import type { FhirResource, Population } from '#mocks/population.ts'
import type { ProfileName } from '#mocks/profiles.ts'

const reyes: Person = { ref: 'Practitioner/dr-01', name: 'Dr M. Reyes' }
const okafor: Person = { ref: 'Practitioner/dr-02', name: 'Dr A. Okafor' }
const tenFour = 1_795_601_040_000 // 2026-11-25T10:04:00Z

const people: Population = {
  shared: () => [practitioner('dr-01'), practitioner('dr-02')],
  patientIds: () => ['p-1'],
  patientTypes: ['Patient', 'Observation', 'MedicationRequest'],
  resourcesOf: (id) => [
    { resourceType: 'Patient', id },
    observation(`${id}-phq9-a`, id),
    observation(`${id}-phq9-b`, id),
    { resourceType: 'MedicationRequest', id: `${id}-order`, status: 'active', intent: 'order', subject: { reference: `Patient/${id}` } },
  ],
}
const practitioner = (id: string): FhirResource => ({ resourceType: 'Practitioner', id })
const observation = (id: string, patient: string): FhirResource => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  code: { text: 'PHQ-9' },
  subject: { reference: `Patient/${patient}` },
})

let mocks: NodeMocks | undefined
afterEach(() => mocks?.stop())

function start(profile: ProfileName = 'default'): { mocks: NodeMocks; client: FhirClient } {
  mocks = startNodeMocks({ population: people, profile })
  return connected()
}

function connected(): { mocks: NodeMocks; client: FhirClient } {
  if (mocks === undefined) throw new Error('no server was started')
  return { mocks, client: createFhirClient({ base: mocks.base, timeoutMs: 2000, pause: () => Promise.resolve() }) }
}

const finding = (rule: FindingSnapshot['rule'] = 'inadequate-response'): FindingSnapshot => ({
  key: `${rule}|p-1|sertraline@2026-09-01|2026-11-02`,
  rule,
  ruleVersion: '1.0.0',
  tier: 'decide',
  title: 'Inadequate response at an adequate dose',
  sentence: '19 → 17 (−2, −11 %) on 22 Nov 2026, no response, after 49 days at sertraline 100 mg/day',
  statement: 'Less than 50 % better after 42 days or more at an adequate dose',
  since: day('2026-11-02'),
  evidence: [
    { what: 'PHQ-9 baseline', value: '19', unit: 'points', day: day('2026-09-01'), source: { ref: 'Observation/p-1-phq9-a' } },
    { what: 'PHQ-9 latest', value: '17', unit: 'points', day: day('2026-11-22'), source: { ref: 'Observation/p-1-phq9-b' } },
    { what: 'sertraline dose', value: '100', unit: 'mg/day', day: undefined, source: { ref: 'MedicationRequest/p-1-order' } },
    { what: 'days at adequate dose', value: '49', unit: 'days', day: undefined, source: undefined },
  ],
  phq9: 17,
  item9: 0,
  phq9Day: day('2026-11-22'),
})

const toSwitch: Deed = {
  kind: 'decide',
  decision: {
    code: 'switch',
    rationale: 'Two adequate trials without response',
    recheck: day('2026-12-15'),
    order: 'MedicationRequest/p-1-order',
  },
}
const snoozed: Deed = {
  kind: 'snooze',
  snooze: { latest: day('2026-12-08'), nextPhq9: true, dayAtDose: 56, worseByPoints: 5, item9Above0: true },
  note: 'Dose raised on 20 Nov',
}

let counter = 0
const newId = (): string => `00000000-0000-4000-8000-${String((counter += 1)).padStart(12, '0')}`

function action(deed: Deed, parts: Partial<ActionPart> = {}, more: Partial<Action> = {}): Action {
  return {
    id: newId(),
    patientId: 'p-1',
    by: reyes,
    atMs: tenFour,
    parts: [{ finding: finding(), deed, over: undefined, round: 1, ...parts }],
    ...more,
  }
}

const send = (client: FhirClient, one: Action, again = false): Promise<Outcome> => sendAction(client, one, again, newId)

function onlyReview(outcome: Outcome): Review {
  if (outcome.kind !== 'saved' || outcome.reviews[0] === undefined) throw new Error(`not saved but ${JSON.stringify(outcome)}`)
  return outcome.reviews[0]
}

async function stored(type: string): Promise<readonly RawObject[]> {
  const { client } = connected()
  const { resources } = await searchAll(client, { type, parameters: [['_lastUpdated', 'ge2020-01-01']] }, undefined, 'fresh')
  return resources.filter(isObject)
}

test('a decision is stored in one transaction: the finding with its evidence, the work item, and who did it', async () => {
  const { client } = start()
  const review = onlyReview(await send(client, action(toSwitch)))
  expect(review).toMatchObject({ state: 'resolved', versionId: '1', owner: reyes, by: reyes, round: 1, atMs: tenFour })
  expect(await stored('DetectedIssue')).toMatchObject([
    { status: 'final', severity: 'moderate', mitigation: [{ author: { reference: 'Practitioner/dr-01' } }] },
  ])
  expect(await stored('Task')).toMatchObject([{ status: 'completed', owner: { reference: 'Practitioner/dr-01' } }])
  const taskId = (await stored('Task'))[0]?.['id']
  expect(await stored('Provenance')).toMatchObject([{ target: [{}, { reference: `Task/${String(taskId)}` }] }])
})

test('what was written comes back as it was: evidence, scores, decision, recheck date and order', async () => {
  const { client } = start()
  await send(client, action(toSwitch))
  const { reviews, rejected, incomplete } = await fetchOwnReviews(client, reyes.ref)
  expect({ rejected, incomplete }).toEqual({ rejected: [], incomplete: undefined })
  expect(reviews[0]?.finding).toEqual(finding())
  expect(reviews[0]?.decision).toEqual(toSwitch.kind === 'decide' ? toSwitch.decision : undefined)
})

test('F52 decided under rule version 0.9.0 and read under a later one: the sentence, the version and the numbers are those of then', async () => {
  const { client } = start()
  const then: FindingSnapshot = {
    ...finding(),
    ruleVersion: '0.9.0',
    sentence: '19 → 17, no response after 40 days',
    statement: 'after 40 days or more',
  }
  await send(client, action(toSwitch, { finding: then }))
  const [read] = (await fetchOwnReviews(client, reyes.ref)).reviews
  expect(read?.finding).toEqual(then)
  const now = ruleBook.find(({ id }) => id === then.rule)?.version
  expect(now).not.toBe('0.9.0')
  expect(ruleChangeWords(then)).toBe(
    `Judged by version 0.9.0 of the rule; it is ${now} now, so the same record may be flagged otherwise today.`,
  )
  expect(ruleChangeWords({ ...then, ruleVersion: now ?? '' })).toBeUndefined()
})

test('a snooze comes back with every condition and its latest date', async () => {
  const { client } = start()
  await send(client, action(snoozed))
  const { reviews } = await fetchReviewsOf(client, ['p-1'])
  expect(reviews[0]).toMatchObject({ state: 'snoozed', snooze: snoozed.kind === 'snooze' ? snoozed.snooze : {} })
})

test('an answer lost after the commit and sent again yields one Task, one finding and one Provenance', async () => {
  const { client, mocks: server } = start()
  server.server.faults.set({ kind: 'drop-answer', method: 'POST', times: 1 })
  const one = action(toSwitch)
  expect((await send(client, one)).kind).toBe('waiting')
  expect((await send(client, one, true)).kind).toBe('saved')
  expect((await Promise.all(['Task', 'DetectedIssue', 'Provenance'].map(stored))).map((all) => all.length)).toEqual([1, 1, 1])
})

test('a lost answer to an update and sent again makes one new version, not two', async () => {
  const { client, mocks: server } = start()
  const first = onlyReview(await send(client, action(snoozed)))
  server.server.faults.set({ kind: 'drop-answer', method: 'POST', times: 1 })
  const second = action(toSwitch, { over: first })
  expect((await send(client, second)).kind).toBe('waiting')
  expect(onlyReview(await send(client, second, true))).toMatchObject({ id: first.id, versionId: '2', state: 'resolved' })
})

test('a server that is down leaves the action waiting, and one that is up again stores it once', async () => {
  const { client, mocks: server } = start()
  server.server.faults.set({ kind: 'status', status: 503, method: 'POST', times: 1, retryAfter: '7' })
  const one = action(toSwitch)
  expect(await send(client, one)).toMatchObject({ kind: 'waiting', retryAfterSeconds: 7 })
  expect((await send(client, one, true)).kind).toBe('saved')
  expect(await stored('Task')).toHaveLength(1)
})

test('two clinicians act on one flag: the second is shown what the first stored, and nothing is overwritten', async () => {
  const { client } = start()
  await send(client, action(toSwitch))
  const late = await send(client, action(snoozed, {}, { by: okafor }))
  expect(late).toMatchObject({
    kind: 'conflict',
    saved: [],
    theirs: [{ by: reyes, state: 'resolved', decision: { code: 'switch' } }],
    lost: [{}],
  })
  expect(await stored('Task')).toMatchObject([{ status: 'completed', owner: { reference: 'Practitioner/dr-01' } }])
})

test('whoever comes second leaves no Provenance of a write that was not theirs, with one flag and with one of two', async () => {
  const { client } = start()
  await send(client, action(toSwitch, {}, { by: okafor }))
  expect((await send(client, action(snoozed))).kind).toBe('conflict')
  expect(await stored('Provenance')).toHaveLength(1)
  const both = action(toSwitch)
  await send(client, {
    ...both,
    parts: [both.parts[0], { finding: finding('side-effect-burden'), deed: toSwitch, over: undefined, round: 1 }],
  })
  const [, ours] = await stored('Provenance')
  expect(ours?.['target']).toHaveLength(2) // the finding and the work item that were stored, not the colleague's
})

test('an action that may have arrived is never called refused because nobody could be asked (403): it waits', async () => {
  const { client, mocks: server } = start()
  server.server.faults.set({ kind: 'drop-answer', method: 'POST', times: 1 }, { kind: 'status', status: 403, method: 'GET', type: 'Task' })
  const one = action(toSwitch)
  expect(await send(client, one)).toMatchObject({ kind: 'refused' }) // nothing was sent yet, and the server said no
  server.server.faults.set({ kind: 'drop-answer', method: 'POST', times: 1 })
  expect((await send(client, one)).kind).toBe('waiting')
  server.server.faults.set({ kind: 'status', status: 403, method: 'GET', type: 'Task' })
  expect(await send(client, one, true)).toMatchObject({ kind: 'waiting', why: expect.stringContaining('could not be asked') })
  server.server.faults.clear()
  expect((await send(client, one, true)).kind).toBe('saved')
  expect(await stored('Task')).toHaveLength(1)
})

test('while it cannot be read completely what stands there, nothing is sent: no Provenance of what a colleague did', async () => {
  const { client, mocks: server } = start('medplum')
  await send(client, action(toSwitch, {}, { by: okafor }))
  server.server.faults.set({ kind: 'reverse-entries', type: 'Task' }, { kind: 'lose-entries', type: 'Task' })
  const one = action(snoozed)
  expect(await send(client, one)).toMatchObject({ kind: 'waiting', why: expect.stringContaining('0 of 1 results read') })
  server.server.faults.clear()
  expect((await send(client, one, true)).kind).toBe('conflict')
  expect(await stored('Provenance')).toHaveLength(1)
})

test('a lost answer, and then a finding that seems to be gone (404): the action is found by its own identity, and is saved', async () => {
  const { client, mocks: server } = start()
  const seen = onlyReview(await send(client, action(snoozed)))
  const one = action(toSwitch, { over: seen })
  server.server.faults.set({ kind: 'drop-answer', method: 'POST', times: 1 })
  expect((await send(client, one)).kind).toBe('waiting')
  server.server.faults.set({ kind: 'status', status: 404, method: 'GET', type: 'DetectedIssue' })
  expect((await send(client, one, true)).kind).toBe('saved')
})

test('a lost answer on a server without totals whose search then comes back cut short: no conflict with oneself, and nothing twice', async () => {
  const { client, mocks: server } = start('us-core-only')
  const seen = onlyReview(await send(client, action(snoozed)))
  const one = action(toSwitch, { over: seen })
  server.server.faults.set({ kind: 'drop-answer', method: 'POST', times: 1 })
  expect((await send(client, one)).kind).toBe('waiting')
  server.server.faults.set({ kind: 'lose-entries', type: 'Task' })
  expect((await send(client, one, true)).kind).toBe('saved')
  const fresh = action(toSwitch, { finding: finding('side-effect-burden') })
  server.server.faults.set({ kind: 'drop-answer', method: 'POST', times: 1 })
  expect((await send(client, fresh)).kind).toBe('waiting')
  server.server.faults.set({ kind: 'reverse-entries', type: 'Task' }, { kind: 'lose-entries', type: 'Task' })
  expect(await send(client, fresh, true)).toMatchObject({ kind: 'waiting', why: expect.stringContaining('0 of 1 results read') })
  server.server.faults.clear()
  expect((await send(client, fresh, true)).kind).toBe('saved')
  expect((await stored('Provenance')).length).toBe(3)
})

test('a conflict whose other side cannot be read is not told as one with nobody: it waits', async () => {
  const { client, mocks: server } = start()
  const seen = onlyReview(await send(client, action(snoozed)))
  await send(client, action(toSwitch, { over: seen }))
  server.server.faults.set({ kind: 'outcome-entry', severity: 'error', type: 'Task' })
  const late = await send(client, action({ kind: 'dismiss', reason: 'data-error', rationale: 'wrong patient' }, { over: seen }))
  expect(late).toMatchObject({ kind: 'waiting', why: expect.stringContaining('somebody was there first') })
})

test('reviews that were cut short without a total are said to be incomplete: nobody’s decision seems never to have been', async () => {
  const { client, mocks: server } = start('us-core-only')
  await send(client, action(toSwitch))
  await send(client, action(toSwitch, { finding: finding('side-effect-burden') }))
  server.server.faults.set({ kind: 'reverse-entries', type: 'Task' }, { kind: 'lose-entries', type: 'Task' })
  expect((await fetchOwnReviews(client, reyes.ref)).incomplete).toBe('0 of 2 results read')
})

test('findings that were not sent along with their work items are asked for: what stood there is known', async () => {
  const { client, mocks: server } = start()
  await send(client, action(toSwitch))
  server.server.faults.set({ kind: 'lose-entries', type: 'Task' }) // the work item comes, its finding does not
  const { reviews, incomplete } = await fetchOwnReviews(client, reyes.ref)
  expect(incomplete).toBeUndefined()
  expect(reviews.map((review) => review.finding)).toEqual([finding()])
  server.server.faults.set({ kind: 'lose-entries', type: 'Task' }, { kind: 'status', status: 500, type: 'DetectedIssue' })
  expect((await fetchOwnReviews(client, reyes.ref)).incomplete).toMatch(/^1 finding was not sent along: .*500/)
})

test('where of two findings asked for only one came, the reviews are said to be incomplete', async () => {
  const { client, mocks: server } = start()
  await send(client, action(toSwitch))
  await send(client, action(toSwitch, { finding: finding('side-effect-burden') }))
  // Both work items come without their findings; of those, asked for by name, one is lost on the way.
  server.server.faults.set({ kind: 'lose-entries', type: 'Task' }, { kind: 'lose-entries', type: 'DetectedIssue' })
  expect((await fetchOwnReviews(client, reyes.ref)).incomplete).toMatch(/findings were not sent along: 1 of 2/)
})

test('an update of a version somebody has changed since is not sent, and both versions can be shown', async () => {
  const { client } = start()
  const seen = onlyReview(await send(client, action(snoozed)))
  await send(client, action(toSwitch, { over: seen }))
  const late = await send(client, action({ kind: 'dismiss', reason: 'data-error', rationale: 'wrong patient' }, { over: seen }))
  expect(late).toMatchObject({ kind: 'conflict', theirs: [{ id: seen.id, versionId: '2', decision: { code: 'switch' } }] })
})

test('a change between the last reading and the write is refused by the server (412) and both versions can be shown', async () => {
  const { client } = start()
  const seen = onlyReview(await send(client, action(snoozed)))
  // The colleague's write lands after our reading of the Task and before our transaction.
  const racing: FhirClient = {
    ...client,
    write: async (...given) => {
      await send(client, action(toSwitch, { over: seen }))
      return client.write(...given)
    },
  }
  const late = await send(racing, action({ kind: 'dismiss', reason: 'not-applicable', rationale: '' }, { over: seen }))
  expect(late).toMatchObject({ kind: 'conflict', theirs: [{ versionId: '2', decision: { code: 'switch' } }] })
})

test('of two flags in one action, the one a colleague settled first is in conflict and the other is stored', async () => {
  const { client } = start()
  await send(client, action(toSwitch, {}, { by: okafor }))
  const both = action(toSwitch)
  const outcome = await send(client, {
    ...both,
    parts: [both.parts[0], { finding: finding('side-effect-burden'), deed: toSwitch, over: undefined, round: 1 }],
  })
  expect(outcome).toMatchObject({
    kind: 'conflict',
    saved: [{ finding: { rule: 'side-effect-burden' } }],
    theirs: [{ by: okafor }],
    lost: [{ finding: { rule: 'inadequate-response' } }],
  })
})

test('undo brings back what stood before, takes the mitigation away, and keeps the history', async () => {
  const { client } = start()
  const before = onlyReview(await send(client, action(snoozed)))
  const decide = action(toSwitch, { over: before })
  const decided = onlyReview(await send(client, decide))
  const undone = onlyReview(
    await send(client, action({ kind: 'undo', before, actionId: decide.id, what: 'Decided: Switch antidepressant.' }, { over: decided })),
  )
  expect(undone).toMatchObject({ id: before.id, versionId: '3', state: 'snoozed', snooze: before.snooze, decision: undefined })
  expect((await stored('DetectedIssue'))[0]?.['mitigation']).toBeUndefined()
  expect(undone.entries.map((entry) => entry.text)).toEqual([
    'Snoozed until the next PHQ-9 or day 56 at an adequate dose or 5 points worse or item 9 above 0, at the latest 8 Dec 2026. Dose raised on 20 Nov.',
    'Decided: Switch antidepressant. Two adequate trials without response. Recheck on 15 Dec 2026.',
    'Undone. Decided: Switch antidepressant.',
  ])
})

test('elements and extensions of others on a work item survive our update', async () => {
  const { client } = start()
  const seen = onlyReview(await send(client, action(snoozed)))
  const task = await client.read(`Task/${seen.id}`)
  const theirs = { url: 'https://elsewhere.example/ext', valueString: 'kept' }
  await client.write('PUT', `Task/${seen.id}`, { ...task, groupIdentifier: { value: 'g-1' }, extension: [theirs] })
  const now = (await fetchOwnReviews(client, reyes.ref)).reviews[0]
  await send(client, action(toSwitch, { over: now }))
  expect(await client.read(`Task/${seen.id}`)).toMatchObject({ groupIdentifier: { value: 'g-1' }, extension: [theirs] })
})

test('a finding put down to wrong data is stored as entered in error; never as mitigated', async () => {
  const { client } = start()
  await send(client, action({ kind: 'dismiss', reason: 'data-error', rationale: 'score of another patient' }))
  expect(await stored('DetectedIssue')).toMatchObject([{ status: 'entered-in-error' }])
  expect(await stored('Task')).toMatchObject([{ status: 'rejected' }])
})

test('a read-only server is said to be one, with its own words', async () => {
  const { client } = start('read-only')
  expect(await send(client, action(toSwitch))).toMatchObject({ kind: 'read-only', why: expect.stringContaining('405') })
})

test('F61: a refused write (422) keeps the server’s words and is not tried again', async () => {
  const { client, mocks: server } = start()
  server.server.faults.set({ kind: 'status', status: 422, method: 'POST' })
  expect(await send(client, action(toSwitch))).toMatchObject({ kind: 'refused', why: expect.stringContaining('422') })
})

test('F59: a 409 that no other version explains is the server’s refusal, not a conflict', async () => {
  const { client, mocks: server } = start()
  server.server.faults.set({ kind: 'status', status: 409, method: 'POST' })
  expect(await send(client, action(toSwitch))).toMatchObject({ kind: 'refused', why: expect.stringContaining('409') })
})

test.each(['hapi', 'medplum', 'blaze', 'lenient', 'us-core-only'] as const)(
  'a snooze and then a decision are stored on a server that behaves as %s',
  async (profile) => {
    const { client } = start(profile)
    const seen = onlyReview(await send(client, action(snoozed)))
    expect(onlyReview(await send(client, action(toSwitch, { over: seen })))).toMatchObject({ versionId: '2', state: 'resolved' })
    expect((await fetchOwnReviews(client, reyes.ref)).reviews).toMatchObject([{ state: 'resolved' }])
  },
)
