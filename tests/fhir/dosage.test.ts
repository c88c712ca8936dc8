import { describe, expect, test } from 'vitest'
import { doseOfInstruction, isAsNeeded, maximumOfInstruction } from '#src/fhir/dosage.ts'
import { daily, dose, repeat, type Json } from './resources.ts'

const tablets50 = { perUnitMg: 50, perMlMg: undefined }
const syrup = { perUnitMg: undefined, perMlMg: 4 }
const unknown = { perUnitMg: undefined, perMlMg: undefined }

const mgPerDay = (instruction: Json, strength: { perUnitMg: number | undefined; perMlMg: number | undefined } = tablets50): unknown => {
  const found = doseOfInstruction(instruction, strength)
  return found.kind === 'unknown' ? found.reason : found.low === found.high ? found.low : [found.low, found.high]
}
const range = (low: Json, high: Json): Json => ({ doseAndRate: [{ doseRange: { low, high } }] })

describe('how much is taken at once (FHIR.md 4.3, 1)', () => {
  test.each<[string, unknown, string | undefined, number]>([
    ['50 mg', 50, 'mg', 50],
    ['0.5 g', 0.5, 'g', 500],
    ['F44 500 ug', 500, 'ug', 0.5],
    ['F44 500 mcg', 500, 'mcg', 0.5],
    ['F44 500 µg', 500, '\u00B5g', 0.5],
    ['1 tablet of 50 mg', 1, 'tablet', 50],
    ['2 {tbl} of 50 mg', 2, '{tbl}', 100],
    ['2 {tablet}', 2, '{tablet}', 100],
    ['1 TAB', 1, 'TAB', 50],
    ['1 ERTAB', 1, 'ERTAB', 50],
    ['3 capsules', 3, 'capsules', 150],
    ['1 Capsule(s)', 1, 'Capsule(s)', 50],
    ['half a tablet', 0.5, 'tablet', 25],
    ['1 with the unit 1', 1, '1', 50],
    ['1 without a unit, as Synthea has it', 1, undefined, 50],
    ['F45 0.30000000000000004 mg is 0.3 mg', 0.30000000000000004, 'mg', 0.3],
  ])('%s', (_name, value, code, expected) => {
    expect(mgPerDay({ ...repeat(daily), ...dose(value, code) })).toBe(expected)
  })
  test('5 mL of 4 mg/mL is 20 mg', () => expect(mgPerDay({ ...repeat(daily), ...dose(5, 'mL') }, syrup)).toBe(20))
  test('50 to 100 mg is a range', () => {
    expect(mgPerDay({ ...repeat(daily), ...range({ value: 50, code: 'mg' }, { value: 100, code: 'mg' }) })).toEqual([50, 100])
  })
  test('the ordered dose counts, a calculated one beside it says the same', () => {
    const type = (code: string): Json => ({ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/dose-rate-type', code }] })
    const both = [
      { type: type('calculated'), doseQuantity: { value: 1.1, code: 'mg' } },
      { type: type('ordered'), doseQuantity: { value: 75, code: 'mg' } },
    ]
    expect(mgPerDay({ ...repeat(daily), doseAndRate: both })).toBe(75)
  })
  test.each<[string, Json, string]>([
    ['F44 UNK', dose(1, 'UNK'), 'the dose has no unit that can be read as mg'],
    ['F44 10 mL of a tablet', dose(10, 'mL'), 'the dose has no unit that can be read as mg'],
    ['a number as text', dose('50', 'mg'), 'the dose has no unit that can be read as mg'],
    ['no dose', {}, 'the instruction gives no dose'],
    ['0 mg', dose(0, 'mg'), 'a dose of 0 is no dose'],
    ['-50 mg', dose(-50, 'mg'), 'a dose of -50 is no dose'],
    [
      'a range that ends below its start',
      range({ value: 100, code: 'mg' }, { value: 50, code: 'mg' }),
      'the dose range ends below its start',
    ],
    [
      'two doses that differ',
      { doseAndRate: [50, 100].map((value) => ({ doseQuantity: { value, code: 'mg' } })) },
      'the instruction gives several doses that differ',
    ],
    [
      'unit tablet, code mg',
      { doseAndRate: [{ doseQuantity: { value: 2, unit: 'tablet', code: 'mg' } }] },
      'the dose has the unit "tablet" and the code "mg"',
    ],
    [
      'more than 50 mg',
      { doseAndRate: [{ doseQuantity: { value: 50, comparator: '>', code: 'mg' } }] },
      'the dose is given as more or less than an amount',
    ],
  ])('%s is refused with its reason', (_name, amount, reason) => {
    expect(mgPerDay({ ...repeat(daily), ...amount })).toBe(reason)
  })
  test('1 tablet of unknown strength is not known', () => {
    expect(mgPerDay({ ...repeat(daily), ...dose(1, 'tablet') }, unknown)).toBe('the dose has no unit that can be read as mg')
  })
})

const fifty = dose(50, 'mg')

describe('how often (FHIR.md 4.3, 2)', () => {
  test.each<[string, Json, number, number?]>([
    ['once a day', daily, 50],
    ['F48 twice a day', { frequency: 2, period: 1, periodUnit: 'd' }, 100],
    ['every 12 hours', { frequency: 1, period: 12, periodUnit: 'h' }, 100],
    ['every other day', { frequency: 1, period: 2, periodUnit: 'd' }, 25],
    ['once a week', { frequency: 1, period: 1, periodUnit: 'wk' }, 50 / 7],
    ['once or twice a day', { frequency: 1, frequencyMax: 2, period: 1, periodUnit: 'd' }, 50, 100],
    ['every 1 to 2 days', { frequency: 1, period: 1, periodMax: 2, periodUnit: 'd' }, 25, 50],
    ['once per period when no frequency is stated', { period: 1, periodUnit: 'd' }, 50],
    ['at 08:00 and 20:00', { timeOfDay: ['08:00:00', '20:00:00'] }, 100],
    ['at one time written twice', { timeOfDay: ['08:00:00', '08:00:00'] }, 50],
    ['morning and bedtime', { when: ['MORN', 'HS'] }, 100],
    ['in the morning, once a day', { when: ['MORN'], ...daily }, 50],
    ['in the morning, once a week', { when: ['MORN'], frequency: 1, period: 1, periodUnit: 'wk' }, 50 / 7],
    ['three days a week, in the morning', { when: ['MORN'], dayOfWeek: ['mon', 'wed', 'fri'] }, (50 * 3) / 7],
    ['daily on three days a week', { ...daily, dayOfWeek: ['mon', 'wed', 'fri'] }, (50 * 3) / 7],
    ['three times a week on three days', { frequency: 3, period: 1, periodUnit: 'wk', dayOfWeek: ['mon', 'wed', 'fri'] }, (50 * 3) / 7],
    ['after meals, three times a day', { when: ['PC'], frequency: 3, period: 1, periodUnit: 'd' }, 150],
  ])('50 mg %s', (_name, timing, low, high = low) => {
    const found = doseOfInstruction({ ...repeat(timing), ...fifty }, tablets50)
    expect(found).toEqual({ kind: 'known', low: expect.closeTo(low, 5), high: expect.closeTo(high, 5), basis: 'structured' })
  })
  test.each([
    ['QD', 50],
    ['BID', 100],
    ['TID', 150],
    ['QID', 200],
    ['QOD', 25],
    ['AM', 50],
    ['PM', 50],
    ['BED', 50],
    ['Q8H', 150],
  ])('50 mg %s by code', (code, expected) => {
    const coded = { timing: { code: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-GTSAbbreviation', code }] } } }
    expect(mgPerDay({ ...coded, ...fifty })).toBe(expected)
  })
  test('"twice daily" in the words of the timing', () =>
    expect(mgPerDay({ timing: { code: { text: 'Twice daily' } }, ...fifty })).toBe(100))
  test.each<[string, Json, string]>([
    ['F48 no timing', {}, 'the instruction does not say how often'],
    ['twice in an unnamed time', { frequency: 2 }, 'the instruction does not say how often'],
    ['once a month', { frequency: 1, period: 1, periodUnit: 'mo' }, 'the instruction does not say how often'],
    ['every 0 days', { frequency: 1, period: 0, periodUnit: 'd' }, 'the instruction does not say how often'],
    ['with meals', { when: ['C'] }, 'the instruction does not say how often'],
    [
      'two times of day but once a day',
      { ...daily, timeOfDay: ['08:00:00', '20:00:00'] },
      'the times of day and the frequency contradict each other',
    ],
    [
      'twice a week on three days',
      { frequency: 2, period: 1, periodUnit: 'wk', dayOfWeek: ['mon', 'wed', 'fri'] },
      'the days of the week and the frequency contradict each other',
    ],
  ])('%s is refused with its reason', (_name, timing, reason) => {
    expect(mgPerDay({ ...repeat(timing), ...fifty })).toBe(reason)
  })
  test('once a day by structure and twice a day by code contradict each other', () => {
    const code = { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-GTSAbbreviation', code: 'BID' }] }
    expect(mgPerDay({ timing: { repeat: daily, code }, ...fifty })).toBe('how often it is taken is said in two ways that differ')
  })
})

describe('a dose in words (FHIR.md 4.3, 5)', () => {
  test.each([
    ['Take 1 tablet by mouth daily', 50],
    ['take 1 tablet by mouth once daily.', 50],
    ['1 tab po qd', 50],
    ['150 mg every morning', 150],
    ['Take 150 mg by mouth every morning.', 150],
    ['20 mg daily', 20],
    ['200 mg daily', 200],
    ['2 tablets (100 mg total) by mouth daily', 100],
    ['Take 2 tablets (100 mg total) by mouth at bedtime', 100],
    ['one tablet twice daily', 100],
    ['half a tablet at bedtime', 25],
    ['Take 0.5 tablet by mouth nightly', 25],
    ['1 capsule three times a day', 150],
    ['1 tablet daily in the morning', 50],
    ['1 tablet daily with food', 50],
    ['37.5 mg twice a day', 75],
  ])('"%s"', (text, expected) => {
    const found = doseOfInstruction({ text }, tablets50)
    expect(found).toEqual({ kind: 'known', low: expected, high: expected, basis: 'text' })
  })
  test.each([
    'Take 1-2 tablets by mouth daily',
    'Take 1 to 2 tablets daily',
    'Take 1 tablet daily for 7 days, then 2 tablets daily',
    'taper as directed',
    'Take 1/2 tablet daily',
    'Take as directed',
    'increase to 100 mg daily',
    'Take 1 tablet daily if mood is low',
    '50 mg',
  ])('F48 "%s" is refused, and quoted', (text) => {
    expect(doseOfInstruction({ text }, tablets50)).toEqual({
      kind: 'unknown',
      reason: `the instruction "${text}" could not be read as a dose`,
    })
  })
  test.each([
    ['50 mg in the morning and 100 mg at bedtime', 150],
    ['Take 50 mg by mouth in the morning and 100 mg by mouth at bedtime.', 150],
    ['Take 1 tablet every morning and take 2 tablets every night', 150],
    ['100 mg at bedtime and 50 mg in the morning', 150],
    ['37.5 mg in the morning, 37.5 mg at noon and 75 mg in the evening', 150],
    ['50 mg with breakfast, 25 mg with lunch, and 75 mg with dinner', 150],
    ['50 mg in the morning and 50 mg in the afternoon and 50 mg at night', 150],
    ['1 tablet in the morning and 100 mg at bedtime', 150],
    ['half a tablet in the morning and one tablet at bedtime', 75],
    ['2 tablets (100 mg total) in the morning and 1 tablet (50 mg) at bedtime', 150],
  ])('the doses of one day, "%s", are %d mg/day', (text, expected) => {
    const found = doseOfInstruction({ text }, tablets50)
    expect(found).toEqual({ kind: 'known', low: expected, high: expected, basis: 'text' })
  })
  test.each([
    '50 mg in the morning or 100 mg at bedtime',
    '50 mg in the morning and/or 100 mg at bedtime',
    '50 mg in the morning and at bedtime as needed',
    '50 mg in the morning and 100 mg at bedtime as needed',
    '50 mg every other morning and 100 mg at bedtime',
    '50 mg in the morning and 100 mg every other night',
    '50 mg in the morning and 100 mg at bedtime on alternate days',
    '50 mg in the morning and 100 mg at bedtime for 7 days',
    '50 mg in the morning, then 100 mg at bedtime',
    '50 mg in the morning and then 100 mg at bedtime',
    '50 mg in the morning and 100 at bedtime',
    '50 in the morning and 100 mg at bedtime',
    '50 mg in the morning and 50 to 100 mg at bedtime',
    '50 mg in the morning and up to 100 mg at bedtime',
    '50 mg in the morning and 100 mg',
    '50 mg daily and 100 mg at bedtime',
    '50 mg in the morning and 100 mg twice daily',
    '50 mg in the morning and 100 mg every morning',
    '50 mg at night and 100 mg at bedtime',
    '50 mg on Monday and 100 mg on Tuesday',
    'one and a half tablets in the morning and 100 mg at bedtime',
    '50 mg in the morning, 100 mg at bedtime',
    '50 mg in the morning and 0 mg at bedtime',
    '50 mg in the morning and 100 mg at bedtime and increase to 200 mg daily',
  ])('"%s" stays unknown, and is quoted', (text) => {
    expect(doseOfInstruction({ text }, tablets50)).toEqual({
      kind: 'unknown',
      reason: `the instruction "${text}" could not be read as a dose`,
    })
  })
  test('1 tablet of unknown strength in the morning and 100 mg at bedtime: unknown', () => {
    expect(doseOfInstruction({ text: '1 tablet in the morning and 100 mg at bedtime' }, unknown).kind).toBe('unknown')
  })
  test('2 tablets of 25 mg "(100 mg total)" in the morning contradict themselves in a day of two doses, too', () => {
    const text = '50 mg at bedtime and 2 tablets (100 mg total) in the morning'
    expect(mgPerDay({ text }, { perUnitMg: 25, perMlMg: undefined })).toBe(`the instruction contradicts itself: ${text}`)
  })
  test('50 mg once a day in the structure and 50 mg + 100 mg in the text: refused, both quoted', () => {
    expect(mgPerDay({ ...repeat(daily), ...dose(50, 'mg'), text: '50 mg in the morning and 100 mg at bedtime' })).toBe(
      'the instruction says 50 mg/day in its structure and 150 mg/day in its text "50 mg in the morning and 100 mg at bedtime"',
    )
  })
  test('two moments in the structure without an amount, and 50 mg + 100 mg at the same two in the text: 150 mg/day', () => {
    expect(mgPerDay({ ...repeat({ when: ['MORN', 'HS'] }), text: '50 mg in the morning and 100 mg at bedtime' })).toBe(150)
  })
  test.each<[string, Json]>([
    ['every second day in the structure, 50 mg daily in the text', { ...repeat({ period: 2, periodUnit: 'd' }), text: '50 mg daily' }],
    ['once a day, 50 mg twice daily', { ...repeat(daily), text: '50 mg twice daily' }],
    ['once a day, 50 mg + 100 mg', { ...repeat(daily), text: '50 mg in the morning and 100 mg at bedtime' }],
  ])('how often it is taken is said in two ways that differ: %s', (_name, instruction) => {
    expect(mgPerDay(instruction)).toBe('how often it is taken is said in two ways that differ')
  })
  test.each<[string, Json]>([
    ['50 mg in the structure, 100 mg daily in the text', { ...dose(50, 'mg'), text: '100 mg daily' }],
    ['100 mg, 50 mg daily', { ...dose(100, 'mg'), text: '50 mg daily' }],
    ['50 mg, 50 mg + 100 mg', { ...dose(50, 'mg'), text: '50 mg in the morning and 100 mg at bedtime' }],
    ['100 mg, 50 mg + 100 mg', { ...dose(100, 'mg'), text: '50 mg in the morning and 100 mg at bedtime' }],
  ])('how much is taken at once is said in two ways that differ: %s', (_name, instruction) => {
    expect(mgPerDay(instruction)).toBe('how much is taken at once is said in two ways that differ')
  })
  test('50 mg in the structure without how often, and 50 mg twice daily in the text: 100 mg/day', () => {
    expect(mgPerDay({ ...dose(50, 'mg'), text: '50 mg twice daily' })).toBe(100)
  })
  test('2 tablets of 25 mg "(100 mg total)" contradict themselves', () => {
    const found = doseOfInstruction({ text: '2 tablets (100 mg total) by mouth daily' }, { perUnitMg: 25, perMlMg: undefined })
    expect(found).toEqual({ kind: 'unknown', reason: 'the instruction contradicts itself: 2 tablets (100 mg total) by mouth daily' })
  })
  test('"2 tablets (50 mg)" of unknown strength may mean 50 or 100 mg: refused', () => {
    expect(doseOfInstruction({ text: '2 tablets (50 mg) daily' }, unknown).kind).toBe('unknown')
  })
  test('tablets of unknown strength with a total are the total', () => {
    expect(doseOfInstruction({ text: '2 tablets (100 mg total) daily' }, unknown)).toMatchObject({ low: 100, basis: 'text' })
  })
  test('1 tablet in the structure and "Take 2 tablets by mouth daily" in the text: refused, both quoted', () => {
    expect(mgPerDay({ ...repeat(daily), ...dose(1, 'tablet'), text: 'Take 2 tablets by mouth daily' })).toBe(
      'the instruction says 50 mg/day in its structure and 100 mg/day in its text "Take 2 tablets by mouth daily"',
    )
  })
})

describe('as needed (FHIR.md 4.3, 4)', () => {
  test.each<[string, Json, boolean]>([
    ['asNeededBoolean true', { asNeededBoolean: true }, true],
    ['asNeededCodeableConcept', { asNeededCodeableConcept: { text: 'insomnia' } }, true],
    ['"as needed" in the text', { text: '1 tablet at night as needed' }, true],
    ['"PRN" in the text', { text: '50 mg PRN' }, true],
    ['"as needed" in the text against asNeededBoolean false', { asNeededBoolean: false, text: 'as needed' }, false],
    ['neither', { text: '1 tablet daily' }, false],
  ])('%s: %s', (_name, instruction, expected) => expect(isAsNeeded(instruction)).toBe(expected))
})

describe('the order’s own maximum (FHIR.md 4.3, 6)', () => {
  const limit = (value: number, per: number, unit: string): Json => ({
    maxDosePerPeriod: { numerator: { value, code: 'mg' }, denominator: { value: per, code: unit } },
  })
  test.each([
    [200, 1, 'd', 200],
    [50, 6, 'h', 200],
    [700, 1, 'wk', 100],
  ])('%d mg in %d %s is %d mg/day', (value, per, unit, expected) => {
    expect(maximumOfInstruction(limit(value, per, unit), tablets50)).toBeCloseTo(expected, 3)
  })
})
