import type { Outcomes, Share } from '#src/features/caseload/outcomes.ts'
import { formatNumber, formatPart } from '#src/lib/figures.ts'
import styles from '#src/features/caseload/outcomes.module.css'

/** How many of the patients in a trial are being measured at all. */
export function Coverage({ coverage }: Pick<Outcomes, 'coverage'>) {
  return (
    <table className={styles['table']}>
      <tbody>
        {coverage.map(({ words, share }) => (
          <tr key={words}>
            <th scope="row">{words}</th>
            <td>
              <Bar share={share} />
            </td>
            <td>
              {formatNumber(share.count)} of {formatNumber(share.of)}
            </td>
            <td>{percentWords(share)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export const percentWords = ({ count, of }: Share): string => (of === 0 ? 'no share: nobody' : formatPart(count, of))

function Bar({ share }: { readonly share: Share }) {
  const width = share.of === 0 ? 0 : (share.count / share.of) * 96
  return (
    <svg width={96} height={8} aria-hidden="true" focusable="false">
      <rect className={styles['barTrack']} width={96} height={8} />
      <rect className={styles['bar']} width={width} height={8} />
    </svg>
  )
}
