import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ConfigError, readConfig } from '#src/app/config.ts'
import { parameters } from '#src/clinical/parameters.ts'
import { defaultSettings } from '#src/clinical/settings.ts'

const page = 'https://clinic.example/remit/'
const plain = {
  fhirBase: '/fhir',
  practitioner: 'Practitioner/dr-01',
  practitionerName: 'Dr M. Reyes',
  practiceHours: 'Mon–Fri 08:00–18:00',
  crisisText: 'In a crisis: call or text 988.',
}

async function refusal(changes: object, without: readonly string[] = []): Promise<string> {
  const raw = Object.fromEntries(Object.entries({ ...plain, ...changes }).filter(([key]) => !without.includes(key)))
  try {
    await readConfig(raw, page)
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
  return 'accepted'
}

test('the shipped file is valid and runs on the defaults', async () => {
  const shipped: unknown = JSON.parse(readFileSync('public/config.json', 'utf8'))
  expect((await readConfig(shipped, page)).clinical).toEqual(defaultSettings)
})

describe('the address of the server', () => {
  test.each([
    ['/fhir', 'https://clinic.example/fhir'],
    ['https://ehr.example/fhir/r4/', 'https://ehr.example/fhir/r4'],
    ['http://localhost:8080/fhir', 'http://localhost:8080/fhir'],
  ])('%s is %s', async (fhirBase, address) => {
    expect((await readConfig({ ...plain, fhirBase }, page)).fhirBase).toBe(address)
  })

  test.each(['ftp://ehr.example', 'javascript:alert(1)', 'http://'])('%s is refused and named', async (fhirBase) => {
    expect(await refusal({ fhirBase })).toBe(`config.json: "fhirBase" is not a web address: "${fhirBase}"`)
  })
})

describe('a key that is missing, unknown or malformed is named', () => {
  test.each(Object.keys(plain))('%s missing', async (key) => {
    expect(await refusal({}, [key])).toContain(`config.json: "${key}" is missing`)
  })

  test('an unknown key', async () => {
    expect(await refusal({ fhirBaseUrl: '/fhir' })).toBe('config.json: unknown key "fhirBaseUrl"')
  })

  test.each([
    ['practitioner', 'dr-01'],
    ['practitionerName', ''],
    ['practiceHours', 8],
    ['crisisText', null],
  ])('%s as %j', async (key, value) => {
    expect(await refusal({ [key]: value })).toContain(`config.json: "${key}" is not valid`)
  })

  test.each([[null], ['text'], [[]], [42]])('a file that holds %j is refused', async (raw) => {
    await expect(readConfig(raw, page)).rejects.toThrow(ConfigError)
  })
})

describe('clinical settings under "clinical"', () => {
  test('what is overridden changes, everything else keeps its default', async () => {
    const { clinical } = await readConfig({ ...plain, clinical: { doseColumn: 'strict', rules: { silence: { checkInDays: 7 } } } }, page)
    expect([clinical.doseColumn, clinical.rules.silence]).toEqual(['strict', { ...defaultSettings.rules.silence, checkInDays: 7 }])
    expect(clinical.trial).toEqual(defaultSettings.trial)
  })

  test.each([
    [{ gapDays: 14 }, 'config.json: unknown key "clinical.gapDays"'],
    [{ rules: { silence: { days: 5 } } }, 'config.json: unknown key "clinical.rules.silence.days"'],
    [
      { rules: { worsening: { points: '5' } } },
      'config.json: "clinical.rules.worsening.points" must be a whole number from 1 to 15 (points of PHQ-9), not "5"',
    ],
    [
      { rules: { worsening: { points: 0 } } },
      'config.json: "clinical.rules.worsening.points" must be a whole number from 1 to 15 (points of PHQ-9), not 0',
    ],
    [{ adherence: { metPercent: 101 } }, 'config.json: "clinical.adherence.metPercent" must be a whole number from 50 to 100 (%), not 101'],
    [
      { response: { partialPercent: 70 } },
      'config.json: "clinical.response.partialPercent" is 70, above "response.responsePercent", which is 50',
    ],
    [
      { resistanceDefinition: 'mine' },
      'config.json: "clinical.resistanceDefinition" must be one of "source-document", "sforzini-2022", "rybak-2021", "gaddey-2024", not "mine"',
    ],
    [[], 'config.json: "clinical" must be a group of settings, not []'],
    ['strict', 'config.json: "clinical" must be a group of settings, not "strict"'],
  ])('%j', async (clinical, sentence) => {
    expect(await refusal({ clinical })).toBe(sentence)
  })

  test('every parameter of the rule book can be set to a value of its range', async () => {
    for (const [path, row] of Object.entries(parameters)) {
      const value = row.kind === 'number' ? row.min : row.kind === 'choice' ? row.choices[0] : true
      const clinical = path.split('.').reduceRight<unknown>((inner, key) => ({ [key]: inner }), value)
      // Two limits may still contradict each other; that is said of the pair, never of an unknown key.
      expect(await refusal({ clinical })).toMatch(/^accepted$|, above "/)
    }
  })
})
