import { describe, expect, test } from 'vitest'
import type { PseudoCheck } from '#src/clinical/assessment.ts'
import type { LabResult, PatientRecord } from '#src/clinical/facts.ts'
import { exactly } from '#src/lib/calendar.ts'
import { known, unknown } from '#src/lib/known.ts'
import { d, dayN, on, withSettings } from '#tests/support/clinic.ts'
import { dailyCheckIns, diagnosis, mg, order, otherMedicine, phq9, record, screen } from '#tests/support/record-builders.ts'

const medications = [order({ from: d(0), dose: mg(50) })]

function check(id: string, parts: Partial<PatientRecord> = {}, asOf = 60, settings?: Parameters<typeof on>[2]): PseudoCheck {
  const found = on(record({ medications, ...parts }), asOf, settings).pseudoResistance.find((c) => c.id === id)
  if (!found) throw new Error(`no check ${id}`)
  return found
}
const kind = (...args: Parameters<typeof check>): string => check(...args).verdict.kind

function lab(kindOfLab: LabResult['kind'], value: number | undefined, parts: Partial<LabResult> = {}): LabResult {
  return {
    kind: kindOfLab,
    label: kindOfLab,
    date: exactly(dayN(10)),
    value: value === undefined ? unknown('not readable') : known(value),
    unit: 'mIU/L',
    low: 0.4,
    high: 4,
    source: { ref: `Observation/lab-${parts.date?.earliest ?? 10}` },
    ...parts,
  }
}

test('the list is the checklist of the clinical reference, in its order', () => {
  expect(on(record({ medications }), 60).pseudoResistance.map((c) => c.id)).toEqual([
    'dose',
    'duration',
    'adherence',
    'intolerance',
    'bipolarity',
    'substances',
    'other-psychiatric',
    'thyroid',
    'anaemia',
    'sleep-apnoea',
    'interactions',
    'metaboliser',
    'depressogenic',
    'measurement',
    'form',
    'stressors',
  ])
})

describe('the present trial', () => {
  test('a dose at the minimum is not too low, one below it is', () => {
    expect(kind('dose')).toBe('not-met')
    expect(kind('dose', { medications: [order({ from: d(0), dose: mg(25) })] })).toBe('met')
    expect(kind('dose', { medications: [order({ from: d(0), dose: { kind: 'unknown', reason: 'x' } })] })).toBe('cannot-tell')
  })

  test.each([
    [41, 'source-document', 'met'],
    [42, 'source-document', 'not-met'],
    [27, 'sforzini-2022', 'met'],
    [28, 'sforzini-2022', 'not-met'],
  ])('%i days are too short for %s: %s', (asOf, resistanceDefinition, verdict) => {
    expect(kind('duration', {}, asOf, withSettings({ resistanceDefinition }))).toBe(verdict)
  })

  test('taken on 80 % of days is no cause, on less it is, without information it is not known', () => {
    expect(kind('adherence', { checkIns: dailyCheckIns(d(0), 60, (i) => i % 5 !== 0) })).toBe('not-met')
    expect(kind('adherence', { checkIns: dailyCheckIns(d(0), 60, (i) => i % 2 === 0) })).toBe('met')
    expect(kind('adherence')).toBe('cannot-tell')
  })

  test('without a trial in progress these cannot be told', () => {
    for (const id of ['dose', 'duration', 'adherence', 'interactions', 'form']) expect(kind(id, { medications: [] })).toBe('cannot-tell')
  })

  test('a change of form is present with two forms, absent with one, unknown without any', () => {
    const forms = (...list: readonly ('immediate' | 'extended' | 'unspecified')[]) => ({
      medications: list.map((formulation, i) => order({ agent: 'venlafaxine', from: d(i * 10), dose: mg(75), formulation })),
    })
    expect(kind('form', forms('immediate', 'extended'))).toBe('met')
    const changed = check('form', forms('immediate', 'extended')).verdict
    expect(changed.kind === 'met' && changed.because.map((e) => [e.value, e.day])).toEqual([
      ['immediate', dayN(0)],
      ['extended', dayN(10)],
    ])
    expect(kind('form', forms('extended', 'extended'))).toBe('not-met')
    expect(kind('form', forms('extended', 'unspecified'))).toBe('not-met')
    expect(kind('form', forms('unspecified'))).toBe('cannot-tell')
  })
})

describe('the trials that the verdict rests on', () => {
  const stop = { reason: 'no-effect', text: 'no benefit' } as const
  /** Sertraline 100 mg and escitalopram 20 mg, 60 days each, 20 → 19 in both, every day taken; venlafaxine 75 mg since day 120. */
  const failed = {
    medications: [
      order({ from: d(0), through: d(59), dose: mg(100), over: true, stop }),
      order({ agent: 'escitalopram', from: d(60), through: d(119), dose: mg(20), over: true, stop }),
      order({ agent: 'venlafaxine', from: d(120), dose: mg(75) }),
    ],
    readings: [phq9(d(0), 20), phq9(d(59), 19), phq9(d(60), 20), phq9(d(119), 19)],
    checkIns: dailyCheckIns(d(0), 130, () => true),
  }

  test('10 days into a new trial it is the two failed ones of 60 days that are long enough, each by its name', () => {
    expect(check('duration', failed, 130).sentence).toBe(
      'Trial too short: not found: sertraline: days at adequate dose, 42 needed 60 days; escitalopram: days at adequate dose, 42 needed 60 days',
    )
    expect(check('dose', failed, 130).sentence).toBe(
      'Dose too low: not found: sertraline: dose, minimum 50 mg/day 100 mg/day; escitalopram: dose, minimum 10 mg/day 20 mg/day',
    )
    expect(kind('adherence', failed, 130)).toBe('not-met')
  })

  test('where it is not known whether one of them was taken, that one is named', () => {
    const untaken = { ...failed, checkIns: dailyCheckIns(d(60), 70, () => true) }
    expect(check('adherence', untaken, 130).sentence).toMatch(/^Not taken as prescribed: not known: sertraline: /)
  })

  test('without a failed trial it is the present one: 10 days of venlafaxine are too short', () => {
    const { medications: all } = failed
    const present = { ...failed, medications: all.slice(2) }
    expect(check('duration', present, 130).sentence).toBe('Trial too short: present: venlafaxine: days at adequate dose, 42 needed 10 days')
  })
})

test('an onset known only as a year is said as a year, and is no day', () => {
  const onset = { earliest: dayN(-4018), latest: dayN(-3654), precision: 'year', instantMs: undefined } as const
  const found = check('bipolarity', { diagnoses: [diagnosis('bipolar', { label: 'Bipolar II disorder', onset })] }).verdict
  expect(found).toMatchObject({ kind: 'met', because: [{ value: 'Bipolar II disorder, since 2015', day: undefined }] })
})

describe('trials stopped for side effects', () => {
  const past = (reason: 'side-effect' | 'no-effect' | 'unknown') =>
    order({ agent: 'escitalopram', from: d(-60), through: d(-30), over: true, dose: mg(10), stop: { reason, text: undefined } })

  test.each([
    ['side-effect', 'met'],
    ['no-effect', 'not-met'],
    ['unknown', 'cannot-tell'],
  ] as const)('a past stop for %s: %s', (reason, verdict) => {
    expect(kind('intolerance', { medications: [past(reason), ...medications] })).toBe(verdict)
  })

  test('no past trial is no such trial', () => {
    expect(check('intolerance').sentence).toBe('Trials stopped for side effects: not found: past trials stopped for side effects 0 trials')
  })

  test('what is not known names the trials', () => {
    expect(check('intolerance', { medications: [past('unknown'), ...medications] }).sentence).toBe(
      'Trials stopped for side effects: not known: reason for stopping, not recorded for escitalopram',
    )
  })
})

describe('bipolarity', () => {
  test.each([
    [[screen('rms', d(0), 4)], 'met'],
    [[screen('rms', d(0), 3)], 'not-met'],
    [[screen('mdq', d(0), 7)], 'met'],
    [[screen('mdq', d(0), 6)], 'not-met'],
    [[screen('mdq', d(0), 9, false)], 'not-met'],
    [[screen('rms', d(0), undefined, true)], 'met'],
    [[screen('rms', d(0), undefined)], 'cannot-tell'],
    [[screen('rms', d(61), 6)], 'cannot-tell'],
    [[screen('audit-c', d(0), 9)], 'cannot-tell'],
    [[], 'cannot-tell'],
  ] as const)('%j is %s', (screens, verdict) => {
    expect(kind('bipolarity', { screens })).toBe(verdict)
  })

  test('a screen of today counts; its words are the score, or what the record calls it', () => {
    expect(kind('bipolarity', { screens: [screen('rms', d(60), 5)] })).toBe('met')
    expect(check('bipolarity', { screens: [screen('rms', d(0), 5)] }).sentence).toContain('RMS 5 points')
    expect(check('bipolarity', { screens: [screen('rms', d(0), undefined, true)] }).sentence).toContain('RMS positive')
    expect(check('bipolarity', { screens: [screen('rms', d(0), undefined, false)] }).sentence).toContain('RMS negative')
  })

  test('a diagnosis is present, also one that is not active', () => {
    expect(kind('bipolarity', { diagnoses: [diagnosis('bipolar')] })).toBe('met')
    expect(kind('bipolarity', { diagnoses: [diagnosis('bipolar', { active: false })] })).toBe('met')
  })
})

describe('alcohol and substances: AUDIT-C 4 or more in men, 3 or more in women', () => {
  const of = (gender: 'male' | 'female' | 'other', score: number | undefined) => ({
    identity: { ...record().identity, gender: known(gender) },
    screens: [screen('audit-c', d(0), score)],
  })
  test.each([
    ['male', 4, 'met'],
    ['male', 3, 'not-met'],
    ['female', 3, 'met'],
    ['female', 2, 'not-met'],
    ['other', 4, 'met'],
    ['other', 3, 'cannot-tell'],
    ['other', 2, 'not-met'],
    ['male', undefined, 'cannot-tell'],
  ] as const)('%s, %s points: %s', (gender, score, verdict) => {
    expect(kind('substances', of(gender, score))).toBe(verdict)
  })

  test('the latest counts; one of the future does not', () => {
    const screens = [screen('audit-c', d(0), 9), screen('audit-c', d(30), 0), screen('audit-c', d(61), 9)]
    expect(kind('substances', { screens })).toBe('not-met')
    expect(kind('substances', { screens: [screen('audit-c', d(60), 9)] })).toBe('met')
  })

  test('a diagnosis is present; nothing on record is not known', () => {
    expect(kind('substances', { diagnoses: [diagnosis('substance-use')] })).toBe('met')
    expect(kind('substances', { diagnoses: [diagnosis('substance-use', { active: false })] })).toBe('cannot-tell')
    expect(kind('substances')).toBe('cannot-tell')
  })
})

describe('other conditions: a diagnosis is present, its absence is no proof', () => {
  test.each(['anxiety', 'ptsd', 'adhd', 'personality', 'psychosis'] as const)('%s is another psychiatric condition', (group) => {
    expect(kind('other-psychiatric', { diagnoses: [diagnosis(group)] })).toBe('met')
    expect(kind('other-psychiatric', { diagnoses: [diagnosis(group, { active: false })] })).toBe('cannot-tell')
  })

  test('depression itself is not; sleep apnoea has its own check', () => {
    expect(kind('other-psychiatric', { diagnoses: [diagnosis('mdd'), diagnosis('sleep-apnoea')] })).toBe('cannot-tell')
    expect(kind('sleep-apnoea', { diagnoses: [diagnosis('sleep-apnoea')] })).toBe('met')
    expect(kind('sleep-apnoea')).toBe('cannot-tell')
  })
})

describe('laboratory results against the range of their own laboratory', () => {
  test.each([
    [4, 'not-met'],
    [4.1, 'met'],
    [0.4, 'not-met'],
    [0.3, 'met'],
    [undefined, 'cannot-tell'],
  ])('TSH %s with a range of 0.4 to 4: %s', (value, verdict) => {
    expect(kind('thyroid', { labs: [lab('tsh', value)] })).toBe(verdict)
  })

  test('without a range nothing is judged; with one bound only that is', () => {
    expect(kind('thyroid', { labs: [lab('tsh', 9, { low: undefined, high: undefined })] })).toBe('cannot-tell')
    expect(kind('thyroid', { labs: [lab('tsh', 9, { low: undefined })] })).toBe('met')
    expect(kind('thyroid', { labs: [lab('tsh', 9, { high: undefined })] })).toBe('not-met')
  })

  test('the latest result up to today counts', () => {
    const labs = [lab('tsh', 9), lab('tsh', 2, { date: exactly(dayN(20)) }), lab('tsh', 9, { date: exactly(dayN(61)) })]
    expect(kind('thyroid', { labs })).toBe('not-met')
    expect(kind('thyroid', { labs: [lab('tsh', 9, { date: exactly(dayN(60)) })] })).toBe('met')
  })

  test('haemoglobin is anaemia, a diagnosis is as well, nothing is not known', () => {
    expect(kind('anaemia', { labs: [lab('haemoglobin', 9, { low: 12, high: 16 })] })).toBe('met')
    expect(kind('anaemia', { labs: [lab('tsh', 9)] })).toBe('cannot-tell')
    expect(kind('anaemia', { diagnoses: [diagnosis('anaemia')] })).toBe('met')
    expect(kind('thyroid', { diagnoses: [diagnosis('thyroid')], labs: [lab('tsh', 2)] })).toBe('met')
    expect(kind('thyroid')).toBe('cannot-tell')
  })
})

describe('levels', () => {
  test('an inducer with bupropion is an interaction; sertraline has none whatever is known of smoking', () => {
    const bupropion = [order({ agent: 'bupropion', from: d(0), dose: mg(300), formulation: 'extended' })]
    expect(kind('interactions', { medications: bupropion, otherMedicines: [otherMedicine('carbamazepine')] })).toBe('met')
    expect(kind('interactions')).toBe('not-met')
  })

  test('duloxetine with smoking unknown cannot be told, with never smoked it can', () => {
    const duloxetine = { medications: [order({ agent: 'duloxetine', from: d(0), dose: mg(60) })] }
    expect(kind('interactions', duloxetine)).toBe('cannot-tell')
    expect(kind('interactions', { ...duloxetine, smoking: known('never') })).toBe('not-met')
    expect(kind('interactions', { ...duloxetine, smoking: known('current') })).toBe('met')
  })

  test.each([
    ['rapid', 'met'],
    ['ultrarapid', 'met'],
    ['normal', 'not-met'],
    ['poor', 'not-met'],
  ] as const)('a %s metaboliser: %s', (status, verdict) => {
    expect(kind('metaboliser', { metaboliser: [{ enzyme: 'CYP2C19', status, source: { ref: 'Observation/g' } }] })).toBe(verdict)
  })

  test('without a result it is not known', () => {
    expect(kind('metaboliser')).toBe('cannot-tell')
  })
})

describe('medicines that can cause depression', () => {
  test.each([
    'prednisone 20 MG',
    'Interferon alfa-2b',
    'topiramate',
    'isotretinoin',
    'phenobarbital',
    'efavirenz',
    'vigabatrin',
    'flunarizine',
    'mefloquine',
    'hydrocortisone',
  ])('%s is one', (label) => {
    expect(kind('depressogenic', { otherMedicines: [otherMedicine(label)] })).toBe('met')
  })

  test('ibuprofen is none, and one that has ended is over', () => {
    expect(kind('depressogenic', { otherMedicines: [otherMedicine('ibuprofen'), otherMedicine('prednisone', { active: false })] })).toBe(
      'not-met',
    )
  })

  test('where orders were not read it is not known', () => {
    expect(kind('depressogenic', { incomplete: [{ part: 'medication orders', reason: 'cut short', affects: 'medications' }] })).toBe(
      'cannot-tell',
    )
    expect(kind('depressogenic', { incomplete: [{ part: 'visits', reason: '403', affects: 'other' }] })).toBe('not-met')
  })
})

test('stressors and an interview are never in the data: always asked', () => {
  expect(check('stressors').sentence).toBe('Stressors: not known: stressors, not in the record; ask')
  expect(kind('measurement')).toBe('cannot-tell')
})

test.each([
  ['dose', 'Dose too low: not known: current trial, none in progress', 'CANMAT 2023, Table 7.1', 'S'],
  [
    'duration',
    'Trial too short: not known: current trial, none in progress',
    'SiggyMD, Treatment-Resistant Depression Options (2026), clinical definition',
    'S',
  ],
  ['adherence', 'Not taken as prescribed: not known: current trial, none in progress', 'J Manag Care Spec Pharm 2021;27:223', 'S'],
  [
    'intolerance',
    'Trials stopped for side effects: not found: past trials stopped for side effects 0 trials',
    'Sforzini et al. 2022, Mol Psychiatry, Table 1',
    'S',
  ],
  ['bipolarity', 'Unrecognised bipolar disorder: not known: bipolarity screen, no RMS or MDQ on record', 'CANMAT 2023, Q.7.c', 'S'],
  [
    'substances',
    'Alcohol or substances: not known: AUDIT-C or a substance diagnosis, none on record',
    'AUDIT-C 4 or more (men), 3 or more (women): Bush 1998; principle: CANMAT 2023 Q.7.a',
    'K',
  ],
  [
    'other-psychiatric',
    'Another psychiatric condition: not known: an assessment of comorbidity, none on record',
    'CANMAT 2023, Q.7.a',
    'S',
  ],
  ['thyroid', 'Thyroid disease: not known: TSH, none on record', 'CANMAT 2023, Q.1.d', 'S'],
  ['anaemia', 'Anaemia: not known: blood count, none on record', 'CANMAT 2023, Table 7.1', 'S'],
  ['sleep-apnoea', 'Sleep apnoea: not known: a sleep history, none on record', 'CANMAT 2023, Table 7.1', 'S'],
  [
    'interactions',
    'Interaction that lowers the level: not known: current trial, none in progress',
    'inducers: US labels as cited per row; smoking and CYP1A2: Oliveira 2017 PMC5340025',
    'S~',
  ],
  ['metaboliser', 'Fast metaboliser: not known: CYP2C19 or CYP2D6 result, none on record', 'CANMAT 2023, Q.3.k: not routine', 'S'],
  [
    'depressogenic',
    'Medicine that can cause depression: not found: such a medicine on record none',
    'PMC3181967; PMC2729620 (association, not proof of cause)',
    'S',
  ],
  ['measurement', 'Scale and interview disagree: not known: an interview, not in the record; compare', 'CANMAT 2023, Q.5.a', 'S'],
  ['form', 'Change of form: not known: current trial, none in progress', 'CANMAT 2023, Q.3.i', 'S'],
  ['stressors', 'Stressors: not known: stressors, not in the record; ask', 'CANMAT 2023, Table 7.1', 'S'],
])('of an empty record the check %s says "%s", after %s', (id, sentence, text, tag) => {
  const found = check(id, { medications: [] })
  expect([found.sentence, found.citation.text, found.citation.tag]).toEqual([sentence, text, tag])
})

describe('what each check found', () => {
  const rows = (id: string, parts: Partial<PatientRecord>) => {
    const { verdict } = check(id, parts)
    return verdict.kind === 'cannot-tell' ? verdict.missing : verdict.because
  }
  const source = { ref: 'Observation/x' }

  test('a dose below the minimum', () => {
    expect(check('dose', { medications: [order({ from: d(0), dose: mg(25) })] }).sentence).toBe(
      'Dose too low: present: sertraline: dose, minimum 50 mg/day 25 mg/day',
    )
  })

  test('a trial stopped for side effects, in the words given or in plain ones, with its last day', () => {
    const past = (text: string | undefined) =>
      order({
        agent: 'escitalopram',
        from: d(-60),
        through: d(-30),
        over: true,
        dose: mg(10),
        stop: { reason: 'side-effect', text },
        ref: 'MedicationRequest/e',
      })
    const evidence = (value: string) => [
      { what: 'escitalopram stopped', value, unit: '', day: dayN(-30), source: { ref: 'MedicationRequest/e' } },
    ]
    expect(rows('intolerance', { medications: [past('nausea'), ...medications] })).toEqual(evidence('nausea'))
    expect(rows('intolerance', { medications: [past(undefined), ...medications] })).toEqual(evidence('for side effects'))
    expect(rows('intolerance', {})).toEqual([
      { what: 'past trials stopped for side effects', value: '0', unit: 'trials', day: undefined, source: undefined },
    ])
  })

  test('an adjunct stopped for side effects is no antidepressant trial that was', () => {
    const adjunct = order({
      agent: 'aripiprazole',
      from: d(0),
      through: d(20),
      over: true,
      dose: mg(5),
      stop: { reason: 'side-effect', text: 'restless' },
    })
    expect(kind('intolerance', { medications: [adjunct, ...medications] })).toBe('not-met')
  })

  test('two trials whose reason nobody recorded are both named, one with a reason is not', () => {
    const past = (agent: string, from: number, reason: 'unknown' | 'no-effect') =>
      order({ agent, from: d(from), through: d(from + 20), over: true, stop: { reason, text: undefined } })
    const all = [past('escitalopram', -100, 'unknown'), past('citalopram', -70, 'no-effect'), past('paroxetine', -40, 'unknown')]
    expect(rows('intolerance', { medications: [...all, ...medications] })).toEqual([
      { what: 'reason for stopping', why: 'not recorded for escitalopram, paroxetine' },
    ])
  })

  test('screens below the limit, by their points', () => {
    const of = (kindOfScreen: 'rms' | 'audit-c', score: number) => ({ ...screen(kindOfScreen, d(0), score), source })
    expect(rows('bipolarity', { screens: [of('rms', 3)] })).toEqual([{ what: 'RMS', value: '3', unit: 'points', day: dayN(0), source }])
    expect(rows('substances', { screens: [of('audit-c', 1)] })).toEqual([
      { what: 'AUDIT-C', value: '1', unit: 'points', day: dayN(0), source },
    ])
    expect(check('bipolarity', { screens: [{ ...screen('rms', d(0), undefined, true), source }] }).sentence).toBe(
      'Unrecognised bipolar disorder: present: RMS positive',
    )
  })

  test('a screen of another kind is no screen for bipolarity, even a positive one', () => {
    expect(kind('bipolarity', { screens: [screen('audit-c', d(0), 9, true)] })).toBe('cannot-tell')
  })

  test('an AUDIT-C that cannot be read, or of 3 points in a person whose sex is not recorded', () => {
    expect(rows('substances', { screens: [screen('audit-c', d(0), undefined)] })).toEqual([
      { what: 'AUDIT-C', why: 'answers not readable' },
    ])
    const identity = { ...record().identity, gender: unknown('not recorded') }
    expect(rows('substances', { identity, screens: [screen('audit-c', d(0), 3)] })).toEqual([
      { what: 'AUDIT-C', why: '3 points: at the limit for women, below it for men, and the sex is not recorded' },
    ])
  })

  test('another screen after the AUDIT-C does not hide it; another diagnosis is no substance use', () => {
    expect(kind('substances', { screens: [screen('audit-c', d(0), 9), screen('rms', d(30), 1)] })).toBe('met')
    expect(kind('substances', { diagnoses: [diagnosis('anxiety')] })).toBe('cannot-tell')
    expect(kind('thyroid', { diagnoses: [diagnosis('anaemia')] })).toBe('cannot-tell')
    expect(kind('thyroid', { diagnoses: [diagnosis('thyroid', { active: false })] })).toBe('cannot-tell')
    expect(kind('bipolarity', { diagnoses: [diagnosis('mdd')] })).toBe('cannot-tell')
  })

  test('a laboratory result with its unit and day, or why it says nothing', () => {
    expect(rows('thyroid', { labs: [lab('tsh', 4.125, { label: 'TSH', source })] })).toEqual([
      { what: 'TSH', value: '4.13', unit: 'mIU/L', day: dayN(10), source },
    ])
    expect(rows('thyroid', { labs: [lab('tsh', undefined)] })).toEqual([{ what: 'TSH', why: 'not readable' }])
    expect(rows('thyroid', { labs: [lab('tsh', 9, { low: undefined, high: undefined })] })).toEqual([
      { what: 'TSH', why: 'the laboratory sent no reference range' },
    ])
  })

  test('of a result "in February" and one of 20 February the first may be the later: it counts', () => {
    const february = lab('tsh', 9, {
      date: { earliest: dayN(31), latest: dayN(58), precision: 'month', instantMs: undefined },
      source: { ref: 'Observation/a' },
    })
    const exact = lab('tsh', 2, { date: exactly(dayN(50)), source: { ref: 'Observation/b' } })
    expect(kind('thyroid', { labs: [february, exact] })).toBe('met')
  })

  test('a medicine that can cause depression with its first day, one of unknown start before it', () => {
    const taken = (label: string) => otherMedicine(label, { from: exactly(dayN(5)), source })
    expect(
      rows('depressogenic', { otherMedicines: [taken('Prednisone'), otherMedicine('ibuprofen'), otherMedicine('topiramate')] }),
    ).toMatchObject([
      { what: 'topiramate', value: 'taken', unit: '', day: undefined },
      { what: 'Prednisone', value: 'taken', unit: '', day: dayN(5), source },
    ])
    expect(rows('depressogenic', { incomplete: [{ part: 'medication orders', reason: 'cut short', affects: 'medications' }] })).toEqual([
      { what: 'medication orders', why: 'cut short' },
    ])
  })

  test('metaboliser results, the fast one alone where there is one', () => {
    const result = (enzyme: 'CYP2C19' | 'CYP2D6', status: 'rapid' | 'normal') => ({ enzyme, status, source })
    expect(rows('metaboliser', { metaboliser: [result('CYP2C19', 'rapid'), result('CYP2D6', 'normal')] })).toEqual([
      { what: 'CYP2C19', value: 'rapid', unit: 'metaboliser', day: undefined, source },
    ])
    expect(rows('metaboliser', { metaboliser: [result('CYP2D6', 'normal')] })).toEqual([
      { what: 'CYP2D6', value: 'normal', unit: 'metaboliser', day: undefined, source },
    ])
  })

  test('interactions: what is on record, none, or what is not known', () => {
    expect(rows('interactions', {})).toEqual([
      { what: 'interactions of sertraline on record', value: 'none', unit: '', day: undefined, source: undefined },
    ])
    const duloxetine = [order({ agent: 'duloxetine', from: d(0), dose: mg(60) })]
    expect(rows('interactions', { medications: duloxetine })).toEqual([
      { what: 'smoking, which lowers levels of duloxetine', why: 'not recorded' },
    ])
    expect(rows('interactions', { medications: duloxetine, smoking: known('current') })).toEqual([
      { what: 'smoking', value: 'levels lower in smokers (CYP1A2)', unit: '', day: undefined, source: undefined },
    ])
  })

  test('the form of the present trial only, with the day and source of its first order', () => {
    const venlafaxine = order({ agent: 'venlafaxine', from: d(0), dose: mg(75), formulation: 'extended', ref: 'MedicationRequest/v' })
    const other = order({ agent: 'paroxetine', from: d(-90), through: d(-40), over: true, formulation: 'controlled' })
    expect(rows('form', { medications: [other, venlafaxine] })).toEqual([
      { what: 'venlafaxine form', value: 'extended', unit: '', day: dayN(0), source: { ref: 'MedicationRequest/v' } },
    ])
    expect(rows('form', { medications: [order({ from: d(0), formulation: 'unspecified' })] })).toEqual([
      { what: 'form of the medicine', why: 'not recorded' },
    ])
  })
})
