/** The flag queue: what the rules find in the caseload, minus what people did about it. */
import { useQuery } from '@tanstack/react-query'
import type { Assessment } from '#src/clinical/assessment.ts'
import { queueOf, type Queue } from '#src/clinical/queue.ts'
import { isClosed } from '#src/clinical/review.ts'
import type { PatientRecord } from '#src/clinical/facts.ts'
import type { FhirError } from '#src/fhir/errors.ts'
import { fetchRecords } from '#src/fhir/fetch-record.ts'
import { assessed } from '#src/queries/assessed.ts'
import { useCaseload } from '#src/queries/caseload.ts'
import type { Loaded } from '#src/queries/loaded.ts'
import { useAsOf, useClinician, useRemit } from '#src/queries/remit-context.tsx'
import { useKeptReviews, type KeptReviews } from '#src/queries/reviews.ts'
import type { AssessedPatient, Caseload } from '#src/queries/types.ts'
import { counted } from '#src/lib/figures.ts'

/** The queue with the people in it. */
export interface QueueDesk {
  readonly queue: Queue
  /** Everybody the queue may speak of, by id. */
  readonly patients: ReadonlyMap<string, AssessedPatient>
}

/** The queue exists only once both halves are read: without the reviews, settled flags would come back as new. */
export function useQueueDesk(): Loaded<QueueDesk, FhirError> {
  const { loaded: caseload } = useCaseload()
  const reviews = useKeptReviews()
  const me = useClinician()
  const guests = useGuests(caseload, reviews)
  if (caseload.kind !== 'fresh' && caseload.kind !== 'stale') return caseload
  if (reviews.kind !== 'fresh' && reviews.kind !== 'stale') return reviews
  const value = joined({ caseload: caseload.value, reviews: reviews.value, guests, me: me.ref })
  const fetchedAtMs = Math.min(caseload.fetchedAtMs, reviews.fetchedAtMs)
  const error = reviews.kind === 'stale' ? reviews.error : caseload.kind === 'stale' ? caseload.error : undefined
  return error === undefined ? { kind: 'fresh', value, fetchedAtMs } : { kind: 'stale', value, fetchedAtMs, error }
}

export function useQueue(): Loaded<Queue, FhirError> {
  const desk = useQueueDesk()
  return desk.kind === 'fresh' || desk.kind === 'stale' ? { ...desk, value: desk.value.queue } : desk
}

interface Guests {
  /** Patients of colleagues whose flags were handed to this clinician. */
  readonly people: readonly AssessedPatient[]
  readonly unread: readonly string[]
}

const NO_GUESTS: Guests = { people: [], unread: [] }

/** A flag handed over brings its patient along, whoever's caseload the patient is on. */
function useGuests(caseload: Loaded<Caseload, FhirError>, reviews: Loaded<KeptReviews, FhirError>): Guests {
  const { client, deployment } = useRemit()
  const { day } = useAsOf()
  const me = useClinician()
  const isReady = (caseload.kind === 'fresh' || caseload.kind === 'stale') && (reviews.kind === 'fresh' || reviews.kind === 'stale')
  const ids = isReady ? guestIds(caseload.value, reviews.value, me.ref) : []
  const { data, error } = useQuery<readonly PatientRecord[], FhirError>({
    queryKey: ['guests', ids.join(' ')],
    queryFn: async ({ signal }) => [...(await fetchRecords(client, ids, deployment.clinical, signal)).values()],
    enabled: ids.length > 0,
  })
  if (ids.length === 0) return NO_GUESTS
  if (error) return { people: [], unread: [`${ids.length} patients handed over to you could not be read: ${error.message}`] }
  if (!data) return { people: [], unread: [`${ids.length} patients handed over to you are still being read`] }
  return guestsOf(data, ids, (record) => assessed(record, day, deployment.clinical))
}

const guestsKept = new WeakMap<readonly PatientRecord[], Guests>()

/**
 * Patients of colleagues with their assessments. One who could not be read, or whose record makes a rule fail, is counted and
 * takes nobody else's flags away.
 *
 * @param assess how one record is judged; it may throw
 */
export function guestsOf(records: readonly PatientRecord[], ids: readonly string[], assess: (record: PatientRecord) => Assessment): Guests {
  const people = records.flatMap((record): AssessedPatient[] => {
    try {
      return [{ record, assessment: assess(record) }]
    } catch {
      return []
    }
  })
  const kept = guestsKept.get(records)
  if (kept?.people.length === people.length && kept.people.every((one, index) => one.assessment === people[index]?.assessment)) return kept
  const faults = records.length - people.length
  const missing = ids.length - records.length
  const guests = {
    people,
    unread: [
      ...(missing > 0 ? [`${counted(missing, 'patient')} handed over to you could not be read`] : []),
      ...(faults > 0 ? [`${counted(faults, 'patient')} handed over to you could not be judged: a fault in Remit, not in the record`] : []),
    ],
  }
  guestsKept.set(records, guests)
  return guests
}

function guestIds(caseload: Caseload, { reviews }: KeptReviews, me: string): readonly string[] {
  const own = new Set(caseload.entries.map((entry) => entry.id))
  const ids = reviews.filter((review) => review.owner.ref === me && !isClosed(review.state) && !own.has(review.patientId))
  return [...new Set(ids.map((review) => review.patientId))].toSorted()
}

interface Parts {
  readonly caseload: Caseload
  readonly reviews: KeptReviews
  readonly guests: Guests
  readonly me: string
}

let last: { readonly parts: Parts; readonly desk: QueueDesk } | undefined

/** Worked out once for the same parts, however many places of the page ask. */
function joined(parts: Parts): QueueDesk {
  const { caseload, reviews, guests, me } = parts
  const before = last?.parts
  if (last && before?.caseload === caseload && before.reviews === reviews && before.guests === guests && before.me === me) return last.desk
  const people: readonly AssessedPatient[] = [
    ...caseload.entries.flatMap((entry) => (entry.kind === 'read' ? [entry] : [])),
    ...guests.people,
  ]
  const queue = queueOf(
    people.map(({ assessment }) => assessment),
    reviews.reviews,
    { me, asOf: caseload.asOf, unread: [...unreadOf(caseload, reviews), ...guests.unread] },
  )
  const desk = { queue, patients: new Map(people.map((person) => [person.assessment.patientId, person])) }
  last = { parts, desk }
  return desk
}

function unreadOf(caseload: Caseload, reviews: KeptReviews): readonly string[] {
  const pending = caseload.entries.filter((entry) => entry.kind === 'pending').length
  const unreadable = caseload.entries.filter((entry) => entry.kind === 'unreadable').length
  return [
    ...(pending > 0 ? [`${pending} of ${caseload.total} patients are still being read`] : []),
    ...(unreadable > 0 ? [`${unreadable} of ${caseload.total} patients could not be read or judged`] : []),
    ...caseload.incomplete.map((part) => `${part.part}: ${part.reason}`),
    ...(reviews.incomplete === undefined ? [] : [`reviews: ${reviews.incomplete}`]),
    ...(reviews.rejected.length > 0 ? [`${reviews.rejected.length} stored reviews could not be read`] : []),
  ]
}
