/** The demo's population: a clinician's caseload of any size, the named patients first, dated relative to one day. */
import { isoDay } from '#mocks/people/days.ts'
import { chartOf } from '#mocks/people/chart.ts'
import { personId } from '#mocks/people/person.ts'
import { systems } from '#mocks/people/codes.ts'
import { reyes } from '#mocks/people/records.ts'
import type { FhirResource, Population } from '#mocks/population.ts'

/** One patient written by hand: everything a server holds about them on a given day. */
export interface NamedPatient {
  readonly id: string
  /** @param today day number */
  readonly resources: (today: number) => readonly FhirResource[]
}

export interface CaseloadOptions {
  /** Patients on the list, 1 to 10,000. */
  readonly patients: number
  /** Day number that everything is dated relative to. */
  readonly today: number
  /** Placed first on the list. */
  readonly named?: readonly NamedPatient[]
}

export const DEFAULT_PATIENTS = 300
export const MOST_PATIENTS = 10_000

export function caseload({ patients, today, named = [] }: CaseloadOptions): Population {
  const first = named.slice(0, patients)
  const byId = new Map(first.map((patient) => [patient.id, patient]))
  const generated = new Map(Array.from({ length: patients - first.length }, (_, i) => [personId(i + 1), i + 1]))
  const ids = [...byId.keys(), ...generated.keys()]
  return {
    shared: () => [practitioner('dr-01', 'Reyes', 'M.'), practitioner('dr-02', 'Okafor', 'A.'), caseloadList(ids, today), desk(today)],
    patientIds: () => ids,
    resourcesOf: (id) => {
      const written = byId.get(id)
      if (written !== undefined) return written.resources(today)
      const index = generated.get(id)
      return index === undefined ? [] : chartOf(index, today)
    },
    patientTypes,
  }
}

const patientTypes = [
  'AllergyIntolerance',
  'Appointment',
  'Condition',
  'Encounter',
  'Medication',
  'MedicationDispense',
  'MedicationRequest',
  'MedicationStatement',
  'Observation',
  'Patient',
  'Procedure',
  'QuestionnaireResponse',
] as const

const practitioner = (id: string, family: string, given: string): FhirResource => ({
  resourceType: 'Practitioner',
  id,
  active: true,
  name: [{ family, given: [given], prefix: ['Dr'], text: `Dr ${given} ${family}` }],
})

/** When Dr Reyes last looked at the caseload: the Friday before, at the end of the working day. */
function desk(today: number): FhirResource {
  const FRIDAY = 5
  const weekday = (today + 4) % 7 // day 0 was a Thursday
  const back = (weekday - FRIDAY + 7) % 7
  const friday = today - (back === 0 ? 7 : back)
  const at = `${isoDay(friday)}T17:40:00.000Z`
  const remit = 'https://remit.example/fhir'
  return {
    resourceType: 'Basic',
    id: 'desk-dr-01',
    identifier: [{ system: `${remit}/sid/desk`, value: reyes.reference }],
    code: { coding: [{ system: `${remit}/CodeSystem/app-state`, code: 'caseload-desk' }] },
    subject: reyes,
    extension: [
      {
        url: `${remit}/StructureDefinition/last-look`,
        extension: [
          { url: 'since', valueInstant: at },
          { url: 'seen', valueInstant: at },
        ],
      },
    ],
  }
}

function caseloadList(ids: readonly string[], today: number): FhirResource {
  return {
    resourceType: 'List',
    id: 'caseload-dr-01',
    status: 'current',
    mode: 'working',
    title: 'Depression caseload',
    code: { coding: [{ system: systems.listCode, code: 'depression-caseload', display: 'Depression caseload' }] },
    source: reyes,
    date: `${isoDay(today)}T06:00:00Z`,
    entry: ids.map((id) => ({ item: { reference: `Patient/${id}` } })),
  }
}
