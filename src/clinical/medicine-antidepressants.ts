/**
 * Agents given alone for depression: doses, washouts, risks. One row per agent of the clinical reference, section 4a.
 *
 * Minimum doses are written [lenient, strict]. Table checked 24 Nov 2026 against the reference; the reference's own copies of
 * CANMAT and UpToDate are transcriptions and must be compared with the papers before clinical use.
 */
import {
  antidepressant,
  brands,
  canmatRange,
  discontinuation,
  doses,
  fromMaoi,
  noMinimum,
  range,
  rxnorm,
  toMaoi,
  toMaoiAfterFluoxetine,
  upTo,
  upToDateRange,
} from '#src/clinical/medicine-build.ts'
import type { Medicine } from '#src/clinical/medicine-row.ts'
import { canmat, choice, cited, clevelandClinic, usLabel } from '#src/clinical/sources.ts'

const ssris: readonly Medicine[] = [
  antidepressant({
    name: 'citalopram',
    mechanism: 'SSRI',
    majorClass: 'SSRI',
    rxcui: rxnorm('2556 C'),
    brands: brands('Celexa', 'Cipramil'),
    doses: [
      doses({
        minimum: [20, 20],
        max: upTo(40, cited('drugs.com dosage (US label); CPIC', 'S')),
        published: [canmatRange(20, 40), upToDateRange(20, 40, [10, 40])],
        remark:
          'Over 60 years 20 mg/day is both minimum and maximum (one table prints from 60). Also 20 mg/day with hepatic impairment, which is not read from the record.',
      }),
    ],
    discontinuationRisk: discontinuation('moderate'),
    notes: [{ text: 'prolongs the QT interval with dose', citation: cited('drugs.com dosage (US label); CPIC', 'S') }],
  }),
  antidepressant({
    name: 'escitalopram',
    mechanism: 'SSRI',
    majorClass: 'SSRI',
    rxcui: rxnorm('321988 C'),
    brands: brands('Lexapro', 'Cipralex'),
    doses: [
      doses({
        minimum: [10, 10],
        max: upTo(20, usLabel('escitalopram')),
        published: [canmatRange(10, 20), upToDateRange(10, 20, [5, 30])],
        remark: 'Also 10 mg/day with hepatic impairment, which is not read from the record.',
      }),
    ],
    discontinuationRisk: discontinuation('moderate'),
  }),
  antidepressant({
    name: 'fluoxetine',
    mechanism: 'SSRI with a long half-life',
    majorClass: 'SSRI',
    rxcui: rxnorm('4493 C'),
    brands: brands('Prozac', 'Sarafem'),
    doses: [
      doses({
        minimum: [20, 20],
        max: upTo(80, usLabel('fluoxetine')),
        published: [canmatRange(20, 60), upToDateRange(20, 60, [10, 80])],
        remark: 'A capsule of 90 mg is taken once a week: its dose is not compared with a daily minimum, so the trial cannot be told [K].',
      }),
    ],
    longHalfLife: true,
    beforeMaoi: toMaoiAfterFluoxetine,
    discontinuationRisk: discontinuation('low'),
    notes: [{ text: 'strong CYP2D6 inhibitor', citation: canmat('Q.3') }],
  }),
  antidepressant({
    name: 'fluvoxamine',
    mechanism: 'SSRI',
    majorClass: 'SSRI',
    rxcui: rxnorm('42355 C'),
    brands: brands('Luvox', ['Luvox CR', 'controlled'], 'Faverin'),
    doses: [
      doses({
        for: ['immediate'],
        minimum: [50, 100],
        minimumFrom: cited('usual doses; the row is missing from the copy of CANMAT 2023 Table 3.3 that was read', 'K'),
        max: upTo(300, usLabel('fluvoxamine, obsessive-compulsive disorder')),
        published: [upToDateRange(50, 200, [25, 300])],
        remark: 'Not approved for depression in the United States (PMC6727965, Table 2).',
      }),
      doses({
        for: ['controlled', 'extended', 'sustained'],
        minimum: [100, 100],
        max: upTo(300, usLabel('fluvoxamine, obsessive-compulsive disorder')),
        published: [upToDateRange(100, 200)],
        remark: 'Not approved for depression in the United States (PMC6727965, Table 2).',
      }),
    ],
    discontinuationRisk: discontinuation('moderate'),
    notes: [{ text: 'strong inhibitor of CYP1A2, CYP2C19 and CYP3A4', citation: canmat('Q.3') }],
  }),
  antidepressant({
    name: 'paroxetine',
    mechanism: 'SSRI',
    majorClass: 'SSRI',
    rxcui: rxnorm('32937 C'),
    brands: brands(['Paxil', 'immediate'], ['Paxil CR', 'controlled'], ['Pexeva', 'immediate'], ['Seroxat', 'immediate']),
    doses: [
      doses({
        for: ['immediate'],
        minimum: [20, 20],
        max: upTo(50, usLabel('paroxetine')),
        published: [canmatRange(20, 50), upToDateRange(20, 40, [10, 50])],
        remark: 'Also 40 mg/day with renal or hepatic impairment, which is not read from the record.',
      }),
      doses({
        for: ['controlled', 'extended', 'sustained'],
        minimum: [25, 25],
        max: upTo(62.5, usLabel('paroxetine CR')),
        published: [upToDateRange(25, 50, [12.5, 62.5])],
      }),
    ],
    discontinuationRisk: discontinuation('high'),
    notes: [{ text: 'strong CYP2D6 inhibitor', citation: canmat('Q.3') }],
  }),
  antidepressant({
    name: 'sertraline',
    mechanism: 'SSRI',
    majorClass: 'SSRI',
    rxcui: rxnorm('36437 C'),
    brands: brands('Zoloft', 'Lustral'),
    doses: [
      doses({
        minimum: [50, 50],
        max: upTo(200, usLabel('sertraline')),
        published: [canmatRange(50, 200), upToDateRange(50, 200, [25, 300])],
      }),
    ],
    discontinuationRisk: discontinuation('moderate'),
  }),
]

const snris: readonly Medicine[] = [
  antidepressant({
    name: 'venlafaxine',
    mechanism: 'SNRI',
    majorClass: 'SNRI',
    rxcui: rxnorm('39786 C'),
    brands: brands(['Effexor', 'immediate'], ['Effexor XR', 'extended']),
    doses: [
      doses({
        minimum: [75, 75],
        max: upTo(225, usLabel('venlafaxine XR; immediate release 225 mg/day outpatient, 375 mg/day inpatient')),
        published: [canmatRange(75, 225), upToDateRange(75, 225, [75, 375])],
        remark: 'A minimum of 150 mg/day has been argued [K].',
      }),
    ],
    beforeMaoi: toMaoi(7),
    discontinuationRisk: discontinuation('high'),
  }),
  antidepressant({
    name: 'desvenlafaxine',
    mechanism: 'SNRI',
    majorClass: 'SNRI',
    rxcui: rxnorm('734064 V'),
    brands: brands(['Pristiq', 'extended'], ['Khedezla', 'extended']),
    doses: [
      doses({
        minimum: [50, 50],
        max: upTo(100, canmat('Table 3.3')),
        published: [canmatRange(50, 100), upToDateRange(50, 100, [50, 400])],
        remark: 'The US label recommends 50 mg/day and reports no added benefit above it, to 400 mg/day studied [K].',
      }),
    ],
    beforeMaoi: toMaoi(7),
    discontinuationRisk: discontinuation('moderate'),
  }),
  antidepressant({
    name: 'duloxetine',
    mechanism: 'SNRI',
    majorClass: 'SNRI',
    rxcui: rxnorm('72625 C'),
    brands: brands('Cymbalta', 'Drizalma Sprinkle', 'Irenka'),
    doses: [
      doses({
        minimum: [40, 60],
        minimumFrom: cited('US label 40 mg/day [K] against CANMAT 2023 Table 3.3 and UpToDate 60 mg/day [S]; sources disagree', 'I'),
        max: upTo(120, usLabel('duloxetine; no added benefit above 60 mg/day')),
        published: [canmatRange(60, 120), upToDateRange(60, 60, [30, 120])],
        remark: 'Sources disagree on the minimum: label 40, guideline 60 mg/day.',
      }),
    ],
    beforeMaoi: toMaoi(5),
    discontinuationRisk: discontinuation('moderate'),
    notes: [{ text: 'caution with liver disease and alcohol', citation: cited('general knowledge, to be confirmed', 'K') }],
  }),
  antidepressant({
    name: 'levomilnacipran',
    mechanism: 'SNRI',
    majorClass: 'SNRI',
    rxcui: rxnorm('1433212 V'),
    brands: brands(['Fetzima', 'extended']),
    doses: [
      doses({
        minimum: [40, 40],
        max: upTo(120, usLabel('levomilnacipran; 80 or 40 mg/day in renal impairment')),
        published: [canmatRange(40, 120), upToDateRange(40, 80, [20, 120])],
      }),
    ],
    beforeMaoi: toMaoi(7),
    discontinuationRisk: discontinuation('moderate'),
  }),
  antidepressant({
    name: 'milnacipran',
    mechanism: 'SNRI',
    majorClass: 'SNRI',
    rxcui: rxnorm('588250 V'),
    brands: brands('Savella', 'Ixel'),
    doses: [
      doses({
        minimum: [50, 100],
        max: upTo(200, canmat('Table 3.3')),
        published: [canmatRange(50, 200), upToDateRange(100, 200, [50, 300])],
        remark: 'Approved in the United States for fibromyalgia only; off-label in depression. Sources disagree on the minimum.',
      }),
    ],
    discontinuationRisk: discontinuation('moderate'),
  }),
]

const seizureNote = {
  text: 'contraindicated in seizure disorder, anorexia or bulimia, and abrupt stop of alcohol, benzodiazepines, barbiturates or antiepileptics',
  citation: usLabel('bupropion (copy at getjapan)', 'S'),
}

const otherFirstLine: readonly Medicine[] = [
  antidepressant({
    name: 'bupropion',
    mechanism: 'NDRI',
    majorClass: 'NDRI',
    rxcui: rxnorm('42347 C'),
    brands: brands(
      'Wellbutrin',
      ['Wellbutrin SR', 'sustained'],
      ['Wellbutrin XL', 'extended'],
      ['Budeprion SR', 'sustained'],
      ['Forfivo XL', 'extended'],
      ['Aplenzin', 'extended'],
    ),
    role: 'either',
    doses: [
      doses({
        for: ['sustained'],
        minimum: [150, 300],
        max: upTo(400, usLabel('bupropion SR; single dose up to 200 mg')),
        published: [canmatRange(150, 450), upToDateRange(300, 300, [150, 400])],
        remark: 'Sources disagree on the minimum.',
      }),
      doses({
        for: ['extended'],
        minimum: [150, 300],
        max: upTo(
          300,
          cited('US label, seizure text "should not exceed 300 mg once daily" (droracle 123665); CANMAT 2023 and UpToDate go to 450', 'S'),
        ),
        published: [canmatRange(150, 450), upToDateRange(300, 300, [150, 450])],
        remark:
          'Sources disagree on minimum and maximum. The hydrobromide salt (Aplenzin) reads higher: 348 mg is 300 mg of hydrochloride.',
      }),
    ],
    discontinuationRisk: discontinuation('low'),
    notes: [
      seizureNote,
      {
        text: 'seizure risk about 0.1 % to 300 mg/day, about 0.4 % at 400 (SR) to 450 mg/day, about 10 times that from 450 to 600',
        citation: usLabel('bupropion (copy at getjapan)', 'S'),
      },
      { text: 'added to another antidepressant: 150-450 mg/day, off-label, second line', citation: canmat('adjuncts') },
    ],
    beforeMaoi: toMaoi(14, 'K', 'bupropion'),
  }),
  antidepressant({
    name: 'mirtazapine',
    mechanism: 'α2 and 5-HT2 antagonist',
    majorClass: 'alpha-2 antagonist',
    rxcui: rxnorm('15996 C'),
    brands: brands('Remeron', 'RemeronSolTab', 'Zispin'),
    role: 'either',
    doses: [
      doses({
        minimum: [15, 30],
        max: upTo(45, cited('openFDA label, mirtazapine', 'S')),
        published: [canmatRange(30, 60), upToDateRange(15, 45, [7.5, 60])],
        remark: 'Sources disagree on the minimum.',
      }),
    ],
    hypnotic: {
      mgPerDay: 7.5,
      inclusive: true,
      citation: choice('mirtazapine at 7.5 mg or less, the lowest dose the UpToDate table names, is taken as used for sleep'),
    },
    discontinuationRisk: discontinuation('low'),
    notes: [{ text: 'added to another antidepressant: 30-60 mg/day, off-label, second line', citation: canmat('adjuncts') }],
  }),
  antidepressant({
    name: 'vortioxetine',
    mechanism: 'SRI and 5-HT modulator',
    majorClass: 'serotonin modulator',
    rxcui: rxnorm('1455099 C'),
    brands: brands('Trintellix', 'Brintellix'),
    doses: [
      doses({
        minimum: [10, 20],
        max: upTo(20, cited('Medscape, vortioxetine', 'S')),
        published: [canmatRange(10, 20), upToDateRange(20, 20, [5, 20])],
        remark: 'Sources disagree on the minimum.',
      }),
    ],
    beforeMaoi: toMaoi(21, 'S', 'vortioxetine (Medscape; SPS and GPnotebook 14-21 days)'),
    discontinuationRisk: discontinuation('low'),
  }),
  antidepressant({
    name: 'vilazodone',
    mechanism: 'SRI and 5-HT1A partial agonist',
    majorClass: 'serotonin modulator',
    rxcui: rxnorm('1086769 V'),
    brands: brands('Viibryd'),
    doses: [
      doses({
        minimum: [20, 40],
        max: upTo(40, usLabel('vilazodone, with food')),
        published: [canmatRange(20, 40), upToDateRange(40, 40, [10, 40])],
        remark: 'Sources disagree on the minimum. Absorbed only with food.',
      }),
    ],
    discontinuationRisk: discontinuation('moderate'),
  }),
  antidepressant({
    name: 'nefazodone',
    mechanism: 'SRI and 5-HT2 antagonist',
    majorClass: 'serotonin modulator',
    rxcui: rxnorm('31565 V'),
    brands: brands('Serzone'),
    doses: [
      doses({ minimum: [300, 300], max: upTo(600, usLabel('nefazodone')), published: [canmatRange(300, 600), upToDateRange(300, 600)] }),
    ],
    notes: [
      {
        text: 'boxed warning: liver failure, about 1 in 250,000 to 300,000 patient-years',
        citation: cited('APA Guideline Watch 2005', 'S'),
      },
    ],
  }),
  antidepressant({
    name: 'trazodone',
    mechanism: 'SRI and 5-HT2 antagonist',
    majorClass: 'serotonin modulator',
    rxcui: rxnorm('10737 V'),
    brands: brands('Desyrel', ['Oleptro', 'extended']),
    doses: [
      doses({
        minimum: [150, 200],
        max: upTo(400, usLabel('trazodone, outpatient; 600 mg/day inpatient')),
        published: [canmatRange(150, 400), upToDateRange(200, 400, [100, 600])],
        remark: 'Sources disagree on the minimum.',
      }),
    ],
    hypnotic: {
      mgPerDay: 150,
      inclusive: false,
      citation: choice('trazodone below 150 mg is used for sleep; a secondary page says the same'),
    },
  }),
  antidepressant({
    name: 'gepirone',
    mechanism: '5-HT1A agonist',
    majorClass: '5-HT1A agonist',
    rxcui: [],
    brands: brands(['Exxua', 'extended']),
    doses: [
      noMinimum('no minimum effective dose is established; the label titrates from 18.2 mg/day', {
        max: upTo(72.6, cited('drugs.com dosage, Exxua; fpnotebook', 'S')),
        remark:
          'Label steps: 18.2, day 4 36.3, after day 7 54.5, a week later 72.6 mg/day. Also 36.3 mg/day with creatinine clearance below 50 or moderate hepatic impairment, which are not read from the record.',
      }),
    ],
    beforeMaoi: toMaoi(14, 'S', 'gepirone (drugs.com)'),
    notes: [
      {
        text: 'not started with QTc over 450 ms; ECG needed; strong CYP3A4 inhibitors and inducers avoided',
        citation: cited('drugs.com dosage, Exxua', 'S'),
      },
    ],
  }),
  antidepressant({
    // Doses of this combination are read on the bupropion part: a DailyDose of 105 mg/day is one tablet (45 mg
    // dextromethorphan and 105 mg bupropion), 210 mg/day is two.
    name: 'dextromethorphan-bupropion',
    mechanism: 'NMDA and σ1 ligand with NDRI',
    majorClass: 'NMDA antagonist',
    rxcui: [],
    combines: ['3289', '42347'],
    brands: brands(['Auvelity', 'extended']),
    doses: [
      doses({
        minimum: [105, 210],
        minimumFrom: cited('CANMAT 2023 Table 3.3: 45/105 to 90/210 mg/day; label target two tablets a day; sources disagree', 'I'),
        max: upTo(210, cited('drugs.com dosage, Auvelity: 45/105 mg twice a day, 8 h apart', 'S')),
        published: [canmatRange(105, 210)],
        remark:
          'mg/day of the bupropion part: 105 with dextromethorphan 45, 210 with dextromethorphan 90. Sources disagree on the minimum. Also once a day at eGFR 30-59, which is not read from the record.',
      }),
    ],
    beforeMaoi: toMaoi(14, 'S', 'dextromethorphan-bupropion, both ways'),
    notes: [seizureNote],
  }),
  antidepressant({
    name: 'zuranolone',
    mechanism: 'GABA-A neuroactive steroid',
    majorClass: 'GABA-A modulator',
    rxcui: [],
    brands: brands('Zurzuvae'),
    notATrial: {
      why: 'approved for postpartum depression only, 14 days: not an antidepressant trial in MDD',
      citation: cited('US label, Zurzuvae 2023', 'K'),
    },
    doses: [noMinimum('a 14-day course of 50 mg for postpartum depression, not a trial in MDD')],
    beforeMaoi: undefined,
    afterMaoi: undefined,
  }),
  antidepressant({
    name: 'quetiapine',
    mechanism: 'dopamine and 5-HT antagonist',
    majorClass: 'antipsychotic',
    rxcui: rxnorm('51272 V'),
    brands: brands(['Seroquel', 'immediate'], ['Seroquel XR', 'extended']),
    role: 'either',
    doses: [doses({ minimum: [150, 150], max: upTo(300, canmat('Table 3.3')), published: [canmatRange(150, 300)] })],
    beforeMaoi: undefined,
    afterMaoi: undefined,
    standing: {
      text: 'second line alone (CANMAT); extended release is an FDA-approved adjunct, 150-300 mg/day',
      citation: cited('CANMAT 2023, Table 3.3; FDA adjunct dose from a secondary page', 'S~'),
    },
  }),
]

interface Tricyclic {
  readonly name: string
  readonly rxcui: Medicine['rxcui']
  readonly brands: Medicine['brands']
  readonly doses: Medicine['doses'][number]
  readonly level?: { readonly text: string; readonly tag: 'S~' | 'K' }
  readonly hypnotic?: Medicine['hypnotic']
  readonly mechanism?: string
}

const tricyclic = (row: Tricyclic): Medicine =>
  antidepressant({
    name: row.name,
    mechanism: row.mechanism ?? 'TCA',
    majorClass: 'TCA',
    rxcui: row.rxcui,
    brands: row.brands,
    doses: [row.doses],
    hypnotic: row.hypnotic,
    discontinuationRisk: discontinuation('moderate'),
    notes: [
      { text: 'dangerous in overdose', citation: canmat('Q.3') },
      ...(row.level ? [{ text: row.level.text, citation: cited('droracle 447989 (AGNP)', row.level.tag) }] : []),
    ],
  })

const disagree = 'Sources disagree on the minimum.'

const tricyclics: readonly Medicine[] = [
  tricyclic({
    name: 'amitriptyline',
    rxcui: rxnorm('704 C'),
    brands: brands('Elavil'),
    doses: doses({
      minimum: [75, 150],
      max: upTo(150, usLabel('amitriptyline, outpatient; 300 mg/day inpatient; Cleveland Clinic table 200')),
      published: [canmatRange(75, 300), upToDateRange(150, 300, [10, 300])],
      remark: disagree,
    }),
  }),
  tricyclic({
    name: 'nortriptyline',
    rxcui: rxnorm('7531 C'),
    brands: brands('Pamelor', 'Aventyl'),
    doses: doses({
      minimum: [50, 75],
      max: upTo(150, clevelandClinic),
      published: [canmatRange(75, 150), upToDateRange(50, 150, [10, 200])],
      remark: disagree,
    }),
    level: { text: 'serum level 70-170 ng/mL', tag: 'S~' },
  }),
  tricyclic({
    name: 'imipramine',
    rxcui: rxnorm('5691 C'),
    brands: brands('Tofranil'),
    doses: doses({
      minimum: [75, 150],
      max: upTo(200, cited('Cleveland Clinic J Med; ventln; outpatient, 300 mg/day inpatient', 'S')),
      published: [canmatRange(75, 300), upToDateRange(150, 300)],
      remark: disagree,
    }),
    level: { text: 'serum level of imipramine and desipramine together 175-300 ng/mL', tag: 'S~' },
  }),
  tricyclic({
    name: 'desipramine',
    rxcui: rxnorm('3247 C'),
    brands: brands('Norpramin'),
    doses: doses({
      minimum: [100, 150],
      max: upTo(300, clevelandClinic),
      published: [canmatRange(100, 300), upToDateRange(150, 300)],
      remark: disagree,
    }),
    level: { text: 'serum level 100-300 ng/mL', tag: 'S~' },
  }),
  tricyclic({
    name: 'clomipramine',
    rxcui: rxnorm('2597 C'),
    brands: brands('Anafranil'),
    doses: doses({
      minimum: [100, 150],
      max: upTo(250, clevelandClinic),
      published: [canmatRange(150, 300), upToDateRange(100, 250)],
      remark: `${disagree} US label for obsessive-compulsive disorder.`,
    }),
  }),
  tricyclic({
    name: 'doxepin',
    rxcui: rxnorm('3638 C'),
    brands: brands('Sinequan', 'Silenor'),
    doses: doses({
      minimum: [75, 100],
      max: upTo(300, clevelandClinic),
      published: [canmatRange(75, 300), upToDateRange(100, 300)],
      remark: disagree,
    }),
    hypnotic: { mgPerDay: 6, inclusive: true, citation: choice('doxepin at 6 mg or less is a hypnotic') },
  }),
  tricyclic({
    name: 'protriptyline',
    rxcui: rxnorm('8886 C'),
    brands: brands('Vivactil'),
    doses: doses({
      minimum: [15, 30],
      max: upTo(60, usLabel('protriptyline')),
      published: [canmatRange(30, 60), upToDateRange(15, 60)],
      remark: disagree,
    }),
  }),
  tricyclic({
    name: 'trimipramine',
    rxcui: rxnorm('10834 C'),
    brands: brands('Surmontil'),
    doses: doses({
      minimum: [75, 150],
      max: upTo(200, usLabel('trimipramine, outpatient; 300 mg/day inpatient')),
      published: [canmatRange(75, 300), upToDateRange(150, 300)],
      remark: disagree,
    }),
  }),
  tricyclic({
    name: 'amoxapine',
    mechanism: 'TCA-like',
    rxcui: rxnorm('722 V'),
    brands: brands('Asendin'),
    doses: doses({
      minimum: [200, 200],
      max: upTo(400, usLabel('amoxapine, outpatient; 600 mg/day inpatient')),
      published: [upToDateRange(200, 300, [25, 400])],
    }),
  }),
  antidepressant({
    name: 'maprotiline',
    mechanism: 'tetracyclic',
    majorClass: 'tetracyclic',
    rxcui: rxnorm('6646 V'),
    brands: brands('Ludiomil'),
    doses: [doses({ minimum: [100, 100], max: upTo(225, clevelandClinic), published: [upToDateRange(100, 225)] })],
  }),
]

const interactionNote = {
  text: 'not with serotonergic drugs, dextromethorphan, St John’s wort or tyramine-rich food',
  citation: canmat('Q.3.j'),
}

const maois: readonly Medicine[] = [
  antidepressant({
    name: 'phenelzine',
    mechanism: 'MAOI',
    majorClass: 'MAOI',
    rxcui: rxnorm('8123 V'),
    brands: brands('Nardil'),
    beforeMaoi: fromMaoi,
    doses: [
      doses({
        minimum: [45, 60],
        minimumFrom: cited('CANMAT 2023 Table 3.3 lower bound 45; eTG target 60; sources disagree (UpToDate starts at 15)', 'I'),
        max: upTo(90, cited('fpnotebook, phenelzine', 'S')),
        published: [canmatRange(45, 90), upToDateRange(15, 90, [7.5, 90])],
        remark: disagree,
      }),
    ],
    discontinuationRisk: discontinuation('moderate'),
    notes: [interactionNote],
  }),
  antidepressant({
    name: 'tranylcypromine',
    mechanism: 'MAOI',
    majorClass: 'MAOI',
    rxcui: rxnorm('10734 V'),
    brands: brands('Parnate'),
    beforeMaoi: fromMaoi,
    doses: [
      doses({
        minimum: [30, 30],
        max: upTo(60, cited('fpnotebook, tranylcypromine', 'S')),
        published: [canmatRange(30, 60), upToDateRange(30, 60)],
      }),
    ],
    discontinuationRisk: discontinuation('moderate'),
    notes: [interactionNote],
  }),
  antidepressant({
    name: 'isocarboxazid',
    mechanism: 'MAOI',
    majorClass: 'MAOI',
    rxcui: rxnorm('6011 V'),
    brands: brands('Marplan'),
    beforeMaoi: fromMaoi,
    doses: [
      doses({
        minimum: [10, 20],
        minimumFrom: cited('UpToDate lower bound 10 [S]; 20 to 40 argued [K], 20 taken; sources disagree', 'I'),
        max: upTo(60, usLabel('isocarboxazid')),
        published: [upToDateRange(10, 40, [10, 60])],
        remark: disagree,
      }),
    ],
    discontinuationRisk: discontinuation('moderate'),
    notes: [interactionNote],
  }),
  antidepressant({
    name: 'selegiline',
    mechanism: 'MAO-B inhibitor, MAO-A as well through the skin',
    majorClass: 'MAOI',
    rxcui: rxnorm('9639 V'),
    brands: brands(['Emsam', 'transdermal'], ['Eldepryl', 'immediate'], ['Zelapar', 'immediate']),
    beforeMaoi: fromMaoi,
    doses: [
      doses({
        for: ['transdermal'],
        minimum: [6, 6],
        max: upTo(12, usLabel('selegiline transdermal')),
        published: [canmatRange(6, 12), upToDateRange(6, 12)],
        remark: 'mg in 24 hours.',
      }),
      noMinimum('by mouth selegiline is a treatment of Parkinson disease; only the patch has an antidepressant dose', {
        for: ['immediate'],
      }),
    ],
    discontinuationRisk: discontinuation('moderate'),
    notes: [interactionNote, { text: 'tyramine limits from 9 mg in 24 hours', citation: usLabel('Emsam') }],
  }),
]

const rapidActing: readonly Medicine[] = [
  antidepressant({
    name: 'esketamine',
    mechanism: 'NMDA antagonist',
    majorClass: 'NMDA antagonist',
    rxcui: rxnorm('2119365 V'),
    brands: brands(['Spravato', 'intranasal']),
    role: 'either',
    notATrial: {
      why: 'the definitions count oral antidepressants',
      citation: cited('FDA, Spravato 2025: at least 2 oral antidepressants (OpenMinds)', 'S'),
    },
    dosedBy: 'session',
    doses: [
      noMinimum('given by session (56 to 84 mg), not by day', {
        published: [range(56, 84, canmat('Table 3.3, mg per session'))],
        remark:
          'Numbers are mg per session. US label: 56 mg on day 1, 56 or 84 mg twice weekly in weeks 1-4, weekly in weeks 5-8, then every 1-2 weeks.',
      }),
    ],
    beforeMaoi: undefined,
    afterMaoi: undefined,
    standing: {
      text: 'approved for TRD after at least 2 antidepressants; alone since January 2025',
      citation: cited('Becker’s; OpenMinds', 'S'),
    },
  }),
  antidepressant({
    name: 'ketamine',
    mechanism: 'NMDA antagonist',
    majorClass: 'NMDA antagonist',
    rxcui: rxnorm('6130 V'),
    brands: brands('Ketalar'),
    role: 'either',
    notATrial: {
      why: 'the definitions count oral antidepressants',
      citation: cited('FDA, Spravato 2025: at least 2 oral antidepressants (OpenMinds)', 'S'),
    },
    dosedBy: 'session',
    doses: [noMinimum('given by session and body weight (0.5 to 1.0 mg/kg), not by day')],
    beforeMaoi: undefined,
    afterMaoi: undefined,
    standing: { text: 'off-label; second line (CANMAT)', citation: canmat('adjuncts') },
  }),
]

/** Every agent of the reference's section 4a, and IV ketamine. */
export const antidepressants: readonly Medicine[] = [...ssris, ...snris, ...otherFirstLine, ...tricyclics, ...maois, ...rapidActing]
