import { useState } from 'react'
import { facetOptions, facetIds, noFacets, type FacetId, type Facets } from '#src/features/caseload/caseload-filters.ts'
import type { CaseloadRow } from '#src/features/caseload/caseload-rows.ts'
import { facetTitles, facetWord } from '#src/features/caseload/facet-words.ts'
import { formatNumber } from '#src/lib/figures.ts'
import { Button } from '#src/ui/button.tsx'
import { DropDown } from '#src/ui/drop-down.tsx'
import styles from '#src/features/caseload/menus.module.css'

export interface FacetsMenuProps {
  /** The patients to count: the whole caseload, so that a choice never makes another disappear. */
  readonly rows: readonly CaseloadRow[]
  readonly facets: Facets
  readonly onChange: (facets: Facets) => void
}

/** Everything one can filter by, with counts. Choices of one group are alternatives, groups narrow each other. */
export function FacetsMenu({ rows, facets, onChange }: FacetsMenuProps) {
  const chosen = facetIds.reduce((sum, facet) => sum + facets[facet].length, 0)
  return (
    <DropDown label={chosen === 0 ? 'Filter' : `Filter (${formatNumber(chosen)})`}>
      <OpenFacets rows={rows} facets={facets} onChange={onChange} />
      {chosen > 0 && (
        <div className={styles['foot']}>
          <Button onClick={() => onChange(noFacets)}>Clear these filters</Button>
        </div>
      )}
    </DropDown>
  )
}

/** Counts ten thousand patients only once somebody has opened the panel. */
function OpenFacets({ rows, facets, onChange }: FacetsMenuProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <div
      className={styles['facets']}
      ref={(element) => {
        const panel = element?.closest('[popover]')
        const toggled = (event: Event): void => setOpen(event instanceof ToggleEvent && event.newState === 'open')
        panel?.addEventListener('beforetoggle', toggled)
        return () => panel?.removeEventListener('beforetoggle', toggled)
      }}
    >
      {isOpen && facetIds.map((facet) => <Facet key={facet} facet={facet} rows={rows} facets={facets} onChange={onChange} />)}
    </div>
  )
}

const MOST_OPTIONS = 40

function Facet({ facet, rows, facets, onChange }: FacetsMenuProps & { readonly facet: FacetId }) {
  const chosen: readonly string[] = facets[facet]
  const counted = facetOptions(rows, facet)
  // A choice that nobody has any more is still shown, or it could not be taken back.
  const gone = chosen.filter((value) => counted.every((option) => option.value !== value)).map((value) => ({ value, count: 0 }))
  const options = [...counted.slice(0, MOST_OPTIONS), ...gone]
  return (
    <fieldset className={styles['facet']}>
      <legend>{facetTitles[facet]}</legend>
      {options.map(({ value, count }) => (
        <label key={value} className={styles['option']}>
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={(event) =>
              onChange({ ...facets, [facet]: event.target.checked ? [...chosen, value] : chosen.filter((one) => one !== value) })
            }
          />
          <span>{facetWord(facet, value)}</span>
          <span className={styles['count']}>{formatNumber(count)}</span>
        </label>
      ))}
      {options.length === 0 && <p className={styles['none']}>No patient has one</p>}
    </fieldset>
  )
}
