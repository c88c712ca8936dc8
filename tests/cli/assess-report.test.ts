/** What `npm run --silent assess` prints: its shape, every example of the FHIR reference, unreadable input, and any JSON at all. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest'
import { main, reportOnText } from '#src/cli/assess.ts'
import { field, list } from '#src/fhir/raw.ts'
import { day } from '#src/lib/calendar.ts'
import { runs } from '#tests/support/record-arbitraries.ts'

const folder = 'tests/cli/examples'
const example = (name: string): string => readFileSync(join(folder, name), 'utf8')
const asOf = day('2026-11-05')

function report(text: string): unknown {
  const result = reportOnText('file.json', text, asOf)
  if (!result.ok) throw new Error(result.error)
  return result.value
}
const at = (value: unknown, ...path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>((inner, key) => (typeof key === 'number' ? list(inner)[key] : field(inner, key)), value)

describe('every example of the FHIR reference on its own', () => {
  // patient, readings, trials, flags that are met, what was rejected
  test.each<[string, string | undefined, number, number, readonly string[], readonly string[]]>([
    ['01-patient.json', 'Patient/p-001', 0, 0, [], []],
    ['02-list-caseload.json', undefined, 0, 0, [], []],
    ['03-careteam.json', undefined, 0, 0, [], []],
    ['04-phq9-total.json', 'Patient/p-001', 1, 0, [], []],
    ['05-phq9-panel-us-core.json', 'Patient/p-001', 0, 0, [], ['Observation/phq9-2026-11-02-panel']],
    ['06-phq9-item9.json', 'Patient/p-001', 1, 0, ['suicidal-ideation'], []],
    ['07-phq9-questionnaireresponse.json', 'Patient/p-001', 1, 0, ['suicidal-ideation'], []],
    ['08-daily-checkin.json', 'Patient/p-001', 0, 0, [], []],
    ['09-medreq-stopped-intolerance.json', 'Patient/p-001', 0, 1, [], []],
    ['10-medreq-titration-active.json', 'Patient/p-001', 0, 1, ['silence', 'no-baseline'], []],
    ['11-medreq-text-only.json', 'Patient/p-001', 0, 1, ['silence', 'no-baseline'], []],
    ['12-meddispense.json', 'Patient/p-001', 0, 1, ['silence', 'no-baseline'], []],
    ['13-medstatement.json', 'Patient/p-001', 0, 1, [], []],
    ['14-procedure-tms.json', 'Patient/p-001', 0, 0, [], []],
    ['15-condition-mdd.json', 'Patient/p-001', 0, 0, [], []],
    ['16-goal-treat-to-target.json', undefined, 0, 0, [], []],
    ['17-detectedissue.json', undefined, 0, 0, [], []],
    ['18-task-1-new.json', undefined, 0, 0, [], []],
    ['19-task-2-snoozed.json', undefined, 0, 0, [], []],
    ['20-task-3-resolved.json', undefined, 0, 0, [], []],
    ['21-detectedissue-mitigated.json', undefined, 0, 0, [], []],
    ['22-clinicalimpression.json', 'Patient/p-001', 0, 0, [], ['ClinicalImpression/ci-001']],
    ['23-provenance.json', undefined, 0, 0, [], []],
    ['24-auditevent-view.json', undefined, 0, 0, [], ['AuditEvent/ae-001']],
    ['25-flag-suicide-risk.json', undefined, 0, 0, [], []],
    ['26-device-app.json', undefined, 0, 0, [], []],
    ['27-transaction-raise.json', undefined, 0, 0, [], []],
    ['28-transaction-resolve.json', undefined, 0, 0, [], []],
    ['29-batch-read.json', undefined, 0, 0, [], []],
    ['30-searchset-page.json', 'Patient/p-001', 1, 0, [], ['OperationOutcome/without id']],
    ['31-operationoutcome-429.json', undefined, 0, 0, [], ['OperationOutcome/without id']],
    ['32-operationoutcome-412.json', undefined, 0, 0, [], ['OperationOutcome/without id']],
    ['33-allergyintolerance.json', 'Patient/p-001', 0, 0, [], []],
    ['34-encounter.json', 'Patient/p-001', 0, 0, [], []],
    ['35-appointment.json', 'Patient/p-001', 0, 0, [], []],
    ['36-medication-contained-strength.json', undefined, 0, 0, [], []],
    ['37-shadow-patient-workflow.json', 'Patient/w-001', 0, 0, [], []],
    ['38-detectedissue-two-bases.json', undefined, 0, 0, [], []],
  ])('%s', (name, patient, readings, trials, flags, rejected) => {
    const value = report(example(name))
    const first = at(value, 'patients', 0)
    expect(field(first, 'id')).toBe(patient)
    expect([list(field(first, 'readings')).length, list(field(first, 'trials')).length]).toEqual([readings, trials])
    const met = list(field(first, 'flags')).filter((flag) => field(flag, 'verdict') === 'met')
    expect(met.map((flag) => field(flag, 'rule'))).toEqual(flags)
    expect(list(field(value, 'rejected')).map((r) => field(r, 'source'))).toEqual(rejected)
  })

  test('no example of the folder is left out', () => {
    expect(readdirSync(folder)).toHaveLength(38)
  })
})

describe('all of them together, on 5 November 2026', () => {
  const value = report(`[${readdirSync(folder).map(example).join(',')}]`)
  const trial = (n: number, ...path: readonly (string | number)[]): unknown => at(value, 'patients', 0, 'trials', n, ...path)

  test('one administration of PHQ-9 from panel, total, item and questionnaire: 17 points, item 9 answered 1', () => {
    expect(list(at(value, 'patients', 0, 'readings'))).toHaveLength(1)
    const reading = at(value, 'patients', 0, 'readings', 0)
    expect([field(reading, 'instrument'), field(reading, 'date'), field(reading, 'total'), field(reading, 'item9')]).toEqual([
      'PHQ-9',
      '2026-11-02',
      17,
      1,
    ])
  })

  test('fluoxetine March to May 2024, known to the month: 32 to 92 days at dose, no benefit reported', () => {
    expect([trial(0, 'agents'), trial(0, 'from'), trial(0, 'through'), trial(0, 'daysAtAdequateDose')]).toEqual([
      ['fluoxetine'],
      '2024-03-01',
      '2024-05-31',
      null,
    ])
    expect([trial(0, 'daysAtAdequateDoseRange'), trial(0, 'outcome'), trial(0, 'reasonStopped')]).toEqual([
      { low: 32, high: 92 },
      'no-response',
      'no-effect',
    ])
    expect(trial(0, 'adequacy')).toEqual({ dose: 'met', duration: 'cannot-tell', adherence: 'cannot-tell', overall: 'cannot-tell' })
  })

  test('sertraline 12 January to 2 February: 22 days, stopped for side effects, never a failure of effect', () => {
    expect([trial(1, 'agents'), trial(1, 'from'), trial(1, 'through'), trial(1, 'daysAtAdequateDose')]).toEqual([
      ['sertraline'],
      '2026-01-12',
      '2026-02-02',
      22,
    ])
    expect([trial(1, 'reasonStopped'), trial(1, 'countsTowardResistance')]).toEqual(['side-effect', 'not-met'])
  })

  test('escitalopram 10 mg for 7 days, then 20 mg, in progress: 94 days by 5 November', () => {
    // 3 August to 4 November, both lived through: 29 + 30 + 31 + 4 = 94.
    expect(trial(2, 'doses')).toEqual([
      { from: '2026-08-03', through: '2026-08-09', mgPerDay: { low: 10, high: 10 }, basis: 'structured', level: 'adequate' },
      { from: '2026-08-10', through: null, mgPerDay: { low: 20, high: 20 }, basis: 'structured', level: 'adequate' },
    ])
    expect([trial(2, 'ongoing'), trial(2, 'daysAtAdequateDose')]).toEqual([true, 94])
  })

  test('bupropion XL 150 mg from text augments it', () => {
    expect([trial(3, 'agents'), trial(3, 'role'), trial(3, 'augments'), trial(3, 'doses', 0, 'basis')]).toEqual([
      ['bupropion'],
      'augmentation',
      'escitalopram@2026-08-03',
      'text',
    ])
  })

  test('without a baseline the response cannot be told, and resistance neither', () => {
    expect(at(value, 'patients', 0, 'response')).toEqual({
      baseline: null,
      latest: { total: 17, date: '2026-11-02' },
      changePoints: null,
      changePercent: null,
      status: 'cannot-tell',
      why: 'baseline PHQ-9: none from 6 Jul 2026 to 10 Aug 2026',
    })
    expect([at(value, 'patients', 0, 'resistance', 'status'), at(value, 'patients', 0, 'resistance', 'qualifyingTrials')]).toEqual([
      'cannot-tell',
      [],
    ])
    expect(at(value, 'patients', 0, 'section')).toBe('urgent')
  })
})

describe('the shape of the report', () => {
  const value = report(`[${['06-phq9-item9.json', '10-medreq-titration-active.json'].map(example).join(',')}]`)
  const keys = (inner: unknown): readonly string[] => (typeof inner === 'object' && inner !== null ? Object.keys(inner) : [])

  test('holds what was promised, level by level', () => {
    expect(keys(value)).toEqual(['asOf', 'ruleBook', 'patients', 'rejected'])
    expect(keys(at(value, 'patients', 0))).toEqual(expect.arrayContaining(['id', 'readings', 'trials', 'response', 'resistance', 'flags']))
    expect(keys(at(value, 'patients', 0, 'readings', 0))).toEqual(
      expect.arrayContaining(['instrument', 'date', 'total', 'item9', 'sources', 'issues']),
    )
    expect(keys(at(value, 'patients', 0, 'trials', 0))).toEqual(
      expect.arrayContaining([
        'agents',
        'from',
        'through',
        'doses',
        'daysAtAdequateDose',
        'adequacy',
        'outcome',
        'reasonStopped',
        'countsTowardResistance',
      ]),
    )
    expect(keys(at(value, 'patients', 0, 'trials', 0, 'doses', 0))).toEqual(
      expect.arrayContaining(['from', 'through', 'mgPerDay', 'basis']),
    )
    expect(keys(at(value, 'patients', 0, 'trials', 0, 'adequacy'))).toEqual(['dose', 'duration', 'adherence', 'overall'])
    expect(keys(at(value, 'patients', 0, 'response'))).toEqual(['baseline', 'latest', 'changePoints', 'changePercent', 'status', 'why'])
    expect(keys(at(value, 'patients', 0, 'resistance'))).toEqual(expect.arrayContaining(['definition', 'status', 'qualifyingTrials']))
    const flag = at(value, 'patients', 0, 'flags', 0)
    expect(keys(flag)).toEqual(expect.arrayContaining(['rule', 'verdict', 'tier', 'sentence', 'evidence', 'missing']))
    expect(keys(at(flag, 'evidence', 0))).toEqual(['what', 'value', 'unit', 'date', 'source'])
  })

  test('holds one flag for each of the thirteen rules, whatever its verdict', () => {
    expect(list(at(value, 'patients', 0, 'flags'))).toHaveLength(13)
  })
})

describe('input that cannot be read', () => {
  test.each([
    ['', 'file.json: the file is empty'],
    ['  \n ', 'file.json: the file is empty'],
    ['42', 'file.json: neither a Bundle nor a resource'],
    ['"text"', 'file.json: neither a Bundle nor a resource'],
    ['null', 'file.json: neither a Bundle nor a resource'],
  ])('%j: %s', (text, sentence) => {
    expect(reportOnText('file.json', text, asOf)).toEqual({ ok: false, error: sentence })
  })

  test.each([
    ['{"resourceType": x}', 'file.json, line 1, column 18: not JSON: '],
    ['{\n  "resourceType": "Bundle",\n', 'file.json, line 3, column 1: not JSON: '],
    ['<html>\n<body>', 'file.json, line 1, column 1: not JSON: '],
    ['{"resourceType": "Patient", "id": "a"}\n{"resourceType": "Patient"', 'file.json, line 2: not JSON: '],
  ])('%j names file and place on one line', (text, start) => {
    const result = reportOnText('file.json', text, asOf)
    const sentence = result.ok ? '' : result.error
    expect(sentence.startsWith(start)).toBe(true)
    expect(sentence).not.toContain('\n')
  })

  test('NDJSON, blank lines and a byte order mark are read', () => {
    const two = `\uFEFF{"resourceType": "Patient", "id": "a"}\n\n{"resourceType": "Patient", "id": "b"}\n`
    expect(list(field(report(two), 'patients')).map((p) => field(p, 'id'))).toEqual(['Patient/a', 'Patient/b'])
  })
})

describe('the command', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'assess-'))
  afterAll(() => rmSync(scratch, { recursive: true }))
  afterEach(() => vi.restoreAllMocks())

  async function run(...argv: readonly string[]): Promise<{ code: number; out: string; err: string }> {
    const out: string[] = []
    const err: string[] = []
    vi.spyOn(process.stdout, 'write').mockImplementation((chunk: string | Uint8Array, ...rest: readonly unknown[]) => {
      out.push(String(chunk))
      for (const done of rest) if (typeof done === 'function') done()
      return true
    })
    vi.spyOn(process.stderr, 'write').mockImplementation((chunk: string | Uint8Array) => {
      err.push(String(chunk))
      return true
    })
    const code = await main(argv)
    return { code, out: out.join(''), err: err.join('') }
  }

  test('prints one JSON object and ends with 0', async () => {
    const { code, out, err } = await run(join(folder, '01-patient.json'), '--as-of', '2026-11-05')
    expect([code, err, field(JSON.parse(out), 'asOf')]).toEqual([0, '', '2026-11-05'])
    expect((await run('--as-of', '2026-11-05', join(folder, '01-patient.json'))).code).toBe(0)
  })

  test('without a day it judges on today', async () => {
    const { out } = await run(join(folder, '01-patient.json'))
    expect(field(JSON.parse(out), 'asOf')).toMatch(/^\d{4}-\d{2}-\d{2}$/)
  })

  test('unreadable input is one sentence on stderr that names the file, nothing on stdout, and 2', async () => {
    const broken = join(scratch, 'broken.json')
    writeFileSync(broken, '{"a":')
    const { code, out, err } = await run(broken)
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(/broken\.json, line 1, column 6: not JSON: .*\n$/)
    expect(err.trimEnd()).not.toContain('\n')
    const missing = await run(join(scratch, 'none.json'))
    expect([missing.code, missing.err.includes('none.json: could not be read')]).toEqual([2, true])
  })

  test.each([
    [[], 'usage: '],
    [['a.json', 'b.json'], 'usage: '],
    [['a.json', '--as-of', '2026-02-30'], '--as-of 2026-02-30: not a date of the form YYYY-MM-DD'],
    [['a.json', '--as-of'], '--as-of : not a date'],
  ])('%j: %s', async (argv, words) => {
    const { code, err } = await run(...argv)
    expect([code, err.startsWith(words)]).toEqual([2, true])
  })
})

describe('any JSON', { timeout: 120_000 }, () => {
  const texts = readdirSync(folder).map(example)

  test('never crashes it', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), (text) => {
        expect(() => JSON.stringify(reportOnText('f', text, asOf))).not.toThrow()
      }),
      { numRuns: runs * 4 },
    )
  })

  test('never crashes it where one value of a real resource was replaced by any other, at any depth', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...texts), fc.nat(), fc.jsonValue({ maxDepth: 2 })), { minLength: 1, maxLength: 4 }),
        (changes) => {
          const resources = changes.map(([text, position, value]) => spoilt(JSON.parse(text), position, value))
          expect(() => JSON.stringify(reportOnText('f', JSON.stringify(resources), asOf))).not.toThrow()
        },
      ),
      { numRuns: runs * 8 },
    )
  })

  test('never crashes it with a Bundle in a Bundle in a Bundle, or lists in lists', () => {
    const nested = Array.from({ length: 200 }).reduce<unknown>((inner) => ({ resourceType: 'Bundle', entry: [{ resource: inner }] }), {
      resourceType: 'Patient',
      id: 'x',
    })
    const lists = `${'['.repeat(100_000)}1${']'.repeat(100_000)}`
    for (const text of [JSON.stringify(nested), lists]) expect(() => JSON.stringify(reportOnText('f', text, asOf))).not.toThrow()
  })
})

/** A copy of a JSON value in which the n-th value, counted through all depths and around, is another. */
function spoilt(root: unknown, n: number, value: unknown): unknown {
  const size = (inner: unknown): number =>
    typeof inner === 'object' && inner !== null ? 1 + Object.values(inner).reduce<number>((sum, v) => sum + size(v), 0) : 1
  let left = n % size(root)
  const copy = (inner: unknown): unknown => {
    if (left === 0) {
      left -= 1
      return value
    }
    left -= 1
    if (Array.isArray(inner)) return inner.map(copy)
    if (typeof inner === 'object' && inner !== null)
      return Object.fromEntries(Object.entries(inner).map(([k, v]: [string, unknown]) => [k, copy(v)]))
    return inner
  }
  return copy(root)
}
