import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Reading } from '#src/clinical/facts.ts'
import { recordFromResources } from '#src/fhir/record.ts'
import { day } from '#src/lib/calendar.ts'
import {
  answered,
  answerCoding,
  component,
  itemCodes,
  itemComponents,
  items,
  loincConcept,
  observation,
  panel,
  read,
  readingOf,
  reasonsOf,
  response,
  responseItems,
  score,
  seventeen,
  total,
  totalOf,
  type Json,
} from './resources.ts'

const kinds = (reading: Reading | undefined) => reading?.issues.map((issue) => issue.kind)
const withoutItem9 = [...seventeen.slice(0, 8), undefined]

describe('rule 1: which codes are a PHQ-9 total', () => {
  test.each([
    ['http://loinc.org', '44261-6', 'phq-9'],
    ['urn:oid:2.16.840.1.113883.6.1', '44261-6', 'phq-9'],
    ['http://snomed.info/sct', '720433000', 'phq-9'],
    ['http://loinc.org', '89204-2', 'phq-9-teen'],
    ['http://loinc.org', '54654-9', 'phq-9-interview'],
    ['http://loinc.org', '55758-7', 'phq-2'],
  ])('%s|%s is %s', (system, code, instrument) => {
    expect(readingOf(observation({ coding: [{ system, code }] }, score(5))).instrument).toBe(instrument)
  })
  test('a teen or interview score never stands in the adult series', () => {
    expect(readingOf(observation('89204-2', score(12))).instrument).not.toBe('phq-9')
  })
  test.each([
    ['F25 a code without a system', { coding: [{ code: '44261-6' }] }, 'the code no system|44261-6 is not read'],
    ['F25 a local code', { coding: [{ system: 'urn:local', code: 'PHQ9' }] }, 'the code urn:local|PHQ9 is not read'],
    ['words alone', { text: 'PHQ-9 total score' }, 'the code the text "PHQ-9 total score" without a code is not read'],
    ['the deprecated band 44262-4', loincConcept('44262-4'), 'a severity band is computed from the total, never taken from the record'],
  ])('%s is not used, and says so', (_name, code, reason) => {
    const record = read(observation(code, score(22)))
    expect(record.readings).toEqual([])
    expect(reasonsOf(record)).toEqual([reason])
  })
  test('a second coding beside a local one is enough', () => {
    const both = {
      coding: [
        { system: 'urn:local', code: 'PHQ9' },
        { system: 'http://loinc.org', code: '44261-6' },
      ],
    }
    expect(totalOf(readingOf(observation(both, score(8))))).toBe(8)
  })
})

describe('rule 2: which values are a score', () => {
  test.each<[string, Json, number]>([
    ['valueInteger', { valueInteger: 11 }, 11],
    ['valueQuantity in {score}', { valueQuantity: { value: 11, code: '{score}' } }, 11],
    ['valueQuantity in 1', { valueQuantity: { value: 11, unit: '1' } }, 11],
    ['valueQuantity in score', { valueQuantity: { value: 11, unit: 'score' } }, 11],
    ['valueQuantity without a unit', { valueQuantity: { value: 11 } }, 11],
    ['valueString of two digits', { valueString: '11' }, 11],
    ['valueString of one digit', { valueString: '7' }, 7],
  ])('%s', (_name, value, expected) => {
    expect(totalOf(readingOf(observation('44261-6', value)))).toBe(expected)
  })
  test.each<[string, Json, string]>([
    ['F17 value null', score(null), 'value null is not a number'],
    ['F17 value ""', score(''), 'value "" is not a number'],
    ['F17 value "12"', score('12'), 'value "12" is not a number'],
    ['F17 value true', score(true), 'value true is not a number'],
    ['F17 value []', score([]), 'value a list is not a number'],
    ['F17 no value in the quantity', { valueQuantity: { unit: '{score}' } }, 'value nothing is not a number'],
    ['a unit of kilograms', { valueQuantity: { value: 12, unit: 'kg' } }, 'unit "kg" is not a PHQ-9 score'],
    ['a comparator', { valueQuantity: { value: 20, comparator: '>', code: '{score}' } }, 'a value marked ">" is not an exact score'],
    ['a text with words', { valueString: '12 points' }, '"12 points" is not a score'],
    ['three digits', { valueString: '012' }, '"012" is not a score'],
    ['a ratio', { valueRatio: {} }, 'valueRatio is not a score'],
    ['a boolean', { valueBoolean: false }, 'valueBoolean is not a score'],
  ])('%s is rejected with its reason and never becomes 0', (_name, value, reason) => {
    const record = read(observation('44261-6', value))
    expect(totalOf(record.readings[0])).toBe(reason)
    expect(record.readings[0]?.usable).toBe(false)
    expect(reasonsOf(record)).toEqual([reason])
  })
  test('F20 a total absent for a reason is that reason, not 0', () => {
    const declined = {
      coding: [
        { system: 'http://terminology.hl7.org/CodeSystem/data-absent-reason', code: 'asked-declined', display: 'Asked But Declined' },
      ],
    }
    expect(totalOf(readingOf(observation('44261-6', { dataAbsentReason: declined })))).toBe('not answered: asked but declined')
  })
})

describe('rule 3: a total is a whole number from 0 to 27', () => {
  test.each([0, 1, 26, 27])('%d is a score', (value) => expect(totalOf(readingOf(total(value)))).toBe(value))
  test.each([
    ['28', 28],
    ['-1', -1],
    ['12.5', 12.5],
    ['0.9999999', 0.9999999],
  ])('F18 %s is kept as an invalid score, and is not judged', (written, value) => {
    const reading = readingOf(total(value))
    expect(totalOf(reading)).toBe(`${written} is not a PHQ-9 score: it must be a whole number from 0 to 27`)
    expect(reading.usable).toBe(false)
  })
  test('F18 1e400 arrives as infinity and is no score', () => {
    expect(totalOf(readingOf(total(JSON.parse('1e400'))))).toBe('value Infinity is not a score')
  })
  test('F18 -0 is no score', () => expect(totalOf(readingOf(total(JSON.parse('-0'))))).toBe('value -0 is not a score'))
  test.each([
    ['PHQ-2', '55758-7', 6],
    ['GAD-7', '70274-6', 21],
  ])('%s ends at its own maximum', (_name, code, most) => {
    expect(totalOf(readingOf(observation(code, score(most))))).toBe(most)
    expect(readingOf(observation(code, score(most + 1))).total.kind).toBe('unknown')
  })
})

describe('rule 4: items', () => {
  test('F22 stated 15, items make 17: the items count, and both are shown', () => {
    const reading = readingOf(total(15, { component: itemComponents(seventeen) }))
    expect(totalOf(reading)).toBe(17)
    expect(reading.issues).toEqual([{ kind: 'total-differs-from-items', stated: 15, computed: 17 }])
  })
  test('F21 eight items and no total: no total, item 9 "not recorded"', () => {
    const reading = readingOf(...items(withoutItem9))
    expect(totalOf(reading)).toBe('8 of 9 questions can be read, and no total was sent')
    expect(reading.item9).toEqual({ kind: 'not-assessed', reason: 'item 9 was not recorded' })
  })
  test('F21 a stated total with eight items keeps the total, and item 9 stays unknown', () => {
    const reading = readingOf(total(16, { component: itemComponents(withoutItem9) }))
    expect(totalOf(reading)).toBe(16)
    expect(reading.item9).toEqual({ kind: 'not-assessed', reason: 'item 9 was not recorded' })
    expect(reading.issues).toEqual([{ kind: 'missing-items', items: [9] }])
  })
  // Eight answers make 16; the ninth can add 0 to 3.
  test.each([
    [15, 'stated total 15 contradicts its answers: 8 of 9 can be read, which makes 16 to 19', false],
    [16, 16, true],
    [19, 19, true],
    [20, 'stated total 20 contradicts its answers: 8 of 9 can be read, which makes 16 to 19', false],
    [4, 'stated total 4 contradicts its answers: 8 of 9 can be read, which makes 16 to 19', false],
  ])('F22 a stated total of %i over eight answers that make 16: %s', (stated, expected, usable) => {
    const reading = readingOf(total(stated, { component: itemComponents(withoutItem9) }))
    expect([totalOf(reading), reading.usable]).toEqual([expected, usable])
  })
  test('F21 a bare total says nothing about item 9', () => {
    expect(readingOf(total(16)).item9).toEqual({ kind: 'not-assessed', reason: 'only a total was recorded' })
  })
  test('F20 item 9 declined is "not answered", never 0', () => {
    const declined = component('44260-8', { dataAbsentReason: { text: 'Asked But Declined' } })
    const reading = readingOf(total(16, { component: [...itemComponents(withoutItem9), declined] }))
    expect(reading.item9).toEqual({ kind: 'not-assessed', reason: 'not answered: asked but declined' })
  })
  test.each([
    ['one missing', [1, 1, 1, 1, 1, 1, 1, undefined, 1], 9],
    ['two missing', [2, 2, 2, 2, 2, 2, undefined, undefined, 1], (13 * 9) / 7],
  ] as const)('prorated only where the deployment asks for it: %s', (_name, answers, expected) => {
    const resources = [panel({ component: itemComponents([...answers]) })]
    expect(recordFromResources('p-1', resources, { prorateTwoMissing: false }).readings[0]?.total.kind).toBe('unknown')
    const [reading] = recordFromResources('p-1', resources, { prorateTwoMissing: true }).readings
    expect(totalOf(reading)).toBeCloseTo(expected, 10)
    expect(kinds(reading)).toContain('prorated')
  })
  test('item 9 missing, or three missing, is never prorated', () => {
    for (const answers of [
      [1, 1, 1, 1, 1, 1, 1, 1, undefined],
      [undefined, undefined, undefined, 1, 1, 1, 1, 1, 1],
    ]) {
      const [reading] = recordFromResources('p-1', [panel({ component: itemComponents(answers) })], { prorateTwoMissing: true }).readings
      expect(reading?.total.kind).toBe('unknown')
    }
  })
  test('any nine answers make their own sum (property)', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 9, maxLength: 9 }), (answers) => {
        const reading = readingOf(panel({ component: itemComponents(answers) }))
        expect(totalOf(reading)).toBe(answers.reduce((a, b) => a + b, 0))
        expect(reading.item9).toEqual({ kind: 'answered', value: answers[8] })
      }),
    )
  })
})

describe('rule 5: how a question names itself', () => {
  test.each<[string, Json, Json]>([
    ['LOINC after a slash', answered('/44260-8', { valueCoding: answerCoding(2) }), {}],
    ['LOINC alone', answered('44260-8', { valueCoding: answerCoding(2) }), {}],
    [
      'definition that ends in LOINC',
      { linkId: 'q9', definition: 'http://example.org/item#44260-8', answer: [{ valueCoding: answerCoding(2) }] },
      {},
    ],
    [
      '"9" of a questionnaire that says it is PHQ-9',
      answered('9', { valueCoding: answerCoding(2) }),
      { questionnaire: 'https://x.example/Questionnaire/phq-9|2.0' },
    ],
    ['phq-phq9-q09', answered('phq-phq9-q09', { valueInteger: 2 }), { questionnaire: 'urn:unknown' }],
  ])('%s is item 9', (_name, item, extra) => {
    expect(readingOf(response([item], extra)).item9).toEqual({ kind: 'answered', value: 2 })
  })
  test('the code of the Questionnaire names a linkId of its own', () => {
    const questionnaire = {
      resourceType: 'Questionnaire',
      id: 'own',
      url: 'urn:clinic:mood',
      item: [{ linkId: 'a', item: [{ linkId: 'mood-9', code: [{ system: 'http://loinc.org', code: '44260-8' }] }] }],
    }
    const reading = readingOf(
      questionnaire,
      response([answered('mood-9', { valueCoding: answerCoding(3) })], { questionnaire: 'urn:clinic:mood|3' }),
    )
    expect(reading.item9).toEqual({ kind: 'answered', value: 3 })
  })
  test('"9" of a questionnaire that does not say what it is, is nothing', () => {
    expect(read(response([answered('9', { valueInteger: 3 })], { questionnaire: 'urn:clinic:sleep' })).readings).toEqual([])
  })
  test.each(['86843-0', '86844-8'])('OASIS %s asks presence and frequency apart: not read', (code) => {
    expect(reasonsOf(read(observation(code, score(9))))).toEqual([
      'the OASIS form of PHQ-9 asks presence and frequency apart and has no comparable score',
    ])
  })
})

describe('rule 6: contradictions on one item', () => {
  test('code 0 against extension 3: a conflict, and the reading is shown but not judged', () => {
    const contradicting = {
      coding: [{ ...answerCoding(0), extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/ordinalValue', valueDecimal: 3 }] }],
    }
    const reading = readingOf(
      total(17, { component: [...itemComponents(withoutItem9), component('44260-8', { valueCodeableConcept: contradicting })] }),
    )
    expect(reading.item9).toEqual({ kind: 'answered', value: 3 })
    expect(reading.issues).toContainEqual({ kind: 'conflicting-item', item: 9, detail: 'recorded as 0 and as 3' })
    expect(reading.usable).toBe(false)
  })
  test('F23 answers on a scale of 1 to 4 are no PHQ-9 answers: one 4 spoils the bare numbers, not the coded ones', () => {
    const bare = [1, 2, 3, 4, 1, 1, 1, 1, 1].map((value, i) => component(itemCodes[i] ?? '', { valueInteger: value }))
    const reading = readingOf(panel({ component: bare }))
    expect(reading.total.kind).toBe('unknown')
    expect(reading.item9.kind).toBe('not-assessed')
  })
  test('F23 a stated total of 17 over answers from 1 to 4 is no PHQ-9 score: on the scale 0 to 3 it would be 8', () => {
    const bare = [2, 3, 1, 4, 2, 1, 2, 1, 1].map((value, i) => component(itemCodes[i] ?? '', { valueInteger: value }))
    const reading = readingOf(total(17, { component: bare }))
    expect(reading.total.kind).toBe('unknown')
    expect(reading.usable).toBe(false)
  })
  test('F23 an answer code of another question is no answer: "very difficult" is not "more than half the days"', () => {
    const wrong = component('44260-8', { valueCodeableConcept: { coding: [{ system: 'http://loinc.org', code: 'LA6572-7' }] } })
    const reading = readingOf(total(16, { component: [...itemComponents(withoutItem9), wrong] }))
    expect(reading.item9).toEqual({ kind: 'not-assessed', reason: 'answer "LA6572-7" is not a LOINC answer of this questionnaire' })
  })
  test('F23 an answer in words only is no answer', () => {
    const words = component('44260-8', { valueCodeableConcept: { text: 'Not at all' } })
    expect(readingOf(total(16, { component: [words] })).item9.kind).toBe('not-assessed')
  })
  test('F23 an answer code under another system is no answer', () => {
    const other = component('44260-8', { valueCodeableConcept: { coding: [{ system: 'urn:local', code: 'LA6568-5' }] } })
    expect(readingOf(total(16, { component: [other] })).item9.kind).toBe('not-assessed')
  })
})

describe('rule 7: status', () => {
  test.each(['final', 'amended', 'corrected'])('%s is judged', (status) => expect(readingOf(total(9, { status })).usable).toBe(true))
  test.each(['amended', 'corrected'])('F13 %s is marked as amended', (status) =>
    expect(kinds(readingOf(total(9, { status })))).toContain('amended'),
  )
  test('F16 preliminary is shown and not judged', () => {
    const reading = readingOf(total(9, { status: 'preliminary' }))
    expect([totalOf(reading), reading.usable, kinds(reading)]).toEqual([9, false, ['total-without-items', 'preliminary']])
  })
  test.each([
    ['entered-in-error', 'withdrawn: entered in error'],
    ['cancelled', 'withdrawn: cancelled'],
    ['registered', 'no result yet: status registered'],
    ['unknown', 'status unknown: it cannot be told whether the result stands'],
    ['done', 'status "done" is not a FHIR status of a result'],
    [undefined, 'status nothing is not a FHIR status of a result'],
  ])('F16 %s is no result', (status, reason) => {
    const record = read(total(22, { status }))
    expect(record.readings).toEqual([])
    expect(reasonsOf(record)).toEqual([reason])
  })
  test('F12 the latest score was entered in error: the one before it stands with its own date, and the withdrawn one is named', () => {
    const record = read(
      total(12, { effectiveDateTime: '2026-09-01' }),
      total(25, { effectiveDateTime: '2026-11-02', status: 'entered-in-error', id: 'bad' }),
    )
    expect(record.readings.map((r) => [totalOf(r), r.date.earliest])).toEqual([[12, day('2026-09-01')]])
    expect(record.rejected).toEqual([{ source: 'Observation/bad', reason: 'withdrawn: entered in error' }])
  })
  test('F13 version 3 replaces version 2 of the same result, in any order of arrival', () => {
    const second = total(19, { id: 'same', meta: { versionId: '2' } })
    const third = total(9, { id: 'same', status: 'corrected', meta: { versionId: '3' } })
    for (const heap of [
      [second, third],
      [third, second],
      [second, third, second],
    ])
      expect(totalOf(readingOf(...heap))).toBe(9)
  })
  test('F13 the later update replaces where versions are no numbers', () => {
    const older = total(19, { id: 'same', meta: { versionId: 'b7', lastUpdated: '2026-11-02T08:00:00Z' } })
    const newer = total(9, { id: 'same', meta: { versionId: 'a1', lastUpdated: '2026-11-02T09:00:00Z' } })
    expect([totalOf(readingOf(older, newer)), totalOf(readingOf(newer, older))]).toEqual([9, 9])
  })
  test('F12 a later version that withdraws a result takes it away', () => {
    const first = total(19, { id: 'same', meta: { versionId: '1' } })
    const withdrawn = total(19, { id: 'same', status: 'entered-in-error', meta: { versionId: '2' } })
    expect(read(withdrawn, first).readings).toEqual([])
  })
  test('what was derived from a withdrawn response is shown and not judged', () => {
    const reading = readingOf(
      response(responseItems(seventeen), { status: 'entered-in-error' }),
      total(17, { derivedFrom: [{ reference: 'QuestionnaireResponse/qr-1' }] }),
    )
    expect(reading.usable).toBe(false)
  })
  test.each([
    ['completed', true],
    ['amended', true],
    ['in-progress', false],
    ['stopped', false],
  ])('a response that is %s is judged: %s', (status, usable) => {
    expect(readingOf(response(responseItems(seventeen), { status })).usable).toBe(usable)
  })
})

describe('rule 8: one administration is one reading', () => {
  const origin = { derivedFrom: [{ reference: 'QuestionnaireResponse/qr-9' }] }
  test('by the response both came from, though it is not here', () => {
    expect(read(total(17, origin), ...items(seventeen, origin)).readings).toHaveLength(1)
  })
  test('by the panel that names its members', () => {
    const parts = items(seventeen)
    expect(
      read(panel({ hasMember: parts.map((part) => ({ reference: `Observation/${String(part['id'])}` })) }), ...parts).readings,
    ).toHaveLength(1)
  })
  test('by day and total, preferring the one with items', () => {
    const reading = readingOf(total(17), response(responseItems(seventeen)))
    expect(reading.items).toEqual(seventeen)
    expect(reading.sources).toHaveLength(2)
  })
  test('F14 the same result twice is counted once; a twin with another id is named as a possible duplicate', () => {
    const once = total(17, { id: 'a' })
    expect(kinds(readingOf(once, once))).toEqual(['total-without-items'])
    expect(kinds(readingOf(once, total(17, { id: 'b' })))).toContain('possible-duplicate')
  })
  test('F28 two scores of one day that differ are both kept', () => {
    expect(read(total(17), total(12)).readings.map(totalOf)).toEqual([17, 12])
  })
  test('a scanned document as the origin of two days makes two readings', () => {
    const scan = { derivedFrom: [{ reference: 'DocumentReference/scan' }] }
    expect(
      read(total(17, { ...scan, effectiveDateTime: '2026-10-01' }), total(12, { ...scan, effectiveDateTime: '2026-11-01' })).readings,
    ).toHaveLength(2)
  })
  test('F06 any order of arrival gives the same record (property)', () => {
    const heap = [
      response(responseItems(seventeen)),
      ...items(seventeen, { effectiveDateTime: '2026-11-02T14:05:00Z' }),
      total(17, { effectiveDateTime: '2026-11-02T14:05:00Z', id: 't1' }),
      total(12, { id: 't2', effectiveDateTime: '2026-09-01' }),
      total(12, { id: 't3', effectiveDateTime: '2026-09-01' }),
      total(25, { id: 't4', status: 'entered-in-error' }),
      panel({ valueInteger: 14, effectiveDateTime: '2026-08-01' }),
    ]
    const expected = read(...heap)
    const comparable = (record: typeof expected) => ({
      readings: record.readings,
      rejected: record.rejected.map((r) => r.source).toSorted(),
    })
    fc.assert(
      fc.property(
        fc.shuffledSubarray(heap, { minLength: heap.length }),
        fc.array(fc.integer({ min: 0, max: heap.length - 1 })),
        (order, again) => {
          expect(comparable(read(...order, ...again.map((i) => heap[i])))).toEqual(comparable(expected))
        },
      ),
    )
  })
})

describe('rule 9: when', () => {
  test.each<[string, Json, string]>([
    ['effectiveDateTime', { effectiveDateTime: '2026-03-08T23:30:00-05:00' }, '2026-03-08'],
    [
      'the end of effectivePeriod',
      { effectiveDateTime: undefined, effectivePeriod: { start: '2026-02-22', end: '2026-03-08' } },
      '2026-03-08',
    ],
    ['effectiveInstant', { effectiveDateTime: undefined, effectiveInstant: '2026-03-08T02:00:00Z' }, '2026-03-08'],
  ])('F30 %s gives the day written in it, in every time zone', (_name, when, expected) => {
    expect(readingOf(total(9, when)).date.earliest).toBe(day(expected))
  })
  test('without any date of its own, the day its response was authored', () => {
    const origin = { derivedFrom: [{ reference: 'QuestionnaireResponse/qr-1' }], effectiveDateTime: undefined }
    expect(
      readingOf(response([answered('/69722-7', { valueCoding: { system: 'http://loinc.org', code: 'LA6573-5' } })]), total(9, origin)).date
        .earliest,
    ).toBe(day('2026-11-02'))
  })
  test('issued and lastUpdated say when it was filed, never when it was', () => {
    const record = read(
      total(9, { effectiveDateTime: undefined, issued: '2026-11-02T10:00:00Z', meta: { lastUpdated: '2026-11-03T10:00:00Z' } }),
    )
    expect(record.readings).toEqual([])
    expect(reasonsOf(record)).toEqual(['no effective date'])
  })
  test.each([
    ['2026-03', 'month'],
    ['2026', 'year'],
  ])('%s keeps its precision and is not judged', (effectiveDateTime, precision) => {
    const reading = readingOf(total(9, { effectiveDateTime }))
    expect([reading.date.precision, reading.usable]).toEqual([precision, false])
    expect(reading.issues).toContainEqual({ kind: 'partial-date', precision })
  })
  test.each(['2026-02-30', 'yesterday', 20261102])('%s is no date, and says so', (effectiveDateTime) => {
    expect(reasonsOf(read(total(9, { effectiveDateTime })))[0]).toMatch(/effective date .* is not a date/)
  })
  test('F32 both are on the day the patient named, whatever the zone behind it', () => {
    const evening = total(9, { effectiveDateTime: '2026-03-08T23:30:00-05:00' })
    const night = total(12, { effectiveDateTime: '2026-03-09T00:30:00+09:00' })
    expect(read(evening, night).readings.map((r) => r.date.earliest)).toEqual([day('2026-03-08'), day('2026-03-09')])
  })
})

describe('rule 10: who answered', () => {
  test.each([
    ['Patient/p-1', 'patient'],
    ['RelatedPerson/r', 'patient'],
    ['Practitioner/dr-01', 'clinician'],
    ['PractitionerRole/x', 'clinician'],
    ['Device/d', 'unknown'],
  ])('%s: %s', (reference, reporter) => expect(readingOf(total(9, { performer: [{ reference }] })).reporter).toBe(reporter))
})

describe('rule 11: members that are not here', () => {
  test('a panel whose members did not come says how many', () => {
    const record = read(panel({ hasMember: [{ reference: 'Observation/x1' }, { reference: 'Observation/x2' }] }))
    expect(record.readings).toEqual([])
    expect(reasonsOf(record)).toEqual(['a panel without a value; none of its 2 members is among the results'])
  })
})

describe('whose result it is', () => {
  test.each<[string, Json]>([
    ['relative', { subject: { reference: 'Patient/p-1' } }],
    ['absolute', { subject: { reference: 'https://fhir.example/r4/Patient/p-1' } }],
    ['versioned', { subject: { reference: 'Patient/p-1/_history/4' } }],
  ])('%s', (_name, whose) => expect(readingOf(total(9, whose)).usable).toBe(true))
  test.each<[string, Json, string]>([
    ['F09 another patient', { subject: { reference: 'Patient/p-2' } }, 'a result for another patient was ignored'],
    ['F09 an id that begins alike', { subject: { reference: 'Patient/p-10' } }, 'a result for another patient was ignored'],
    ['nobody', { subject: undefined }, 'names no patient'],
    ['a group', { subject: { reference: 'Group/p-1' } }, 'names no patient'],
  ])('%s is rejected and counted, never used', (_name, whose, reason) => {
    const record = read(total(25, whose))
    expect([record.readings, reasonsOf(record)]).toEqual([[], [reason]])
  })
})
