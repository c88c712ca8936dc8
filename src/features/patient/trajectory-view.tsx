import { useRef } from 'react'
import type { Review } from '#src/clinical/review.ts'
import { ChartToolbar } from '#src/features/patient/chart-toolbar.tsx'
import { ExportMenu } from '#src/features/patient/export-menu.tsx'
import { frameOf } from '#src/features/patient/figure-layout.ts'
import { ItemGridView } from '#src/features/patient/item-grid.tsx'
import { RangeStrip } from '#src/features/patient/range-strip.tsx'
import { TrajectoryFigure } from '#src/features/patient/trajectory-figure.tsx'
import { searchOfRange } from '#src/features/patient/trajectory-range.ts'
import { TrajectoryTable } from '#src/features/patient/trajectory-table.tsx'
import { TrajectoryText } from '#src/features/patient/trajectory-text.tsx'
import { TrialOverlayView } from '#src/features/patient/trial-overlay.tsx'
import { figureTitle } from '#src/features/patient/figure-title.ts'
import { useTrajectoryView } from '#src/features/patient/use-trajectory-view.ts'
import type { AssessedPatient } from '#src/queries/types.ts'
import { Button } from '#src/ui/button.tsx'
import { useWidth } from '#src/ui/chart/use-width.ts'
import styles from '#src/features/patient/trajectory-view.module.css'

export interface TrajectoryViewProps {
  readonly patient: AssessedPatient
  readonly reviews: readonly Review[]
  readonly lit: ReadonlySet<string>
  readonly onChoose?: ((refs: readonly string[]) => void) | undefined
}

/** The chart with its controls, the same in words, the items, the comparison and the table. */
export function TrajectoryView({ patient, reviews, lit, onChoose }: TrajectoryViewProps) {
  const { trajectory, presets, series, range, resting, moveRange, settle, table, ignored, set } = useTrajectoryView(patient, reviews)
  const figure = useRef<HTMLDivElement>(null)
  const frame = frameOf(useWidth(figure), range, 'page')
  const shown = searchOfRange(range, presets)
  return (
    <div className={styles['view']}>
      <ChartToolbar
        scales={trajectory.scales}
        scale={series}
        onScale={(instrument) => set({ scale: instrument })}
        presets={presets}
        preset={presets.find((preset) => preset.id === shown)?.id}
        onPreset={(preset) => settle(preset.range)}
      >
        <Button look="quiet" aria-pressed={table} onClick={() => set({ table: table ? undefined : '1' })}>
          {table ? 'Hide table' : 'Table'}
        </Button>
        <ExportMenu trajectory={trajectory} patient={patient} range={range} figure={figure} />
      </ChartToolbar>
      {ignored !== undefined && (
        <p className={styles['ignored']} role="status">
          {ignored}
        </p>
      )}
      <div ref={figure}>
        <TrajectoryFigure
          trajectory={trajectory}
          series={series}
          range={range}
          onRange={moveRange}
          lit={lit}
          onChoose={onChoose}
          size="page"
          title={figureTitle(trajectory, series, range)}
        />
        {frame.width > 0 && (
          <RangeStrip
            trajectory={trajectory}
            series={series}
            range={range}
            onRange={moveRange}
            left={frame.left}
            width={frame.scale.width}
          />
        )}
      </div>
      <TrajectoryText trajectory={trajectory} patient={patient} />
      {table && <TrajectoryTable trajectory={trajectory} series={series} range={resting} />}
      <ItemGridView trajectory={trajectory} range={resting} />
      <TrialOverlayView trajectory={trajectory} />
    </div>
  )
}
