import { describe, expect, test } from 'vitest'
import type { PatientRecord } from '#src/clinical/facts.ts'
import { optionsFor, type OptionOrder } from '#src/clinical/options.ts'
import { optionTexts, type OptionId } from '#src/clinical/options-text.ts'
import { coursesOf } from '#src/clinical/options-record.ts'
import { addDays, day, exactly } from '#src/lib/calendar.ts'
import { known } from '#src/lib/known.ts'
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
