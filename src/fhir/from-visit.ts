/** Encounters that took place and appointments that are booked. */
import type { Visit } from '#src/clinical/facts.ts'
import { wordsOf } from '#src/fhir/coding.ts'
import { sourceOf, type Incoming } from '#src/fhir/common.ts'
import { field, list, shown, text } from '#src/fhir/raw.ts'
import { parseFhirDate } from '#src/lib/calendar.ts'
import { err, ok, type Result } from '#src/lib/result.ts'

/** A visit that took place: an ambulatory or virtual encounter, finished or going on. Undefined for any other encounter. */
export function visitFromEncounter(incoming: Incoming): Result<Visit> | undefined {
  const { resource } = incoming
  const status = resource['status']
  if (status === 'entered-in-error') return err('withdrawn: entered in error')
  const kind = field(resource['class'], 'code')
  if ((status !== 'finished' && status !== 'in-progress') || (kind !== 'AMB' && kind !== 'VR' && kind !== 'HH')) return undefined
  const label = wordsOf(list(resource['type'])[0]) ?? (kind === 'VR' ? 'video visit' : 'visit')
  return visit('past', field(resource['period'], 'start'), label, incoming)
}

/** A visit that is booked. Undefined for an appointment that is cancelled, missed, proposed or over. */
export function visitFromAppointment(incoming: Incoming): Result<Visit> | undefined {
  const { resource } = incoming
  if (resource['status'] !== 'booked') return undefined
  const label = wordsOf(resource['appointmentType']) ?? text(resource['description']) ?? 'appointment'
  return visit('booked', resource['start'], label, incoming)
}

function visit(kind: Visit['kind'], start: unknown, label: string, incoming: Incoming): Result<Visit> {
  const date = parseFhirDate(start)
  if (date?.precision !== 'day') return err(`start ${shown(start)} is not a day`)
  const clock = typeof start === 'string' && start.length >= 16 ? start.slice(11, 16) : undefined
  return ok({ kind, day: date.earliest, clock, label, source: sourceOf(incoming) })
}
