import type { ScoreSeries } from '#src/features/patient/score-series.ts'
import type { Preset, PresetId } from '#src/features/patient/trajectory-range.ts'
import styles from '#src/features/patient/chart-toolbar.module.css'
import type { ReactNode } from 'react'

export interface ChartToolbarProps {
  readonly scales: readonly ScoreSeries[]
  readonly scale: ScoreSeries | undefined
  readonly onScale: (instrument: string) => void
  readonly presets: readonly Preset[]
  readonly preset: PresetId | undefined
  readonly onPreset: (preset: Preset) => void
  readonly children: ReactNode
}

/** Which scale, which stretch of time. */
export function ChartToolbar({ scales, scale, onScale, presets, preset, onPreset, children }: ChartToolbarProps) {
  return (
    <div className={styles['toolbar']}>
      {scales.length > 1 && (
        <div role="group" aria-label="Scale" className={styles['group']}>
          {scales.map((one) => (
            <button key={one.instrument} type="button" aria-pressed={one === scale} onClick={() => onScale(one.instrument)}>
              {one.scale.name}
            </button>
          ))}
        </div>
      )}
      <div role="group" aria-label="Stretch of time" className={styles['group']}>
        {presets.map((one) => (
          <button key={one.id} type="button" aria-pressed={one.id === preset} onClick={() => onPreset(one)}>
            {one.label}
          </button>
        ))}
      </div>
      <div className={styles['more']}>{children}</div>
    </div>
  )
}
