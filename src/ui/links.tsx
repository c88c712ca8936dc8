import { createContext, useContext } from 'react'

/** Addresses of the other views, so that features never import the routes. Every builder returns a path for `<Link to>`. */
export interface Links {
  readonly caseload: (search?: string) => string
  /** `from`: search of the list the reader came from, for the way back; `tab` and `flag` open that part of the page. */
  readonly patient: (id: string, options?: { readonly from?: string; readonly tab?: string; readonly flag?: string }) => string
  /** `search`: how the queue was cut when it was left, as it wrote it into `from`. */
  readonly flags: (options?: { readonly patient?: string; readonly flag?: string; readonly search?: string }) => string
  readonly outcomes: () => string
  /** The rule book; `rule` opens it at one rule. */
  readonly rules: (rule?: string) => string
}

const LinksContext = createContext<Links | undefined>(undefined)

export const LinksProvider = LinksContext

/** The address builders. Throws outside the provider: a page without addresses is a mistake in the code. */
export function useLinks(): Links {
  const links = useContext(LinksContext)
  if (links === undefined) throw new Error('useLinks needs a LinksProvider above it')
  return links
}
