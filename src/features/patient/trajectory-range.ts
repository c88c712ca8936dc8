/** Named stretches of time, and how the address names the one shown. */
import type { Diagnosis, PatientRecord } from '#src/clinical/facts.ts'
import type { Trajectory } from '#src/features/patient/trajectory-series.ts'
import { addDays, formatDay, type Day } from '#src/lib/calendar.ts'
import { clampRange, formatRange, parseRange, type DayRange } from '#src/ui/chart/day-range.ts'

export type PresetId = 'trial' | 'episode' | '6w' | '12w' | '1y' | 'all'

export interface Preset {
  readonly id: PresetId
  readonly label: string
  readonly range: DayRange
}

const BASELINE_DAYS = 28
const AFTER_DAYS = 7

/** The stretches that this record can fill; "this trial" only with a trial, "this episode" only with a dated episode. */
export function presetsOf(trajectory: Trajectory, record: PatientRecord): readonly Preset[] {
  const { asOf, bounds, focus } = trajectory
  const end = addDays(bounds.through, 0)
  const since = (from: Day, through: Day = end): DayRange => clampRange({ from, through }, bounds)
  const episode = episodeStart(record.diagnoses, asOf)
  const trialEnd = focus?.through === undefined ? end : addDays(focus.through, 14)
  return [
    ...(focus
      ? [
          {
            id: 'trial' as const,
            label: focus.ongoing ? 'This trial' : 'Last trial',
            range: since(addDays(focus.from, -BASELINE_DAYS), trialEnd),
          },
        ]
      : []),
    ...(episode === undefined ? [] : [{ id: 'episode' as const, label: 'This episode', range: since(addDays(episode, -AFTER_DAYS)) }]),
    { id: '6w', label: '6 wk', range: since(addDays(asOf, -42)) },
    { id: '12w', label: '12 wk', range: since(addDays(asOf, -84)) },
    { id: '1y', label: '1 y', range: since(addDays(asOf, -365)) },
    { id: 'all', label: 'All', range: bounds },
  ]
}

/** The latest day on which an active depressive episode began, where the record dates it. */
function episodeStart(diagnoses: readonly Diagnosis[], asOf: Day): Day | undefined {
  return diagnoses
    .flatMap((d) => (d.group === 'mdd' && d.active && d.onset !== undefined && d.onset.earliest <= asOf ? [d.onset.earliest] : []))
    .toSorted((a, b) => b - a)[0]
}

/** Where a reader begins: the current trial; without one, everything. */
export function defaultPreset(trajectory: Trajectory): PresetId {
  return trajectory.focus?.ongoing === true ? 'trial' : 'all'
}

/** What the address asks for; an unknown word or a range outside the record falls back, and `ignored` says so. */
export function rangeFromSearch(
  text: string | null,
  presets: readonly Preset[],
  fallback: PresetId,
  bounds: DayRange,
): { readonly range: DayRange; readonly preset: PresetId | undefined; readonly ignored: string | undefined } {
  const named = presets.find((preset) => preset.id === (text ?? fallback))
  if (named !== undefined) return { range: named.range, preset: named.id, ignored: undefined }
  const own = text === null ? undefined : parseRange(text)
  if (own !== undefined) return { range: clampRange(own, bounds), preset: undefined, ignored: undefined }
  const first = presets.find((preset) => preset.id === fallback) ?? presets.at(-1)
  return {
    range: first?.range ?? bounds,
    preset: first?.id,
    ignored:
      text === null
        ? undefined
        : `The address asks for the range "${text.slice(0, 40)}", which is not one; showing ${first?.label ?? 'all'}.`,
  }
}

/** The address of a range: its preset's word where it is one. */
export function searchOfRange(range: DayRange, presets: readonly Preset[]): string {
  const same = presets.filter((p) => p.range.from === range.from && p.range.through === range.through)
  // A year that is the whole record is "all": it stays so when the record grows.
  return (same.find(({ id }) => id === 'all') ?? same[0])?.id ?? formatRange(range)
}

/** "12 Jan 2026 to 11 Mar 2026" */
export function rangeWords(range: DayRange): string {
  return `${formatDay(range.from)} to ${formatDay(range.through)}`
}
