/** The one way in: a heap of FHIR resources as the records of patients. What cannot be used is rejected with its reason. */
import type {
  CheckIn,
  Diagnosis,
  Intolerance,
  LabResult,
  MedicationFact,
  OtherMedicine,
  PatientRecord,
  Reading,
  Rejection,
  Screen,
  TreatmentSession,
  Visit,
} from '#src/clinical/facts.ts'
import { codingsOf, namedCode, systemOf } from '#src/fhir/coding.ts'
import { meaningOfCode, type CodeMeaning } from '#src/fhir/codes.ts'
import type { Incoming } from '#src/fhir/common.ts'
import { withCorrections } from '#src/fhir/corrections.ts'
import { checkInFromObservation, oneADay, type CheckInFound } from '#src/fhir/from-checkin.ts'
import { intoleranceFromAllergy } from '#src/fhir/from-allergy.ts'
import { diagnosisFromCondition } from '#src/fhir/from-condition.ts'
import {
  labFromObservation,
  latestSmoking,
  metaboliserFromObservation,
  smokingFromObservation,
  type SmokingFound,
} from '#src/fhir/from-lab.ts'
import { medicationFact, type Medications } from '#src/fhir/from-medication.ts'
import { identityFromPatient, identityWithoutPatient } from '#src/fhir/from-patient.ts'
import { readingsFromPieces, type ReadingOptions } from '#src/fhir/from-phq9.ts'
import { sessionFromProcedure } from '#src/fhir/from-procedure.ts'
import { contentFromQuestionnaireResponse, linkIdsOfQuestionnaire, namesOfQuestionnaire } from '#src/fhir/from-questionnaire-response.ts'
import { readingFromRating } from '#src/fhir/from-rating.ts'
import { screenFromCssrsPanel, screenFromObservation } from '#src/fhir/from-screen.ts'
import { visitFromAppointment, visitFromEncounter } from '#src/fhir/from-visit.ts'
import { field, isObject, list, shown, text, type RawObject } from '#src/fhir/raw.ts'
import { newestOnly } from '#src/fhir/newest.ts'
import { noFullUrls, referenceIn, type FullUrls } from '#src/fhir/reference.ts'
import { isScoreMeaning, pieceFromObservation, piecesFromComponents, type ScorePiece } from '#src/fhir/score-pieces.ts'
import { parseFhirDate, type PartialDate } from '#src/lib/calendar.ts'
import type { Result } from '#src/lib/result.ts'

/**
 * The record of one patient. A resource about somebody else is rejected and counted, never used.
 *
 * @param id server id without the type
 */
export function recordFromResources(
  id: string,
  resources: readonly unknown[],
  options: ReadingOptions,
  fullUrls: FullUrls = noFullUrls,
): PatientRecord {
  const reader = new RecordReader(id, fullUrls)
  const newest = newestOnly(resources)
  for (const resource of newest) if (isObject(resource)) reader.prepare(resource)
  for (const resource of newest) reader.read(resource)
  return reader.record(options)
}

/** Why a resource about somebody else is not used. */
export const FOREIGN = 'a result for another patient was ignored'

const SHARED: ReadonlySet<string> = new Set(['Medication', 'Questionnaire'])
/** Types that say nothing to a rule and are passed over without a word. */
const SILENT: ReadonlySet<string> = new Set([
  'Medication',
  'Questionnaire',
  'Practitioner',
  'Organization',
  'Location',
  'CareTeam',
  'Task',
  'DetectedIssue',
  'Provenance',
  'Device',
  'List',
  'Goal',
  'Flag',
  'Basic',
  'DiagnosticReport',
])

class RecordReader {
  readonly #id: string
  readonly #fullUrls: FullUrls
  readonly #medications = new Map<string, RawObject>()
  readonly #questionnaires = new Map<string, ReadonlyMap<string, CodeMeaning>>()
  readonly #rejected: Rejection[] = []
  readonly #withdrawn = new Set<string>()
  readonly #authored = new Map<string, PartialDate>()
  readonly #pieces: ScorePiece[] = []
  readonly #readings: Reading[] = []
  readonly #checkIns: CheckInFound[] = []
  readonly #facts: MedicationFact[] = []
  readonly #others: OtherMedicine[] = []
  readonly #diagnoses: Diagnosis[] = []
  readonly #sessions: TreatmentSession[] = []
  readonly #screens: Screen[] = []
  readonly #labs: LabResult[] = []
  readonly #intolerances: Intolerance[] = []
  readonly #smoking: SmokingFound[] = []
  readonly #metaboliser: PatientRecord['metaboliser'][number][] = []
  readonly #visits: Visit[] = []
  #patient: RawObject | undefined = undefined

  constructor(id: string, fullUrls: FullUrls) {
    this.#id = id
    this.#fullUrls = fullUrls
  }

  /** What other resources refer to must be known before they are read. */
  prepare(resource: RawObject): void {
    const type = text(resource['resourceType']) ?? ''
    if (SHARED.has(type)) this.#share(resource)
    if (type !== 'QuestionnaireResponse') return
    const date = parseFhirDate(resource['authored'])
    if (date) this.#authored.set(`${type}/${text(resource['id']) ?? 'without id'}`, date)
  }

  #share(resource: RawObject): void {
    const ref = `${text(resource['resourceType']) ?? ''}/${text(resource['id']) ?? ''}`
    if (resource['resourceType'] === 'Medication') this.#medications.set(ref, resource)
    else
      for (const name of namesOfQuestionnaire({ resource, ref, fullUrls: this.#fullUrls }))
        this.#questionnaires.set(name, linkIdsOfQuestionnaire(resource))
  }

  read(resource: unknown): void {
    if (!isObject(resource)) {
      this.#rejected.push({ source: 'a resource', reason: `${shown(resource)} is not a resource` })
      return
    }
    const type = text(resource['resourceType']) ?? ''
    const ref = `${type}/${text(resource['id']) ?? 'without id'}`
    const incoming: Incoming = { resource, ref, fullUrls: this.#fullUrls }
    if (type === 'Patient') {
      if (text(resource['id']) === this.#id) this.#patient = resource
      else this.#rejected.push({ source: ref, reason: FOREIGN })
      return
    }
    if (SILENT.has(type)) return
    const about = patientsOf(resource, this.#fullUrls)
    if (!about.includes(this.#id)) {
      const reason = about.length === 0 ? 'names no patient' : FOREIGN
      this.#rejected.push({ source: ref, reason })
      return
    }
    this.#readTyped(type, incoming)
  }

  #readTyped(type: string, incoming: Incoming): void {
    switch (type) {
      case 'Observation':
        return this.#observation(incoming)
      case 'QuestionnaireResponse': {
        const content = contentFromQuestionnaireResponse(incoming, this.#questionnaires)
        if (content === undefined) return
        this.#keep(incoming, content, ({ pieces, screens }) => {
          this.#pieces.push(...pieces)
          this.#screens.push(...screens)
        })
        return
      }
      case 'MedicationRequest':
        return this.#medication('order', incoming)
      case 'MedicationDispense':
        return this.#medication('dispense', incoming)
      case 'MedicationStatement':
        return this.#medication('statement', incoming)
      case 'Condition':
        return this.#keep(incoming, diagnosisFromCondition(incoming), (d) => this.#diagnoses.push(d))
      case 'Procedure': {
        const session = sessionFromProcedure(incoming)
        return session && this.#keep(incoming, session, (s) => this.#sessions.push(s))
      }
      case 'Encounter':
      case 'Appointment': {
        const visit = type === 'Encounter' ? visitFromEncounter(incoming) : visitFromAppointment(incoming)
        return visit && this.#keep(incoming, visit, (v) => this.#visits.push(v))
      }
      case 'AllergyIntolerance':
        return this.#allergy(incoming)
      default:
        this.#rejected.push({ source: incoming.ref, reason: `${type === '' ? 'a resource without a type' : type} is not read` })
    }
  }

  #keep<T>({ ref, resource }: Incoming, result: Result<T>, accept: (value: T) => unknown): void {
    if (result.ok) accept(result.value)
    else {
      this.#rejected.push({ source: ref, reason: result.error })
      if (resource['status'] === 'entered-in-error' || resource['status'] === 'cancelled') this.#withdrawn.add(ref)
    }
  }

  #observation(incoming: Incoming): void {
    const meaning = meaningOf(incoming.resource['code'])
    if (meaning === undefined) {
      const parts = piecesFromComponents(incoming, this.#authored)
      if (parts.length > 0) return parts.forEach((part) => this.#keep(incoming, part, (p) => this.#pieces.push(p)))
      this.#rejected.push({ source: incoming.ref, reason: `the code ${namedCode(incoming.resource['code'])} is not read` })
      return
    }
    if (isScoreMeaning(meaning))
      return this.#keep(incoming, pieceFromObservation(incoming, meaning, this.#authored), (p) => this.#pieces.push(p))
    switch (meaning.kind) {
      case 'rating':
        return this.#keep(incoming, readingFromRating(incoming, meaning.scale), ({ reading, rejected }) => {
          this.#readings.push(reading)
          this.#rejected.push(...rejected)
        })
      case 'check-in':
        return this.#keep(incoming, checkInFromObservation(incoming), (found) => {
          this.#checkIns.push(found)
          this.#rejected.push(...found.rejected)
        })
      case 'screen':
        return this.#keep(incoming, screenFromObservation(incoming, meaning), (s) => this.#screens.push(s))
      case 'c-ssrs-panel':
        return this.#keep(incoming, screenFromCssrsPanel(incoming), (s) => this.#screens.push(s))
      case 'lab':
        return this.#keep(incoming, labFromObservation(incoming, meaning.lab), (l) => this.#labs.push(l))
      case 'smoking':
        return this.#keep(incoming, smokingFromObservation(incoming), (s) => this.#smoking.push(s))
      case 'metaboliser':
        return this.#keep(incoming, metaboliserFromObservation(incoming, meaning.enzyme), (m) => this.#metaboliser.push(m))
      case 'c-ssrs-question':
        return
      case 'not-read':
        this.#rejected.push({ source: incoming.ref, reason: meaning.why })
    }
  }

  #medication(kind: MedicationFact['kind'], incoming: Incoming): void {
    this.#keep(incoming, medicationFact(kind, incoming, this.#medications satisfies Medications), (fact) => {
      this.#facts.push(fact)
      if (fact.agent !== undefined || kind === 'dispense' || !fact.exposure.counts) return
      this.#others.push({
        label: fact.label,
        ingredient: fact.label.toLowerCase(),
        from: fact.plans[0]?.from,
        through: fact.ends[0]?.date,
        active: !fact.over,
        source: fact.source,
      })
    })
  }

  #allergy(incoming: Incoming): void {
    const intolerance = intoleranceFromAllergy(incoming)
    if (intolerance) this.#keep(incoming, intolerance, (found) => this.#intolerances.push(found))
  }

  record(options: ReadingOptions): PatientRecord {
    const scored = readingsFromPieces(this.#pieces, this.#withdrawn, options)
    const checkIns: readonly CheckIn[] = oneADay(this.#checkIns)
    return {
      identity: this.#patient ? identityFromPatient(this.#patient, this.#id, this.#fullUrls) : identityWithoutPatient(this.#id),
      readings: [...scored.readings, ...this.#readings].toSorted((a, b) => a.date.earliest - b.date.earliest),
      checkIns,
      medications: withCorrections(this.#facts),
      otherMedicines: this.#others,
      diagnoses: this.#diagnoses,
      sessions: this.#sessions,
      screens: this.#screens,
      labs: this.#labs,
      intolerances: this.#intolerances,
      smoking: latestSmoking(this.#smoking),
      metaboliser: this.#metaboliser,
      visits: this.#visits.toSorted((a, b) => a.day - b.day),
      rejected: [...this.#rejected, ...scored.rejected],
      incomplete: [],
    }
  }
}

function meaningOf(concept: unknown): CodeMeaning | undefined {
  for (const coding of codingsOf(concept)) {
    const code = text(field(coding, 'code'))
    const meaning = code === undefined ? undefined : meaningOfCode(systemOf(coding), code)
    if (meaning !== undefined) return meaning
  }
  return undefined
}

/** Server id of the patients a resource is about; empty when it names none. */
export function patientsOf(resource: RawObject, fullUrls: FullUrls): readonly string[] {
  const found: string[] = []
  const add = (element: unknown): void => {
    const reference = element === undefined ? undefined : referenceIn(element, fullUrls)
    if (reference?.startsWith('Patient/') === true) found.push(reference.slice('Patient/'.length))
  }
  add(resource['subject'])
  add(resource['patient'])
  for (const participant of list(resource['participant'])) add(field(participant, 'actor'))
  return found
}

export interface RecordsFound {
  readonly records: readonly PatientRecord[]
  /** What could not be given to any patient. */
  readonly rejected: readonly Rejection[]
}

/** Records of everybody in a heap of resources, in the order of first mention. */
export function recordsFromResources(
  resources: readonly unknown[],
  options: ReadingOptions,
  fullUrls: FullUrls = noFullUrls,
): RecordsFound {
  const shared: unknown[] = []
  const groups = new Map<string, unknown[]>()
  const rejected: Rejection[] = []
  const add = (id: string, resource: unknown): void => {
    const group = groups.get(id)
    if (group) group.push(resource)
    else groups.set(id, [resource])
  }
  for (const resource of resources) {
    if (!isObject(resource) || text(resource['resourceType']) === undefined) {
      rejected.push({ source: 'a resource', reason: `${shown(resource)} is not a FHIR resource` })
      continue
    }
    const type = text(resource['resourceType']) ?? ''
    const id = text(resource['id'])
    const ref = `${type}/${id ?? 'without id'}`
    if (SHARED.has(type)) shared.push(resource)
    else if (type === 'Patient' && id !== undefined) add(id, resource)
    else if (!SILENT.has(type)) {
      const owners = patientsOf(resource, fullUrls)
      if (owners.length === 0) rejected.push({ source: ref, reason: 'names no patient' })
      for (const owner of owners) add(owner, resource)
    }
  }
  return { records: [...groups].map(([id, own]) => recordFromResources(id, [...shared, ...own], options, fullUrls)), rejected }
}
