import type { Queue } from '#src/clinical/queue.ts'
import { ledgerByRule, type RuleLedger, type Share } from '#src/features/flags/ledger.ts'
import { formatNumber, formatShare } from '#src/lib/figures.ts'
import type { Known } from '#src/lib/known.ts'
import { useReviews } from '#src/queries/reviews.ts'
import { LoadedView } from '#src/ui/loaded-view.tsx'
import { Mark } from '#src/ui/mark.tsx'
import { UnknownValue } from '#src/ui/unknown-value.tsx'
import styles from '#src/features/flags/settled.module.css'

/** For each rule: what it raised, what became of it, and how long that took. */
export function RuleLedgerTable({ queue }: { readonly queue: Queue }) {
  const reviews = useReviews()
  return (
    <LoadedView loaded={reviews} what="stored reviews">
      {(all) => (
        <section className={styles['settled']} aria-label="Counts by rule">
          {all.length === 0 ? (
            <p className={styles['none']}>
              Open flags of this caseload. <Mark shape="dashed-ring" tone="unknown" word="Nothing was decided, snoozed or dismissed yet" />:
              what share is acted on, after how many days, and what comes back cannot be told before the first review.
            </p>
          ) : (
            <p className={styles['none']}>
              Open flags of this caseload, and all stored reviews. Acted share is of those decided or dismissed; days run from the finding’s
              first day to the decision.
            </p>
          )}
          <div className={styles['scroll']}>
            <Ledger lines={ledgerByRule(queue, all)} isReviewed={all.length > 0} />
          </div>
        </section>
      )}
    </LoadedView>
  )
}

function Ledger({ lines, isReviewed }: { readonly lines: readonly RuleLedger[]; readonly isReviewed: boolean }) {
  const heads = isReviewed
    ? ['Open', 'Decided', 'Snoozed', 'Dismissed', 'Acted share', 'Median days to decision', 'Reviewed again']
    : ['Open']
  return (
    <table className={styles['table']} data-narrow={!isReviewed}>
      <thead>
        <tr>
          <th scope="col">Rule</th>
          {heads.map((head) => (
            <th key={head} scope="col" className={styles['figure']}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.rule}>
            <th scope="row">{line.title}</th>
            <td className={styles['figure']}>{line.open}</td>
            {isReviewed && <Outcome line={line} />}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What became of a rule's findings; where nobody reviewed one, that is said once and not in every column. */
function Outcome({ line }: { readonly line: RuleLedger }) {
  return (
    <>
      {(['acted', 'snoozed', 'dismissed'] as const).map((column) => (
        <td key={column} className={styles['figure']}>
          {line[column]}
        </td>
      ))}
      {line.repeatShare.kind === 'unknown' ? (
        <td className={styles['figure']} colSpan={3}>
          {worded(line.repeatShare, shareWords)}
        </td>
      ) : (
        <>
          <td className={styles['figure']}>{worded(line.actedShare, shareWords)}</td>
          <td className={styles['figure']}>{worded(line.medianDays, (days) => `${formatNumber(days, 1)} days`)}</td>
          <td className={styles['figure']}>{worded(line.repeatShare, shareWords)}</td>
        </>
      )}
    </>
  )
}

const shareWords = ({ part, of }: Share): string => `${part} of ${of} (${formatShare((100 * part) / of)})`

function worded<T>(value: Known<T>, words: (value: T) => string) {
  return value.kind === 'known' ? words(value.value) : <UnknownValue word={value.reason} reason={value.reason} reasonShown={false} />
}
