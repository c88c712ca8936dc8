import type { JudgedRow } from '#src/features/caseload/caseload-rows.ts'
import { placeWords, ruleWords, tierWords } from '#src/features/caseload/words.ts'
import { formatNumber } from '#src/lib/figures.ts'
import { Mark } from '#src/ui/mark.tsx'
import { VisuallyHidden } from '#src/ui/visually-hidden.tsx'
import styles from '#src/features/caseload/cells.module.css'

const FLAGS_SHOWN = 1

/** The weightiest flag and how many more; without a flag, or without a judgement, why. The word of the place stands beside the name. */
export function FlagsCell({ row }: { readonly row: JudgedRow }) {
  const { flags } = row.assessment
  const isUnjudged = row.place === 'cannot-judge'
  const shown = flags.slice(0, isUnjudged ? 0 : FLAGS_SHOWN)
  const more = flags.length - shown.length
  return (
    <span className={styles['flags']}>
      {shown.length === 0 && <Mark {...placeWords[row.place]} wordHidden />}
      {shown.map((flag) => (
        <Mark key={flag.rule} {...tierWords[flag.tier]} word={ruleWords[flag.rule]} />
      ))}
      {shown.length === 0 && <span className={styles['aside']}>{row.why}</span>}
      {more > 0 && (
        <span className={styles['beside']}>
          +{formatNumber(more)}
          <VisuallyHidden>
            {' '}
            more:{' '}
            {flags
              .slice(shown.length)
              .map((flag) => ruleWords[flag.rule])
              .join(', ')}
          </VisuallyHidden>
        </span>
      )}
    </span>
  )
}
