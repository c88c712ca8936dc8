/** Everything Remit concludes about one patient on one day. The one entry of this folder for screens and for `assess`. */
import { adherenceOver, recentPeriod, takenOn } from '#src/clinical/adherence.ts'
import type { Adherence, Assessment, DoseRange, Resistance, Response, Trial, UnjudgedTrial } from '#src/clinical/assessment.ts'
import { lateThoughts, latestItem9Of } from '#src/clinical/flags/suicidal-ideation.ts'
import { lastDayWords } from '#src/clinical/flags/trial-words.ts'
import { canonical } from '#src/clinical/canonical.ts'
import { summariseCheckIns } from '#src/clinical/check-ins.ts'
import { doseRangeFor } from '#src/clinical/dose-range.ts'
import type { MedicationFact, PatientRecord } from '#src/clinical/facts.ts'
import type { AgentId, Formulation } from '#src/clinical/medicines.ts'
import { pseudoResistanceChecks } from '#src/clinical/pseudo-resistance.ts'
import { scorePoints, unjudgedSince } from '#src/clinical/readings.ts'
import { judgeResistance } from '#src/clinical/resistance.ts'
import { noTrialResponse } from '#src/clinical/response.ts'
import { applyRules, flagsOf, ruleBookVersion } from '#src/clinical/rule-book.ts'
import type { ClinicalSettings } from '#src/clinical/settings.ts'
import { sideEffectsOf } from '#src/clinical/side-effects.ts'
import { triage } from '#src/clinical/triage.ts'
import { currentTrial } from '#src/clinical/trial-links.ts'
import { buildTrials } from '#src/clinical/trials.ts'
import { formatDay, type Day } from '#src/lib/calendar.ts'
import { counted } from '#src/lib/figures.ts'
import { known, unknown, type Known } from '#src/lib/known.ts'

/**
 * Judges one patient on one day. Pure: the same input gives the same output, and no clock is read.
 *
 * @param sent the record in any order, repeats and all
 * @param asOf the day to judge on; nothing after it is looked at
 * @returns always a complete assessment: what cannot be told says so, it never throws on what the record holds
 */
export function assessPatient(sent: PatientRecord, asOf: Day, settings: ClinicalSettings): Assessment {
  const record = canonical(sent)
  const phq9 = scorePoints(record, 'phq-9', asOf)
  const rangeFor = (agent: AgentId, formulation: Formulation, on: Day): DoseRange =>
    doseRangeFor(agent, formulation, { record, on }, settings)
  const unjudged = buildTrials({ record, points: phq9, asOf, settings, rangeFor })
  const resistance = judgeResistance({ record, trials: unjudged, asOf, settings }, settings.resistanceDefinition)
  const trials = unjudged.map((trial): Trial => ({ ...trial, countsTowardResistance: countsUnder(resistance, trial) }))
  const current = currentTrial(trials, asOf, settings)
  const response = current?.response ?? noTrialResponse(whyNoTrial(record, trials))
  const sideEffects = sideEffectsOf(record, asOf, settings)
  const adherence28 = recentAdherence(record, current, asOf, settings)
  const findings = applyRules({
    record,
    asOf,
    settings,
    trials,
    current,
    response,
    phq9,
    adherence28,
    sideEffects,
    resistance,
    pseudoResistance: () => pseudoResistanceChecks({ record, trials, current, asOf, settings }),
  })
  const { section, why } = triage(record, findings, response, current, doubtOf(record, response, asOf, settings))
  return {
    patientId: record.identity.id,
    asOf,
    ruleBookVersion,
    section,
    sectionWhy: why,
    trials,
    current,
    response: asOfToday(response, record, asOf),
    adherence28,
    checkIns: summariseCheckIns(record.checkIns, asOf),
    sideEffects,
    item9: latestItem9(record, asOf, settings),
    latestPhq9: phq9.at(-1),
    findings,
    flags: flagsOf(findings),
    resistance,
    failedAdequateTrials: failedTrials(resistance),
  }
}

function countsUnder(resistance: Resistance, trial: UnjudgedTrial): Trial['countsTowardResistance'] {
  const judged = resistance.perTrial.find(({ trialId }) => trialId === trial.id)
  return judged?.counts ?? { kind: 'cannot-tell', missing: [{ what: trial.name, why: 'not judged under this definition' }] }
}

function whyNoTrial(record: PatientRecord, trials: readonly Trial[]): string {
  const last = trials.findLast((trial) => trial.role === 'antidepressant')
  if (last) {
    const lastDay = lastDayWords(last)
    return `no antidepressant trial in progress; the last, ${last.name}, ${lastDay === undefined ? 'is over' : `ended ${lastDay}`}`
  }
  const unclassified = record.medications.filter((fact) => fact.agent === undefined)
  const notTaken = record.medications.flatMap(({ agent, label, exposure }) =>
    agent === undefined || exposure.counts ? [] : [`${label} does not count as taken (${exposure.reason})`],
  )
  const labels = [...new Set(unclassified.map((fact) => fact.label))].join(', ')
  return [
    'no antidepressant trial on record',
    ...(unclassified.length > 0 ? [`${counted(unclassified.length, 'medicine')} could not be classified: ${labels}`] : []),
    ...new Set(notTaken),
  ].join('; ')
}

function recentAdherence(record: PatientRecord, current: Trial | undefined, asOf: Day, settings: ClinicalSettings): Adherence {
  const refs = new Set(current?.sources.map((source) => source.ref))
  const facts: readonly MedicationFact[] = record.medications.filter((fact) => refs.has(fact.source.ref))
  const { from, through } = recentPeriod(asOf, settings.adherence.recentDays, current?.from)
  return adherenceOver(takenOn(record.checkIns, facts), from, through, settings)
}

/** What stands against calling a patient on target, though the latest score that is judged does not. */
function doubtOf(record: PatientRecord, { latest }: Response, asOf: Day, settings: ClinicalSettings): string | undefined {
  return lateThoughts(record, asOf, settings) ?? (latest === undefined ? undefined : unjudgedSince(record, latest.day, asOf))
}

/** The response that may be claimed today. The rules look at what was judged; over a newer reading that was not, no word for it holds. */
function asOfToday(response: Response, record: PatientRecord, asOf: Day): Response {
  const newerUnjudged = response.latest && unjudgedSince(record, response.latest.day, asOf)
  if (newerUnjudged === undefined) return response
  // Where nothing could be claimed anyway, for the age of the latest score or else, both reasons stand: mending one is not enough.
  const before = response.status === 'cannot-tell' ? `${response.why}; ` : 'cannot tell: '
  const gap = { what: 'response today', why: newerUnjudged }
  return { ...response, status: 'cannot-tell', why: `${before}${newerUnjudged}`, newerUnjudged, missing: [...response.missing, gap] }
}

function latestItem9(record: PatientRecord, asOf: Day, settings: ClinicalSettings): Assessment['item9'] {
  const latest = latestItem9Of(record, asOf, settings)
  if (!latest) return unknown('no PHQ-9 on record')
  const { answer, day, why } = latest
  return answer
    ? known({ value: answer.value, day, source: answer.reading.sources[0] })
    : unknown(`not assessed on ${formatDay(day)}: ${why}`)
}

function failedTrials(resistance: Resistance): Known<number> {
  const untold = resistance.perTrial.filter(({ counts }) => counts.kind === 'cannot-tell').length
  if (untold > 0) return unknown(`${resistance.qualifyingTrials.length} sure, ${untold} cannot be told`)
  return known(resistance.qualifyingTrials.length)
}
