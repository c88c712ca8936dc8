// `node tools/chaos.mjs --seed N [--runs K]`: journeys under seeded faults, each compared with an oracle. The same seed is the same journey.
import { load } from './run.mjs'

const { main } = await load('tests/integration/chaos-journey.ts')
process.exitCode = await main(process.argv.slice(2))
