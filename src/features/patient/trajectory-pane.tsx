import { useMemo, useState } from 'react'
import { figureTitle } from '#src/features/patient/figure-title.ts'
import { TrajectoryFigure } from '#src/features/patient/trajectory-figure.tsx'
import { defaultPreset, presetsOf } from '#src/features/patient/trajectory-range.ts'
import { seriesShown, trajectoryOf } from '#src/features/patient/trajectory-series.ts'
import { useDeployment } from '#src/queries/remit-context.tsx'
import type { AssessedPatient } from '#src/queries/types.ts'
import type { DayRange } from '#src/ui/chart/day-range.ts'

export interface TrajectoryPaneProps {
  readonly patient: AssessedPatient
  /** Source references to light up. */
  readonly lit: readonly string[]
  /** Sources of the point that was chosen on the chart. */
  readonly onChoose?: (refs: readonly string[]) => void
}

/** The trajectory, small: score, what is taken now, and mood. Keyed by the patient, so that a range never outlives its record. */
export function TrajectoryPane(props: TrajectoryPaneProps) {
  return <Pane key={props.patient.record.identity.id} {...props} />
}

function Pane({ patient, lit, onChoose }: TrajectoryPaneProps) {
  const settings = useDeployment().clinical
  // The drawing is memoised on these objects; the list of what is lit is a new one at every look at the queue, and mostly the same.
  const trajectory = useMemo(() => trajectoryOf(patient, settings, []), [patient, settings])
  const litWords = lit.join(' ')
  const litRefs = useMemo(() => new Set(litWords.split(' ')), [litWords])
  const [moved, setMoved] = useState<DayRange>()
  const presets = presetsOf(trajectory, patient.record)
  const start = presets.find((preset) => preset.id === defaultPreset(trajectory))
  const range = moved ?? start?.range ?? trajectory.bounds
  const series = seriesShown(trajectory, 'phq-9')
  return (
    <TrajectoryFigure
      trajectory={trajectory}
      series={series}
      range={range}
      onRange={setMoved}
      lit={litRefs}
      onChoose={onChoose}
      size="pane"
      title={figureTitle(trajectory, series, range)}
    />
  )
}
