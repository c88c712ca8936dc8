/** The smallest effective and the usual largest daily dose for one patient, and why they are what they are. */
import type { DoseRange } from '#src/clinical/assessment.ts'
import type { PatientRecord } from '#src/clinical/facts.ts'
import { medicineOf, type AgentId, type Formulation } from '#src/clinical/medicines.ts'
import type { DoseRule } from '#src/clinical/medicine-row.ts'
import type { ClinicalSettings } from '#src/clinical/settings.ts'
import { cited } from '#src/clinical/sources.ts'
import type { Citation } from '#src/clinical/verdict.ts'
import { ageInYears, type Day } from '#src/lib/calendar.ts'
import { known, unknown, type Known } from '#src/lib/known.ts'

export interface DoseRangeFacts {
  readonly record: PatientRecord
  readonly on: Day
}

interface Modifier {
  readonly text: string
  readonly maximum: number
  readonly citation: Citation
}

/**
 * Minimum effective and usual maximum dose, mg/day, both inclusive.
 *
 * @returns unknown with its reason where no source establishes one; a trial is then "cannot tell"
 */
export function doseRangeFor(
  agent: AgentId,
  formulation: Formulation,
  { record, on }: DoseRangeFacts,
  column: ClinicalSettings['doseColumn'],
): DoseRange {
  const medicine = medicineOf(agent)
  const rule = medicine && ruleFor(medicine.doses, formulation)
  if (!medicine || !rule) {
    const reason = medicine ? `no dose rule for ${medicine.name} in this form` : `no dose rule for ${agent}`
    return { minimum: unknown(reason), maximum: unknown(reason), modifiers: [], citation: undefined }
  }
  const limit = rule.minimum?.[column]
  const modifiers = modifiersFor(agent, record, on)
  const usual = rule.usualMaximum
  const lowest = modifiers.reduce<number | undefined>((low, m) => (low === undefined || m.maximum < low ? m.maximum : low), usual?.mgPerDay)
  return {
    minimum: limit ? known(limit.mgPerDay) : unknown(rule.whyNoMinimum ?? `no minimum effective dose established for ${medicine.name}`),
    maximum: lowest === undefined ? unknown(`no usual maximum on record for ${medicine.name}`) : known(lowest),
    modifiers: modifiers.map(({ text, citation }) => ({ text, citation })),
    citation: limit?.citation ?? usual?.citation,
  }
}

/** The rule of the formulation, else the rule for any; a form that is not stated takes the only rule, or the first. */
function ruleFor(rules: readonly DoseRule[], formulation: Formulation): DoseRule | undefined {
  const own = rules.find((rule) => rule.formulations !== 'any' && rule.formulations.includes(formulation))
  const any = rules.find((rule) => rule.formulations === 'any')
  return own ?? any ?? (formulation === 'unspecified' ? rules[0] : undefined)
}

function modifiersFor(agent: AgentId, record: PatientRecord, on: Day): readonly Modifier[] {
  const found: Modifier[] = []
  const age = ageOn(record, on)
  const poor = (enzyme: 'CYP2C19' | 'CYP2D6'): boolean => record.metaboliser.some((m) => m.enzyme === enzyme && m.status === 'poor')
  if (agent === 'citalopram') {
    if (age.kind === 'known' && age.value > 60)
      found.push({ text: 'maximum 20 mg/day over 60 years', maximum: 20, citation: cited('CPIC; US label, citalopram', 'S') })
    if (poor('CYP2C19'))
      found.push({
        text: 'maximum 20 mg/day in a CYP2C19 poor metaboliser',
        maximum: 20,
        citation: cited('CPIC; US label, citalopram', 'S'),
      })
  }
  if (agent === 'escitalopram' && age.kind === 'known' && age.value >= 65)
    found.push({ text: 'maximum 10 mg/day in older adults (65 years taken)', maximum: 10, citation: cited('US label, escitalopram', 'K') })
  if (agent === 'vortioxetine' && poor('CYP2D6'))
    found.push({ text: 'maximum 10 mg/day in a CYP2D6 poor metaboliser', maximum: 10, citation: cited('Medscape, vortioxetine', 'S') })
  return found
}

function ageOn(record: PatientRecord, on: Day): Known<number> {
  const born = record.identity.birthDate
  return born.kind === 'known' && born.value.precision === 'day'
    ? known(ageInYears(born.value.earliest, on))
    : unknown('birth date not known to the day')
}
