import { afterEach, expect, test } from 'vitest'
import { createFhirClient, type FhirClient } from '#src/fhir/client.ts'
import { fetchWriteAbility } from '#src/fhir/review-capability.ts'
import { fetchColleagues } from '#src/fhir/review-colleagues.ts'
import { fetchSealKey } from '#src/fhir/review-seal.ts'
import { startNodeMocks, type NodeMocks } from '#mocks/node.ts'
import type { ProfileName } from '#mocks/profiles.ts'

const dr01 = 'Practitioner/dr-01'

let mocks: NodeMocks | undefined
afterEach(() => mocks?.stop())

function clientOf(profile: ProfileName = 'default'): FhirClient {
  mocks = startNodeMocks({ population: { patients: 1, today: 20_782 }, profile })
  return createFhirClient({ base: mocks.base, timeoutMs: 2000, pause: () => Promise.resolve() })
}

test('the seal of unsaved text is made once and is the same for every tab of a clinician', async () => {
  const client = clientOf()
  expect(await fetchSealKey(client, dr01, () => 'Zmlyc3Q=')).toBe('Zmlyc3Q=')
  expect(await fetchSealKey(client, dr01, () => 'c2Vjb25k')).toBe('Zmlyc3Q=')
  expect(await fetchSealKey(client, 'Practitioner/dr-02', () => 'dGhpcmQ=')).toBe('dGhpcmQ=')
})

test('a server without writes gives no seal, and says in its statement that it takes neither reviews nor trials nor answers', async () => {
  const client = clientOf('read-only')
  await expect(fetchSealKey(client, dr01, () => 'Zmlyc3Q=')).rejects.toThrow(/405/)
  expect(await fetchWriteAbility(client, 'reviews')).toMatchObject({ kind: 'read-only' })
  expect(await fetchWriteAbility(client, 'trials')).toMatchObject({
    kind: 'read-only',
    why: 'it does not let MedicationStatement be created',
  })
  expect(await fetchWriteAbility(client, 'answers')).toMatchObject({ kind: 'read-only' })
})

test.each(['default', 'hapi', 'medplum', 'blaze', 'us-core-only'] as const)('%s takes reviews, trials and answers', async (profile) => {
  expect(await fetchWriteAbility(clientOf(profile), 'reviews')).toEqual({ kind: 'writable' })
  for (const what of ['trials', 'answers'] as const) expect(await fetchWriteAbility(clientOf(profile), what)).toEqual({ kind: 'writable' })
})

test('colleagues are the practitioners of the server, by name', async () => {
  expect(await fetchColleagues(clientOf())).toEqual([
    { ref: 'Practitioner/dr-02', name: 'Dr A. Okafor' },
    { ref: 'Practitioner/dr-01', name: 'Dr M. Reyes' },
  ])
})
