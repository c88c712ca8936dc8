import { describe, expect, test } from 'vitest'
import { defaultSettings } from '#src/clinical/settings.ts'
import { doseFacts, type DoseFact } from '#src/features/patient/before-you-change.ts'
import { trajectorySentences } from '#src/features/patient/trajectory-words.ts'
import { frameOf, type PlacedLane } from '#src/features/patient/figure-layout.ts'
import { labelledMarks } from '#src/features/patient/score-axis.ts'
import { doseShapes } from '#src/features/patient/lane-shapes.ts'
import { linePath } from '#src/ui/chart/paths.ts'
import { gaugeScale } from '#src/features/patient/dose-gauge.ts'
import { exactly, day } from '#src/lib/calendar.ts'
import { known } from '#src/lib/known.ts'
import type { AssessedPatient } from '#src/queries/types.ts'
import { assessed, sertraline, trajectory } from '#tests/features/patient/course.ts'
import { dispense, mg, order, otherMedicine, phq9, record, statement } from '#tests/support/record-builders.ts'

const facts = (patient: AssessedPatient = assessed()) => doseFacts(patient, defaultSettings)
const fact = (id: DoseFact['id'], patient?: AssessedPatient) => facts(patient).facts.find((one) => one.id === id)

describe('before you change the dose', () => {
  test('the dose stands between this patient’s minimum of 50 and usual maximum of 200 mg/day', () => {
    expect(facts().gauge).toEqual({ low: 100, high: 100, minimum: 50, maximum: 200 })
    expect(fact('range')?.value).toBe('minimum 50, usual maximum 200 mg/day')
  })

  test('at 71 years the maximum of citalopram is 20 mg/day, and the reason is said with its source', () => {
    const { identity } = record()
    const patient = assessed({
      identity: { ...identity, birthDate: known(exactly(day('1955-01-01'))) },
      medications: [order({ agent: 'citalopram', from: '2026-01-12', dose: mg(20) })],
    })
    const range = fact('range', patient)
    expect(range?.value).toBe('minimum 20, usual maximum 20 mg/day')
    expect(range?.details[0]).toBe('Differs from the usual range: maximum 20 mg/day over 60 years.')
    expect(range?.citations.some(({ text }) => text.includes('US label'))).toBe(true)
    expect(range?.citations.some(({ text }) => text.includes('CPIC'))).toBe(true)
  })

  test('58 days at an adequate dose are 2 days past the 42 to 56 day window', () => {
    expect(fact('at-dose')).toMatchObject({
      value: '58 days',
      details: ['40 of them known to be taken.', '2 days past the 42–56-day window.'],
    })
  })

  test('the fork takes the last reading of days 14 to 28: 19 to 20 on day 28 is no early improvement', () => {
    expect(fact('fork')?.value).toBe('absent on day 28 of sertraline: 19 → 20 (+1, +5 %)')
  })

  test.each([
    [16, 'present', '20 → 16 (−4, −20 %)'],
    [17, 'absent', '20 → 17 (−3, −15 %)'],
  ])('20 to %i on day 21 is early improvement %s: the limit is 20 %% better', (total, word, change) => {
    const patient = assessed({ readings: [phq9('2026-01-12', 20, 0), phq9('2026-02-02', total, 0)] })
    expect(fact('fork', patient)?.value).toBe(`${word} on day 21 of sertraline: ${change}`)
  })

  test('without a reading between day 14 and 28 the fork cannot be told, and says which days are missing', () => {
    const patient = assessed({ readings: [phq9('2026-01-12', 20, 0), phq9('2026-03-09', 17, 0)] })
    expect(fact('fork', patient)).toMatchObject({ value: 'cannot tell', unknown: 'no PHQ-9 from 26 Jan 2026 to 9 Feb 2026' })
  })

  test('before day 14 the fork is not missing but too early: day 14 of a trial that began on 1 March is 15 March', () => {
    const patient = assessed({ medications: [order({ from: '2026-03-01', dose: mg(50) })] })
    expect(fact('fork', patient)).toMatchObject({ value: 'too early: day 14 is 15 Mar 2026' })
    expect(fact('fork', patient)?.unknown).toBeUndefined()
  })

  test('what is published about no early improvement stands with its population and source, and only beside none', () => {
    const fork = fact('fork')
    expect(fork?.details[0]).toContain('less than 20 % better by week 4 makes response or remission at 8 to 12 weeks unlikely')
    const usual = 'For comparison: about half respond by 8 weeks'
    const [present] = [fact('fork', assessed({ readings: [phq9('2026-01-12', 20, 0), phq9('2026-02-02', 15, 0)] }))]
    expect(present?.details).toEqual([expect.stringContaining(usual)])
    expect(fact('fork', assessed({ medications: [order({ from: '2026-03-01', dose: mg(50) })] }))?.details).toEqual(present?.details)
    expect(fact('fork', assessed({ readings: [phq9('2026-01-12', 20, 0)] }))?.details).toEqual(present?.details)
    expect(fork?.citations.map(({ text }) => text)).toContain('CANMAT 2023, Q.5.b, Q.7.d; adults with major depression in trials')
  })

  test('the last change is compared before and after: 20 before 100 mg, 17 since', () => {
    expect(fact('last-step')).toMatchObject({
      value: '11 Feb 2026, 50 → 100 mg/day, 28 days ago',
      details: ['Before and after: PHQ-9 20 → 17 (−3, −15 %), 9 Feb 2026 to 9 Mar 2026.'],
    })
  })

  test('with a dose that is not known no dose is called the same, and its last change is not known', () => {
    const reason = 'the dose has no unit that can be read as mg'
    const patient = assessed({ medications: [order({ from: '2026-01-12', dose: { kind: 'unknown', reason } })] })
    expect(fact('last-step', patient)).toMatchObject({ value: 'not known', details: [], unknown: `the dose is not known: ${reason}` })
  })

  test('of a start known to January 2026 no day is claimed: since January, in both places', () => {
    const patient = assessed({ medications: [statement({ from: '2026-01', dose: mg(50) })] })
    const since = 'Jan 2026.'
    expect(fact('dose', patient)?.details).toEqual([`At this dose since ${since}`])
    expect(fact('last-step', patient)?.details).toEqual([`Same dose since ${since}`])
  })

  test('58 days with a supply and no check-in are covered, not known to be taken', () => {
    const medications = [order({ from: '2026-01-12', dose: mg(100) }), dispense('2026-01-12', 90)]
    expect(fact('at-dose', assessed({ medications, checkIns: [] }))?.details[0]).toBe('58 of them covered by dispensed supply.')
  })

  test('with a supply of 90 days and check-ins on 40 of 58, the 58 days that either speaks for are not all known to be taken', () => {
    const medications = [...sertraline, dispense('2026-01-12', 90)]
    const patient = assessed({ medications })
    // Every one of 58 days is covered or, on 40 of them, answered with "taken"; of the last 28 days each has its check-in.
    expect(fact('at-dose', patient)?.details[0]).toBe('58 of them known to be taken or covered by dispensed supply.')
    expect(fact('taken', patient)).toMatchObject({
      label: 'Taken, last 28 days',
      value: '100 %, 28 of 28 days',
    })
    expect(trajectorySentences(trajectory(patient), patient)).toContain(
      'Taken or covered by dispensed supply on 58 of 58 days with information (100 %), of 58 days in the trial.',
    )
  })

  test('over a preliminary 20 of yesterday the change since the start is no fact about today', () => {
    const preliminary = { ...phq9('2026-03-10', 20, 0), usable: false, issues: [{ kind: 'preliminary' }] } as const
    const patient = assessed({ readings: [phq9('2026-01-12', 19, 0), phq9('2026-03-09', 9, 0), preliminary] })
    const why = 'a PHQ-9 of 20 points on 10 Mar 2026 is not judged: preliminary'
    expect(fact('trial-change', patient)).toMatchObject({ value: '19 → 9 (−10, −53 %)', unknown: why })
    expect(trajectorySentences(trajectory(patient), patient).join(' ')).toContain(`Nothing can be said about today: ${why}.`)
  })

  test('a score of 9 from 5 February is 34 days old on 11 March, and a preliminary 20 follows it: the page says both', () => {
    const preliminary = { ...phq9('2026-03-10', 20, 0), usable: false, issues: [{ kind: 'preliminary' }] } as const
    const patient = assessed({ readings: [phq9('2026-01-12', 19, 0), phq9('2026-02-05', 9, 0), preliminary] })
    const why =
      'recent PHQ-9: the latest is of 5 Feb 2026, 34 days old, and says nothing about now; a PHQ-9 of 20 points on 10 Mar 2026 is not judged: preliminary'
    expect(fact('trial-change', patient)).toMatchObject({ value: '19 → 9 (−10, −53 %)', unknown: why })
    expect(trajectorySentences(trajectory(patient), patient).join(' ')).toContain(`Nothing can be said about today: ${why}.`)
  })

  test('16 days before day 42 of 26 days at dose the day itself stands, for a sheet that is read later: 27 March', () => {
    // From 13 February to 11 March are 26 days.
    const patient = assessed({ medications: [order({ from: '2026-02-13', dose: mg(100) })], checkIns: [] })
    expect(fact('at-dose', patient)?.details[1]).toBe('Day 42 is 27 Mar 2026, 16 days away, if the dose goes on.')
  })

  test('taking is not known rather than 0 % where nothing says', () => {
    expect(fact('taken', assessed({ checkIns: [] }))).toMatchObject({
      value: 'not known',
      unknown: 'no check-in, dispensed supply or statement says',
    })
  })

  test('no interaction on record is not "no interaction" while smoking is not known', () => {
    expect(fact('interactions')).toMatchObject({ value: 'none on record', unknown: 'smoking not known: not recorded' })
  })

  test('carbamazepine beside sertraline, a pair without a row, cannot be told', () => {
    expect(fact('interactions', assessed({ otherMedicines: [otherMedicine('carbamazepine')] }))).toMatchObject({
      value: 'cannot tell',
      unknown: 'carbamazepine with sertraline: an enzyme inducer; what it does to this agent is not held here',
    })
  })

  test('the first 28 days after a start say so, day 28 and later do not', () => {
    const started = (iso: string) => assessed({ medications: [order({ from: iso, dose: mg(50) })] })
    expect(fact('caution', started('2026-02-12'))?.details[0]).toBe('sertraline began 12 Feb 2026, 27 days ago.')
    expect(fact('caution', started('2026-02-11'))).toBeUndefined()
  })

  test('of a start known to February 2026 it is said that it may be 11 or 38 days ago, and the weeks after it may not be over', () => {
    // 28 February is 11 days before 11 March, 1 February 38.
    expect(fact('caution', assessed({ medications: [statement({ from: '2026-02', dose: mg(50) })] }))).toMatchObject({
      value: 'may be within 4 weeks of a start or stop',
      details: ['sertraline began in Feb 2026, 11–38 days ago.', expect.stringContaining('higher suicide risk')],
    })
    // 31 January is 39 days before 11 March.
    expect(fact('caution', assessed({ medications: [statement({ from: '2026-01', dose: mg(50) })] }))).toBeUndefined()
  })

  test('of an end known to February 2026 likewise', () => {
    const ended = statement({ from: '2025-09-01', through: '2026-02', dose: mg(50) })
    expect(
      fact('caution', assessed({ medications: [ended, order({ agent: 'citalopram', from: '2025-12-01', dose: mg(20) })] })),
    ).toMatchObject({
      value: 'may be within 4 weeks of a start or stop',
      details: ['sertraline ended in Feb 2026, 11–38 days ago.', expect.stringContaining('higher suicide risk')],
    })
  })

  test('without a trial in progress it says why instead of a dose', () => {
    const { gauge, facts: list } = facts(assessed({ medications: [] }))
    expect(gauge).toBeUndefined()
    expect(list[0]).toMatchObject({ value: 'no trial in progress', unknown: 'no antidepressant trial on record' })
  })

  test('a trial that ended is told as known, with its last day', () => {
    const patient = assessed({ medications: [order({ from: '2025-09-01', through: '2025-11-18', dose: mg(50), over: true })] })
    const [dose] = facts(patient).facts
    expect(dose?.unknown).toBeUndefined()
    expect(dose?.details).toEqual(['No antidepressant trial in progress; the last, sertraline, ended 18 Nov 2025.'])
  })

  test('every fact is a fact: no sentence tells the prescriber what to do', () => {
    const said = facts()
      .facts.flatMap((one) => [one.value, ...one.details])
      .join(' ')
    expect(said).not.toMatch(/\b(should|must|recommend|consider|increase the dose|we suggest)\b/i)
    expect(said).not.toContain('!')
  })
})

test('the gauge is drawn to scale from zero: 100 of at most 200 mg stands at 45 % of a scale that ends at 220', () => {
  expect(gaugeScale({ low: 100, high: 100, minimum: 50, maximum: 200 }).percentOf(100)).toBeCloseTo(45.45, 1)
})

test('a preliminary 20 has its number on the chart, where there is room for it', () => {
  const preliminary = { ...phq9('2026-03-10', 20, 0), usable: false, issues: [{ kind: 'preliminary' }] } as const
  const [series] = trajectory(assessed({ readings: [phq9('2026-01-12', 19, 0), phq9('2026-02-09', 9, 0), preliminary] })).scales
  const marks = series?.marks ?? []
  const numbered = (pxPerDay: number) =>
    [...labelledMarks(marks, undefined, (mark) => mark.from * pxPerDay)].map((key) => marks.find((mark) => mark.key === key)?.total)
  expect(numbered(10)).toEqual([9, 19, 20])
  // 29 days after the 9 there are 14 px, too few for another number.
  expect(numbered(0.5)).not.toContain(20)
})

test('a dose that is not known has no line on its lane, which would read as a height', () => {
  const dose = { kind: 'unknown', reason: 'no unit' } as const
  const [lane] = trajectory(assessed({ medications: [order({ from: '2026-01-12', dose })] })).medications
  const [one] = lane?.trials ?? []
  if (lane === undefined || one === undefined) throw new Error('no lane')
  const placed: PlacedLane = { key: 'm', top: 0, height: 52, content: { kind: 'medication', lane } }
  const shapes = doseShapes(one, lane, placed, frameOf(1000, { from: day('2026-01-01'), through: day('2026-03-11') }, 'page'))
  expect(shapes.untold.length).toBeGreaterThan(0)
  expect(linePath(shapes.outline)).toBe('')
})
