import { describe, expect, test } from 'vitest'
import { isTaken, loweredBySmoking, loweringInteractions, openInteractions } from '#src/clinical/interactions.ts'
import type { OtherMedicine } from '#src/clinical/facts.ts'
import { exactly } from '#src/lib/calendar.ts'
import { known } from '#src/lib/known.ts'
import { dayN } from '#tests/support/clinic.ts'
import { otherMedicine, record } from '#tests/support/record-builders.ts'

const found = (agent: string, ...otherMedicines: readonly OtherMedicine[]) =>
  loweringInteractions(record({ otherMedicines }), agent, dayN(0))

describe('enzyme inducers', () => {
  test.each([
    'carbamazepine 200 MG Oral Tablet',
    'phenytoin',
    'rifampin',
    'rifampicin',
    'phenobarbital',
    'St. John’s wort extract',
    "St John's Wort",
    'Hypericum perforatum',
  ])('%s lowers the level of bupropion', (label) => {
    expect(found('bupropion', otherMedicine(label))).toHaveLength(1)
  })

  test('ibuprofen does not', () => {
    expect(found('bupropion', otherMedicine('ibuprofen'))).toEqual([])
  })

  test.each([
    ['vortioxetine', 'level lowered; the label allows up to 3 times the dose after more than 14 days', 'S'],
    ['vilazodone', 'exposure about 45 % lower with carbamazepine; up to twice the dose, 80 mg/day at most, is described', 'S~'],
    ['gepirone', 'the label advises against the combination', 'S'],
    ['trazodone', 'level about 76 % lower with carbamazepine', 'K'],
    ['mirtazapine', 'level lowered', 'K'],
    ['nortriptyline', 'level lowered', 'K'],
    ['dextromethorphan-bupropion', 'level of the bupropion part lowered (CYP2B6)', 'K'],
  ])('%s with carbamazepine: %s [%s]', (agent, effect, tag) => {
    const [interaction] = found(agent, otherMedicine('carbamazepine'))
    expect([interaction?.effect, interaction?.citation.tag]).toEqual([effect, tag])
    expect(interaction?.sentence).toBe(`carbamazepine with ${agent}: ${effect}`)
  })

  test('nothing is claimed for an agent of which no source says so', () => {
    expect(found('sertraline', otherMedicine('carbamazepine'))).toEqual([])
    expect(found('moonflower', otherMedicine('carbamazepine'))).toEqual([])
  })

  test.each([
    [{ active: true }, true],
    [{ active: false }, false],
    [{ from: exactly(dayN(0)) }, true],
    [{ from: exactly(dayN(1)) }, false],
    [{ through: exactly(dayN(0)) }, true],
    [{ through: exactly(dayN(-1)) }, false],
  ])('an inducer with %j is taken today: %s', (parts, taken) => {
    expect(isTaken(otherMedicine('carbamazepine', parts), dayN(0))).toBe(taken)
    expect(found('bupropion', otherMedicine('carbamazepine', parts)).length > 0).toBe(taken)
  })
})

describe('smoking', () => {
  test('lowers exactly fluvoxamine, duloxetine, mirtazapine, trazodone, imipramine and clomipramine', () => {
    expect(loweredBySmoking).toEqual(['fluvoxamine', 'duloxetine', 'mirtazapine', 'trazodone', 'imipramine', 'clomipramine'])
  })

  test.each([
    ['duloxetine', known('current' as const), 1],
    ['duloxetine', known('former' as const), 0],
    ['duloxetine', known('never' as const), 0],
    ['sertraline', known('current' as const), 0],
  ])('%s in a smoker %j: %i', (agent, smoking, n) => {
    expect(loweringInteractions(record({ smoking }), agent, dayN(0))).toHaveLength(n)
  })

  test('says so in words, with its source', () => {
    expect(loweringInteractions(record({ smoking: known('current') }), 'duloxetine', dayN(0))[0]).toMatchObject({
      cause: 'smoking',
      sentence: 'Smoking with duloxetine: levels are lower in smokers (CYP1A2)',
      citation: { text: 'Oliveira 2017 PMC5340025', tag: 'S' },
    })
  })
})

describe('what is held of each agent', () => {
  test.each([
    ['vortioxetine', 'level lowered; the label allows up to 3 times the dose after more than 14 days', 'Medscape, vortioxetine', 'S'],
    ['gepirone', 'the label advises against the combination', 'drugs.com dosage, gepirone', 'S'],
    ['trazodone', 'level about 76 % lower with carbamazepine', 'US label, trazodone', 'K'],
    ['bupropion', 'level lowered (CYP2B6)', 'US label, bupropion', 'K'],
    ['dextromethorphan-bupropion', 'level of the bupropion part lowered (CYP2B6)', 'US label, bupropion', 'K'],
    ['mirtazapine', 'level lowered', 'US label, mirtazapine', 'K'],
    ['amitriptyline', 'level lowered', 'US labels, tricyclics', 'K'],
  ])('%s with carbamazepine: %s, after %s, tagged %s', (agent, effect, text, tag) => {
    const [interaction] = found(agent, otherMedicine('carbamazepine'))
    expect([interaction?.effect, interaction?.citation]).toEqual([effect, { text, tag }])
    expect(openInteractions(record({ otherMedicines: [otherMedicine('carbamazepine')], smoking: known('never') }), agent, dayN(0))).toEqual(
      [],
    )
  })

  test('an agent without a row, or in no table, leaves an inducer open; ibuprofen opens nothing', () => {
    const open = (agent: string, label: string) => openInteractions(record({ otherMedicines: [otherMedicine(label)] }), agent, dayN(0))
    const why = 'an enzyme inducer; what it does to this agent is not held here'
    expect(open('sertraline', 'phenytoin')).toEqual([{ what: 'phenytoin with sertraline', why }])
    expect(open('moonflower', 'phenytoin')).toEqual([{ what: 'phenytoin with moonflower', why }])
    expect(open('sertraline', 'ibuprofen')).toEqual([])
  })

  test('smoking is said with its effect', () => {
    expect(loweringInteractions(record({ smoking: known('current') }), 'duloxetine', dayN(0))[0]?.effect).toBe(
      'levels lower in smokers (CYP1A2)',
    )
  })

  test('St John’s wort in capitals and with two spaces is still the same', () => {
    expect(found('bupropion', otherMedicine('x', { ingredient: 'ST  JOHN’S  WORT' }))).toHaveLength(1)
  })
})
