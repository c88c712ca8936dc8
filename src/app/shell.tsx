import { useEffect, useRef, useState } from 'react'
import { Outlet, useLocation } from 'react-router'
import { ClinicianMenu } from '#src/app/clinician-menu.tsx'
import { Freshness } from '#src/app/freshness.tsx'
import { Navigation } from '#src/app/navigation.tsx'
import { useIsReadingPage } from '#src/app/page-code.ts'
import { titleOf } from '#src/app/paths.ts'
import { SearchButton } from '#src/app/search-button.tsx'
import { Strip } from '#src/app/strip.tsx'
import { ErrorBoundary } from '#src/ui/error-boundary.tsx'
import { later } from '#src/ui/later.tsx'
import { useAnnounce } from '#src/ui/live-region.tsx'
import styles from '#src/app/shell.module.css'

const readPalette = async () => (await import('#src/features/caseload/command-palette.tsx')).CommandPalette
const CommandPalette = later('search', readPalette)
/** The first rows come first; then the search is fetched, so that the first letter typed after Ctrl+K is not lost. */
const READ_AHEAD_MS = 1500

/** The frame: where you are, how old what you see is, and what must not be missed. */
export function Shell() {
  const [searching, setSearching] = useState(false)
  const main = useRef<HTMLElement>(null)
  usePaletteKey(() => setSearching(true))
  useEffect(() => {
    // Where it cannot be fetched, opening it says so; nobody asked for it yet.
    const ahead = setTimeout(() => void Promise.allSettled([readPalette()]), READ_AHEAD_MS)
    return () => clearTimeout(ahead)
  }, [])
  useTitle(main)
  const isLoading = useIsReadingPage()
  return (
    <div className={styles['frame']}>
      <a className={styles['skip']} href="#content">
        Skip to content
      </a>
      <header className={styles['head']}>
        <span className={styles['name']}>Remit</span>
        <Navigation />
        <SearchButton onOpen={() => setSearching(true)} />
        <ErrorBoundary what="age of the data" look="inline">
          <Freshness />
        </ErrorBoundary>
        <ClinicianMenu />
      </header>
      <ErrorBoundary what="list of what could not be read" look="inline">
        <Strip />
      </ErrorBoundary>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, and where it holds no control only a stop lets keys scroll it */}
      <main ref={main} id="content" tabIndex={0} className={styles['main']} aria-busy={isLoading}>
        <Outlet />
      </main>
      {searching && <CommandPalette open onClose={() => setSearching(false)} />}
    </div>
  )
}

function usePaletteKey(open: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
      event.preventDefault()
      open()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [open])
}

/** The document's title names the page, never a patient; a screen reader hears it when the page changes. */
function useTitle(main: React.RefObject<HTMLElement | null>): void {
  const { pathname } = useLocation()
  const announce = useAnnounce()
  const title = titleOf(pathname)
  const shown = useRef(pathname)
  useEffect(() => {
    document.title = `${title} · Remit`
    if (shown.current === pathname) return
    shown.current = pathname
    announce(title)
    main.current?.scrollTo(0, 0)
    if (document.activeElement === null || document.activeElement === document.body) main.current?.focus({ preventScroll: true })
  }, [title, pathname, announce, main])
}
