import { describe, expect, test } from 'vitest'
import { readoutOf, nearestStop, stopSentence, stopsOf } from '#src/features/patient/readout.ts'
import { dailyRows, doseRows, eventRows, scoreRows, trajectoryCsv } from '#src/features/patient/trajectory-table.ts'
import { noteText, recordHeader, trajectorySentences } from '#src/features/patient/trajectory-words.ts'
import { day } from '#src/lib/calendar.ts'
import { unknown } from '#src/lib/known.ts'
import { asOf, assessed, onDay, trajectory, yearOnly } from '#tests/features/patient/course.ts'
import { mg, order, phq9, statement } from '#tests/support/record-builders.ts'

const sentences = (patient = assessed()) => trajectorySentences(trajectory(patient), patient)

describe('the trajectory in words', () => {
  test('says the trial, its dose and the patient’s minimum', () => {
    expect(sentences()[0]).toBe('Sertraline since 12 Jan 2026 (58 days), now 100 mg/day; minimum effective dose 50 mg/day.')
    // 41 check-ins said "taken"; the one of day 58 is about a day that is not over.
    expect(sentences()[1]).toBe('58 days at an adequate dose, 40 of them known to be taken.')
  })

  test('of a trial that began some day in March 2025 and ended in June no day is claimed', () => {
    const ended = assessed({ medications: [statement({ from: '2025-03', through: '2025-06', dose: mg(50) })] })
    expect(sentences(ended)[0]).toMatch(/^Sertraline from Mar 2025; stopped Jun 2025: /)
    const going = assessed({ medications: [statement({ from: '2026-01', dose: mg(50) })] })
    // 31 January is 39 days before 11 March 2026, 1 January 69.
    expect(sentences(going)[0]).toMatch(/^Sertraline since Jan 2026 \(39–69 days\), now 50 mg\/day; /)
  })

  test('says the change with its certainty: 19 to 17 in 56 days is within the 5-point margin', () => {
    expect(sentences()).toContain(
      'PHQ-9 19 → 17 (−2, −11 %) in 56 days, 12 Jan 2026 to 9 Mar 2026, baseline on the day of the start of sertraline; the change of 2 points is within the 5-point margin of measurement error.',
    )
  })

  test('a change of exactly 5 points is beyond the margin', () => {
    const patient = assessed({ readings: [phq9('2026-01-12', 19, 0), phq9('2026-03-09', 14, 0)] })
    expect(sentences(patient).join(' ')).toContain('the change of 5 points is beyond the 5-point margin')
  })

  test('item 9 of 0 is called an answer and not a clearance; an answer of 2 stands by itself', () => {
    expect(sentences().join(' ')).toContain(
      'Item 9 (thoughts of death or self-harm) 0 of 3 on 9 Mar 2026, which is an answer and not a clearance.',
    )
    const patient = assessed({ readings: [phq9('2026-03-09', 14, 2)] })
    expect(sentences(patient).join(' ')).toContain('Item 9 (thoughts of death or self-harm) 2 of 3 on 9 Mar 2026.')
  })

  test('an item 9 that nobody asked is said with its reason', () => {
    const patient = assessed({ readings: [phq9('2026-03-09', 14)] })
    expect(sentences(patient).join(' ')).toContain('Item 9 (thoughts of death or self-harm) not known: not assessed on 9 Mar 2026')
  })

  test('says what the last step did: 20 before 100 mg, 17 latest since', () => {
    expect(sentences()).toContain('Last dose change 11 Feb 2026 (sertraline 50 → 100 mg/day): PHQ-9 20 before, 17 latest since.')
  })

  test('counts check-ins against one a day since the first: 41 of 49', () => {
    expect(sentences().join(' ')).toContain('41 of 49 daily check-ins since 22 Jan 2026')
  })

  test('a taper is said as one: 150 to 75 to 37.5 mg/day in 2 steps', () => {
    const agent = 'venlafaxine'
    const patient = assessed({
      readings: [],
      medications: [
        order({ agent, from: '2026-01-01', through: '2026-01-31', dose: mg(150) }),
        order({ agent, from: '2026-02-01', through: '2026-02-14', dose: mg(75) }),
        order({ agent, from: '2026-02-15', through: '2026-02-28', dose: mg(37.5), over: true }),
      ],
    })
    expect(sentences(patient)).toContain('Dose lowered from 150 to 37.5 mg/day in 2 steps, 1 Feb 2026 to 15 Feb 2026.')
    expect(sentences(patient)).toContain('No PHQ-9 on record.')
  })

  test('nothing on record is said for each part, never left out', () => {
    const said = sentences(assessed({ readings: [], medications: [], checkIns: [] })).join(' ')
    for (const part of [
      'No antidepressant trial on record.',
      'No PHQ-9 on record.',
      'No daily check-in on record.',
      'Side-effect burden not known',
    ])
      expect(said).toContain(part)
  })

  test('what could not be read is said in words and at the head of every export', () => {
    const patient = assessed({
      incomplete: [{ part: 'medication orders', reason: 'the server answered 500', affects: 'medications' }],
      rejected: [{ source: 'Observation/9', reason: 'withdrawn: entered in error' }],
    })
    expect(sentences(patient)).toContain('Incomplete: medication orders could not be read (the server answered 500).')
    expect(recordHeader(patient)).toEqual([
      'Test Person, born 17 May 1980, record number T-1',
      'As of 11 Mar 2026',
      'Synthetic person: not a patient',
      'INCOMPLETE: medication orders: the server answered 500',
      'INCOMPLETE: 1 result could not be used',
    ])
  })

  test('the note is the head and the same sentences', () => {
    const patient = assessed()
    expect(noteText(trajectory(patient), patient)).toBe([...recordHeader(patient), '', ...sentences(patient)].join('\n'))
  })

  test('the same record gives the same text', () => {
    expect(sentences(assessed())).toEqual(sentences(assessed()))
  })
})

describe('the table twin', () => {
  const patient = assessed()
  const drawn = trajectory(patient)
  const [series] = drawn.scales
  if (!series) throw new Error('no series')
  const rows = scoreRows(drawn, series, drawn.bounds)

  test('has a row for each mark, in order, with the mark’s own value', () => {
    expect(rows.map((row) => [row.key, row.mark.total])).toEqual(series.marks.map((mark) => [mark.key, mark.total]))
    expect(rows.map((row) => row.value)).toEqual(['19 points', '18 points', '20 points', '17 points'])
  })

  test('says value, band, change, item 9, dose, days at dose and source of a point', () => {
    expect(rows[2]).toMatchObject({
      date: '9 Feb 2026',
      value: '20 points',
      band: 'severe',
      change: '19 → 20 (+1, +5 %)',
      item9: 'item 9: 1 of 3',
      treatment: 'sertraline 50 mg/day',
      atDose: '28 days at adequate dose of sertraline',
      source: 'Observation/phq9-2026-02-09-20',
    })
  })

  test('leaves out what is outside the range, as the chart does', () => {
    expect(scoreRows(drawn, series, { from: day('2026-02-03'), through: day('2026-02-28') }).map((row) => row.value)).toEqual(['20 points'])
  })

  test('a reading of which only the year is known is placed against no dose', () => {
    const rough = trajectory(assessed({ readings: [yearOnly('2026', 21)] }))
    const [only] = rough.scales
    if (!only) throw new Error('no series')
    expect(scoreRows(rough, only, rough.bounds)[0]).toMatchObject({
      date: '2026',
      atDose: 'not known',
      caution: 'shown, not judged: only the year is known',
    })
  })

  test('doses, events and days have their rows', () => {
    expect(doseRows(drawn, drawn.bounds).map((row) => [row.from, row.through, row.dose, row.level])).toEqual([
      ['12 Jan 2026', '10 Feb 2026', '50 mg/day', 'at or above minimum'],
      ['11 Feb 2026', 'goes on', '100 mg/day', 'at or above minimum'],
    ])
    expect(eventRows(drawn, drawn.bounds)).toEqual([
      { key: 'step sertraline@2026-01-12 20495', date: '11 Feb 2026', what: 'sertraline 50 → 100 mg/day' },
    ])
    expect(dailyRows(drawn, drawn.bounds)).toHaveLength(41)
  })
})

describe('CSV', () => {
  test('begins with whose record it is and carries each point with its ISO day', () => {
    const patient = assessed()
    const drawn = trajectory(patient)
    const csv = trajectoryCsv(drawn, drawn.bounds, recordHeader(patient))
    expect(csv.split('\r\n')[0]).toBe('\uFEFF"Test Person, born 17 May 1980, record number T-1"')
    expect(csv).toContain(
      'PHQ-9,9 Feb 2026,2026-02-09,2026-02-09,20,yes,item 9: 1 of 3,sertraline 50 mg/day,28 days at adequate dose of sertraline,,Observation/phq9-2026-02-09-20',
    )
  })

  test('a cell that a spreadsheet would run as a formula is quoted as text', () => {
    const patient = assessed({ readings: [{ ...phq9('2026-03-09', 1), total: unknown('=1+1'), usable: false }] })
    const drawn = trajectory(patient)
    expect(trajectoryCsv(drawn, drawn.bounds, ['=HYPERLINK("x")'])).toContain(`"'=HYPERLINK(""x"")"`)
  })
})

describe('the readout', () => {
  const patient = assessed()
  const drawn = trajectory(patient)
  const [series] = drawn.scales
  const stops = stopsOf(drawn, series)

  test('walks the readings; its sentence carries value, unit, date, days at dose and source', () => {
    const last = stops.at(-1)
    if (!last) throw new Error('no stop')
    expect(stopSentence(drawn, series, last)).toBe(
      '9 Mar 2026: PHQ-9 17 points, moderately severe; 19 → 17 (−2, −11 %); item 9: 0 of 3; sertraline 100 mg/day; 56 days at adequate dose of sertraline; source Observation/phq9-2026-03-09-17',
    )
  })

  test('a day without a score still says dose, taking, day of the trial and check-in', () => {
    expect(readoutOf(drawn, series, onDay(40), undefined).lines).toEqual([
      'sertraline 100 mg/day, taken',
      'day 40 of sertraline, 40 days at adequate dose',
      'mood 4, anxiety 6',
    ])
  })

  test('without scores it walks the days with a check-in', () => {
    const silent = trajectory(assessed({ readings: [] }))
    expect(stopsOf(silent, undefined)).toHaveLength(41)
  })

  test('a point is meant only when the pointer is near it', () => {
    expect(nearestStop(stops, onDay(23), 3)?.day).toBe(onDay(21))
    expect(nearestStop(stops, onDay(40), 3)).toBeUndefined()
  })

  test('after the day of judgement nothing is known', () => {
    expect(readoutOf(drawn, series, onDay(70), undefined).lines[0]).toBe('after the day of judgement: nothing is known')
    expect(asOf).toBe(onDay(58))
  })
})
