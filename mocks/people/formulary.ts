/**
 * The medicines of the generated caseload: products by their RxNorm clinical drug, the dose steps clinics use, and the complaints
 * patients have of them. Codes and displays are those of the two VSAC expansions named in THIRD-PARTY-NOTICES; augmentation agents are
 * coded by ingredient.
 */

export interface Product {
  readonly rxcui: string
  readonly display: string
  /** Milligrams in one tablet or capsule. */
  readonly mg: number
}

export interface Medicine {
  readonly agent: string
  readonly ingredientRxcui: string
  readonly form: 'tablet' | 'capsule'
  readonly products: readonly Product[]
  /** mg/day, from the starting dose up. */
  readonly steps: readonly number[]
  /** Index of the first step at which this caseload's clinicians expect an effect. */
  readonly effectiveStep: number
  readonly timing: 'morning' | 'bedtime' | 'twice daily'
  readonly complaints: readonly string[]
}

const product = (rxcui: string, display: string, mg: number): Product => ({ rxcui, display, mg })

const ssriComplaints = ['nausea', 'insomnia', 'headache', 'sexual problems', 'sweating']
const snriComplaints = ['nausea', 'sweating', 'dry mouth', 'dizziness', 'constipation']
const sedatingComplaints = ['drowsiness', 'weight gain', 'dry mouth', 'vivid dreams']

export const sertraline: Medicine = {
  agent: 'sertraline',
  ingredientRxcui: '36437',
  form: 'tablet',
  products: [
    product('312940', 'sertraline 25 MG Oral Tablet', 25),
    product('312941', 'sertraline 50 MG Oral Tablet', 50),
    product('312938', 'sertraline 100 MG Oral Tablet', 100),
  ],
  steps: [50, 100, 150, 200],
  effectiveStep: 0,
  timing: 'morning',
  complaints: ['nausea', 'diarrhoea', 'insomnia', 'sexual problems', 'tremor'],
}

export const escitalopram: Medicine = {
  agent: 'escitalopram',
  ingredientRxcui: '321988',
  form: 'tablet',
  products: [
    product('351249', 'escitalopram 5 MG Oral Tablet', 5),
    product('349332', 'escitalopram 10 MG Oral Tablet', 10),
    product('351250', 'escitalopram 20 MG Oral Tablet', 20),
  ],
  steps: [10, 15, 20],
  effectiveStep: 0,
  timing: 'morning',
  complaints: ssriComplaints,
}

export const citalopram: Medicine = {
  agent: 'citalopram',
  ingredientRxcui: '2556',
  form: 'tablet',
  products: [
    product('283672', 'citalopram 10 MG Oral Tablet', 10),
    product('200371', 'citalopram 20 MG Oral Tablet', 20),
    product('309314', 'citalopram 40 MG Oral Tablet', 40),
  ],
  steps: [20, 40],
  effectiveStep: 0,
  timing: 'morning',
  complaints: ssriComplaints,
}

export const fluoxetine: Medicine = {
  agent: 'fluoxetine',
  ingredientRxcui: '4493',
  form: 'capsule',
  products: [
    product('310384', 'fluoxetine 10 MG Oral Capsule', 10),
    product('310385', 'fluoxetine 20 MG Oral Capsule', 20),
    product('313989', 'fluoxetine 40 MG Oral Capsule', 40),
  ],
  steps: [20, 40, 60],
  effectiveStep: 0,
  timing: 'morning',
  complaints: ['nausea', 'insomnia', 'restlessness', 'headache', 'poor appetite'],
}

export const paroxetine: Medicine = {
  agent: 'paroxetine',
  ingredientRxcui: '32937',
  form: 'tablet',
  products: [
    product('1738483', 'paroxetine hydrochloride 10 MG Oral Tablet', 10),
    product('1738495', 'paroxetine hydrochloride 20 MG Oral Tablet', 20),
    product('1738511', 'paroxetine hydrochloride 40 MG Oral Tablet', 40),
  ],
  steps: [20, 30, 40],
  effectiveStep: 0,
  timing: 'morning',
  complaints: ['drowsiness', 'sexual problems', 'weight gain', 'nausea'],
}

export const venlafaxineXr: Medicine = {
  agent: 'venlafaxine',
  ingredientRxcui: '39786',
  form: 'capsule',
  products: [
    product('313583', '24 HR venlafaxine 37.5 MG Extended Release Oral Capsule', 37.5),
    product('313585', '24 HR venlafaxine 75 MG Extended Release Oral Capsule', 75),
    product('313581', '24 HR venlafaxine 150 MG Extended Release Oral Capsule', 150),
  ],
  steps: [37.5, 75, 150, 225],
  effectiveStep: 1,
  timing: 'morning',
  complaints: snriComplaints,
}

export const duloxetine: Medicine = {
  agent: 'duloxetine',
  ingredientRxcui: '72625',
  form: 'capsule',
  products: [
    product('596926', 'duloxetine 20 MG Delayed Release Oral Capsule', 20),
    product('596930', 'duloxetine 30 MG Delayed Release Oral Capsule', 30),
    product('596934', 'duloxetine 60 MG Delayed Release Oral Capsule', 60),
  ],
  steps: [30, 60, 90, 120],
  effectiveStep: 1,
  timing: 'morning',
  complaints: snriComplaints,
}

export const bupropionXl: Medicine = {
  agent: 'bupropion',
  ingredientRxcui: '42347',
  form: 'tablet',
  products: [
    product('993541', '24 HR bupropion hydrochloride 150 MG Extended Release Oral Tablet', 150),
    product('993557', '24 HR bupropion hydrochloride 300 MG Extended Release Oral Tablet', 300),
  ],
  steps: [150, 300],
  effectiveStep: 0,
  timing: 'morning',
  complaints: ['insomnia', 'dry mouth', 'headache', 'agitation'],
}

export const mirtazapine: Medicine = {
  agent: 'mirtazapine',
  ingredientRxcui: '15996',
  form: 'tablet',
  products: [
    product('476809', 'mirtazapine 7.5 MG Oral Tablet', 7.5),
    product('311725', 'mirtazapine 15 MG Oral Tablet', 15),
    product('314111', 'mirtazapine 30 MG Oral Tablet', 30),
    product('311726', 'mirtazapine 45 MG Oral Tablet', 45),
  ],
  steps: [15, 30, 45],
  effectiveStep: 0,
  timing: 'bedtime',
  complaints: sedatingComplaints,
}

export const vortioxetine: Medicine = {
  agent: 'vortioxetine',
  ingredientRxcui: '1455099',
  form: 'tablet',
  products: [
    product('1439812', 'vortioxetine 5 MG Oral Tablet', 5),
    product('1439808', 'vortioxetine 10 MG Oral Tablet', 10),
    product('1439810', 'vortioxetine 20 MG Oral Tablet', 20),
  ],
  steps: [10, 20],
  effectiveStep: 0,
  timing: 'morning',
  complaints: ['nausea', 'itching', 'constipation', 'vivid dreams'],
}

export const nortriptyline: Medicine = {
  agent: 'nortriptyline',
  ingredientRxcui: '7531',
  form: 'capsule',
  products: [
    product('198045', 'nortriptyline 10 MG Oral Capsule', 10),
    product('317136', 'nortriptyline 25 MG Oral Capsule', 25),
    product('198046', 'nortriptyline 50 MG Oral Capsule', 50),
    product('198047', 'nortriptyline 75 MG Oral Capsule', 75),
  ],
  steps: [25, 50, 75, 100],
  effectiveStep: 1,
  timing: 'bedtime',
  complaints: ['dry mouth', 'constipation', 'dizziness', 'drowsiness'],
}

export const amitriptyline: Medicine = {
  agent: 'amitriptyline',
  ingredientRxcui: '704',
  form: 'tablet',
  products: [
    product('856834', 'amitriptyline hydrochloride 25 MG Oral Tablet', 25),
    product('856845', 'amitriptyline hydrochloride 50 MG Oral Tablet', 50),
    product('856762', 'amitriptyline hydrochloride 100 MG Oral Tablet', 100),
  ],
  steps: [50, 100, 150],
  effectiveStep: 1,
  timing: 'bedtime',
  complaints: ['dry mouth', 'drowsiness', 'weight gain', 'constipation'],
}

export const trazodone: Medicine = {
  agent: 'trazodone',
  ingredientRxcui: '10737',
  form: 'tablet',
  products: [
    product('856377', 'trazodone hydrochloride 50 MG Oral Tablet', 50),
    product('856373', 'trazodone hydrochloride 100 MG Oral Tablet', 100),
  ],
  steps: [50, 100, 150, 200],
  effectiveStep: 2,
  timing: 'bedtime',
  complaints: ['drowsiness', 'dizziness', 'dry mouth'],
}

/** Added to an antidepressant; no clinical-drug codes in the shipped expansions, so coded by ingredient. */
export interface Adjunct {
  readonly agent: string
  readonly ingredientRxcui: string
  readonly steps: readonly number[]
}

export const aripiprazole: Adjunct = { agent: 'aripiprazole', ingredientRxcui: '89013', steps: [2, 5] }
export const brexpiprazole: Adjunct = { agent: 'brexpiprazole', ingredientRxcui: '1658314', steps: [0.5, 1, 2] }
export const quetiapine: Adjunct = { agent: 'quetiapine', ingredientRxcui: '51272', steps: [50, 150] }
export const lithium: Adjunct = { agent: 'lithium', ingredientRxcui: '6448', steps: [600, 900] }
export const adjuncts: readonly Adjunct[] = [aripiprazole, brexpiprazole, quetiapine, lithium]

/** What this caseload's clinicians begin with, and what they turn to next, with how often. */
export const firstLine: readonly (readonly [Medicine, number])[] = [
  [sertraline, 30],
  [escitalopram, 26],
  [fluoxetine, 14],
  [citalopram, 6],
  [venlafaxineXr, 6],
  [bupropionXl, 8],
  [duloxetine, 4],
  [mirtazapine, 4],
  [paroxetine, 2],
]

export const laterLine: readonly (readonly [Medicine, number])[] = [
  [venlafaxineXr, 24],
  [duloxetine, 14],
  [bupropionXl, 16],
  [mirtazapine, 14],
  [vortioxetine, 12],
  [escitalopram, 8],
  [sertraline, 8],
  [nortriptyline, 4],
  [amitriptyline, 2],
]

/**
 * The fewest equal tablets that make up a dose: 150 mg sertraline is three of 50 mg, because one of 100 and one of 50 is two orders.
 *
 * @throws when the products of this medicine cannot make the dose up with at most four
 */
export function tabletsFor(medicine: Medicine, mgPerDay: number): { readonly product: Product; readonly tablets: number } {
  for (const candidate of medicine.products.toReversed()) {
    const tablets = mgPerDay / candidate.mg
    if (Number.isInteger(tablets) && tablets >= 1 && tablets <= 4) return { product: candidate, tablets }
  }
  throw new Error(`${medicine.agent} ${mgPerDay} mg cannot be made up of its products`)
}
