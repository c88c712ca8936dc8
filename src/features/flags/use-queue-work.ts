/** Working the queue: where the cursor stands, what is selected, which verb is open, and what the keys do. */
import { useEffect, useEffectEvent, useState } from 'react'
import { useLocation, useNavigate, useSearchParams } from 'react-router'
import type { QueueCard, QueuedFlag } from '#src/clinical/queue.ts'
import type { Deed } from '#src/clinical/review.ts'
import { nameIn } from '#src/features/flags/flag-words.ts'
import { cardAfter, cursorOn, groupsOf, withoutPending, type QueueGroup } from '#src/features/flags/queue-groups.ts'
import { keyVerb, type KeyVerb } from '#src/features/flags/queue-keys.ts'
import { formatQueueSearch, parseQueueSearch, type QueueSearch } from '#src/features/flags/queue-search.ts'
import { doneWords, leftWords, reachOf, type Reach, type Verb } from '#src/features/flags/targets.ts'
import { counted } from '#src/lib/figures.ts'
import { useActing } from '#src/queries/outbox-act.ts'
import { useOutbox } from '#src/queries/outbox-desk.ts'
import type { QueueDesk } from '#src/queries/queue.ts'
import { useLinks } from '#src/ui/links.tsx'
import { useAnnounce } from '#src/ui/live-region.tsx'

/** Something that was done and can be taken back: one action, or one for each patient of a bulk. */
export interface Done {
  /** The first patient it was about: undo brings the cursor back there. */
  readonly patientId: string | undefined
  readonly ids: readonly string[]
  readonly words: string
}

export interface QueueWork {
  readonly search: QueueSearch
  readonly set: (change: Partial<QueueSearch>) => void
  readonly groups: readonly QueueGroup[]
  readonly cards: readonly QueueCard[]
  readonly current: QueueCard | undefined
  /** Who stands in the pane, with or without an open flag. */
  readonly patientId: string | undefined
  /** Somebody was opened on purpose: on a narrow screen the pane then takes the list's place. */
  readonly isPaneOpen: boolean
  readonly selected: ReadonlySet<string>
  readonly toggle: (patientId: string) => void
  readonly goTo: (patientId: string | undefined) => void
  readonly reach: Reach | undefined
  readonly open: (verb: Verb) => void
  readonly close: () => void
  readonly submit: (reach: Reach, deedFor: (flag: QueuedFlag) => Deed) => void
  /** The last thing done, for the line that offers undo; older ones are reached by undoing again. */
  readonly done: readonly Done[]
  readonly undo: () => void
  readonly helpOpen: boolean
  readonly setHelpOpen: (open: boolean) => void
  readonly keysOn: boolean
  readonly setKeysOn: (on: boolean) => void
}

export function useQueueWork(desk: QueueDesk): QueueWork {
  const { search, set, cursor, moveTo } = useQueueAddress()
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [verb, setVerb] = useState<Verb>()
  const [helpOpen, setHelpOpen] = useState(false)
  const [keysOn, setKeysOn] = useState(true)
  const groups = useOpenGroups(desk, search)
  const cards = groups.flatMap((group) => group.cards)
  const current = isElsewhere(desk, cursor.patient) ? undefined : cursorOn(cards, cursor.patient, cursor.at)
  const chosen = cards.filter((card) => selected.has(card.patientId))
  const goTo = (patientId: string | undefined, among = cards): void => {
    setVerb(undefined)
    moveTo(
      patientId,
      among.findIndex((card) => card.patientId === patientId),
    )
  }
  const { done, undo, perform } = useDoing(desk)
  const work: QueueWork = {
    search,
    set,
    groups,
    cards,
    current,
    patientId: current?.patientId ?? cursor.patient,
    isPaneOpen: cursor.patient !== undefined,
    selected,
    toggle: (id) => setSelected((before) => toggled(before, id)),
    goTo,
    reach: verb === undefined ? undefined : reachOf(verb, chosen.length > 0 ? chosen : current ? [current] : []),
    open: (asked) => {
      // Patients may still be arriving: whoever the form is about must not be moved from under it.
      if (cursor.patient === undefined && current) moveTo(current.patientId, cards.indexOf(current))
      setVerb(asked)
    },
    close: () => setVerb(undefined),
    submit: (reach, deedFor) => {
      perform(reach, deedFor)
      setSelected(new Set())
      const { next, remaining } = cardAfter(cards, current, new Set(reach.touched.flatMap((target) => target.flags)), search.by)
      goTo(next?.patientId, remaining)
    },
    done,
    undo: () => {
      const patientId = undo()
      if (patientId !== undefined) goTo(patientId)
    },
    helpOpen,
    setHelpOpen,
    keysOn,
    setKeysOn,
  }
  useQueueKeys(work)
  return work
}

/** Sections without what is on its way to the server. */
function useOpenGroups({ queue }: QueueDesk, { by }: QueueSearch): readonly QueueGroup[] {
  const { entries } = useOutbox()
  const pending = entries
    .filter(({ state }) => state.kind === 'saving' || state.kind === 'waiting')
    .flatMap(({ action }) => action.parts.filter(({ deed }) => deed.kind !== 'undo').map((part) => part.finding.key))
  return groupsOf(withoutPending(queue.cards, new Set(pending)), by)
}

/** Somebody asked for by address who has no open flag: they are shown as such, and the cursor does not jump to somebody else. */
function isElsewhere({ queue }: QueueDesk, patientId: string | undefined): boolean {
  return patientId !== undefined && !queue.cards.some((card) => card.patientId === patientId)
}

function toggled(before: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(before)
  if (!next.delete(id)) next.add(id)
  return next
}

interface Cursor {
  readonly patient: string | undefined
  /** Position in the list when it was put there, for when the patient leaves it. */
  readonly at: number
}

/**
 * The cursor moves at once; the address follows. The router writes addresses in its own time, and a key pressed meanwhile must be
 * about the patient that the reader sees. An address from elsewhere (a link, the back button) moves the cursor.
 */
function useQueueAddress() {
  const [parameters, setParameters] = useSearchParams()
  const location = useLocation()
  const search = parseQueueSearch(parameters)
  const [cursor, setCursor] = useState<Cursor>({ patient: search.patient, at: 0 })
  const [seen, setSeen] = useState(location.key)
  if (seen !== location.key) {
    setSeen(location.key)
    if (!isOurs(location.state)) setCursor({ patient: search.patient, at: 0 })
  }
  const set = (change: Partial<QueueSearch>): void =>
    setParameters((before) => formatQueueSearch(change, before), { replace: true, state: ours })
  return {
    search,
    set,
    cursor,
    moveTo: (patient: string | undefined, at: number): void => {
      setCursor({ patient, at: Math.max(0, at) })
      set({ patient, flag: undefined })
    },
  }
}

const ours = { movedBy: 'flag queue' } as const

function isOurs(state: unknown): boolean {
  return typeof state === 'object' && state !== null && 'movedBy' in state && state.movedBy === ours.movedBy
}

function useDoing({ patients }: QueueDesk) {
  const [done, setDone] = useState<readonly Done[]>([])
  const acting = useActing()
  const announce = useAnnounce()
  return {
    done,
    perform: (reach: Reach, deedFor: (flag: QueuedFlag) => Deed): void => {
      const ids = acting.act(reach.touched, deedFor)
      const [first] = reach.touched
      const [flag] = first?.flags ?? []
      const words = doneWords(reach, nameIn(patients, first?.patientId ?? ''), flag && deedFor(flag))
      if (ids.length > 0) setDone((before) => [...before, { patientId: reach.touched[0]?.patientId, ids, words }])
      const left = leftWords(reach, (id) => nameIn(patients, id))
      announce([`${words}: saving`, ...(left === undefined ? [] : [left])].join('. '))
    },
    undo: (): string | undefined => {
      const last = done.at(-1)
      if (!last) {
        announce('Nothing to undo')
        return undefined
      }
      const notYet = acting.undo(last.ids)
      setDone(notYet.length === 0 ? done.slice(0, -1) : [...done.slice(0, -1), { ...last, ids: notYet }])
      announce(
        notYet.length === 0
          ? `Undoing: ${last.words}`
          : `${counted(notYet.length, 'action')} not answered by the server yet: undo once saved`,
      )
      return notYet.length === 0 ? last.patientId : undefined
    },
  }
}

function useQueueKeys(work: QueueWork): void {
  const navigate = useNavigate()
  const links = useLinks()
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const pressed = keyVerb(event, { keysOn: work.keysOn, isFormOpen: work.reach !== undefined })
    if (pressed === undefined || work.search.view !== 'open') return
    event.preventDefault()
    carryOut(
      pressed,
      work,
      (patientId) => void navigate(links.patient(patientId, { from: fromFlags(work.search) }), { state: listOf(work) }),
    )
  })
  useEffect(() => {
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}

/** The way back that the patient page offers: the queue, cut as it was left. */
export function fromFlags(search: QueueSearch): string {
  const cut = formatQueueSearch({ by: search.by, view: search.view }, new URLSearchParams()).toString()
  return cut === '' ? 'flags' : `flags?${cut}`
}

/** The list that the patient page steps through: it travels with the navigation, never in the address. */
export function listOf({ cards }: Pick<QueueWork, 'cards'>): { readonly ids: readonly string[]; readonly label: string } {
  return { ids: cards.map((card) => card.patientId), label: 'Flags' }
}

function carryOut(pressed: KeyVerb, work: QueueWork, openPatient: (patientId: string) => void): void {
  const { cards, current } = work
  const at = cards.findIndex((card) => card.patientId === current?.patientId)
  switch (pressed) {
    case 'next':
    case 'previous': {
      const next = cards[at + (pressed === 'next' ? 1 : -1)]
      if (next) work.goTo(next.patientId)
      return
    }
    case 'select':
      if (current) work.toggle(current.patientId)
      return
    case 'open':
      if (current) openPatient(current.patientId)
      return
    case 'undo':
      work.undo()
      return
    case 'help':
      work.setHelpOpen(true)
      return
    case 'close':
      work.close()
      return
    default:
      if (current || work.selected.size > 0) work.open(pressed)
  }
}
