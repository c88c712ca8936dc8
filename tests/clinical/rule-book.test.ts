import { describe, expect, test } from 'vitest'
import type { RuleId } from '#src/clinical/assessment.ts'
import type { Incomplete, PatientRecord } from '#src/clinical/facts.ts'
import { flagsOf, ruleBook, tiers } from '#src/clinical/rule-book.ts'
import { defaultSettings } from '#src/clinical/settings.ts'
import type { SourceTag } from '#src/clinical/verdict.ts'
import { d, finding, on, verdict } from '#tests/support/clinic.ts'
import { dailyCheckIns, mg, order, phq9, record } from '#tests/support/record-builders.ts'

test('thirteen rules, in the order in which they are read', () => {
  expect(ruleBook.map((rule) => [rule.id, rule.tier])).toEqual([
    ['suicidal-ideation', 'urgent'],
    ['inadequate-response', 'decide'],
    ['no-early-improvement', 'watch'],
    ['dose-below-minimum', 'decide'],
    ['worsening', 'decide'],
    ['relapse', 'decide'],
    ['side-effect-burden', 'watch'],
    ['low-adherence', 'watch'],
    ['silence', 'watch'],
    ['possible-resistance', 'decide'],
    ['possible-bipolarity', 'decide'],
    ['level-lowering-interaction', 'watch'],
    ['no-baseline', 'watch'],
  ])
  expect(tiers).toEqual(['urgent', 'decide', 'watch'])
})

test('every rule says itself from its parameters, what clears it, and where it comes from', () => {
  for (const rule of ruleBook) {
    expect(rule.statement(defaultSettings).length).toBeGreaterThan(40)
    expect(rule.clearedBy(defaultSettings).length).toBeGreaterThan(10)
    expect(rule.citation.text.length).toBeGreaterThan(20)
    expect(rule.restsOn.length).toBeGreaterThan(0)
    expect(rule.version).toMatch(/^\d+\.\d+\.\d+$/)
  }
})

const patient = record({ medications: [order({ from: d(0), dose: mg(25) })], readings: [phq9(d(0), 20, 0), phq9(d(28), 14, 1)] })

test('every rule gives one finding, whatever its verdict, with its sentence', () => {
  const { findings } = on(patient, 30)
  expect(findings.map((f) => f.rule)).toEqual(ruleBook.map((rule) => rule.id))
  for (const f of findings) {
    expect(f.sentence).not.toBe('')
    expect(f.verdict.kind === 'cannot-tell' ? f.missing.length : f.evidence.length).toBeGreaterThan(0)
    expect(f.verdict.kind === 'cannot-tell' ? f.evidence : f.missing).toEqual([])
    expect(f.since === undefined).toBe(f.verdict.kind !== 'met')
    expect(f.key === undefined).toBe(f.verdict.kind !== 'met')
  }
})

test('flags are the findings that are met, highest tier first, then in the order of the book', () => {
  const { flags } = on(patient, 30)
  expect(flags.map((f) => f.rule)).toEqual(['suicidal-ideation', 'dose-below-minimum'])
  const watch = record({
    medications: [order({ from: d(0) })],
    readings: [phq9(d(0), 20, 0), phq9(d(15), 20, 2)],
    checkIns: dailyCheckIns(d(0), 15, () => false),
  })
  expect(on(watch, 20).flags.map((f) => [f.rule, f.tier])).toEqual([
    ['suicidal-ideation', 'urgent'],
    ['no-early-improvement', 'watch'],
    ['low-adherence', 'watch'],
    ['silence', 'watch'],
  ])
  expect(flagsOf([])).toEqual([])
})

describe('a record that was not read completely', () => {
  const unread = (affects: Incomplete['affects']): PatientRecord => ({
    ...patient,
    incomplete: [{ part: 'a part', reason: 'page 2 failed', affects }],
  })

  test('turns "not met" into "cannot tell" where the rule rests on that part', () => {
    expect(verdict(on(patient, 30), 'worsening')).toBe('not-met')
    const a = on(unread('readings'), 30)
    expect(verdict(a, 'worsening')).toBe('cannot-tell')
    expect(finding(a, 'worsening').missing).toEqual([{ what: 'a part', why: 'page 2 failed' }])
  })

  test('leaves alone what rests on other parts', () => {
    expect(verdict(on(unread('check-ins'), 30), 'worsening')).toBe('not-met')
    expect(verdict(on(unread('other'), 30), 'worsening')).toBe('not-met')
  })

  test('takes back no finding that is met: an item 9 above 0 stays urgent', () => {
    expect(verdict(on(unread('readings'), 30), 'suicidal-ideation')).toBe('met')
    expect(verdict(on(unread('medications'), 30), 'dose-below-minimum')).toBe('met')
  })

  test('names every part that was not read', () => {
    const two: PatientRecord = {
      ...patient,
      incomplete: [
        { part: 'scores', reason: '500', affects: 'readings' },
        { part: 'orders', reason: '403', affects: 'medications' },
      ],
    }
    expect(finding(on(two, 30), 'no-early-improvement').missing).toEqual([
      { what: 'scores', why: '500' },
      { what: 'orders', why: '403' },
    ])
  })
})

test.each<[RuleId, string, SourceTag, readonly string[], readonly string[]]>([
  ['suicidal-ideation', 'Thoughts of self-harm reported', 'I', ['readings'], []],
  ['inadequate-response', 'Inadequate response at an adequate dose', 'S', ['readings', 'medications', 'check-ins'], []],
  ['no-early-improvement', 'No early improvement', 'S', ['readings', 'medications'], []],
  ['dose-below-minimum', 'Dose below the minimum effective dose', 'I', ['medications'], []],
  ['worsening', 'Worsening', 'S', ['readings', 'medications'], []],
  ['relapse', 'Relapse after remission', 'I', ['readings'], []],
  ['side-effect-burden', 'Side-effect burden', 'S', ['readings', 'check-ins'], []],
  ['low-adherence', 'Low adherence', 'S', ['readings', 'check-ins', 'medications'], []],
  ['silence', 'Silence', 'S', ['readings', 'check-ins', 'medications'], ['readings', 'check-ins']],
  ['possible-resistance', 'Candidate for resistance review', 'S', ['readings', 'medications', 'check-ins', 'other'], []],
  ['possible-bipolarity', 'Possible bipolarity or activation', 'S', ['readings', 'check-ins', 'medications', 'other'], []],
  ['level-lowering-interaction', 'Interaction that lowers the level', 'S~', ['readings', 'medications', 'other'], []],
  ['no-baseline', 'No baseline score', 'I', ['readings', 'medications'], ['readings']],
])('%s is called "%s", tagged %s; its "not met" rests on %j, and it finds the absence of %j', (id, title, tag, restsOn, findsAbsenceOf) => {
  const rule = ruleBook.find((r) => r.id === id)
  expect([rule?.title, rule?.citation.tag, rule?.restsOn, rule?.findsAbsenceOf ?? []]).toEqual([title, tag, restsOn, findsAbsenceOf])
})

test.each([
  'inadequate-response',
  'no-early-improvement',
  'dose-below-minimum',
  'low-adherence',
  'level-lowering-interaction',
  'no-baseline',
] as const)('without a trial in progress %s cannot be told, and says that none is', (id) => {
  expect(finding(on(record(), 30), id).missing).toEqual([
    { what: 'current antidepressant trial', why: 'the record shows none in progress' },
  ])
})

test('the finding carries the title, the citation and the statement of its rule', () => {
  expect(finding(on(patient, 30), 'worsening')).toMatchObject({
    title: 'Worsening',
    citation: { text: 'Change of 5 points exceeds measurement error: Löwe 2004', tag: 'S' },
    statement: 'PHQ-9 at least 5 points above the best or the baseline of this trial; cleared below 3 points',
    clearedBy: 'A PHQ-9 less than 3 points above the best of this trial',
  })
})

test('flags of a lower tier stand after those of a higher one, whatever the order of the book', () => {
  const [base] = on(patient, 30).flags
  if (!base) throw new Error('no flag')
  const flag = (rule: RuleId, tier: 'urgent' | 'decide' | 'watch') => ({ ...base, rule, tier })
  const findings = [
    flag('no-early-improvement', 'watch'),
    flag('dose-below-minimum', 'decide'),
    flag('silence', 'watch'),
    flag('relapse', 'urgent'),
  ]
  expect(flagsOf(findings).map((f) => f.rule)).toEqual(['relapse', 'dose-below-minimum', 'no-early-improvement', 'silence'])
})
