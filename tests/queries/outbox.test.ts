import { expect, test, vi } from 'vitest'
import type { Action } from '#src/clinical/review.ts'
import type { Outcome } from '#src/fhir/review-send.ts'
import { isReviewMessage } from '#src/queries/outbox-channel.ts'
import { newSealKey, Seal, type SealedPlace } from '#src/queries/outbox-seal.ts'
import { Outbox, type OutboxOptions } from '#src/queries/outbox.ts'
import { noonOn, okafor, review, reyes, snapshot } from '#tests/support/review-builders.ts'

const action = (id: string, key = `k-${id}`): Action => ({
  id,
  patientId: 'p-1',
  by: reyes,
  atMs: noonOn('2026-03-11'),
  parts: [{ finding: snapshot({ key }), deed: { kind: 'reopen', note: 'Muñoz' }, over: undefined, round: 1 }],
})
const saved: Outcome = { kind: 'saved', reviews: [review()] }
const busy: Outcome = { kind: 'waiting', why: 'the server answered 503', retryAfterSeconds: undefined }

function outboxWith(...answers: readonly Outcome[]) {
  const pauses: { ms: number; run: () => void }[] = []
  let turn = 0
  const options = {
    send: vi.fn<OutboxOptions['send']>(() => Promise.resolve(answers[turn++] ?? saved)),
    later: (ms: number, run: () => void) => void pauses.push({ ms, run }),
    onSaved: vi.fn<OutboxOptions['onSaved']>(),
    onPending: vi.fn<OutboxOptions['onPending']>(),
  }
  return { outbox: new Outbox(options), pauses, ...options }
}
const settled = (): Promise<void> => new Promise((done) => setTimeout(done, 0))

test('an action is saving until the server has said so, and only then saved', async () => {
  const { outbox, onSaved } = outboxWith(saved)
  outbox.add(action('a'))
  expect(outbox.snapshot()).toMatchObject({ entries: [{ state: { kind: 'saving' } }], saved: [] })
  expect(onSaved).not.toHaveBeenCalled()
  await settled()
  expect(outbox.snapshot()).toMatchObject({ entries: [], saved: [{ action: { id: 'a' } }] })
  expect(onSaved).toHaveBeenCalledOnce()
})

test('F65: a second action on a flag that is on its way is not taken', async () => {
  const { outbox, send } = outboxWith(saved)
  expect([outbox.add(action('a', 'same')), outbox.add(action('b', 'same'))]).toEqual([true, false])
  await settled()
  expect(send).toHaveBeenCalledOnce()
})

test('a busy server is tried again after 2 s, then 5 s, as the same action and after asking whether it arrived', async () => {
  const { outbox, pauses, send } = outboxWith(busy, busy, saved)
  outbox.add(action('a'))
  await settled()
  pauses[0]?.run()
  await settled()
  pauses[1]?.run()
  await settled()
  expect(pauses.map((pause) => pause.ms)).toEqual([2000, 5000])
  expect(send.mock.calls.map(([sent, again]) => [sent.id, again])).toEqual([
    ['a', false],
    ['a', true],
    ['a', true],
  ])
  expect(outbox.snapshot().entries).toEqual([])
})

test('a server that names a time (Retry-After: 30) is given it', async () => {
  const { outbox, pauses } = outboxWith({ ...busy, retryAfterSeconds: 30 })
  outbox.add(action('a'))
  await settled()
  expect(pauses[0]?.ms).toBe(30_000)
})

test('a try by hand and the waiting one do not both send', async () => {
  const { outbox, pauses, send } = outboxWith(busy, saved)
  outbox.add(action('a'))
  await settled()
  outbox.retryWaiting()
  await settled()
  pauses[0]?.run()
  await settled()
  expect(send).toHaveBeenCalledTimes(2)
})

test('a refusal and a conflict stay, with the text, until somebody lets them go', async () => {
  const { outbox } = outboxWith(
    { kind: 'refused', why: '422: no' },
    { kind: 'conflict', saved: [], theirs: [review({ by: okafor })], lost: [] },
  )
  outbox.add(action('a'))
  outbox.add(action('b'))
  await settled()
  expect(outbox.snapshot().entries.map((entry) => entry.state.kind)).toEqual(['refused', 'conflict'])
  outbox.discard('a')
  outbox.discard('b')
  expect(outbox.snapshot().entries).toEqual([])
})

test('a fault of our own is shown like a refusal: the action does not vanish', async () => {
  const { outbox, send } = outboxWith()
  send.mockRejectedValueOnce(new Error('a mistake in the code'))
  outbox.add(action('a'))
  await settled()
  expect(outbox.snapshot().entries[0]?.state).toEqual({ kind: 'refused', why: 'a mistake in the code' })
})

test('what is pending is handed out to be kept before it is sent, and what was tried is asked for first after a reload', async () => {
  const { outbox, onPending } = outboxWith(busy)
  outbox.add(action('a'))
  expect(onPending.mock.lastCall?.[0]).toMatchObject([{ action: { id: 'a' }, tried: true }])
  await settled()
  const after = outboxWith(saved)
  after.outbox.restore([{ action: action('a'), tried: true }])
  await settled()
  expect(after.send.mock.calls[0]?.[1]).toBe(true)
})

// ---- the seal

function place(): SealedPlace & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>()
  return {
    kept,
    keys: () => [...kept.keys()],
    read: (name) => kept.get(name),
    write: (name, text) => void (text === undefined ? kept.delete(name) : kept.set(name, text)),
  }
}
let ids = 0
const sealAt = (where: SealedPlace | undefined, key: string): Seal =>
  new Seal({ place: where, fetchKey: () => Promise.resolve(key), newId: () => `tab-${(ids += 1)}` })

test('work sealed by one page is opened by the next of the same clinician, once', async () => {
  const [where, key] = [place(), newSealKey()]
  const before = sealAt(where, key)
  await before.open()
  before.keep({ drafts: { 'act|p-1': 'Ana Muñoz' }, pending: [{ action: action('a'), tried: true }] })
  await before.settled()
  const after = sealAt(where, key)
  expect(await after.open()).toMatchObject([{ drafts: { 'act|p-1': 'Ana Muñoz' }, pending: [{ action: { id: 'a' } }] }])
  expect(await sealAt(where, key).open()).toEqual([])
})

test('F86: nothing readable rests in the browser', async () => {
  const where = place()
  const seal = sealAt(where, newSealKey())
  await seal.open()
  seal.keep({ drafts: { 'act|p-1': 'Ana Muñoz' } })
  await seal.settled()
  const text = [...where.kept].flat().join(' ')
  expect(text).not.toMatch(/Ana|Mu.oz|p-1|draft/)
  expect(text.length).toBeGreaterThan(40)
})

test('another clinician’s work stays sealed and stays where it is', async () => {
  const where = place()
  const theirs = sealAt(where, newSealKey())
  await theirs.open()
  theirs.keep({ drafts: { a: 'b' } })
  await theirs.settled()
  expect(await sealAt(where, newSealKey()).open()).toEqual([])
  expect(where.kept.size).toBe(1)
})

test('without a key or a place the work stays in memory, and the reason is said', async () => {
  const noKey = new Seal({ place: place(), fetchKey: () => Promise.reject(new Error('405: read only')), newId: () => 'x' })
  await noKey.open()
  expect(noKey.state).toMatchObject({ kind: 'memory', why: '405: read only' })
  const noPlace = sealAt(undefined, newSealKey())
  await noPlace.open()
  expect(noPlace.state).toMatchObject({ kind: 'memory' })
})

test('text typed before the key has come is sealed once it has', async () => {
  const where = place()
  const seal = sealAt(where, newSealKey())
  seal.keep({ drafts: { a: 'typed early' } })
  await seal.open()
  await seal.settled()
  expect(where.kept.size).toBe(1)
})

test.each([
  [{ kind: 'reviews-changed', practitioner: 'Practitioner/dr-01' }, true],
  [{ kind: 'reviews-changed', practitioner: 'Practitioner/dr-02' }, false],
  [{ kind: 'reviews-changed', practitioner: 'Practitioner/dr-01', html: '<b>' }, false],
  [{ kind: 'log-out' }, false],
  ['reviews-changed', false],
  [undefined, false],
])('F87: a message %o between tabs is believed: %s', (message, believed) => {
  expect(isReviewMessage(message, 'Practitioner/dr-01')).toBe(believed)
})
