import { describe, expect, test } from 'vitest'
import { orderedPairs, parameters, type SettingPath } from '#src/clinical/parameters.ts'
import { settingAt, settingsWith } from '#src/clinical/settings-override.ts'
import { defaultSettings } from '#src/clinical/settings.ts'

const problem = (overrides: unknown): string => {
  const result = settingsWith(overrides)
  return result.ok ? 'accepted' : `${result.error.path} ${result.error.why}`
}
/** { rules: { worsening: { points: 6 } } } from "rules.worsening.points" and 6. */
const nested = (path: string, value: unknown): unknown => path.split('.').reduceRight<unknown>((inner, key) => ({ [key]: inner }), value)
const paths = Object.keys(parameters) as SettingPath[]

describe('what is left out keeps its default', () => {
  test('nothing overridden is the default', () => {
    expect(settingsWith({})).toEqual({ ok: true, value: defaultSettings })
  })

  test('one value changes and no other', () => {
    const changed = settingsWith({ rules: { worsening: { points: 6 } }, doseColumn: 'strict' })
    expect(changed.ok && changed.value).toEqual({
      ...defaultSettings,
      doseColumn: 'strict',
      rules: { ...defaultSettings.rules, worsening: { points: 6, clearsBelowPoints: 3 } },
    })
    expect(defaultSettings.rules.worsening.points).toBe(5)
  })
})

describe('an unknown key is named', () => {
  test.each([
    [{ worseningPoints: 6 }, 'worseningPoints is not a setting'],
    [{ rules: { worsening: { point: 6 } } }, 'rules.worsening.point is not a setting'],
    [{ rules: { worsenning: {} } }, 'rules.worsenning is not a setting'],
    [JSON.parse('{ "__proto__": { "x": 1 } }') as unknown, '__proto__ is not a setting'],
    [{ constructor: 1 }, 'constructor is not a setting'],
  ])('%j', (overrides, words) => {
    expect(problem(overrides)).toBe(words)
  })
})

describe('a wrong type is named with what was sent', () => {
  test.each([
    [[], ' must be a group of settings, not []'],
    [null, ' must be a group of settings, not null'],
    ['strict', ' must be a group of settings, not "strict"'],
    [{ rules: 5 }, 'rules must be a group of settings, not 5'],
    [{ trial: { gapDays: '14' } }, 'trial.gapDays must be a whole number from 1 to 60 (days), not "14"'],
    [{ trial: { gapDays: null } }, 'trial.gapDays must be a whole number from 1 to 60 (days), not null'],
    [{ trial: { gapDays: { value: 14 } } }, 'trial.gapDays must be a whole number from 1 to 60 (days), not {"value":14}'],
    [{ trial: { gapDays: 14.5 } }, 'trial.gapDays must be a whole number from 1 to 60 (days), not 14.5'],
    [{ trial: { gapDays: NaN } }, 'trial.gapDays must be a whole number from 1 to 60 (days), not null'],
    [{ doseColumn: 'middle' }, 'doseColumn must be one of "lenient", "strict", not "middle"'],
    [{ doseColumn: 1 }, 'doseColumn must be one of "lenient", "strict", not 1'],
    [{ prorateTwoMissing: 'yes' }, 'prorateTwoMissing must be true or false, not "yes"'],
    [
      { resistanceDefinition: 'mine' },
      'resistanceDefinition must be one of "source-document", "sforzini-2022", "rybak-2021", "gaddey-2024", not "mine"',
    ],
  ])('%j: %s', (overrides, words) => {
    expect(problem(overrides)).toBe(words)
  })

  test('a fraction is accepted where the setting is not counted in whole units', () => {
    expect(problem({ rules: { possibleBipolarity: { sleepDropHours: 2.5 } } })).toBe('accepted')
    expect(problem({ rules: { possibleBipolarity: { sleepDropHours: 'two' } } })).toBe(
      'rules.possibleBipolarity.sleepDropHours must be a number from 0.5 to 8 (hours), not "two"',
    )
  })
})

describe('every setting that is a number', () => {
  const numbers = paths.flatMap((path) => {
    const row = parameters[path]
    return row.kind === 'number' ? [[path, row] as const] : []
  })

  test.each(numbers)('%s is refused below and above its range, and its default lies inside', (path, row) => {
    expect(problem(nested(path, row.min - 1))).toContain(`${path} must be`)
    expect(problem(nested(path, row.max + 1))).toContain(`${path} must be`)
    // The ends themselves are inside the range; only a pair that would cross may still refuse them.
    expect(problem(nested(path, row.min))).not.toContain(' must be ')
    expect(problem(nested(path, row.max))).not.toContain(' must be ')
    const standing = settingAt(defaultSettings, path)
    expect(typeof standing === 'number' && standing >= row.min && standing <= row.max).toBe(true)
    expect(row.unit).not.toBe('')
  })
})

describe('two values that contradict each other are refused', () => {
  test.each([
    [{ response: { partialPercent: 60 } }, 'response.partialPercent is 60, above "response.responsePercent", which is 50'],
    [
      { rules: { inadequateResponse: { overdueAfterDay: 41 } } },
      'rules.inadequateResponse.fromDay is 42, above "rules.inadequateResponse.overdueAfterDay", which is 41',
    ],
    [
      { rules: { worsening: { clearsBelowPoints: 6 } } },
      'rules.worsening.clearsBelowPoints is 6, above "rules.worsening.points", which is 5',
    ],
    [
      { rules: { silence: { regularAtLeast: 15 } } },
      'rules.silence.regularAtLeast is 15, above "rules.silence.regularWithinDays", which is 14',
    ],
  ])('%j', (overrides, words) => {
    expect(problem(overrides)).toBe(words)
  })

  test('equal values do not contradict each other', () => {
    expect(problem({ rules: { worsening: { clearsBelowPoints: 5 } } })).toBe('accepted')
  })

  test('the defaults keep every pair in order', () => {
    for (const [lower, upper] of orderedPairs) {
      const [low, high] = [settingAt(defaultSettings, lower), settingAt(defaultSettings, upper)]
      expect(typeof low === 'number' && typeof high === 'number' && low <= high).toBe(true)
    }
  })
})

test('item 9 cannot be raised above 1, nor C-SSRS above moderate', () => {
  expect(problem({ rules: { suicidalIdeation: { item9AtLeast: 2 } } })).toContain('must be a whole number from 1 to 1')
  expect(problem({ rules: { suicidalIdeation: { cssrsAtLeast: 3 } } })).toContain('must be a whole number from 1 to 2')
})

test('a path that leads nowhere has no value', () => {
  expect(settingAt(defaultSettings, 'rules.worsening.points')).toBe(5)
  expect(settingAt(defaultSettings, 'doseColumn.x' as SettingPath)).toBeUndefined()
})
