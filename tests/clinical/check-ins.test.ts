import { describe, expect, test } from 'vitest'
import { isRegularReporter, summariseCheckIns } from '#src/clinical/check-ins.ts'
import { defaultSettings } from '#src/clinical/settings.ts'
import { d, dayN, withSettings } from '#tests/support/clinic.ts'
import { checkIn, dailyCheckIns } from '#tests/support/record-builders.ts'

const onDays = (...days: readonly number[]) => days.map((n) => checkIn(dayN(n)))

describe('received and expected in the last 28 days', () => {
  test.each([
    [[], 40, 0, 0, undefined],
    [[40], 40, 1, 1, 40],
    [[14, 40], 40, 2, 27, 40],
    [[13, 40], 40, 2, 28, 40],
    [[12, 40], 40, 1, 28, 40], // day 12 is the 29th day back
    [[0], 40, 0, 28, 0],
    [[41], 40, 0, 0, undefined], // tomorrow's is not there yet
    [[30, 30], 40, 1, 11, 30],
  ])('check-ins on days %j, judged on day %i: %i of %i, last %s', (days, asOf, received, expected, last) => {
    expect(summariseCheckIns(onDays(...days), dayN(asOf))).toEqual({
      received,
      expected,
      last: last === undefined ? undefined : dayN(last),
    })
  })
})

describe('a regular reporter sent 7 or more in the 14 days up to the last one', () => {
  test.each([
    [[0, 1, 2, 3, 4, 5, 6], true],
    [[1, 2, 3, 4, 5, 6], false],
    [[0, 8, 9, 10, 11, 12, 13], true], // 14 days from 0 to 13
    [[0, 9, 10, 11, 12, 13, 14], false], // day 0 is the 15th
    [[], false],
  ])('%j: %s', (days, regular) => {
    expect(isRegularReporter(onDays(...days), dayN(100), defaultSettings)).toBe(regular)
  })

  test('both numbers are settings', () => {
    const settings = withSettings({ rules: { silence: { regularAtLeast: 3, regularWithinDays: 7 } } })
    expect(
      isRegularReporter(
        dailyCheckIns(d(0), 3, () => true),
        dayN(100),
        settings,
      ),
    ).toBe(true)
    expect(isRegularReporter(onDays(0, 6, 7), dayN(100), settings)).toBe(false)
  })
})

test('check-ins in any order are counted by their days: days 3, 1 and 2 were expected since day 1, the last was day 3', () => {
  const checkIns = [checkIn(dayN(3)), checkIn(dayN(1)), checkIn(dayN(2))]
  expect(summariseCheckIns(checkIns, dayN(4))).toEqual({ received: 3, expected: 4, last: dayN(3) })
})
