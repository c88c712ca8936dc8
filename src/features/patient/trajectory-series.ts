/** A record and its assessment as everything the trajectory shows, on one real time axis in whole days. */
import type { Trial } from '#src/clinical/assessment.ts'
import type { Review } from '#src/clinical/review.ts'
import type { ClinicalSettings } from '#src/clinical/settings.ts'
import { dailyLanesOf, type DailyLane } from '#src/features/patient/daily-lanes.ts'
import { doseStepsOf, type DoseStep } from '#src/features/patient/dose-days.ts'
import {
  eventsOf,
  horizonOf,
  namedEffectsOf,
  takenDaysOf,
  type EventSpan,
  type NamedEffect,
  type TakenDays,
} from '#src/features/patient/event-lanes.ts'
import { medicationLanesOf, type ClockWindowDays, type MedicationLane } from '#src/features/patient/medication-lanes.ts'
import { baselineGuide, LATE_DAYS, scoreSeriesOf, type BaselineGuide, type ScoreSeries } from '#src/features/patient/score-series.ts'
import { addDays, earlierOf, laterOf, type Day } from '#src/lib/calendar.ts'
import type { AssessedPatient } from '#src/queries/types.ts'
import type { DayRange } from '#src/ui/chart/day-range.ts'

export interface Trajectory {
  readonly patientId: string
  readonly asOf: Day
  /** From the first thing on record to a little after `asOf`. */
  readonly bounds: DayRange
  /** PHQ-9 first; empty when no scale was ever filled in. */
  readonly scales: readonly ScoreSeries[]
  /** The trial that guides and words are about: the current one, else the last. */
  readonly focus: Trial | undefined
  readonly guide: BaselineGuide | undefined
  readonly medications: readonly MedicationLane[]
  readonly steps: readonly DoseStep[]
  readonly daily: readonly DailyLane[]
  readonly firstCheckIn: Day | undefined
  readonly effects: readonly NamedEffect[]
  readonly taken: TakenDays
  readonly events: readonly EventSpan[]
  readonly clock: ClockWindowDays
  /** The day of every reading and check-in by its source, to light up evidence. */
  readonly refDays: readonly { readonly ref: string; readonly day: Day }[]
  /** Medicines on record that make no trial, so that they are on no lane. */
  readonly unplaced: number
  readonly settings: ClinicalSettings
}

const MARGIN_DAYS = 10

/** Pure: the same patient gives the same trajectory. Nothing after the day of judgement is shown but what is planned. */
export function trajectoryOf({ record, assessment }: AssessedPatient, settings: ClinicalSettings, reviews: readonly Review[]): Trajectory {
  const { asOf, trials } = assessment
  const focus = assessment.current ?? trials.findLast((trial) => trial.role === 'antidepressant')
  const { fromDay: opensAt, overdueAfterDay: closesAt } = settings.rules.inadequateResponse
  const clock = { opensAt, closesAt }
  const medications = medicationLanesOf(record, trials, asOf, clock)
  const events = eventsOf(record, reviews, asOf)
  return {
    patientId: record.identity.id,
    asOf,
    bounds: boundsOf(record, trials, events, medications, asOf),
    scales: scoreSeriesOf(record, asOf, settings.rules.silence.phq9Days + LATE_DAYS),
    focus,
    guide: baselineGuide(focus, asOf),
    medications,
    steps: doseStepsOf(trials),
    daily: dailyLanesOf(record, asOf),
    firstCheckIn: record.checkIns[0]?.day,
    effects: namedEffectsOf(record, asOf),
    taken: takenDaysOf(record, asOf),
    events,
    clock,
    refDays: [
      ...record.readings.flatMap((reading) => reading.sources.map(({ ref }) => ({ ref, day: reading.date.earliest }))),
      ...record.checkIns.map((checkIn) => ({ ref: checkIn.source.ref, day: checkIn.day })),
    ],
    unplaced: record.medications.filter((fact) => fact.kind !== 'dispense' && (fact.agent === undefined || !fact.exposure.counts)).length,
    settings,
  }
}

function boundsOf(
  record: AssessedPatient['record'],
  trials: readonly Trial[],
  events: readonly EventSpan[],
  medications: readonly MedicationLane[],
  asOf: Day,
): DayRange {
  const firsts = [
    ...record.readings.map((reading) => reading.date.earliest),
    ...trials.map((trial) => trial.from),
    ...record.checkIns.map((checkIn) => checkIn.day),
    ...events.map((event) => event.from),
  ].filter((d) => d <= asOf)
  const first = firsts.reduce(earlierOf, addDays(asOf, -28))
  // Room for the window of the clock where it is still to come, within eight weeks.
  const windows = medications.flatMap((lane) => lane.trials.flatMap(({ closes }) => (closes?.projected === true ? [closes.day] : [])))
  const last = [horizonOf(record, asOf), ...windows.filter((d) => d <= addDays(asOf, 56))].reduce(laterOf, asOf)
  return { from: addDays(first, -MARGIN_DAYS), through: addDays(last, MARGIN_DAYS) }
}

/** The series shown: the one asked for where it exists, else the first on record. */
export function seriesShown(trajectory: Trajectory, wanted: string | undefined): ScoreSeries | undefined {
  return trajectory.scales.find((series) => series.instrument === wanted) ?? trajectory.scales[0]
}
