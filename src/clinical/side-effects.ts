/** What treatment costs the patient: FIBSER where it was given, else the daily burden, and what was named. */
import type { SideEffects } from '#src/clinical/assessment.ts'
import type { PatientRecord } from '#src/clinical/facts.ts'
import { scorePoints } from '#src/clinical/readings.ts'
import { startOfRun } from '#src/clinical/runs.ts'
import type { ClinicalSettings } from '#src/clinical/settings.ts'
import { addDays, daysBetween, formatDay, type Day } from '#src/lib/calendar.ts'
import { unknown } from '#src/lib/known.ts'

const WINDOW_DAYS = 28
const MEAN_DAYS = 7
/** A mean of fewer answers than this in a week is not given [I]. */
export const MEAN_NEEDS = 4

/**
 * Side-effect burden and named side effects of the last 28 days.
 *
 * @returns burden on FIBSER (0..6) when one was given within `withinDays`, else the mean of the daily burden (0..10) over the
 * last 7 days with at least 4 answers, else unknown with its reason
 */
export function sideEffectsOf(record: PatientRecord, asOf: Day, settings: ClinicalSettings): SideEffects {
  return { burden: burdenOf(record, asOf, settings), named: namedOf(record, asOf) }
}

function burdenOf(record: PatientRecord, asOf: Day, settings: ClinicalSettings): SideEffects['burden'] {
  const { withinDays } = settings.rules.sideEffectBurden
  const fibser = scorePoints(record, 'fibser', asOf).at(-1)
  if (fibser && daysBetween(fibser.day, asOf) <= withinDays) {
    const limit = settings.rules.sideEffectBurden.addressFrom
    const since = runStart(
      scorePoints(record, 'fibser', asOf).map((p) => ({ day: p.day, value: p.total })),
      limit,
      settings,
    )
    return { kind: 'known', value: { value: fibser.total, max: 6, day: fibser.day, source: fibser.reading.sources[0], since } }
  }
  const answered = record.checkIns.flatMap((c) =>
    c.sideEffectBurden === undefined || c.day > asOf ? [] : [{ ...c, burden: c.sideEffectBurden }],
  )
  const answers = answered.filter((c) => c.day > addDays(asOf, -MEAN_DAYS))
  const last = answers.at(-1)
  if (answers.length >= MEAN_NEEDS && last) {
    const since = runStart(weeklyMeans(answered), settings.rules.sideEffectBurden.dailyAddressFrom, settings)
    return { kind: 'known', value: { value: meanOf(answers), max: 10, day: last.day, source: last.source, since } }
  }
  const older = fibser ? `last FIBSER on ${formatDay(fibser.day)}` : 'no FIBSER on record'
  return unknown(`${older}, ${answers.length} of ${MEAN_DAYS} daily answers in the last week`)
}

const meanOf = (answers: readonly { readonly burden: number }[]): number => answers.reduce((sum, a) => sum + a.burden, 0) / answers.length

/** The 7-day mean on every day with an answer, where there are enough. */
function weeklyMeans(
  answered: readonly { readonly day: Day; readonly burden: number }[],
): readonly { readonly day: Day; readonly value: number }[] {
  let first = 0
  return answered.flatMap(({ day }, index) => {
    while ((answered[first]?.day ?? day) <= addDays(day, -MEAN_DAYS)) first += 1
    const week = answered.slice(first, index + 1)
    return week.length >= MEAN_NEEDS ? [{ day, value: meanOf(week) }] : []
  })
}

/** First day of the present run at or above a limit, which a small dip below it does not end. */
function runStart(
  values: readonly { readonly day: Day; readonly value: number }[],
  limit: number,
  settings: ClinicalSettings,
): Day | undefined {
  const { hysteresisPoints } = settings.rules.sideEffectBurden
  return startOfRun(
    values,
    (v) => v.value >= limit,
    (v) => v.value < limit - hysteresisPoints,
  )?.day
}

function namedOf(record: PatientRecord, asOf: Day): SideEffects['named'] {
  const days = new Map<string, number>()
  for (const checkIn of record.checkIns) {
    if (checkIn.day > asOf || checkIn.day <= addDays(asOf, -WINDOW_DAYS)) continue
    for (const name of new Set(checkIn.sideEffects)) days.set(name, (days.get(name) ?? 0) + 1)
  }
  return [...days].map(([name, n]) => ({ name, days: n })).toSorted((a, b) => b.days - a.days || (a.name < b.name ? -1 : 1))
}
