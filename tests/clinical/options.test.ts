import { describe, expect, test } from 'vitest'
import type { PatientRecord } from '#src/clinical/facts.ts'
import { optionOrderWords, optionsFor, type OptionOrder } from '#src/clinical/options.ts'
import { optionTexts, type OptionId } from '#src/clinical/options-text.ts'
import { coursesOf, seizureFacts } from '#src/clinical/options-record.ts'
import { addDays, day, exactly } from '#src/lib/calendar.ts'
import { known, unknown } from '#src/lib/known.ts'
import { asOf, assessment, record, trial } from '#tests/support/builders.ts'

const options = (parts: Partial<PatientRecord> = {}, over: Parameters<typeof assessment>[0] = {}, order: OptionOrder = 'guideline') =>
  optionsFor({ record: record(parts), assessment: assessment(over), asOf }, order)
const linesOf = (id: OptionId, parts: Partial<PatientRecord> = {}, over: Parameters<typeof assessment>[0] = {}) =>
  options(parts, over)
    .find((option) => option.id === id)
    ?.record.map(({ kind, text }) => `${kind}: ${text}`) ?? []
const past = (agent: string, from: string, through: string, parts: Parameters<typeof trial>[0] = {}) =>
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

describe('order', () => {
  test('the guideline sequence begins with the dose; what it does not place follows by alphabet', () => {
    expect(options().map(({ title }) => title)).toEqual([
      'Dose optimisation',
      'Psychotherapy',
      'Augmentation',
      'Switch of antidepressant',
      'ECT',
      'Esketamine, intranasal',
      'MAOI',
      'TMS',
    ])
  })

  test('the alphabet is the alphabet', () => {
    expect(options({}, {}, 'alphabet').map(({ title }) => title)).toEqual([
      'Augmentation',
      'Dose optimisation',
      'ECT',
      'Esketamine, intranasal',
      'MAOI',
      'Psychotherapy',
      'Switch of antidepressant',
      'TMS',
    ])
  })
})

describe('corrections of the article this began from (clinical reference, section 7)', () => {
  const published = (id: OptionId) => optionTexts[id].evidence.map(({ text }) => text).join(' ')
  test('lithium and T3 are off-label', () => expect(published('augment')).toContain('Lithium and liothyronine (T3) are off-label'))
  test('esketamine may be given alone', () => expect(published('esketamine')).toContain('alone since January 2025'))
  test('TMS response is 40 to 50 %, not 50 to 60 %', () => {
    expect(published('tms')).toContain('40 to 50 %')
    expect(published('tms')).not.toContain('60 %')
  })
  test('another class is not better than the same class', () => expect(published('switch')).toContain('are the same'))
  test('no sentence tells the prescriber what to do', () => {
    const sentences = Object.values(optionTexts).flatMap((o) => [o.what, ...[...o.evidence, ...o.monitoring].map(({ text }) => text)])
    expect(sentences.filter((s) => /\b(should|must|recommend|prescribe|start|give)\b/i.test(s))).toEqual([])
  })
  test('every sentence has its source', () => {
    for (const option of Object.values(optionTexts))
      for (const { citation } of [...option.evidence, ...option.monitoring]) expect(citation.text).not.toBe('')
  })
})

describe('dose', () => {
  test('100 mg/day is below a usual maximum of 200', () => {
    expect(linesOf('dose')[0]).toBe('fact: sertraline 100 mg/day: below the usual maximum for this patient, 200 mg/day')
  })
  test('200 mg/day is at it', () => {
    const current = trial({ currentDose: { kind: 'known', low: 200, high: 200, basis: 'structured' } })
    expect(linesOf('dose', {}, { current })[0]).toContain('at or above the usual maximum')
  })
  test('an unknown dose is said to be unknown, with the reason', () => {
    const current = trial({ currentDose: { kind: 'unknown', reason: 'the instruction gives no dose' } })
    expect(linesOf('dose', {}, { current })[0]).toBe('unknown: current dose of sertraline: the instruction gives no dose')
  })
  test('without a trial in progress nothing is said about a dose', () => {
    expect(linesOf('dose', {}, { current: undefined })).toEqual(['unknown: no antidepressant trial in progress'])
  })
})

describe('switch', () => {
  test('names the classes tried, and those without a trial on record', () => {
    const lines = linesOf(
      'switch',
      {},
      { trials: [past('fluoxetine', '2019-01-01', '2019-03-01'), past('venlafaxine', '2020-01-01', '2020-03-01')] },
    )
    expect(lines.slice(0, 3)).toEqual([
      'tried: SSRI: fluoxetine',
      'tried: SNRI: venlafaxine',
      'fact: no trial on record of: NDRI, alpha-2 antagonist, serotonin modulator, 5-HT1A agonist, TCA, tetracyclic, MAOI',
    ])
  })
  test('a part that was not read is said before anything is taken for untried', () => {
    const incomplete = [{ part: 'medication orders', reason: 'the server answered 500', affects: 'medications' }] as const
    expect(linesOf('switch', { incomplete })).toContain('unknown: medication orders could not be read: a trial may be missing here')
  })
  test('a seizure disorder on record stands against bupropion; none on record excludes none', () => {
    const seizure = {
      group: 'seizure',
      label: 'Epilepsy',
      active: true,
      onset: undefined,
      severity: undefined,
      remission: undefined,
      source: { ref: 'Condition/1' },
    } as const
    expect(linesOf('switch', { diagnoses: [seizure] })).toContain('caution: bupropion is contraindicated with: Epilepsy')
    expect(linesOf('switch')).toContain('unknown: bupropion: seizure or eating disorder, none on record, which excludes neither')
  })
})

describe('MAOI', () => {
  test('after fluoxetine ended on 1 March 2026: not before 5 April 2026', () => {
    expect(linesOf('maoi', {}, { trials: [past('fluoxetine', '2026-01-01', '2026-03-01')] })).toContain(
      'washout: MAOI not before 5 Apr 2026: 35 days after the last dose of fluoxetine on 1 Mar 2026',
    )
  })
  test('an agent still taken has a date only under the condition that today were its last dose', () => {
    expect(linesOf('maoi')).toContain(
      'washout: before an MAOI: sertraline is still taken: 14 days after its last dose; were that today, 25 Mar 2026',
    )
  })
  test('intervals that are over are counted, not listed', () => {
    const lines = linesOf(
      'maoi',
      {},
      { trials: [past('fluoxetine', '2019-01-01', '2019-03-01'), past('venlafaxine', '2020-01-01', '2020-03-01')] },
    )
    expect(lines).toContain('fact: the interval after 2 earlier agents is over')
  })
  test('dextromethorphan on record is named', () => {
    const cough = {
      label: 'Dextromethorphan syrup',
      ingredient: 'dextromethorphan syrup',
      from: undefined,
      through: undefined,
      active: true,
      source: { ref: 'MedicationRequest/9' },
    }
    expect(linesOf('maoi', { otherMedicines: [cough] })).toContain('caution: not together with Dextromethorphan syrup, on record')
  })
})

describe('ECT', () => {
  test('item 9 is shown as an answer, never as a clearance', () => {
    const item9 = known({ value: 0 as const, day: addDays(asOf, -2), source: undefined })
    expect(linesOf('ect', {}, { item9 })).toContain('fact: PHQ-9 item 9: 0, an answer and not a risk assessment')
  })
})

describe('courses', () => {
  const session = (on: string) => ({ kind: 'tms', day: exactly(day(on)), label: 'TMS', source: { ref: `Procedure/${on}` } }) as const
  test('sessions 14 days apart are one course, 15 days apart are two', () => {
    expect(coursesOf([session('2025-01-01'), session('2025-01-15')], 'tms').map((c) => c.sessions)).toEqual([2])
    expect(coursesOf([session('2025-01-01'), session('2025-01-16')], 'tms').map((c) => c.sessions)).toEqual([1, 1])
  })
  test('a course is told with its dates and its number of sessions', () => {
    expect(linesOf('tms', { sessions: [session('2025-01-01'), session('2025-01-02')] })[0]).toBe(
      'tried: TMS: 2 sessions, 1 Jan 2025 to 2 Jan 2025',
    )
  })
})

describe('every line of an option, with what it rests on', () => {
  const source = { ref: 'X/1' }
  const optionOf = (id: OptionId, parts: Partial<PatientRecord> = {}, over: Parameters<typeof assessment>[0] = {}) =>
    options(parts, over).find((option) => option.id === id)
  const factsOf = (...args: Parameters<typeof optionOf>) => optionOf(...args)?.record ?? []
  const told = (group: 'seizure' | 'eating-disorder' | 'substance-use' | 'mdd', label: string, more: object = {}) => ({
    group,
    label,
    active: true,
    onset: exactly(day('2020-05-01')),
    severity: undefined,
    remission: undefined,
    source,
    ...more,
  })
  const medicine = (label: string, active = true) => ({
    label,
    ingredient: label.toLowerCase(),
    from: undefined,
    through: undefined,
    active,
    source,
  })
  const session = (kind: 'ect' | 'tms' | 'esketamine' | 'psychotherapy', on: string) => ({
    kind,
    day: exactly(day(on)),
    label: kind,
    source,
  })

  test('dose: the dose against the maximum with its source, what lowers the maximum or the level, and the burden', () => {
    const citation = { text: 'US label', tag: 'K' as const }
    const current = trial({
      agent: 'trazodone',
      name: 'trazodone',
      currentDose: { kind: 'known', low: 150, high: 150, basis: 'structured' },
      sources: [{ ref: 'MedicationRequest/0' }, source],
      range: { minimum: known(150), maximum: known(400), modifiers: [{ text: 'maximum 400 mg/day', citation }], citation: undefined },
    })
    const carbamazepine = { ...medicine('Carbamazepine'), from: exactly(day('2026-01-02')) }
    const facts = factsOf('dose', { otherMedicines: [carbamazepine] }, { current })
    expect(facts.map(({ kind, text, date }) => [kind, text, date?.earliest])).toEqual([
      ['fact', 'trazodone 150 mg/day: below the usual maximum for this patient, 400 mg/day', undefined],
      ['caution', 'maximum 400 mg/day', undefined],
      ['caution', 'Carbamazepine with trazodone: level about 76 % lower with carbamazepine', day('2026-01-02')],
      ['fact', 'side-effect burden 2 of 6', addDays(asOf, -3)],
    ])
    expect(facts.map((f) => f.source)).toEqual([source, undefined, source, undefined])
    expect(facts[1]?.citation).toEqual(citation)
    expect(facts[2]?.citation?.text).toBe('US label, trazodone')
  })

  test('dose: the maximum of the table carries its citation, one lowered for this patient does not', () => {
    const at = (maximum: number) =>
      factsOf(
        'dose',
        {},
        { current: trial({ range: { minimum: known(50), maximum: known(maximum), modifiers: [], citation: undefined } }) },
      )[0]
    expect(at(200)?.citation?.text).toBeTruthy()
    expect(at(150)?.citation).toBeUndefined()
    expect(at(150)?.text).toBe('sertraline 100 mg/day: below the usual maximum for this patient, 150 mg/day')
  })

  test('dose: a range across the maximum is near it; exactly the maximum is at it', () => {
    const where = (low: number, high: number) =>
      factsOf('dose', {}, { current: trial({ currentDose: { kind: 'known', low, high, basis: 'structured' } }) })[0]?.text
    expect(where(150, 200)).toBe('sertraline 150–200 mg/day: near the usual maximum for this patient, 200 mg/day')
    expect(where(200, 250)).toBe('sertraline 200–250 mg/day: at or above the usual maximum for this patient, 200 mg/day')
    expect(where(150, 199)).toBe('sertraline 150–199 mg/day: below the usual maximum for this patient, 200 mg/day')
  })

  test('dose: what is not known is said with its reason', () => {
    const none = trial({ currentDose: undefined, sources: [source] })
    expect(factsOf('dose', {}, { current: none })[0]).toEqual({
      kind: 'unknown',
      text: 'current dose of sertraline: none recorded',
      source,
    })
    const noMaximum = trial({ range: { minimum: known(50), maximum: unknown('age not known'), modifiers: [], citation: undefined } })
    expect(factsOf('dose', {}, { current: noMaximum })[0]).toMatchObject({
      kind: 'unknown',
      text: 'sertraline 100 mg/day; usual maximum: age not known',
    })
    const untold = { sideEffects: { burden: unknown('no FIBSER on record'), named: [] } }
    expect(factsOf('dose', {}, untold).at(-1)).toEqual({ kind: 'unknown', text: 'side-effect burden: no FIBSER on record' })
  })

  test('psychotherapy: courses, or that a silence proves nothing', () => {
    expect(linesOf('psychotherapy')).toEqual(['fact: no psychotherapy session on record; it may have been given elsewhere'])
    expect(factsOf('psychotherapy', { sessions: [session('psychotherapy', '2025-01-01'), session('tms', '2025-01-02')] })).toEqual([
      { kind: 'tried', text: 'psychotherapy: 1 session, 1 Jan 2025', source },
    ])
  })

  test('switch: leaving paroxetine, an intolerance, and a trial that was only added', () => {
    const paroxetine = trial({ agent: 'paroxetine', name: 'paroxetine' })
    const intolerances = [
      { agent: 'venlafaxine', label: 'venlafaxine', reactions: ['sweating', 'nausea'], recorded: exactly(day('2021-02-03')), source },
      { agent: 'duloxetine', label: 'duloxetine', reactions: [], recorded: undefined, source },
      { agent: undefined, label: 'penicillin', reactions: ['rash'], recorded: undefined, source },
    ]
    const facts = factsOf(
      'switch',
      { intolerances },
      { current: paroxetine, trials: [paroxetine, past('bupropion', '2025-01-01', '2025-03-01', { role: 'augmentation' })] },
    )
    expect(facts.map(({ kind, text }) => `${kind}: ${text}`)).toEqual([
      'tried: SSRI: paroxetine',
      'fact: no trial on record of: SNRI, NDRI, alpha-2 antagonist, serotonin modulator, 5-HT1A agonist, TCA, tetracyclic, MAOI',
      'fact: risk of a discontinuation syndrome from paroxetine: high',
      'caution: intolerance on record: venlafaxine (sweating, nausea)',
      'caution: intolerance on record: duloxetine',
      'unknown: bupropion: seizure or eating disorder, none on record, which excludes neither',
    ])
    expect(facts[3]).toMatchObject({ date: { earliest: day('2021-02-03') }, source })
    expect(facts[2]?.citation?.text).toBe('CANMAT 2023, Table 6.3')
    expect(facts.at(-1)?.citation).toEqual({ text: 'US label, bupropion; psychiatryeducationforum', tag: 'S' })
  })

  test('switch: fluoxetine leaves slowly; two trials of one agent are named once; after an MAOI there is an interval', () => {
    const fluoxetine = trial({ agent: 'fluoxetine', name: 'fluoxetine' })
    const trials = [past('fluoxetine', '2019-01-01', '2019-03-01'), past('phenelzine', '2026-01-01', '2026-03-01'), fluoxetine]
    const lines = linesOf('switch', {}, { current: fluoxetine, trials })
    expect(lines.slice(0, 2)).toEqual(['tried: SSRI: fluoxetine', 'tried: MAOI: phenelzine'])
    expect(lines).toContain('fact: fluoxetine has a long half-life: its level falls over weeks after the last dose')
    expect(lines).toContain('washout: not before 15 Mar 2026: 14 days after the last dose of phenelzine on 1 Mar 2026')
    expect(linesOf('switch').some((line) => line.includes('half-life'))).toBe(false)
  })

  test('switch: without a trial, or with an agent that no table holds, nothing is said about leaving it', () => {
    expect(linesOf('switch', {}, { current: undefined }).some((line) => line.includes('discontinuation'))).toBe(false)
    expect(
      linesOf('switch', {}, { current: trial({ agent: 'moonflower', name: 'moonflower' }) }).some((line) =>
        line.includes('discontinuation'),
      ),
    ).toBe(false)
  })

  test('switch: only unread medicines leave a trial possible', () => {
    const incomplete = [{ part: 'scores', reason: '500', affects: 'readings' }] as const
    expect(linesOf('switch', { incomplete }).some((line) => line.includes('could not be read'))).toBe(false)
  })

  test('seizure and eating disorder stand against bupropion with onset and source; one that is over, or depression, does not', () => {
    const citation = { text: 'US label, bupropion; psychiatryeducationforum', tag: 'S' }
    const onset = exactly(day('2020-05-01'))
    expect(seizureFacts(record({ diagnoses: [told('seizure', 'Epilepsy'), told('eating-disorder', 'Anorexia nervosa')] }))).toEqual([
      { kind: 'caution', text: 'bupropion is contraindicated with: Epilepsy', date: onset, source, citation },
      { kind: 'caution', text: 'bupropion is contraindicated with: Anorexia nervosa', date: onset, source, citation },
    ])
    const neither = record({ diagnoses: [told('mdd', 'Depression'), told('seizure', 'Epilepsy', { active: false })] })
    expect(seizureFacts(neither).map((f) => f.kind)).toEqual(['unknown'])
  })

  test('augmentation: the present response, what was added, and every agent with its standing', () => {
    const added = past('lithium', '2025-01-01', '2025-03-01', { role: 'augmentation' })
    const option = optionOf('augment', {}, { trials: [trial(), added, { ...added, id: 'lithium@2025-05-01' }] })
    expect(option?.record.map(({ kind, text }) => `${kind}: ${text}`)).toEqual([
      'fact: sertraline now: 19 to 17 points: 2 points better, within the 5-point margin',
      'tried: added before: lithium (see the trials)',
      'unknown: bupropion: seizure or eating disorder, none on record, which excludes neither',
    ])
    expect(option?.agents.find((a) => a.name === 'lithium')?.trials.map((t) => t.id)).toEqual(['lithium@2025-01-01', 'lithium@2025-05-01'])
    expect(option?.agents.find((a) => a.name === 'aripiprazole')?.trials).toEqual([])
    const names = option?.agents.map((a) => a.name) ?? []
    expect([names, names.includes('sertraline')]).toEqual([names.toSorted((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)), false])
    for (const agent of option?.agents ?? []) expect([agent.standing === '', agent.citation === undefined]).toEqual([false, false])
    expect(optionOf('dose')?.agents).toEqual([])
    expect(linesOf('augment', {}, { current: undefined, trials: [] }).slice(0, 2)).toEqual([
      'unknown: no antidepressant trial in progress to add to',
      'fact: no augmentation on record',
    ])
  })

  test('esketamine: resistance, what was tried, abuse, and what nobody looked for', () => {
    const ketamine = past('ketamine', '2025-01-01', '2025-02-01', { sources: [source], response: { ...trial().response, why: 'no score' } })
    const facts = factsOf(
      'esketamine',
      { sessions: [session('esketamine', '2025-01-01')], diagnoses: [told('substance-use', 'Opioid use disorder')] },
      { trials: [ketamine, trial()] },
    )
    expect(facts).toEqual([
      { kind: 'fact', text: 'No failed adequate trial yet', citation: assessment().resistance.citation },
      { kind: 'tried', text: 'ketamine from 1 Jan 2025: no score', source },
      { kind: 'tried', text: 'esketamine: 1 session, 1 Jan 2025', source },
      {
        kind: 'caution',
        text: 'abuse potential (schedule III); on record: Opioid use disorder',
        date: exactly(day('2020-05-01')),
        source,
        citation: { text: 'Epocrates; MIMS', tag: 'S' },
      },
      {
        kind: 'unknown',
        text: 'blood pressure, aneurysmal vascular disease, arteriovenous malformation, past bleeding in the brain: not looked for in this record, ask',
        citation: { text: 'US label, esketamine', tag: 'K' },
      },
    ])
    expect(linesOf('esketamine')[1]).toBe('fact: no esketamine session on record')
  })

  test('TMS: sessions, a seizure disorder, metal', () => {
    const citation = { text: 'US label, TMS devices', tag: 'K' }
    expect(factsOf('tms', { diagnoses: [told('seizure', 'Epilepsy'), told('eating-disorder', 'Anorexia nervosa')] })).toEqual([
      { kind: 'fact', text: 'no TMS session on record' },
      { kind: 'caution', text: 'seizure risk; on record: Epilepsy', date: exactly(day('2020-05-01')), source, citation },
      { kind: 'unknown', text: 'metal or a stimulator in or near the head: not looked for in this record, ask', citation },
    ])
  })

  test('MAOI: tried before, each interval, hazards, and what is not looked for', () => {
    const trials = [
      past('phenelzine', '2019-01-01', '2019-03-01', { sources: [source], response: { ...trial().response, why: 'no score' } }),
      past('fluoxetine', '2026-01-01', '2026-03-01'),
      past('citalopram', '2025-01-01', '2025-06-01', { endKnown: false, through: undefined }),
    ]
    const facts = factsOf(
      'maoi',
      { otherMedicines: [medicine('Dextromethorphan syrup'), medicine('St John’s wort', false), medicine('Ibuprofen')] },
      { trials },
    )
    expect(facts.map(({ kind, text }) => `${kind}: ${text}`)).toEqual([
      'tried: phenelzine from 1 Jan 2019: no score',
      'unknown: before an MAOI: cannot be told for citalopram: the record says it is over, not when the last dose was; 14 days are needed',
      'washout: MAOI not before 5 Apr 2026: 35 days after the last dose of fluoxetine on 1 Mar 2026',
      'fact: the interval after 1 earlier agent is over',
      'caution: not together with Dextromethorphan syrup, on record',
      'unknown: other serotonergic medicines and food with tyramine: only dextromethorphan and St John’s wort are looked for here, ask',
    ])
    expect(facts[2]?.citation?.text).toBe('CANMAT 2023, Q.7.d')
    expect(facts[4]).toMatchObject({ source, citation: { text: 'CANMAT 2023, Q.3.j' } })
    expect(facts[5]?.citation?.text).toBe('CANMAT 2023, Q.3.j')
  })

  test('MAOI: nothing that needs an interval; St John’s wort in either spelling; medicines that were not read', () => {
    const lines = linesOf(
      'maoi',
      {
        otherMedicines: [medicine("St John's wort"), medicine('St John’s wort'), medicine('Hypericum')],
        incomplete: [{ part: 'medication orders', reason: '500', affects: 'medications' }],
      },
      { trials: [] },
    )
    expect(lines).toEqual([
      'fact: no agent on record that needs an interval before an MAOI',
      "caution: not together with St John's wort, on record",
      'caution: not together with St John’s wort, on record',
      'caution: not together with Hypericum, on record',
      'unknown: other serotonergic medicines and food with tyramine: only dextromethorphan and St John’s wort are looked for here, ask',
      'unknown: medication orders could not be read: a trial may be missing here',
    ])
    expect(linesOf('maoi').some((line) => line.includes('is over') || line.includes('no agent'))).toBe(false)
  })

  test('ECT: sessions, severity as coded, item 9 or why it is not known', () => {
    const item9 = known({ value: 1 as const, day: addDays(asOf, -2), source })
    const severe = told('mdd', 'Severe depression', { severity: 'severe' })
    expect(factsOf('ect', { sessions: [session('ect', '2025-01-01')], diagnoses: [told('mdd', 'Depression'), severe] }, { item9 })).toEqual(
      [
        { kind: 'tried', text: 'ECT: 1 session, 1 Jan 2025', source },
        { kind: 'fact', text: 'severity as coded: Severe depression', date: exactly(day('2020-05-01')), source },
        { kind: 'fact', text: 'PHQ-9 item 9: 1, an answer and not a risk assessment', date: exactly(addDays(asOf, -2)), source },
      ],
    )
    const none = [
      told('seizure', 'Epilepsy', { severity: 'severe' }),
      told('mdd', 'Severe depression', { severity: 'severe', active: false }),
    ]
    expect(linesOf('ect', { diagnoses: none }, { item9: unknown('never assessed') })).toEqual([
      'fact: no ECT session on record',
      'unknown: severity and psychotic features: the active diagnosis carries none',
      'unknown: PHQ-9 item 9: never assessed',
    ])
  })

  test('courses are told in the order of their days, whatever the order of the sessions', () => {
    const sessions = [session('tms', '2025-01-05'), session('tms', '2025-01-01'), session('ect', '2025-01-03')]
    expect(coursesOf(sessions, 'tms').map((c) => [c.sessions, c.first.day.earliest, c.last.day.earliest])).toEqual([
      [2, day('2025-01-01'), day('2025-01-05')],
    ])
  })

  test('the words of the two orders', () => {
    expect(optionOrderWords).toEqual({
      guideline:
        'In the sequence of CANMAT 2023, Q.7.c-f: dose, psychotherapy, then switch or augmentation. Those the sequence does not place follow by alphabet. Not a ranking.',
      alphabet: 'By alphabet. Not a ranking.',
    })
  })
})
