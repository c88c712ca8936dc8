import { describe, expect, test } from 'vitest'
import { medicineIn } from '#src/fhir/rxnorm.ts'
import { rxnormTable } from '#src/fhir/rxnorm-table.ts'
import { medicine, type Json } from './resources.ts'

const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm'
const mg = (concept: Json) => {
  const found = medicineIn(concept)
  return [found.agent, found.strength.perUnitMg ?? found.strength.perMlMg]
}

describe('resolution order (FHIR.md 4.4)', () => {
  test.each<[string, Json, readonly unknown[]]>([
    ['1 a product code', medicine('312941', 'sertraline 50 MG Oral Tablet'), ['sertraline', 50]],
    ['1 a product code without words', { coding: [{ system: RXNORM, code: '312938' }] }, ['sertraline', 100]],
    ['1 a product code under its OID', { coding: [{ system: 'urn:oid:2.16.840.1.113883.6.88', code: '349332' }] }, ['escitalopram', 10]],
    ['1 a solution: 4 mg in 1 mL', medicine('310386', 'fluoxetine 4 MG/ML Oral Solution'), ['fluoxetine', 4]],
    [
      '1 a patch for 24 hours at 0.25 mg an hour is 6 mg',
      medicine('865206', '24 HR selegiline 0.25 MG/HR Transdermal System'),
      ['selegiline', 6],
    ],
    ['2 an ingredient code: strength from the words', medicine('36437', 'sertraline 50 mg'), ['sertraline', 50]],
    ['2 an ingredient code alone: no strength', { coding: [{ system: RXNORM, code: '36437' }] }, ['sertraline', undefined]],
    ['3 words alone', { text: 'sertraline hydrochloride 100 MG Oral Tablet' }, ['sertraline', 100]],
    ['3 an unknown code with words', medicine('99999999', 'mirtazapine 15 MG Oral Tablet'), ['mirtazapine', 15]],
    ['4 a brand', { text: 'Zoloft 50 mg tablets' }, ['sertraline', 50]],
    ['5 nothing known', { text: 'St John’s wort' }, [undefined, undefined]],
    [
      'a code of another system is no RxNorm code',
      { coding: [{ system: 'http://hl7.org/fhir/sid/ndc', code: '312941' }] },
      [undefined, undefined],
    ],
    ['venlafaxine is not found inside desvenlafaxine', { text: 'desvenlafaxine 50 mg' }, ['desvenlafaxine', 50]],
  ])('%s', (_name, concept, expected) => expect(mg(concept)).toEqual(expected))

  test('an unclassified medicine keeps its words', () => expect(medicineIn({ text: 'melatonin 3 mg' }).label).toBe('melatonin 3 mg'))
})

describe('code and words must agree', () => {
  test('the code of sertraline 50 mg beside "fluoxetine 20 MG": neither is believed', () => {
    const found = medicineIn(medicine('312941', 'fluoxetine 20 MG Oral Capsule'))
    expect([found.agent, found.strength.perUnitMg, found.issues]).toEqual([
      undefined,
      undefined,
      ['the code says sertraline, the wording says fluoxetine'],
    ])
  })
  test('the code of 50 mg beside "100 MG": sertraline stands, its strength does not', () => {
    const found = medicineIn(medicine('312941', 'sertraline 100 MG Oral Tablet'))
    expect([found.agent, found.strength.perUnitMg, found.issues]).toEqual([
      'sertraline',
      undefined,
      ['the code says 50 mg, the wording says 100 mg'],
    ])
  })
  test('the code and its own display agree, the text does not', () => {
    const found = medicineIn({
      coding: [{ system: RXNORM, code: '312941', display: 'sertraline 50 MG Oral Tablet' }],
      text: 'sertraline 100 mg tab',
    })
    expect(found.strength.perUnitMg).toBeUndefined()
  })
  test('two product codes of different drugs contradict each other', () => {
    const found = medicineIn({ coding: ['312941', '310385'].map((code) => ({ system: RXNORM, code })) })
    expect([found.agent, found.issues]).toEqual([undefined, ['one code says sertraline, another says fluoxetine']])
  })
  test('two product codes of one drug in different strengths', () => {
    const found = medicineIn({ coding: ['312941', '312938'].map((code) => ({ system: RXNORM, code })) })
    expect([found.agent, found.strength.perUnitMg, found.issues]).toEqual(['sertraline', undefined, ['the codes give different strengths']])
  })
  test('a brand of another drug in the words', () => {
    expect(medicineIn(medicine('312941', 'Prozac')).agent).toBeUndefined()
  })
  test('its own brand in the words', () => expect(mg(medicine('312941', 'Zoloft 50 mg (sertraline)'))).toEqual(['sertraline', 50]))
  test('two strengths in the words and no code: no strength', () => {
    expect(mg({ text: 'sertraline 25 mg or 50 mg' })).toEqual(['sertraline', undefined])
  })
  test('two drugs in the words and no code: not classified', () => {
    expect(medicineIn({ text: 'sertraline, formerly fluoxetine' }).agent).toBeUndefined()
  })
})

describe('traps of the table', () => {
  test('dextromethorphan-bupropion is one agent, by product code and beside the code of its part', () => {
    expect(medicineIn({ coding: [{ system: RXNORM, code: '2611260' }] }).agent).toBe('dextromethorphan-bupropion')
    expect(
      medicineIn({
        coding: [
          { system: RXNORM, code: '42347' },
          { system: RXNORM, code: '2611260' },
        ],
      }).agent,
    ).toBe('dextromethorphan-bupropion')
  })
  test('one tablet of dextromethorphan-bupropion 45/105 is read on its bupropion part', () => {
    expect(
      mg(medicine('2611260', 'bupropion hydrochloride 105 MG / dextromethorphan hydrobromide 45 MG Extended Release Oral Tablet')),
    ).toEqual(['dextromethorphan-bupropion', 105])
  })
  test('a fluoxetine-olanzapine capsule has no one strength', () => {
    expect(medicineIn(medicine('403970', 'fluoxetine 25 MG / olanzapine 12 MG Oral Capsule')).strength.perUnitMg).toBeUndefined()
  })
  test('a product for smoking cessation or premenstrual dysphoria says so', () => {
    const rows = rxnormTable
      .trim()
      .split('\n')
      .map((row) => row.split('|'))
    const special = rows.filter((row) => row[6] !== '')
    for (const row of special)
      expect(medicineIn({ coding: [{ system: RXNORM, code: row[0] }] }).issues).toEqual([`a product for ${row[6] ?? ''}`])
  })
  test.each([
    ['993541', 'extended'],
    ['993503', 'sustained'],
    ['865206', 'transdermal'],
    ['312941', 'immediate'],
  ])('%s is %s release', (code, formulation) => expect(medicineIn({ coding: [{ system: RXNORM, code }] }).formulation).toBe(formulation))
  test('"Effexor XR 75 mg" is extended release', () =>
    expect(medicineIn({ text: 'Effexor XR 75 mg' })).toMatchObject({ agent: 'venlafaxine', formulation: 'extended' }))
  test('every product of the table that has one ingredient we know resolves to it, with its strength', () => {
    for (const row of rxnormTable
      .trim()
      .split('\n')
      .map((line) => line.split('|'))) {
      const [code, ingredient = '', , strength = '', unit = ''] = row
      if (ingredient.includes('+') || unit !== 'MG') continue
      const found = medicineIn({ coding: [{ system: RXNORM, code }] })
      expect([found.agent ?? ingredient, found.strength.perUnitMg]).toEqual([ingredient, parseFloat(strength)])
    }
  })
})
