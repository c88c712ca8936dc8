import { startNodeMocks } from '#mocks/node.ts'
import { listening } from '#mocks/sandbox.ts'
import { createFhirServer } from '#mocks/server.ts'
import { fhirContract, type Connection } from '#tests/mocks/fhir-contract.ts'
import { smallPopulation } from '#tests/mocks/small-server.ts'

for (const profile of ['default', 'us-core-only', 'hapi', 'medplum', 'blaze', 'strict', 'lenient'] as const) {
  fhirContract(`the mock server as "${profile}"`, (): Promise<Connection> => {
    const mocks = startNodeMocks({ population: smallPopulation, profile })
    return Promise.resolve({
      base: mocks.base,
      close: () => {
        mocks.stop()
        return Promise.resolve()
      },
    })
  })
}

fhirContract('the sandbox over HTTP', async () => {
  const { port, close } = await listening(createFhirServer({ population: smallPopulation }), 0)
  return { base: `http://127.0.0.1:${port}/fhir`, close }
})

const real = process.env['FHIR_BASE_URL']
if (real !== undefined) fhirContract(real, () => Promise.resolve({ base: real.replace(/\/$/, ''), close: () => Promise.resolve() }))
