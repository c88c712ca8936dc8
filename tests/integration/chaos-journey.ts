/**
 * Whole journeys under a seeded fault plan, compared after each step with an independent oracle: the same people straight from the
 * server's store. Between the readings somebody works on the flags (chaos-desk.ts). Replayed by `node tools/chaos.mjs --seed N [--runs K]`.
 *
 * Contract: everybody is shown or named; a complete record is the oracle's; an incomplete one says so, is never "well", and holds no
 * number that the oracle does not.
 */
import { setMaxListeners } from 'node:events'
import { caseload } from '#mocks/caseload.ts'
import type { FaultPlan } from '#mocks/faults.ts'
import type { Population } from '#mocks/population.ts'
import { profiles, type ProfileName } from '#mocks/profiles.ts'
import { createFhirServer, type FhirServer } from '#mocks/server.ts'
import type { PatientRecord } from '#src/clinical/facts.ts'
import { assessPatient } from '#src/clinical/assess.ts'
import { defaultSettings } from '#src/clinical/settings.ts'
import { createFhirClient, type FhirClient } from '#src/fhir/client.ts'
import { FhirError } from '#src/fhir/errors.ts'
import { readRecords } from '#src/fhir/fetch-record.ts'
import { recordFromResources } from '#src/fhir/record.ts'
import { day, type Day } from '#src/lib/calendar.ts'
import { judge } from '#src/queries/judge.ts'
import { readCaseload, type ReadCaseload } from '#src/queries/read-caseload.ts'
import { momentOf } from '#tests/support/moments.ts'
import { ChaosDesk, COLLEAGUE } from './chaos-desk.ts'

const today: Day = day('2026-11-25')
const noonMs = momentOf('2026-11-25T12:00:00Z')
const PATIENTS = 10
const BASE = 'http://chaos.test/fhir'
const profileNames: readonly ProfileName[] = ['default', 'us-core-only', 'hapi', 'medplum', 'blaze', 'strict', 'lenient', 'read-only']

let people: Population | undefined

export interface ChaosResult {
  readonly seed: number
  readonly profile: ProfileName
  /** What broke the contract; empty when nothing did. */
  readonly wrong: readonly string[]
  /** Readings of the caseload that ended in one honest error. */
  readonly refused: number
  readonly gaps: number
  readonly requests: number
  /** Of the writing: actions taken, faults that struck a write, and what else happened. */
  readonly counts: ChaosDesk['counts']
}

/** One journey. The same seed always makes the same journey. */
export async function chaosJourney(seed: number): Promise<ChaosResult> {
  people ??= caseload({ patients: PATIENTS, today })
  const profile = profileNames[seed % profileNames.length] ?? 'default'
  const journey = new ChaosJourney(people, profile, seed)
  const [realFetch, realTimeout] = [globalThis.fetch, AbortSignal.timeout]
  globalThis.fetch = journey.fetch
  // A time limit that runs out when the journey says so, and not after 30 real seconds.
  AbortSignal.timeout = journey.timeout
  try {
    await journey.run()
  } finally {
    globalThis.fetch = realFetch
    AbortSignal.timeout = realTimeout
  }
  const { wrong, refused, gaps, requests, desk } = journey
  return { seed, profile, wrong: [...wrong, ...desk.wrong], refused, gaps, requests, counts: desk.counts }
}

/** How bad it is, from a drizzle to a storm, by the seed. */
const strengthOf = (seed: number): number => [0.02, 0.05, 0.1, 0.2, 0.35][Math.floor(seed / profileNames.length) % 5] ?? 0.1

function planFor(seed: number): FaultPlan {
  const strength = strengthOf(seed)
  return {
    seed,
    spares: COLLEAGUE,
    pError: strength,
    pTruncate: strength / 2,
    pDuplicate: 0.2,
    pReorder: 0.3,
    statuses: [0, 403, 404, 429, 500, 502, 503, 504],
  }
}

class ChaosJourney {
  readonly wrong: string[] = []
  readonly desk: ChaosDesk
  refused = 0
  gaps = 0
  requests = 0
  readonly #ids: readonly string[]
  readonly #profile: ProfileName
  readonly #server: FhirServer
  readonly #client: FhirClient
  readonly #seed: number
  readonly #oracles = new Map<string, Oracle>()
  readonly #limits = new WeakMap<AbortSignal, AbortController>()
  #passedMs = 0
  #written = 0

  constructor(population: Population, profile: ProfileName, seed: number) {
    this.#ids = population.patientIds()
    this.#profile = profile
    this.#seed = seed
    const clock = { nowMs: this.clock, wait: () => Promise.resolve() }
    let made = 0
    // What is drawn for a request depends on its address, so that ids may not differ from run to run.
    const newId = (): string => `00000000-0000-4000-9000-${String((made += 1)).padStart(12, '0')}`
    this.#server = createFhirServer({ population, profile: profiles[profile], clock, newId })
    this.#client = createFhirClient({ base: BASE, timeoutMs: 30_000, pause: () => Promise.resolve(), clock: this.clock })
    const around = { server: this.#server, clock: this.clock, today, seed, strength: strengthOf(seed), ids: this.#ids }
    this.desk = new ChaosDesk(around)
  }

  readonly clock = (): number => noonMs + this.#passedMs

  readonly timeout = (): AbortSignal => {
    const limit = new AbortController()
    this.#limits.set(limit.signal, limit)
    return limit.signal
  }

  readonly fetch: typeof globalThis.fetch = async (address, init) => {
    this.requests += 1
    const url = typeof address === 'string' ? address : address instanceof URL ? address.href : address.url
    const { cache: _cache, ...rest } = init ?? {}
    const limit = rest.signal ? this.#limits.get(rest.signal) : undefined
    const runOut = (): never => {
      limit?.abort(new DOMException('The time limit ran out', 'TimeoutError'))
      throw new DOMException('The time limit ran out', 'TimeoutError')
    }
    if (this.desk.isClosed(url)) return new Promise<Response>(() => undefined)
    if (this.desk.isOurs(url)) {
      if (typeof rest.body === 'string' && rest.method === 'POST' && !url.includes('_search'))
        return this.#write(url, rest, rest.body, runOut)
      if (limit && this.desk.questionTimesOut(url)) return runOut()
    }
    return this.#answer(url, rest)
  }

  async #answer(url: string, init: RequestInit): Promise<Response> {
    const response = await this.#server.handle(new Request(url, init))
    if (response.type === 'error') throw new TypeError('Failed to fetch')
    return response
  }

  async #write(url: string, init: RequestInit, body: string, runOut: () => never): Promise<Response> {
    const fault = this.desk.faultFor(body)
    if (fault === 'none') return this.#answer(url, init)
    if (fault === 'overtaken') {
      await this.desk.colleagueActs(this.desk.actionIn(body))
      return this.#answer(url, init)
    }
    const outcome = (status: number): Response =>
      Response.json(
        {
          resourceType: 'OperationOutcome',
          issue: [{ severity: 'error', code: 'exception', diagnostics: `Status ${status}, on purpose` }],
        },
        { status, headers: { 'Content-Type': 'application/fhir+json' } },
      )
    if ('refused' in fault) return outcome(fault.refused)
    if ('timeout' in fault && fault.timeout === 'before') return runOut()
    await this.#server.handle(new Request(url, init))
    return 'lateStatus' in fault ? outcome(fault.lateStatus) : runOut()
  }

  async run(): Promise<void> {
    this.#server.faults.plan(planFor(this.#seed))
    const first = await this.#read('first reading', undefined)
    await this.#work(first)
    for (const at of [this.#seed % PATIENTS, (this.#seed * 7 + 3) % PATIENTS]) await this.#open(this.#ids[at] ?? '')
    this.#addScore(this.#ids[(this.#seed * 5) % PATIENTS] ?? '')
    this.#passedMs += 90_000
    await this.desk.pass()
    if (this.#seed % 3 === 0) await this.desk.reload()
    const second = await this.#read('refresh', first)
    await this.#work(second)
    this.#server.faults.clear()
    this.#client.resume()
    await this.desk.finish((ms) => void (this.#passedMs += ms), this.#profile !== 'read-only')
    if (this.#profile !== 'read-only') await this.desk.checkReading()
    this.#passedMs += 6 * 60_000
    const third = await this.#read('refresh without faults', second)
    if (third === undefined) this.wrong.push('it could not be read although nothing failed any more')
    else if (!judge(third, today, defaultSettings).complete) {
      // What was refused for good (403) while it stormed is asked for again with the next full reading.
      this.#passedMs += 4 * 60 * 60_000
      const last = await this.#read('full reading without faults', third)
      if (last === undefined || !judge(last, today, defaultSettings).complete)
        this.wrong.push('it stayed incomplete although nothing failed any more')
    }
  }

  /** Somebody works on the flags of what was read. */
  async #work(read: ReadCaseload | undefined): Promise<void> {
    if (read === undefined) return
    const view = judge(read, today, defaultSettings)
    await this.desk.look(view.entries.flatMap((entry) => (entry.kind === 'read' ? [entry.assessment] : [])))
    await this.desk.work(6)
  }

  async #read(step: string, before: ReadCaseload | undefined): Promise<ReadCaseload | undefined> {
    for (let attempt = 0; attempt < 3; attempt += 1) {
      try {
        const signal = new AbortController().signal
        setMaxListeners(0, signal) // as many requests wait at the gate as there are patients
        const check = (read: ReadCaseload): void => this.#check(step, read)
        const parts = { client: this.#client, practitioner: 'Practitioner/dr-01', settings: defaultSettings, clock: this.clock, signal }
        const read = await readCaseload({ ...parts, publish: check }, before)
        this.#check(step, read)
        return read
      } catch (error) {
        if (!(error instanceof FhirError)) throw error
        this.refused += 1
        this.#client.resume()
      }
    }
    return before
  }

  async #open(id: string): Promise<void> {
    try {
      const { records, unreadable } = await readRecords(this.#client, [id], defaultSettings)
      const record = records.get(id)
      if (record) this.#checkRecord(`page of ${id}`, record)
      else if (!unreadable.has(id)) this.wrong.push(`page of ${id}: neither a record nor a reason`)
    } catch (error) {
      if (!(error instanceof FhirError)) throw error
      this.refused += 1
      this.#client.resume()
    }
  }

  /** A colleague writes a PHQ-9 of 22 meanwhile. */
  #addScore(patient: string): void {
    const id = `new-${this.#seed}`
    const lastUpdatedMs = this.clock() + 30_000
    const resource = {
      resourceType: 'Observation',
      id,
      meta: { versionId: '1', lastUpdated: '2026-11-25T12:00:30.000Z' },
      status: 'final',
      category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'survey' }] }],
      code: { coding: [{ system: 'http://loinc.org', code: '44261-6' }] },
      subject: { reference: `Patient/${patient}` },
      effectiveDateTime: '2026-11-25',
      valueQuantity: { value: 22, code: '{score}' },
    }
    this.#server.store.apply([{ type: 'Observation', id, versionId: '1', lastUpdatedMs, resource }])
    this.#written += 1
  }

  #check(step: string, read: ReadCaseload): void {
    const view = judge(read, today, defaultSettings)
    const listed = view.entries.map((entry) => entry.id).toSorted()
    if (listed.join() !== this.#ids.toSorted().join()) this.wrong.push(`${step}: the caseload is not the list`)
    const counts = { read: 0, unreadable: 0, pending: 0 }
    for (const entry of view.entries) {
      counts[entry.kind] += 1
      if (entry.kind === 'unreadable' && entry.reason === '') this.wrong.push(`${step}: ${entry.id} is unreadable without a reason`)
      if (entry.kind === 'read') this.#checkRecord(`${step}: ${entry.id}`, entry.record)
    }
    if (counts.read + counts.unreadable + counts.pending !== view.total) this.wrong.push(`${step}: the counts do not add up`)
    if (view.complete && counts.read !== view.total) this.wrong.push(`${step}: said to be complete with ${counts.read} of ${view.total}`)
  }

  #checkRecord(where: string, record: PatientRecord): void {
    const { id } = record.identity
    if (record.incomplete.length === 0) {
      // Before a refresh has found it, a score that was written meanwhile may be missing: then it is the earlier picture, whole.
      const shown = shownOf(record)
      if (shown !== this.#oracle(id).shown && shown !== this.#oracle(id, `new-${this.#seed}`).shown)
        this.wrong.push(`${where}: complete, and not what the server holds`)
      return
    }
    this.gaps += 1
    const { section } = assessPatient(record, record.identity.historicalAsOf ?? today, defaultSettings)
    if (!['urgent', 'decide', 'cannot-judge'].includes(section)) this.wrong.push(`${where}: incomplete, and shown as ${section}`)
    const held = this.#oracle(id).numbers
    for (const fact of numbersIn(record)) if (!held.has(fact)) this.wrong.push(`${where}: shows ${fact}, which the server does not hold`)
  }

  #oracle(id: string, without?: string): Oracle {
    const key = `${id} without ${without ?? ''} ${this.#written}`
    const kept = this.#oracles.get(key)
    if (kept) return kept
    const record = oracleOf(this.#server, id, without)
    const made = { shown: shownOf(record), numbers: numbersIn(record) }
    this.#oracles.set(key, made)
    return made
  }
}

interface Oracle {
  readonly shown: string
  readonly numbers: ReadonlySet<string>
}

const types = [
  'AllergyIntolerance',
  'Appointment',
  'Condition',
  'Encounter',
  'Medication',
  'MedicationDispense',
  'MedicationRequest',
  'MedicationStatement',
  'Observation',
  'Patient',
  'Procedure',
  'QuestionnaireResponse',
]

function oracleOf({ store }: FhirServer, id: string, without?: string): PatientRecord {
  const resources = types.flatMap((type) => [...store.ofType(type, [id])].flatMap(([version]) => version.resource ?? []))
  return recordFromResources(
    id,
    resources.filter((resource) => resource.id !== without),
    defaultSettings,
  )
}

/** Every number that a record puts before a reader, with whose and when it is. */
function numbersIn(record: PatientRecord): ReadonlySet<string> {
  const scores = record.readings.flatMap((r) =>
    r.total.kind === 'known' ? [`${r.instrument} ${r.total.value} on day ${r.date.earliest}`] : [],
  )
  const doses = record.medications.flatMap((fact) =>
    fact.plans.flatMap((plan) =>
      plan.dose.kind === 'known' ? [`${plan.dose.low} to ${plan.dose.high} mg of ${fact.source.ref} from ${plan.from.earliest}`] : [],
    ),
  )
  const days = record.checkIns.map(({ source: _source, ...answers }) => JSON.stringify(answers))
  return new Set([...scores, ...doses, ...days])
}

const shownTexts = new WeakMap<PatientRecord, string>()

/** A refresh keeps the record of whoever did not change, so most of them are the same object at every step. */
function shownOf(record: PatientRecord): string {
  const known = shownTexts.get(record)
  if (known !== undefined) return known
  const { rejected: _rejected, incomplete: _incomplete, ...facts } = record
  const text = inFixedOrder(facts)
  shownTexts.set(record, text)
  return text
}

/** JSON whose lists are sorted, so that nothing depends on the order of arrival. */
function inFixedOrder(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inFixedOrder).toSorted().join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined'
  return `{${Object.entries(value)
    .map(([key, one]) => `${key}:${inFixedOrder(one)}`)
    .join()}}`
}

const USAGE = 'usage: node tools/chaos.mjs --seed N [--runs K]'

/** `--seed N` replays one journey, `--runs K` goes on with the seeds after it. */
export async function main(argv: readonly string[]): Promise<number> {
  const numberAfter = (flag: string, otherwise: number): number => {
    const text = argv[argv.indexOf(flag) + 1]
    return argv.includes(flag) && text !== undefined && /^\d{1,9}$/.test(text) ? parseInt(text, 10) : otherwise
  }
  if (!argv.includes('--seed') && !argv.includes('--runs')) {
    process.stderr.write(`${USAGE}\n`)
    return 2
  }
  const from = numberAfter('--seed', 1)
  const runs = numberAfter('--runs', 1)
  let broken = 0
  const sum = { refused: 0, gaps: 0, requests: 0 }
  const counts: Record<string, number> = {}
  for (let seed = from; seed < from + runs; seed += 1) {
    const result = await chaosJourney(seed)
    sum.refused += result.refused
    sum.gaps += result.gaps
    sum.requests += result.requests
    for (const [name, count] of Object.entries(result.counts)) counts[name] = (counts[name] ?? 0) + count
    if (result.wrong.length === 0) continue
    broken += 1
    for (const words of result.wrong.slice(0, 5)) process.stdout.write(`seed ${seed} (${result.profile}): ${words}\n`)
  }
  process.stdout.write(
    `${runs} journeys, ${broken} broke the contract; ${sum.requests} requests, ${sum.refused} readings ended in an error, ${sum.gaps} incomplete records checked\n`,
  )
  const { actions = 0, writeFaults = 0, conflicts = 0, reloads = 0, undone = 0, colleague = 0 } = counts
  process.stdout.write(
    `${actions} actions, ${undone} of them undoings, under ${writeFaults} faults of their own and ${reloads} reloads; ${colleague} of a colleague, ${conflicts} conflicts\n`,
  )
  return broken === 0 ? 0 : 1
}
