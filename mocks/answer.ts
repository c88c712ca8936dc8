import { operationOutcome, type Refusal } from '#mocks/outcome.ts'

/** One entry of a searchset, its resource already JSON text so that it is written out once and never copied. */
export interface Entry {
  readonly fullUrl: string | undefined
  readonly json: string
  readonly mode: 'match' | 'include' | 'outcome'
}

export interface SearchPage {
  readonly typeName: string
  readonly id: string
  readonly lastUpdated: string
  /** Counted from 1. */
  readonly number: number
  readonly total: number | undefined
  readonly self: string
  readonly next: string | undefined
  readonly entries: readonly Entry[]
}

/** What the server says, before it becomes bytes: faults change this. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body:
    | { readonly kind: 'none' }
    | { readonly kind: 'fhir'; readonly json: string }
    | { readonly kind: 'searchset'; readonly page: SearchPage }
    | { readonly kind: 'text'; readonly contentType: string; readonly text: string }
}

export const fhirAnswer = (status: number, json: string, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status,
  headers,
  body: { kind: 'fhir', json },
})

export const emptyAnswer = (status: number, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status,
  headers,
  body: { kind: 'none' },
})

export const refusalAnswer = (refusal: Refusal): Answer =>
  fhirAnswer(refusal.status, JSON.stringify(operationOutcome(refusal.issue)), refusal.headers)

/** The body as text; undefined when there is none. */
export function bodyText(answer: Answer): string | undefined {
  const { body } = answer
  switch (body.kind) {
    case 'none':
      return undefined
    case 'fhir':
      return body.json
    case 'text':
      return body.text
    case 'searchset':
      return searchsetJson(body.page)
    default:
      return body satisfies never
  }
}

export const contentType = (answer: Answer): string | undefined => {
  if (answer.body.kind === 'none') return undefined
  return answer.body.kind === 'text' ? answer.body.contentType : 'application/fhir+json; charset=utf-8'
}

function searchsetJson(page: SearchPage): string {
  const links = [{ relation: 'self', url: page.self }, ...(page.next === undefined ? [] : [{ relation: 'next', url: page.next }])]
  const head = {
    resourceType: 'Bundle',
    id: page.id,
    meta: { lastUpdated: page.lastUpdated },
    type: 'searchset',
    ...(page.total === undefined ? {} : { total: page.total }),
    link: links,
  }
  const entries = page.entries.map((entry) => {
    const fullUrl = entry.fullUrl === undefined ? '' : `"fullUrl":${JSON.stringify(entry.fullUrl)},`
    return `{${fullUrl}"resource":${entry.json},"search":{"mode":"${entry.mode}"}}`
  })
  // FHIR has no empty arrays, so a bundle without entries has no entry element.
  return entries.length === 0 ? JSON.stringify(head) : `${JSON.stringify(head).slice(0, -1)},"entry":[${entries.join(',')}]}`
}
