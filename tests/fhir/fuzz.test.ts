import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assessPatient } from '#src/clinical/assess.ts'
import { defaultSettings } from '#src/clinical/settings.ts'
import type { PatientRecord } from '#src/clinical/facts.ts'
import { recordFromResources } from '#src/fhir/record.ts'
import { day } from '#src/lib/calendar.ts'
import { everyExample, usCore } from './resources.ts'

type Path = readonly (string | number)[]

/** Every place in a JSON value that could be replaced. */
function placesIn(value: unknown, path: Path = []): readonly Path[] {
  if (Array.isArray(value)) return [path, ...value.flatMap((element, i) => placesIn(element, [...path, i]))]
  if (typeof value === 'object' && value !== null)
    return [path, ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...path, key]))]
  return [path]
}

function withReplaced(value: unknown, path: Path, replacement: unknown): unknown {
  const [key, ...rest] = path
  if (key === undefined) return replacement
  if (Array.isArray(value)) return value.map((element: unknown, i) => (i === key ? withReplaced(element, rest, replacement) : element))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, name === key ? withReplaced(inner, rest, replacement) : inner]),
  )
}

const seeds = [...everyExample(), ...usCore()].map((resource) => ({ resource, places: placesIn(resource) }))

const strange = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    '',
    '12',
    'NaN',
    -1,
    -0,
    0,
    28,
    1e308,
    JSON.parse('1e400'),
    [],
    {},
    [null],
    [[]],
    '2026-02-30',
    '9999-12-31',
  ),
  fc.constantFrom<unknown>(
    'Patient/p-002',
    '#',
    'urn:uuid:',
    '/',
    'http://loinc.org',
    '44261-6',
    'LA6571-9',
    '__proto__',
    'constructor',
    '<b>',
    '\u202E',
    '\u0000',
  ),
  fc.double(),
  fc.string({ maxLength: 8 }),
  fc.jsonValue({ maxDepth: 2 }),
)

const mutated = fc
  .constantFrom(...seeds)
  .chain(({ resource, places }) =>
    fc
      .array(fc.tuple(fc.constantFrom(...places), strange), { minLength: 1, maxLength: 4 })
      .map((changes) => changes.reduce((value, [path, by]) => withReplaced(value, path, by), resource)),
  )

/** What may never be in a record, however it came about. */
function wrongIn(record: PatientRecord): readonly unknown[] {
  const totals = record.readings.filter(
    (reading) =>
      (reading.total.kind === 'unknown' && reading.total.reason === '') ||
      (reading.total.kind === 'known' && reading.instrument === 'phq-9' && !(reading.total.value >= 0 && reading.total.value <= 27)),
  )
  const doses = record.medications
    .flatMap((fact) => fact.plans.map((plan) => plan.dose))
    .filter((dose) => dose.kind === 'known' && !(dose.low > 0 && dose.low <= dose.high && Number.isFinite(dose.high)))
  return [...totals, ...doses, ...record.rejected.filter(({ source, reason }) => source === '' || reason === '')]
}

const RUNS = 400
const asOf = day('2026-11-23')

describe('resources that no sender should send', () => {
  test('R7 mutated resources: never an exception, every rejection with a source and a reason, no number out of range', () => {
    fc.assert(
      fc.property(fc.array(mutated, { maxLength: 6 }), (resources) => {
        const record = recordFromResources('p-001', resources, { prorateTwoMissing: true })
        expect(wrongIn(record)).toEqual([])
        expect(() => assessPatient(record, asOf, defaultSettings)).not.toThrow()
      }),
      { numRuns: RUNS },
    )
  })
  test('R7 anything at all: never an exception', () => {
    fc.assert(
      fc.property(fc.array(fc.anything({ maxDepth: 3 }), { maxLength: 5 }), (resources) => {
        expect(() => recordFromResources('p-001', resources, { prorateTwoMissing: false })).not.toThrow()
      }),
      { numRuns: RUNS },
    )
  })
  test('F74 a questionnaire 10,000 groups deep is read to its end', () => {
    let item: unknown = [{ linkId: '/44260-8', answer: [{ valueInteger: 2 }] }]
    for (let i = 0; i < 10_000; i += 1) item = [{ linkId: `g${i}`, item }]
    const deep = {
      resourceType: 'QuestionnaireResponse',
      id: 'deep',
      status: 'completed',
      authored: '2026-11-02',
      subject: { reference: 'Patient/p-001' },
      item,
    }
    const record = recordFromResources('p-001', [deep], { prorateTwoMissing: false })
    expect(record.readings[0]?.item9).toEqual({ kind: 'answered', value: 2 })
  })
  test('F74 a text of a million characters is quoted briefly', () => {
    const long = {
      resourceType: 'Observation',
      id: 'x',
      status: 'x'.repeat(1_000_000),
      code: { coding: [{ system: 'http://loinc.org', code: '44261-6' }] },
      subject: { reference: 'Patient/p-001' },
    }
    const [rejection] = recordFromResources('p-001', [long], { prorateTwoMissing: false }).rejected
    expect(rejection?.reason.length).toBeLessThan(200)
  })
})
