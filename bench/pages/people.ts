/** A caseload of any size for the contenders: 300 people read and judged by Remit, and copies of them under other names. */
import { caseload } from '#mocks/caseload.ts'
import { localDayNumber, systemClock } from '#mocks/clock.ts'
import { assessPatient } from '#src/clinical/assess.ts'
import { defaultSettings } from '#src/clinical/settings.ts'
import { recordsFromResources } from '#src/fhir/record.ts'
import { localDayAt } from '#src/lib/calendar.ts'
import { known } from '#src/lib/known.ts'
import type { Caseload, CaseloadEntry } from '#src/queries/types.ts'

const READ = 300

export function caseloadOf(patients: number): Caseload {
  const fetchedAtMs = systemClock.nowMs()
  const asOf = localDayAt(fetchedAtMs)
  const population = caseload({ patients: Math.min(READ, patients), today: localDayNumber(fetchedAtMs) })
  const records = population
    .patientIds()
    .flatMap((id) => recordsFromResources(JSON.parse(JSON.stringify(population.resourcesOf(id))), defaultSettings).records)
  const judged = records.map((record) => ({ record, assessment: assessPatient(record, asOf, defaultSettings) }))
  const entries = Array.from({ length: patients }, (_, index): CaseloadEntry => {
    const one = judged[index % judged.length]
    if (one === undefined) throw new Error('nobody was read')
    const round = Math.floor(index / judged.length)
    const { identity } = one.record
    const id = `${identity.id}-${round}`
    const family = `${identity.family}${round === 0 ? '' : letters(round)}`
    const record = { ...one.record, identity: { ...identity, id, family, name: known(`${identity.given} ${family}`) } }
    return { kind: 'read', id, record, assessment: { ...one.assessment, patientId: id }, fetchedAtMs }
  })
  return { entries, total: patients, read: patients, complete: true, incomplete: [], rejected: [], asOf, fetchedAtMs }
}

/** A suffix that makes a name of its own: "b", "c" ... "ba". */
function letters(round: number): string {
  const last = String.fromCharCode(97 + (round % 26))
  return round < 26 ? last : `${letters(Math.floor(round / 26))}${last}`
}
