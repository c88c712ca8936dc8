import { Kbd } from '#src/ui/kbd.tsx'
import styles from '#src/app/search-button.module.css'

/** Looks like a search field, opens the command palette. */
export function SearchButton({ onOpen }: { readonly onOpen: () => void }) {
  return (
    <button type="button" className={styles['search']} aria-keyshortcuts="Control+K Meta+K" onClick={onOpen}>
      <span>Search patients, views, actions</span>
      <span aria-hidden="true" className={styles['keys']}>
        <Kbd>Ctrl</Kbd> <Kbd>K</Kbd>
      </span>
    </button>
  )
}
