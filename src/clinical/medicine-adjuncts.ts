/**
 * Agents that are added to an antidepressant: doses and standing. One row per agent of the clinical reference, section 4b.
 *
 * The target range of CANMAT 2023 is held as published; an adjunct has no minimum that would make a trial adequate.
 */
import { adjunct, brands, canmatRange as canmatTable, noMinimum, range, rxnorm, upTo } from '#src/clinical/medicine-build.ts'
import type { Medicine, PublishedRange } from '#src/clinical/medicine-row.ts'
import { canmat, cited, usLabel } from '#src/clinical/sources.ts'

const canmatRange = (low: number, high: number): PublishedRange => canmatTable(low, high, 'adjuncts, target dose')

const added = 'an adjunct: no minimum that makes a trial of it alone adequate'
const approved = cited('FDA-approved adjunct in MDD', 'K')
const offLabel = cited('off-label in MDD', 'K')

/** Every agent of the reference's section 4b that is not also an antidepressant of 4a. */
export const adjuncts: readonly Medicine[] = [
  adjunct({
    name: 'aripiprazole',
    mechanism: 'D2 partial agonist',
    majorClass: 'antipsychotic',
    rxcui: rxnorm('89013 C'),
    brands: brands('Abilify'),
    doses: [noMinimum(added, { published: [canmatRange(2, 10)], max: upTo(15, usLabel('aripiprazole, adjunct in MDD')) })],
    standing: { text: 'approved adjunct; first line (CANMAT)', citation: approved },
  }),
  adjunct({
    name: 'brexpiprazole',
    mechanism: 'D2 partial agonist',
    majorClass: 'antipsychotic',
    rxcui: rxnorm('1658314 C'),
    brands: brands('Rexulti'),
    doses: [noMinimum(added, { published: [canmatRange(0.5, 2)], max: upTo(3, usLabel('brexpiprazole', 'S')) })],
    standing: { text: 'approved adjunct; first line (CANMAT)', citation: approved },
  }),
  adjunct({
    name: 'cariprazine',
    mechanism: 'D3/D2 partial agonist',
    majorClass: 'antipsychotic',
    rxcui: rxnorm('1667655 V'),
    brands: brands('Vraylar'),
    doses: [noMinimum(added, { published: [canmatRange(1.5, 3)], max: upTo(3, usLabel('cariprazine')) })],
    standing: { text: 'approved adjunct since December 2022', citation: approved },
  }),
  adjunct({
    name: 'olanzapine',
    mechanism: 'D2/5-HT2 antagonist',
    majorClass: 'antipsychotic',
    rxcui: rxnorm('61381 C'),
    brands: brands('Zyprexa'),
    doses: [noMinimum(added, { published: [canmatRange(2.5, 10)], max: upTo(18, usLabel('olanzapine with fluoxetine')) })],
    standing: { text: 'with fluoxetine approved for TRD', citation: usLabel('olanzapine and fluoxetine') },
  }),
  adjunct({
    name: 'lumateperone',
    mechanism: 'D2/5-HT2 antagonist',
    majorClass: 'antipsychotic',
    rxcui: rxnorm('2275602 V'),
    brands: brands('Caplyta'),
    doses: [noMinimum(added, { published: [range(42, 42, cited('trials 501 and 502, added to an antidepressant', 'S'))] })],
    standing: { text: 'approved adjunct since 6 November 2025', citation: cited('J&J; HealthDay', 'S') },
  }),
  adjunct({
    name: 'risperidone',
    mechanism: 'D2/5-HT2 antagonist',
    majorClass: 'antipsychotic',
    rxcui: rxnorm('35636 C'),
    brands: brands('Risperdal'),
    doses: [noMinimum(added, { published: [canmatRange(1, 3)] })],
    standing: { text: 'off-label; second line (CANMAT)', citation: offLabel },
  }),
  adjunct({
    name: 'ziprasidone',
    mechanism: 'D2/5-HT2 antagonist',
    majorClass: 'antipsychotic',
    rxcui: rxnorm('115698 V'),
    brands: brands('Geodon'),
    doses: [noMinimum(added, { published: [canmatRange(40, 160)] })],
    standing: { text: 'off-label; third line (CANMAT)', citation: offLabel },
  }),
  adjunct({
    name: 'lithium',
    mechanism: 'mood stabiliser',
    majorClass: 'mood stabiliser',
    rxcui: rxnorm('6448 V', '42351 V'),
    brands: brands('Lithobid', 'Eskalith'),
    doses: [noMinimum(added, { published: [canmatRange(600, 1200)], remark: 'Guided by level, 0.5 to 0.8 mmol/L.' })],
    standing: { text: 'off-label; second line (CANMAT)', citation: canmat('adjuncts') },
  }),
  adjunct({
    name: 'liothyronine',
    mechanism: 'T3',
    majorClass: 'thyroid hormone',
    rxcui: rxnorm('10814 K'),
    brands: brands('Cytomel'),
    doses: [noMinimum(added, { published: [canmatRange(0.025, 0.05)] })],
    standing: { text: 'off-label; second line (CANMAT)', citation: canmat('adjuncts') },
  }),
  adjunct({
    name: 'lamotrigine',
    mechanism: 'sodium channel blocker',
    majorClass: 'mood stabiliser',
    rxcui: rxnorm('28439 C'),
    brands: brands('Lamictal'),
    doses: [noMinimum(added, { published: [canmatRange(100, 300)], remark: 'Slow titration (Stevens-Johnson syndrome).' })],
    standing: { text: 'off-label; third line (CANMAT)', citation: offLabel },
  }),
  adjunct({
    name: 'modafinil',
    mechanism: 'wakefulness promoter',
    majorClass: 'wakefulness promoter',
    rxcui: rxnorm('30125 C'),
    brands: brands('Provigil'),
    doses: [noMinimum(added, { published: [canmatRange(100, 400)] })],
    standing: { text: 'off-label; second line (CANMAT)', citation: offLabel },
  }),
  adjunct({
    name: 'pramipexole',
    mechanism: 'dopamine agonist',
    majorClass: 'dopamine agonist',
    rxcui: [],
    doses: [noMinimum(added, { published: [canmatRange(2, 4)], remark: '1 to 2 mg twice a day.' })],
    standing: { text: 'off-label; third line (CANMAT)', citation: offLabel },
  }),
]
