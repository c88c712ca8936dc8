import { afterEach, describe, expect, test } from 'vitest'
import type { Checklist } from '#src/clinical/checklist.ts'
import { readRoughDate } from '#src/clinical/rough-date.ts'
import { defaultSettings } from '#src/clinical/settings.ts'
import type { Source } from '#src/clinical/source.ts'
import type { ToldTrial } from '#src/clinical/told-trial.ts'
import { searchAll } from '#src/fhir/bundle.ts'
import { createFhirClient, type FhirClient } from '#src/fhir/client.ts'
import { checklistOfPatient, readStatement, send, type Sent } from '#src/fhir/history-wire.ts'
import { field, isObject, list, type RawObject } from '#src/fhir/raw.ts'
import { recordFromResources } from '#src/fhir/record.ts'
import type { WriteContext } from '#src/fhir/write-provenance.ts'
import { day } from '#src/lib/calendar.ts'
import { startNodeMocks, type NodeMocks } from '#mocks/node.ts'
import type { Population } from '#mocks/population.ts'
import { profiles, type ProfileName } from '#mocks/profiles.ts'

const people: Population = {
  shared: () => [{ resourceType: 'Practitioner', id: 'dr-01' }],
  patientIds: () => ['p-1'],
  patientTypes: ['Patient', 'MedicationRequest'],
  resourcesOf: (id) => [
    { resourceType: 'Patient', id },
    {
      resourceType: 'MedicationRequest',
      id: `${id}-order`,
      status: 'stopped',
      intent: 'order',
      subject: { reference: `Patient/${id}` },
      authoredOn: '2019-03-01',
      medicationCodeableConcept: { text: 'fluoxetine 10 MG Oral Capsule' },
      dosageInstruction: [{ text: '10 mg daily', timing: { repeat: { boundsPeriod: { start: '2019-03-01', end: '2019-05-31' } } } }],
    },
  ],
}

const context: WriteContext = {
  patientId: 'p-1',
  practitioner: 'Practitioner/dr-01',
  practitionerName: 'Dr M. Reyes',
  nowMs: 1_795_601_040_000,
}
const asOf = day('2026-11-25')
const from = readRoughDate('spring 2019', asOf)
if (!from.ok) throw new Error(from.error)
const told: ToldTrial = {
  key: '7f4c0d2e-6a52-4a4e-9d53-0b7f8e1a0001',
  medicine: { kind: 'agent', agent: 'fluoxetine', formulation: 'unspecified' },
  from: from.value,
  end: { kind: 'lasted', days: 56, words: '56 days' },
  steps: [{ mgPerDay: 20, from: undefined }],
  adherence: 'most',
  outcome: 'none',
  stop: 'no-effect',
  stopWords: '',
  source: 'patient',
  note: '',
  corrects: [],
}
const checklist: Checklist = {
  answers: { thyroid: { answer: 'absent', comment: 'TSH 2.1' } },
  conclusion: 'undecided',
  definition: 'rybak-2021',
  reason: '',
}

let mocks: NodeMocks | undefined
afterEach(() => mocks?.stop())

function start(profile: ProfileName = 'default'): FhirClient {
  mocks = startNodeMocks({ population: people, profile })
  return connect()
}
function connect(): FhirClient {
  if (mocks === undefined) throw new Error('no server was started')
  return createFhirClient({ base: mocks.base, timeoutMs: 2000, pause: () => Promise.resolve() })
}

async function stored(client: FhirClient, type: string): Promise<readonly RawObject[]> {
  const parameters = type === 'Provenance' ? [] : [['patient', 'Patient/p-1'] as const]
  const { resources } = await searchAll(client, { type, parameters })
  return resources.filter(isObject)
}
async function trialsNow(client: FhirClient) {
  const resources = [...(await stored(client, 'MedicationRequest')), ...(await stored(client, 'MedicationStatement'))]
  return recordFromResources('p-1', resources, defaultSettings).medications
}
function sourceOf<T>(sent: Sent<T>): Source {
  if (sent.kind !== 'saved') throw new Error(`not saved: ${sent.kind}`)
  return sent.source
}

describe('a told trial', () => {
  test('is saved with its provenance in one transaction, and another browser reads the same trial', async () => {
    const source = sourceOf(await send.statement(start(), told, undefined, context))
    const elsewhere = await readStatement(connect(), source.ref)
    expect(elsewhere).toEqual({ told, source })
    const [provenance, ...more] = await stored(connect(), 'Provenance')
    expect(more).toEqual([])
    expect(field(list(provenance?.['target'])[0], 'reference')).toMatch(new RegExp(`^${source.ref}`))
  })

  test('sent twice under one key, because the first answer was lost, it is saved once', async () => {
    const client = start()
    mocks?.server.faults.set({ kind: 'drop-answer', method: 'POST', times: 1 })
    expect((await send.statement(client, told, undefined, context)).kind).toBe('unsure')
    expect((await send.statement(client, told, undefined, context)).kind).toBe('saved')
    expect(await stored(client, 'MedicationStatement')).toHaveLength(1)
  })

  test('an edit is the next version, and undo brings the earlier words back as a version after it', async () => {
    const client = start()
    const first = sourceOf(await send.statement(client, told, undefined, context))
    const second = await send.statement(client, { ...told, outcome: 'partial' }, first, context)
    expect(sourceOf(second).versionId).not.toBe(first.versionId)
    if (second.kind !== 'saved') throw new Error('not saved')
    await send.undoStatement(client, second, context)
    expect((await readStatement(client, first.ref)).told.outcome).toBe('none')
    expect(await stored(client, 'Provenance')).toHaveLength(3)
  })

  test('undo of something new withdraws it: it counts nowhere, and is not deleted', async () => {
    const client = start()
    const sent = await send.statement(client, told, undefined, context)
    if (sent.kind !== 'saved') throw new Error('not saved')
    expect((await send.undoStatement(client, sent, context)).kind).toBe('saved')
    expect((await stored(client, 'MedicationStatement')).map((r) => r['status'])).toEqual(['entered-in-error'])
    expect((await trialsNow(client)).map((f) => f.source.ref)).toEqual(['MedicationRequest/p-1-order'])
  })

  test('of two clinicians who edit the same version the second is told, sees what the first wrote, and writes over nothing', async () => {
    const client = start()
    const opened = sourceOf(await send.statement(client, told, undefined, context))
    await send.statement(client, { ...told, outcome: 'remission' }, opened, context)
    const mine = await send.statement(client, { ...told, outcome: 'worse' }, opened, context)
    expect(mine.kind === 'conflict' && [mine.theirs?.outcome, mine.theirSource.versionId !== opened.versionId]).toEqual(['remission', true])
    expect((await readStatement(client, opened.ref)).told.outcome).toBe('remission')
  })

  test('a change between reading and writing is a conflict as well (412)', async () => {
    const client = start()
    const opened = sourceOf(await send.statement(client, told, undefined, context))
    mocks?.server.faults.set({ kind: 'status', status: 412, method: 'POST', times: 1 })
    const sent = await send.statement(client, { ...told, outcome: 'worse' }, opened, context)
    expect(sent.kind === 'conflict' && sent.theirs?.outcome).toBe('none')
  })

  test('a trial withdrawn by somebody else is not brought back by an edit', async () => {
    const client = start()
    const opened = sourceOf(await send.statement(client, told, undefined, context))
    await send.withdrawal(client, opened, context)
    const sent = await send.statement(client, { ...told, outcome: 'worse' }, opened, context)
    expect(sent.kind === 'conflict' && [sent.theirs, sent.why]).toEqual([undefined, 'this trial was withdrawn'])
  })

  test('a read-only server is said to be one, and nothing is stored', async () => {
    const client = start('read-only')
    const sent = await send.statement(client, told, undefined, context)
    expect(sent.kind).toBe('read-only')
    expect(await stored(client, 'MedicationStatement')).toEqual([])
  })

  test('a server that fails is neither "saved" nor "refused"', async () => {
    const client = start()
    mocks?.server.faults.set({ kind: 'status', status: 503, method: 'POST' })
    expect((await send.statement(client, told, undefined, context)).kind).toBe('unsure')
  })

  test('a correction leaves the corrected order in the record and takes its place', async () => {
    const client = start()
    const [order] = await trialsNow(client)
    if (!order) throw new Error('no order')
    await send.statement(client, { ...told, corrects: [order.source] }, undefined, context)
    const facts = await trialsNow(client)
    expect(facts.map((f) => [f.kind, f.exposure.counts])).toEqual([
      ['order', false],
      ['statement', true],
    ])
  })

  test.each(Object.keys(profiles).filter((name) => name !== 'read-only'))('is saved and read back on a server like %s', async (profile) => {
    const client = start(profile as ProfileName)
    const source = sourceOf(await send.statement(client, told, undefined, context))
    expect((await readStatement(client, source.ref)).told).toEqual(told)
  })
})

describe('the checklist', () => {
  test('none saved is none; once saved it comes back in another browser', async () => {
    const client = start()
    expect(await checklistOfPatient(client, 'p-1')).toBeUndefined()
    const source = sourceOf(await send.checklist(client, checklist, undefined, 'key-1', context))
    expect(await checklistOfPatient(connect(), 'p-1')).toEqual({ checklist, source, savedAtMs: context.nowMs, author: 'Dr M. Reyes' })
  })

  test('a second clinician does not write over the first unseen', async () => {
    const client = start()
    const first = sourceOf(await send.checklist(client, checklist, undefined, 'key-1', context))
    await send.checklist(client, { ...checklist, conclusion: 'confirmed', reason: 'seen in person' }, first, 'key-2', context)
    const mine = await send.checklist(client, { ...checklist, conclusion: 'pseudo-resistance' }, first, 'key-3', context)
    expect(mine.kind === 'conflict' && mine.theirs?.conclusion).toBe('confirmed')
    expect((await checklistOfPatient(client, 'p-1'))?.checklist.conclusion).toBe('confirmed')
  })

  test('undo brings the earlier answers back', async () => {
    const client = start()
    const first = sourceOf(await send.checklist(client, checklist, undefined, 'key-1', context))
    const second = await send.checklist(client, { ...checklist, conclusion: 'confirmed', reason: 'x' }, first, 'key-2', context)
    if (second.kind !== 'saved') throw new Error('not saved')
    await send.undoChecklist(client, second, context)
    expect((await checklistOfPatient(client, 'p-1'))?.checklist).toEqual(checklist)
  })

  test('responses that were not read completely are an error, never "none saved"', async () => {
    const client = start()
    mocks?.server.faults.set({ kind: 'status', status: 500, type: 'QuestionnaireResponse' })
    await expect(checklistOfPatient(client, 'p-1')).rejects.toThrow('500')
  })
})
