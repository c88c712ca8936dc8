import { useId } from 'react'
import type { ClinicalSettings } from '#src/clinical/settings.ts'
import { sectionStatement } from '#src/clinical/triage.ts'
import { places, placeWords, type Place } from '#src/features/caseload/words.ts'
import { formatNumber } from '#src/lib/figures.ts'
import { Explain } from '#src/ui/explain.tsx'
import { MarkGlyph } from '#src/ui/mark.tsx'
import { toneClass } from '#src/ui/tone.ts'
import styles from '#src/features/caseload/triage-cards.module.css'

export interface TriageCardsProps {
  /** Of the whole caseload: the counts add up to `total`. */
  readonly counts: Readonly<Record<Place, number>>
  readonly total: number
  readonly selected: Place | undefined
  readonly settings: ClinicalSettings
  readonly onSelect: (place: Place | undefined) => void
}

/** The six cards: counts, rules in words, and filters at once. */
export function TriageCards({ counts, total, selected, settings, onSelect }: TriageCardsProps) {
  const id = useId()
  const shown = places.filter((place) => place !== 'not-read' || counts[place] > 0)
  const statement = (place: Place): string => (place === 'not-read' ? 'On the list, not read yet' : sectionStatement(place, settings))
  return (
    <section className={styles['cards']} aria-label="Filter by what is needed">
      <button type="button" className={styles['all']} aria-pressed={selected === undefined} onClick={() => onSelect(undefined)}>
        <strong>{formatNumber(total)}</strong> {total === 1 ? 'patient' : 'patients'}
      </button>
      {shown.map((place) => {
        const { word, shape, tone } = placeWords[place]
        return (
          <button
            key={place}
            type="button"
            className={styles['card']}
            aria-pressed={selected === place}
            title={statement(place)}
            aria-describedby={`${id}-${place}`}
            data-tone={tone}
            onClick={() => onSelect(selected === place ? undefined : place)}
          >
            <span className={toneClass(tone)}>
              <MarkGlyph shape={shape} />
            </span>
            <strong>{formatNumber(counts[place])}</strong>
            <span>{word}</span>
            <span id={`${id}-${place}`} hidden>
              {statement(place)}
            </span>
          </button>
        )
      })}
      <span className={styles['rules']}>
        <Explain
          explanation={{
            title: 'Where a patient stands',
            why: `Exactly one of these, so that the counts add up: ${shown.map((place) => formatNumber(counts[place])).join(' + ')} = ${formatNumber(total)}`,
            facts: shown.map((place) => ({ what: placeWords[place].word, value: statement(place) })),
          }}
        >
          Rules
        </Explain>
      </span>
      {selected !== undefined && <p className={styles['statement']}>{statement(selected)}</p>}
    </section>
  )
}
