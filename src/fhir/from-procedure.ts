/** A Procedure as a session of ECT, TMS, esketamine or psychotherapy. */
import type { TreatmentSession } from '#src/clinical/facts.ts'
import { codesIn, system, wordsOf } from '#src/fhir/coding.ts'
import { sourceOf, type Incoming } from '#src/fhir/common.ts'
import { field, shown } from '#src/fhir/raw.ts'
import { parseFhirDate } from '#src/lib/calendar.ts'
import { err, ok, type Result } from '#src/lib/result.ts'

type Kind = TreatmentSession['kind']

const CPT: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ['90867', 'tms'],
  ['90868', 'tms'],
  ['90869', 'tms'],
  ['90870', 'ect'],
  ['90832', 'psychotherapy'],
  ['90834', 'psychotherapy'],
  ['90837', 'psychotherapy'],
  ['90853', 'psychotherapy'],
])

/** G2082 up to 56 mg, G2083 above; S0013 the drug, J0013 from 2026 (FHIR.md 4.5). */
const HCPCS: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ['G2082', 'esketamine'],
  ['G2083', 'esketamine'],
  ['S0013', 'esketamine'],
  ['J0013', 'esketamine'],
])

/**
 * One session that took place.
 *
 * @returns undefined for a procedure that is none of these; the reason when it is one and did not happen, or has no date
 */
export function sessionFromProcedure(incoming: Incoming): Result<TreatmentSession> | undefined {
  const { resource } = incoming
  const concept = resource['code']
  const kind = kindOf(concept)
  if (kind === undefined) return undefined
  const status = resource['status']
  if (status === 'entered-in-error') return err('withdrawn: entered in error')
  if (status !== 'completed' && status !== 'in-progress') return err(`not performed: status ${shown(status)}`)
  const period = resource['performedPeriod']
  const day = parseFhirDate(resource['performedDateTime']) ?? parseFhirDate(field(period, 'start')) ?? parseFhirDate(field(period, 'end'))
  if (!day) return err('a treatment session without a date')
  return ok({ kind, day, label: wordsOf(concept) ?? kind, source: sourceOf(incoming) })
}

function kindOf(concept: unknown): Kind | undefined {
  for (const code of codesIn(concept, system.cpt)) {
    const kind = CPT.get(code)
    if (kind !== undefined) return kind
  }
  for (const code of codesIn(concept, system.hcpcs)) {
    const kind = HCPCS.get(code)
    if (kind !== undefined) return kind
  }
  return codesIn(concept, system.icd10pcs).some((code) => /^GZB[0-4]ZZZ$/.test(code)) ? 'ect' : undefined
}
