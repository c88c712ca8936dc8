/** What lowers the usual maximum dose for one patient, as data. Source per row: clinical reference, sections 4a and 7. */
import type { AgentId, Formulation } from '#src/clinical/medicine-row.ts'
import { canmat, cited, usLabel } from '#src/clinical/sources.ts'
import type { Citation } from '#src/clinical/verdict.ts'

export type ModifierCondition =
  /** Older than this many completed years. */
  | { readonly kind: 'age-over'; readonly years: number }
  /** The label says "elderly" and names no age: `dose.olderFromYears` of the settings. */
  | { readonly kind: 'older-adult' }
  | { readonly kind: 'poor-metaboliser'; readonly enzyme: 'CYP2C19' | 'CYP2D6' }
  | { readonly kind: 'taken-with'; readonly agents: readonly AgentId[]; readonly why: string }

export interface DoseModifier {
  readonly agent: AgentId
  /** Forms it applies to; all when undefined. */
  readonly formulations: readonly Formulation[] | undefined
  readonly when: ModifierCondition
  /** mg/day, inclusive. */
  readonly maximum: number
  readonly citation: Citation
}

const citalopramLabel = cited('drugs.com dosage (US label); CPIC', 'S')
const escitalopramLabel = usLabel('escitalopram')
const vortioxetineLabel = cited('Medscape, vortioxetine', 'S')
const auvelityLabel = cited('drugs.com dosage, Auvelity', 'S')
/** Strong inhibitors as CANMAT 2023 names them. */
const strong2D6: ModifierCondition = {
  kind: 'taken-with',
  agents: ['fluoxetine', 'paroxetine'],
  why: 'strong CYP2D6 inhibitor',
}

function row(
  agent: AgentId,
  when: ModifierCondition,
  maximum: number,
  citation: Citation,
  formulations?: readonly Formulation[],
): DoseModifier {
  return { agent, formulations, when, maximum, citation }
}

export const doseModifiers: readonly DoseModifier[] = [
  row('citalopram', { kind: 'age-over', years: 60 }, 20, citalopramLabel),
  row('citalopram', { kind: 'poor-metaboliser', enzyme: 'CYP2C19' }, 20, citalopramLabel),
  row(
    'citalopram',
    { kind: 'taken-with', agents: ['fluvoxamine'], why: 'CYP2C19 inhibitor' },
    20,
    cited(`${citalopramLabel.text}; fluvoxamine inhibits CYP2C19: ${canmat('Q.3').text}`, 'S'),
  ),
  row('escitalopram', { kind: 'older-adult' }, 10, escitalopramLabel),
  row('paroxetine', { kind: 'older-adult' }, 40, usLabel('paroxetine'), ['immediate', 'unspecified']),
  row('paroxetine', { kind: 'older-adult' }, 50, usLabel('paroxetine CR'), ['controlled', 'extended', 'sustained']),
  row('vortioxetine', { kind: 'poor-metaboliser', enzyme: 'CYP2D6' }, 10, vortioxetineLabel),
  row('vortioxetine', strong2D6, 10, vortioxetineLabel),
  row('gepirone', { kind: 'older-adult' }, 36.3, cited('drugs.com dosage, Exxua; fpnotebook', 'S')),
  row('dextromethorphan-bupropion', { kind: 'poor-metaboliser', enzyme: 'CYP2D6' }, 105, auvelityLabel),
  row('dextromethorphan-bupropion', strong2D6, 105, auvelityLabel),
]
