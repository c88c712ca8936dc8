import { memo, useRef, useState } from 'react'
import { Line, LineChart, ReferenceLine, XAxis, YAxis } from 'recharts'
import type { Trial } from '#src/clinical/assessment.ts'
import { overlayOf, overlayWords, trialTitle, type OverlayTrial } from '#src/features/patient/trial-overlay.ts'
import { OverlayTable } from '#src/features/patient/overlay-table.tsx'
import type { Trajectory } from '#src/features/patient/trajectory-series.ts'
import { useWidth } from '#src/ui/chart/use-width.ts'
import { UnknownValue } from '#src/ui/unknown-value.tsx'
import styles from '#src/features/patient/trial-overlay.module.css'

export interface TrialOverlayViewProps {
  readonly trajectory: Trajectory
}

const looks = [
  { stroke: 'var(--series-7)', strokeDasharray: '0' },
  { stroke: 'var(--series-2)', strokeDasharray: '6 3' },
] as const

/** Two trials from day 0 in percent of their own baselines; at first the last two. */
export const TrialOverlayView = memo(function TrialOverlayView({ trajectory }: TrialOverlayViewProps) {
  const trials = trajectory.medications
    .flatMap((lane) => lane.trials.map(({ trial }) => trial))
    .filter((trial) => trial.role !== 'hypnotic-dose')
    .toSorted((a, b) => a.from - b.from)
  const [chosen, setChosen] = useState<readonly (string | undefined)[]>([trials.at(-1)?.id, trials.at(-2)?.id])
  if (trials.length < 2) return null
  const series = trajectory.scales.find((one) => one.instrument === 'phq-9')
  const picked = chosen.map((id) => trials.find((trial) => trial.id === id))
  const overlays = picked.flatMap((trial) => (trial === undefined ? [] : [overlayOf(trial, series, trajectory.asOf)]))
  return (
    <section className={styles['section']} aria-labelledby="overlay-title">
      <h2 id="overlay-title">Two trials from day 0, PHQ-9 in percent of each trial’s own baseline</h2>
      <div className={styles['pickers']}>
        {['Trial', 'Compared with'].map((label, at) => (
          <TrialPicker
            key={label}
            label={label}
            trials={trials}
            value={chosen[at]}
            look={looks[at]}
            onPick={(id) => setChosen(chosen.map((old, index) => (index === at ? id : old)))}
          />
        ))}
      </div>
      {overlays.map((overlay) =>
        overlay.kind === 'comparable' ? (
          <p key={overlay.value.trialId}>{overlayWords(overlay.value)}</p>
        ) : (
          <p key={overlay.trial}>
            {overlay.trial}: <UnknownValue word="cannot be compared" reason={overlay.why} />
          </p>
        ),
      )}
      <OverlayChart overlays={overlays.flatMap((overlay) => (overlay.kind === 'comparable' ? [overlay.value] : []))} />
    </section>
  )
})

interface TrialPickerProps {
  readonly label: string
  readonly trials: readonly Trial[]
  readonly value: string | undefined
  readonly look: (typeof looks)[number] | undefined
  readonly onPick: (id: string) => void
}

function TrialPicker({ label, trials, value = '', look, onPick }: TrialPickerProps) {
  return (
    <label>
      <svg width={24} height={10} aria-hidden="true">
        <path d="M0 5H24" strokeWidth={2} {...look} />
      </svg>
      {label}
      <select value={value} onChange={(event) => onPick(event.target.value)}>
        {trials.map((trial) => (
          <option key={trial.id} value={trial.id}>
            {trialTitle(trial)}
          </option>
        ))}
      </select>
    </label>
  )
}

const text = { fontSize: 12, fill: 'var(--ink-3)' } as const

function OverlayChart({ overlays }: { readonly overlays: readonly OverlayTrial[] }) {
  const box = useRef<HTMLDivElement>(null)
  const width = useWidth(box)
  const points = overlays.flatMap((overlay) => overlay.points)
  const days = points.map((point) => point.day)
  const top = Math.max(125, ...points.map((point) => Math.ceil(point.percent / 25) * 25))
  if (points.length === 0) return null
  const last = Math.max(56, ...days)
  return (
    <div ref={box}>
      {width > 0 && (
        <div aria-hidden="true">
          <LineChart width={width} height={230} margin={{ top: 12, right: 132, bottom: 18, left: 0 }} accessibilityLayer={false}>
            <XAxis
              dataKey="day"
              type="number"
              domain={[Math.min(0, ...days), last]}
              ticks={Array.from({ length: Math.floor(last / 14) + 1 }, (_, week) => week * 14)}
              tick={text}
              label={{ value: 'days since the trial began', position: 'insideBottom', offset: -12, ...text }}
            />
            <YAxis domain={[0, top]} ticks={[0, 25, 50, 75, 100, 125]} tick={text} width={46} unit=" %" axisLine={false} tickLine={false} />
            <ReferenceLine y={100} stroke="var(--edge)" label={{ value: 'own baseline', position: 'right', ...text }} />
            <ReferenceLine
              y={50}
              stroke="var(--tier-target)"
              strokeDasharray="5 3"
              label={{ value: 'half: response', position: 'right', ...text }}
            />
            {overlays.map((overlay, index) => (
              <Line
                key={overlay.trialId}
                data={[...overlay.points]}
                dataKey="percent"
                {...looks[index]}
                strokeWidth={1.8}
                dot={{ r: 3, strokeDasharray: '0', fill: index === 0 ? 'var(--series-7)' : 'var(--paper)' }}
                activeDot={false}
                isAnimationActive={false}
              />
            ))}
          </LineChart>
        </div>
      )}
      <OverlayTable overlays={overlays} />
    </div>
  )
}
