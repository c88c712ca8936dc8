/** FHIR resources as senders write them, by hand and short. All are about Patient/p-1 unless a test says otherwise. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PatientRecord, Reading } from '#src/clinical/facts.ts'
import { recordFromResources } from '#src/fhir/record.ts'

export type Json = Readonly<Record<string, unknown>>

const LOINC = 'http://loinc.org'
const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm'

export const itemCodes = ['44250-9', '44255-8', '44259-0', '44254-1', '44251-7', '44258-2', '44252-5', '44253-3', '44260-8'] as const
export const answerCodes = ['LA6568-5', 'LA6569-3', 'LA6570-1', 'LA6571-9'] as const

/** Nine answers whose sum is 17 and whose last is 1. */
export const seventeen: readonly number[] = [2, 2, 3, 2, 1, 3, 2, 1, 1]

export const loincConcept = (code: string): Json => ({ coding: [{ system: LOINC, code }] })
export const score = (value: unknown): Json => ({ valueQuantity: { value, unit: '{score}', code: '{score}' } })
export const answerCoding = (value: number): Json => ({ system: LOINC, code: answerCodes[value] ?? 'no such answer' })

let counter = 0

export function observation(code: string | Json, extra: Json = {}): Json {
  return {
    resourceType: 'Observation',
    id: `o-${(counter += 1)}`,
    status: 'final',
    code: typeof code === 'string' ? loincConcept(code) : code,
    subject: { reference: 'Patient/p-1' },
    effectiveDateTime: '2026-11-02',
    ...extra,
  }
}

export const total = (value: unknown, extra: Json = {}): Json => observation('44261-6', { ...score(value), ...extra })

/** One Observation for each answer, as US Core has them. */
export const items = (answers: readonly (number | undefined)[], extra: Json = {}): readonly Json[] =>
  answers.flatMap((answer, i) =>
    answer === undefined
      ? []
      : [observation(itemCodes[i] ?? '', { id: `item-${i + 1}`, valueCodeableConcept: { coding: [answerCoding(answer)] }, ...extra })],
  )

export const component = (code: string, value: Json): Json => ({ code: loincConcept(code), ...value })
export const itemComponents = (answers: readonly (number | undefined)[]): readonly Json[] =>
  answers.flatMap((answer, i) =>
    answer === undefined ? [] : [component(itemCodes[i] ?? '', { valueCodeableConcept: { coding: [answerCoding(answer)] } })],
  )

export const panel = (extra: Json = {}): Json => observation('44249-1', { id: 'panel', ...extra })

export function response(item: readonly Json[], extra: Json = {}): Json {
  return {
    resourceType: 'QuestionnaireResponse',
    id: 'qr-1',
    status: 'completed',
    questionnaire: 'http://loinc.org/q/44249-1',
    subject: { reference: 'Patient/p-1' },
    authored: '2026-11-02T14:05:00Z',
    item,
    ...extra,
  }
}

export const answered = (linkId: string, ...answer: readonly Json[]): Json => ({ linkId, answer })

/** The nine questions of a response, by LOINC link id. */
export const responseItems = (answers: readonly number[]): readonly Json[] =>
  answers.map((answer, i) => answered(`/${itemCodes[i] ?? ''}`, { valueCoding: answerCoding(answer) }))

export const patient: Json = { resourceType: 'Patient', id: 'p-1', name: [{ family: 'Alder', given: ['Rowan'] }] }

export const medicine = (code: string | undefined, words: string): Json => ({
  coding: code === undefined ? [] : [{ system: RXNORM, code, display: words }],
  text: words,
})

export function order(extra: Json = {}): Json {
  return {
    resourceType: 'MedicationRequest',
    id: `mr-${(counter += 1)}`,
    status: 'active',
    intent: 'order',
    subject: { reference: 'Patient/p-1' },
    authoredOn: '2026-01-12',
    medicationCodeableConcept: medicine('312941', 'sertraline 50 MG Oral Tablet'),
    dosageInstruction: [onceDaily(1, '{tbl}')],
    ...extra,
  }
}

export const repeat = (parts: Json): Json => ({ timing: { repeat: parts } })
export const daily: Json = { frequency: 1, period: 1, periodUnit: 'd' }
export const dose = (value: unknown, code: string | undefined): Json => ({
  doseAndRate: [{ doseQuantity: { value, ...(code === undefined ? {} : { code }) } }],
})
export const onceDaily = (value: unknown, code: string | undefined, extra: Json = {}): Json => ({
  ...repeat(daily),
  ...dose(value, code),
  ...extra,
})

export const read = (...resources: readonly unknown[]): PatientRecord =>
  recordFromResources('p-1', [patient, ...resources], { prorateTwoMissing: false })

/** The one reading that these resources make; fails when there is not exactly one. */
export function readingOf(...resources: readonly unknown[]): Reading {
  const { readings } = read(...resources)
  const [only] = readings
  if (!only || readings.length !== 1) throw new Error(`${readings.length} readings instead of one`)
  return only
}

export const totalOf = (reading: Reading | undefined): number | string | undefined =>
  reading?.total.kind === 'known' ? reading.total.value : reading?.total.reason

export const reasonsOf = (record: PatientRecord): readonly string[] => record.rejected.map((r) => r.reason)

const folder = join(import.meta.dirname, 'fixtures')
const parsed = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'))

/** Example files of HL7 US Core 9.0.0 (CC0): one PHQ-9 of 12 points as panel, items, total, difficulty and response. */
export const usCore = (...starts: readonly string[]): readonly unknown[] =>
  readdirSync(join(folder, 'us-core'))
    .filter((name) => starts.length === 0 || starts.some((start) => name.startsWith(start)))
    .map((name) => parsed(join(folder, 'us-core', name)))

/** One of our own example resources by its number: "09". */
export function example(number: string): Json {
  const name = readdirSync(join(folder, 'examples')).find((file) => file.startsWith(`${number}-`))
  if (name === undefined) throw new Error(`there is no example ${number}`)
  return parsed(join(folder, 'examples', name)) as Json // safe: every example file holds one JSON object
}

export const everyExample = (): readonly unknown[] =>
  readdirSync(join(folder, 'examples')).map((name) => parsed(join(folder, 'examples', name)))
export const verifiedLoinc = (): readonly string[] => readFileSync(join(folder, 'verified-loinc.txt'), 'utf8').trim().split('\n')
