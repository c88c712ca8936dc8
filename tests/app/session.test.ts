import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readSessionMessage, type SessionMessage } from '#src/app/session-channel.ts'
import { Session, sessionAt } from '#src/app/session.ts'

const MINUTE = 60_000
const IDLE = 15 * MINUTE
const ME = 'Practitioner/dr-01'

describe('where a session stands by the clock, idle time 15 minutes', () => {
  test.each([
    [0, 'open'],
    [13 * MINUTE + 54_999, 'open'],
    // The warning stands at least the promised 60 s before the lock: 14:00 is inside it, with 5 s to spare for a late tick.
    [13 * MINUTE + 55_000, 'warning'],
    [14 * MINUTE, 'warning'],
    [15 * MINUTE - 1, 'warning'],
    [15 * MINUTE, 'over'],
    [8 * 60 * MINUTE, 'over'],
  ] as const)('after %d ms without a sign of anybody it is %s', (stillMs, stands) => {
    expect(sessionAt(1_000, 1_000 + stillMs, IDLE)).toBe(stands)
  })

  test('a clock set back by a day counts as somebody at work just now', () => {
    expect(sessionAt(86_000_000, 0, IDLE)).toBe('open')
  })
})

describe('a session', () => {
  let now = 0
  const started = (practitioner = ME) => new Session({ clock: () => now, idleMs: IDLE, practitioner })
  beforeEach(() => {
    now = 1_000_000_000
  })

  test('warns at 14 minutes and locks at 15, although nothing ticked in between: the computer slept', () => {
    const session = started()
    now += 14 * MINUTE
    session.check()
    expect(session.snapshot()).toEqual({ kind: 'warning', locksAtMs: 1_000_000_000 + IDLE })
    now += 3 * 60 * MINUTE
    session.check()
    expect(session.snapshot()).toEqual({ kind: 'locked', why: 'idle' })
  })

  test('the first key after a night locks; it does not extend', () => {
    const session = started()
    now += 9 * 60 * MINUTE
    session.sign('deliberate')
    expect(session.snapshot()).toEqual({ kind: 'locked', why: 'idle' })
  })

  test('one key extends the time, and does so 12 times in a row', () => {
    const session = started()
    for (let round = 0; round < 12; round += 1) {
      now += 14 * MINUTE + 30_000
      session.check()
      expect(session.snapshot().kind).toBe('warning')
      session.sign('deliberate')
      expect(session.snapshot().kind).toBe('open')
    }
  })

  test('a pointer that only moves keeps an open session and does not answer the warning', () => {
    const session = started()
    now += 10 * MINUTE
    session.sign('passing')
    now += 14 * MINUTE
    session.sign('passing')
    expect(session.snapshot().kind).toBe('warning')
  })

  test('once locked, no key and no clock opens it; only continuing does', () => {
    const session = started()
    session.lock('asked')
    session.sign('deliberate')
    session.check()
    expect(session.snapshot()).toEqual({ kind: 'locked', why: 'asked' })
    session.resume()
    expect(session.snapshot()).toEqual({ kind: 'open' })
    now += 14 * MINUTE - 6_000
    session.check()
    expect(session.snapshot().kind, 'the time starts anew').toBe('open')
  })
})

describe('tabs of one browser', () => {
  let now = 1_000_000_000
  const ends: (() => void)[] = []
  const tab = (practitioner = ME) => {
    const session = new Session({ clock: () => now, idleMs: IDLE, practitioner })
    ends.push(session.connect())
    return session
  }
  const heard = () => new Promise((resolve) => setTimeout(resolve, 30))
  const said = (message: unknown) => {
    const channel = new BroadcastChannel('remit-session')
    ends.push(() => channel.close())
    channel.postMessage(message)
    return heard()
  }
  afterEach(() => {
    now = 1_000_000_000
    for (const end of ends.splice(0)) end()
  })

  test('locking one locks the other at once', async () => {
    const [here, there] = [tab(), tab()]
    here.lock('asked')
    await heard()
    expect(there.snapshot()).toEqual({ kind: 'locked', why: 'elsewhere' })
  })

  test('continuing in one does not open the other: no message ever unlocks', async () => {
    const [here, there] = [tab(), tab()]
    here.lock('asked')
    await heard()
    here.resume()
    await heard()
    expect(there.snapshot().kind).toBe('locked')
  })

  test('F69: somebody else who begins to work in another tab locks this one', async () => {
    const here = tab()
    await heard()
    tab('Practitioner/dr-02')
    await heard()
    expect(here.snapshot()).toEqual({ kind: 'locked', why: 'other-clinician' })
  })

  test('work in one keeps the other open; a time from the future counts as now', async () => {
    const here = tab()
    now += 10 * MINUTE
    await said({ kind: 'active', practitioner: ME, atMs: now + 1_000 * MINUTE })
    now += 15 * MINUTE
    here.check()
    expect(here.snapshot()).toEqual({ kind: 'locked', why: 'idle' })
  })

  test('F87: a foreign or malformed message is ignored', async () => {
    const here = tab()
    for (const message of malformed) await said(message)
    expect(here.snapshot()).toEqual({ kind: 'open' })
  })
})

const malformed: readonly unknown[] = [
  'lock',
  undefined,
  null,
  42,
  [],
  { kind: 'lock' },
  { kind: 'unlock', practitioner: ME, atMs: 1 },
  { kind: 'lock', practitioner: '<img src=x onerror=alert(1)>', atMs: 1 },
  { kind: 'lock', practitioner: ME, atMs: Number.NaN },
  { kind: 'lock', practitioner: ME, atMs: -1 },
  { kind: 'lock', practitioner: ME, atMs: '1' },
  { kind: 'lock', practitioner: ME, atMs: 1, more: true },
]

test('F87: a message with its three fields is read; anything else is nothing', () => {
  const good: SessionMessage = { kind: 'lock', practitioner: ME, atMs: 1 }
  expect(readSessionMessage(good)).toEqual(good)
  expect(malformed.map((message) => readSessionMessage(message))).toEqual(malformed.map(() => undefined))
})
