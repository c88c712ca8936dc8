/** An assessment as the JSON that `assess` prints: for anybody who wants to audit a verdict without a browser. */
import type { Assessment, Finding, ResistanceReview, Trial } from '#src/clinical/assessment.ts'
import type { PatientRecord, Reading } from '#src/clinical/facts.ts'
import type { Evidence } from '#src/clinical/verdict.ts'
import { isoFromDay, type Day } from '#src/lib/calendar.ts'

const iso = (d: Day | undefined): string | null => (d === undefined ? null : isoFromDay(d))

/** One patient of the report. */
export function patientReport(record: PatientRecord, a: Assessment, review: ResistanceReview): object {
  return {
    id: `Patient/${record.identity.id}`,
    asOf: isoFromDay(a.asOf),
    section: a.section,
    sectionWhy: a.sectionWhy,
    readings: record.readings.map(readingReport),
    trials: a.trials.map(trialReport),
    response: {
      baseline: a.response.baseline ? { total: a.response.baseline.total, date: isoFromDay(a.response.baseline.day) } : null,
      latest: a.response.latest ? { total: a.response.latest.total, date: isoFromDay(a.response.latest.day) } : null,
      changePoints: a.response.changePoints ?? null,
      changePercent: a.response.changePercent ?? null,
      status: a.response.status,
      why: a.response.why,
    },
    resistance: {
      definition: a.resistance.definition,
      status: a.resistance.status,
      qualifyingTrials: a.resistance.qualifyingTrials,
      sentence: a.resistance.sentence,
    },
    otherDefinitions: review.otherDefinitions.map(({ definition, status, qualifyingTrials }) => ({ definition, status, qualifyingTrials })),
    pseudoResistance: review.pseudoResistance.map(({ id, verdict, sentence }) => ({ id, verdict: verdict.kind, sentence })),
    staging: review.staging.map(({ name, result }) => ({
      name,
      result: result.kind === 'known' ? result.value : null,
      why: result.kind === 'unknown' ? result.reason : null,
    })),
    flags: a.findings.map(flagReport),
  }
}

function readingReport(reading: Reading): object {
  return {
    instrument: reading.instrument.toUpperCase(),
    date: isoFromDay(reading.date.earliest),
    precision: reading.date.precision,
    total: reading.total.kind === 'known' ? reading.total.value : null,
    totalWhy: reading.total.kind === 'unknown' ? reading.total.reason : null,
    item9: reading.item9.kind === 'answered' ? reading.item9.value : null,
    usable: reading.usable,
    sources: reading.sources.map((source) => source.ref),
    issues: reading.issues,
  }
}

function trialReport(trial: Trial): object {
  const clock = trial.daysAtAdequateDose
  const exact = clock.kind === 'known' && clock.value.low === clock.value.high ? clock.value.low : null
  return {
    id: trial.id,
    agents: trial.agent === 'dextromethorphan-bupropion' ? ['dextromethorphan', 'bupropion'] : [trial.name],
    role: trial.role,
    augments: trial.augments ?? null,
    from: isoFromDay(trial.from),
    through: iso(trial.through),
    ongoing: trial.ongoing,
    doses: trial.segments.map((s) => ({
      from: isoFromDay(s.from),
      through: iso(s.through),
      mgPerDay: s.dose.kind === 'known' ? { low: s.dose.low, high: s.dose.high } : null,
      basis: s.dose.kind === 'known' ? s.dose.basis : 'unknown',
      level: s.level,
    })),
    minimumDose: trial.range.minimum.kind === 'known' ? trial.range.minimum.value : null,
    daysAtAdequateDose: exact,
    daysAtAdequateDoseRange: clock.kind === 'known' ? clock.value : null,
    daysAtAdequateDoseTaken: trial.daysAtAdequateDoseTaken ?? null,
    adequacy: {
      dose: trial.adequacy.dose.kind,
      duration: trial.adequacy.duration.kind,
      adherence: trial.adequacy.adherence.kind,
      overall: trial.adequacy.overall.kind,
    },
    outcome: trial.response.status,
    outcomeWhy: trial.response.why,
    reasonStopped: trial.stopReason ?? null,
    countsTowardResistance: trial.countsTowardResistance.kind,
    notes: trial.notes,
  }
}

function flagReport(finding: Finding): object {
  return {
    rule: finding.rule,
    ruleVersion: finding.ruleVersion,
    verdict: finding.verdict.kind,
    tier: finding.tier,
    sentence: finding.sentence,
    key: finding.key ?? null,
    since: iso(finding.since),
    evidence: finding.evidence.map(evidenceReport),
    missing: finding.missing.map((gap) => `${gap.what}: ${gap.why}`),
  }
}

function evidenceReport({ what, value, unit, day, source }: Evidence): object {
  return { what, value, unit, date: iso(day), source: source?.ref ?? null }
}
