import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { PseudoCheck, Resistance } from '#src/clinical/assessment.ts'
import { checkIds, checkQuestions, checklistRows, mayConclude, obstaclesTo, type Checklist } from '#src/clinical/checklist.ts'
import { definitionIds } from '#src/clinical/resistance.ts'
import type { Verdict } from '#src/clinical/verdict.ts'
import { assessment, cannotTell, met, notMet } from '#tests/support/builders.ts'
import { on } from '#tests/support/clinic.ts'
import { record } from '#tests/support/record-builders.ts'

const check = (id: string, verdict: Verdict): PseudoCheck => ({
  id,
  title: id,
  verdict,
  sentence: id,
  citation: { text: 'source', tag: 'S' },
})
const untold = cannotTell({ what: 'TSH', why: 'none on record' })
const row = (verdict: Verdict, given?: Checklist['answers'][string]) =>
  checklistRows([check('thyroid', verdict)], given ? { thyroid: given } : {})[0]
const resistance = (status: Resistance['status']): Resistance => ({ ...assessment().resistance, status })

describe('where a check stands', () => {
  test.each([
    ['the record says present', met, undefined, 'present', false],
    ['the record says absent', notMet, undefined, 'absent', false],
    ['the record does not say', untold, undefined, 'unknown', false],
    ['asked and found, where the record does not say', untold, 'present', 'present', false],
    ['asked and not found, where the record does not say', untold, 'absent', 'absent', false],
    ['asked and still not known', untold, 'not-known', 'unknown', false],
    ['the answer contradicts a present cause', met, 'absent', 'absent', true],
    ['the answer contradicts an absent cause', notMet, 'present', 'present', true],
    ['"not known" does not undo what the record knows', met, 'not-known', 'present', false],
  ] as const)('%s', (_, verdict, answer, state, differs) => {
    const found = row(verdict, answer === undefined ? undefined : { answer, comment: '' })
    expect([found?.state, found?.differs]).toEqual([state, differs])
  })
})

describe('resistance cannot be confirmed over an unknown without a stated reason', () => {
  const known = checklistRows([check('thyroid', notMet)], {})
  const unknown = checklistRows([check('thyroid', untold)], {})
  const present = checklistRows([check('thyroid', met)], {})
  test('definition met, nothing unknown, nothing present: no reason is needed', () => {
    expect(mayConclude('confirmed', known, resistance('met'), '')).toEqual({ allowed: true })
  })
  test('one check not known: refused, and it is named', () => {
    const permission = mayConclude('confirmed', unknown, resistance('met'), '  ')
    expect(permission).toEqual({
      allowed: false,
      why: 'Resistance cannot be confirmed without a stated reason: 1 check not known (thyroid)',
    })
  })
  test('one cause present: refused', () => {
    expect(mayConclude('confirmed', present, resistance('met'), '').allowed).toBe(false)
  })
  test('definition not met, or not decided: refused', () => {
    expect(mayConclude('confirmed', known, resistance('not-met'), '').allowed).toBe(false)
    expect(mayConclude('confirmed', known, resistance('cannot-tell'), '').allowed).toBe(false)
  })
  test('with a reason it may be saved', () => {
    expect(mayConclude('confirmed', unknown, resistance('not-met'), 'TSH normal elsewhere, letter of 3 May').allowed).toBe(true)
  })
  test('any other conclusion needs no reason', () => {
    expect(mayConclude('undecided', unknown, resistance('not-met'), '').allowed).toBe(true)
    expect(mayConclude('pseudo-resistance', unknown, resistance('not-met'), '').allowed).toBe(true)
  })
})

describe('the published Questionnaire', () => {
  const questionnaire: unknown = JSON.parse(readFileSync('public/fhir/Questionnaire-pseudo-resistance.json', 'utf8'))
  const items = new Map(
    (questionnaire as { item: { linkId: string; text: string; answerOption?: { valueCoding: { code: string } }[] }[] }).item.map((i) => [
      i.linkId,
      i,
    ]),
  )
  test('asks every check of the engine, in the same words as the page', () => {
    const engine = on(record(), 0).pseudoResistance.map(({ id }) => id)
    expect(engine.filter((id) => !checkIds.includes(id))).toEqual([])
    for (const id of checkIds) expect(items.get(id)?.text).toBe(checkQuestions[id])
  })
  test('offers every definition and every conclusion', () => {
    expect(items.get('definition')?.answerOption?.map((o) => o.valueCoding.code)).toEqual([...definitionIds])
    expect(items.get('conclusion')?.answerOption?.map((o) => o.valueCoding.code)).toEqual(['confirmed', 'pseudo-resistance', 'undecided'])
  })
})

describe('rows and obstacles', () => {
  test('rows stand in the order of the reference, a check it does not know last and with its own title', () => {
    const rows = checklistRows([check('new-check', untold), check('stressors', untold), check('dose', met)], {})
    expect(rows.map((r) => [r.id, r.question])).toEqual([
      ['dose', 'Was the dose below the minimum effective dose?'],
      ['stressors', 'Is there an acute or lasting stressor?'],
      ['new-check', 'new-check'],
    ])
  })

  test('an answer that says the same as the record does not differ from it', () => {
    expect(row(met, { answer: 'present', comment: '' })?.differs).toBe(false)
    expect(row(notMet, { answer: 'absent', comment: '' })?.differs).toBe(false)
  })

  test('every obstacle is named: definition, checks not known, causes present', () => {
    const rows = checklistRows([check('dose', met), check('form', met), check('thyroid', untold), check('anaemia', untold)], {})
    expect(mayConclude('confirmed', rows, resistance('not-met'), '')).toEqual({
      allowed: false,
      why: 'Resistance cannot be confirmed without a stated reason: the definition is not met; 2 checks not known (thyroid, anaemia); 2 causes present (dose, form)',
    })
    expect(obstaclesTo(rows.slice(0, 1), resistance('cannot-tell'))).toEqual(['the definition is not decided', '1 cause present (dose)'])
    expect(obstaclesTo([], resistance('met'))).toEqual([])
  })
})
