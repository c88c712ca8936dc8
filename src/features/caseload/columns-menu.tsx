import { listedColumns, moveColumn, resizeColumn, toggleColumn, togglePin, widthStep } from '#src/features/caseload/column-choices.ts'
import { startSearch, type CaseloadSearch } from '#src/features/caseload/caseload-search.ts'
import { columnOf, type ColumnId } from '#src/features/caseload/columns.ts'
import { densities } from '#src/features/caseload/words.ts'
import { Button } from '#src/ui/button.tsx'
import { DropDown } from '#src/ui/drop-down.tsx'
import styles from '#src/features/caseload/menus.module.css'

export interface ColumnsMenuProps {
  readonly search: CaseloadSearch
  readonly onChange: (part: Partial<CaseloadSearch>, replace?: boolean) => void
}

/** Columns: shown, order, pinned, width; and how close the rows stand. Everything that the mouse can do in the heads, by keyboard. */
export function ColumnsMenu({ search, onChange }: ColumnsMenuProps) {
  const { columns, pinned, widths } = startSearch
  return (
    <DropDown label="Columns">
      <fieldset className={styles['densities']}>
        <legend>Row height</legend>
        {densities.map((density) => (
          <label key={density} className={styles['option']}>
            <input type="radio" name="density" checked={search.density === density} onChange={() => onChange({ density }, true)} />
            <span>{density}</span>
          </label>
        ))}
      </fieldset>
      <ul className={styles['columns']} aria-label="Columns">
        {listedColumns(search).map((id) => (
          <ColumnLine key={id} id={id} search={search} onChange={(part) => onChange(part, true)} />
        ))}
      </ul>
      <div className={styles['foot']}>
        <Button onClick={() => onChange({ columns, pinned, widths, density: startSearch.density }, true)}>Back to the usual columns</Button>
      </div>
    </DropDown>
  )
}

function ColumnLine({ id, search, onChange }: ColumnsMenuProps & { readonly id: ColumnId }) {
  const { head, title } = columnOf(id)
  const isShown = search.columns.includes(id)
  const isFixed = id === 'patient'
  return (
    <li className={styles['column']}>
      <label className={styles['option']} title={title}>
        <input type="checkbox" checked={isShown} disabled={isFixed} onChange={() => onChange(toggleColumn(search, id))} />
        <span>{head}</span>
      </label>
      {isShown && (
        <span className={styles['moves']}>
          <Tool label={`Narrower: ${head}`} sign={'\u2212'} onClick={() => onChange(resizeColumn(search, id, -widthStep))} />
          <Tool label={`Wider: ${head}`} sign="+" onClick={() => onChange(resizeColumn(search, id, widthStep))} />
          {!isFixed && (
            <>
              <Tool label={`Move left: ${head}`} sign={'\u2191'} onClick={() => onChange(moveColumn(search, id, -1))} />
              <Tool label={`Move right: ${head}`} sign={'\u2193'} onClick={() => onChange(moveColumn(search, id, 1))} />
              <Button
                look="quiet"
                aria-pressed={search.pinned.includes(id)}
                aria-label={`Pin: ${head}`}
                onClick={() => onChange(togglePin(search, id))}
              >
                {search.pinned.includes(id) ? 'Unpin' : 'Pin'}
              </Button>
            </>
          )}
        </span>
      )}
    </li>
  )
}

function Tool({ label, sign, onClick }: { readonly label: string; readonly sign: string; readonly onClick: () => void }) {
  return (
    <button type="button" className={styles['tool']} aria-label={label} title={label} onClick={onClick}>
      {sign}
    </button>
  )
}
