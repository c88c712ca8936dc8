/**
 * The writing half of a chaos journey: decisions, snoozes, dismissals and undoings under faults, beside a colleague who acts as well.
 *
 * Contract: whatever was taken is on the server exactly once and called saved, or it is still shown as saving, waiting, refused or in
 * conflict. What is called refused or lost is not there; nobody's work item is written over unseen; nothing is there twice.
 */
import { chanceFor, type Chance } from '#mocks/people/seeded.ts'
import type { FhirServer } from '#mocks/server.ts'
import type { Assessment } from '#src/clinical/assessment.ts'
import { partsOf, queueOf, type QueueCard, type QueuedFlag } from '#src/clinical/queue.ts'
import { isClosed, type Action, type ActionPart, type Deed, type Person, type Review } from '#src/clinical/review.ts'
import { createFhirClient, type FhirClient } from '#src/fhir/client.ts'
import { FhirError } from '#src/fhir/errors.ts'
import { reviewsFromResources } from '#src/fhir/review-read.ts'
import { fetchOwnReviews, fetchReviewsOf } from '#src/fhir/review-search.ts'
import { sendAction, type Outcome } from '#src/fhir/review-send.ts'
import { addDays, type Day } from '#src/lib/calendar.ts'
import { isNonEmpty } from '#src/lib/non-empty.ts'
import type { PendingAction } from '#src/queries/outbox-seal.ts'
import { besideParts, undoParts } from '#src/queries/outbox-parts.ts'
import { Outbox } from '#src/queries/outbox.ts'
import { storedHistory, type StoredHistory } from './chaos-history.ts'

const me: Person = { ref: 'Practitioner/dr-01', name: 'Dr M. Reyes' }
const colleague: Person = { ref: 'Practitioner/dr-02', name: 'Dr A. Okafor' }

/** A colleague's requests go by this name, and nothing strikes them. */
export const COLLEAGUE = 'http://colleague.test/fhir'
const pageBase = (page: number): string => `http://page-${page}.test/fhir`

/** What becomes of one request that writes, beside what the plan of the server does to it. */
export type WriteFault =
  | 'none'
  /** Refused with this status before anything is carried out. */
  | { readonly refused: number }
  /** Carried out, and answered with this status all the same. */
  | { readonly lateStatus: number }
  /** No answer within the time allowed; carried out or not. */
  | { readonly timeout: 'before' | 'after' }
  /** A colleague's write arrives just before. */
  | 'overtaken'

interface Taken {
  readonly action: Action
  wasSaved: boolean
  wasLetGo: boolean
}

interface Surroundings {
  readonly server: FhirServer
  readonly clock: () => number
  readonly today: Day
  readonly seed: number
  readonly strength: number
  readonly ids: readonly string[]
}

export class ChaosDesk {
  readonly wrong: string[] = []
  readonly counts = { actions: 0, writeFaults: 0, conflicts: 0, reloads: 0, undone: 0, colleague: 0 }
  readonly #around: Surroundings
  readonly #draw: Chance
  readonly #taken = new Map<string, Taken>()
  readonly #theirs: Action[] = []
  readonly #tries = new Map<string, number>()
  readonly #overtaken = new Set<string>()
  #assessments: readonly Assessment[] = []
  #known: readonly Review[] = []
  #pending: readonly PendingAction[] = []
  #due: { readonly atMs: number; readonly run: () => void }[] = []
  #page = 0
  #made = 0
  #isStormy = true
  #client: FhirClient
  #outbox: Outbox

  constructor(around: Surroundings) {
    this.#around = around
    this.#draw = chanceFor(`desk/${around.seed}`)
    this.#client = this.#newClient(pageBase(0))
    this.#outbox = this.#newOutbox()
  }

  /** Whether a request comes from a page that was closed since: it is never sent. */
  isClosed(address: string): boolean {
    const page = /^http:\/\/page-(\d+)\.test/.exec(address)?.[1]
    return page !== undefined && parseInt(page, 10) !== this.#page
  }

  /** Ours, on a network where everything happens. */
  isOurs(address: string): boolean {
    return address.startsWith('http://page-')
  }

  /** Drawn by the action and how often it was sent, so that a replay is a replay. */
  faultFor(body: string): WriteFault {
    const id = [...this.#taken.keys()].find((one) => body.includes(one)) ?? 'nobody'
    const nth = (this.#tries.get(id) ?? 0) + 1
    this.#tries.set(id, nth)
    const chance = chanceFor(`write/${this.#around.seed}/${id}/${nth}`)
    if (!this.#isStormy || !chance.happens(0.15 + this.#around.strength * 1.5)) return 'none'
    this.counts.writeFaults += 1
    return chance.weighted<WriteFault>([
      [{ refused: chance.oneOf([401, 403, 409, 412, 422, 423, 429, 500, 503]) }, 3],
      [{ lateStatus: chance.oneOf([500, 502, 503, 504]) }, 2],
      [{ timeout: 'before' }, 1],
      [{ timeout: 'after' }, 2],
      ['overtaken', 2],
    ])
  }

  /** Whether a question about what was written gets no answer in the time allowed. */
  questionTimesOut(address: string): boolean {
    if (!this.#isStormy) return false
    const nth = (this.#tries.get(address) ?? 0) + 1
    this.#tries.set(address, nth)
    return chanceFor(`question/${this.#around.seed}/${address.replace(/^http:\/\/page-\d+/, '')}/${nth}`).happens(this.#around.strength / 4)
  }

  /** The caseload as it was last read, and what the server says of earlier reviews, as far as it answers. */
  async look(assessments: readonly Assessment[]): Promise<void> {
    this.#assessments = assessments
    for (const read of [() => fetchOwnReviews(this.#client, me.ref), () => fetchReviewsOf(this.#client, this.#around.ids)]) {
      try {
        const { reviews } = await read()
        this.#learn(reviews)
      } catch (error) {
        if (!(error instanceof FhirError)) throw error
        this.#client.resume()
      }
    }
  }

  /** Some work on some flags; the same key sometimes twice. */
  async work(turns: number): Promise<void> {
    for (let turn = 0; turn < turns; turn += 1) {
      if (this.#draw.happens(0.2)) this.#undo()
      else this.#decide()
      if (this.#draw.happens(0.5)) await this.settle()
      if (this.#draw.happens(0.2)) await this.colleagueActs()
    }
    await this.settle()
    this.check('after work')
  }

  #decide(): void {
    const queue = queueOf(this.#assessments, this.#known, { me: me.ref, asOf: this.#around.today, unread: [] })
    // What rests is thought about again now and then: that writes over a work item, in the version that was seen.
    const resting = queue.resting.filter(({ state }) => state.kind === 'snoozed')
    const again = resting.length > 0 && this.#draw.happens(0.5) ? this.#draw.oneOf(resting) : undefined
    if (again === undefined && queue.cards.length === 0) return
    const { assessment, flags } = again ? { assessment: again.assessment, flags: [again] } : this.#openFlags(queue.cards)
    const action = this.#actionOf(assessment.patientId, me, this.#parts(assessment, flags, me, this.#draw))
    if (action === undefined || !this.#take(action)) return
    if (this.#draw.happens(0.3) && this.#outbox.add({ ...action, id: this.#newId('twice') })) this.wrong.push('a key held down acted twice')
  }

  #openFlags(cards: readonly QueueCard[]): { readonly assessment: Assessment; readonly flags: readonly QueuedFlag[] } {
    const card = this.#draw.oneOf(cards)
    return { assessment: card.assessment, flags: card.open.slice(0, this.#draw.whole(1, 2)) }
  }

  #undo(): void {
    const saved = this.#outbox.snapshot().saved.at(-1)
    if (saved === undefined) return
    const action = this.#actionOf(saved.action.patientId, me, undoParts(saved))
    if (action === undefined || !this.#take(action)) return
    this.#savedOnce(saved.action.id)
    this.#outbox.forgetSaved(saved.action.id)
    this.counts.undone += 1
  }

  #savedOnce(id: string): void {
    const taken = this.#taken.get(id)
    if (taken) taken.wasSaved = true
  }

  #take(action: Action): boolean {
    // Known before it is sent: the very first request already asks which fault is its own.
    this.#taken.set(action.id, { action, wasSaved: false, wasLetGo: false })
    if (!this.#outbox.add(action)) {
      this.#taken.delete(action.id)
      return false
    }
    this.counts.actions += 1
    return true
  }

  /** A colleague acts on a good network; with `about`, on the very findings that somebody else is about to write. */
  async colleagueActs(about?: Action): Promise<void> {
    // Whatever is on its way has asked already what stands there, or is about to.
    for (const { action, state } of this.#outbox.snapshot().entries) if (state.kind === 'saving') this.#overtaken.add(action.id)
    if (about) this.#overtaken.add(about.id)
    const chance = chanceFor(`colleague/${this.#around.seed}/${this.#theirs.length}`)
    const { reviews } = reviewsFromResources(storedHistory(this.#around.server).current)
    const queue = queueOf(this.#assessments, reviews, { me: colleague.ref, asOf: this.#around.today, unread: [] })
    const wanted = about?.parts.map((part) => part.finding.key)
    const cards = queue.cards.filter((card) => about === undefined || card.patientId === about.patientId)
    if (cards.length === 0) return
    const card = chance.oneOf(cards)
    const flags = card.open.filter((flag) => wanted === undefined || wanted.includes(flag.finding.key ?? '')).slice(0, 1)
    const action = this.#actionOf(card.patientId, colleague, this.#parts(card.assessment, flags, colleague, chance))
    if (action === undefined) return
    const outcome = await sendAction(this.#newClient(COLLEAGUE), action, false, () => this.#newId('link'))
    if (outcome.kind === 'saved') {
      this.#theirs.push(action)
      this.counts.colleague += 1
    }
  }

  /** The action that a transaction of ours carries, for whoever wants to overtake it. */
  actionIn(body: string): Action | undefined {
    return [...this.#taken.values()].find(({ action }) => body.includes(action.id))?.action
  }

  /** The page is closed, wherever its requests are, and another one opens with what was sealed. */
  async reload(): Promise<void> {
    this.check('before a reload')
    this.counts.reloads += 1
    this.#page += 1
    this.#due = []
    this.#known = []
    // safe: what the seal keeps is this very JSON
    const kept = JSON.parse(JSON.stringify(this.#pending)) as readonly PendingAction[]
    this.#client = this.#newClient(pageBase(this.#page))
    this.#outbox = this.#newOutbox()
    this.#outbox.restore(kept)
    await this.settle()
    this.check('after a reload')
  }

  /** Lets what waits for its time be tried again. */
  async pass(): Promise<void> {
    this.#client.resume()
    const due = this.#due.filter(({ atMs }) => atMs <= this.#around.clock())
    this.#due = this.#due.filter(({ atMs }) => atMs > this.#around.clock())
    for (const { run } of due) run()
    await this.settle()
    this.check('after a pause')
  }

  /** Nothing fails any more: everything waiting arrives, and what was refused or in conflict is dealt with by the person. */
  async finish(passMs: (ms: number) => void, isWritable: boolean): Promise<void> {
    this.#isStormy = false
    for (let round = 0; round < 12; round += 1) {
      passMs(120_000)
      this.#outbox.retryWaiting()
      await this.pass()
      for (const { action, state } of this.#outbox.snapshot().entries) {
        if (state.kind === 'refused' && isWritable) this.#outbox.retry(action.id)
        if (state.kind === 'conflict') this.#dealWith(action, state)
      }
      await this.settle()
      this.check('at the end')
      if (this.#outbox.snapshot().entries.every(({ state }) => state.kind === 'refused' && !isWritable)) return
    }
    const left = this.#outbox.snapshot().entries.map(({ state }) => `${state.kind} ${'why' in state ? state.why : ''}`)
    this.wrong.push(`at the end: nothing fails any more, and still not settled: ${left.join('; ')}`)
  }

  #dealWith(action: Action, state: Parameters<typeof besideParts>[1]): void {
    this.counts.conflicts += 1
    const taken = this.#taken.get(action.id)
    if (taken) taken.wasLetGo = true
    const parts = besideParts(action, state)
    this.#outbox.discard(action.id)
    const beside = this.#actionOf(action.patientId, me, parts)
    if (beside !== undefined && chanceFor(`beside/${action.id}`).happens(0.6)) this.#take(beside)
  }

  /** Until nothing is on its way. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 5000; turn += 1) {
      if (!this.#outbox.snapshot().entries.some(({ state }) => state.kind === 'saving')) return
      await new Promise((go) => setImmediate(go))
    }
    this.wrong.push('an action is saving for ever')
  }

  /** The contract, against what the server really holds. */
  check(when: string): void {
    const history = storedHistory(this.#around.server)
    for (const words of history.broken()) this.wrong.push(`${when}: ${words}`)
    for (const taken of this.#taken.values()) for (const words of this.#fateOf(taken, history)) this.wrong.push(`${when}: ${words}`)
    for (const action of this.#theirs)
      if (!action.parts.every((part) => history.times(action, part) === 1))
        this.wrong.push(`${when}: the colleague’s ${action.id} was lost`)
  }

  #fateOf(taken: Taken, history: StoredHistory): readonly string[] {
    const { action } = taken
    const { entries, saved } = this.#outbox.snapshot()
    if (saved.some((one) => one.action.id === action.id)) taken.wasSaved = true
    const state = entries.find((entry) => entry.action.id === action.id)?.state
    const said = state?.kind ?? (taken.wasSaved ? 'saved' : taken.wasLetGo ? 'let go' : 'nowhere')
    const there = action.parts.filter((part) => history.times(action, part) > 0)
    const words = `${action.id} (${action.parts.map((part) => part.deed.kind).join()}) is ${said}, and ${there.length} of its ${action.parts.length} parts are on the server`
    if (history.isDoubled(action)) return [`${words}: doubled`]
    // Whoever is overtaken between the question and the write leaves a trace of having tried, once; FHIR R4 has no condition for it.
    const mayHaveTried = there.length > 0 || this.#overtaken.has(action.id)
    if (!mayHaveTried && history.provenances(action) > 0) return [`${words}, and a Provenance says otherwise`]
    if (action.parts.some((part) => history.isBlind(action, part))) return [`${words}: written over a version nobody had seen`]
    switch (said) {
      case 'saving':
      case 'waiting':
        return []
      case 'saved':
        return there.length === action.parts.length && history.provenances(action) === 1 ? [] : [words]
      case 'conflict':
        return state?.kind === 'conflict' ? this.#conflictIn(state, action, there, words) : []
      case 'refused':
        return there.length === 0 ? [] : [`${words} (${state?.kind === 'refused' ? state.why : ''})`]
      default:
        return said === 'let go' ? [] : [words]
    }
  }

  #conflictIn(
    state: { readonly theirs: readonly Review[]; readonly lost: readonly ActionPart[] },
    action: Action,
    there: readonly ActionPart[],
    words: string,
  ): readonly string[] {
    const isLost = (part: ActionPart): boolean => state.lost.some((one) => one.finding.key === part.finding.key)
    return [
      ...(state.theirs.length === 0 ? [`${words}: a conflict with nobody`] : []),
      ...(there.some(isLost) ? [`${words}: a part called lost is there`] : []),
      ...(action.parts.some((part) => !isLost(part) && !there.includes(part)) ? [`${words}: a part not called lost is not there`] : []),
    ]
  }

  #parts(assessment: Assessment, flags: readonly QueuedFlag[], by: Person, chance: Chance): readonly ActionPart[] {
    return partsOf(assessment, flags, { me: by.ref, asOf: this.#around.today }, (flag) => this.#deed(flag, by, chance))
  }

  #deed(flag: QueuedFlag, by: Person, chance: Chance): Deed {
    const theirs = flag.elsewhere
    if (theirs && !isClosed(theirs.state) && chance.happens(0.6)) return { kind: 'take-over', from: theirs.owner, note: '' }
    const recheck = chance.happens(0.5) ? addDays(this.#around.today, 14) : undefined
    return chance.weighted<Deed>([
      [{ kind: 'snooze', snooze: { latest: addDays(this.#around.today, 13), nextPhq9: true }, note: 'after the next score' }, 3],
      [{ kind: 'decide', decision: { code: 'switch', rationale: 'two trials, no response', recheck, order: undefined } }, 4],
      [{ kind: 'dismiss', reason: 'not-applicable', rationale: '' }, 2],
      [{ kind: 'hand-over', to: by === me ? colleague : me, through: addDays(this.#around.today, 7), note: 'on leave' }, 1],
    ])
  }

  #actionOf(patientId: string, by: Person, parts: readonly ActionPart[]): Action | undefined {
    // Every action has a moment of its own, by which its Provenance is known.
    return isNonEmpty(parts) ? { id: this.#newId('act'), patientId, by, atMs: this.#around.clock() + this.#made, parts } : undefined
  }

  #newId(what: 'act' | 'link' | 'twice'): string {
    this.#made += 1
    const kind = { act: 'a', link: 'b', twice: 'c' }[what]
    return `00000000-0000-4000-8000-${kind}${String(this.#made).padStart(11, '0')}`
  }

  #newClient(base: string): FhirClient {
    return createFhirClient({ base, timeoutMs: 30_000, pause: () => Promise.resolve(), clock: this.#around.clock })
  }

  #newOutbox(): Outbox {
    const page = this.#page
    const client = this.#client
    const isOpen = (): boolean => page === this.#page
    return new Outbox({
      send: async (action, again): Promise<Outcome> => {
        const outcome = await sendAction(client, action, again, () => this.#newId('link'))
        return isOpen() ? outcome : new Promise<Outcome>(() => undefined)
      },
      later: (ms, run) => {
        if (isOpen()) this.#due.push({ atMs: this.#around.clock() + ms, run })
      },
      onSaved: (reviews) => this.#learn(reviews),
      onPending: (pending) => {
        if (isOpen()) this.#pending = pending
      },
    })
  }

  #learn(reviews: readonly Review[]): void {
    const byId = new Map(this.#known.map((review) => [review.id, review]))
    for (const review of reviews) {
      const kept = byId.get(review.id)
      if (kept === undefined || parseInt(kept.versionId ?? '0', 10) <= parseInt(review.versionId ?? '0', 10)) byId.set(review.id, review)
    }
    this.#known = [...byId.values()].toSorted((a, b) => a.atMs - b.atMs)
  }

  /** The reviews a fresh page reads, once nothing fails, are those the server holds. */
  async checkReading(): Promise<void> {
    const client = this.#newClient(COLLEAGUE)
    const read = await fetchOwnReviews(client, me.ref)
    const held = reviewsFromResources(storedHistory(this.#around.server).current).reviews.filter((review) => review.owner.ref === me.ref)
    const listed = (reviews: readonly Review[]): string =>
      reviews
        .map(({ id, versionId, state }) => `${id} ${versionId} ${state}`)
        .toSorted()
        .join()
    if (read.incomplete !== undefined || read.rejected.length > 0 || listed(read.reviews) !== listed(held))
      this.wrong.push('at the end: what a fresh page reads is not what the server holds')
  }
}
