/** Settings as a deployment changed them: every key known, every value of the right kind and inside its range, or no settings at all. */
import { orderedPairs, parameters, type Parameter, type SettingPath } from '#src/clinical/parameters.ts'
import { defaultSettings, type ClinicalSettings } from '#src/clinical/settings.ts'
import { formatNumber } from '#src/lib/figures.ts'
import { err, ok, type Result } from '#src/lib/result.ts'

/** What is wrong with one override: its path below the overrides ("rules.worsening.points") and why, as the end of a sentence. */
export interface OverrideProblem {
  readonly path: string
  readonly why: string
}

const rows: ReadonlyMap<string, Parameter> = new Map(Object.entries(parameters))

/**
 * The default settings with some of them replaced.
 *
 * @param overrides nested as `ClinicalSettings`; what is left out keeps its default
 * @returns the first problem found, in the order of the keys; two values that contradict each other are a problem as well
 */
export function settingsWith(overrides: unknown): Result<ClinicalSettings, OverrideProblem> {
  const merged = mergedGroup(defaultSettings, overrides, '')
  if (!merged.ok) return merged
  const settings = merged.value as ClinicalSettings // safe: a copy of the defaults whose values were each checked against their row
  for (const [lower, upper] of orderedPairs) {
    const [low, high] = [numberAt(settings, lower), numberAt(settings, upper)]
    if (low > high) return err({ path: lower, why: `is ${formatNumber(low, 2)}, above "${upper}", which is ${formatNumber(high, 2)}` })
  }
  return ok(settings)
}

function mergedGroup(base: object, overrides: unknown, path: string): Result<object, OverrideProblem> {
  if (typeof overrides !== 'object' || overrides === null || Array.isArray(overrides))
    return err({ path, why: `must be a group of settings, not ${shown(overrides)}` })
  const known = new Map<string, unknown>(Object.entries(base))
  const merged = new Map(known)
  for (const [key, value] of Object.entries(overrides)) {
    const at = path === '' ? key : `${path}.${key}`
    const standing = known.get(key)
    if (standing === undefined) return err({ path: at, why: 'is not a setting' })
    if (typeof standing === 'object' && standing !== null) {
      const group = mergedGroup(standing, value, at)
      if (!group.ok) return group
      merged.set(key, group.value)
    } else {
      const row = rows.get(at)
      const why = row === undefined ? 'is not a setting' : problemOf(value, row)
      if (why !== undefined) return err({ path: at, why })
      merged.set(key, value)
    }
  }
  return ok(Object.fromEntries(merged))
}

function problemOf(value: unknown, row: Parameter): string | undefined {
  switch (row.kind) {
    case 'yes-no':
      return typeof value === 'boolean' ? undefined : `must be true or false, not ${shown(value)}`
    case 'choice':
      return typeof value === 'string' && row.choices.includes(value)
        ? undefined
        : `must be one of ${row.choices.map((c) => `"${c}"`).join(', ')}, not ${shown(value)}`
    case 'number': {
      const fits =
        typeof value === 'number' &&
        Number.isFinite(value) &&
        (!row.whole || Number.isInteger(value)) &&
        value >= row.min &&
        value <= row.max
      const kind = row.whole ? 'a whole number' : 'a number'
      return fits
        ? undefined
        : `must be ${kind} from ${formatNumber(row.min, 2)} to ${formatNumber(row.max, 2)} (${row.unit}), not ${shown(value)}`
    }
  }
}

function shown(value: unknown): string {
  return (JSON.stringify(value) ?? typeof value).slice(0, 60)
}

/** The value of a setting by its path. */
export function settingAt(settings: ClinicalSettings, path: SettingPath): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (at, key) => (typeof at === 'object' && at !== null ? new Map<string, unknown>(Object.entries(at)).get(key) : undefined),
      settings,
    )
}

function numberAt(settings: ClinicalSettings, path: SettingPath): number {
  const value = settingAt(settings, path)
  if (typeof value !== 'number') throw new Error(`${path} is not a number`)
  return value
}
