import type { OverlayTrial } from '#src/features/patient/trial-overlay.ts'
import { formatDay } from '#src/lib/calendar.ts'
import { formatNumber } from '#src/lib/figures.ts'
import { ScrollBox } from '#src/ui/chart/scroll-box.tsx'
import styles from '#src/features/patient/trajectory-table.module.css'

/** The two curves as numbers. */
export function OverlayTable({ overlays }: { readonly overlays: readonly OverlayTrial[] }) {
  return (
    <details className={styles['details']}>
      <summary>Both trials as a table</summary>
      <ScrollBox label="Both trials" className={styles['scroll']}>
        <table className={styles['table']}>
          <thead>
            <tr>
              <th scope="col">Trial</th>
              <th scope="col">Day of the trial</th>
              <th scope="col">Date</th>
              <th scope="col">Points</th>
              <th scope="col">Percent of baseline</th>
            </tr>
          </thead>
          <tbody>
            {overlays.flatMap((overlay) =>
              overlay.points.map((point) => (
                <tr key={`${overlay.trialId} ${point.key}`}>
                  <th scope="row">{overlay.name}</th>
                  <td>{formatNumber(point.day)}</td>
                  <td>{formatDay(point.on)}</td>
                  <td>{formatNumber(point.total, 1)}</td>
                  <td>{`${formatNumber(point.percent, 1)} %`}</td>
                </tr>
              )),
            )}
          </tbody>
        </table>
      </ScrollBox>
    </details>
  )
}
