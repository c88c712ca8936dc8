/** What this server knows of FHIR R4: the types it keeps, and the search parameters it implements for each. Anything else is answered 400. */

type Path = readonly string[]

export type SearchParameter =
  | { readonly kind: 'token'; readonly paths: readonly Path[] }
  | { readonly kind: 'date'; readonly paths: readonly Path[] }
  | { readonly kind: 'string'; readonly paths: readonly Path[] }
  | { readonly kind: 'uri'; readonly paths: readonly Path[] }
  | {
      readonly kind: 'reference'
      readonly paths: readonly Path[]
      /** The one type a bare id means; undefined when several are possible. */
      readonly target: string | undefined
      /** True when the reference names the patient whose record the resource belongs to. */
      readonly toPatient: boolean
    }

export interface ResourceType {
  readonly parameters: ReadonlyMap<string, SearchParameter>
  /** Elements a resource cannot be without (R4 cardinality 1..): missing is 422, and `_elements` always keeps them. */
  readonly required: readonly string[]
  /** The codes that `status` may hold; undefined when there is no status or it is not checked. */
  readonly statuses: readonly string[] | undefined
  /** Reference parameters that `_include` follows. */
  readonly includes: readonly string[]
}

const paths = (all: readonly string[]): readonly Path[] => all.map((path) => path.split('.'))
const token = (...all: readonly string[]): SearchParameter => ({ kind: 'token', paths: paths(all) })
const date = (...all: readonly string[]): SearchParameter => ({ kind: 'date', paths: paths(all) })
const string = (...all: readonly string[]): SearchParameter => ({ kind: 'string', paths: paths(all) })
const uri = (...all: readonly string[]): SearchParameter => ({ kind: 'uri', paths: paths(all) })
const reference = (path: string, target?: string): SearchParameter => ({
  kind: 'reference',
  paths: paths([path]),
  target,
  toPatient: false,
})
const patientAt = (...all: readonly string[]): SearchParameter => ({
  kind: 'reference',
  paths: paths(all),
  target: 'Patient',
  toPatient: true,
})
/** A subject may be somebody other than a patient, so a bare id is looked for in every type. */
const subjectAt = (path: string): SearchParameter => ({ kind: 'reference', paths: paths([path]), target: undefined, toPatient: true })

interface Definition {
  readonly parameters?: Readonly<Record<string, SearchParameter>>
  readonly required?: readonly string[]
  readonly statuses?: readonly string[]
  readonly includes?: readonly string[]
}

const subject = { patient: patientAt('subject'), subject: subjectAt('subject') }
const identifier = { identifier: token('identifier') }
const observationStatuses = ['registered', 'preliminary', 'final', 'amended', 'corrected', 'cancelled', 'entered-in-error', 'unknown']

const definitions: Readonly<Record<string, Definition>> = {
  AllergyIntolerance: {
    parameters: { ...identifier, patient: patientAt('patient'), 'clinical-status': token('clinicalStatus'), code: token('code') },
    required: ['patient'],
  },
  Appointment: {
    parameters: {
      ...identifier,
      patient: patientAt('participant.actor'),
      practitioner: reference('participant.actor', 'Practitioner'),
      date: date('start'),
      status: token('status'),
    },
    required: ['status', 'participant'],
  },
  AuditEvent: {
    parameters: { patient: patientAt('agent.who', 'entity.what'), date: date('recorded') },
    required: ['type', 'recorded', 'agent', 'source'],
  },
  Basic: { parameters: { ...identifier, ...subject, code: token('code') }, required: ['code'] },
  CareTeam: {
    parameters: { ...identifier, ...subject, status: token('status'), participant: reference('participant.member') },
  },
  ClinicalImpression: {
    parameters: { ...subject, status: token('status'), date: date('effectiveDateTime', 'effectivePeriod') },
    required: ['status', 'subject'],
  },
  Condition: {
    parameters: {
      ...identifier,
      ...subject,
      category: token('category'),
      code: token('code'),
      'clinical-status': token('clinicalStatus'),
      'onset-date': date('onsetDateTime', 'onsetPeriod'),
      'recorded-date': date('recordedDate'),
    },
    required: ['subject'],
  },
  DetectedIssue: {
    parameters: {
      ...identifier,
      patient: patientAt('patient'),
      code: token('code'),
      identified: date('identifiedDateTime', 'identifiedPeriod'),
    },
    required: ['status'],
    statuses: observationStatuses,
  },
  Device: { parameters: { ...identifier, patient: patientAt('patient') } },
  Encounter: {
    parameters: { ...identifier, ...subject, date: date('period'), status: token('status'), class: token('class') },
    required: ['status', 'class'],
  },
  Flag: { parameters: { ...identifier, ...subject, date: date('period') }, required: ['status', 'code', 'subject'] },
  Goal: {
    parameters: { ...identifier, ...subject, 'lifecycle-status': token('lifecycleStatus') },
    required: ['lifecycleStatus', 'description', 'subject'],
  },
  Group: { parameters: { ...identifier, member: reference('member.entity'), type: token('type') }, required: ['type', 'actual'] },
  List: {
    parameters: {
      ...identifier,
      ...subject,
      source: reference('source'),
      code: token('code'),
      status: token('status'),
      item: reference('entry.item'),
      date: date('date'),
    },
    required: ['status', 'mode'],
    statuses: ['current', 'retired', 'entered-in-error'],
  },
  Medication: { parameters: { ...identifier, code: token('code'), status: token('status') } },
  MedicationDispense: {
    parameters: {
      ...identifier,
      ...subject,
      status: token('status'),
      code: token('medicationCodeableConcept'),
      medication: reference('medicationReference', 'Medication'),
      prescription: reference('authorizingPrescription', 'MedicationRequest'),
      whenhandedover: date('whenHandedOver'),
    },
    required: ['status'],
    includes: ['medication'],
  },
  MedicationRequest: {
    parameters: {
      ...identifier,
      ...subject,
      intent: token('intent'),
      status: token('status'),
      authoredon: date('authoredOn'),
      code: token('medicationCodeableConcept'),
      medication: reference('medicationReference', 'Medication'),
    },
    required: ['status', 'intent', 'subject'],
    statuses: ['active', 'on-hold', 'cancelled', 'completed', 'entered-in-error', 'stopped', 'draft', 'unknown'],
    includes: ['medication'],
  },
  MedicationStatement: {
    parameters: {
      ...identifier,
      ...subject,
      status: token('status'),
      effective: date('effectiveDateTime', 'effectivePeriod'),
      code: token('medicationCodeableConcept'),
      medication: reference('medicationReference', 'Medication'),
    },
    required: ['status', 'subject'],
    includes: ['medication'],
  },
  Observation: {
    parameters: {
      ...identifier,
      ...subject,
      category: token('category'),
      code: token('code'),
      date: date('effectiveDateTime', 'effectivePeriod', 'effectiveInstant'),
      status: token('status'),
      'derived-from': reference('derivedFrom'),
    },
    required: ['status', 'code'],
    statuses: observationStatuses,
  },
  Patient: {
    parameters: {
      ...identifier,
      'general-practitioner': reference('generalPractitioner'),
      name: string('name.text', 'name.family', 'name.given', 'name.prefix', 'name.suffix'),
      family: string('name.family'),
      given: string('name.given'),
      birthdate: date('birthDate'),
      active: token('active'),
    },
  },
  Practitioner: {
    parameters: {
      ...identifier,
      name: string('name.text', 'name.family', 'name.given', 'name.prefix', 'name.suffix'),
      active: token('active'),
    },
  },
  Procedure: {
    parameters: {
      ...identifier,
      ...subject,
      code: token('code'),
      status: token('status'),
      date: date('performedDateTime', 'performedPeriod'),
    },
    required: ['status', 'subject'],
  },
  Provenance: {
    parameters: { target: reference('target'), patient: patientAt('target'), recorded: date('recorded'), agent: reference('agent.who') },
    required: ['target', 'recorded', 'agent'],
  },
  Questionnaire: {
    parameters: { ...identifier, url: uri('url'), status: token('status'), code: token('item.code') },
    required: ['status'],
  },
  QuestionnaireResponse: {
    parameters: { ...identifier, ...subject, authored: date('authored'), status: token('status'), questionnaire: uri('questionnaire') },
    required: ['status'],
  },
  Task: {
    parameters: {
      ...identifier,
      patient: patientAt('for'),
      subject: subjectAt('for'),
      owner: reference('owner'),
      status: token('status'),
      'business-status': token('businessStatus'),
      code: token('code'),
      focus: reference('focus'),
      'authored-on': date('authoredOn'),
      modified: date('lastModified'),
      priority: token('priority'),
    },
    required: ['status', 'intent'],
    statuses: [
      'draft',
      'requested',
      'received',
      'accepted',
      'rejected',
      'ready',
      'cancelled',
      'in-progress',
      'on-hold',
      'failed',
      'completed',
      'entered-in-error',
    ],
    includes: ['focus'],
  },
}

/** A map and not an object, so that a type called "constructor" is unknown like any other. */
export const resourceTypes: ReadonlyMap<string, ResourceType> = new Map(
  Object.entries(definitions).map(([name, definition]) => [
    name,
    {
      parameters: new Map([
        ['_id', token('id')],
        ['_lastUpdated', date('meta.lastUpdated')],
        ...Object.entries(definition.parameters ?? {}),
      ]),
      required: definition.required ?? [],
      statuses: definition.statuses,
      includes: definition.includes ?? [],
    },
  ]),
)
