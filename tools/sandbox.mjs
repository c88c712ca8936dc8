// The mock FHIR server over real HTTP: node tools/sandbox.mjs [--patients N] [--profile NAME] [--port P] [--faults SEED]
import { load } from './run.mjs'

const { main } = await load('mocks/sandbox.ts')
process.exitCode = await main(process.argv.slice(2))
