/** Table 4a of the clinical reference, typed again by hand row by row: a number that changes here or there is seen. */
import { describe, expect, test } from 'vitest'
import { antidepressants } from '#src/clinical/medicine-antidepressants.ts'
import type { DoseRule, Formulation, Medicine } from '#src/clinical/medicine-row.ts'

function row(name: string): Medicine {
  const found = antidepressants.find((m) => m.name === name)
  if (!found) throw new Error(`no row for ${name}`)
  return found
}
function rule(name: string, form?: Formulation): DoseRule {
  const found = row(name).doses.find((r) => (form === undefined ? true : r.formulations !== 'any' && r.formulations.includes(form)))
  if (!found) throw new Error(`no dose rule for ${name} ${form ?? ''}`)
  return found
}

type Expected = readonly [
  name: string,
  form: Formulation | undefined,
  majorClass: string,
  rxcui: string,
  canmat: string | undefined,
  upToDate: string | undefined,
  minimum: string,
  maximum: number | undefined,
]

const table: readonly Expected[] = [
  ['citalopram', undefined, 'SSRI', '2556 S', '20-40', '20-40 (10-40)', '20 / 20', 40],
  ['escitalopram', undefined, 'SSRI', '321988 S', '10-20', '10-20 (5-30)', '10 / 10', 20],
  ['fluoxetine', undefined, 'SSRI', '4493 S', '20-60', '20-60 (10-80)', '20 / 20', 80],
  ['fluvoxamine', 'immediate', 'SSRI', '42355 S', undefined, '50-200 (25-300)', '50 / 100', 300],
  ['fluvoxamine', 'extended', 'SSRI', '42355 S', undefined, '100-200', '100 / 100', 300],
  ['paroxetine', 'immediate', 'SSRI', '32937 S', '20-50', '20-40 (10-50)', '20 / 20', 50],
  ['paroxetine', 'controlled', 'SSRI', '32937 S', undefined, '25-50 (12.5-62.5)', '25 / 25', 62.5],
  ['sertraline', undefined, 'SSRI', '36437 S', '50-200', '50-200 (25-300)', '50 / 50', 200],
  ['venlafaxine', undefined, 'SNRI', '39786 S', '75-225', '75-225 (75-375)', '75 / 75', 225],
  ['desvenlafaxine', undefined, 'SNRI', '734064 S~', '50-100', '50-100 (50-400)', '50 / 50', 100],
  ['duloxetine', undefined, 'SNRI', '72625 S', '60-120', '60-60 (30-120)', '40 / 60', 120],
  ['levomilnacipran', undefined, 'SNRI', '1433212 S~', '40-120', '40-80 (20-120)', '40 / 40', 120],
  ['milnacipran', undefined, 'SNRI', '588250 S~', '50-200', '100-200 (50-300)', '50 / 100', 200],
  ['bupropion', 'sustained', 'NDRI', '42347 S', '150-450', '300-300 (150-400)', '150 / 300', 400],
  ['bupropion', 'extended', 'NDRI', '42347 S', '150-450', '300-300 (150-450)', '150 / 300', 300],
  ['mirtazapine', undefined, 'alpha-2 antagonist', '15996 S', '30-60', '15-45 (7.5-60)', '15 / 30', 45],
  ['vortioxetine', undefined, 'serotonin modulator', '1455099 S', '10-20', '20-20 (5-20)', '10 / 20', 20],
  ['vilazodone', undefined, 'serotonin modulator', '1086769 S~', '20-40', '40-40 (10-40)', '20 / 40', 40],
  ['nefazodone', undefined, 'serotonin modulator', '31565 S~', '300-600', '300-600', '300 / 300', 600],
  ['trazodone', undefined, 'serotonin modulator', '10737 S~', '150-400', '200-400 (100-600)', '150 / 200', 400],
  ['gepirone', undefined, '5-HT1A agonist', '', undefined, undefined, 'none', 72.6],
  ['dextromethorphan-bupropion', undefined, 'NMDA antagonist', '', '105-210', undefined, '105 / 210', 210],
  ['zuranolone', undefined, 'GABA-A modulator', '', undefined, undefined, 'none', undefined],
  ['quetiapine', undefined, 'antipsychotic', '51272 S~', '150-300', undefined, '150 / 150', 300],
  ['amitriptyline', undefined, 'TCA', '704 S', '75-300', '150-300 (10-300)', '75 / 150', 150],
  ['nortriptyline', undefined, 'TCA', '7531 S', '75-150', '50-150 (10-200)', '50 / 75', 150],
  ['imipramine', undefined, 'TCA', '5691 S', '75-300', '150-300', '75 / 150', 200],
  ['desipramine', undefined, 'TCA', '3247 S', '100-300', '150-300', '100 / 150', 300],
  ['clomipramine', undefined, 'TCA', '2597 S', '150-300', '100-250', '100 / 150', 250],
  ['doxepin', undefined, 'TCA', '3638 S', '75-300', '100-300', '75 / 100', 300],
  ['protriptyline', undefined, 'TCA', '8886 S', '30-60', '15-60', '15 / 30', 60],
  ['trimipramine', undefined, 'TCA', '10834 S', '75-300', '150-300', '75 / 150', 200],
  ['amoxapine', undefined, 'TCA', '722 S~', undefined, '200-300 (25-400)', '200 / 200', 400],
  ['maprotiline', undefined, 'tetracyclic', '6646 S~', undefined, '100-225', '100 / 100', 225],
  ['phenelzine', undefined, 'MAOI', '8123 S~', '45-90', '15-90 (7.5-90)', '45 / 60', 90],
  ['tranylcypromine', undefined, 'MAOI', '10734 S~', '30-60', '30-60', '30 / 30', 60],
  ['isocarboxazid', undefined, 'MAOI', '6011 S~', undefined, '10-40 (10-60)', '10 / 20', 60],
  ['selegiline', 'transdermal', 'MAOI', '9639 S~', '6-12', '6-12', '6 / 6', 12],
  ['selegiline', 'immediate', 'MAOI', '9639 S~', undefined, undefined, 'none', undefined],
  ['esketamine', undefined, 'NMDA antagonist', '2119365 S~', '56-84', undefined, 'none', undefined],
  ['ketamine', undefined, 'NMDA antagonist', '6130 S~', undefined, undefined, 'none', undefined],
]

function published(doses: DoseRule, key: string): string | undefined {
  const range = doses.published.find((p) => p.citation.text.startsWith(key))
  if (!range) return undefined
  return `${range.low}-${range.high}${range.extreme ? ` (${range.extreme.low}-${range.extreme.high})` : ''}`
}

describe('every row of table 4a', () => {
  test.each(table)(
    '%s %s: %s, %s, CANMAT %s, UpToDate %s, minimum %s, maximum %s',
    (name, form, majorClass, rxcui, canmat, upToDate, minimum, maximum) => {
      const medicine = row(name)
      const doses = rule(name, form)
      expect(medicine.majorClass).toBe(majorClass)
      expect(medicine.rxcui.map(({ code, tag }) => `${code} ${tag}`).join(' ')).toBe(rxcui)
      expect(published(doses, 'CANMAT')).toBe(canmat)
      expect(published(doses, 'UpToDate')).toBe(upToDate)
      const { minimum: limits } = doses
      expect(limits ? `${limits.lenient.mgPerDay} / ${limits.strict.mgPerDay}` : 'none').toBe(minimum)
      expect(doses.usualMaximum?.mgPerDay).toBe(maximum)
    },
  )

  test('there is no row that the table does not hold', () => {
    expect([...new Set(table.map(([name]) => name))].toSorted()).toEqual(antidepressants.map((m) => m.name).toSorted())
    expect(antidepressants.flatMap((m) => m.doses)).toHaveLength(table.length)
  })
})

describe('days before an MAOI: the stricter of guideline (14) and label', () => {
  test.each([
    ['fluoxetine', 35],
    ['vortioxetine', 21],
    ['duloxetine', 14],
    ['venlafaxine', 14],
    ['desvenlafaxine', 14],
    ['levomilnacipran', 14],
    ['sertraline', 14],
    ['gepirone', 14],
    ['dextromethorphan-bupropion', 14],
    ['bupropion', 14],
    ['phenelzine', 14],
    ['tranylcypromine', 14],
    ['isocarboxazid', 14],
    ['selegiline', 14],
    ['amitriptyline', 14],
    ['zuranolone', undefined],
    ['esketamine', undefined],
    ['quetiapine', undefined],
  ])('%s: %s', (name, days) => {
    expect(row(name).beforeMaoi?.days).toBe(days)
  })

  test('what each label says stands beside the guideline: duloxetine 5, venlafaxine 7, vortioxetine 21', () => {
    const named = (name: string) => row(name).beforeMaoi?.named.map((n) => n.days)
    expect(['duloxetine', 'venlafaxine', 'desvenlafaxine', 'levomilnacipran', 'vortioxetine', 'fluoxetine'].map(named)).toEqual([
      [14, 5],
      [14, 7],
      [14, 7],
      [14, 7],
      [14, 21],
      [35],
    ])
  })

  test('from an MAOI to another agent, an MAOI included, 14 days', () => {
    for (const name of ['sertraline', 'phenelzine', 'bupropion', 'mirtazapine']) expect(row(name).afterMaoi?.days).toBe(14)
    expect(row('phenelzine').beforeMaoi?.named[0]?.citation.text).toContain('Specialist Pharmacy Service')
  })
})

describe('risk of a discontinuation syndrome, CANMAT 2023 Table 6.3', () => {
  test.each([
    ['high', ['paroxetine', 'venlafaxine']],
    [
      'moderate',
      [
        'citalopram',
        'escitalopram',
        'sertraline',
        'fluvoxamine',
        'desvenlafaxine',
        'duloxetine',
        'levomilnacipran',
        'milnacipran',
        'vilazodone',
        'amitriptyline',
        'nortriptyline',
        'imipramine',
        'desipramine',
        'clomipramine',
        'doxepin',
        'protriptyline',
        'trimipramine',
        'amoxapine',
        'phenelzine',
        'tranylcypromine',
        'isocarboxazid',
        'selegiline',
      ],
    ],
    ['low', ['bupropion', 'fluoxetine', 'mirtazapine', 'vortioxetine']],
    [
      undefined,
      [
        'nefazodone',
        'trazodone',
        'gepirone',
        'dextromethorphan-bupropion',
        'zuranolone',
        'quetiapine',
        'maprotiline',
        'esketamine',
        'ketamine',
      ],
    ],
  ] as const)('%s', (level, names) => {
    expect(
      antidepressants
        .filter((m) => m.discontinuationRisk?.level === level)
        .map((m) => m.name)
        .toSorted(),
    ).toEqual([...names].toSorted())
  })
})

describe('doses used for sleep', () => {
  test.each([
    ['trazodone', 150, false],
    ['mirtazapine', 7.5, true],
    ['doxepin', 6, true],
  ])('%s %d mg, that dose included: %s', (name, mgPerDay, inclusive) => {
    expect(row(name).hypnotic).toMatchObject({ mgPerDay, inclusive, citation: { tag: 'I' } })
  })

  test('no other agent has one', () => {
    expect(
      antidepressants
        .filter((m) => m.hypnotic)
        .map((m) => m.name)
        .toSorted(),
    ).toEqual(['doxepin', 'mirtazapine', 'trazodone'])
  })
})

test('agents that no definition counts, that are given by session, that may be added, and that last', () => {
  expect(antidepressants.filter((m) => m.notATrial).map((m) => m.name)).toEqual(['zuranolone', 'esketamine', 'ketamine'])
  expect(antidepressants.filter((m) => m.dosedBy === 'session').map((m) => m.name)).toEqual(['esketamine', 'ketamine'])
  expect(antidepressants.filter((m) => m.role === 'either').map((m) => m.name)).toEqual([
    'bupropion',
    'mirtazapine',
    'quetiapine',
    'esketamine',
    'ketamine',
  ])
  expect(antidepressants.filter((m) => m.longHalfLife).map((m) => m.name)).toEqual(['fluoxetine'])
  expect(row('dextromethorphan-bupropion').combines).toEqual(['3289', '42347'])
})

test('a minimum is the lower and the higher of the published lower bounds, unless the row says what else it rests on', () => {
  for (const medicine of antidepressants) {
    for (const { minimum, published: ranges } of medicine.doses) {
      if (!minimum || !minimum.lenient.citation.text.startsWith('lower of')) continue
      const lows = ranges.map((r) => r.low)
      expect([medicine.name, minimum.lenient.mgPerDay, minimum.strict.mgPerDay]).toEqual([
        medicine.name,
        Math.min(...lows),
        Math.max(...lows),
      ])
    }
  }
})

test('where sources disagree the row says so', () => {
  const silent = antidepressants.flatMap(({ name, doses }) =>
    doses.flatMap(({ minimum, remark }) =>
      minimum && minimum.lenient.mgPerDay !== minimum.strict.mgPerDay && !/disagree/.test(remark ?? '') ? [name] : [],
    ),
  )
  expect(silent).toEqual(['fluvoxamine']) // its two columns are general knowledge [K], not two sources
})
