/** What happened beside medicines and scores: courses, visits, decisions, other medicines that matter, named side effects, days taken. */
import type { PatientRecord, Source, TreatmentSession } from '#src/clinical/facts.ts'
import type { Review } from '#src/clinical/review.ts'
import { addDays, daysBetween, formatDay, localDayAt, type Day } from '#src/lib/calendar.ts'
import { counted } from '#src/lib/figures.ts'

export type EventKind = 'ect' | 'tms' | 'esketamine' | 'psychotherapy' | 'visit' | 'booked' | 'review' | 'medicine'

export interface EventSpan {
  readonly key: string
  readonly kind: EventKind
  readonly from: Day
  /** Inclusive; equal to `from` for a single day. */
  readonly through: Day
  /** Short, for the lane: "ECT ×8". */
  readonly label: string
  /** Whole, with dates. */
  readonly words: string
  readonly days: readonly Day[]
  readonly sources: readonly Source[]
}

/** Sessions closer than this belong to one course [I]. */
const SAME_COURSE_DAYS = 21

const sessionNames = { ect: 'ECT', tms: 'TMS', esketamine: 'esketamine', psychotherapy: 'psychotherapy' } as const

/** Sessions of one kind joined to courses, oldest first. */
export function coursesOf(sessions: readonly TreatmentSession[]): readonly EventSpan[] {
  const courses: TreatmentSession[][] = []
  for (const session of sessions.toSorted((a, b) => a.day.earliest - b.day.earliest)) {
    const open = courses.findLast((course) => course[0]?.kind === session.kind)
    const last = open?.at(-1)
    if (open && last && daysBetween(last.day.latest, session.day.earliest) <= SAME_COURSE_DAYS) open.push(session)
    else courses.push([session])
  }
  return courses.flatMap((course): EventSpan[] => {
    const first = course[0]
    const last = course.at(-1)
    if (first === undefined || last === undefined) return []
    const name = sessionNames[first.kind]
    const when = first === last ? formatDay(first.day.earliest) : `${formatDay(first.day.earliest)} to ${formatDay(last.day.latest)}`
    return [
      {
        key: `${first.kind} ${first.day.earliest}`,
        kind: first.kind,
        from: first.day.earliest,
        through: last.day.latest,
        label: course.length === 1 ? name : `${name} ×${course.length}`,
        words: `${name}: ${counted(course.length, 'session')}, ${when}`,
        days: course.map((session) => session.day.earliest),
        sources: course.map((session) => session.source),
      },
    ]
  })
}

/** Visits, reviews and other medicines that matter, as single spans. */
export function eventsOf(record: PatientRecord, reviews: readonly Review[], asOf: Day): readonly EventSpan[] {
  const single = (kind: EventKind, at: Day, label: string, words: string, source?: Source): EventSpan => ({
    key: `${kind} ${at} ${source?.ref ?? words}`,
    kind,
    from: at,
    through: at,
    label,
    words,
    days: [at],
    sources: source === undefined ? [] : [source],
  })
  const visits = record.visits.map((visit) =>
    single(
      visit.kind === 'booked' && visit.day >= asOf ? 'booked' : 'visit',
      visit.day,
      visit.kind === 'booked' ? 'booked' : 'visit',
      `${visit.kind === 'booked' ? 'booked' : 'visit'}: ${visit.label}, ${formatDay(visit.day)}`,
      visit.source,
    ),
  )
  const decided = reviews.map((review) => {
    const at = localDayAt(review.atMs)
    const what = review.decision?.code.replaceAll('-', ' ') ?? review.state
    return single('review', at, what, `${what}, ${review.by.name}, ${formatDay(at)}: ${review.finding.title}`)
  })
  const medicines = record.otherMedicines.flatMap((other): EventSpan[] => {
    if (other.from === undefined || other.from.earliest > asOf) return []
    const through = other.through?.latest ?? asOf
    return [
      {
        key: `medicine ${other.source.ref}`,
        kind: 'medicine',
        from: other.from.earliest,
        through: through < other.from.earliest ? other.from.earliest : through,
        label: other.label,
        words: `${other.label}, from ${formatDay(other.from.earliest)}${other.active ? ', still listed' : ` to ${formatDay(through)}`}`,
        days: [],
        sources: [other.source],
      },
    ]
  })
  return [...coursesOf(record.sessions), ...visits, ...decided, ...medicines].toSorted((a, b) => a.from - b.from)
}

export interface NamedEffect {
  readonly name: string
  readonly days: readonly Day[]
}

/** Side effects in the patient's words, the most frequent first. */
export function namedEffectsOf(record: PatientRecord, asOf: Day): readonly NamedEffect[] {
  const days = new Map<string, Day[]>()
  for (const checkIn of record.checkIns) {
    if (checkIn.day > asOf) continue
    for (const name of new Set(checkIn.sideEffects)) days.set(name, [...(days.get(name) ?? []), checkIn.day])
  }
  return [...days].map(([name, on]) => ({ name, days: on })).toSorted((a, b) => b.days.length - a.days.length || (a.name < b.name ? -1 : 1))
}

export interface TakenDays {
  readonly taken: readonly Day[]
  readonly missed: readonly Day[]
}

/** Days on which the patient answered whether the medicine was taken; other days are not known and stay empty. */
export function takenDaysOf(record: PatientRecord, asOf: Day): TakenDays {
  const answered = record.checkIns.filter((c) => c.day <= asOf && c.taken !== undefined)
  return {
    taken: answered.filter((c) => c.taken === true).map((c) => c.day),
    missed: answered.filter((c) => c.taken === false).map((c) => c.day),
  }
}

/** The first booked visit from a day on; undefined when none is booked. */
export function nextVisitFrom(record: PatientRecord, on: Day): PatientRecord['visits'][number] | undefined {
  return record.visits
    .filter((visit) => visit.kind === 'booked' && visit.day >= on)
    .toSorted((a, b) => a.day - b.day || ((a.clock ?? '') < (b.clock ?? '') ? -1 : 1))[0]
}

/** The last day anything is drawn on after `asOf`: the next visit, where it is close. */
export function horizonOf(record: PatientRecord, asOf: Day): Day {
  const visit = nextVisitFrom(record, asOf)
  return visit !== undefined && daysBetween(asOf, visit.day) <= 28 ? visit.day : addDays(asOf, 0)
}
