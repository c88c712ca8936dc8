import { describe, expect, test } from 'vitest'
import { doseRangeFor } from '#src/clinical/dose-range.ts'
import type { PatientRecord } from '#src/clinical/facts.ts'
import type { Formulation } from '#src/clinical/medicines.ts'
import { defaultSettings } from '#src/clinical/settings.ts'
import { exactly, day } from '#src/lib/calendar.ts'
import { known, unknown } from '#src/lib/known.ts'
import { d, dayN, withSettings } from '#tests/support/clinic.ts'
import { order, partial, record } from '#tests/support/record-builders.ts'

const strict = withSettings({ doseColumn: 'strict' })

function born(on: string): PatientRecord {
  const plain = record()
  return { ...plain, identity: { ...plain.identity, birthDate: known(/^\d{4}-\d{2}-\d{2}$/.test(on) ? exactly(day(on)) : partial(on)) } }
}

const rangeOf = (agent: string, patient = record(), form: Formulation = 'unspecified', settings = defaultSettings) =>
  doseRangeFor(agent, form, { record: patient, on: dayN(0) }, settings)
const maximum = (...args: Parameters<typeof rangeOf>) => {
  const { maximum: max } = rangeOf(...args)
  return max.kind === 'known' ? max.value : max.reason
}

describe('minimum effective dose', () => {
  test.each([
    ['sertraline', 50, 50],
    ['duloxetine', 40, 60],
    ['mirtazapine', 15, 30],
    ['bupropion', 150, 300],
    ['amitriptyline', 75, 150],
  ])('%s: %i mg/day lenient, %i mg/day strict', (agent, lenient, higher) => {
    expect(rangeOf(agent).minimum).toEqual(known(lenient))
    expect(rangeOf(agent, record(), 'unspecified', strict).minimum).toEqual(known(higher))
  })

  test('each form of paroxetine has its own: 20 mg immediate, 25 mg controlled release', () => {
    expect(rangeOf('paroxetine', record(), 'immediate').minimum).toEqual(known(20))
    expect(rangeOf('paroxetine', record(), 'controlled').minimum).toEqual(known(25))
    expect(rangeOf('paroxetine', record(), 'unspecified').minimum).toEqual(known(20))
  })

  test('of selegiline only the patch has one; an unstated form is not taken for a patch', () => {
    expect(rangeOf('selegiline', record(), 'transdermal').minimum).toEqual(known(6))
    expect(rangeOf('selegiline', record(), 'immediate').minimum.kind).toBe('unknown')
    expect(rangeOf('selegiline', record(), 'unspecified').minimum).toEqual(
      unknown('the form of selegiline is not recorded, and not every form has an antidepressant dose'),
    )
  })

  test('a form without a rule has none, and an agent without a row has none', () => {
    expect(rangeOf('bupropion', record(), 'immediate').minimum).toEqual(unknown('no dose rule for bupropion in this form'))
    expect(rangeOf('moonflower')).toMatchObject({ minimum: unknown('no dose rule for moonflower'), citation: undefined })
  })

  test('gepirone has none: a trial of it cannot be told, it is never inadequate', () => {
    expect(rangeOf('gepirone').minimum).toEqual(unknown('no minimum effective dose is established; the label titrates from 18.2 mg/day'))
  })
})

describe('usual maximum dose', () => {
  test('citalopram: 40 mg at 60 years, 20 mg from the 61st birthday', () => {
    expect(maximum('citalopram', born('1965-01-02'))).toBe(40) // 60 on 1 January 2026
    expect(maximum('citalopram', born('1965-01-01'))).toBe(20) // 61 that day
    expect(rangeOf('citalopram', born('1950-01-01')).modifiers.map((m) => m.text)).toEqual(['maximum 20 mg/day over 60 years'])
  })

  test('a birth year decides where every day of it gives the same answer, and says so where it does not', () => {
    expect(maximum('citalopram', born('1950'))).toBe(20)
    expect(maximum('citalopram', born('1980'))).toBe(40)
    // Born on 1 January 1965 is 61 on 1 January 2026, born a day later is 60.
    expect(maximum('citalopram', born('1965'))).toBe('20 or 40 mg/day: birth date not known to the day')
  })

  test('an age that is not known leaves the maximum open between its two values', () => {
    const ageless: PatientRecord = { ...record(), identity: { ...record().identity, birthDate: unknown('no birth date') } }
    expect(maximum('citalopram', ageless)).toBe('20 or 40 mg/day: age not known (no birth date)')
    expect(maximum('sertraline', ageless)).toBe(200)
    // Whatever the age: a poor metaboliser has 20 mg already.
    const poor: PatientRecord = { ...ageless, metaboliser: [{ enzyme: 'CYP2C19', status: 'poor', source: { ref: 'Observation/g' } }] }
    expect(maximum('citalopram', poor)).toBe(20)
  })

  test('citalopram: 20 mg in a CYP2C19 poor metaboliser, and with fluvoxamine', () => {
    const poor = record({ metaboliser: [{ enzyme: 'CYP2C19', status: 'poor', source: { ref: 'Observation/g' } }] })
    expect(maximum('citalopram', poor)).toBe(20)
    const other = record({ metaboliser: [{ enzyme: 'CYP2D6', status: 'poor', source: { ref: 'Observation/g' } }] })
    expect(maximum('citalopram', other)).toBe(40)
    const normal = record({ metaboliser: [{ enzyme: 'CYP2C19', status: 'normal', source: { ref: 'Observation/g' } }] })
    expect(maximum('citalopram', normal)).toBe(40)
    const both = record({ medications: [order({ agent: 'fluvoxamine', from: d(-10) })] })
    expect(rangeOf('citalopram', both).modifiers[0]?.text).toBe('maximum 20 mg/day with fluvoxamine (CYP2C19 inhibitor)')
  })

  test.each([
    ['taken now', order({ agent: 'paroxetine', from: d(-10) }), 10],
    ['taken from today', order({ agent: 'paroxetine', from: d(0) }), 10],
    ['begun tomorrow', order({ agent: 'paroxetine', from: d(1) }), 20],
    ['ended today', order({ agent: 'paroxetine', from: d(-10), through: d(0), over: true }), 10],
    ['ended yesterday', order({ agent: 'paroxetine', from: d(-10), through: d(-1), over: true }), 20],
    ['over, no date', order({ agent: 'paroxetine', from: d(-10), over: true }), 20],
    ['on hold', order({ agent: 'paroxetine', from: d(-10), more: { exposure: { counts: false, reason: 'on hold' } } }), 20],
    ['another agent', order({ agent: 'sertraline', from: d(-10) }), 20],
  ])('vortioxetine beside paroxetine %s', (_, fact, most) => {
    expect(maximum('vortioxetine', record({ medications: [fact] }))).toBe(most)
  })

  test('vortioxetine: 10 mg in a CYP2D6 poor metaboliser; dextromethorphan-bupropion: one tablet', () => {
    const poor = record({ metaboliser: [{ enzyme: 'CYP2D6', status: 'poor', source: { ref: 'Observation/g' } }] })
    expect(maximum('vortioxetine', poor)).toBe(10)
    expect(maximum('dextromethorphan-bupropion', poor)).toBe(105)
    expect(maximum('dextromethorphan-bupropion')).toBe(210)
    expect(maximum('dextromethorphan-bupropion', record({ medications: [order({ agent: 'fluoxetine', from: d(-10) })] }))).toBe(105)
  })

  test.each([
    ['escitalopram', 'unspecified', 20, 10],
    ['paroxetine', 'immediate', 50, 40],
    ['paroxetine', 'unspecified', 50, 40],
    ['paroxetine', 'controlled', 62.5, 50],
    ['gepirone', 'extended', 72.6, 36.3],
  ] as const)('%s (%s): %d mg at 64 years, %d mg at 65', (agent, form, at64, at65) => {
    expect(maximum(agent, born('1961-01-02'), form)).toBe(at64)
    expect(maximum(agent, born('1961-01-01'), form)).toBe(at65)
  })

  test('the age that labels call elderly is a setting: 70 years leave 20 mg at 65', () => {
    const later = withSettings({ dose: { olderFromYears: 70 } })
    expect(maximum('escitalopram', born('1961-01-01'), 'unspecified', later)).toBe(20)
    expect(rangeOf('escitalopram', born('1950-01-01'), 'unspecified', later).modifiers[0]?.text).toBe(
      'maximum 10 mg/day in older adults (from 70 years, the label names no age)',
    )
  })

  test('a form that is not stated takes the lowest of the maxima: bupropion 300, not 400', () => {
    expect(maximum('bupropion')).toBe(300)
    expect(maximum('bupropion', record(), 'sustained')).toBe(400)
    expect(maximum('bupropion', record(), 'extended')).toBe(300)
  })

  test('without one on record it says so', () => {
    expect(maximum('risperidone')).toBe('no usual maximum on record for risperidone')
  })
})

describe('modifiers in words', () => {
  test('a poor metaboliser, and two inhibitors', () => {
    const poor = record({ metaboliser: [{ enzyme: 'CYP2C19', status: 'poor', source: { ref: 'Observation/g' } }] })
    expect(rangeOf('citalopram', poor).modifiers.map((m) => m.text)).toEqual(['maximum 20 mg/day in a CYP2C19 poor metaboliser'])
    const beside = record({ medications: [order({ agent: 'paroxetine', from: d(-10) })] })
    expect(rangeOf('vortioxetine', beside).modifiers.map((m) => m.text)).toEqual([
      'maximum 10 mg/day with fluoxetine or paroxetine (strong CYP2D6 inhibitor)',
    ])
    expect(rangeOf('citalopram').modifiers).toEqual([])
  })
})
