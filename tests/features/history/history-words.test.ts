import { describe, expect, test } from 'vitest'
import { checkReason } from '#src/features/history/history-words.ts'
import { d, on } from '#tests/support/clinic.ts'
import { dailyCheckIns, mg, order, record } from '#tests/support/record-builders.ts'

/** What stands beside "Record" in one line of the checklist. */
function line(id: string, parts: Parameters<typeof record>[0]): string {
  const found = on(record(parts), 400).pseudoResistance.find((check) => check.id === id)
  if (!found) throw new Error(`no check ${id}`)
  return checkReason(found.verdict)
}

/** 60 days at a dose at or above its minimum, stopped because nothing improved. */
const failed = (agent: string, start: number, dose: number) =>
  order({ agent, from: d(start), through: d(start + 59), dose: mg(dose), over: true, stop: { reason: 'no-effect', text: 'no benefit' } })

describe('the record beside a check of pseudo-resistance names every trial it speaks about', () => {
  const one = [failed('sertraline', 0, 50)]
  const two = [...one, failed('mirtazapine', 60, 30)]
  const four = [...two, failed('escitalopram', 120, 20), failed('venlafaxine', 180, 150)]

  test('sertraline 50 mg of 50 alone, then with mirtazapine 30 mg of 15', () => {
    expect(line('dose', { medications: one })).toBe('sertraline: dose 50 mg/day, minimum 50 mg/day')
    expect(line('dose', { medications: two })).toBe(
      'sertraline: dose 50 mg/day, minimum 50 mg/day; mirtazapine: dose 30 mg/day, minimum 15 mg/day',
    )
  })

  test('of four trials two stand with their doses, and 2 more by name', () => {
    expect(line('dose', { medications: four })).toBe(
      'sertraline: dose 50 mg/day, minimum 50 mg/day; mirtazapine: dose 30 mg/day, minimum 15 mg/day; and 2 more: escitalopram, venlafaxine',
    )
  })

  test('a third stands by its name', () => {
    expect(line('dose', { medications: four.slice(0, 3) })).toMatch(
      /; mirtazapine: dose 30 mg\/day, minimum 15 mg\/day; also escitalopram$/,
    )
  })

  test('what is the same in all of them, 60 days of 42, is said once for all', () => {
    expect(line('duration', { medications: two })).toBe('sertraline and mirtazapine: 60 days at adequate dose, 42 needed')
    expect(line('duration', { medications: four })).toBe(
      'sertraline, mirtazapine, escitalopram and venlafaxine: 60 days at adequate dose, 42 needed',
    )
    expect(line('adherence', { medications: two, checkIns: dailyCheckIns(d(0), 120, () => true) })).toMatch(
      /^sertraline and mirtazapine: days taken 60 of 60 /,
    )
  })

  test('what is not known is said of each: nobody says whether sertraline or mirtazapine was taken', () => {
    expect(line('adherence', { medications: two })).toMatch(
      /^sertraline: adherence: 0 of 60 days .+; mirtazapine: adherence: 0 of 60 days /,
    )
  })

  test('a check about no trial stands as it was', () => {
    expect(line('stressors', { medications: two })).toBe('stressors: not in the record; ask')
  })
})
