import { useState } from 'react'
import { Link } from 'react-router'
import { settledRows, type SettledRow } from '#src/features/flags/settled-rows.ts'
import { useReviews } from '#src/queries/reviews.ts'
import { useClinician } from '#src/queries/remit-context.tsx'
import type { QueueDesk } from '#src/queries/queue.ts'
import { useLinks } from '#src/ui/links.tsx'
import { LoadedView } from '#src/ui/loaded-view.tsx'
import { counted } from '#src/lib/figures.ts'
import { Button } from '#src/ui/button.tsx'
import { usePrinting } from '#src/ui/use-printing.ts'
import styles from '#src/features/flags/settled.module.css'

const FIRST_SHOWN = 100

/** Everything that was decided, snoozed, dismissed or handed over, searchable. Nothing disappears. */
export function SettledList({ desk, from }: { readonly desk: QueueDesk; readonly from: string }) {
  const reviews = useReviews()
  const me = useClinician()
  const [query, setQuery] = useState('')
  const [asked, setAsked] = useState(FIRST_SHOWN)
  const shown = usePrinting() ? Infinity : asked
  return (
    <LoadedView loaded={reviews} what="stored reviews">
      {(all) => {
        const rows = settledRows(all, desk, me.ref, query)
        return (
          <section className={styles['settled']} aria-label="Resting and settled">
            <label className={styles['search']}>
              Search
              <input
                type="search"
                value={query}
                onChange={(event) => setQuery(event.currentTarget.value)}
                placeholder="name, rule, decision, words"
              />
              <span className={styles['count']}>
                {counted(rows.length, 'review')} of {all.length}
              </span>
            </label>
            {rows.length === 0 && (
              <p className={styles['none']}>{all.length === 0 ? 'The server holds no review yet.' : 'No review has these words.'}</p>
            )}
            {rows.length > 0 && <Table rows={rows.slice(0, shown)} from={from} />}
            {rows.length > shown && (
              <Button onClick={() => setAsked(shown + FIRST_SHOWN)}>Show {Math.min(FIRST_SHOWN, rows.length - shown)} more</Button>
            )}
          </section>
        )
      }}
    </LoadedView>
  )
}

function Table({ rows, from }: { readonly rows: readonly SettledRow[]; readonly from: string }) {
  const links = useLinks()
  return (
    <div className={styles['scroll']}>
      <table className={styles['table']}>
        <thead>
          <tr>
            {['When', 'Patient', 'Flag', 'Outcome', 'In words', 'By', 'Now'].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td className={styles['when']}>{row.when}</td>
              <td>
                <Link to={links.patient(row.patientId, { tab: 'reviews', from })}>
                  <bdi>{row.name}</bdi>
                </Link>
              </td>
              <td>{row.title}</td>
              <td>{row.outcome}</td>
              <td className={styles['words']}>{row.words}</td>
              <td>{row.by}</td>
              <td>{row.now}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
