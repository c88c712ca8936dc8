// `node tools/chaos.mjs --seed N [--runs K]`: reading and deciding under seeded faults, compared after each step with the server's store.
// The same seed is the same journey; a thousand take about a quarter of an hour of one core.
import { load } from './run.mjs'

const { main } = await load('tests/integration/chaos-journey.ts')
process.exitCode = await main(process.argv.slice(2))
