import { describe, expect, it } from 'vitest'
import { namedPatients } from '#mocks/demo.ts'
import { dayNumber } from '#mocks/people/days.ts'
import { scenarios } from '#mocks/scenarios/index.ts'
import { scenarioVerdicts } from '#tests/mocks/scenario-verdicts.ts'
import { assessPatient } from '#src/clinical/assess.ts'
import type { Assessment } from '#src/clinical/assessment.ts'
import type { PatientRecord } from '#src/clinical/facts.ts'
import { ruleIds } from '#tests/mocks/rule-ids.ts'
import { defaultSettings } from '#src/clinical/settings.ts'
import { recordFromResources } from '#src/fhir/record.ts'
import { day } from '#src/lib/calendar.ts'

// A day in the middle of a month, and a first of March, where "a month ago" is easily wrong.
const days = ['2026-11-25', '2027-03-01'] as const

function judged(id: string, today: string): { readonly record: PatientRecord; readonly assessment: Assessment } {
  const resources = namedPatients.find((patient) => patient.id === id)?.resources(dayNumber(today))
  if (resources === undefined) throw new Error(`there is no named patient ${id}`)
  const record = recordFromResources(id, resources, defaultSettings)
  return { record, assessment: assessPatient(record, record.identity.historicalAsOf ?? day(today), defaultSettings) }
}

function verdictsOf({ findings }: Assessment): ReadonlyMap<string, string> {
  return new Map(findings.map((f) => [f.rule, f.verdict.kind === 'met' ? `met/${f.tier}` : f.verdict.kind]))
}

describe.each(days)('the verdict worked out by hand, on %s', (today) => {
  it.each(scenarioVerdicts)('$id: $shows', ({ id, section, rules }) => {
    const { assessment } = judged(id, today)
    const found = verdictsOf(assessment)
    const seen = { section: assessment.section, rules: Object.fromEntries(Object.keys(rules).map((rule) => [rule, found.get(rule)])) }
    expect(seen).toEqual({ section, rules })
  })
})

describe('the named patients', () => {
  it('are all in the table, and the table holds nobody else', () => {
    expect(scenarioVerdicts.map(({ id }) => id).toSorted()).toEqual(scenarios.map(({ id }) => id).toSorted())
  })

  it('show every rule met, not met and, where the record can leave it open, cannot tell', () => {
    const kinds = new Set(
      scenarioVerdicts.flatMap(({ rules }) => Object.entries(rules).map(([rule, verdict]) => `${rule} ${verdict.replace(/\/.*/, '')}`)),
    )
    const wanted = ruleIds.flatMap((rule) => ['met', 'not-met', 'cannot-tell'].map((kind) => `${rule} ${kind}`))
    expect(wanted.filter((one) => !kinds.has(one))).toEqual([])
  })

  it('stand first on the list, Rosa Lind and Ana Muñoz before all', () => {
    expect(namedPatients.slice(0, 2).map(({ id }) => id)).toEqual(['rosa-lind', 'ana-munoz'])
  })

  it('leave no date open', () => {
    for (const patient of namedPatients) expect(JSON.stringify(patient.resources(dayNumber(days[0])))).not.toMatch(/\{[cdmy][+-]/)
  })
})

const today = days[0]
const latestPhq9 = (id: string): number | undefined => judged(id, today).assessment.latestPhq9?.total
const rejections = (id: string): readonly string[] => judged(id, today).record.rejected.map(({ reason }) => reason)
const issuesOfLast = (id: string): readonly string[] =>
  (
    judged(id, today)
      .record.readings.filter((r) => r.instrument === 'phq-9')
      .at(-1)?.issues ?? []
  ).map((issue) => issue.kind)

describe('what becomes of dirty data', () => {
  it('item 9 of Rosa Lind is said with its change, 0 to 2', () => {
    const finding = judged('rosa-lind', today).assessment.findings.find((f) => f.rule === 'suicidal-ideation')
    expect(finding?.sentence).toContain('0 → 2, rising')
  })

  it('Ana Muñoz stands at 49 days and 100 mg, 19 to 17', () => {
    const { current, response } = judged('ana-munoz', today).assessment
    expect(current?.daysAtAdequateDose).toEqual({ kind: 'known', value: { low: 49, high: 49 } })
    expect(current?.currentDose).toMatchObject({ low: 100, high: 100 })
    expect([response.baseline?.total, response.latest?.total]).toEqual([19, 17])
  })

  it('of the four antidepressants over nine years one counts as an adequate failure; of three adequate failures three do', () => {
    const once = judged('halvard-nygard', today).assessment
    expect(once.trials.map((t) => t.agent)).toEqual(['citalopram', 'venlafaxine', 'mirtazapine', 'sertraline'])
    expect(once.resistance.qualifyingTrials).toHaveLength(1)
    expect(once.resistance.qualifyingTrials[0]).toMatch(/^sertraline@/)
    expect(judged('delphine-achterberg', today).assessment.resistance.qualifyingTrials).toHaveLength(3)
  })

  it('a total of 21 over items that add up to 12 is 12, and the difference is said', () => {
    expect(latestPhq9('celia-warren')).toBe(12)
    expect(issuesOfLast('celia-warren')).toContain('total-differs-from-items')
  })

  it('item 9 left out is not assessed and not 0', () => {
    expect(judged('ivo-stein', today).assessment.item9.kind).toBe('unknown')
    expect(issuesOfLast('ivo-stein')).toContain('missing-items')
  })

  it('a result entered in error falls back to the one before, 8, and is counted as withdrawn', () => {
    expect(latestPhq9('ulf-dahl')).toBe(8)
    expect(rejections('ulf-dahl')).toEqual(['withdrawn: entered in error'])
  })

  it('one administration sent three times is one reading of 6', () => {
    const readings = judged('maud-perrin', today).record.readings.filter((r) => r.instrument === 'phq-9')
    expect(readings.map((r) => r.total)).toEqual([
      { kind: 'known', value: 16 },
      { kind: 'known', value: 6 },
    ])
  })

  it('an amended result is marked; a preliminary one and one dated to the month are shown and not judged by', () => {
    expect(issuesOfLast('freya-lund')).toContain('amended')
    expect(latestPhq9('ezra-blum')).toBe(8)
    expect(latestPhq9('amos-reed')).toBe(7)
    expect(judged('amos-reed', today).record.readings.some((r) => r.date.precision === 'month' && !r.usable)).toBe(true)
  })

  it('12 mg/dL, a code nobody knows, a local code and a result about somebody else are refused with their reasons', () => {
    expect(rejections('lucia-ferrer').join()).toContain('mg/dL')
    expect(rejections('iris-valentin')).toHaveLength(2)
    expect(rejections('anton-vidal').join()).toContain('another patient')
  })

  it('answers counted from 1 to 4 give no total', () => {
    expect(latestPhq9('milo-fischer')).toBe(7)
    const last = judged('milo-fischer', today).record.readings.at(-1)
    expect(last?.total.kind).toBe('unknown')
    expect(last?.item9.kind).toBe('not-assessed')
  })

  it('two overlapping orders of 50 and 100 mg are 100 to 150 mg', () => {
    expect(judged('wanda-kos', today).assessment.current?.currentDose).toMatchObject({ low: 100, high: 150 })
  })

  it('an order stopped without a date has no known end', () => {
    expect(judged('rhys-pugh', today).assessment.trials[0]).toMatchObject({ ongoing: false, endKnown: false })
  })

  it('a merged record says into whom, and its results stay out of hers', () => {
    expect(judged('joan-ellery-old', today).record.identity.mergedInto).toBe('joan-ellery')
    expect(judged('joan-ellery', today).record.readings).toHaveLength(2)
  })

  it('a name with markup is the same text', () => {
    expect(judged('markup-name', today).record.identity.given).toBe('<img src=x onerror=alert(1)>')
  })

  it('two tablets of 50 mg in words are 100 mg by text; "1" without a unit is no dose', () => {
    expect(judged('otto-brandt', today).assessment.current?.currentDose).toMatchObject({ low: 100, high: 100, basis: 'text' })
    expect(judged('ruth-abel', today).assessment.current?.currentDose?.kind).toBe('unknown')
  })

  it('aripiprazole stands as an addition to sertraline, with twenty sessions of TMS', () => {
    const { record, assessment } = judged('beatrix-hollander', today)
    const added = assessment.trials.find((t) => t.agent === 'aripiprazole')
    expect(added?.role).toBe('augmentation')
    expect(assessment.current?.agent).toBe('sertraline')
    expect(record.sessions.filter((s) => s.kind === 'tms')).toHaveLength(20)
  })
})
