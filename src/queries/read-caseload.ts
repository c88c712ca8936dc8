/** Reading the caseload: everybody the first time and every few hours, in between only whose record changed. */
import type { PatientRecord, Rejection } from '#src/clinical/facts.ts'
import type { ClinicalSettings } from '#src/clinical/settings.ts'
import { changedSince } from '#src/fhir/changes.ts'
import type { FhirClient } from '#src/fhir/client.ts'
import { FhirError } from '#src/fhir/errors.ts'
import { fetchCaseload, type Member } from '#src/fhir/fetch-caseload.ts'
import { readRecords } from '#src/fhir/fetch-record.ts'
import type { Part } from '#src/fhir/record-parts.ts'
import { takesManyPatients } from '#src/fhir/many-patients.ts'
import { inSlices } from '#src/fhir/slices.ts'
import { formatMoment, localDayAt } from '#src/lib/calendar.ts'
import { assessAhead } from '#src/queries/assessed.ts'

export type Held =
  | { readonly kind: 'record'; readonly record: PatientRecord; readonly fetchedAtMs: number }
  | { readonly kind: 'none'; readonly reason: string }

/** What was read, before it is judged. Plain values, so that the cache holds no promise and no class. */
export interface ReadCaseload {
  readonly members: readonly Member[]
  readonly read: ReadonlyMap<string, Held>
  /** Whether everybody could be asked about at once; when not, a refresh reads everybody anew, and comes seldom. */
  readonly isMany: boolean
  /** When this reading, or the check that it still holds, began: epoch ms. */
  readonly startedMs: number
  /** When everybody was last read: epoch ms. */
  readonly allReadMs: number
  readonly rejected: readonly Rejection[]
}

export interface Reading {
  readonly client: FhirClient
  readonly practitioner: string
  readonly settings: ClinicalSettings
  /** Epoch milliseconds, by the server's clock where it differs. */
  readonly clock: () => number
  readonly signal: AbortSignal
  /** Called with what is there while everybody is read for the first time. */
  readonly publish: (sofar: ReadCaseload) => void
}

/** The first rows stand after these (RELIABILITY.md, PERFORMANCE.md P8). */
const FIRST_CHUNK = 10
/** Patients in one search: few enough that a broken resource costs little, many enough that 300 take few requests. */
const CHUNK = 145
/** On a server that takes one patient at a time, this many are under way; the client lets six requests through. */
const ONE_BY_ONE_AT_ONCE = 3
/** While one group is read and judged the next is on its way, so that neither side waits for the other. */
const GROUPS_AT_ONCE = 2
/** How many are read before they are shown, after the first: of a long list a tenth of what stands, since each showing draws it whole. */
const PUBLISH_EVERY = 20
const PUBLISH_SHARE = 0.1
/** Clocks differ and a write may be on its way while we read: look this far back. */
const OVERLAP_MS = 5 * 60_000
/** Deletions and some servers' clocks are invisible to a refresh (FHIR.md 3.2 E). */
const READ_ALL_AFTER_MS = 4 * 60 * 60_000
/** A gap that stays is asked for again, but not every minute. */
const RETRY_GAPS_AFTER_MS = 5 * 60_000

/**
 * Reads the caseload, or what changed since `before`.
 *
 * @throws FhirError when the list could not be read, when nobody could, or when it cannot be told what changed
 */
export async function readCaseload(reading: Reading, before: ReadCaseload | undefined): Promise<ReadCaseload> {
  const startedMs = reading.clock()
  const members = await fetchCaseload(reading.client, reading.practitioner, reading.signal)
  if (before?.isMany === true && startedMs - before.allReadMs < READ_ALL_AFTER_MS) {
    const refreshed = await refresh(reading, before, members, startedMs)
    if (refreshed) return refreshed
  }
  return readEverybody(reading, before === undefined, members, startedMs)
}

const named = (members: readonly Member[]): readonly string[] => members.flatMap((m) => (m.unnamed === undefined ? [m.id] : []))

function heldWithoutRecord(members: readonly Member[]): Map<string, Held> {
  return new Map(members.flatMap((m): [string, Held][] => (m.unnamed === undefined ? [] : [[m.id, { kind: 'none', reason: m.unnamed }]])))
}

async function readEverybody(reading: Reading, isFirst: boolean, members: readonly Member[], startedMs: number): Promise<ReadCaseload> {
  const ids = named(members)
  const isMany = await takesManyPatients(reading.client, ids, reading.signal)
  const read = heldWithoutRecord(members)
  const rejected: Rejection[] = []
  const soFar = (): ReadCaseload => ({ members, read: new Map(read), isMany, startedMs, allReadMs: startedMs, rejected: [...rejected] })
  // A refresh replaces everything at its end, so that nothing moves under the reader.
  const publish = isFirst ? () => reading.publish(soFar()) : () => undefined
  await readInto(reading, ids, isMany, { read, rejected, publish })
  const [first] = read.values()
  if (first?.kind === 'none' && [...read.values()].every((held) => held.kind === 'none'))
    throw new FhirError('network', `None of the ${members.length} patients could be read: ${first.reason}`)
  return soFar()
}

interface Into {
  readonly read: Map<string, Held>
  readonly rejected: Rejection[]
  readonly publish: () => void
}

async function readInto(reading: Reading, ids: readonly string[], isMany: boolean, { read, rejected, publish }: Into): Promise<void> {
  const groups = isMany ? chunksOf(ids) : ids.map((id) => [id])
  let next = 0
  let published = 0
  let done = 0
  const readNext = async (): Promise<boolean> => {
    const group = groups[next++]
    if (group === undefined) return false
    const found = await readGroup(reading, group)
    for (const [id, held] of found.held) read.set(id, held)
    rejected.push(...found.rejected)
    done += group.length
    if (done - published < (published === 0 ? FIRST_CHUNK : Math.max(PUBLISH_EVERY, published * PUBLISH_SHARE))) return true
    published = done
    publish()
    return true
  }
  const worker = async (): Promise<void> => {
    while (await readNext());
  }
  // Nothing competes with the first group: its rows are what is waited for.
  if (isMany && !(await readNext())) return
  await Promise.all(Array.from({ length: isMany ? GROUPS_AT_ONCE : ONE_BY_ONE_AT_ONCE }, worker))
}

function chunksOf(ids: readonly string[]): readonly (readonly string[])[] {
  const chunks = [ids.slice(0, FIRST_CHUNK)]
  for (let at = FIRST_CHUNK; at < ids.length; at += CHUNK) chunks.push(ids.slice(at, at + CHUNK))
  return chunks.filter((chunk) => chunk.length > 0)
}

/** Reads and judges some patients. Whoever fails is held with the reason; nobody disappears. */
async function readGroup(
  { client, settings, clock, signal }: Reading,
  ids: readonly string[],
): Promise<{ readonly held: ReadonlyMap<string, Held>; readonly rejected: readonly Rejection[] }> {
  const fetchedAtMs = clock()
  try {
    const { records, unreadable, rejected } = await readRecords(client, ids, settings, signal)
    const today = localDayAt(clock())
    await inSlices(records.values(), (record) => assessAhead(record, today, settings), signal)
    const held = ids.map((id): [string, Held] => {
      const record = records.get(id)
      if (record) return [id, { kind: 'record', record, fetchedAtMs }]
      return [id, { kind: 'none', reason: unreadable.get(id)?.message ?? 'the server did not send this patient' }]
    })
    return { held: new Map(held), rejected }
  } catch (error) {
    if (!(error instanceof FhirError) || error.kind === 'aborted') throw error
    return { held: new Map(ids.map((id): [string, Held] => [id, { kind: 'none', reason: error.message }])), rejected: [] }
  }
}

/** What changed since `before`; undefined when everybody has to be read anew. */
async function refresh(
  reading: Reading,
  before: ReadCaseload,
  members: readonly Member[],
  startedMs: number,
): Promise<ReadCaseload | undefined> {
  const { client, signal } = reading
  const ids = named(members)
  const held = ids.filter((id) => before.read.get(id)?.kind === 'record')
  const isGap = (part: Part): boolean => held.every((id) => lacks(before.read.get(id), part))
  const changed = await changedSince(client, held, before.startedMs - OVERLAP_MS, isGap, signal)
  if (changed === undefined) return undefined
  const again = ids.filter((id) => {
    const had = before.read.get(id)
    return had?.kind !== 'record' || changed.has(id) || isWorthAnotherTry(had, startedMs)
  })
  // A server that calls half of a caseload changed has understood something else.
  if (again.length > 20 && again.length * 2 > ids.length) return undefined
  const fresh = new Map<string, Held>()
  const rejected: Rejection[] = []
  await readInto(reading, again, true, { read: fresh, rejected, publish: () => undefined })
  const read = heldWithoutRecord(members)
  for (const id of ids) read.set(id, afterRefresh(before.read.get(id), fresh.get(id), changed.has(id), startedMs))
  return { members, read, isMany: true, startedMs, allReadMs: before.allReadMs, rejected: [...before.rejected, ...rejected] }
}

function lacks(held: Held | undefined, { means }: Part): boolean {
  return held?.kind === 'record' && means.every(({ name }) => held.record.incomplete.some((gap) => gap.part === name))
}

const isWorthAnotherTry = ({ record, fetchedAtMs }: Held & { readonly kind: 'record' }, nowMs: number): boolean =>
  record.incomplete.length > 0 && nowMs - fetchedAtMs > RETRY_GAPS_AFTER_MS

/** Unchanged is as good as read now; changed and not read is old, and says so. */
function afterRefresh(had: Held | undefined, fresh: Held | undefined, isChanged: boolean, startedMs: number): Held {
  if (fresh?.kind === 'record') return fresh
  if (had?.kind !== 'record') return fresh ?? had ?? { kind: 'none', reason: 'the server did not send this patient' }
  if (fresh === undefined) return had.record.incomplete.length > 0 ? had : { ...had, fetchedAtMs: startedMs }
  if (!isChanged) return had
  const reason = `something was added since ${formatMoment(had.fetchedAtMs)} and could not be read: ${fresh.reason}`
  const gap = (affects: 'readings' | 'medications' | 'check-ins') => ({ part: 'what is new', reason, affects })
  const incomplete = [...had.record.incomplete, gap('readings'), gap('medications'), gap('check-ins')]
  return { ...had, record: { ...had.record, incomplete } }
}
