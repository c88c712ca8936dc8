/** Short forms for writing the medicine tables, so that a row reads like the row of the publication. */
import type { Brand, DoseLimit, DoseRule, Formulation, Medicine, PublishedRange, Washout } from '#src/clinical/medicine-row.ts'
import { canmat, cited, upToDate, usLabel } from '#src/clinical/sources.ts'
import type { Citation, SourceTag } from '#src/clinical/verdict.ts'

/** Range of CANMAT 2023 Table 3.3, mg/day. */
export function canmatRange(low: number, high: number, place = 'Table 3.3'): PublishedRange {
  return { low, high, extreme: undefined, citation: canmat(place) }
}

/** "Usual total dose per day" of the UpToDate table, mg/day, and its extremes. */
export function upToDateRange(low: number, high: number, extreme?: readonly [number, number]): PublishedRange {
  return { low, high, extreme: extreme === undefined ? undefined : { low: extreme[0], high: extreme[1] }, citation: upToDate }
}

export function range(low: number, high: number, citation: Citation): PublishedRange {
  return { low, high, extreme: undefined, citation }
}

/** The usual maximum, mg/day. */
export function upTo(mgPerDay: number, citation: Citation): DoseLimit {
  return { mgPerDay, citation }
}

interface DoseParts {
  readonly for?: readonly Formulation[]
  /** Lenient and strict, mg/day. */
  readonly minimum: readonly [number, number]
  /** Where a minimum is not a lower bound of `published`: what it rests on instead. */
  readonly minimumFrom?: Citation
  readonly max: DoseLimit | undefined
  readonly published: readonly PublishedRange[]
  readonly remark?: string
}

/** A dose rule whose minima are the lower and the higher of the published lower bounds, unless `minimumFrom` says otherwise. */
export function doses(parts: DoseParts): DoseRule {
  const [lenient, strict] = parts.minimum
  const bounds = parts.published.map((p) => `${p.citation.text}: ${p.low}`).join('; ')
  const limit = (mgPerDay: number, which: string): DoseLimit => ({
    mgPerDay,
    citation: parts.minimumFrom ?? cited(`${which} of the published lower bounds (${bounds} mg/day), a choice of this project`, 'I'),
  })
  return {
    formulations: parts.for ?? 'any',
    minimum: { lenient: limit(lenient, 'lower'), strict: limit(strict, 'higher') },
    whyNoMinimum: undefined,
    usualMaximum: parts.max,
    published: parts.published,
    remark: parts.remark,
  }
}

/** A dose rule without a minimum: every trial under it is "cannot tell". */
export function noMinimum(
  why: string,
  parts: {
    readonly for?: readonly Formulation[]
    readonly max?: DoseLimit
    readonly published?: readonly PublishedRange[]
    readonly remark?: string
  } = {},
): DoseRule {
  return {
    formulations: parts.for ?? 'any',
    minimum: undefined,
    whyNoMinimum: why,
    usualMaximum: parts.max,
    published: parts.published ?? [],
    remark: parts.remark,
  }
}

/** C: code and name read together (CPIC drug list). V: code in a list without names (Canvas). K: from knowledge. */
const rxnormTags = { C: 'S', V: 'S~', K: 'K' } as const

export function rxnorm(...codes: readonly `${number} ${keyof typeof rxnormTags}`[]): Medicine['rxcui'] {
  return codes.map((text) => {
    const [code = '', mark = 'K'] = text.split(' ')
    return { code, tag: mark === 'C' ? rxnormTags.C : mark === 'V' ? rxnormTags.V : rxnormTags.K }
  })
}

/** Brand names; a name followed by "=" and a formulation says that formulation. Brand names are general knowledge [K]. */
export function brands(...names: readonly (string | readonly [string, Formulation])[]): readonly Brand[] {
  return names.map((entry) =>
    typeof entry === 'string' ? { name: entry, formulation: 'unspecified' } : { name: entry[0], formulation: entry[1] },
  )
}

function washout(named: Washout['named']): Washout {
  return { days: Math.max(...named.map((n) => n.days)), named }
}

/** From this agent to an MAOI: at least the guideline's two weeks, longer when the label says so. */
export function toMaoi(labelDays?: number, labelTag: SourceTag = 'K', labelText = 'interval before an MAOI'): Washout {
  const guideline = { days: 14, citation: canmat('Q.7.d') }
  return washout(labelDays === undefined ? [guideline] : [guideline, { days: labelDays, citation: usLabel(labelText, labelTag) }])
}

export const toMaoiAfterFluoxetine: Washout = washout([{ days: 35, citation: canmat('Q.7.d') }])

/** From an MAOI to this agent. */
export const fromMaoi: Washout = washout([{ days: 14, citation: cited('Specialist Pharmacy Service (NHS); drugs.com, citalopram', 'S') }])

export function discontinuation(level: 'low' | 'moderate' | 'high'): Medicine['discontinuationRisk'] {
  return { level, citation: canmat('Table 6.3') }
}

type Optional =
  | 'combines'
  | 'brands'
  | 'role'
  | 'notATrial'
  | 'dosedBy'
  | 'hypnotic'
  | 'longHalfLife'
  | 'beforeMaoi'
  | 'afterMaoi'
  | 'discontinuationRisk'
  | 'standing'
  | 'notes'
type Parts = Omit<Medicine, Optional | 'id'> & Partial<Pick<Medicine, Optional>> & { readonly id?: string }

const plain = {
  combines: [],
  brands: [],
  notATrial: undefined,
  dosedBy: 'day',
  hypnotic: undefined,
  longHalfLife: false,
  beforeMaoi: undefined,
  afterMaoi: undefined,
  discontinuationRisk: undefined,
  standing: undefined,
  notes: [],
} as const

/** An antidepressant: two weeks before and after an MAOI unless the row says otherwise. */
export function antidepressant(parts: Parts): Medicine {
  return { ...plain, role: 'antidepressant', beforeMaoi: toMaoi(), afterMaoi: fromMaoi, ...parts, id: parts.id ?? parts.name }
}

/** An agent that is only ever added to an antidepressant. */
export function adjunct(parts: Parts): Medicine {
  return { ...plain, role: 'adjunct', ...parts, id: parts.id ?? parts.name }
}
