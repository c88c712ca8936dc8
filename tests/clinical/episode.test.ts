import { describe, expect, test } from 'vitest'
import type { PatientRecord } from '#src/clinical/facts.ts'
import { episodeVerdict } from '#src/clinical/episode.ts'
import { defaultSettings } from '#src/clinical/settings.ts'
import type { Verdict } from '#src/clinical/verdict.ts'
import { exactly } from '#src/lib/calendar.ts'
import { d, dayN, on } from '#tests/support/clinic.ts'
import { diagnosis, mg, order, partial, phq9, record, statement } from '#tests/support/record-builders.ts'

/** A sertraline trial from day 0 to day 59, with PHQ-9 readings as [day, total], judged on a day. */
function judge(readings: readonly (readonly [number, number])[], asOf: number, more: Partial<PatientRecord> = {}): Verdict {
  const patient = record({
    medications: [order({ from: d(0), through: d(59), over: true })],
    readings: readings.map(([n, total]) => phq9(d(n), total)),
    ...more,
  })
  const [trial] = on(patient, asOf).trials
  if (!trial) throw new Error('no trial')
  return episodeVerdict(trial, { record: patient, asOf: dayN(asOf), settings: defaultSettings })
}

describe('a trial that ended on day 59 belongs to the current episode', () => {
  test('while it is still taken', () => {
    const patient = record({ medications: [order({ from: d(0) })], readings: [phq9(d(100), 2), phq9(d(200), 2)] })
    const [trial] = on(patient, 250).trials
    expect(trial && episodeVerdict(trial, { record: patient, asOf: dayN(250), settings: defaultSettings }).kind).toBe('met')
  })

  test('when readings since show no remission', () => {
    expect(
      judge(
        [
          [80, 15],
          [140, 14],
        ],
        150,
      ).kind,
    ).toBe('met')
  })

  test('after one low score between two high ones less than 60 days apart', () => {
    expect(
      judge(
        [
          [80, 15],
          [100, 3],
          [139, 14],
        ],
        150,
      ).kind,
    ).toBe('met')
  })

  test.each([
    [160, 'not-met'],
    [159, 'cannot-tell'],
  ])('not after remission from day 100 to day %i: %s', (last, kind) => {
    expect(
      judge(
        [
          [90, 15],
          [100, 3],
          [last, 4],
          [170, 15],
        ],
        171,
      ).kind,
    ).toBe(kind)
  })

  test('remission of a single reading in 60 unobserved days cannot be told', () => {
    const verdict = judge(
      [
        [80, 15],
        [100, 3],
        [140, 14],
      ],
      150,
    )
    expect(verdict.kind === 'cannot-tell' && verdict.missing[0]).toEqual({
      what: 'end of the episode',
      why: 'PHQ-9 3 on 11 Apr 2026: whether remission lasted 60 days cannot be told',
    })
  })

  test('of two short remissions the one that may have been longer decides', () => {
    expect(
      judge(
        [
          [80, 15],
          [100, 3],
          [139, 14],
          [150, 3],
          [198, 14],
        ],
        200,
      ).kind,
    ).toBe('met') // 59 days each at most
    expect(
      judge(
        [
          [80, 15],
          [100, 3],
          [139, 14],
          [150, 3],
          [199, 14],
        ],
        200,
      ).kind,
    ).toBe('cannot-tell')
    expect(
      judge(
        [
          [80, 15],
          [100, 3],
          [140, 14],
          [150, 3],
          [198, 14],
        ],
        200,
      ).kind,
    ).toBe('cannot-tell')
  })

  test('a remission on the last day of the trial is its outcome, not what came after it', () => {
    expect(
      judge(
        [
          [59, 3],
          [125, 15],
        ],
        130,
      ).kind,
    ).toBe('met')
  })

  test('a present remission counts from the last reading before it, or the end of the trial, to today', () => {
    expect(judge([[70, 4]], 118).kind).toBe('met') // day 59 to day 118 are 59 days
    expect(judge([[70, 4]], 119).kind).toBe('cannot-tell')
  })

  test.each([
    [239, 'met'],
    [240, 'cannot-tell'],
  ])('without any reading until day %i: %s, the limit of silence being 180 days', (asOf, kind) => {
    expect(judge([], asOf).kind).toBe(kind)
  })

  test('the longest silence counts, wherever it lies', () => {
    const verdict = judge(
      [
        [70, 15],
        [251, 15],
      ],
      260,
    )
    expect(verdict.kind === 'cannot-tell' && verdict.missing[0].why).toBe(
      'no PHQ-9 for 181 days from 12 Mar 2026: whether the episode went on cannot be told',
    )
    expect(
      judge(
        [
          [70, 15],
          [250, 15],
        ],
        260,
      ).kind,
    ).toBe('met')
  })

  test('the onset of the present diagnosis decides where it lies before the trial or after it', () => {
    const onset = (date: ReturnType<typeof exactly>) => ({ diagnoses: [diagnosis('mdd', { onset: date })] })
    expect(judge([], 900, onset(exactly(dayN(0)))).kind).toBe('met')
    expect(judge([], 900, onset(exactly(dayN(1)))).kind).toBe('cannot-tell')
    expect(judge([], 900, onset(exactly(dayN(59)))).kind).toBe('cannot-tell')
    expect(judge([], 900, onset(exactly(dayN(60)))).kind).toBe('not-met')
    expect(judge([], 900, onset(partial('2026'))).kind).toBe('cannot-tell')
    expect(judge([], 900, { diagnoses: [diagnosis('mdd', { onset: exactly(dayN(0)), active: false })] }).kind).toBe('cannot-tell')
    expect(judge([], 900, { diagnoses: [diagnosis('anxiety', { onset: exactly(dayN(0)) })] }).kind).toBe('cannot-tell')
  })

  test('an onset on record does not outweigh lasting remission', () => {
    expect(
      judge(
        [
          [100, 2],
          [160, 2],
        ],
        200,
        { diagnoses: [diagnosis('mdd', { onset: exactly(dayN(0)) })] },
      ).kind,
    ).toBe('not-met')
  })
})

describe('a trial that ended on some day of March 2026, days 59 to 89', () => {
  const told = (readings: readonly (readonly [number, number])[], asOf: number, more: Partial<PatientRecord> = {}) =>
    judge(readings, asOf, { medications: [statement({ from: d(0), through: '2026-03', dose: mg(50) })], ...more })
  const open = {
    kind: 'cannot-tell',
    missing: [
      {
        what: 'episode of sertraline',
        why: 'it ended between 1 Mar 2026 and 31 Mar 2026: whether that was in the present episode depends on the day',
      },
    ],
  }

  test('cannot be told where 63 days of remission followed its first possible end, and at most 51 its last', () => {
    expect(
      told(
        [
          [62, 3],
          [125, 4],
          [140, 15],
        ],
        150,
      ),
    ).toEqual(open)
  })

  test('cannot be told where only a day between the two says otherwise', () => {
    // From day 59 remission lasted 62 days, from day 62 perhaps 78, from day 89 at most 51; the diagnosis began on day 95.
    const readings = [
      [62, 3],
      [124, 4],
      [140, 15],
    ] as const
    expect(told(readings, 150, { diagnoses: [diagnosis('mdd', { onset: exactly(dayN(95)) })] })).toEqual(open)
  })

  test('is told where every day says the same: remission after all of them, or none after any', () => {
    const remitted = [
      [100, 3],
      [160, 4],
    ] as const
    expect(told(remitted, 170).kind).toBe('not-met')
    expect(told([[140, 15]], 150).kind).toBe('met')
  })

  test.each([
    [239, 'met'], // 180 days of silence from the first of them
    [240, 'cannot-tell'],
    [269, 'cannot-tell'],
  ])('without any reading until day %i: %s', (asOf, kind) => {
    expect(told([], asOf).kind).toBe(kind)
  })

  test('without any reading until day 270, 181 days after its last possible day: so many surely were not observed', () => {
    const verdict = told([], 270)
    expect(verdict.kind === 'cannot-tell' && verdict.missing[0].why).toBe(
      'no PHQ-9 for 181 days from 31 Mar 2026: whether the episode went on cannot be told',
    )
  })

  test('or by day 59, nobody knows when: 65 days of remission from day 10 on are after its first day, not after its last', () => {
    const updated = { date: exactly(dayN(59)), basis: 'last-updated' as const }
    const medications = [order({ from: d(0), over: true, ends: [updated] })]
    const readings = [
      [10, 3],
      [75, 4],
      [90, 15],
    ] as const
    expect(judge(readings, 100, { medications }).kind).toBe('cannot-tell')
  })
})

describe('the evidence', () => {
  test('a trial that goes on names itself', () => {
    const patient = record({ medications: [order({ from: d(0) })] })
    const [trial] = on(patient, 30).trials
    expect(trial && episodeVerdict(trial, { record: patient, asOf: dayN(30), settings: defaultSettings })).toEqual({
      kind: 'met',
      because: [{ what: 'still taken', value: 'sertraline', unit: '', day: dayN(0), source: undefined }],
    })
  })

  test('no lasting remission since the last day of the trial', () => {
    expect(
      judge(
        [
          [80, 15],
          [140, 14],
        ],
        150,
      ),
    ).toEqual({
      kind: 'met',
      because: [{ what: 'lasting remission since', value: 'none', unit: '', day: dayN(59), source: undefined }],
    })
  })

  test('the first reading of a lasting remission', () => {
    expect(
      judge(
        [
          [100, 2],
          [160, 3],
        ],
        200,
      ),
    ).toEqual({
      kind: 'not-met',
      because: [
        { what: 'PHQ-9 in remission', value: '2', unit: 'points', day: dayN(100), source: { ref: `Observation/phq9-${d(100)}-2` } },
      ],
    })
  })

  test('the onset as a day where it is one, as a month where it is not', () => {
    const onset = (date: ReturnType<typeof exactly>) => judge([], 900, { diagnoses: [diagnosis('mdd', { onset: date })] })
    const what = 'onset of the present diagnosis'
    expect(onset(exactly(dayN(0)))).toEqual({
      kind: 'met',
      because: [{ what, value: '1 Jan 2026', unit: '', day: dayN(0), source: undefined }],
    })
    expect(onset(exactly(dayN(60)))).toEqual({
      kind: 'not-met',
      because: [{ what, value: '2 Mar 2026', unit: '', day: dayN(60), source: undefined }],
    })
    expect(onset(partial('2025-11'))).toEqual({
      kind: 'met',
      because: [{ what, value: 'Nov 2025', unit: '', day: undefined, source: undefined }],
    })
  })

  test('a diagnosis without an onset does not hide one with it', () => {
    const diagnoses = [diagnosis('mdd'), diagnosis('mdd', { onset: exactly(dayN(0)) })]
    expect(judge([], 900, { diagnoses }).kind).toBe('met')
  })

  test('what is missing is the episode of that trial; of two silences of 201 days the first is named', () => {
    const verdict = judge([[260, 15]], 461)
    expect(verdict.kind === 'cannot-tell' && verdict.missing).toEqual([
      { what: 'episode of sertraline', why: 'no PHQ-9 for 201 days from 1 Mar 2026: whether the episode went on cannot be told' },
    ])
  })

  test('of two remissions that may have lasted 61 days the first is named', () => {
    const verdict = judge(
      [
        [80, 3],
        [120, 15],
        [150, 4],
        [181, 15],
      ],
      190,
    )
    expect(verdict.kind === 'cannot-tell' && verdict.missing).toEqual([
      { what: 'end of the episode', why: 'PHQ-9 3 on 22 Mar 2026: whether remission lasted 60 days cannot be told' },
    ])
  })
})
