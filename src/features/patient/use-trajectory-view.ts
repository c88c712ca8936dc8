import { useMemo } from 'react'
import { useSearchParams } from 'react-router'
import type { Review } from '#src/clinical/review.ts'
import { changedSearch, parsePatientSearch } from '#src/features/patient/patient-search.ts'
import type { ScoreSeries } from '#src/features/patient/score-series.ts'
import {
  defaultPreset,
  presetsOf,
  rangeFromSearch,
  rangeWords,
  searchOfRange,
  type Preset,
} from '#src/features/patient/trajectory-range.ts'
import { seriesShown, trajectoryOf, type Trajectory } from '#src/features/patient/trajectory-series.ts'
import { marksIn } from '#src/features/patient/trajectory-table.ts'
import { useChartRange } from '#src/features/patient/use-chart-range.ts'
import { counted } from '#src/lib/figures.ts'
import { useDeployment } from '#src/queries/remit-context.tsx'
import type { AssessedPatient } from '#src/queries/types.ts'
import type { DayRange } from '#src/ui/chart/day-range.ts'
import { useAnnounce } from '#src/ui/live-region.tsx'

export interface TrajectoryViewState {
  readonly trajectory: Trajectory
  readonly presets: readonly Preset[]
  readonly series: ScoreSeries | undefined
  readonly range: DayRange
  /** What the words and tables below the drawing speak of: they follow once a hand or a wheel rests. */
  readonly resting: DayRange
  /** While a hand or a wheel moves it. */
  readonly moveRange: (range: DayRange) => void
  /** Into the address, and said to a screen reader. */
  readonly settle: (range: DayRange) => void
  readonly table: boolean
  readonly ignored: string | undefined
  /** Changes parts of the address; undefined takes a part away. */
  readonly set: (changes: Readonly<Record<string, string | undefined>>) => void
}

/** What the trajectory shows, from the patient and the address. */
export function useTrajectoryView(patient: AssessedPatient, reviews: readonly Review[]): TrajectoryViewState {
  const settings = useDeployment().clinical
  // The drawing is memoised on this object: it must stay the same while only the pointer or the range moves.
  const trajectory = useMemo(() => trajectoryOf(patient, settings, reviews), [patient, settings, reviews])
  const presets = useMemo(() => presetsOf(trajectory, patient.record), [trajectory, patient])
  const [search, setSearch] = useSearchParams()
  const announce = useAnnounce()
  const wanted = parsePatientSearch(search).value
  const asked = useMemo(
    () => rangeFromSearch(wanted.range, presets, defaultPreset(trajectory), trajectory.bounds),
    [wanted.range, presets, trajectory],
  )
  const set: TrajectoryViewState['set'] = (changes) =>
    setSearch((now) => changedSearch(now, changes), { replace: true, preventScrollReset: true })
  const series = seriesShown(trajectory, wanted.scale)
  const settle = (range: DayRange) => {
    set({ range: searchOfRange(range, presets) })
    announce(`Showing ${rangeWords(range)}, ${counted(series === undefined ? 0 : marksIn(series, range).length, 'reading')}`)
  }
  const { range, move, choose } = useChartRange(asked.range, settle)
  return {
    trajectory,
    presets,
    series,
    range,
    resting: asked.range,
    moveRange: move,
    settle: choose,
    table: wanted.table,
    ignored: asked.ignored,
    set,
  }
}
