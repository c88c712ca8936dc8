/** `npm run --silent assess -- <bundle.json> [--as-of YYYY-MM-DD]`: the same readers and rules without a browser. */
import { readFileSync } from 'node:fs'
import { assessPatient } from '#src/clinical/assess.ts'
import { reviewResistance } from '#src/clinical/resistance-review.ts'
import { ruleBookVersion } from '#src/clinical/rule-book.ts'
import { defaultSettings } from '#src/clinical/settings.ts'
import { placeWhereJsonStops } from '#src/cli/json-place.ts'
import { patientReport } from '#src/cli/report.ts'
import { field, isObject, list, text } from '#src/fhir/raw.ts'
import { recordsFromResources } from '#src/fhir/record.ts'
import { dayFromIso, isoFromDay, localDayAt, type Day } from '#src/lib/calendar.ts'
import { err, ok, type Result } from '#src/lib/result.ts'

const USAGE = 'usage: npm run --silent assess -- <bundle.json> [--as-of YYYY-MM-DD]'

/** @returns the exit code: 0 with the report on stdout, 2 with one sentence on stderr */
export async function main(argv: readonly string[]): Promise<number> {
  const report = assessFile(argv)
  if (!report.ok) {
    process.stderr.write(`${report.error}\n`)
    return 2
  }
  await new Promise<void>((done) => process.stdout.write(`${JSON.stringify(report.value, null, 2)}\n`, () => done()))
  return 0
}

function assessFile(argv: readonly string[]): Result<object> {
  const flag = argv.indexOf('--as-of')
  const asked = flag === -1 ? undefined : argv[flag + 1]
  const [path, ...rest] = argv.filter((_, i) => flag === -1 || (i !== flag && i !== flag + 1))
  if (path === undefined || rest.length > 0) return err(USAGE)
  const asOf: Day | undefined = flag === -1 ? localDayAt(performance.timeOrigin + performance.now()) : dayFromIso(asked ?? '')
  if (asOf === undefined) return err(`--as-of ${asked ?? ''}: not a date of the form YYYY-MM-DD`)
  let content: string
  try {
    content = readFileSync(path, 'utf8')
  } catch (error) {
    return err(`${path}: could not be read (${error instanceof Error ? error.message : 'no reason given'})`)
  }
  return reportOnText(path, content, asOf)
}

/**
 * The report on the text of a file: JSON (a Bundle, a resource or a list of them) or NDJSON with one resource a line.
 *
 * @param path only for words
 * @returns what `assess` prints, or one sentence that names the file and the place where it stops being readable
 */
export function reportOnText(path: string, content: string, asOf: Day): Result<object> {
  const parsed = parse(path, content)
  return parsed.ok ? ok(reportOf(parsed.value, asOf)) : parsed
}

function parse(path: string, content: string): Result<readonly unknown[]> {
  const text = content.startsWith(BYTE_ORDER_MARK) ? content.slice(1) : content
  const whole = json(text)
  if (whole.ok)
    return isObject(whole.value) || Array.isArray(whole.value) ? ok([whole.value]) : err(`${path}: neither a Bundle nor a resource`)
  const lines = text.split('\n')
  const values: unknown[] = []
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue
    const value = json(line)
    if (value.ok) values.push(value.value)
    else if (values.length === 0) return err(`${path}, ${placeWhereJsonStops(text)}: not JSON: ${oneLine(whole.error)}`)
    else return err(`${path}, line ${index + 1}: not JSON: ${oneLine(value.error)}`)
  }
  return values.length === 0 ? err(`${path}: the file is empty`) : ok(values)
}

const BYTE_ORDER_MARK = '\uFEFF'

/** A parser quotes the text it stopped at, line ends included; an error is one sentence on one line. */
function oneLine(message: string): string {
  return message.replace(/\s+/g, ' ').slice(0, 160)
}

function json(content: string): Result<unknown> {
  try {
    return ok(JSON.parse(content))
  } catch (error) {
    return err(error instanceof Error ? error.message : 'not JSON')
  }
}

function reportOf(values: readonly unknown[], asOf: Day): object {
  const resources: unknown[] = []
  const fullUrls = new Map<string, string>()
  const open = (value: unknown, depth: number): void => {
    if (Array.isArray(value) && depth < 4) for (const element of value) open(element, depth + 1)
    else if (field(value, 'resourceType') === 'Bundle' && depth < 4) {
      for (const entry of list(field(value, 'entry'))) {
        const resource = field(entry, 'resource')
        if (resource === undefined) continue
        const fullUrl = text(field(entry, 'fullUrl'))
        const type = text(field(resource, 'resourceType'))
        const id = text(field(resource, 'id')) ?? (fullUrl?.startsWith('urn:uuid:') ? fullUrl.slice('urn:uuid:'.length) : undefined)
        if (fullUrl !== undefined && type !== undefined && id !== undefined) fullUrls.set(fullUrl, `${type}/${id}`)
        open(isObject(resource) && resource['id'] === undefined && id !== undefined ? { ...resource, id } : resource, depth + 1)
      }
    } else resources.push(value)
  }
  for (const value of values) open(value, 0)
  const { records, rejected } = recordsFromResources(resources, defaultSettings, fullUrls)
  return {
    asOf: isoFromDay(asOf),
    ruleBook: ruleBookVersion,
    patients: records.map((record) => {
      const assessment = assessPatient(record, record.identity.historicalAsOf ?? asOf, defaultSettings)
      return patientReport(record, assessment, reviewResistance(record, assessment, defaultSettings))
    }),
    rejected: [...rejected, ...records.flatMap((record) => record.rejected)],
  }
}
