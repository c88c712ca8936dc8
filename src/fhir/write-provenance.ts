/** Who wrote what, when: one Provenance in the transaction of each write. */
import type { Source } from '#src/clinical/source.ts'
import type { RawObject } from '#src/fhir/raw.ts'
import { isoInstant } from '#src/lib/calendar.ts'

export interface WriteContext {
  /** Server id without the type. */
  readonly patientId: string
  /** "Practitioner/dr-01" */
  readonly practitioner: string
  readonly practitionerName: string
  readonly nowMs: number
}

const PARTICIPANT = 'http://terminology.hl7.org/CodeSystem/provenance-participant-type'

/** @param target reference or `fullUrl` of what the same transaction writes */
export function provenanceEntry(
  target: string,
  activity: 'CREATE' | 'UPDATE' | 'NULLIFY',
  context: WriteContext,
  sources: readonly Source[],
): RawObject {
  const at = isoInstant(context.nowMs)
  return {
    resource: {
      resourceType: 'Provenance',
      target: [{ reference: target }],
      occurredDateTime: at,
      recorded: at,
      activity: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-DataOperation', code: activity }] },
      agent: [
        {
          type: { coding: [{ system: PARTICIPANT, code: 'author' }] },
          who: { reference: context.practitioner, display: context.practitionerName },
        },
        { type: { coding: [{ system: PARTICIPANT, code: 'assembler' }] }, who: { display: 'Remit' } },
      ],
      ...(sources.length === 0 ? {} : { entity: sources.map(({ ref }) => ({ role: 'revision', what: { reference: ref } })) }),
    },
    request: { method: 'POST', url: 'Provenance' },
  }
}
