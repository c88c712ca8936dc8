import type { Staging } from '#src/clinical/assessment.ts'
import { citationWords } from '#src/features/history/history-words.ts'
import { formatNumber } from '#src/lib/figures.ts'
import type { Known } from '#src/lib/known.ts'
import { UnknownValue } from '#src/ui/unknown-value.tsx'
import styles from '#src/features/history/staging-panel.module.css'

/** Thase-Rush and Maudsley, with the arithmetic shown and what is missing. */
export function StagingPanel({ staging }: { readonly staging: readonly Staging[] }) {
  return (
    <section aria-labelledby="history-staging">
      <h2 id="history-staging">Staging</h2>
      <div className={styles['pair']}>
        {staging.map(({ name, result, parts, citation }) => (
          <table key={name} className={styles['staging']}>
            <caption>
              <span className={styles['name']}>{name}</span> <Shown value={result} word="not complete" />
            </caption>
            <tbody>
              {parts.map((part) => (
                <tr key={part.name}>
                  <th scope="row">{part.name}</th>
                  <td className={styles['points']}>
                    <Shown value={part.points} word="not known" />
                  </td>
                  <td className={styles['why']}>{part.why}</td>
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <td colSpan={3}>{citationWords(citation)}</td>
              </tr>
            </tfoot>
          </table>
        ))}
      </div>
    </section>
  )
}

function Shown({ value, word }: { readonly value: Known<number | string>; readonly word: string }) {
  if (value.kind === 'unknown') return <UnknownValue word={word} reason={value.reason} />
  if (typeof value.value === 'string') return <>{value.value}</>
  return (
    <>
      {formatNumber(value.value)} {value.value === 1 ? 'point' : 'points'}
    </>
  )
}
