/** A FHIR R4 resource as it stands on the wire: nothing is promised beyond its type. */
export type FhirResource = {
  readonly resourceType: string
  readonly id?: string
  readonly meta?: FhirMeta
  readonly [element: string]: unknown
}

export type FhirMeta = {
  readonly versionId?: string
  readonly lastUpdated?: string
  readonly tag?: readonly { readonly system?: string; readonly code?: string; readonly display?: string }[]
  readonly [element: string]: unknown
}

/**
 * What a mock server starts with, before anybody has written to it.
 *
 * `shared` holds what belongs to no patient (List, Practitioner, Device, Medication, Questionnaire).
 * `resourcesOf` returns everything of one patient, the Patient resource first; it is called when that patient is asked for, so that ten
 * thousand patients cost nothing until then, and it must return equal content every time: the store may forget and ask again.
 * What refers to a patient belongs to that patient's resources, or a search by patient will not find it.
 * Every resource needs an id, unique within its type over all patients; an id that begins with the patient's id ("p-0001-phq9-3") is found
 * without walking through everybody. A version and a last update are added where they are missing; a stated last update lies before today.
 */
export interface Population {
  readonly shared: () => readonly FhirResource[]
  readonly patientIds: () => readonly string[]
  readonly resourcesOf: (patientId: string) => readonly FhirResource[]
  /**
   * The resource types that `resourcesOf` may return. Naming them spares a search for any other type (Task by owner) a walk through every
   * patient; when absent, every patient is walked.
   */
  readonly patientTypes?: readonly string[]
}
