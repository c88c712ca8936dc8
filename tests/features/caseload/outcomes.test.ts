import { describe, expect, it } from 'vitest'
import type { ResponseStatus } from '#src/clinical/assessment.ts'
import type { Review } from '#src/clinical/review.ts'
import { defaultSettings } from '#src/clinical/settings.ts'
import { decisionTimes, median, outcomesOf } from '#src/features/caseload/outcomes.ts'
import { percentOf } from '#src/features/caseload/outcomes-csv.ts'
import { addDays, isoFromDay, type Day } from '#src/lib/calendar.ts'
import { asOf, finding, response, trial } from '#tests/support/builders.ts'
import { review } from '#tests/support/review-builders.ts'
import { judged, noTrial, pending, unreadable } from '#tests/features/caseload/rows.ts'

const status = (id: string, one: ResponseStatus, changePoints: number) =>
  judged(id, { assessment: { response: response({ status: one, changePoints }) } })

describe('outcomes', () => {
  const rows = [
    status('a', 'remission', -15),
    status('b', 'response', -10),
    status('c', 'no-response', -2),
    status('d', 'worsening', 7),
    judged('e', { assessment: noTrial }),
    judged('f', { assessment: { response: response({ stale: true, status: 'cannot-tell' }) } }),
    judged('f2', { assessment: { response: response({ newerUnjudged: 'a PHQ-9 is not judged: preliminary', status: 'cannot-tell' }) } }),
    judged('g', { assessment: { response: response({ baseline: undefined }) } }),
    pending('h'),
    unreadable('i'),
  ]
  const outcomes = outcomesOf(rows, defaultSettings)

  it('2 of 4 measured responded or remitted, 1 of 4 remitted', () => {
    expect(outcomes.response).toEqual({ count: 2, of: 4 })
    expect(outcomes.remission).toEqual({ count: 1, of: 4 })
  })

  it('the mean change is −5 points over the 4 measured: (−15 −10 −2 +7) / 4', () => {
    expect(outcomes.meanChange).toBe(-5)
  })

  it('measured and unmeasured add up to the 10 patients of the list, each unmeasured one with a reason', () => {
    expect(outcomes.unmeasured).toEqual([
      { words: 'a newer PHQ-9 is not judged', patients: 1 },
      { words: 'could not be read', patients: 1 },
      { words: 'latest PHQ-9 too old', patients: 1 },
      { words: 'no PHQ-9 at the start of the trial', patients: 1 },
      { words: 'no current antidepressant trial', patients: 1 },
      { words: 'not read yet', patients: 1 },
    ])
    expect(outcomes.measured.length + outcomes.unmeasured.reduce((sum, one) => sum + one.patients, 0)).toBe(10)
  })

  it('coverage counts patients in a trial: 7 of 7 have a PHQ-9 of the last 28 days, 6 of 7 a baseline', () => {
    const share = (words: string) => outcomes.coverage.find((one) => one.words.startsWith(words))?.share
    expect(share('PHQ-9 in the last 28 days')).toEqual({ count: 7, of: 7 })
    expect(share('Baseline')).toEqual({ count: 6, of: 7 })
  })

  it('without anybody measured there is no mean and no percent, and never 0 %', () => {
    const none = outcomesOf([judged('e', { assessment: noTrial })], defaultSettings)
    expect(none.meanChange).toBeUndefined()
    expect(percentOf(none.response)).toBeUndefined()
  })
})

describe('days from eligible to decision', () => {
  const key = (patient: string) => `inadequate-response|${patient}|sertraline@2026-01-12|2026-03-01`
  const waiting = (patient: string, days: number) =>
    judged(patient, { assessment: { flags: [finding({ since: addDays(asOf, -days), key: key(patient) })] } })
  const decided = (patient: string, since: Day, on: Day): Review =>
    review({ on: isoFromDay(on), patientId: patient, finding: { key: key(patient), since } })

  it('waiting 30, 6 and 1 days: the median is 6 and the longest stands first', () => {
    const times = decisionTimes([waiting('b', 6), waiting('a', 30), waiting('c', 1)], [])
    expect(times.medianWaiting).toBe(6)
    expect(times.waiting.map((one) => one.row.id)).toEqual(['a', 'b', 'c'])
    expect(times.medianDecided).toBeUndefined()
  })

  it('a decision on the sixth day counts 6 days, and the patient waits no longer', () => {
    const times = decisionTimes([waiting('a', 10)], [decided('a', addDays(asOf, -10), addDays(asOf, -4))])
    expect(times.decided).toEqual([6])
    expect(times.waiting).toEqual([])
  })

  it('a decision from before the present run does not end the waiting', () => {
    const times = decisionTimes([waiting('a', 10)], [decided('a', addDays(asOf, -90), addDays(asOf, -80))])
    expect(times.decided).toEqual([10])
    expect(times.waiting).toHaveLength(1)
  })

  it('a snooze is not a decision', () => {
    const snoozed = { ...decided('a', addDays(asOf, -10), asOf), decision: undefined, state: 'snoozed' as const }
    expect(decisionTimes([waiting('a', 10)], [snoozed]).waiting).toHaveLength(1)
  })

  it('an urgent flag alone does not make a patient eligible for a decision about the trial', () => {
    const urgent = judged('u', { assessment: { flags: [finding({ rule: 'suicidal-ideation', tier: 'urgent' })], current: trial() } })
    expect(decisionTimes([urgent], []).waiting).toEqual([])
  })

  it('the median of an even number lies between the two in the middle', () => {
    expect(median([1, 9, 3, 5])).toBe(4)
    expect(median([])).toBeUndefined()
  })
})
