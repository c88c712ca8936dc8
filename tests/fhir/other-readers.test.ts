import { describe, expect, test } from 'vitest'
import { recordFromResources, recordsFromResources } from '#src/fhir/record.ts'
import { addDays, day, isoFromDay } from '#src/lib/calendar.ts'
import { everyExample, example, loincConcept, observation, read, reasonsOf, total, totalOf, type Json } from './resources.ts'

const CHECK_IN = 'https://remit.example/fhir/CodeSystem/checkin'
const own = (number: string): Json => ({ ...example(number), subject: { reference: 'Patient/p-1' } })
const asked = (code: string, answer: Json): Json => ({ code: { coding: [{ system: CHECK_IN, code }] }, ...answer })
const checkIn = (component: readonly Json[], extra: Json = {}): Json =>
  observation({ coding: [{ system: CHECK_IN, code: 'daily-checkin' }] }, { component, ...extra })

describe('daily check-ins (FHIR.md 1.3)', () => {
  test('our example 08: mood 4, anxiety 6, energy 3, 5.5 hours of sleep, the pill not taken, burden declined', () => {
    expect(read(own('08')).checkIns[0]).toMatchObject({
      day: day('2026-11-02'),
      mood: 4,
      anxiety: 6,
      energy: 3,
      sleepHours: 5.5,
      taken: false,
      sideEffectBurden: undefined,
    })
  })
  test('a question declined is no answer: never 0, never "no"', () => {
    const declined = { dataAbsentReason: { text: 'declined' } }
    const [found] = read(checkIn([asked('mood', declined), asked('medication-taken', declined)])).checkIns
    expect([found?.mood, found?.taken]).toEqual([undefined, undefined])
  })
  test.each([-1, 11, 4.5, '4', null, JSON.parse('-0')])('F17 a mood of %s is refused, the other answers stand', (value) => {
    const record = read(checkIn([asked('mood', { valueInteger: value }), asked('energy', { valueInteger: 3 })]))
    expect([record.checkIns[0]?.mood, record.checkIns[0]?.energy]).toEqual([undefined, 3])
    expect(reasonsOf(record)[0]).toMatch(/^mood .* is not a whole number from 0 to 10$/)
  })
  test.each<[string, Json, number | undefined]>([
    ['7.5 h', { value: 7.5, code: 'h' }, 7.5],
    ['420 min', { value: 420, code: 'min' }, 7],
    ['25 h', { value: 25, code: 'h' }, undefined],
    ['7 without a unit', { value: 7 }, undefined],
  ])('sleep of %s', (_name, valueQuantity, hours) => {
    expect(read(checkIn([{ code: loincConcept('93832-4'), valueQuantity }])).checkIns[0]?.sleepHours).toBe(hours)
  })
  test('yes and no by LOINC answer, and by nothing else', () => {
    const taken = (system: string, code: string) =>
      read(checkIn([asked('medication-taken', { valueCodeableConcept: { coding: [{ system, code }] } })])).checkIns[0]?.taken
    expect([taken('http://loinc.org', 'LA33-6'), taken('http://loinc.org', 'LA32-8'), taken('urn:local', 'LA33-6')]).toEqual([
      true,
      false,
      undefined,
    ])
  })
  test('two on one day: the later filed counts, in any order', () => {
    const first = checkIn([asked('mood', { valueInteger: 2 })], { issued: '2026-11-02T08:00:00Z' })
    const second = checkIn([asked('mood', { valueInteger: 6 })], { issued: '2026-11-02T20:00:00Z' })
    expect([read(first, second), read(second, first)].map((record) => record.checkIns.map((c) => c.mood))).toEqual([[6], [6]])
  })
  test('F31 730 evenings at 23:30 with their own offset are 730 days', () => {
    const evenings = Array.from({ length: 730 }, (_, i) => {
      const on = isoFromDay(addDays(day('2025-01-01'), i))
      return checkIn([asked('mood', { valueInteger: 5 })], { effectiveDateTime: `${on}T23:30:00-05:00` })
    })
    expect(new Set(read(...evenings).checkIns.map((c) => c.day)).size).toBe(730)
  })
  test('a check-in of a month is of no day', () => {
    expect(reasonsOf(read(checkIn([], { effectiveDateTime: '2026-11' })))).toEqual(['a check-in dated to the month, not the day'])
  })
})

describe('laboratory, smoking, metaboliser', () => {
  const lab = (valueQuantity: Json, extra: Json = {}): Json => observation('3016-3', { valueQuantity, ...extra })
  test('TSH 6.1 mIU/L with the laboratory’s own range', () => {
    const range = { referenceRange: [{ low: { value: 0.4, unit: 'mIU/L' }, high: { value: 4.5, unit: 'mIU/L' } }] }
    expect(read(lab({ value: 6.1, unit: 'mIU/L' }, range)).labs[0]).toMatchObject({
      kind: 'tsh',
      value: { value: 6.1 },
      low: 0.4,
      high: 4.5,
    })
  })
  test('a range in another unit bounds nothing', () => {
    const range = { referenceRange: [{ high: { value: 4.5, unit: 'uIU/L' } }] }
    expect(read(lab({ value: 6.1, unit: 'mIU/L' }, range)).labs[0]?.high).toBeUndefined()
  })
  test('"< 0.1" is not 0.1', () => {
    expect(read(lab({ value: 0.1, unit: 'mIU/L', comparator: '<' })).labs[0]?.value).toEqual({
      kind: 'unknown',
      reason: 'reported as "<" 0.1',
    })
  })
  test.each<[string, Json, string]>([
    ['no unit', { value: 6.1 }, 'value 6.1 has no unit'],
    ['F17 "6.1"', { value: '6.1', unit: 'mIU/L' }, 'value "6.1" is not a laboratory number'],
  ])('%s is refused', (_name, quantity, reason) => expect(reasonsOf(read(lab(quantity)))).toEqual([reason]))
  test('the latest smoking record counts; none is not "never"', () => {
    const smoking = (code: string, on: string): Json =>
      observation('72166-2', { effectiveDateTime: on, valueCodeableConcept: { coding: [{ system: 'http://snomed.info/sct', code }] } })
    expect(read(smoking('449868002', '2025-01-01'), smoking('8517006', '2026-01-01')).smoking).toEqual({ kind: 'known', value: 'former' })
    expect(read().smoking.kind).toBe('unknown')
  })
  test('a metaboliser whose words contradict its code is refused', () => {
    const result = observation('79714-2', {
      valueCodeableConcept: { coding: [{ system: 'http://loinc.org', code: 'LA9657-3' }], text: 'Normal metabolizer' },
    })
    expect(reasonsOf(read(result))).toEqual(['CYP2C19: the code says poor, the words say normal'])
  })
})

describe('screens', () => {
  const question = (code: string, yes: boolean): Json => ({
    code: loincConcept(code),
    valueCodeableConcept: { coding: [{ system: 'http://loinc.org', code: yes ? 'LA33-6' : 'LA32-8' }] },
  })
  const columbia = (...component: readonly Json[]): Json => observation('93373-9', { component })
  test.each([
    ['question 4 answered yes is high', [question('93249-1', true)], 3],
    ['behaviour answered yes is high', [question('93267-3', true)], 3],
    ['question 3 answered yes is moderate', [question('93248-3', true)], 2],
    ['question 1 answered yes is low', [question('93246-7', true)], 1],
    ['1, 2 and 6 answered no is none', [question('93246-7', false), question('93247-5', false), question('93267-3', false)], 0],
  ])('C-SSRS: %s', (_name, component, risk) =>
    expect(read(columbia(...component)).screens[0]?.score).toEqual({ kind: 'known', value: risk }),
  )
  test('C-SSRS: two questions answered no are not "no risk"', () => {
    expect(read(columbia(question('93246-7', false), question('93247-5', false))).screens[0]?.score.kind).toBe('unknown')
  })
  test('an AUDIT-C of 13 is no score', () => {
    expect(reasonsOf(read(observation('75626-2', { valueInteger: 13 })))[0]).toMatch(/13 is not a AUDIT-C score/)
  })
})

describe('allergies and intolerances', () => {
  const allergy = (extra: Json): Json => ({ ...example('33'), patient: { reference: 'Patient/p-1' }, ...extra })
  const status = (system: string, code: string): Json => ({
    coding: [{ system: `http://terminology.hl7.org/CodeSystem/allergyintolerance-${system}`, code }],
  })
  test('our example 33: sertraline, nausea and insomnia', () => {
    expect(read(allergy({})).intolerances[0]).toMatchObject({ agent: 'sertraline', reactions: ['Nausea', 'Insomnia'] })
  })
  test.each<[string, Json, string]>([
    ['entered in error', { verificationStatus: status('verification', 'entered-in-error') }, 'withdrawn: entered in error'],
    ['refuted', { verificationStatus: status('verification', 'refuted') }, 'the intolerance was refuted'],
    ['resolved', { clinicalStatus: status('clinical', 'resolved') }, 'the intolerance is recorded as resolved'],
  ])('%s stands no more', (_name, extra, reason) => {
    const record = read(allergy(extra))
    expect([record.intolerances, reasonsOf(record)]).toEqual([[], [reason]])
  })
  test('an allergy to food is no intolerance of a medicine', () => {
    expect(read(allergy({ category: ['food'], code: { text: 'peanut' } }))).toMatchObject({ intolerances: [], rejected: [] })
  })
})

describe('who the patient is', () => {
  const person = (extra: Json) =>
    recordFromResources('p-1', [{ resourceType: 'Patient', id: 'p-1', ...extra }], { prorateTwoMissing: false }).identity
  test('the official name comes before a maiden name', () => {
    expect(
      person({
        name: [
          { use: 'maiden', family: 'Old' },
          { use: 'official', family: 'Muñoz', given: ['Ana', 'Luz'] },
        ],
      }).name,
    ).toEqual({ kind: 'known', value: 'Ana Luz Muñoz' })
  })
  test('a name as text only', () =>
    expect(person({ name: [{ text: 'Ana Muñoz' }] })).toMatchObject({ name: { value: 'Ana Muñoz' }, family: '' }))
  test('no name, no birth date, no number: words, not blanks', () => {
    expect(person({})).toMatchObject({
      name: { reason: 'the record has no name' },
      birthDate: { reason: 'the record has no birth date' },
      recordNumber: { reason: 'the record has no medical record number' },
    })
  })
  test('F11 a merged record names the one that survived', () => {
    expect(person({ link: [{ type: 'replaced-by', other: { reference: 'Patient/p-9' } }] }).mergedInto).toBe('p-9')
  })
  test('a social security number is no record number', () => {
    const identifier = [{ type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'SS' }] }, value: '1' }]
    expect(person({ identifier }).recordNumber.kind).toBe('unknown')
  })
  test('F83 markup and direction tricks in a name stay text', () => {
    const family = '<img src=x onerror=alert(1)>\u202Eevil'
    expect(person({ name: [{ family }] }).family).toBe(family)
  })
})

describe('visits', () => {
  test('our examples 34 and 35: seen on 3 August, booked for 15 December at 14:00', () => {
    const appointment = { ...example('35'), participant: [{ actor: { reference: 'Patient/p-1' } }] }
    expect(read(own('34'), appointment).visits.map((v) => [v.kind, v.day, v.clock])).toEqual([
      ['past', day('2026-08-03'), '13:30'],
      ['booked', day('2026-12-15'), '14:00'],
    ])
  })
  test('a cancelled appointment is no visit', () => {
    expect(read({ ...example('35'), status: 'cancelled', participant: [{ actor: { reference: 'Patient/p-1' } }] }).visits).toEqual([])
  })
})

describe('our examples together', () => {
  test('every example resource is read, or passed over, or rejected with a reason; nobody else’s becomes p-001’s', () => {
    const { records, rejected } = recordsFromResources(everyExample(), { prorateTwoMissing: false })
    const rowan = records.find((record) => record.identity.id === 'p-001')
    expect(rowan?.readings.map((r) => [r.instrument, totalOf(r)])).toEqual([['phq-9', 17]])
    expect(rowan?.medications).toHaveLength(5)
    expect([
      rowan?.sessions.length,
      rowan?.diagnoses.length,
      rowan?.intolerances.length,
      rowan?.visits.length,
      rowan?.checkIns.length,
    ]).toEqual([1, 1, 1, 2, 1])
    for (const { source, reason } of [...rejected, ...records.flatMap((record) => record.rejected)]) {
      expect(source).not.toBe('')
      expect(reason).not.toBe('')
    }
  })
  test('F09 what arrives for another patient never enters a record', () => {
    const record = recordFromResources('p-002', everyExample(), { prorateTwoMissing: false })
    expect([record.readings, record.medications, record.checkIns]).toEqual([[], [], []])
    expect(record.rejected.filter((r) => r.reason === 'a result for another patient was ignored').length).toBeGreaterThan(5)
  })
  test('F84 narrative is never part of a record', () => {
    const withNarrative = total(9, { text: { status: 'generated', div: '<div><script>alert(1)</script></div>' } })
    expect(JSON.stringify(read(withNarrative))).not.toContain('script')
  })
})
