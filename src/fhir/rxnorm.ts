/** Which medicine, in which strength, a CodeableConcept means. Code and wording must agree: wrong codes for a drug are common. */
import {
  agentOfBrand,
  agentOfIngredients,
  agentOfRxcui,
  medicineOf,
  medicines,
  type AgentId,
  type Formulation,
} from '#src/clinical/medicines.ts'
import { codesIn, codingsOf, system, wordsOf } from '#src/fhir/coding.ts'
import { field, text } from '#src/fhir/raw.ts'
import { rxnormTable } from '#src/fhir/rxnorm-table.ts'

export interface MedicineFound {
  /** Undefined when it could not be classified, or when code and wording contradict each other. */
  readonly agent: AgentId | undefined
  /** mg in one tablet or capsule; undefined when not known or not in mg. */
  readonly strengthMg: number | undefined
  readonly formulation: Formulation
  readonly label: string
  readonly issues: readonly string[]
}

interface Product {
  readonly agent: AgentId | undefined
  readonly strengthMg: number | undefined
  readonly formulation: Formulation
  readonly prefix: string
}

let products: ReadonlyMap<string, Product> | undefined

function productOf(code: string): Product | undefined {
  products ??= new Map(rxnormTable.trim().split('\n').map(parseRow))
  return products.get(code)
}

function parseRow(row: string): readonly [string, Product] {
  const [code = '', ingredient = '', rxcui = '', strength = '', unit = '', release = '', prefix = ''] = row.split('|')
  const agent = medicineOf(ingredient)?.id ?? agentOfIngredients(rxcui.split('+')) ?? agentOfIngredients(rxcui.split('+').toReversed())
  const formulation: Formulation = unit.startsWith('MG/HR')
    ? 'transdermal'
    : release === '12'
      ? 'sustained'
      : release === '24'
        ? 'extended'
        : 'immediate'
  const plain = /^\d+(\.\d+)?$/.test(strength) && unit === 'MG' ? decimal(strength) : undefined
  return [code, { agent, strengthMg: plain, formulation, prefix }]
}

/** A decimal in plain digits, without coercion of anything else. */
export function decimal(digits: string): number {
  const [whole = '0', fraction = ''] = digits.split('.')
  return parseInt(whole, 10) + (fraction === '' ? 0 : parseInt(fraction, 10) / 10 ** fraction.length)
}

/** Resolution order: product code, ingredient code, names in the wording, brand; a contradiction between them is not resolved. */
export function medicineIn(concept: unknown): MedicineFound {
  const label = wordsOf(concept) ?? 'medicine without a name'
  const codes = codesIn(concept, system.rxnorm)
  const wording = [text(field(concept, 'text')), ...codingsOf(concept).map((coding) => text(field(coding, 'display')))]
    .filter((w) => w !== undefined)
    .join(' / ')
    .toLowerCase()
  const product = codes.map(productOf).find((p) => p !== undefined)
  const named = agentNamed(wording)
  const coded = product ? product.agent : codes.map(agentOfRxcui).find((a) => a !== undefined)
  const strengthMg = product?.strengthMg ?? strengthNamed(wording)
  const formulation = product?.formulation ?? formulationNamed(wording)
  const issues: string[] = []
  if (product !== undefined && product.prefix !== '') issues.push(`a product for ${product.prefix}`)
  if (coded !== undefined && named !== undefined && coded !== named.agent && !contains(coded, named.agent)) {
    return {
      agent: undefined,
      strengthMg: undefined,
      formulation,
      label,
      issues: [`the code says ${coded}, the wording says ${named.agent}`],
    }
  }
  return {
    agent: coded ?? named?.agent,
    strengthMg,
    formulation: formulation === 'unspecified' ? (named?.formulation ?? formulation) : formulation,
    label,
    issues,
  }
}

const contains = (a: AgentId, b: AgentId): boolean => a.split('-').includes(b) || b.split('-').includes(a)

function agentNamed(wording: string): { readonly agent: AgentId; readonly formulation: Formulation } | undefined {
  const words = wording.split(/[^a-z]+/)
  const present = medicines.filter((m) => m.combines.length === 0 && words.includes(m.name))
  const dextromethorphan = words.includes('dextromethorphan') && words.includes('bupropion')
  if (dextromethorphan) return { agent: 'dextromethorphan-bupropion', formulation: 'unspecified' }
  const [only] = present
  if (present.length === 1 && only) return { agent: only.id, formulation: 'unspecified' }
  if (present.length > 1) return undefined
  return words.map((word) => (word === '' ? undefined : agentOfBrand(word))).find((found) => found !== undefined)
}

/** "50 mg" once in the wording; several different strengths are none. */
function strengthNamed(wording: string): number | undefined {
  const found = new Set([...wording.matchAll(/(\d+(?:\.\d+)?)\s*mg(?![/a-z])/g)].map((match) => decimal(match[1] ?? '0')))
  const [only] = found
  return found.size === 1 ? only : undefined
}

function formulationNamed(wording: string): Formulation {
  if (/\b(sr|12 hr|sustained)\b/.test(wording)) return 'sustained'
  if (/\b(xl|xr|er|24 hr|extended)\b/.test(wording)) return 'extended'
  if (/\b(cr|controlled)\b/.test(wording)) return 'controlled'
  if (/\b(patch|transdermal)\b/.test(wording)) return 'transdermal'
  return 'unspecified'
}
