/**
 * Treatment resistance under a named definition. Each definition is data; each trial is shown against each criterion, and the
 * record meets a definition only when enough trials surely do.
 */
import { judgeDuration } from '#src/clinical/adequacy.ts'
import type { CriterionJudgement, Resistance, UnjudgedTrial } from '#src/clinical/assessment.ts'
import { diagnosisEvidence } from '#src/clinical/diagnosis.ts'
import { episodeVerdict } from '#src/clinical/episode.ts'
import type { PatientRecord } from '#src/clinical/facts.ts'
import { medicineOf } from '#src/clinical/medicines.ts'
import type { ClinicalSettings, DefinitionId } from '#src/clinical/settings.ts'
import { gaddey, rybak, sforzini, sourceDocument } from '#src/clinical/sources.ts'
import type { ToldOutcome } from '#src/clinical/told-trial.ts'
import { allOf, type Citation, type Evidence, type Gap, type Verdict } from '#src/clinical/verdict.ts'
import type { Day } from '#src/lib/calendar.ts'
import { counted } from '#src/lib/figures.ts'

/** What a trial must have failed to reach. */
export type FailureCriterion = { readonly kind: 'less-than-percent'; readonly percent: number } | { readonly kind: 'no-remission' }

export interface ResistanceDefinition {
  readonly id: DefinitionId
  readonly title: string
  readonly failure: FailureCriterion
  /** Days at adequate dose that a trial needs. */
  readonly trialDays: number
  readonly excludesBipolar: boolean
  readonly citation: Citation
}

export const definitions: Readonly<Record<DefinitionId, ResistanceDefinition>> = {
  'source-document': {
    id: 'source-document',
    title: 'Source document: FDA/EMA working definition',
    failure: { kind: 'less-than-percent', percent: 50 },
    trialDays: 42,
    excludesBipolar: true,
    citation: sourceDocument('clinical definition'),
  },
  'sforzini-2022': {
    id: 'sforzini-2022',
    title: 'Sforzini 2022 (Delphi consensus)',
    failure: { kind: 'less-than-percent', percent: 25 },
    trialDays: 28,
    excludesBipolar: true,
    citation: sforzini(),
  },
  'rybak-2021': {
    id: 'rybak-2021',
    title: 'Rybak 2021 (Canadian consensus)',
    failure: { kind: 'less-than-percent', percent: 50 },
    trialDays: 28,
    excludesBipolar: false,
    citation: rybak(),
  },
  // The abstract names no duration; 42 days, as the source document, is a choice of this project [I].
  'gaddey-2024': {
    id: 'gaddey-2024',
    title: 'Gaddey 2024 (no remission)',
    failure: { kind: 'no-remission' },
    trialDays: 42,
    excludesBipolar: false,
    citation: gaddey(),
  },
}

export const definitionIds: readonly DefinitionId[] = ['source-document', 'sforzini-2022', 'rybak-2021', 'gaddey-2024']

export interface ResistanceInput {
  readonly record: PatientRecord
  readonly trials: readonly UnjudgedTrial[]
  readonly asOf: Day
  readonly settings: ClinicalSettings
}

/** "2 or more failed trials of different antidepressants, each ...": the definition in words, from its parameters. */
export function definitionStatement(definition: ResistanceDefinition, settings: ClinicalSettings): string {
  const failure =
    definition.failure.kind === 'no-remission' ? 'without remission' : `with less than ${definition.failure.percent} % improvement`
  const bipolar = definition.excludesBipolar ? '; bipolar disorder excluded' : ''
  return `${settings.rules.possibleResistance.failedTrials} or more trials of different antidepressants in this episode, each at least ${definition.trialDays} days at an adequate dose and taken, ${failure}, not stopped for side effects${bipolar}`
}

/** Judges the record under one definition. */
export function judgeResistance(input: ResistanceInput, id: DefinitionId): Resistance {
  const definition = definitions[id]
  const needed = input.settings.rules.possibleResistance.failedTrials
  const perTrial = input.trials.map((trial) => {
    const criteria = criteriaOf(trial, definition, input)
    const [first, ...rest] = criteria
    if (!first) throw new Error('a trial has no criteria')
    return { trialId: trial.id, agent: trial.agent, criteria, counts: allOf([first.verdict, ...rest.map((c) => c.verdict)]) }
  })
  const agentsThat = (kind: Verdict['kind']): ReadonlySet<string> =>
    new Set(perTrial.filter((t) => t.counts.kind === kind).map((t) => t.agent))
  const sure = agentsThat('met')
  const possible = new Set([...sure, ...agentsThat('cannot-tell')])
  const exclusions = exclusionsOf(definition, input)
  const excluded = exclusions.some((exclusion) => exclusion.verdict.kind === 'met')
  const exclusionOpen = exclusions.some((exclusion) => exclusion.verdict.kind === 'cannot-tell')
  const enough = sure.size >= needed && !exclusionOpen
  const status = excluded ? 'not-met' : enough ? 'met' : possible.size >= needed ? 'cannot-tell' : 'not-met'
  const found = counted(sure.size, 'failed adequate trial')
  const untold = possible.size - sure.size
  const sentence = excluded
    ? `Not judged as resistance: ${exclusions.map((e) => e.criterion.toLowerCase()).join(', ')} on record`
    : `${found}, ${needed} of different antidepressants are needed${untold > 0 ? `; ${counted(untold, 'further agent')} cannot be told` : ''} (${definition.title})`
  return {
    definition: id,
    definitionTitle: definition.title,
    status,
    sentence,
    qualifyingTrials: excluded ? [] : perTrial.filter((t) => t.counts.kind === 'met').map((t) => t.trialId),
    perTrial: perTrial.map(({ trialId, criteria, counts }) => ({ trialId, criteria, counts })),
    exclusions,
    citation: definition.citation,
  }
}

function criteriaOf(trial: UnjudgedTrial, definition: ResistanceDefinition, input: ResistanceInput): readonly CriterionJudgement[] {
  return [
    { criterion: 'An antidepressant trial', verdict: roleVerdict(trial) },
    { criterion: 'Dose at or above the minimum effective dose', verdict: trial.adequacy.dose },
    {
      criterion: `${definition.trialDays} days or more at that dose`,
      verdict: judgeDuration(trial.daysAtAdequateDose, definition.trialDays),
    },
    { criterion: `${input.settings.adherence.metPercent} % or more of days taken`, verdict: trial.adequacy.adherence },
    { criterion: failureTitle(definition), verdict: failureVerdict(trial, definition, input.settings) },
    { criterion: 'Not stopped for side effects', verdict: stopVerdict(trial, input.record) },
    { criterion: 'In the current episode', verdict: episodeVerdict(trial, input) },
  ]
}

const fact = (what: string, value: string, trial: UnjudgedTrial, unit = ''): Evidence => ({
  what,
  value,
  unit,
  day: trial.from,
  source: trial.sources[0],
})

function roleVerdict(trial: UnjudgedTrial): Verdict {
  const medicine = medicineOf(trial.agent)
  const excluded = medicine?.notATrial
  if (excluded) return { kind: 'not-met', because: [fact(trial.name, excluded.why, trial)] }
  if (trial.role === 'not-classified') {
    const why = medicine ? 'the dose is not known, and low doses are used for sleep' : 'the medicine is not classified'
    return { kind: 'cannot-tell', missing: [{ what: trial.name, why }] }
  }
  const words = {
    antidepressant: 'antidepressant',
    augmentation: 'added to another antidepressant',
    'hypnotic-dose': 'a dose used for sleep',
  } as const
  return { kind: trial.role === 'antidepressant' ? 'met' : 'not-met', because: [fact(trial.name, words[trial.role], trial)] }
}

function failureTitle({ failure }: ResistanceDefinition): string {
  return failure.kind === 'no-remission' ? 'No remission' : `Less than ${failure.percent} % improvement`
}

/** Least and most improvement, in percent, that an answered outcome can mean. */
const REPORTED_PERCENT: Readonly<Partial<Record<ToldOutcome, readonly [least: number, below: number]>>> = {
  worse: [-Infinity, 0],
  none: [-Infinity, 25],
  partial: [25, 50],
  response: [50, Infinity],
  remission: [50, Infinity],
}

/** An outcome without scores, as it was answered: it decides only where the whole of what it can mean is on one side. */
function reportedFailure(trial: UnjudgedTrial, failure: FailureCriterion, reported: ToldOutcome): Verdict {
  const evidence: Evidence = {
    what: `outcome of ${trial.name}`,
    value: trial.response.why,
    unit: '',
    day: undefined,
    source: trial.sources[0],
  }
  const met: Verdict = { kind: 'met', because: [evidence] }
  const notMet: Verdict = { kind: 'not-met', because: [evidence] }
  const untold: Verdict = { kind: 'cannot-tell', missing: [{ what: `outcome of ${trial.name}`, why: trial.response.why }] }
  const percent = REPORTED_PERCENT[reported]
  if (percent === undefined) return untold
  // Half better or more may have been remission, whatever word was used for it.
  if (failure.kind === 'no-remission') return reported === 'remission' ? notMet : reported === 'response' ? untold : met
  if (percent[1] <= failure.percent) return met
  return percent[0] >= failure.percent ? notMet : untold
}

function failureVerdict(trial: UnjudgedTrial, { failure }: ResistanceDefinition, settings: ClinicalSettings): Verdict {
  const { response } = trial
  const { baseline, latest, stale } = response
  const untold = (why: string): Verdict => ({ kind: 'cannot-tell', missing: [{ what: `outcome of ${trial.name}`, why }] })
  if (response.reported !== undefined) return reportedFailure(trial, failure, response.reported)
  if (response.status === 'cannot-tell' || response.status === 'too-early') return untold(response.why)
  const evidence: Evidence = {
    what: `outcome of ${trial.name}`,
    value: response.why,
    unit: '',
    day: latest?.day,
    source: latest?.reading.sources[0] ?? trial.sources[0],
  }
  const remitted = latest !== undefined && latest.total <= settings.response.remissionMax
  const improved =
    remitted ||
    (failure.kind === 'less-than-percent' &&
      baseline !== undefined &&
      latest !== undefined &&
      (baseline.total - latest.total) * 100 >= baseline.total * failure.percent)
  // Without scores that stand, "no response" is what was reported: less than any improvement asked for, unless an older score says otherwise.
  const isEndOpen = response.missing.some((gap) => gap.what === 'trial end')
  if (response.status === 'no-response' && (!baseline || !latest || stale || isEndOpen))
    return improved ? untold(`${response.why}; the last score says otherwise`) : { kind: 'met', because: [evidence] }
  if (!latest || (!baseline && !remitted && failure.kind === 'less-than-percent')) return untold(response.why)
  return { kind: improved ? 'not-met' : 'met', because: [evidence] }
}

function stopVerdict(trial: UnjudgedTrial, { intolerances }: PatientRecord): Verdict {
  if (trial.ongoing) return { kind: 'met', because: [fact(trial.name, 'still taken', trial)] }
  if (trial.stopReason === 'side-effect')
    return { kind: 'not-met', because: [fact(`${trial.name} stopped`, trial.stopText ?? 'for side effects', trial)] }
  if (trial.stopReason === 'no-effect' || trial.stopReason === 'other') {
    const words = trial.stopText ?? (trial.stopReason === 'no-effect' ? 'for lack of effect' : 'for another reason')
    return { kind: 'met', because: [fact(`${trial.name} stopped`, words, trial)] }
  }
  const known = intolerances.some((intolerance) => intolerance.agent === trial.agent)
  const why = `not recorded${known ? '; an intolerance of it is on record' : ''}`
  return { kind: 'cannot-tell', missing: [{ what: `reason for stopping ${trial.name}`, why }] }
}

function exclusionsOf(definition: ResistanceDefinition, { record }: ResistanceInput): readonly CriterionJudgement[] {
  if (!definition.excludesBipolar) return []
  const bipolar = record.diagnoses.find((d) => d.group === 'bipolar' && d.active)
  const unread = record.incomplete.find((part) => part.affects === 'other')
  if (!bipolar && unread) {
    const gap: Gap = { what: `bipolar disorder: ${unread.part} not read`, why: unread.reason }
    return [{ criterion: 'Bipolar disorder', verdict: { kind: 'cannot-tell', missing: [gap] } }]
  }
  const evidence: Evidence = bipolar
    ? diagnosisEvidence(bipolar, 'bipolar diagnosis')
    : { what: 'bipolar diagnosis', value: 'none on record', unit: '', day: undefined, source: undefined }
  return [{ criterion: 'Bipolar disorder', verdict: { kind: bipolar ? 'met' : 'not-met', because: [evidence] } }]
}
