/** A search as data, and as the query string that goes over the wire. */

export interface Search {
  readonly type: string
  readonly parameters: readonly (readonly [name: string, value: string])[]
}

/** "Observation?patient=Patient%2Fa&_count=1000" */
export function queryOf(search: Search): string {
  return search.parameters.length === 0 ? search.type : `${search.type}?${formOf(search)}`
}

/** "patient=Patient%2Fa&_count=1000", as the body of a search by POST. */
export function formOf(search: Search): string {
  return search.parameters.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&')
}

/** "system|code": a code without its system is ambiguous and is never sent. */
export function token(system: string, code: string): string {
  return `${system}|${code}`
}

/** "Patient/a,Patient/b": typed references, which every server understands; bare ids fail on some. */
export function patientsParameter(ids: readonly string[]): string {
  return ids.map((id) => `Patient/${id}`).join(',')
}
