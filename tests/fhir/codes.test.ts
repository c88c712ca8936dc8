import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { difficultyAnswerOf, itemAnswerOf, loinc, meaningOfCode } from '#src/fhir/codes.ts'
import { verifiedLoinc } from './resources.ts'

/** Mod 10 of LOINC: from the right every other digit doubled, all digits added, the check digit fills up to the next ten. */
function checkDigit(number: string): number {
  let sum = 0
  Array.from(number)
    .toReversed()
    .forEach((digit, i) => {
      const doubled = parseInt(digit, 10) * (i % 2 === 0 ? 2 : 1)
      sum += doubled > 9 ? doubled - 9 : doubled
    })
  return (10 - (sum % 10)) % 10
}

const isLoinc = (code: string): boolean => {
  const [number = '', check = ''] = code.split('-')
  return checkDigit(number) === parseInt(check, 10)
}

/** Laboratory and lifestyle codes from general knowledge: they pass the check digit and are not in the verified table of questionnaires. */
const FROM_GENERAL_KNOWLEDGE = ['72166-2', '3016-3', '718-7', '2276-4', '2951-2', '14334-7', '79714-2', '79715-9']

describe('LOINC codes', () => {
  test.each(['89794-0', '97546-9', '89213-1', '65625-0'])('%s, seen in public code, is false: the check digit finds it', (code) => {
    expect(isLoinc(code)).toBe(false)
  })
  test('every code of the verified table passes the check', () => expect(verifiedLoinc().filter((code) => !isLoinc(code))).toEqual([]))
  test.each(Object.entries(loinc))('%s: %s passes the check digit', (_name, code) => expect(isLoinc(code)).toBe(true))
  test('every code Remit reads is in the verified table, or is named as general knowledge', () => {
    const verified = new Set([...verifiedLoinc(), ...FROM_GENERAL_KNOWLEDGE])
    expect(Object.values(loinc).filter((code) => !verified.has(code))).toEqual([])
  })
  test('every LOINC code written anywhere in src passes the check digit', () => {
    const root = join(import.meta.dirname, '../../src')
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name))
    const codes = files.flatMap((name) =>
      [...readFileSync(join(root, name), 'utf8').matchAll(/'(\d{3,6}-\d)'/g)].map((match) => match[1] ?? ''),
    )
    expect(codes.length).toBeGreaterThan(40)
    expect(codes.filter((code) => !isLoinc(code))).toEqual([])
  })
})

describe('what a code means', () => {
  test('the panel of GAD-7 and its first item are not its total', () => {
    expect(meaningOfCode('http://loinc.org', '69737-5')?.kind).toBe('panel')
    expect(meaningOfCode('http://loinc.org', '69730-0')).toBeUndefined()
  })
  test('a LOINC number under another system means nothing', () =>
    expect(meaningOfCode('http://snomed.info/sct', '44261-6')).toBeUndefined())
  test('the answers of an item and of the difficulty question are two lists', () => {
    expect(['LA6568-5', 'LA6569-3', 'LA6570-1', 'LA6571-9'].map(itemAnswerOf)).toEqual([0, 1, 2, 3])
    expect(['LA6572-7', 'LA6573-5', 'LA6575-0', 'LA6574-3'].map(difficultyAnswerOf)).toEqual([0, 1, 2, 3])
    expect(['LA6572-7', 'LA6573-5', 'LA6575-0', 'LA6574-3'].map(itemAnswerOf)).toEqual([undefined, undefined, undefined, undefined])
  })
})
