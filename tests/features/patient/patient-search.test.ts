import { describe, expect, test } from 'vitest'
import { changedSearch, listState, neighboursOf, parsePatientSearch } from '#src/features/patient/patient-search.ts'
import { rangeAfterKey, rangeAfterWheel, stopAfterKey } from '#src/features/patient/pointer-moves.ts'
import { defaultPreset, presetsOf, rangeFromSearch, searchOfRange } from '#src/features/patient/trajectory-range.ts'
import { readingRows, unreadRows } from '#src/features/patient/readings-list.ts'
import { identityWords } from '#src/features/patient/identity.ts'
import { day, parseFhirDate, type PartialDate } from '#src/lib/calendar.ts'
import { known, unknown, type Known } from '#src/lib/known.ts'
import { asOf, assessed, trajectory } from '#tests/features/patient/course.ts'
import { phq9, record } from '#tests/support/record-builders.ts'

describe('the address of a patient page', () => {
  test('an unknown tab falls back to the trajectory and says so', () => {
    expect(parsePatientSearch(new URLSearchParams('tab=gossip'))).toMatchObject({
      value: { tab: 'trajectory' },
      ignored: ['There is no tab "gossip"; showing the trajectory.'],
    })
  })

  test('parts are changed and taken away without touching the others', () => {
    const search = new URLSearchParams('from=card%3Ddecide&tab=readings')
    expect(changedSearch(search, { tab: undefined, range: '6w' }).toString()).toBe('from=card%3Ddecide&range=6w')
  })

  test('the place in the list comes from the navigation: 2 of 3, with both neighbours', () => {
    const list = listState({ ids: ['a', 'b', 'c'], label: 'Decide now' })
    expect(neighboursOf(list, 'b')).toEqual({ position: 2, total: 3, previous: 'a', next: 'c' })
    expect(neighboursOf(list, 'a')?.previous).toBeUndefined()
    expect(neighboursOf(list, 'z')).toBeUndefined()
  })

  test.each([null, undefined, 'ids', { ids: 'a' }, { ids: [] }, { ids: [1, 2] }])('%j is not a list', (state) => {
    expect(listState(state)).toBeUndefined()
  })
})

describe('stretches of time', () => {
  const patient = assessed()
  const drawn = trajectory(patient)
  const presets = presetsOf(drawn, patient.record)

  test('this trial begins 28 days before its first day where the record goes back that far, and it is where a reader begins', () => {
    expect(defaultPreset(drawn)).toBe('trial')
    expect(presets[0]?.range.from).toBe(drawn.bounds.from)
  })

  test('without a trial in progress a reader begins with everything', () => {
    expect(defaultPreset(trajectory(assessed({ medications: [] })))).toBe('all')
  })

  test('a range that is not one falls back and says so; a preset is written by its word', () => {
    const wrong = rangeFromSearch('yesterday', presets, 'trial', drawn.bounds)
    expect(wrong.ignored).toBe('The address asks for the range "yesterday", which is not one; showing This trial.')
    expect(rangeFromSearch('6w', presets, 'trial', drawn.bounds)).toMatchObject({ preset: '6w', ignored: undefined })
    expect(searchOfRange(drawn.bounds, presets)).toBe('all')
    expect(searchOfRange({ from: day('2026-02-01'), through: day('2026-03-01') }, presets)).toBe('2026-02-01..2026-03-01')
  })
})

describe('keys and wheel', () => {
  const stops = Array.from({ length: 12 }, (_, n) => ({ key: String(n), day: day(`2026-01-${10 + n}`), mark: undefined }))
  const range = { from: day('2026-03-01'), through: day('2026-04-30') }
  const bounds = { from: day('2026-01-01'), through: day('2026-12-31') }

  test.each([
    ['ArrowLeft', '5'],
    ['ArrowRight', '7'],
    ['Home', '0'],
    ['End', '11'],
    ['PageUp', '11'],
    ['PageDown', '1'],
  ])('%s from the seventh of 12 readings goes to number %s', (key, at) => {
    expect(stopAfterKey(key, stops, stops[6])?.key).toBe(at)
  })

  test('at the last reading the right arrow stays', () => {
    expect(stopAfterKey('ArrowRight', stops, stops[11])?.key).toBe('11')
  })

  test('Shift and an arrow move a quarter of the range, an arrow alone moves no range', () => {
    expect(rangeAfterKey({ key: 'ArrowRight', shiftKey: true }, range, bounds, undefined)).toEqual({
      from: day('2026-03-16'),
      through: day('2026-05-15'),
    })
    expect(rangeAfterKey({ key: 'ArrowRight', shiftKey: false }, range, bounds, undefined)).toBeUndefined()
  })

  test('an ordinary wheel scrolls the page; Ctrl zooms, Shift moves', () => {
    const wheel = { ctrlKey: false, metaKey: false, shiftKey: false, deltaX: 0, deltaY: 100 }
    expect(rangeAfterWheel(wheel, range, bounds, day('2026-03-31'), 600)).toBeUndefined()
    expect(rangeAfterWheel({ ...wheel, shiftKey: true }, range, bounds, day('2026-03-31'), 600)).toEqual({
      from: day('2026-03-11'),
      through: day('2026-05-10'),
    })
    const zoomed = rangeAfterWheel({ ...wheel, ctrlKey: true }, range, bounds, day('2026-03-31'), 600)
    expect(zoomed && zoomed.through - zoomed.from).toBe(81)
  })
})

describe('readings and identity', () => {
  test('every reading is listed newest first, with why it is not judged', () => {
    const preliminary = { ...phq9('2026-03-10', 12), usable: false, issues: [{ kind: 'preliminary' as const }] }
    const rows = readingRows(record({ readings: [phq9('2026-02-01', 18, 0), preliminary] }), asOf)
    expect(rows.map((row) => [row.date, row.value, row.standing, row.remarks])).toEqual([
      ['10 Mar 2026', '12 of 27 points', 'shown, not judged', ['preliminary']],
      ['1 Feb 2026', '18 of 27 points', 'judged', []],
    ])
  })

  test('a withdrawn result is told apart from one that could not be read', () => {
    const rejected = [
      { source: 'Observation/1', reason: 'withdrawn: entered in error' },
      { source: 'Observation/2', reason: 'unit "lb" is not a PHQ-9 score' },
    ]
    expect(unreadRows(record({ rejected })).map((row) => row.withdrawn)).toEqual([true, false])
  })

  test('a birth date known to the year gives two possible ages; a missing one says why', () => {
    const born = parseFhirDate('1955')
    const { identity } = record()
    const words = (birthDate: Known<PartialDate>) => identityWords(assessed({ identity: { ...identity, birthDate } }))
    expect(born && words(known(born)).age).toEqual(known('70–71 y'))
    expect(words(unknown('the record has no birth date'))).toMatchObject({
      born: unknown('the record has no birth date'),
      age: { kind: 'unknown' },
    })
  })

  test('an urgent flag is named in the banner: item 9 of 2 is in view on every tab', () => {
    const words = identityWords(assessed({ readings: [phq9('2026-03-09', 14, 2)] }))
    expect(words.cautions[0]).toEqual({ kind: 'urgent', text: 'Thoughts of self-harm reported' })
    expect(identityWords(assessed({ readings: [phq9('2026-03-09', 14, 0)] })).cautions[0]?.kind).toBe('synthetic')
  })

  test('a merged, a deceased and a historical record say so beside the name', () => {
    const { identity } = record()
    const words = identityWords(
      assessed({
        identity: {
          ...identity,
          synthetic: false,
          deceased: true,
          mergedInto: 'p-2',
          historicalAsOf: day('2013-04-08'),
          attribution: 'Kossakowski 2017',
        },
      }),
    )
    expect(words.cautions.map(({ text }) => text)).toEqual([
      'Recorded as deceased',
      'This record was merged into p-2: later entries stand there',
      'Historical case, judged as of 8 Apr 2013',
      'Kossakowski 2017',
    ])
  })
})
