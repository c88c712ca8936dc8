/** Sends told trials and the checklist, and says truthfully what became of them. */
import type { Checklist, SavedChecklist } from '#src/clinical/checklist.ts'
import type { Source } from '#src/clinical/source.ts'
import type { ToldTrial } from '#src/clinical/told-trial.ts'
import { searchAll } from '#src/fhir/bundle.ts'
import type { FhirClient } from '#src/fhir/client.ts'
import { FhirError } from '#src/fhir/errors.ts'
import { toldTrialFromStatement } from '#src/fhir/from-told-trial.ts'
import { field, isObject, list, text, type RawObject } from '#src/fhir/raw.ts'
import { checklistFromResponse, createResponse, newestChecklist, updateResponse } from '#src/fhir/write-answers.ts'
import { createStatement, putEntry, transaction, updateStatement, withdrawStatement } from '#src/fhir/write-statement.ts'
import { provenanceEntry, type WriteContext } from '#src/fhir/write-provenance.ts'
import type { Result } from '#src/lib/result.ts'

export type Sent<T> =
  /** `before` is what the server held: undefined when this was the first version. */
  | { readonly kind: 'saved'; readonly source: Source; readonly before: RawObject | undefined }
  | { readonly kind: 'conflict'; readonly theirs: T | undefined; readonly theirSource: Source; readonly why: string }
  | { readonly kind: 'read-only'; readonly why: string }
  | { readonly kind: 'unsure'; readonly why: string }
  | { readonly kind: 'refused'; readonly why: string }

interface Job<T> {
  readonly type: 'MedicationStatement' | 'QuestionnaireResponse'
  /** The version that was seen; undefined for something new. */
  readonly over: Source | undefined
  readonly bundle: (existing: { readonly raw: RawObject; readonly source: Source } | undefined) => RawObject
  readonly read: (raw: RawObject, ref: string) => Result<T>
}

async function sendJob<T>(client: FhirClient, job: Job<T>): Promise<Sent<T>> {
  try {
    const before = job.over === undefined ? undefined : await client.read(job.over.ref, undefined, 'fresh')
    if (job.over !== undefined && before !== undefined && versionOf(before) !== job.over.versionId) return conflictWith(job, before)
    const existing = job.over === undefined || before === undefined ? undefined : { raw: before, source: job.over }
    const answer = await client.write('POST', '', job.bundle(existing))
    const source = savedIn(answer, job.type) ?? job.over
    // A server may store without saying under which id; then nothing can be taken back, and that must be said.
    return source === undefined
      ? { kind: 'unsure', why: 'the server did not say under which id it was saved' }
      : { kind: 'saved', source, before }
  } catch (error) {
    if (!(error instanceof FhirError)) throw error
    return refusal(client, job, error)
  }
}

function conflictWith<T>(job: Job<T>, current: RawObject): Sent<T> {
  const ref = job.over?.ref ?? ''
  const theirs = job.read(current, ref)
  const versionId = versionOf(current)
  return {
    kind: 'conflict',
    theirs: theirs.ok ? theirs.value : undefined,
    theirSource: versionId === undefined ? { ref } : { ref, versionId },
    why: theirs.ok ? 'somebody changed it since it was opened here' : theirs.error,
  }
}

async function refusal<T>(client: FhirClient, job: Job<T>, error: FhirError): Promise<Sent<T>> {
  const { status, message } = error
  if ((status === 412 || status === 409) && job.over !== undefined) {
    try {
      return conflictWith(job, await client.read(job.over.ref, undefined, 'fresh'))
    } catch (second) {
      if (!(second instanceof FhirError)) throw second
      return { kind: 'refused', why: message }
    }
  }
  if (status === 403 || status === 405 || status === 501) return { kind: 'read-only', why: message }
  if (error.passing || (error.kind === 'not-fhir' && status === undefined)) return { kind: 'unsure', why: message }
  return { kind: 'refused', why: message }
}

const versionOf = (resource: RawObject): string | undefined => text(field(resource['meta'], 'versionId'))

/** Where the first resource of this type was stored, as the transaction's answer says. */
function savedIn(answer: RawObject, type: string): Source | undefined {
  for (const entry of list(answer['entry'])) {
    const resource = field(entry, 'resource')
    if (isObject(resource) && resource['resourceType'] === type) {
      const id = text(resource['id'])
      const versionId = versionOf(resource)
      if (id !== undefined) return versionId === undefined ? { ref: `${type}/${id}` } : { ref: `${type}/${id}`, versionId }
    }
    const location = text(field(field(entry, 'response'), 'location'))
    const match = location === undefined ? null : new RegExp(`${type}/([^/]+)(?:/_history/([^/]+))?$`).exec(location)
    const id = match?.[1]
    const versionId = match?.[2]
    if (id !== undefined) return versionId === undefined ? { ref: `${type}/${id}` } : { ref: `${type}/${id}`, versionId }
  }
  return undefined
}

type Saved = { readonly source: Source; readonly before: RawObject | undefined }

/** A PUT of the earlier content over the version just written; withdrawn when there was no earlier content. */
function backTo({ before }: Saved, context: WriteContext): Job<never>['bundle'] {
  return (existing) => {
    if (existing === undefined) throw new Error('nothing to take back')
    if (before === undefined) return withdrawStatement(existing, context)
    return transaction([putEntry(before, existing.source), provenanceEntry(existing.source.ref, 'UPDATE', context, [])])
  }
}

const readTold = (raw: RawObject): Result<ToldTrial> => toldTrialFromStatement(raw)
const readChecklist = (raw: RawObject, ref: string): Result<Checklist> => {
  const found = checklistFromResponse(raw, ref)
  return found.ok ? { ok: true, value: found.value.checklist } : found
}

export const send = {
  statement: (client: FhirClient, told: ToldTrial, over: Source | undefined, context: WriteContext): Promise<Sent<ToldTrial>> =>
    sendJob(client, {
      type: 'MedicationStatement',
      over,
      read: readTold,
      bundle: (existing) => (existing === undefined ? createStatement(told, context) : updateStatement(told, existing, context)),
    }),
  withdrawal: (client: FhirClient, source: Source, context: WriteContext): Promise<Sent<ToldTrial>> =>
    sendJob(client, {
      type: 'MedicationStatement',
      over: source,
      read: readTold,
      bundle: (existing) => {
        if (existing === undefined) throw new Error('nothing to withdraw')
        return withdrawStatement(existing, context)
      },
    }),
  undoStatement: (client: FhirClient, saved: Saved, context: WriteContext): Promise<Sent<ToldTrial>> =>
    sendJob(client, { type: 'MedicationStatement', over: saved.source, read: readTold, bundle: backTo(saved, context) }),
  checklist: (
    client: FhirClient,
    checklist: Checklist,
    over: Source | undefined,
    key: string,
    context: WriteContext,
  ): Promise<Sent<Checklist>> =>
    sendJob(client, {
      type: 'QuestionnaireResponse',
      over,
      read: readChecklist,
      bundle: (existing) =>
        existing === undefined ? createResponse(checklist, key, context) : updateResponse(checklist, existing, context),
    }),
  undoChecklist: (client: FhirClient, saved: Saved, context: WriteContext): Promise<Sent<Checklist>> =>
    sendJob(client, { type: 'QuestionnaireResponse', over: saved.source, read: readChecklist, bundle: backTo(saved, context) }),
} as const

/** @throws FhirError also when it is not a trial that was entered in Remit */
export async function readStatement(
  client: FhirClient,
  ref: string,
  signal?: AbortSignal,
): Promise<{ readonly told: ToldTrial; readonly source: Source }> {
  const raw = await client.read(ref, signal, 'fresh')
  const told = toldTrialFromStatement(raw)
  if (!told.ok) throw new FhirError('not-fhir', `${ref}: ${told.error}`)
  const versionId = versionOf(raw)
  return { told: told.value, source: versionId === undefined ? { ref } : { ref, versionId } }
}

/**
 * The newest saved checklist. All responses of the patient are asked for, because no more than that is guaranteed (FHIR.md 3.1).
 *
 * @throws FhirError when it could not be read, or not completely: "none saved" is only said when that is so
 */
export async function checklistOfPatient(client: FhirClient, patientId: string, signal?: AbortSignal): Promise<SavedChecklist | undefined> {
  const { resources, incomplete } = await searchAll(
    client,
    {
      type: 'QuestionnaireResponse',
      parameters: [
        ['patient', `Patient/${patientId}`],
        ['_count', '200'],
      ],
    },
    signal,
    'fresh',
  )
  if (incomplete !== undefined) throw new FhirError('paging', `The saved checklist was not read completely: ${incomplete}`)
  const found = newestChecklist(resources)
  if (!found.ok) throw new FhirError('not-fhir', found.error)
  return found.value
}
