/** Making the server fail on purpose: named faults for one case each, and a seeded plan that spoils a whole journey the same way every time. */
import { type Answer, type SearchPage, bodyText, contentType, refusalAnswer } from '#mocks/answer.ts'
import { type IssueCode, Refusal, operationOutcome } from '#mocks/outcome.ts'

/** Which requests a fault strikes. Every part that is given must fit. */
export interface Aim {
  readonly method?: string
  /** Resource type searched or read; for a later page, the type of its search. */
  readonly type?: string
  /** Page of a search, counted from 1. */
  readonly page?: number
  /** Text that the address or a posted search must contain, as sent: "Patient/p-0001". */
  readonly containing?: string
  /** Strikes only this many requests, then never again. */
  readonly times?: number
  /** Lets this many requests through first. */
  readonly after?: number
}

export type Fault = Aim &
  (
    | { readonly kind: 'status'; readonly status: number; readonly html?: boolean; readonly retryAfter?: string }
    | { readonly kind: 'network-error' }
    | { readonly kind: 'hang' }
    | { readonly kind: 'delay'; readonly ms: number }
    /** The request is carried out and the answer is lost. */
    | { readonly kind: 'drop-answer' }
    /** The body stops in the middle. */
    | { readonly kind: 'cut-body' }
    | { readonly kind: 'html-page' }
    /** `link[next]` leads back to this page's own first page. */
    | { readonly kind: 'next-loop' }
    | { readonly kind: 'next-elsewhere'; readonly origin: string }
    /** Half of the entries and `link[next]` are missing, the total is not. */
    | { readonly kind: 'lose-entries' }
    | { readonly kind: 'repeat-entries' }
    | { readonly kind: 'reverse-entries' }
    | { readonly kind: 'outcome-entry'; readonly severity: 'warning' | 'error' }
    /** The first match is about another patient. */
    | { readonly kind: 'foreign-entry' }
  )

/** Chances are probabilities, [0, 1], each drawn for itself. */
export interface FaultPlan {
  readonly seed: number
  readonly pError?: number
  readonly pDelay?: number
  readonly pTruncate?: number
  readonly pDuplicate?: number
  readonly pReorder?: number
  /** Statuses that pError chooses from; 0 is a network error. */
  readonly statuses?: readonly number[]
  readonly maxDelayMs?: number
  /** A request whose address holds this text is left alone: somebody else's, on a good network. */
  readonly spares?: string
}

/** What faults know of a request. */
export interface Target {
  readonly method: string
  readonly url: string
  readonly body: string
  readonly type: string
  readonly page: number
}

const SOME_STATUSES = [0, 429, 500, 502, 503, 504] as const

/** Holds the faults of one server and decides, request by request, which strike. */
export class Faults {
  #aimed: readonly { readonly fault: Fault; seen: number }[] = []
  #plan: FaultPlan | undefined
  readonly #asked = new Map<string, number>()

  /** Replaces all named faults. */
  set(...faults: readonly Fault[]): void {
    this.#aimed = faults.map((fault) => ({ fault, seen: 0 }))
  }

  /** Starts a seeded plan, or ends it. */
  plan(plan: FaultPlan | undefined): void {
    this.#plan = plan
    this.#asked.clear()
  }

  clear(): void {
    this.set()
    this.plan(undefined)
  }

  /** Faults for this request, in the order in which they strike. */
  striking(target: Target): readonly Fault[] {
    const named = this.#aimed.filter((aimed) => {
      if (!fits(aimed.fault, target)) return false
      aimed.seen += 1
      const { after = 0, times = Infinity } = aimed.fault
      return aimed.seen > after && aimed.seen <= after + times
    })
    return [...named.map(({ fault }) => fault), ...this.#planned(target)]
  }

  /** Chances depend on the seed, the request and how often it was made, and not on what else is under way: a replay is a replay. */
  #planned(target: Target): readonly Fault[] {
    const plan = this.#plan
    if (plan === undefined || (plan.spares !== undefined && target.url.includes(plan.spares))) return []
    const request = `${target.method} ${target.type} ${target.page} ${withoutTokens(target.url)} ${target.body}`
    const before = this.#asked.get(request) ?? 0
    this.#asked.set(request, before + 1)
    const chance = (what: string): number => fraction(`${plan.seed} ${what} ${before} ${request}`)
    const statuses = plan.statuses ?? SOME_STATUSES
    const status = statuses[Math.floor(chance('status') * statuses.length)] ?? 500
    const faults: Fault[] = []
    if (chance('delay') < (plan.pDelay ?? 0)) faults.push({ kind: 'delay', ms: Math.round(chance('how long') * (plan.maxDelayMs ?? 2000)) })
    if (chance('error') < (plan.pError ?? 0)) {
      const lost = target.method !== 'GET' && chance('lost') < 0.5
      faults.push(lost ? { kind: 'drop-answer' } : status === 0 ? { kind: 'network-error' } : { kind: 'status', status })
    }
    if (chance('truncate') < (plan.pTruncate ?? 0)) faults.push({ kind: chance('how') < 0.5 ? 'lose-entries' : 'cut-body' })
    if (chance('duplicate') < (plan.pDuplicate ?? 0)) faults.push({ kind: 'repeat-entries' })
    if (chance('reorder') < (plan.pReorder ?? 0)) faults.push({ kind: 'reverse-entries' })
    return faults
  }
}

function fits(aim: Aim, target: Target): boolean {
  if (aim.method !== undefined && aim.method !== target.method) return false
  if (aim.type !== undefined && aim.type !== target.type) return false
  if (aim.page !== undefined && aim.page !== target.page) return false
  return aim.containing === undefined || target.url.includes(aim.containing) || target.body.includes(aim.containing)
}

/** Page tokens and random ids differ from run to run, so they must not decide anything. */
const withoutTokens = (url: string): string => url.replace(/_getpages=[^&]*/, '').replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id')

/** A fixed number in [0, 1) for a text (FNV-1a, then mixed). */
function fraction(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 0x1_0000_0000
}

const issueCodes: Readonly<Record<number, IssueCode>> = {
  401: 'login',
  403: 'forbidden',
  404: 'not-found',
  409: 'conflict',
  410: 'deleted',
  412: 'conflict',
  429: 'throttled',
  503: 'transient',
  504: 'timeout',
}

/** The answer of a request that was never carried out. */
export function failure(fault: Extract<Fault, { readonly kind: 'status' }>): Answer {
  const headers = fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter }
  if (fault.html === true) return { ...htmlPage(fault.status), headers }
  const code = issueCodes[fault.status] ?? 'exception'
  return refusalAnswer(new Refusal(fault.status, { code, text: `Status ${fault.status}, on purpose` }, headers))
}

const htmlPage = (status: number): Answer => ({
  status,
  headers: {},
  body: { kind: 'text', contentType: 'text/html; charset=utf-8', text: `<!doctype html><title>${status}</title><h1>Gateway</h1>` },
})

/** An answer with a fault done to it; unchanged by the faults that strike before there is an answer, or that need a searchset and find none. */
export function spoiled(answer: Answer, fault: Fault): Answer {
  if (fault.kind === 'html-page') return htmlPage(200)
  if (fault.kind === 'cut-body') return cut(answer)
  if (answer.body.kind !== 'searchset') return answer
  const page = spoiledPage(answer.body.page, fault)
  return page === answer.body.page ? answer : { ...answer, body: { kind: 'searchset', page } }
}

function cut(answer: Answer): Answer {
  const text = bodyText(answer)
  const type = contentType(answer)
  if (text === undefined || type === undefined) return answer
  const headers = { ...answer.headers, [cutHeader]: `${new TextEncoder().encode(text).length}` }
  return { status: answer.status, headers, body: { kind: 'text', contentType: type, text: text.slice(0, Math.floor(text.length * 0.6)) } }
}

/** Tells the sandbox how long the body would have been, so that it can promise that length and hang up half-way. */
export const cutHeader = 'x-sandbox-promised-length'

function spoiledPage(page: SearchPage, fault: Fault): SearchPage {
  switch (fault.kind) {
    case 'next-loop':
      return { ...page, next: page.self }
    case 'next-elsewhere':
      return { ...page, next: (page.next ?? page.self).replace(/^https?:\/\/[^/]+/, fault.origin) }
    case 'lose-entries':
      return { ...page, next: undefined, entries: page.entries.slice(0, Math.floor(page.entries.length / 2)) }
    case 'repeat-entries':
      return { ...page, entries: page.entries.flatMap((entry, i) => (i % 3 === 0 ? [entry, entry] : [entry])) }
    case 'reverse-entries':
      return { ...page, entries: page.entries.toReversed() }
    case 'outcome-entry': {
      const outcome = operationOutcome({ severity: fault.severity, code: 'processing', text: 'Some results could not be read, on purpose' })
      return { ...page, entries: [...page.entries, { fullUrl: undefined, json: JSON.stringify(outcome), mode: 'outcome' }] }
    }
    case 'foreign-entry': {
      const [first, ...others] = page.entries
      if (first === undefined) return page
      return { ...page, entries: [{ ...first, json: first.json.replaceAll(/"Patient\/[^"]+"/g, '"Patient/somebody-else"') }, ...others] }
    }
    default:
      return page
  }
}
