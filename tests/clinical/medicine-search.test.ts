import { describe, expect, test } from 'vitest'
import { labelOf, searchMedicines } from '#src/clinical/medicine-search.ts'

const labels = (text: string): readonly string[] => searchMedicines(text).map(labelOf)

describe('a medicine by what somebody types', () => {
  test('names that begin with the text come first, each group by the alphabet', () => {
    expect(labels('cital')).toEqual(['citalopram', 'escitalopram'])
    expect(labels('venla')).toEqual(['venlafaxine', 'desvenlafaxine'])
  })

  test('of equal standing the alphabet decides', () => {
    expect(labels('triptyline')).toEqual(['amitriptyline', 'nortriptyline', 'protriptyline'])
    expect(labels('des')).toEqual(['desipramine', 'desvenlafaxine', 'trazodone (Desyrel)'])
  })

  test('whatever the case, with spaces around it', () => {
    expect(labels('  SERTRAL ')).toEqual(['sertraline'])
  })

  test('a brand is found with its medicine and its form', () => {
    expect(labels('zoloft')).toEqual(['sertraline (Zoloft)'])
    const [match] = searchMedicines('effexor xr')
    expect(match && [match.medicine.id, match.brand, match.formulation]).toEqual(['venlafaxine', 'Effexor XR', 'extended'])
  })

  test('a name that matches needs no brand, and leaves the form open', () => {
    const [match] = searchMedicines('sertraline')
    expect(match && [match.medicine.id, match.brand, match.formulation]).toEqual(['sertraline', undefined, 'unspecified'])
  })

  test('nothing is found for a text without letters, or one that no name holds', () => {
    expect([labels(''), labels('  '), labels('50'), labels('xyzzy')]).toEqual([[], [], [], []])
  })
})
