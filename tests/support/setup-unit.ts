import fc from 'fast-check'
import { expect, test } from 'vitest'
import { failOnConsole } from './quiet-console.ts'

failOnConsole()

// The same cases every time, so that a red run means a change. PROPERTY_SEED=7 (with PROPERTY_RUNS=5000) looks elsewhere.
fc.configureGlobal({ seed: parseInt(process.env['PROPERTY_SEED'] ?? '20261125', 10) })

// Without this a zone that did not take effect would make six runs of the same tests in one zone.
const zone = process.env['TZ'] ?? 'unset'
const clockIn = (timeZone?: string) =>
  new Intl.DateTimeFormat('en-US', { dateStyle: 'short', timeStyle: 'long', timeZone }).format(1_774_000_000_000)
if (zone === 'unset' || clockIn() !== clockIn(zone)) {
  test(`these tests run in the time zone they were meant for (${zone})`, () =>
    expect(clockIn()).toBe(zone === 'unset' ? undefined : clockIn(zone)))
}
