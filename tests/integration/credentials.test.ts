import { http, HttpResponse } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createFhirClient } from '#src/fhir/client.ts'

const asked: Request[] = []
const network = setupServer(
  http.all('*', ({ request }) => {
    asked.push(request.clone())
    return HttpResponse.json({ resourceType: 'Basic' }, { headers: { 'content-type': 'application/fhir+json' } })
  }),
)
beforeAll(() => network.listen())
afterEach(() => void asked.splice(0))
afterAll(() => network.close())

const client = (credentials?: () => Promise<Readonly<Record<string, string>>>) =>
  createFhirClient({
    base: 'https://fhir.clinic.test/r4',
    timeoutMs: 2000,
    pause: () => Promise.resolve(),
    ...(credentials === undefined ? {} : { credentials }),
  })

test('credentials are asked for before every request, reads and writes alike, so that a renewed one is used at once', async () => {
  let turn = 0
  const signedIn = client(() => Promise.resolve({ Authorization: `Bearer t-${(turn += 1)}` }))
  await signedIn.read('Patient/p-1')
  await signedIn.write('POST', 'Basic', { resourceType: 'Basic' })
  expect(asked.map((request) => request.headers.get('Authorization'))).toEqual(['Bearer t-1', 'Bearer t-2'])
})

test('F05: a next link to another origin, or to http, is not followed and sees no credentials', async () => {
  const signedIn = client(() => Promise.resolve({ Authorization: 'Bearer t' }))
  for (const elsewhere of ['https://evil.test/r4?page=2', 'http://fhir.clinic.test/r4?page=2', 'https://fhir.clinic.test:8443/r4?page=2'])
    await expect(signedIn.read(elsewhere)).rejects.toThrow('The server pointed to another address')
  expect(asked).toEqual([])
  await signedIn.read('https://fhir.clinic.test/r4?page=2')
  expect(asked.map((request) => request.headers.get('Authorization'))).toEqual(['Bearer t'])
})

test('when nobody is signed in no request is made, and the sentence says so', async () => {
  const signedOut = client(() => Promise.reject(new Error('the session has ended')))
  await expect(signedOut.read('Patient/p-1')).rejects.toMatchObject({
    message: 'Nobody is signed in to the server (the session has ended)',
    status: 401,
  })
  expect(asked).toEqual([])
})

test('without credentials none are sent, and nothing is left in the browser’s cache: the request says no-store', async () => {
  await client().read('Patient/p-1')
  expect(asked.map((request) => [request.headers.get('Authorization'), request.cache])).toEqual([[null, 'no-store']])
})
