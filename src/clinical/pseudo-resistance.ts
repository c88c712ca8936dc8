/**
 * What can look like resistance and is not: the checklist of the clinical reference, section 6, as far as a record can answer.
 * "Met" means the cause is present. What the record cannot answer is cannot-tell, never absent.
 */
import type { PseudoCheck, Trial } from '#src/clinical/assessment.ts'
import type { Diagnosis, PatientRecord } from '#src/clinical/facts.ts'
import { loweringInteractions } from '#src/clinical/interactions.ts'
import type { ClinicalSettings } from '#src/clinical/settings.ts'
import { canmat, cited, sforzini } from '#src/clinical/sources.ts'
import type { Citation, Evidence, Verdict } from '#src/clinical/verdict.ts'
import type { Day } from '#src/lib/calendar.ts'
import { isNonEmpty } from '#src/lib/non-empty.ts'

export interface PseudoInput {
  readonly record: PatientRecord
  readonly trials: readonly Trial[]
  readonly current: Trial | undefined
  readonly asOf: Day
  readonly settings: ClinicalSettings
}

export function pseudoResistanceChecks(input: PseudoInput): readonly PseudoCheck[] {
  const { record, current, asOf } = input
  return [
    check('dose', 'Dose too low', inverse(current?.adequacy.dose, 'current trial'), canmat('Table 7.1')),
    check('duration', 'Trial too short', inverse(current?.adequacy.duration, 'current trial'), sforzini()),
    check(
      'adherence',
      'Not taken as prescribed',
      inverse(current?.adequacy.adherence, 'current trial'),
      cited('J Manag Care Spec Pharm 2021;27:223', 'S'),
    ),
    check('intolerance', 'Trials stopped for side effects', stoppedForSideEffects(input), sforzini()),
    check('bipolarity', 'Unrecognised bipolar disorder', bipolarity(input), canmat('Q.7.c')),
    check('substances', 'Alcohol or substances', diagnosis(record, ['substance-use'], 'AUDIT-C or a substance diagnosis'), canmat('Q.7.a')),
    check(
      'other-psychiatric',
      'Another psychiatric condition',
      diagnosis(record, ['anxiety', 'ptsd', 'adhd', 'personality', 'psychosis'], 'an assessment of comorbidity'),
      canmat('Q.7.a'),
    ),
    check('thyroid', 'Thyroid disease', labs(record, 'tsh', ['thyroid'], 'TSH'), canmat('Q.1.d')),
    check('anaemia', 'Anaemia', labs(record, 'haemoglobin', ['anaemia'], 'blood count'), canmat('Table 7.1')),
    check('sleep-apnoea', 'Sleep apnoea', diagnosis(record, ['sleep-apnoea'], 'a sleep history'), canmat('Table 7.1')),
    check(
      'interactions',
      'Interaction that lowers the level',
      interactions(record, current, asOf),
      cited('clinical reference 6, rows 10 and 11', 'S~'),
    ),
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

/** An adequacy that is met means this cause of pseudo-resistance is absent, and the other way round. */
function inverse(verdict: Verdict | undefined, what: string): Verdict {
  if (!verdict) return untold(what, 'none in progress')
  if (verdict.kind === 'cannot-tell') return verdict
  return { kind: verdict.kind === 'met' ? 'not-met' : 'met', because: verdict.because }
}

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

function bipolarity({ record, settings }: PseudoInput): Verdict {
  const diagnosed = record.diagnoses.filter((d) => d.group === 'bipolar').map(diagnosisEvidence)
  const limits = { rms: settings.rules.possibleBipolarity.rmsAtLeast, mdq: settings.rules.possibleBipolarity.mdqAtLeast }
  const screens = record.screens.flatMap((s) =>
    (s.kind === 'rms' || s.kind === 'mdq') && s.score.kind === 'known'
      ? [
          {
            positive: s.score.value >= limits[s.kind],
            evidence: {
              what: s.kind.toUpperCase(),
              value: String(s.score.value),
              unit: 'points',
              day: s.date.earliest,
              source: s.source,
            } satisfies Evidence,
          },
        ]
      : [],
  )
  const positive = [...diagnosed, ...screens.filter((s) => s.positive).map((s) => s.evidence)]
  if (isNonEmpty(positive)) return { kind: 'met', because: positive }
  const negative = screens.map((s) => s.evidence)
  return isNonEmpty(negative) ? { kind: 'not-met', because: negative } : untold('bipolarity screen', 'no RMS or MDQ on record')
}

const diagnosisEvidence = (d: Diagnosis): Evidence => ({
  what: 'diagnosis',
  value: d.label,
  unit: '',
  day: d.onset?.earliest,
  source: d.source,
})

/** A diagnosis on record is present; no diagnosis is not proof of absence. */
function diagnosis(record: PatientRecord, groups: readonly Diagnosis['group'][], asked: string): Verdict {
  const found = record.diagnoses.filter((d) => d.active && groups.includes(d.group)).map(diagnosisEvidence)
  return isNonEmpty(found) ? { kind: 'met', because: found } : untold(asked, 'none on record')
}

function labs(record: PatientRecord, kind: 'tsh' | 'haemoglobin', groups: readonly Diagnosis['group'][], asked: string): Verdict {
  const diagnosed = record.diagnoses.filter((d) => d.active && groups.includes(d.group)).map(diagnosisEvidence)
  if (isNonEmpty(diagnosed)) return { kind: 'met', because: diagnosed }
  const latest = record.labs
    .filter((l) => l.kind === kind)
    .toSorted((a, b) => a.date.latest - b.date.latest)
    .at(-1)
  if (!latest) return untold(asked, 'none on record')
  if (latest.value.kind === 'unknown') return untold(asked, latest.value.reason)
  if (latest.low === undefined && latest.high === undefined) return untold(asked, 'the laboratory sent no reference range')
  const outside =
    (latest.low !== undefined && latest.value.value < latest.low) || (latest.high !== undefined && latest.value.value > latest.high)
  return {
    kind: outside ? 'met' : 'not-met',
    because: [{ what: latest.label, value: String(latest.value.value), unit: latest.unit, day: latest.date.latest, source: latest.source }],
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
  if (record.smoking.kind === 'unknown') return untold('smoking', record.smoking.reason)
  return { kind: 'not-met', because: [{ what: 'interactions on record', value: 'none', unit: '', day: undefined, source: undefined }] }
}
