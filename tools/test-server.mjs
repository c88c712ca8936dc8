// `FHIR_BASE_URL=http://... node tools/test-server.mjs`: what Remit needs of a FHIR server, checked against a real one.
// Loads synthetic people under ids of their own and removes them again.
import { load } from './run.mjs'

const { main } = await load('tests/server/contract.ts')
process.exitCode = await main()
