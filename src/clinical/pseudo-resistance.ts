/**
 * What can look like resistance and is not: the checklist of the clinical reference, section 6, as far as a record can answer.
 * "Met" means the cause is present. What the record cannot answer is cannot-tell, never absent.
 */
import type { PseudoCheck, Trial } from '#src/clinical/assessment.ts'
import { diagnosisEvidence } from '#src/clinical/diagnosis.ts'
import type { Diagnosis, PatientRecord, Screen } from '#src/clinical/facts.ts'
import { isTaken, loweringInteractions, openInteractions } from '#src/clinical/interactions.ts'
import type { ClinicalSettings } from '#src/clinical/settings.ts'
import { judgeDuration } from '#src/clinical/adequacy.ts'
import { definitions } from '#src/clinical/resistance.ts'
import { canmat, cited, sforzini } from '#src/clinical/sources.ts'
import type { Citation, Evidence, Verdict } from '#src/clinical/verdict.ts'
import type { Day } from '#src/lib/calendar.ts'
import { formatNumber } from '#src/lib/figures.ts'
import { isNonEmpty } from '#src/lib/non-empty.ts'

export interface PseudoInput {
  readonly record: PatientRecord
  readonly trials: readonly Trial[]
  readonly current: Trial | undefined
  readonly asOf: Day
  readonly settings: ClinicalSettings
}

export function pseudoResistanceChecks(input: PseudoInput): readonly PseudoCheck[] {
  const { record, current, asOf, settings } = input
  const definition = definitions[settings.resistanceDefinition]
  const trials = restingOn(input)
  return [
    check(
      'dose',
      'Dose too low',
      causeIn(trials, (t) => t.adequacy.dose),
      canmat('Table 7.1'),
    ),
    check(
      'duration',
      'Trial too short',
      causeIn(trials, (t) => judgeDuration(t.daysAtAdequateDose, definition.trialDays)),
      definition.citation,
    ),
    check(
      'adherence',
      'Not taken as prescribed',
      causeIn(trials, (t) => t.adequacy.adherence),
      cited('J Manag Care Spec Pharm 2021;27:223', 'S'),
    ),
    check('intolerance', 'Trials stopped for side effects', stoppedForSideEffects(input), sforzini()),
    check('bipolarity', 'Unrecognised bipolar disorder', bipolarity(input), canmat('Q.7.c')),
    check(
      'substances',
      'Alcohol or substances',
      substances(input),
      cited('AUDIT-C 4 or more (men), 3 or more (women): Bush 1998; principle: CANMAT 2023 Q.7.a', 'K'),
    ),
    check(
      'other-psychiatric',
      'Another psychiatric condition',
      diagnosis(record, ['anxiety', 'ptsd', 'adhd', 'personality', 'psychosis'], 'an assessment of comorbidity'),
      canmat('Q.7.a'),
    ),
    check('thyroid', 'Thyroid disease', labs(input, 'tsh', ['thyroid'], 'TSH'), canmat('Q.1.d')),
    check('anaemia', 'Anaemia', labs(input, 'haemoglobin', ['anaemia'], 'blood count'), canmat('Table 7.1')),
    check('sleep-apnoea', 'Sleep apnoea', diagnosis(record, ['sleep-apnoea'], 'a sleep history'), canmat('Table 7.1')),
    check(
      'interactions',
      'Interaction that lowers the level',
      interactions(record, current, asOf),
      cited('inducers: US labels as cited per row; smoking and CYP1A2: Oliveira 2017 PMC5340025', 'S~'),
    ),
    check('metaboliser', 'Fast metaboliser', metaboliser(record), canmat('Q.3.k: not routine')),
    check(
      'depressogenic',
      'Medicine that can cause depression',
      depressogenic(input),
      cited('PMC3181967; PMC2729620 (association, not proof of cause)', 'S'),
    ),
    check('measurement', 'Scale and interview disagree', untold('an interview', 'not in the record; compare'), canmat('Q.5.a')),
    check('form', 'Change of form', formChange(input), canmat('Q.3.i')),
    check('stressors', 'Stressors', untold('stressors', 'not in the record; ask'), canmat('Table 7.1')),
  ]
}

function check(id: string, title: string, verdict: Verdict, citation: Citation): PseudoCheck {
  const words =
    verdict.kind === 'cannot-tell'
      ? `not known: ${verdict.missing.map((g) => `${g.what}, ${g.why}`).join('; ')}`
      : `${verdict.kind === 'met' ? 'present' : 'not found'}: ${verdict.because.map((e) => `${e.what} ${e.value} ${e.unit}`.trim()).join('; ')}`
  return { id, title, verdict, sentence: `${title}: ${words}`, citation }
}

const untold = (what: string, why: string): Verdict => ({ kind: 'cannot-tell', missing: [{ what, why }] })

/**
 * The trials that a verdict on resistance rests on: those that count, or may count, as failed; the present one where none does.
 * A trial begun last week says nothing about three that failed before it.
 */
function restingOn({ trials, current }: PseudoInput): readonly Trial[] {
  const counted = trials.filter((trial) => trial.role === 'antidepressant' && trial.countsTowardResistance.kind !== 'not-met')
  return counted.length > 0 ? counted : current ? [current] : []
}

/**
 * An adequacy that is met means this cause of pseudo-resistance is absent in that trial, and the other way round. Present when
 * it is in one of them, not known when it is not known of one; each trial is named.
 */
function causeIn(trials: readonly Trial[], adequacyOf: (trial: Trial) => Verdict): Verdict {
  const judged = trials.map((trial) => ({ trial, verdict: adequacyOf(trial) }))
  const present = judged.flatMap(({ trial, verdict }) => (verdict.kind === 'not-met' ? verdict.because.map(namedBy(trial)) : []))
  if (isNonEmpty(present)) return { kind: 'met', because: present }
  const missing = judged.flatMap(({ trial, verdict }) =>
    verdict.kind === 'cannot-tell' ? verdict.missing.map((gap) => ({ ...gap, what: `${trial.name}: ${gap.what}` })) : [],
  )
  if (isNonEmpty(missing)) return { kind: 'cannot-tell', missing }
  const absent = judged.flatMap(({ trial, verdict }) => (verdict.kind === 'met' ? verdict.because.map(namedBy(trial)) : []))
  return isNonEmpty(absent) ? { kind: 'not-met', because: absent } : untold('current trial', 'none in progress')
}

const namedBy =
  (trial: Trial) =>
  (evidence: Evidence): Evidence => ({ ...evidence, what: `${trial.name}: ${evidence.what}` })

function stoppedForSideEffects({ trials }: PseudoInput): Verdict {
  const over = trials.filter((t) => !t.ongoing && t.role === 'antidepressant')
  const stopped = over
    .filter((t) => t.stopReason === 'side-effect')
    .map((t): Evidence => ({
      what: `${t.name} stopped`,
      value: t.stopText ?? 'for side effects',
      unit: '',
      day: t.through,
      source: t.sources[0],
    }))
  if (isNonEmpty(stopped)) return { kind: 'met', because: stopped }
  if (over.some((t) => t.stopReason === 'unknown'))
    return untold(
      'reason for stopping',
      `not recorded for ${over
        .filter((t) => t.stopReason === 'unknown')
        .map((t) => t.name)
        .join(', ')}`,
    )
  return {
    kind: 'not-met',
    because: [{ what: 'past trials stopped for side effects', value: '0', unit: 'trials', day: undefined, source: undefined }],
  }
}

function bipolarity({ record, settings, asOf }: PseudoInput): Verdict {
  const diagnosed = record.diagnoses.filter((d) => d.group === 'bipolar').map((d) => diagnosisEvidence(d))
  const limits = { rms: settings.rules.possibleBipolarity.rmsAtLeast, mdq: settings.rules.possibleBipolarity.mdqAtLeast }
  const screens = record.screens.flatMap((s) => {
    if ((s.kind !== 'rms' && s.kind !== 'mdq') || s.date.earliest > asOf) return []
    const positive = s.positive ?? (s.score.kind === 'known' ? s.score.value >= limits[s.kind] : undefined)
    return positive === undefined ? [] : [{ positive, evidence: screenEvidence(s, positive) }]
  })
  const positive = [...diagnosed, ...screens.filter((s) => s.positive).map((s) => s.evidence)]
  if (isNonEmpty(positive)) return { kind: 'met', because: positive }
  const negative = screens.map((s) => s.evidence)
  return isNonEmpty(negative) ? { kind: 'not-met', because: negative } : untold('bipolarity screen', 'no RMS or MDQ on record')
}

function screenEvidence(screen: Screen, positive: boolean): Evidence {
  return {
    what: screen.kind.toUpperCase(),
    value: screen.score.kind === 'known' ? formatNumber(screen.score.value) : positive ? 'positive' : 'negative',
    unit: screen.score.kind === 'known' ? 'points' : '',
    day: screen.date.earliest,
    source: screen.source,
  }
}

/** The limit differs by sex; where it is not recorded, a score between the two limits cannot be told. */
const AUDIT_C = { male: 4, female: 3 } as const

function substances({ record, asOf }: PseudoInput): Verdict {
  const diagnosed = record.diagnoses.filter((d) => d.active && d.group === 'substance-use').map((d) => diagnosisEvidence(d))
  if (isNonEmpty(diagnosed)) return { kind: 'met', because: diagnosed }
  const screen = record.screens.findLast((s) => s.kind === 'audit-c' && s.date.earliest <= asOf)
  if (!screen) return untold('AUDIT-C or a substance diagnosis', 'none on record')
  if (screen.score.kind === 'unknown') return untold('AUDIT-C', screen.score.reason)
  const because = [screenEvidence(screen, false)] as const
  const { gender } = record.identity
  const sex = gender.kind === 'known' && (gender.value === 'male' || gender.value === 'female') ? gender.value : undefined
  const score = screen.score.value
  if (score >= (sex === undefined ? AUDIT_C.male : AUDIT_C[sex])) return { kind: 'met', because }
  if (score < (sex === undefined ? AUDIT_C.female : AUDIT_C[sex])) return { kind: 'not-met', because }
  return untold('AUDIT-C', `${score} points: at the limit for women, below it for men, and the sex is not recorded`)
}

/** Better-evidenced causes first, as the clinical reference lists them in section 6, row 13. */
export const depressogenicMedicines = [
  'cortisone',
  'prednisone',
  'prednisolone',
  'dexamethasone',
  'corticosteroid',
  'interferon',
  'barbital',
  'barbiturate',
  'vigabatrin',
  'topiramate',
  'flunarizine',
  'efavirenz',
  'mefloquine',
  'isotretinoin',
] as const

function depressogenic({ record, asOf }: PseudoInput): Verdict {
  const found = record.otherMedicines
    .filter((m) => isTaken(m, asOf) && depressogenicMedicines.some((name) => m.ingredient.toLowerCase().includes(name)))
    .map((m): Evidence => ({ what: m.label, value: 'taken', unit: '', day: m.from?.earliest, source: m.source }))
  if (isNonEmpty(found)) return { kind: 'met', because: found }
  const unread = record.incomplete.find((part) => part.affects === 'medications')
  if (unread) return untold(unread.part, unread.reason)
  return { kind: 'not-met', because: [{ what: 'such a medicine on record', value: 'none', unit: '', day: undefined, source: undefined }] }
}

function metaboliser({ metaboliser: results }: PatientRecord): Verdict {
  const evidence = results.map((m): Evidence => ({
    what: m.enzyme,
    value: m.status,
    unit: 'metaboliser',
    day: undefined,
    source: m.source,
  }))
  const fast = evidence.filter((_, i) => results[i]?.status === 'rapid' || results[i]?.status === 'ultrarapid')
  if (isNonEmpty(fast)) return { kind: 'met', because: fast }
  return isNonEmpty(evidence) ? { kind: 'not-met', because: evidence } : untold('CYP2C19 or CYP2D6 result', 'none on record')
}

function formChange({ record, current }: PseudoInput): Verdict {
  if (!current) return untold('current trial', 'none in progress')
  const refs = new Set(current.sources.map((source) => source.ref))
  const facts = record.medications.filter((fact) => refs.has(fact.source.ref) && fact.formulation !== 'unspecified')
  const forms = [...new Set(facts.map((fact) => fact.formulation))]
  const evidence = forms.map((form): Evidence => {
    const first = facts.find((fact) => fact.formulation === form)
    return { what: `${current.name} form`, value: form, unit: '', day: first?.plans[0]?.from.earliest, source: first?.source }
  })
  if (!isNonEmpty(evidence)) return untold('form of the medicine', 'not recorded')
  return { kind: evidence.length > 1 ? 'met' : 'not-met', because: evidence }
}

/** A diagnosis on record is present; no diagnosis is not proof of absence. */
function diagnosis(record: PatientRecord, groups: readonly Diagnosis['group'][], asked: string): Verdict {
  const found = record.diagnoses.filter((d) => d.active && groups.includes(d.group)).map((d) => diagnosisEvidence(d))
  return isNonEmpty(found) ? { kind: 'met', because: found } : untold(asked, 'none on record')
}

function labs({ record, asOf }: PseudoInput, kind: 'tsh' | 'haemoglobin', groups: readonly Diagnosis['group'][], asked: string): Verdict {
  const diagnosed = record.diagnoses.filter((d) => d.active && groups.includes(d.group)).map((d) => diagnosisEvidence(d))
  if (isNonEmpty(diagnosed)) return { kind: 'met', because: diagnosed }
  const latest = record.labs
    .filter((l) => l.kind === kind && l.date.earliest <= asOf)
    .toSorted((a, b) => a.date.latest - b.date.latest)
    .at(-1)
  if (!latest) return untold(asked, 'none on record')
  if (latest.value.kind === 'unknown') return untold(asked, latest.value.reason)
  if (latest.low === undefined && latest.high === undefined) return untold(asked, 'the laboratory sent no reference range')
  const outside =
    (latest.low !== undefined && latest.value.value < latest.low) || (latest.high !== undefined && latest.value.value > latest.high)
  return {
    kind: outside ? 'met' : 'not-met',
    because: [
      { what: latest.label, value: formatNumber(latest.value.value, 2), unit: latest.unit, day: latest.date.latest, source: latest.source },
    ],
  }
}

function interactions(record: PatientRecord, current: Trial | undefined, asOf: Day): Verdict {
  if (!current) return untold('current trial', 'none in progress')
  const found = loweringInteractions(record, current.agent, asOf).map((i): Evidence => ({
    what: i.cause,
    value: i.effect,
    unit: '',
    day: i.since,
    source: i.source,
  }))
  if (isNonEmpty(found)) return { kind: 'met', because: found }
  const open = openInteractions(record, current.agent, asOf)
  if (isNonEmpty(open)) return { kind: 'cannot-tell', missing: open }
  return {
    kind: 'not-met',
    because: [{ what: `interactions of ${current.name} on record`, value: 'none', unit: '', day: undefined, source: undefined }],
  }
}
