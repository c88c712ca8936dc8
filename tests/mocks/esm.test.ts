import { describe, expect, it } from 'vitest'
import { esmId, historicalCase } from '#mocks/esm/patient.ts'
import { assessPatient } from '#src/clinical/assess.ts'
import { defaultSettings } from '#src/clinical/settings.ts'
import { recordFromResources } from '#src/fhir/record.ts'
import { day, isoFromDay } from '#src/lib/calendar.ts'

const record = recordFromResources(esmId, historicalCase.resources(0), defaultSettings)
const asOf = record.identity.historicalAsOf
const scores = record.readings.map((reading) => ({
  on: isoFromDay(reading.date.earliest),
  mean: reading.total.kind === 'known' ? reading.total.value : NaN,
}))

describe('the published case (Kossakowski 2017), as the app reads him', () => {
  it('is read completely, looked at on his own last day, 8 April 2013, and attributed', () => {
    expect(record.rejected).toEqual([])
    expect(asOf).toBe(day('2013-04-08'))
    expect(record.identity.attribution).toContain('doi 10.5334/jopd.29, CC BY 4.0')
    expect(record.identity.synthetic).toBe(false)
    expect(record.identity.name).toEqual({ kind: 'known', value: 'Published case (ESM, N=1)' })
  })

  it('has 238 days of check-ins and 28 weekly SCL-90-R scores, none of them a PHQ-9', () => {
    expect(record.checkIns).toHaveLength(238)
    expect(record.readings).toHaveLength(28)
    expect(new Set(record.readings.map((reading) => reading.instrument))).toEqual(new Set(['scl-90-r-depression']))
  })

  it('goes from venlafaxine 150 mg to nothing in eight steps between 25 Sep and 19 Nov 2012', () => {
    const [trial] = assessPatient(record, day('2013-04-08'), defaultSettings).trials
    const steps = trial?.segments.map((s) => [isoFromDay(s.from), s.dose.kind === 'known' ? s.dose.low : undefined])
    expect(steps).toEqual([
      ['2012-08-13', 150],
      ['2012-09-25', 105],
      ['2012-10-01', 73],
      ['2012-10-08', 51],
      ['2012-10-15', 37],
      ['2012-10-22', 25],
      ['2012-10-29', 18],
      ['2012-11-05', 12],
      ['2012-11-12', 9],
    ])
    expect(trial).toMatchObject({ ongoing: false, through: day('2012-11-18') })
  })

  it('shows his relapse: at most 1.62 until the last dose, at least 1.69 from 7 Jan 2013 on, 2.54 at worst', () => {
    const during = scores.filter((s) => s.on <= '2012-11-18').map((s) => s.mean)
    const after = scores.filter((s) => s.on >= '2013-01-07').map((s) => s.mean)
    expect(during).toHaveLength(11)
    expect(Math.max(...during)).toBe(1.615)
    expect(after).toHaveLength(11)
    expect(Math.min(...after)).toBe(1.692)
    expect(Math.max(...after)).toBe(2.539)
  })

  it('says of 13 Aug 2012, cheerful 5, satisfied 5 and down -1: mood 7 of 10', () => {
    // (5-1)/6 and (5-1)/6 of ten are 6.67 each, -1 turned round is (1+3)/6 of ten, 6.67: the mean rounds to 7.
    expect(record.checkIns[0]).toMatchObject({ day: day('2012-08-13'), mood: 7, taken: true })
    expect(record.checkIns.filter((c) => c.day >= day('2012-11-19') && c.taken !== undefined)).toEqual([])
  })

  it('is said to have no trial in progress, and nothing about him is called normal', () => {
    const { section, sectionWhy, item9 } = assessPatient(record, day('2013-04-08'), defaultSettings)
    expect(section).toBe('cannot-judge')
    expect(sectionWhy).toContain('18 Nov 2012')
    expect(item9.kind).toBe('unknown')
  })
})
