/** Every address of the app: its pattern and, beside it, its builder. No name and no free text ever stands in one. */
import { matchPath } from 'react-router'
import type { Links } from '#src/ui/links.tsx'

export const patterns = {
  caseload: '/',
  patient: '/patients/:id',
  flags: '/flags',
  outcomes: '/outcomes',
  rules: '/rules',
} as const

const titles: Readonly<Record<keyof typeof patterns, string>> = {
  caseload: 'Caseload',
  patient: 'Patient',
  flags: 'Flags',
  outcomes: 'Outcomes',
  rules: 'Rule book',
}

/** What the page at an address is called: the document's title, without anything about a patient. */
export function titleOf(pathname: string): string {
  const names = Object.keys(patterns) as (keyof typeof patterns)[] // safe: the keys of this very object
  const name = names.find((one) => matchPath(patterns[one], pathname) !== null)
  return name === undefined ? 'Not found' : titles[name]
}

export const links: Links = {
  caseload: (search = '') => withQuery('/', new URLSearchParams(search)),
  patient: (id, options = {}) => withQuery(`/patients/${encodeURIComponent(id)}`, queryOf(options)),
  flags: ({ search = '', ...options } = {}) =>
    withQuery('/flags', new URLSearchParams([...new URLSearchParams(search), ...queryOf(options)])),
  outcomes: () => '/outcomes',
  rules: (rule) => (rule === undefined ? '/rules' : `/rules#${encodeURIComponent(rule)}`),
}

function queryOf(options: Readonly<Record<string, string | undefined>>): URLSearchParams {
  return new URLSearchParams(Object.entries(options).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
}

function withQuery(path: string, query: URLSearchParams): string {
  const text = query.toString()
  return text === '' ? path : `${path}?${text}`
}
