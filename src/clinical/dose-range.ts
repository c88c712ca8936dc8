/** The smallest effective and the usual largest daily dose for one patient, and why they are what they are. */
import type { DoseRange } from '#src/clinical/assessment.ts'
import { doseModifiers, type DoseModifier } from '#src/clinical/dose-modifiers.ts'
import type { MedicationFact, PatientRecord } from '#src/clinical/facts.ts'
import { medicineOf, type AgentId, type Formulation, type Medicine } from '#src/clinical/medicines.ts'
import type { DoseRule } from '#src/clinical/medicine-row.ts'
import type { ClinicalSettings } from '#src/clinical/settings.ts'
import { ageInYears, type Day } from '#src/lib/calendar.ts'
import { formatNumber } from '#src/lib/figures.ts'
import { known, unknown, type Known } from '#src/lib/known.ts'

export interface DoseRangeFacts {
  readonly record: PatientRecord
  readonly on: Day
}

/**
 * Minimum effective and usual maximum dose, mg/day, both inclusive.
 *
 * @returns unknown with its reason where no source establishes one (a trial is then "cannot tell"), or where what decides the
 * maximum, such as age, is not known
 */
export function doseRangeFor(agent: AgentId, formulation: Formulation, facts: DoseRangeFacts, settings: ClinicalSettings): DoseRange {
  const medicine = medicineOf(agent)
  const rule = medicine && ruleFor(medicine, formulation)
  if (!medicine || !rule) {
    const reason = medicine ? `no dose rule for ${medicine.name} in this form` : `no dose rule for ${agent}`
    return { minimum: unknown(reason), maximum: unknown(reason), modifiers: [], citation: undefined }
  }
  const limit = rule.minimum?.[settings.doseColumn]
  const usual = usualMaximum(medicine, rule, formulation)
  const judged = doseModifiers
    .filter((m) => m.agent === agent && (m.formulations === undefined || m.formulations.includes(formulation)))
    .map((modifier) => ({ modifier, applies: judge(modifier, facts, settings) }))
  const applied = judged.flatMap(({ modifier, applies }) => (applies.kind === 'known' && applies.value ? [modifier] : []))
  const lowest = smallest([usual, ...applied.map((m) => m.maximum)])
  const open = judged.find(({ modifier, applies }) => applies.kind === 'unknown' && (lowest === undefined || modifier.maximum < lowest))
  return {
    minimum: limit ? known(limit.mgPerDay) : unknown(rule.whyNoMinimum ?? `no minimum effective dose established for ${medicine.name}`),
    maximum: maximumOf(lowest, open, medicine),
    modifiers: applied.map((modifier) => ({ text: modifierWords(modifier, settings), citation: modifier.citation })),
    citation: limit?.citation ?? rule.usualMaximum?.citation,
  }
}

function maximumOf(
  lowest: number | undefined,
  open: { readonly modifier: DoseModifier; readonly applies: Known<boolean> } | undefined,
  medicine: Medicine,
): Known<number> {
  if (lowest === undefined) return unknown(`no usual maximum on record for ${medicine.name}`)
  if (open?.applies.kind !== 'unknown') return known(lowest)
  return unknown(`${formatNumber(open.modifier.maximum, 1)} or ${formatNumber(lowest, 1)} mg/day: ${open.applies.reason}`)
}

/**
 * The rule of the formulation, else the rule for any. A form that is not stated takes the first rule, because the strengths of
 * the forms do not overlap (paroxetine CR begins at 12.5 mg, fluvoxamine CR at 100 mg) [K]; but where some form has no
 * antidepressant dose at all (selegiline by mouth), nothing is assumed.
 */
function ruleFor({ doses, name }: Medicine, formulation: Formulation): DoseRule | undefined {
  const own = doses.find((rule) => rule.formulations !== 'any' && rule.formulations.includes(formulation))
  const any = doses.find((rule) => rule.formulations === 'any')
  if (own ?? any) return own ?? any
  if (formulation !== 'unspecified') return undefined
  const [first] = doses
  const withoutMinimum = doses.find((rule) => rule.minimum === undefined)
  if (!first || doses.length === 1 || !withoutMinimum) return first
  return {
    formulations: ['unspecified'],
    minimum: undefined,
    whyNoMinimum: `the form of ${name} is not recorded, and not every form has an antidepressant dose`,
    usualMaximum: undefined,
    published: [],
    remark: undefined,
  }
}

/** Of a form that is not stated the lowest of the maxima, so that no dose is taken for usual that one form exceeds. */
function usualMaximum({ doses }: Medicine, rule: DoseRule, formulation: Formulation): number | undefined {
  const considered =
    formulation === 'unspecified' && rule.formulations !== 'any' && !rule.formulations.includes(formulation) ? doses : [rule]
  return smallest(considered.map((r) => r.usualMaximum?.mgPerDay))
}

function smallest(values: readonly (number | undefined)[]): number | undefined {
  const given = values.filter((value) => value !== undefined)
  return given.length === 0 ? undefined : Math.min(...given)
}

/** "maximum 20 mg/day over 60 years" */
export function modifierWords({ maximum, when }: DoseModifier, settings: ClinicalSettings): string {
  const limit = `maximum ${formatNumber(maximum, 1)} mg/day`
  switch (when.kind) {
    case 'age-over':
      return `${limit} over ${when.years} years`
    case 'older-adult':
      return `${limit} in older adults (from ${settings.dose.olderFromYears} years, the label names no age)`
    case 'poor-metaboliser':
      return `${limit} in a ${when.enzyme} poor metaboliser`
    case 'taken-with':
      return `${limit} with ${when.agents.join(' or ')} (${when.why})`
  }
}

function judge({ when }: DoseModifier, { record, on }: DoseRangeFacts, settings: ClinicalSettings): Known<boolean> {
  switch (when.kind) {
    case 'age-over':
      return ageAtLeast(record, on, when.years + 1)
    case 'older-adult':
      return ageAtLeast(record, on, settings.dose.olderFromYears)
    case 'poor-metaboliser':
      // A genotype is rarely on record (CANMAT 2023 Q.3.k: not routine); without one the usual maximum stands.
      return known(record.metaboliser.some((m) => m.enzyme === when.enzyme && m.status === 'poor'))
    case 'taken-with':
      return known(record.medications.some((fact) => fact.agent !== undefined && when.agents.includes(fact.agent) && isTakenOn(fact, on)))
  }
}

/** Whether the patient had reached an age; unknown where the birth date leaves both possible. */
function ageAtLeast(record: PatientRecord, on: Day, years: number): Known<boolean> {
  const born = record.identity.birthDate
  if (born.kind === 'unknown') return unknown(`age not known (${born.reason})`)
  if (ageInYears(born.value.latest, on) >= years) return known(true)
  return ageInYears(born.value.earliest, on) < years ? known(false) : unknown('birth date not known to the day')
}

function isTakenOn(fact: MedicationFact, on: Day): boolean {
  const [first] = fact.plans
  if (!first || !fact.exposure.counts || first.from.earliest > on) return false
  const end = fact.ends[0]
  return end === undefined ? !fact.over : end.date.latest >= on
}
