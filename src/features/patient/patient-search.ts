/** What the address of a patient page says: which tab, which stretch of time, which scale, which flag, and the way back. No names. */

export const patientTabs = ['trajectory', 'trials', 'readings', 'reviews'] as const
export type PatientTab = (typeof patientTabs)[number]

export interface PatientSearch {
  readonly tab: PatientTab
  /** Preset word or "2026-01-12..2026-03-11"; null for the default. */
  readonly range: string | null
  readonly scale: string | undefined
  readonly flag: string | undefined
  /** Search of the list the reader came from. */
  readonly from: string | undefined
  readonly table: boolean
}

export function parsePatientSearch(search: URLSearchParams): { readonly value: PatientSearch; readonly ignored: readonly string[] } {
  const tab = search.get('tab')
  const found = patientTabs.find((one) => one === tab)
  return {
    value: {
      tab: found ?? 'trajectory',
      range: search.get('range'),
      scale: search.get('scale') ?? undefined,
      flag: search.get('flag') ?? undefined,
      from: search.get('from') ?? undefined,
      table: search.get('table') === '1',
    },
    ignored: tab !== null && found === undefined ? [`There is no tab "${tab.slice(0, 40)}"; showing the trajectory.`] : [],
  }
}

/** The same address with some parts changed; undefined takes a part away. */
export function changedSearch(search: URLSearchParams, changes: Readonly<Record<string, string | undefined>>): URLSearchParams {
  const next = new URLSearchParams(search)
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) next.delete(name)
    else next.set(name, value)
  }
  return next
}

/** The list the reader came from, as the navigation carried it. It is never in the address. */
export interface ListState {
  readonly ids: readonly string[]
  /** "Decide now"; undefined when the list did not name itself. */
  readonly label: string | undefined
}

/** Reads a navigation state; undefined for anything that is not a list. */
export function listState(state: unknown): ListState | undefined {
  if (typeof state !== 'object' || state === null || !('ids' in state) || !Array.isArray(state.ids)) return undefined
  const ids = state.ids.filter((id): id is string => typeof id === 'string')
  const label = 'label' in state && typeof state.label === 'string' ? state.label : undefined
  return ids.length === 0 ? undefined : { ids, label }
}

export interface Neighbours {
  /** From 1. */
  readonly position: number
  readonly total: number
  readonly previous: string | undefined
  readonly next: string | undefined
}

/** Where a patient stands in the list; undefined when they are not in it. */
export function neighboursOf(list: ListState | undefined, id: string): Neighbours | undefined {
  const at = list?.ids.indexOf(id) ?? -1
  if (list === undefined || at < 0) return undefined
  return { position: at + 1, total: list.ids.length, previous: list.ids[at - 1], next: list.ids[at + 1] }
}
