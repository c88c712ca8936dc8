import { afterEach, describe, expect, test, vi } from 'vitest'
import { capabilityFrom, capabilityOf } from '#src/fhir/capability.ts'
import { fetchCaseload } from '#src/fhir/fetch-caseload.ts'
import { takesManyPatients } from '#src/fhir/many-patients.ts'
import { BASE, json, page, status, wireTo, type Answer } from './wire.ts'

afterEach(() => void vi.unstubAllGlobals())

const statement = (resource: readonly object[], rest: object = {}): object => ({
  resourceType: 'CapabilityStatement',
  software: { name: 'Test', version: '1' },
  rest: [{ mode: 'server', resource, ...rest }],
})

describe('the feature table', () => {
  test('says what is kept, searched and included', () => {
    const table = capabilityFrom(
      statement([{ type: 'MedicationRequest', searchParam: [{ name: 'patient' }], searchInclude: ['MedicationRequest:medication'] }], {
        searchParam: [{ name: '_total' }],
        interaction: [{ code: 'transaction' }],
      }),
    )
    expect([table.software, table.keeps('MedicationRequest'), table.keeps('Flag')]).toEqual(['Test 1', true, false])
    expect([
      table.searches('MedicationRequest', 'patient'),
      table.searches('MedicationRequest', '_total'),
      table.searches('MedicationRequest', '_sort'),
    ]).toEqual([true, true, false])
    expect([table.includes('MedicationRequest', 'medication'), table.includes('MedicationRequest', 'requester')]).toEqual([true, false])
    expect([table.transaction, table.batch]).toEqual([true, false])
  })
  test('HAPI lists "*" among the includes', () => {
    expect(
      capabilityFrom(statement([{ type: 'MedicationRequest', searchInclude: ['*'] }])).includes('MedicationRequest', 'medication'),
    ).toBe(true)
  })
  test('a type that lists no parameters says nothing about them', () => {
    expect(capabilityFrom(statement([{ type: 'Observation' }])).searches('Observation', '_lastUpdated')).toBeUndefined()
  })
  test.each([404, 401, 403])('without /metadata (%d) nothing is known and everything is tried', async (code) => {
    const table = await capabilityOf(wireTo(() => status(code)).client)
    expect([table.keeps('Observation'), table.includes('MedicationRequest', 'medication')]).toEqual([undefined, false])
  })
  test('a /metadata that fails (500) is an error: a fault must not pass for a server that keeps nothing', async () => {
    await expect(capabilityOf(wireTo(() => status(500)).client)).rejects.toMatchObject({ status: 500 })
  })
  test('a server that does not answer is not taken for one without features', async () => {
    await expect(capabilityOf(wireTo(() => Promise.reject(new TypeError('down'))).client)).rejects.toMatchObject({ kind: 'network' })
  })
})

describe('several patients in one search', () => {
  const order = (patient: string, id: string): object => ({
    resourceType: 'MedicationRequest',
    id,
    subject: { reference: `Patient/${patient}` },
  })
  const orders = new Map([
    ['Patient/a', [order('a', '1')]],
    ['Patient/b', []],
    ['Patient/c', [order('c', '2'), order('c', '3')]],
  ])
  const answering =
    (together: (asked: readonly string[]) => Response): Answer =>
    ({ url }) => {
      const asked = (new URL(url).searchParams.get('patient') ?? '').split(',')
      const [only] = asked
      return asked.length === 1 ? json(page(orders.get(only ?? '') ?? [])) : together(asked)
    }
  const all = (asked: readonly string[]): Response => json(page(asked.flatMap((id) => orders.get(id) ?? [])))
  const ids = ['a', 'b', 'c', 'd']

  test('are used once it is proved that both patients’ orders come back', async () => {
    const { client, asked } = wireTo(answering(all))
    expect([await takesManyPatients(client, ids), asked.length]).toEqual([true, 4])
    await takesManyPatients(client, ids)
    expect(asked).toHaveLength(4)
  })
  test.each<[string, (asked: readonly string[]) => Response]>([
    ['refuses (400)', () => status(400)],
    ['answers only for the first', () => json(page([order('a', '1')]))],
    ['finds nothing, and says nothing', () => json(page([]))],
    ['answers for everybody', () => json(page([order('a', '1'), order('c', '2'), order('c', '3'), order('z', '9')]))],
  ])('are not used on a server that %s: nobody is lost', async (_name, together) => {
    expect(await takesManyPatients(wireTo(answering(together)).client, ids)).toBe(false)
  })
  test('are not used where nothing could be proved', async () => {
    expect(await takesManyPatients(wireTo(() => json(page([]))).client, ids)).toBe(false)
  })
})

describe('who is on the caseload (FHIR.md 3.2 A)', () => {
  const list = (entry: readonly object[]): object => ({ resourceType: 'List', id: 'l', entry })
  const on = (reference: string, extra: object = {}): object => ({ item: { reference, ...extra } })
  const byType =
    (answers: Readonly<Record<string, () => Response>>): Answer =>
    ({ url }) =>
      (answers[url.slice(BASE.length + 1).split('?')[0] ?? ''] ?? (() => status(404)))()
  const found = (answers: Readonly<Record<string, () => Response>>) => fetchCaseload(wireTo(byType(answers)).client, 'Practitioner/dr-01')
  const empty = (): Response => json(page([]))

  test('the list comes first, in its order, each once; relative, absolute and versioned references are the same patient', async () => {
    const entries = [
      on('Patient/b'),
      on(`${BASE}/Patient/a`),
      on('Patient/b/_history/2'),
      on('Device/x'),
      { ...on('Patient/gone'), deleted: true },
    ]
    const members = await found({ List: () => json(page([list(entries)])) })
    expect(members.map((member) => member.id)).toEqual(['b', 'a'])
  })
  test('somebody whom the list names without a record stays on it, with the reason', async () => {
    const members = await found({
      List: () => json(page([list([on('Patient/a'), { item: { identifier: { value: 'MRN-7' }, display: 'Ana Muñoz' } }])])),
    })
    expect(members[1]).toEqual({
      id: 'unnamed-MRN-7',
      label: 'Ana Muñoz',
      unnamed: 'the list names this patient without the address of a record',
    })
  })
  test('F76 a list without entries is an empty caseload', async () =>
    expect(await found({ List: () => json(page([list([])])) })).toEqual([]))
  test('without a list, the registry group; its inactive members are not on it', async () => {
    const group = {
      resourceType: 'Group',
      id: 'g',
      member: [{ entity: { reference: 'Patient/a' } }, { entity: { reference: 'Patient/b' }, inactive: true }],
    }
    expect((await found({ List: empty, Group: () => json(page([group])) })).map((m) => m.id)).toEqual(['a'])
  })
  test('without a group, the patients of this general practitioner', async () => {
    const people = [
      { resourceType: 'Patient', id: 'a' },
      { resourceType: 'Patient', id: 'b', active: false },
    ]
    expect((await found({ List: () => status(403), Group: empty, Patient: () => json(page(people)) })).map((m) => m.id)).toEqual(['a'])
  })
  test('none of them is an error that says so, never an empty caseload', async () => {
    await expect(found({ List: empty, Group: () => status(403), Patient: empty })).rejects.toThrow(
      /^The server has no current caseload list for Practitioner\/dr-01/,
    )
  })
  test('F01 a list that was not read to its end is an error: somebody could be missing', async () => {
    await expect(found({ List: () => json(page([list([on('Patient/a')])], undefined, { total: 2 })) })).rejects.toThrow(
      'The caseload was not read completely (caseload list): 1 of 2 results read',
    )
  })
  test('F53 a server that does not answer is not asked for a group', async () => {
    await expect(found({ List: () => Response.error(), metadata: () => status(404) })).rejects.toMatchObject({ name: 'FhirError' })
  })
})
