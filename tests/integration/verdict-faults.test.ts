import { describe, expect, test } from 'vitest'
import { assessPatient } from '#src/clinical/assess.ts'
import type { Assessment } from '#src/clinical/assessment.ts'
import { defaultSettings } from '#src/clinical/settings.ts'
import { recordFromResources } from '#src/fhir/record.ts'
import { addDays, day, isoFromDay, localDayAt, type Day } from '#src/lib/calendar.ts'
import { formatPercentChange } from '#src/lib/figures.ts'
import { momentOf } from '#tests/support/moments.ts'

const start = day('2026-01-12')
const subject = { reference: 'Patient/p-1' }

const order = (extra: object = {}): object => ({
  resourceType: 'MedicationRequest',
  id: 'mr-1',
  status: 'active',
  intent: 'order',
  subject,
  authoredOn: isoFromDay(start),
  medicationCodeableConcept: {
    coding: [{ system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code: '312941', display: 'sertraline 50 MG Oral Tablet' }],
  },
  dosageInstruction: [
    { timing: { repeat: { frequency: 1, period: 1, periodUnit: 'd' } }, doseAndRate: [{ doseQuantity: { value: 1, code: '{tbl}' } }] },
  ],
  ...extra,
})
const score = (on: Day, value: number): object => ({
  resourceType: 'Observation',
  id: `o-${on}-${value}`,
  status: 'final',
  subject,
  code: { coding: [{ system: 'http://loinc.org', code: '44261-6' }] },
  effectiveDateTime: isoFromDay(on),
  valueQuantity: { value, code: '{score}' },
})
const judged = (asOf: Day, ...resources: readonly object[]): Assessment =>
  assessPatient(recordFromResources('p-1', [{ resourceType: 'Patient', id: 'p-1' }, ...resources], defaultSettings), asOf, defaultSettings)

describe('from the wire to a verdict', () => {
  test('F26 a baseline of 0: a change in percent is not defined, and no response is claimed', () => {
    const { response } = judged(addDays(start, 60), order(), score(start, 0), score(addDays(start, 56), 9))
    expect(response.changePercent).toBeUndefined()
    expect(['response', 'remission']).not.toContain(response.status)
  })
  test('F27 one score ever: it is the baseline, and nothing is claimed about response', () => {
    const { response } = judged(addDays(start, 60), order(), score(start, 19))
    expect(response.changePercent).toBeUndefined()
    expect(['response', 'remission', 'no-response', 'partial-response', 'worsening']).not.toContain(response.status)
  })
  test('F47 two active orders of 50 mg of one drug are not 100 mg in silence', () => {
    const bounded = (id: string): object =>
      order({
        id,
        dosageInstruction: [
          {
            timing: { repeat: { frequency: 1, period: 1, periodUnit: 'd', boundsPeriod: { start: isoFromDay(start), end: '2026-06-30' } } },
            doseAndRate: [{ doseQuantity: { value: 50, code: 'mg' } }],
          },
        ],
      })
    const { current } = judged(addDays(start, 60), bounded('a'), bounded('b'))
    expect(current?.currentDose).not.toEqual({ kind: 'known', low: 100, high: 100, basis: 'structured' })
    expect(current?.notes.join(' ')).toMatch(/2 orders with the same first day/)
  })
  test('F51 of all 756 pairs of a baseline and a later score, none reads 50 % better where the class says less', () => {
    const wrong: string[] = []
    for (let baseline = 1; baseline <= 27; baseline += 1)
      for (let latest = 0; latest <= 27; latest += 1) {
        const percent = ((latest - baseline) / baseline) * 100
        const reads = formatPercentChange(percent)
        const isRead = parseFloat(reads.replace('\u2212', '-')) <= -50
        if (isRead !== percent <= -50) wrong.push(`${baseline} to ${latest}: ${reads}`)
        if (reads === '\u22120 %') wrong.push(`${baseline} to ${latest}: minus nothing`)
      }
    expect(wrong).toEqual([])
  })
  test('F77 730 days with 73 check-ins are 73 check-ins: nothing is filled in', () => {
    const answers = Array.from({ length: 73 }, (_, i) => ({
      resourceType: 'Observation',
      id: `c-${i}`,
      status: 'final',
      subject,
      code: { coding: [{ system: 'https://remit.example/fhir/CodeSystem/checkin', code: 'daily-checkin' }] },
      effectiveDateTime: isoFromDay(addDays(start, i * 10)),
      component: [{ code: { coding: [{ system: 'https://remit.example/fhir/CodeSystem/checkin', code: 'mood' }] }, valueInteger: 5 }],
    }))
    expect(recordFromResources('p-1', answers, defaultSettings).checkIns).toHaveLength(73)
  })
  test('F94 midnight passes: the same record is one day older, by the calendar and not by hours', () => {
    const [before, after] = [momentOf('2026-11-25T23:59:59Z'), momentOf('2026-11-26T00:00:01Z')].map(localDayAt)
    expect(before !== undefined && after !== undefined && after - before).toBe(1)
  })
})
