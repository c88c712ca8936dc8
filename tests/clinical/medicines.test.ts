import { describe, expect, test } from 'vitest'
import { agentOfBrand, agentOfIngredients, agentOfRxcui, medicineOf, medicines } from '#src/clinical/medicines.ts'

describe('which agent a code or name means', () => {
  test.each([
    ['36437', 'sertraline'],
    ['42347', 'bupropion'],
    ['42351', 'lithium'],
    ['99999999', undefined],
  ])('RxNorm ingredient %s is %s', (code, agent) => {
    expect(agentOfRxcui(code)).toBe(agent)
  })

  test('dextromethorphan with bupropion is one agent, in either order; each alone is not', () => {
    expect(agentOfIngredients(['3289', '42347'])).toBe('dextromethorphan-bupropion')
    expect(agentOfIngredients(['42347', '3289'])).toBe('dextromethorphan-bupropion')
    expect(agentOfIngredients(['42347'])).toBe('bupropion')
    expect(agentOfIngredients(['3289'])).toBeUndefined()
    expect(agentOfIngredients(['42347', '36437'])).toBeUndefined()
    expect(agentOfIngredients(['3289', '42347', '36437'])).toBeUndefined()
    expect(agentOfIngredients([])).toBeUndefined()
  })

  test.each([
    ['Zoloft', 'sertraline', 'unspecified'],
    ['WELLBUTRIN XL', 'bupropion', 'extended'],
    ['wellbutrin sr', 'bupropion', 'sustained'],
    ['Paxil CR', 'paroxetine', 'controlled'],
    ['Emsam', 'selegiline', 'transdermal'],
    ['Spravato', 'esketamine', 'intranasal'],
  ])('%s is %s, %s', (name, agent, formulation) => {
    expect(agentOfBrand(name)).toEqual({ agent, formulation })
  })

  test('a name nobody knows is no agent', () => {
    expect([agentOfBrand('Moonflower'), medicineOf('moonflower')]).toEqual([undefined, undefined])
  })
})

test('ids, codes and brand names are each used once', () => {
  const once = (values: readonly string[]) => expect(values.toSorted()).toEqual([...new Set(values)].toSorted())
  once(medicines.map((m) => m.id))
  once(medicines.flatMap((m) => m.rxcui.map((r) => r.code)))
  once(medicines.flatMap((m) => m.brands.map((b) => b.name.toLowerCase())))
})

test('every number of every row has a source and a tag; a dose rule without a minimum says why', () => {
  for (const m of medicines) {
    const citations = [
      ...m.doses.flatMap((d) => [
        d.minimum?.lenient.citation,
        d.minimum?.strict.citation,
        d.usualMaximum?.citation,
        ...d.published.map((p) => p.citation),
      ]),
      ...(m.beforeMaoi?.named ?? []).map((n) => n.citation),
      ...(m.afterMaoi?.named ?? []).map((n) => n.citation),
      ...m.notes.map((n) => n.citation),
      m.hypnotic?.citation,
      m.notATrial?.citation,
      m.standing?.citation,
      m.discontinuationRisk?.citation,
    ]
    for (const citation of citations) {
      if (citation === undefined) continue
      expect(citation.text.trim()).not.toBe('')
      expect(['S', 'S~', 'K', 'I']).toContain(citation.tag)
    }
    for (const d of m.doses) expect((d.minimum === undefined) === (d.whyNoMinimum !== undefined)).toBe(true)
  }
})
