/** What reading and judging cost in processor time, without a browser: `node tools/run.mjs bench/engine.ts [PATIENTS]`. */
import { caseload, MOST_PATIENTS } from '../mocks/caseload.ts'
import { localDayNumber, systemClock } from '../mocks/clock.ts'
import { assessPatient } from '../src/clinical/assess.ts'
import { defaultSettings } from '../src/clinical/settings.ts'
import { recordsFromResources } from '../src/fhir/record.ts'
import { localDayAt } from '../src/lib/calendar.ts'

const spent = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

function timed<T>(work: () => T): readonly [T, number] {
  const before = spent()
  const made = work()
  return [made, spent() - before]
}

const round = (ms: number): number => Math.round(ms * 100) / 100

/** Milliseconds of processor time a patient for each step; the second pass runs on compiled code. */
export async function engineCost(patients: number): Promise<Readonly<Record<string, number>>> {
  const today = localDayNumber(systemClock.nowMs())
  const population = caseload({ patients, today })
  const [charts, making] = timed(() => population.patientIds().map((id) => population.resourcesOf(id)))
  const wire = charts.map((chart) => JSON.stringify(chart))
  const asOf = localDayAt(performance.timeOrigin + performance.now())
  const pass = () => {
    const [raw, parsing] = timed(() => wire.map((text): unknown => JSON.parse(text)))
    const [records, reading] = timed(() =>
      raw.flatMap((chart) => recordsFromResources(Array.isArray(chart) ? chart : [], defaultSettings).records),
    )
    const [assessed, judging] = timed(() => records.map((record) => assessPatient(record, asOf, defaultSettings)))
    return { parsing, reading, judging, people: assessed.length }
  }
  const cold = pass()
  const passes = Array.from({ length: 5 }, pass)
  const least = (of: (one: ReturnType<typeof pass>) => number): number => Math.min(...passes.map(of))
  const warm = { parsing: least((p) => p.parsing), reading: least((p) => p.reading), judging: least((p) => p.judging), people: cold.people }
  const each = (ms: number): number => round(ms / patients)
  return {
    patients: warm.people,
    kB: round(wire.reduce((sum, text) => sum + text.length, 0) / patients / 1024),
    makingCharts: each(making),
    parsing: each(warm.parsing),
    reading: each(warm.reading),
    readingCold: each(cold.reading),
    judging: each(warm.judging),
    judgingCold: each(cold.judging),
  }
}

/** Resources of `count` people of a large caseload, from the `first` one on. */
export function charts(first: number, count: number): readonly (readonly unknown[])[] {
  const population = large()
  return population
    .patientIds()
    .slice(first, first + count)
    .map((id) => population.resourcesOf(id))
}

let kept: ReturnType<typeof caseload> | undefined
const large = () => (kept ??= caseload({ patients: MOST_PATIENTS, today: localDayNumber(systemClock.nowMs()) }))

export async function main(argv: readonly string[]): Promise<number> {
  process.stdout.write(`${JSON.stringify(await engineCost(parseInt(argv[0] ?? '300', 10)), undefined, 2)}\n`)
  return 0
}
