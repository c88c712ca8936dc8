/**
 * The next steps with what this record says about each: what was tried and how, what stands against it, which dates follow.
 * Options, never directives, and never ranked: the order is a guideline's sequence or the alphabet.
 */
import type { Trial } from '#src/clinical/assessment.ts'
import { medicineOf, medicines } from '#src/clinical/medicines.ts'
import type { OptionFact, OptionsInput } from '#src/clinical/options-fact.ts'
import {
  aboutDose,
  aboutEct,
  aboutEsketamine,
  aboutMaoi,
  aboutPsychotherapy,
  aboutSwitch,
  aboutTms,
  seizureFacts,
} from '#src/clinical/options-record.ts'
import { optionTexts, type OptionId, type OptionText } from '#src/clinical/options-text.ts'
import type { Citation } from '#src/clinical/verdict.ts'

/** An agent that belongs to an option, with its standing and whether this record has a trial of it. */
export interface OptionAgent {
  readonly name: string
  readonly standing: string
  readonly citation: Citation | undefined
  readonly trials: readonly Trial[]
}

export interface TreatmentOption extends OptionText {
  readonly id: OptionId
  readonly record: readonly OptionFact[]
  readonly agents: readonly OptionAgent[]
}

export type OptionOrder = 'guideline' | 'alphabet'

export const optionOrderWords: Readonly<Record<OptionOrder, string>> = {
  guideline:
    'In the sequence of CANMAT 2023, Q.7.c-f: dose, psychotherapy, then switch or augmentation. Those the sequence does not place follow by alphabet. Not a ranking.',
  alphabet: 'By alphabet. Not a ranking.',
}

/** All eight options with this record's facts, in the order asked for. */
export function optionsFor(input: OptionsInput, order: OptionOrder): readonly TreatmentOption[] {
  const ids: readonly OptionId[] = ['augment', 'dose', 'ect', 'esketamine', 'maoi', 'psychotherapy', 'switch', 'tms']
  const options = ids.map((id): TreatmentOption => ({
    ...optionTexts[id],
    id,
    record: recordFacts(id, input),
    agents: agentsOf(id, input.assessment.trials),
  }))
  const byTitle = options.toSorted((a, b) => compareText(a.title, b.title))
  return order === 'alphabet' ? byTitle : byTitle.toSorted((a, b) => (a.step ?? 9) - (b.step ?? 9))
}

const compareText = (a: string, b: string): number => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)

function recordFacts(id: OptionId, input: OptionsInput): readonly OptionFact[] {
  switch (id) {
    case 'dose':
      return aboutDose(input)
    case 'psychotherapy':
      return aboutPsychotherapy(input)
    case 'switch':
      return aboutSwitch(input)
    case 'augment':
      return aboutAugmentation(input)
    case 'esketamine':
      return aboutEsketamine(input)
    case 'tms':
      return aboutTms(input)
    case 'maoi':
      return aboutMaoi(input)
    case 'ect':
      return aboutEct(input)
  }
}

function aboutAugmentation({ record, assessment }: OptionsInput): readonly OptionFact[] {
  const { current } = assessment
  const added = assessment.trials.filter((trial) => trial.role === 'augmentation')
  return [
    current
      ? { kind: 'fact', text: `${current.name} now: ${assessment.response.why}` }
      : { kind: 'unknown', text: 'no antidepressant trial in progress to add to' },
    added.length === 0
      ? { kind: 'fact', text: 'no augmentation on record' }
      : { kind: 'tried', text: `added before: ${[...new Set(added.map((trial) => trial.name))].join(', ')} (see the trials)` },
    ...seizureFacts(record),
  ]
}

function agentsOf(id: OptionId, trials: readonly Trial[]): readonly OptionAgent[] {
  if (id !== 'augment') return []
  return medicines
    .filter((medicine) => medicine.role !== 'antidepressant' && medicine.standing !== undefined)
    .map((medicine): OptionAgent => ({
      name: medicine.name,
      standing: medicine.standing?.text ?? '',
      citation: medicine.standing?.citation,
      trials: trials.filter((trial) => medicineOf(trial.agent)?.id === medicine.id),
    }))
    .toSorted((a, b) => compareText(a.name, b.name))
}
