import { describe, expect, test } from 'vitest'
import { medicineOf } from '#src/clinical/medicines.ts'
import { afterMaoi, beforeMaoi, washoutDateOf, washoutWords } from '#src/clinical/washout.ts'
import { day, isoFromDay } from '#src/lib/calendar.ts'
import { trial } from '#tests/support/builders.ts'

const asOf = day('2026-03-11')
const over = (agent: string, from: string, through: string, parts: Partial<Parameters<typeof trial>[0]> = {}) =>
  trial({
    id: `${agent}@${from}`,
    agent,
    name: agent,
    from: day(from),
    ongoing: false,
    through: day(through),
    throughEarliest: day(through),
    ...parts,
  })
const washoutOf = (agent: string) => {
  const washout = medicineOf(agent)?.beforeMaoi
  if (!washout) throw new Error(`no interval for ${agent}`)
  return washout
}

describe('the interval before an MAOI', () => {
  // CANMAT 2023 Q.7.d: 5 weeks for fluoxetine, 2 weeks for other serotonergic drugs; label of vortioxetine: 21 days.
  test.each([
    ['fluoxetine', '2026-03-01', '2026-04-05'],
    ['sertraline', '2026-03-01', '2026-03-15'],
    ['venlafaxine', '2026-03-01', '2026-03-15'],
    ['vortioxetine', '2026-03-01', '2026-03-22'],
    ['fluoxetine', '2025-12-28', '2026-02-01'],
  ])('after a last dose of %s on %s it is over on %s', (agent, last, earliest) => {
    const date = washoutDateOf(over(agent, '2026-01-01', last), washoutOf(agent), asOf)
    expect(date.kind === 'after-end' && isoFromDay(date.earliest)).toBe(earliest)
  })

  test('on the last day of the interval it is not over; on the day itself it is', () => {
    const fluoxetine = over('fluoxetine', '2025-06-01', '2026-02-04')
    const passed = (on: string) => {
      const date = washoutDateOf(fluoxetine, washoutOf('fluoxetine'), day(on))
      return date.kind === 'after-end' && date.passed
    }
    expect(passed('2026-03-10')).toBe(false)
    expect(passed('2026-03-11')).toBe(true)
  })

  test('an agent that is still taken has a date only under the condition that today was the last dose', () => {
    const [found] = beforeMaoi([trial({ agent: 'fluoxetine', name: 'fluoxetine' })], asOf)
    expect(found && washoutWords(found)).toBe('fluoxetine is still taken: 35 days after its last dose; were that today, 15 Apr 2026')
  })

  test('an end that lies between two days is taken at the later one', () => {
    const soft = over('paroxetine', '2026-01-01', '2026-03-05', { throughEarliest: day('2026-02-10') })
    const [found] = beforeMaoi([soft], asOf)
    expect(found && washoutWords(found)).toBe(
      'not before 19 Mar 2026: 14 days after the last dose of paroxetine on 5 Mar 2026 at the latest',
    )
  })

  test('an end nobody knows gives no date and stands first', () => {
    const lost = over('citalopram', '2025-01-01', '2025-06-01', { endKnown: false, through: undefined })
    const found = beforeMaoi([over('sertraline', '2026-01-01', '2026-03-01'), lost], asOf)
    expect(found.map(({ name, date }) => `${name} ${date.kind}`)).toEqual(['citalopram cannot-tell', 'sertraline after-end'])
  })

  test('of two trials of one agent the last counts', () => {
    const found = beforeMaoi([over('fluoxetine', '2019-01-01', '2019-06-01'), over('fluoxetine', '2026-01-01', '2026-03-01')], asOf)
    expect(found.map(({ date }) => date.kind === 'after-end' && isoFromDay(date.earliest))).toEqual(['2026-04-05'])
  })

  test('an adjunct without a rule for it has none', () => {
    expect(beforeMaoi([over('aripiprazole', '2026-01-01', '2026-03-01')], asOf)).toEqual([])
  })
})

describe('after an MAOI', () => {
  test('two weeks after phenelzine ended on 1 March is 15 March', () => {
    const [found] = afterMaoi([over('phenelzine', '2025-01-01', '2026-03-01'), over('sertraline', '2026-01-01', '2026-03-01')], asOf)
    expect(found && washoutWords(found)).toBe('not before 15 Mar 2026: 14 days after the last dose of phenelzine on 1 Mar 2026')
  })

  test('without an MAOI on record there is nothing to wait for', () => {
    expect(afterMaoi([over('sertraline', '2026-01-01', '2026-03-01')], asOf)).toEqual([])
  })
})

describe('which trial of an agent decides, and in which order', () => {
  const names = (...trials: Parameters<typeof beforeMaoi>[0]) =>
    beforeMaoi(trials, asOf).map(({ name, date }) => `${name} ${date.kind === 'cannot-tell' ? '?' : isoFromDay(date.earliest)}`)
  const lost = (from: string) => over('sertraline', from, '2025-06-01', { endKnown: false, through: undefined })
  const now = trial({ id: 'sertraline@now' })

  test('the longest wait stands first, equal waits by name', () => {
    expect(
      names(
        over('sertraline', '2026-01-01', '2026-03-01'),
        over('fluoxetine', '2026-01-01', '2026-03-01'),
        over('venlafaxine', '2026-01-01', '2026-03-01'),
        over('citalopram', '2026-01-01', '2026-03-01'),
      ),
    ).toEqual(['fluoxetine 2026-04-05', 'citalopram 2026-03-15', 'sertraline 2026-03-15', 'venlafaxine 2026-03-15'])
  })

  test('one still taken decides over any that ended, in either order', () => {
    for (const trials of [
      [now, lost('2025-01-01')],
      [lost('2025-01-01'), now],
      [now, over('sertraline', '2026-01-01', '2026-03-10')],
      [over('sertraline', '2026-01-01', '2026-03-10'), now],
    ])
      expect(names(...trials)).toEqual(['sertraline 2026-03-25'])
  })

  test('one whose end nobody knows decides over one that is surely over, in either order', () => {
    const known = over('sertraline', '2026-01-01', '2026-03-10')
    for (const trials of [
      [known, lost('2025-01-01')],
      [lost('2025-01-01'), known],
    ])
      expect(names(...trials)).toEqual(['sertraline ?'])
  })

  test('of two that are over the later end decides, in either order; without an end it ends where it began', () => {
    const [early, late] = [over('sertraline', '2019-01-01', '2026-02-01'), over('sertraline', '2020-01-01', '2026-03-01')]
    expect([names(early, late), names(late, early)]).toEqual([['sertraline 2026-03-15'], ['sertraline 2026-03-15']])
  })

  test('words: over, not over, still taken, not known', () => {
    const words = (one: Parameters<typeof beforeMaoi>[0][number]) => {
      const [found] = beforeMaoi([one], asOf)
      return found && washoutWords(found)
    }
    expect(words(over('sertraline', '2026-01-01', '2026-02-25'))).toBe(
      'over since 11 Mar 2026: 14 days after the last dose of sertraline on 25 Feb 2026',
    )
    expect(words(lost('2025-01-01'))).toBe(
      'cannot be told for sertraline: the record says it is over, not when the last dose was; 14 days are needed',
    )
    expect(words(over('sertraline', '2026-01-01', '2026-03-01', { throughEarliest: undefined }))).toBe(
      'not before 15 Mar 2026: 14 days after the last dose of sertraline on 1 Mar 2026',
    )
    const [found] = beforeMaoi([over('sertraline', '2026-01-01', '2026-03-01')], asOf)
    expect([found?.trialId, found?.agent, found?.washout.days]).toEqual(['sertraline@2026-01-01', 'sertraline', 14])
  })
})
