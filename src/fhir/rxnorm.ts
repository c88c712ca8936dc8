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
import { decimal, noStrength, type Strength } from '#src/fhir/strength.ts'

export interface MedicineFound {
  /** Undefined when it could not be classified, or when code and wording contradict each other. */
  readonly agent: AgentId | undefined
  readonly strength: Strength
  readonly formulation: Formulation
  readonly label: string
  readonly issues: readonly string[]
}

interface Product {
  readonly agent: AgentId | undefined
  readonly strength: Strength
  readonly formulation: Formulation
  readonly prefix: string
  /** Several ingredients: the strengths in the words are those of the parts. */
  readonly isCombination: boolean
}

let products: ReadonlyMap<string, Product> | undefined

function productOf(code: string): Product | undefined {
  products ??= new Map(rxnormTable.trim().split('\n').map(parseRow))
  return products.get(code)
}

const HOURS_IN_A_DAY = 24

function parseRow(row: string): readonly [string, Product] {
  const [code = '', ingredient = '', rxcui = '', amount = '', unit = '', release = '', prefix = ''] = row.split('|')
  const agent = medicineOf(ingredient)?.id ?? agentOfIngredients(rxcui.split('+')) ?? agentOfIngredients(rxcui.split('+').toReversed())
  const formulation: Formulation = unit.startsWith('MG/HR')
    ? 'transdermal'
    : release === '12'
      ? 'sustained'
      : release === '24'
        ? 'extended'
        : 'immediate'
  const isCombination = ingredient.includes('+')
  const strength = isCombination ? strengthOfPart(agent, ingredient, amount, unit) : strengthOf(decimal(amount), unit, release)
  return [code, { agent, strength, formulation, prefix, isCombination }]
}

/** Doses of a combination that is one agent are read on the part named last in its id: dextromethorphan-bupropion on bupropion. */
function strengthOfPart(agent: AgentId | undefined, ingredient: string, amount: string, unit: string): Strength {
  const at = ingredient.split('+').indexOf(agent?.split('-').at(-1) ?? '')
  const part = amount.split('+')[at]
  return agent === undefined || part === undefined || unit.split('+')[at] !== 'MG'
    ? noStrength
    : { perUnitMg: decimal(part), perMlMg: undefined }
}

/** A patch that lasts a day gives its hourly dose 24 times. */
function strengthOf(amount: number, unit: string, release: string): Strength {
  if (unit === 'MG') return { perUnitMg: amount, perMlMg: undefined }
  if (unit === 'MG/ML') return { perUnitMg: undefined, perMlMg: amount }
  return unit === 'MG/HR' && release === '24' ? { perUnitMg: amount * HOURS_IN_A_DAY, perMlMg: undefined } : noStrength
}

/** Resolution order: product code, ingredient code, names in the wording, brand; a contradiction between them is not resolved. */
export function medicineIn(concept: unknown): MedicineFound {
  const label = wordsOf(concept) ?? 'medicine without a name'
  const codes = codesIn(concept, system.rxnorm)
  const wording = [text(field(concept, 'text')), ...codingsOf(concept).map((coding) => text(field(coding, 'display')))]
    .filter((w) => w !== undefined)
    .join(' / ')
    .toLowerCase()
  const known = codes.flatMap((code) => productOf(code) ?? [])
  const coded = [...new Set([...known.map((p) => p.agent), ...codes.map(agentOfRxcui)].filter((agent) => agent !== undefined))]
  const named = agentNamed(wording)
  const formulation = formulationOf(known, wording, named)
  // A combination is named by the code of its product, and perhaps by those of its parts as well.
  const agent = coded.find((id) => (medicineOf(id)?.combines.length ?? 0) > 0) ?? coded[0]
  const rival = coded.find((other) => agent !== undefined && !contains(agent, other))
  if (agent !== undefined && rival !== undefined)
    return { agent: undefined, strength: noStrength, formulation, label, issues: [`one code says ${agent}, another says ${rival}`] }
  const contradicting = named?.agents.find((other) => agent !== undefined && !contains(agent, other))
  if (agent !== undefined && contradicting !== undefined && named?.agents.every((other) => !contains(agent, other)) === true) {
    const issues = [`the code says ${agent}, the wording says ${contradicting}`]
    return { agent: undefined, strength: noStrength, formulation, label, issues }
  }
  const { strength, issues } = strengthIn(known, wording)
  const prefixes = [...new Set(known.flatMap((p) => (p.prefix === '' ? [] : [`a product for ${p.prefix}`])))]
  const [onlyNamed, ...more] = named?.agents ?? []
  return { agent: agent ?? (more.length === 0 ? onlyNamed : undefined), strength, formulation, label, issues: [...prefixes, ...issues] }
}

/** Strength by code, where no strength in the words contradicts it: six wrong codes for "sertraline 50 MG" were seen in public code. */
function strengthIn(known: readonly Product[], wording: string): { strength: Strength; issues: readonly string[] } {
  const worded = strengthsNamed(wording)
  const coded = [...new Set(known.flatMap((p) => p.strength.perUnitMg ?? []))]
  const perMl = [...new Set(known.flatMap((p) => p.strength.perMlMg ?? []))]
  const [perUnitMg] = coded
  if (coded.length > 1 || perMl.length > 1) return { strength: noStrength, issues: ['the codes give different strengths'] }
  const isOtherwiseWorded = known.some((p) => p.isCombination || p.formulation === 'transdermal')
  const other = isOtherwiseWorded ? undefined : worded.find((mg) => perUnitMg !== undefined && mg !== perUnitMg)
  if (other !== undefined) return { strength: noStrength, issues: [`the code says ${perUnitMg} mg, the wording says ${other} mg`] }
  const isPlain = known.length === 0 || known.some((p) => !p.isCombination)
  const fromWords = worded.length === 1 && perMl.length === 0 && isPlain ? worded[0] : undefined
  return { strength: { perUnitMg: perUnitMg ?? fromWords, perMlMg: perMl[0] }, issues: [] }
}

const contains = (a: AgentId, b: AgentId): boolean => a === b || a.split('-').includes(b) || b.split('-').includes(a)

interface Named {
  readonly agents: readonly AgentId[]
  readonly formulation: Formulation
}

/** Agents by name, else by brand. Two names that are one combination are one agent. */
function agentNamed(wording: string): Named | undefined {
  const words = wording.split(/[^a-z]+/)
  if (words.includes('dextromethorphan') && words.includes('bupropion'))
    return { agents: ['dextromethorphan-bupropion'], formulation: 'unspecified' }
  const byName = medicines.filter((m) => m.combines.length === 0 && words.includes(m.name)).map((m) => m.id)
  const byBrand = words.flatMap((word) => (word === '' ? [] : (agentOfBrand(word) ?? [])))
  const agents = [...new Set([...byName, ...byBrand.map((found) => found.agent)])]
  return agents.length === 0 ? undefined : { agents, formulation: byBrand[0]?.formulation ?? 'unspecified' }
}

/** Every "50 mg" in the wording, each once; "4 mg/mL" and "0.25 mg/hr" are no strength of a tablet. */
function strengthsNamed(wording: string): readonly number[] {
  return [...new Set([...wording.matchAll(/(\d+(?:\.\d+)?)\s*mg(?![/a-z])/g)].map((match) => decimal(match[1] ?? '0')))]
}

function formulationOf(known: readonly Product[], wording: string, named: Named | undefined): Formulation {
  const [product] = known
  if (product) return product.formulation
  const worded = formulationNamed(wording)
  return worded === 'unspecified' ? (named?.formulation ?? worded) : worded
}

function formulationNamed(wording: string): Formulation {
  if (/\b(sr|12 hr|sustained)\b/.test(wording)) return 'sustained'
  if (/\b(xl|xr|er|24 hr|extended)\b/.test(wording)) return 'extended'
  if (/\b(cr|controlled)\b/.test(wording)) return 'controlled'
  if (/\b(patch|transdermal)\b/.test(wording)) return 'transdermal'
  return 'unspecified'
}
