import { describe, expect, test } from 'vitest'
import type { Staging, Trial } from '#src/clinical/assessment.ts'
import type { PatientRecord, TreatmentSession } from '#src/clinical/facts.ts'
import { stage } from '#src/clinical/staging.ts'
import type { Verdict } from '#src/clinical/verdict.ts'
import { day, exactly } from '#src/lib/calendar.ts'
import { current, d, dayN, on } from '#tests/support/clinic.ts'
import { diagnosis, order, partial, record } from '#tests/support/record-builders.ts'

const evidence = { what: 'x', value: '', unit: '', day: undefined, source: undefined } as const
const verdicts: Readonly<Record<'met' | 'not-met' | 'cannot-tell', Verdict>> = {
  met: { kind: 'met', because: [evidence] },
  'not-met': { kind: 'not-met', because: [evidence] },
  'cannot-tell': { kind: 'cannot-tell', missing: [{ what: 'x', why: 'y' }] },
}
const sample = current(on(record({ medications: [order({ from: d(0) })] }), 30))

function trial(agent: string, counts: keyof typeof verdicts = 'met', role: Trial['role'] = 'antidepressant'): Trial {
  return { ...sample, id: `${agent}@x`, agent, name: agent, role, countsTowardResistance: verdicts[counts] }
}
const ect: TreatmentSession = { kind: 'ect', day: exactly(dayN(0)), label: 'ECT', source: { ref: 'Procedure/1' } }

function staging(name: Staging['name'], trials: readonly Trial[], more: Partial<PatientRecord> = {}, asOf = day('2026-01-15')): Staging {
  const found = stage({ record: record(more), trials, asOf }).find((s) => s.name === name)
  if (!found) throw new Error(`${name} not staged`)
  return found
}
const result = (s: Staging): string => (s.result.kind === 'known' ? s.result.value : s.result.reason)

describe('Thase-Rush', () => {
  test.each([
    [[], 'stage 0'],
    [['sertraline'], 'stage I'],
    [['sertraline', 'escitalopram'], 'stage I'],
    [['sertraline', 'venlafaxine'], 'stage II'],
    [['sertraline', 'nortriptyline'], 'stage II'],
    [['sertraline', 'phenelzine'], 'stage II'],
    [['nortriptyline', 'phenelzine'], 'stage II'],
    [['sertraline', 'venlafaxine', 'bupropion'], 'stage II'],
    [['sertraline', 'venlafaxine', 'nortriptyline'], 'stage III'],
    [['sertraline', 'phenelzine', 'nortriptyline'], 'stage III'],
    [['sertraline', 'venlafaxine', 'nortriptyline', 'phenelzine'], 'stage IV'],
  ])('failed adequate trials of %j are %s', (agents, expected) => {
    expect(
      result(
        staging(
          'Thase-Rush',
          agents.map((agent) => trial(agent)),
        ),
      ),
    ).toBe(expected)
  })

  test('only trials that count as failed are staged', () => {
    expect(result(staging('Thase-Rush', [trial('sertraline'), trial('venlafaxine', 'not-met')]))).toBe('stage I')
  })

  test('a trial that cannot be told makes it "at least"', () => {
    expect(result(staging('Thase-Rush', [trial('sertraline'), trial('venlafaxine', 'cannot-tell')]))).toBe(
      'at least stage I: 1 trial cannot be told',
    )
  })

  test('stage V is never claimed: laterality and outcome of ECT are not read', () => {
    const four = ['sertraline', 'venlafaxine', 'nortriptyline', 'phenelzine'].map((agent) => trial(agent))
    expect(result(staging('Thase-Rush', four, { sessions: [ect] }))).toBe(
      'at least stage IV: ECT was given, its laterality and outcome are not read',
    )
    expect(result(staging('Thase-Rush', [trial('sertraline')], { sessions: [ect] }))).toBe('stage I')
  })

  test('names the classes and the ECT part', () => {
    const parts = staging('Thase-Rush', [trial('sertraline'), trial('venlafaxine')]).parts
    expect(parts[0]).toMatchObject({ points: { kind: 'known', value: 'SSRI, SNRI' }, why: 'sertraline, venlafaxine' })
    expect(parts[1]?.points).toEqual({ kind: 'known', value: 'none on record' })
    const none = staging('Thase-Rush', []).parts[0]
    expect(none).toMatchObject({ points: { kind: 'known', value: 'none' }, why: 'no trial counts' })
    const unread = staging('Thase-Rush', [], { incomplete: [{ part: 'procedures', reason: '403', affects: 'other' }] })
    expect(unread.parts[1]?.points).toEqual({ kind: 'unknown', reason: 'procedures not read: 403' })
  })
})

describe('Maudsley', () => {
  const depression = (onset: string, severity: 'mild' | 'moderate' | 'severe' | 'severe-psychotic' = 'moderate') => ({
    diagnoses: [diagnosis('mdd', { onset: partial(onset), severity })],
  })
  const points = (s: Staging, part: number) => s.parts[part]?.points

  test.each([
    ['2025-01-15', 1], // 12 months to the day
    ['2025-01-14', 1], // 12 completed months and a day
    ['2024-12-15', 2], // 13 months
    ['2024-01-15', 2], // 24 months
    ['2023-12-16', 2], // 24 completed months, one day short of 25
    ['2023-12-15', 3], // 25 months
    ['2026-01-15', 1],
  ])('an episode since %s is %i points on 15 January 2026', (onset, expected) => {
    expect(points(staging('Maudsley', [], depression(onset)), 0)).toEqual({ kind: 'known', value: expected })
  })

  test('an onset known to the year counts where all its days agree: 2023 is not, 2022 is', () => {
    expect(points(staging('Maudsley', [], depression('2022')), 0)).toEqual({ kind: 'known', value: 3 })
    expect(points(staging('Maudsley', [], depression('2023')), 0)).toEqual({ kind: 'unknown', reason: 'onset only known as 2023' })
  })

  test('an onset in the future, or none, is unknown', () => {
    expect(points(staging('Maudsley', [], depression('2026-01-16')), 0)?.kind).toBe('unknown')
    expect(points(staging('Maudsley', []), 0)?.kind).toBe('unknown')
  })

  test.each([
    ['mild', 2],
    ['moderate', 3],
    ['severe', 4],
    ['severe-psychotic', 5],
  ] as const)('severity %s is %i points', (severity, expected) => {
    expect(points(staging('Maudsley', [], depression('2025-06-01', severity)), 1)).toEqual({ kind: 'known', value: expected })
  })

  test('a diagnosis without severity leaves it unknown', () => {
    expect(points(staging('Maudsley', [], { diagnoses: [diagnosis('mdd', { onset: partial('2025-06-01') })] }), 1)?.kind).toBe('unknown')
    expect(points(staging('Maudsley', []), 1)?.kind).toBe('unknown')
  })

  test.each([
    [1, 1],
    [2, 1],
    [3, 2],
    [4, 2],
    [5, 3],
    [6, 3],
    [7, 4],
    [10, 4],
    [11, 5],
  ])('%i failed trials are %i points', (n, expected) => {
    const trials = Array.from({ length: n }, (_, i) => ({ ...trial('sertraline'), id: `sertraline@${i}` }))
    expect(points(staging('Maudsley', trials), 2)).toEqual({ kind: 'known', value: expected })
  })

  test('no failed trial is below the scale; one that cannot be told leaves it open', () => {
    expect(points(staging('Maudsley', []), 2)).toEqual({ kind: 'unknown', reason: 'the scale begins at one failed trial' })
    expect(points(staging('Maudsley', [trial('sertraline'), trial('venlafaxine', 'cannot-tell')]), 2)).toEqual({
      kind: 'unknown',
      reason: '1 sure, 1 cannot be told',
    })
  })

  test('augmentation and ECT are 1 point each; what was not read is not 0', () => {
    const plain = staging('Maudsley', [trial('sertraline')])
    expect([points(plain, 3), points(plain, 4)]).toEqual([
      { kind: 'known', value: 0 },
      { kind: 'known', value: 0 },
    ])
    const more = staging('Maudsley', [trial('sertraline'), trial('aripiprazole', 'not-met', 'augmentation')], { sessions: [ect] })
    expect([points(more, 3), points(more, 4)]).toEqual([
      { kind: 'known', value: 1 },
      { kind: 'known', value: 1 },
    ])
    const unread = staging('Maudsley', [trial('sertraline')], {
      incomplete: [
        { part: 'procedures', reason: '403', affects: 'other' },
        { part: 'medication orders', reason: 'cut short', affects: 'medications' },
      ],
    })
    expect([points(unread, 3), points(unread, 4)]).toEqual([
      { kind: 'unknown', reason: 'medication orders not read: cut short' },
      { kind: 'unknown', reason: 'procedures not read: 403' },
    ])
  })

  test.each([
    ['2025-06-01', 'mild', 1, false, '4 of 15, mild'], // 1 + 2 + 1
    ['2025-06-01', 'severe', 1, false, '6 of 15, mild'], // 1 + 4 + 1
    ['2024-06-01', 'severe', 1, false, '7 of 15, moderate'], // 2 + 4 + 1
    ['2023-01-01', 'severe', 3, true, '10 of 15, moderate'], // 3 + 4 + 2 + ECT 1
    ['2023-01-01', 'severe-psychotic', 3, true, '11 of 15, severe'], // 3 + 5 + 2 + ECT 1
  ] as const)('since %s, %s, %i failures, ECT %s: %s', (onset, severity, failures, withEct, expected) => {
    const trials = Array.from({ length: failures }, (_, i) => ({ ...trial('sertraline'), id: `sertraline@${i}` }))
    expect(result(staging('Maudsley', trials, { ...depression(onset, severity), sessions: withEct ? [ect] : [] }))).toBe(expected)
  })

  test('a part that is not known leaves the total unknown and is named', () => {
    expect(result(staging('Maudsley', [trial('sertraline')]))).toBe('duration of the episode: no onset of the episode on record')
  })

  test('another session is no ECT', () => {
    expect(points(staging('Maudsley', [], { sessions: [{ ...ect, kind: 'tms' }] }), 4)).toEqual({ kind: 'known', value: 0 })
  })
})

describe('both stagings as a whole', () => {
  const four = ['sertraline', 'venlafaxine', 'nortriptyline', 'phenelzine'].map((agent) => trial(agent))
  const tms: TreatmentSession = { ...ect, kind: 'tms', label: 'TMS' }

  test('Thase-Rush of sertraline and venlafaxine', () => {
    expect(staging('Thase-Rush', [trial('sertraline'), trial('venlafaxine')])).toEqual({
      name: 'Thase-Rush',
      result: { kind: 'known', value: 'stage II' },
      parts: [
        { name: 'Classes with a failed adequate trial', points: { kind: 'known', value: 'SSRI, SNRI' }, why: 'sertraline, venlafaxine' },
        { name: 'ECT', points: { kind: 'known', value: 'none on record' }, why: 'stage V needs failed bilateral ECT' },
      ],
      citation: { text: 'Thase and Rush, as in medicalalgorithms.com', tag: 'S' },
    })
  })

  test('ECT given is said, TMS is no ECT; a trial untold and ECT are both said', () => {
    expect(staging('Thase-Rush', four, { sessions: [ect] }).parts[1]?.points).toEqual({
      kind: 'unknown',
      reason: 'given; laterality and outcome are not read',
    })
    expect(result(staging('Thase-Rush', four, { sessions: [tms] }))).toBe('stage IV')
    expect(result(staging('Thase-Rush', [...four, trial('bupropion', 'cannot-tell')], { sessions: [ect] }))).toBe(
      'at least stage IV: 1 trial cannot be told; ECT was given, its laterality and outcome are not read',
    )
  })

  test('a failed agent that no table holds has no class', () => {
    expect(staging('Thase-Rush', [trial('moonflower')]).parts[0]).toMatchObject({
      points: { kind: 'known', value: 'none' },
      why: 'moonflower',
    })
  })

  test('orders that were not read say nothing about ECT', () => {
    const unread = { incomplete: [{ part: 'orders', reason: '403', affects: 'medications' as const }] }
    expect(staging('Thase-Rush', [], unread).parts[1]?.points).toEqual({ kind: 'known', value: 'none on record' })
    expect(staging('Maudsley', [], unread).parts[4]?.points).toEqual({ kind: 'known', value: 0 })
  })

  test('Maudsley: moderate since August 2025, two failures, two augmentations, ECT: 1 + 3 + 1 + 1 + 1', () => {
    const diagnoses = [diagnosis('mdd', { onset: partial('2025-08'), severity: 'moderate' })]
    const trials = [
      trial('sertraline'),
      trial('venlafaxine'),
      trial('aripiprazole', 'not-met', 'augmentation'),
      trial('lithium', 'not-met', 'augmentation'),
    ]
    expect(staging('Maudsley', trials, { diagnoses, sessions: [ect] })).toEqual({
      name: 'Maudsley',
      result: { kind: 'known', value: '7 of 15, moderate' },
      parts: [
        { name: 'Duration of the episode', points: { kind: 'known', value: 1 }, why: 'since Aug 2025' },
        { name: 'Severity at baseline', points: { kind: 'known', value: 3 }, why: 'moderate' },
        { name: 'Failed antidepressants', points: { kind: 'known', value: 1 }, why: '2 adequate failures' },
        { name: 'Augmentation', points: { kind: 'known', value: 1 }, why: 'aripiprazole, lithium' },
        { name: 'ECT', points: { kind: 'known', value: 1 }, why: 'sessions on record' },
      ],
      citation: { text: 'Fekadu 2018, BMC Psychiatry 18:100, Table 3', tag: 'S' },
    })
  })

  test('Maudsley of an empty record: what is none, and what is not known and why', () => {
    expect(staging('Maudsley', []).parts.map((part) => [part.points, part.why])).toEqual([
      [{ kind: 'unknown', reason: 'no onset of the episode on record' }, 'onset of the active diagnosis'],
      [{ kind: 'unknown', reason: 'the diagnosis carries no severity' }, 'severity of the active diagnosis'],
      [{ kind: 'unknown', reason: 'the scale begins at one failed trial' }, '0 adequate failures'],
      [{ kind: 'known', value: 0 }, 'none on record'],
      [{ kind: 'known', value: 0 }, 'none on record'],
    ])
  })

  test('an augmentation on record counts though other orders were not read', () => {
    const incomplete = [{ part: 'orders', reason: '403', affects: 'medications' as const }]
    expect(staging('Maudsley', [trial('aripiprazole', 'not-met', 'augmentation')], { incomplete }).parts[3]?.points).toEqual({
      kind: 'known',
      value: 1,
    })
  })

  test('onset and severity are those of an active depression that gives them', () => {
    const parts = (...diagnoses: readonly ReturnType<typeof diagnosis>[]) =>
      staging('Maudsley', [], { diagnoses }).parts.map((p) => p.points)
    const onset = partial('2025-08')
    expect(parts(diagnosis('mdd'), diagnosis('mdd', { onset, severity: 'mild' })).slice(0, 2)).toEqual([
      { kind: 'known', value: 1 },
      { kind: 'known', value: 2 },
    ])
    const none = parts(diagnosis('anxiety', { onset, severity: 'mild' }), diagnosis('mdd', { onset, severity: 'mild', active: false }))
    expect(none.slice(0, 2).map((p) => p.kind)).toEqual(['unknown', 'unknown'])
  })

  test('an onset in the future says so', () => {
    expect(staging('Maudsley', [], { diagnoses: [diagnosis('mdd', { onset: partial('2027') })] }).parts[0]).toEqual({
      name: 'Duration of the episode',
      points: { kind: 'unknown', reason: 'the onset on record lies in the future' },
      why: 'since 2027',
    })
  })
})
