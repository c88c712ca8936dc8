import type { Queue } from '#src/clinical/queue.ts'
import { ledgerByRule, type Share } from '#src/features/flags/ledger.ts'
import { formatNumber, formatShare } from '#src/lib/figures.ts'
import type { Known } from '#src/lib/known.ts'
import { useReviews } from '#src/queries/reviews.ts'
import { LoadedView } from '#src/ui/loaded-view.tsx'
import { UnknownValue } from '#src/ui/unknown-value.tsx'
import styles from '#src/features/flags/settled.module.css'

/** For each rule: what it raised, what became of it, and how long that took. */
export function RuleLedgerTable({ queue }: { readonly queue: Queue }) {
  const reviews = useReviews()
  return (
    <LoadedView loaded={reviews} what="stored reviews">
      {(all) => (
        <section className={styles['settled']} aria-label="Counts by rule">
          <p className={styles['none']}>
            Open flags of this caseload, and all stored reviews. Acted share is of those decided or dismissed; days run from the finding’s
            first day to the decision.
          </p>
          <div className={styles['scroll']}>
            <table className={styles['table']}>
              <thead>
                <tr>
                  {['Rule', 'Open', 'Decided', 'Snoozed', 'Dismissed', 'Acted share', 'Median days to decision', 'Reviewed again'].map(
                    (head) => (
                      <th key={head} scope="col" className={head === 'Rule' ? undefined : styles['figure']}>
                        {head}
                      </th>
                    ),
                  )}
                </tr>
              </thead>
              <tbody>
                {ledgerByRule(queue, all).map((line) => (
                  <tr key={line.rule}>
                    <th scope="row">{line.title}</th>
                    {[line.open, line.acted, line.snoozed, line.dismissed].map((count, column) => (
                      <td key={columns[column]} className={styles['figure']}>
                        {count}
                      </td>
                    ))}
                    <td className={styles['figure']}>{worded(line.actedShare, shareWords)}</td>
                    <td className={styles['figure']}>{worded(line.medianDays, (days) => `${formatNumber(days, 1)} days`)}</td>
                    <td className={styles['figure']}>{worded(line.repeatShare, shareWords)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
      )}
    </LoadedView>
  )
}

const columns = ['open', 'acted', 'snoozed', 'dismissed'] as const

const shareWords = ({ part, of }: Share): string => `${part} of ${of} (${formatShare((100 * part) / of)})`

function worded<T>(value: Known<T>, words: (value: T) => string) {
  return value.kind === 'known' ? words(value.value) : <UnknownValue word={value.reason} reason={value.reason} reasonShown={false} />
}
