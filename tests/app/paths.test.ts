import { expect, test } from 'vitest'
import { links } from '#src/app/paths.ts'
import { fromFlags } from '#src/features/flags/use-queue-work.ts'

test('the way back to the queue keeps how it was cut: by tier, on the patient it was left for', () => {
  const from = fromFlags({ patient: 'p-1', flag: undefined, by: 'tier', view: 'open' })
  expect(from).toBe('flags?by=tier')
  expect(links.flags({ patient: 'p-1', search: from.replace('flags?', '') })).toBe('/flags?by=tier&patient=p-1')
})

test('the settled list is come back to as well; a queue cut as usual is just the queue', () => {
  expect(fromFlags({ patient: undefined, flag: undefined, by: 'reason', view: 'settled' })).toBe('flags?view=settled')
  expect(fromFlags({ patient: 'p-1', flag: 'silence', by: 'reason', view: 'open' })).toBe('flags')
  expect(links.flags()).toBe('/flags')
})
