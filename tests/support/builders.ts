/**
 * Hand-made records and assessments for tests of screens. Every builder starts from one plain patient (sertraline since
 * 12 January 2026, PHQ-9 19 then 17) and takes the parts that the test is about.
 */
import type { Adherence, Assessment, Finding, Response, ScorePoint, Trial } from '#src/clinical/assessment.ts'
import type { PatientIdentity, PatientRecord, Reading } from '#src/clinical/facts.ts'
import type { Gap, Verdict } from '#src/clinical/verdict.ts'
import { addDays, day, exactly, parseFhirDate, type Day } from '#src/lib/calendar.ts'
import { known, unknown } from '#src/lib/known.ts'
import type { Caseload, CaseloadEntry } from '#src/queries/types.ts'

/** The day all builders are judged on. */
export const asOf: Day = day('2026-03-11')

export const met: Verdict = { kind: 'met', because: [{ what: 'days', value: '42', unit: 'days', day: asOf, source: undefined }] }
export const notMet: Verdict = { kind: 'not-met', because: [{ what: 'days', value: '41', unit: 'days', day: asOf, source: undefined }] }
export function cannotTell(...gaps: readonly [Gap, ...Gap[]]): Verdict {
  return { kind: 'cannot-tell', missing: gaps }
}

export function identity(parts: Partial<PatientIdentity> = {}): PatientIdentity {
  return {
    id: 'p-1',
    name: known('Ana Muñoz'),
    family: 'Muñoz',
    given: 'Ana',
    birthDate: known(parseFhirDate('1985-02-03') ?? exactly(day('1985-02-03'))),
    gender: known('female'),
    recordNumber: known('20441'),
    deceased: false,
    synthetic: true,
    ...parts,
  }
}

export function phq9(on: Day, total: number, parts: Partial<Reading> = {}): Reading {
  return {
    instrument: 'phq-9',
    date: exactly(on),
    total: known(total),
    items: [],
    item9: { kind: 'answered', value: 0 },
    difficulty: undefined,
    usable: true,
    reporter: 'patient',
    sources: [{ ref: `Observation/phq-${on}` }],
    issues: [],
    ...parts,
  }
}

export function scorePoint(on: Day, total: number): ScorePoint {
  return { day: on, total, reading: phq9(on, total) }
}

export function record(parts: Partial<PatientRecord> = {}): PatientRecord {
  return {
    identity: identity(),
    readings: [phq9(addDays(asOf, -58), 19), phq9(addDays(asOf, -2), 17)],
    checkIns: [],
    medications: [],
    otherMedicines: [],
    diagnoses: [],
    sessions: [],
    screens: [],
    labs: [],
    intolerances: [],
    smoking: unknown('no smoking status in the record'),
    metaboliser: [],
    visits: [],
    rejected: [],
    incomplete: [],
    ...parts,
  }
}

export function adherence(parts: Partial<Adherence> = {}): Adherence {
  return { verdict: met, daysTaken: 24, daysWithInformation: 25, daysInPeriod: 28, percent: 96, basis: ['check-ins'], ...parts }
}

export function response(parts: Partial<Response> = {}): Response {
  return {
    status: 'no-response',
    why: '19 to 17 points: 2 points better, within the 5-point margin',
    baseline: scorePoint(addDays(asOf, -58), 19),
    latest: scorePoint(addDays(asOf, -2), 17),
    best: scorePoint(addDays(asOf, -2), 17),
    changePoints: -2,
    changePercent: (-2 / 19) * 100,
    stale: false,
    missing: [],
    ...parts,
  }
}

export function trial(parts: Partial<Trial> = {}): Trial {
  return {
    id: 'sertraline@2026-01-12',
    agent: 'sertraline',
    name: 'sertraline',
    formulation: 'unspecified',
    role: 'antidepressant',
    augments: undefined,
    switchedFrom: undefined,
    from: addDays(asOf, -58),
    fromLatest: addDays(asOf, -58),
    through: undefined,
    throughEarliest: undefined,
    endBasis: undefined,
    endKnown: true,
    ongoing: true,
    segments: [],
    highestDose: 100,
    currentDose: { kind: 'known', low: 100, high: 100, basis: 'structured' },
    range: { minimum: known(50), maximum: known(200), modifiers: [], citation: undefined },
    daysAtAdequateDose: known({ low: 49, high: 49 }),
    daysAtAdequateDoseTaken: 47,
    adequateSince: addDays(asOf, -48),
    adequacy: { dose: met, duration: met, adherence: met, overall: met },
    adherence: adherence(),
    response: response(),
    stopReason: undefined,
    stopText: undefined,
    sources: [{ ref: 'MedicationRequest/1' }],
    notes: [],
    countsTowardResistance: notMet,
    ...parts,
  }
}

export function finding(parts: Partial<Finding> = {}): Finding {
  return {
    rule: 'inadequate-response',
    ruleVersion: '1',
    title: 'Inadequate response at an adequate dose',
    tier: 'decide',
    verdict: met,
    sentence: '11 % better at day 49 of an adequate dose',
    statement: 'Less than 50 % better after 42 days at an adequate dose',
    citation: { text: 'CANMAT 2023, Q.5.b', tag: 'S' },
    clearedBy: '50 % better than baseline',
    since: addDays(asOf, -6),
    key: 'inadequate-response|p-1|sertraline@2026-01-12|2026-03-05',
    trialId: 'sertraline@2026-01-12',
    evidence: [],
    missing: [],
    ...parts,
  }
}

export function assessment(parts: Partial<Assessment> = {}): Assessment {
  const current = trial()
  return {
    patientId: 'p-1',
    asOf,
    ruleBookVersion: '1',
    section: 'decide',
    sectionWhy: '11 % better at day 49 of an adequate dose',
    trials: [current],
    current,
    response: response(),
    adherence28: adherence(),
    checkIns: { received: 25, expected: 28, last: asOf },
    sideEffects: { burden: known({ value: 2, max: 6, day: addDays(asOf, -3), source: undefined }), named: [] },
    item9: known({ value: 0, day: addDays(asOf, -2), source: undefined }),
    latestPhq9: scorePoint(addDays(asOf, -2), 17),
    findings: [finding()],
    flags: [finding()],
    resistance: {
      definition: 'source-document',
      definitionTitle: 'Source document',
      status: 'not-met',
      sentence: 'No failed adequate trial yet',
      qualifyingTrials: [],
      perTrial: [],
      exclusions: [],
      citation: { text: 'Source document', tag: 'S' },
    },
    failedAdequateTrials: known(0),
    ...parts,
  }
}

export interface EntryParts {
  readonly identity?: Partial<PatientIdentity>
  readonly record?: Partial<PatientRecord>
  readonly assessment?: Partial<Assessment>
}

/** A patient who was read and judged. */
export function entry(id: string, parts: EntryParts = {}): CaseloadEntry & { readonly kind: 'read' } {
  return {
    kind: 'read',
    id,
    record: record({ identity: identity({ id, ...parts.identity }), ...parts.record }),
    assessment: assessment({ patientId: id, ...parts.assessment }),
    fetchedAtMs: 0,
  }
}

export function caseload(entries: readonly CaseloadEntry[], parts: Partial<Caseload> = {}): Caseload {
  const read = entries.filter((one) => one.kind !== 'pending').length
  return {
    entries,
    total: entries.length,
    read,
    complete: read === entries.length,
    incomplete: [],
    rejected: [],
    asOf,
    fetchedAtMs: 0,
    ...parts,
  }
}
