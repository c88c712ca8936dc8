import { describe, expect, test } from 'vitest'
import type { Assessment, Resistance, ResistanceReview } from '#src/clinical/assessment.ts'
import type { CheckIn, MedicationFact, PatientRecord } from '#src/clinical/facts.ts'
import { definitionIds, definitions, definitionStatement } from '#src/clinical/resistance.ts'
import { defaultSettings, type DefinitionId } from '#src/clinical/settings.ts'
import { d, on, withSettings } from '#tests/support/clinic.ts'
import { dailyCheckIns, diagnosis, mg, order, phq9, record } from '#tests/support/record-builders.ts'

const unrecorded = { reason: 'unknown', text: undefined } as const
const noEffect = { reason: 'no-effect', text: 'no benefit' } as const

/** A trial from a day for so many days, ended for lack of effect, all of it taken, 20 → `latest`. */
function trial(agent: string, from: number, days: number, dose: number, latest: number, stop: MedicationFact['stop'] = noEffect) {
  return {
    order: order({ agent, from: d(from), through: d(from + days - 1), over: true, dose: mg(dose), stop }),
    checkIns: dailyCheckIns(d(from), days, () => true),
    readings: [phq9(d(from), 20), phq9(d(from + days - 1), latest)],
  }
}

type Part = ReturnType<typeof trial>

function patient(parts: readonly Part[], more: Partial<PatientRecord> = {}): PatientRecord {
  return record({
    medications: parts.map((p) => p.order),
    checkIns: parts.flatMap((p): readonly CheckIn[] => p.checkIns),
    readings: parts.flatMap((p) => p.readings),
    ...more,
  })
}

const under = (a: Assessment & ResistanceReview, id: DefinitionId): Resistance => {
  const found = [a.resistance, ...a.otherDefinitions].find((r) => r.definition === id)
  if (!found) throw new Error(`${id} not judged`)
  return found
}
const statuses = (a: Assessment & ResistanceReview) => Object.fromEntries(definitionIds.map((id) => [id, under(a, id).status]))

describe('the named definitions', () => {
  test.each([
    ['source-document', 42, 'less than 50 % improvement', true],
    ['sforzini-2022', 28, 'less than 25 % improvement', true],
    ['rybak-2021', 28, 'less than 50 % improvement', false],
    ['gaddey-2024', 42, 'without remission', false],
  ] as const)('%s: %i days, %s, bipolar excluded: %s', (id, days, failure, excludes) => {
    const definition = definitions[id]
    expect([definition.id, definition.trialDays, definition.excludesBipolar]).toEqual([id, days, excludes])
    const statement = definitionStatement(definition, defaultSettings)
    expect(statement).toContain(`2 or more trials of different antidepressants in this episode, each at least ${days} days`)
    expect(statement).toContain(failure)
    expect(statement.endsWith('; bipolar disorder excluded')).toBe(excludes)
  })
})

describe('two trials of different agents, 60 days each, taken, ended for lack of effect', () => {
  test('20 → 19 and 20 → 18 meet every definition', () => {
    const a = on(patient([trial('sertraline', 0, 60, 100, 19), trial('escitalopram', 60, 60, 20, 18)]), 125)
    expect(statuses(a)).toEqual({ 'source-document': 'met', 'sforzini-2022': 'met', 'rybak-2021': 'met', 'gaddey-2024': 'met' })
    expect(a.resistance.qualifyingTrials).toEqual([`sertraline@${d(0)}`, `escitalopram@${d(60)}`])
    expect(a.resistance.sentence).toBe(
      '2 failed adequate trials of different antidepressants, 2 are needed (Source document (FDA/EMA working definition))',
    )
    expect(a.failedAdequateTrials).toEqual({ kind: 'known', value: 2 })
  })

  test.each([
    [16, 'met', 'met'],
    [15, 'met', 'not-met'], // exactly 25 % better is no failure for Sforzini
    [11, 'met', 'not-met'],
    [10, 'not-met', 'not-met'], // exactly 50 % better is a response
    [4, 'not-met', 'not-met'],
  ])('20 → %i in both: source document %s, Sforzini %s', (latest, source, sforzini) => {
    const a = on(patient([trial('sertraline', 0, 60, 100, latest), trial('escitalopram', 60, 60, 20, latest)]), 125)
    expect([under(a, 'source-document').status, under(a, 'sforzini-2022').status]).toEqual([source, sforzini])
  })

  test.each([
    [5, 'met'],
    [4, 'not-met'],
  ])('without remission means above 4: 20 → %i is %s for Gaddey', (latest, status) => {
    const a = on(patient([trial('sertraline', 0, 60, 100, latest), trial('escitalopram', 60, 60, 20, latest)]), 125)
    expect(under(a, 'gaddey-2024').status).toBe(status)
  })

  test.each([
    [42, 'met', 'met'],
    [41, 'not-met', 'met'],
    [28, 'not-met', 'met'],
    [27, 'not-met', 'not-met'],
  ])('of %i days each: source document %s, Rybak %s', (days, source, rybak) => {
    const a = on(patient([trial('sertraline', 0, days, 100, 19), trial('escitalopram', 60, days, 20, 19)]), 110)
    expect([under(a, 'source-document').status, under(a, 'rybak-2021').status]).toEqual([source, rybak])
  })
})

describe('a trial that does not count', () => {
  const first = trial('sertraline', 0, 60, 100, 19)
  const statusWith = (second: Part, more: Partial<PatientRecord> = {}): string => on(patient([first, second], more), 125).resistance.status

  test('one below the minimum effective dose', () => {
    expect(statusWith(trial('escitalopram', 60, 60, 5, 19))).toBe('not-met')
  })

  test('one of the same agent: two trials of sertraline are one agent', () => {
    const again = { ...trial('sertraline', 80, 60, 100, 19) }
    const a = on(patient([first, again]), 145)
    expect([a.resistance.qualifyingTrials.length, a.resistance.status]).toEqual([2, 'not-met'])
  })

  test('one stopped for side effects is no failure of effect', () => {
    expect(statusWith(trial('escitalopram', 60, 60, 20, 19, { reason: 'side-effect', text: 'nausea' }))).toBe('not-met')
  })

  test('one stopped for a reason nobody recorded cannot be told; for another reason it counts', () => {
    const a = on(patient([first, trial('escitalopram', 60, 60, 20, 19, unrecorded)]), 125)
    expect(a.resistance.status).toBe('cannot-tell')
    expect(a.resistance.sentence).toContain(
      '1 failed adequate trial of different antidepressants, 2 are needed; 1 further agent cannot be told',
    )
    expect(a.failedAdequateTrials).toEqual({ kind: 'unknown', reason: '1 sure, 1 cannot be told' })
    expect(statusWith(trial('escitalopram', 60, 60, 20, 19, { reason: 'other', text: 'moved away' }))).toBe('met')
  })

  test('an intolerance of the agent is named where the reason was not recorded', () => {
    const intolerances = [
      { agent: 'escitalopram', label: 'escitalopram', reactions: [], recorded: undefined, source: { ref: 'AllergyIntolerance/1' } },
    ]
    const a = on(patient([first, trial('escitalopram', 60, 60, 20, 19, unrecorded)], { intolerances }), 125)
    const counts = a.resistance.perTrial[1]?.counts
    expect(counts?.kind === 'cannot-tell' && counts.missing[0].why).toBe('not recorded; an intolerance of it is on record')
  })

  test('one that was not taken', () => {
    const second = trial('escitalopram', 60, 60, 20, 19)
    expect(statusWith({ ...second, checkIns: dailyCheckIns(d(60), 60, () => false) })).toBe('not-met')
  })

  test('one of which nobody knows whether it was taken cannot be told', () => {
    expect(statusWith({ ...trial('escitalopram', 60, 60, 20, 19), checkIns: [] })).toBe('cannot-tell')
  })

  test('one without scores and without a report cannot be told', () => {
    const second = trial('escitalopram', 60, 60, 20, 19, { reason: 'other', text: 'x' })
    expect(statusWith({ ...second, readings: [] })).toBe('cannot-tell')
  })

  test('one without scores that was stopped for lack of effect counts by report', () => {
    expect(statusWith({ ...trial('escitalopram', 60, 60, 20, 19), readings: [] })).toBe('met')
  })

  test('a report of no effect against an old score of half better cannot be told', () => {
    const second = trial('escitalopram', 60, 60, 20, 19)
    expect(statusWith({ ...second, readings: [phq9(d(60), 20), phq9(d(90), 10)] })).toBe('cannot-tell')
    expect(statusWith({ ...second, readings: [phq9(d(60), 20), phq9(d(90), 12)] })).toBe('met')
  })

  test('an agent that definitions do not count: esketamine, zuranolone', () => {
    const a = on(patient([first, trial('zuranolone', 60, 60, 50, 19)]), 125)
    const criterion = a.resistance.perTrial[1]?.criteria[0]
    expect(criterion?.verdict.kind).toBe('not-met')
    expect(a.resistance.status).toBe('not-met')
  })

  test('a dose for sleep and an augmentation', () => {
    expect(statusWith(trial('trazodone', 60, 60, 50, 19))).toBe('not-met')
    const beside = { ...trial('aripiprazole', 20, 40, 5, 19), readings: [] }
    expect(on(patient([first, beside]), 125).resistance.status).toBe('not-met')
  })

  test('one of an earlier episode', () => {
    const early = trial('escitalopram', -200, 60, 20, 19)
    const readings = [phq9(d(-130), 2), phq9(d(-60), 3)]
    expect(on(patient([early, first]), 64).resistance.status).toBe('met')
    expect(on(patient([{ ...early, readings: [...early.readings, ...readings] }, first]), 64).resistance.status).toBe('not-met')
  })

  test('a trial in progress counts once it is adequate and has not worked', () => {
    const now = { ...trial('escitalopram', 60, 60, 20, 19), order: order({ agent: 'escitalopram', from: d(60), dose: mg(20) }) }
    expect(on(patient([first, now]), 102).resistance.status).toBe('cannot-tell') // no PHQ-9 in it yet
    expect(on(patient([first, now]), 120).resistance.status).toBe('met')
  })
})

describe('an outcome that was told and not measured', () => {
  type Level = 'worse' | 'none' | 'partial' | 'response' | 'remission' | 'not-known'
  function criterion(id: DefinitionId, level: Level): string | undefined {
    const told = order({
      from: d(0),
      through: d(59),
      over: true,
      stop: unrecorded,
      more: { reportedOutcome: { improved: true, text: level, level } },
    })
    return under(on(record({ medications: [told] }), 125), id).perTrial[0]?.criteria[4]?.verdict.kind
  }

  test.each<[Level, string, string, string]>([
    // told, less than 50 %, less than 25 %, no remission
    ['worse', 'met', 'met', 'met'],
    ['none', 'met', 'met', 'met'],
    ['partial', 'met', 'not-met', 'met'],
    ['response', 'not-met', 'not-met', 'cannot-tell'], // half better may have been remission
    ['remission', 'not-met', 'not-met', 'not-met'],
    ['not-known', 'cannot-tell', 'cannot-tell', 'cannot-tell'],
  ])('%s', (level, half, quarter, remission) => {
    expect([criterion('source-document', level), criterion('sforzini-2022', level), criterion('gaddey-2024', level)]).toEqual([
      half,
      quarter,
      remission,
    ])
  })

  test('a score that stands comes before what was told', () => {
    const told = order({
      from: d(0),
      through: d(59),
      over: true,
      more: { reportedOutcome: { improved: true, text: 'remission', level: 'remission' } },
    })
    const a = on(record({ medications: [told], readings: [phq9(d(0), 20), phq9(d(55), 19)] }), 125)
    expect(a.resistance.perTrial[0]?.criteria[4]?.verdict.kind).toBe('met')
  })
})

test('a worsening without a baseline is no percent: it is no remission, and whether it was half better cannot be told', () => {
  const medications = [order({ from: d(0), through: d(59), over: true })]
  const a = on(record({ medications, readings: [phq9(d(20), 10), phq9(d(55), 16)] }), 125)
  expect(a.trials[0]?.response.status).toBe('worsening')
  expect([under(a, 'source-document'), under(a, 'gaddey-2024')].map((r) => r.perTrial[0]?.criteria[4]?.verdict.kind)).toEqual([
    'cannot-tell',
    'met',
  ])
})

test('a stop without words is said by its reason', () => {
  const words = (reason: 'no-effect' | 'other') => {
    const medications = [order({ from: d(0), through: d(59), over: true, stop: { reason, text: undefined } })]
    const stop = on(record({ medications }), 125).resistance.perTrial[0]?.criteria[5]?.verdict
    return stop?.kind === 'met' ? stop.because[0].value : stop?.kind
  }
  expect([words('no-effect'), words('other')]).toEqual(['for lack of effect', 'for another reason'])
})

describe('bipolar disorder', () => {
  const parts = [trial('sertraline', 0, 60, 100, 19), trial('escitalopram', 60, 60, 20, 19)]

  test('on record excludes where the definition says so, and nothing qualifies then', () => {
    const a = on(patient(parts, { diagnoses: [diagnosis('bipolar', { label: 'Bipolar II disorder' })] }), 125)
    expect(statuses(a)).toEqual({ 'source-document': 'not-met', 'sforzini-2022': 'not-met', 'rybak-2021': 'met', 'gaddey-2024': 'met' })
    expect([a.resistance.sentence, a.resistance.qualifyingTrials]).toEqual(['Not judged as resistance: bipolar disorder on record', []])
  })

  test('that was refuted excludes nothing', () => {
    expect(on(patient(parts, { diagnoses: [diagnosis('bipolar', { active: false })] }), 125).resistance.status).toBe('met')
  })

  test('cannot be told where the diagnoses were not read: the definition cannot be met then', () => {
    const a = on(patient(parts, { incomplete: [{ part: 'diagnoses', reason: '403', affects: 'other' }] }), 125)
    expect([under(a, 'source-document').status, under(a, 'rybak-2021').status]).toEqual(['cannot-tell', 'met'])
    expect(a.resistance.exclusions[0]?.verdict.kind).toBe('cannot-tell')
  })
})

test('the number of failed trials is a setting: 3 leave two agents short', () => {
  const parts = [trial('sertraline', 0, 60, 100, 19), trial('escitalopram', 60, 60, 20, 19)]
  expect(on(patient(parts), 125, withSettings({ rules: { possibleResistance: { failedTrials: 3 } } })).resistance.status).toBe('not-met')
})

test('each trial is shown against each of the seven criteria, in words', () => {
  const a = on(patient([trial('sertraline', 0, 60, 100, 19)]), 125)
  expect(a.resistance.perTrial[0]?.criteria.map((c) => [c.criterion, c.verdict.kind])).toEqual([
    ['An antidepressant trial', 'met'],
    ['Dose at or above the minimum effective dose', 'met'],
    ['42 days or more at that dose', 'met'],
    ['80 % or more of days taken', 'met'],
    ['Less than 50 % improvement', 'met'],
    ['Not stopped for side effects', 'met'],
    ['In the current episode', 'met'],
  ])
  expect(under(a, 'gaddey-2024').perTrial[0]?.criteria[4]?.criterion).toBe('No remission')
})
