import { describe, expect, test } from 'vitest'
import type { Reading } from '#src/clinical/facts.ts'
import { recordFromResources } from '#src/fhir/record.ts'
import { day } from '#src/lib/calendar.ts'
import {
  answered,
  component,
  example,
  itemCodes,
  itemComponents,
  items,
  observation,
  panel,
  read,
  readingOf,
  reasonsOf,
  response,
  responseItems,
  seventeen,
  total,
  totalOf,
  usCore,
} from './resources.ts'

const ordinal = (value: number) => ({ extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/ordinalValue', valueDecimal: value }] })
const coValue = (value: number) => ({
  extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/iso21090-CO-value', valueDecimal: value }],
})

const asSent = (reading: Reading) => [
  reading.instrument,
  totalOf(reading),
  reading.item9.kind === 'answered' ? reading.item9.value : '-',
  reading.usable,
]

describe('the nine shapes in which PHQ-9 arrives', () => {
  test('1 US Core: panel with eleven members, a total of "12" as text, items by LOINC answer code: 12 points, item 9 is 0, one reading', () => {
    const { readings, rejected } = recordFromResources('example', usCore('Observation'), { prorateTwoMissing: false })
    expect(readings.map(asSent)).toEqual([['phq-9', 12, 0, true]])
    expect(readings[0]?.items).toEqual([2, 2, 2, 2, 1, 1, 2, 0, 0])
    expect(readings[0]?.difficulty).toBe(1)
    expect(readings[0]?.date.earliest).toBe(day('2022-11-29'))
    expect(readings[0]?.reporter).toBe('clinician')
    expect(readings[0]?.sources).toHaveLength(12)
    expect(rejected).toEqual([])
  })
  test('2 US Core response alone, total as valueDecimal 12', () => {
    const { readings } = recordFromResources('example', usCore('QuestionnaireResponse'), { prorateTwoMissing: false })
    expect(readings.map(asSent)).toEqual([['phq-9', 12, 0, true]])
  })
  test('1 and 2 together are one administration, not two', () => {
    const { readings } = recordFromResources('example', usCore(), { prorateTwoMissing: false })
    expect(readings.map(asSent)).toEqual([['phq-9', 12, 0, true]])
    expect(readings[0]?.issues).toEqual([])
  })
  test('3 Health Care Surveys: the total on the panel code as valueInteger 14, its interpretation is not read', () => {
    const reading = readingOf(panel({ valueInteger: 14, interpretation: [{ text: 'Severe' }] }))
    expect(asSent(reading)).toEqual(['phq-9', 14, '-', true])
    expect(reading.issues).toEqual([{ kind: 'total-without-items' }])
  })
  test('4 Da Vinci: one Observation with the total 16', () => {
    expect(asSent(readingOf(total(16)))).toEqual(['phq-9', 16, '-', true])
  })
  test('5 Personal Health Record: no value of its own, the total as a component beside an unknown code', () => {
    const local = { coding: [{ system: 'urn:example', code: 'scored-assessment' }] }
    const reading = readingOf(observation(local, { component: [component('44261-6', { valueInteger: 17 }), ...itemComponents(seventeen)] }))
    expect(asSent(reading)).toEqual(['phq-9', 17, 1, true])
  })
  test.each(['44249-1', '44261-6'])('6 German MII PROMs: %s with a quantity in {score}', (code) => {
    expect(asSent(readingOf(observation(code, { valueQuantity: { value: 9, unit: '{score}' } })))).toEqual(['phq-9', 9, '-', true])
  })
  test('6 German MII response: linkIds phq-phq9-q01 to q10 and phq-phq9-score-total', () => {
    const questions = seventeen.map((value, i) => answered(`phq-phq9-q0${i + 1}`, { valueInteger: value }))
    const reading = readingOf(
      response([...questions, answered('phq-phq9-q10', { valueInteger: 2 }), answered('phq-phq9-score-total', { valueDecimal: 17 })], {
        questionnaire: 'https://example.org/Questionnaire/promis',
      }),
    )
    expect(asSent(reading)).toEqual(['phq-9', 17, 1, true])
    expect(reading.difficulty).toBe(2)
  })
  test('7 Synthea: total with unit {score}', () => {
    expect(
      asSent(readingOf(total(4, { valueQuantity: { value: 4, unit: '{score}', system: 'http://unitsofmeasure.org', code: '{score}' } }))),
    ).toEqual(['phq-9', 4, '-', true])
  })
  test('8 Medplum sample: a risk band on the panel code is no score, and is rejected in words', () => {
    const record = read(panel({ valueCodeableConcept: { text: 'Moderate depression' } }))
    expect(totalOf(record.readings[0])).toBe('"Moderate depression" is an answer in words, not a score')
    expect(record.readings[0]?.usable).toBe(false)
    expect(reasonsOf(record)).toEqual(['"Moderate depression" is an answer in words, not a score'])
  })
  describe('9 AHRQ: every answer coded "not at all", the true score in an extension, linkIds 1 to 10', () => {
    const questions = (values: readonly number[]) =>
      values.map((value, i) => answered(`${i + 1}`, { valueCoding: { system: 'http://loinc.org', code: 'LA6568-5', ...coValue(value) } }))
    test('a code that says 0 and an extension that says 3 contradict each other: shown, not judged, no total from items', () => {
      const reading = readingOf(response(questions(seventeen), { questionnaire: 'Questionnaire/phq-9' }))
      expect(totalOf(reading)).toBe('0 of 9 questions can be read, and no total was sent')
      expect(reading.usable).toBe(false)
      expect(reading.issues.filter((issue) => issue.kind === 'conflicting-item')).toHaveLength(9)
    })
    test('item 9 in contradiction (0 and 1) shows the worse of the two', () => {
      const reading = readingOf(response(questions([0, 0, 0, 0, 0, 0, 0, 0, 1]), { questionnaire: 'Questionnaire/phq-9' }))
      expect(reading.item9).toEqual({ kind: 'answered', value: 1 })
    })
    test('its total of 36 is no PHQ-9 score', () => {
      const record = read(
        response([...questions([0, 0, 0, 0, 0, 0, 0, 0, 0]), answered('/44261-6', { valueDecimal: 36 })], {
          questionnaire: 'Questionnaire/phq-9',
        }),
      )
      // All nine extensions say 0 as the codes do, so the items stand and 36 does not.
      expect(totalOf(record.readings[0])).toBe(0)
      expect(record.readings[0]?.issues).toContainEqual({
        kind: 'other',
        detail: 'stated total: 36 is not a PHQ-9 score: it must be a whole number from 0 to 27',
      })
    })
    test('ordinal extensions without an answer code are the score', () => {
      const plain = seventeen.map((value, i) =>
        answered(`/${itemCodes[i] ?? ''}`, { valueCoding: { display: 'some words', ...ordinal(value) } }),
      )
      expect(asSent(readingOf(response(plain)))).toEqual(['phq-9', 17, 1, true])
    })
  })
  test('C-CDA: panel code with nine components', () => {
    expect(asSent(readingOf(panel({ component: itemComponents(seventeen) })))).toEqual(['phq-9', 17, 1, true])
  })
  test('our own examples 04 to 07: total, panel, item 9 and response of 2 Nov are one reading of 17 with item 9 = 1', () => {
    const { readings } = recordFromResources('p-001', ['04', '05', '06', '07'].map(example), { prorateTwoMissing: false })
    expect(readings.map(asSent)).toEqual([['phq-9', 17, 1, true]])
    expect(readings[0]?.difficulty).toBe(2)
    expect(readings[0]?.reporter).toBe('patient')
  })
  test('loose items of one moment, with their total, are one reading', () => {
    expect(asSent(readingOf(...items(seventeen), total(17)))).toEqual(['phq-9', 17, 1, true])
  })
  test('a response with the questions in groups, three deep', () => {
    const nested = [{ linkId: 'page', item: [{ linkId: 'group', item: responseItems(seventeen) }] }]
    expect(asSent(readingOf(response(nested)))).toEqual(['phq-9', 17, 1, true])
  })
})
