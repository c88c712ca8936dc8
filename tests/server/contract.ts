/**
 * What Remit needs of a real FHIR server, checked against one: `FHIR_BASE_URL=http://... node tools/test-server.mjs`.
 *
 * Everything is loaded under ids of its own and removed at the end, also after a failure.
 */
import { defaultSettings } from '#src/clinical/settings.ts'
import { searchAll } from '#src/fhir/bundle.ts'
import { capabilityOf } from '#src/fhir/capability.ts'
import { FhirError } from '#src/fhir/errors.ts'
import { fetchCaseloadIds } from '#src/fhir/fetch-caseload.ts'
import { takesManyPatients } from '#src/fhir/many-patients.ts'
import { field, isObject, list, text } from '#src/fhir/raw.ts'
import { recordFromResources } from '#src/fhir/record.ts'
import { localDayAt } from '#src/lib/calendar.ts'
import { judge } from '#src/queries/judge.ts'
import type { ReadCaseload } from '#src/queries/read-caseload.ts'
import { clock, isShared, mentions, newScore, populate, Server, type People } from './loaded.ts'

export interface Check {
  readonly name: string
  readonly outcome: 'passed' | 'failed' | 'quirk'
  readonly detail: string
}

export interface Report {
  readonly software: string
  readonly checks: readonly Check[]
}

/** A check returns a quirk in words, or nothing; it fails by throwing. */
type CheckThat = (name: string, work: () => Promise<string | undefined>) => Promise<void>

/** Runs every check; resolves also when some fail. Rejects only when the server cannot be reached or loaded. */
export async function runContract(base: string): Promise<Report> {
  const server = new Server(base)
  const checks: Check[] = []
  const check: CheckThat = async (name, work) => {
    try {
      const quirk = await work()
      checks.push({ name, outcome: quirk === undefined ? 'passed' : 'quirk', detail: quirk ?? '' })
    } catch (error) {
      checks.push({ name, outcome: 'failed', detail: error instanceof Error ? error.message : 'no reason given' })
    }
  }
  const capability = await capabilityOf(server.client)
  const people = populate(server.mark)
  try {
    await server.load(people.resources)
    await reading(server, people, check)
    await searching(server, people, check)
    await writing(server, people, check)
  } finally {
    await check('everything loaded is removed again', () => server.unload())
  }
  return { software: capability.software ?? 'a server that does not say what it is', checks }
}

function expectThat(isSo: boolean, words: string): void {
  if (!isSo) throw new Error(words)
}

function recordOf(read: ReadCaseload | undefined, id: string) {
  const held = read?.read.get(id)
  return held?.kind === 'record' ? held.record : undefined
}

const compared = ['readings', 'medications', 'checkIns', 'diagnoses', 'sessions', 'screens', 'labs', 'intolerances', 'visits'] as const

async function reading(server: Server, people: People, check: CheckThat): Promise<void> {
  let read: ReadCaseload | undefined
  await check('/metadata names its types and their search parameters', async () => {
    const capability = await capabilityOf(server.client)
    expectThat(capability.keeps('Observation') === true, 'Observation is not among its types')
    return capability.searches('Observation', '_lastUpdated') === true
      ? undefined
      : '_lastUpdated is not offered: a refresh reads everybody'
  })
  await check('the caseload list is found by source, code and status, in its order', async () => {
    const ids = await fetchCaseloadIds(server.client, people.practitioner)
    expectThat(ids.join() === people.ids.join(), `the list has ${ids.length} of ${people.ids.length} patients, or another order`)
    return undefined
  })
  await check('several patients in one search', async () =>
    (await takesManyPatients(server.client, people.ids)) ? undefined : 'one patient a search: Remit asks for each alone',
  )
  await check('everybody is read completely', async () => {
    read = await server.read(people)
    const view = judge(read, localDayAt(clock()), defaultSettings)
    const unread = view.entries.flatMap((entry) => (entry.kind === 'unreadable' ? [entry.reason] : []))
    const why = [...view.incomplete.map((gap) => `${gap.part}: ${gap.reason}`), ...unread]
    expectThat(view.complete && view.read === people.ids.length, why.slice(0, 3).join('; '))
    return view.rejected.length === 0 ? undefined : `${view.rejected.length} not used, such as: ${view.rejected[0]?.reason ?? ''}`
  })
  await check('every reading, medicine and check-in is the one that was loaded', async () => {
    for (const id of people.ids) {
      const own = people.resources.filter((resource) => isShared(resource) || mentions(resource, id))
      const expected = recordFromResources(id, own, defaultSettings)
      const found = recordOf(read, id)
      for (const part of compared) {
        const counts = `${found?.[part].length ?? 0} read, ${expected[part].length} loaded`
        expectThat(comparable(found?.[part]) === comparable(expected[part]), `${part} of ${id} differ: ${counts}`)
      }
    }
    return undefined
  })
  await check('a refresh finds a new score', async () => {
    const [id = ''] = people.ids
    if (read === undefined) throw new Error('there was nothing to refresh')
    const before = read
    await server.put(`Observation/${server.mark}-new`, newScore(id, `${server.mark}-new`))
    const after = await server.read(people, before)
    const [had, has] = [recordOf(before, id), recordOf(after, id)]
    expectThat((has?.readings.length ?? 0) === (had?.readings.length ?? 0) + 1, 'the new score is not there')
    return undefined
  })
}

/** In an order of its own and without versions and updates, which the server gives. */
function comparable(values: readonly unknown[] | undefined): string {
  const plain = (values ?? []).map((value) =>
    JSON.stringify(value, (key: string, inner: unknown) => {
      if (key === 'versionId') return undefined
      if (!Array.isArray(inner)) return inner
      if (key === 'ends') return inner.filter((end) => field(end, 'basis') !== 'last-updated')
      return key === 'sources' ? inner.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) : inner
    }),
  )
  return plain.toSorted().join('\n')
}

async function searching(server: Server, people: People, check: CheckThat): Promise<void> {
  const { client } = server
  const [id = ''] = people.ids
  const observations = (...parameters: readonly (readonly [string, string])[]) =>
    searchAll(client, { type: 'Observation', parameters: [['patient', `Patient/${id}`], ...parameters] })
  const loaded = people.resources.filter((r) => r.resourceType === 'Observation' && mentions(r, id)).length + 1
  await check('pages of 5 lead to the last result', async () => {
    const found = await observations(['_count', '5'])
    const words = `${found.matches} of ${loaded}; ${found.incomplete ?? 'said to be complete'}`
    expectThat(found.incomplete === undefined && found.matches === loaded, words)
    return undefined
  })
  await check('a searchset says how many there are', async () =>
    (await observations()).total === undefined ? 'no total: a result cut short cannot be told' : undefined,
  )
  await check('a search by POST finds the same', async () => {
    const answer = await client.readByForm('Observation', `patient=Patient%2F${id}&_count=1000`)
    expectThat(list(field(answer, 'entry')).length === loaded, `${list(field(answer, 'entry')).length} of ${loaded}`)
    return undefined
  })
  await check('counting without results (_summary=count)', async () => {
    const total = field(await client.read(`Observation?patient=Patient/${id}&_summary=count`), 'total')
    return total === loaded ? undefined : `the count is ${JSON.stringify(total)}, not ${loaded}: the survey search is made instead`
  })
  await check('an id without its type means the same patient', async () => {
    const bare = await searchAll(client, { type: 'Observation', parameters: [['patient', id]] })
    return bare.matches === loaded ? undefined : `it finds ${bare.matches} of ${loaded}: Remit always sends the type`
  })
  await check('an unknown parameter', async () => {
    try {
      const found = await observations(['remit-unknown', '1'])
      return found.warnings.length > 0 ? `ignored with a warning: ${found.warnings[0] ?? ''}` : `ignored in silence, ${found.matches} found`
    } catch (error) {
      if (error instanceof FhirError && error.status === 400) return 'refused with 400'
      throw error
    }
  })
  await check('a patient that does not exist is 404', async () => {
    const status = await refusalOf(() => client.read(`Patient/${server.mark}-nobody`))
    expectThat(status === 404, `the answer was ${status ?? 'somebody'}`)
    return undefined
  })
  await check('the server\u2019s clock agrees with this machine\u2019s', async () => {
    await observations()
    const skewMs = client.clockSkewMs()
    return skewMs === 0 ? undefined : `it differs by ${Math.round(skewMs / 1000)} s`
  })
}

/** The status of a refusal; undefined when it was no refusal. */
async function refusalOf(work: () => Promise<unknown>): Promise<number | undefined> {
  try {
    await work()
    return undefined
  } catch (error) {
    if (error instanceof FhirError && error.status !== undefined) return error.status
    throw error
  }
}

const KEY = 'https://remit.example/fhir/sid/contract'

async function writing(server: Server, people: People, check: CheckThat): Promise<void> {
  const { client, mark } = server
  const [patient = ''] = people.ids
  let url = ''
  await check('a transaction with ifNoneExist makes a task once, however often it is sent', async () => {
    url = locationOf(await client.write('POST', '', raising(patient, mark)))
    expectThat(url !== '', 'the answer names no location')
    server.remember(url)
    await client.write('POST', '', raising(patient, mark))
    const found = await searchAll(client, { type: 'Task', parameters: [['identifier', `${KEY}|${mark}`]] })
    expectThat(found.matches === 1, `there are ${found.matches} tasks`)
    return undefined
  })
  await check('an update of an old version is refused, and changes nothing', async () => {
    const task = await client.read(url)
    const old = { 'If-Match': `W/"${versionOf(task)}"` }
    await client.write('PUT', url, { ...task, status: 'in-progress' }, old)
    const status = await refusalOf(() => client.write('PUT', url, { ...task, status: 'cancelled' }, old))
    expectThat(status === 412 || status === 409, `the answer was ${status ?? 'that the old version overwrote the new one'}`)
    expectThat(field(await client.read(url), 'status') === 'in-progress', 'the refused update was made')
    return status === 412 ? undefined : 'it is refused with 409 instead of 412'
  })
  await check('an element that Remit does not know survives an update', async () => {
    const task = await client.read(url)
    const extension = [{ url: 'https://example.org/unknown', valueString: 'kept' }]
    await client.write('PUT', url, { ...task, extension }, { 'If-Match': `W/"${versionOf(task)}"` })
    expectThat(JSON.stringify(field(await client.read(url), 'extension')) === JSON.stringify(extension), 'it was dropped')
    return undefined
  })
  await check('a search right after a write finds what was written', async () => {
    const other = server.another()
    const all = (from: typeof client) =>
      searchAll(from, {
        type: 'Observation',
        parameters: [
          ['patient', `Patient/${patient}`],
          ['_count', '1000'],
        ],
      })
    await all(other)
    const id = `${mark}-after`
    await server.put(`Observation/${id}`, newScore(patient, id))
    const isIn = (found: { readonly resources: readonly unknown[] }): boolean =>
      found.resources.some((one) => isObject(one) && one['id'] === id)
    expectThat(isIn(await all(client)), 'it does not, although fresh results were asked for')
    return isIn(await all(other)) ? undefined : 'only when asked for fresh results (Cache-Control: no-cache)'
  })
  await check('a reference to nobody', async () => {
    const id = `${mark}-dangling`
    const status = await refusalOf(() => server.put(`Observation/${id}`, newScore(`${mark}-nobody`, id)))
    return status === undefined ? 'accepted' : `refused with ${status}`
  })
}

const versionOf = (resource: unknown): string => text(field(field(resource, 'meta'), 'versionId')) ?? ''

function raising(patient: string, key: string): object {
  const resource = {
    resourceType: 'Task',
    identifier: [{ system: KEY, value: key }],
    status: 'requested',
    intent: 'order',
    for: { reference: `Patient/${patient}` },
  }
  const request = { method: 'POST', url: 'Task', ifNoneExist: `identifier=${KEY}|${key}` }
  return {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [{ fullUrl: 'urn:uuid:7d444840-9dc0-11d1-b245-5ffdce74fad2', resource, request }],
  }
}

function locationOf(answer: unknown): string {
  const location = text(field(field(list(field(answer, 'entry'))[0], 'response'), 'location')) ?? ''
  return /Task\/[^/]+/.exec(location)?.[0] ?? ''
}

/** Prints the report; the exit code is 1 when a check failed. */
export async function main(): Promise<number> {
  const base = process.env['FHIR_BASE_URL']
  if (base === undefined || !/^https?:\/\//.test(base)) {
    process.stderr.write('usage: FHIR_BASE_URL=http://127.0.0.1:8080/fhir node tools/test-server.mjs\n')
    return 2
  }
  const { software, checks } = await runContract(base)
  const mark = { passed: 'ok   ', failed: 'FAIL ', quirk: 'note ' } as const
  process.stdout.write(`${software}\n`)
  for (const { name, outcome, detail } of checks) process.stdout.write(`${mark[outcome]} ${name}${detail === '' ? '' : `: ${detail}`}\n`)
  const failed = checks.filter((one) => one.outcome === 'failed').length
  process.stdout.write(`${checks.length - failed} passed, ${failed} failed\n`)
  return failed === 0 ? 0 : 1
}
