/** The pseudo-resistance checklist as a QuestionnaireResponse, both ways. The Questionnaire is `public/fhir/`. */
import {
  checkAnswers,
  checkIds,
  checklistWords,
  checkQuestions,
  conclusions,
  type Checklist,
  type GivenAnswer,
  type SavedChecklist,
} from '#src/clinical/checklist.ts'
import { definitionIds, definitions } from '#src/clinical/resistance.ts'
import { field, list, text, type RawObject } from '#src/fhir/raw.ts'
import { provenanceEntry, type WriteContext } from '#src/fhir/write-provenance.ts'
import { putEntry, transaction, type ExistingResource } from '#src/fhir/write-statement.ts'
import { instantFromIso, isoInstant } from '#src/lib/calendar.ts'
import { isNonEmpty } from '#src/lib/non-empty.ts'
import { err, ok, type Result } from '#src/lib/result.ts'

export const checklistCanonical = 'https://remit.example/fhir/Questionnaire/pseudo-resistance'
const VERSION = '1.0.0'
const answerSystem = 'https://remit.example/fhir/CodeSystem/pseudo-resistance-answer'
const conclusionSystem = 'https://remit.example/fhir/CodeSystem/resistance-conclusion'
const definitionSystem = 'https://remit.example/fhir/CodeSystem/resistance-definition'

export function isChecklistResponse(resource: unknown): boolean {
  const canonical = text(field(resource, 'questionnaire')) ?? ''
  return canonical === checklistCanonical || canonical.startsWith(`${checklistCanonical}|`)
}

/** Undefined for a response that was withdrawn; the reason for one that cannot be read. */
export function checklistFromResponse(resource: RawObject, ref: string): Result<SavedChecklist> {
  const items = new Map(list(resource['item']).map((item) => [text(field(item, 'linkId')) ?? '', item]))
  const coded = (linkId: string): unknown => field(field(list(field(items.get(linkId), 'answer'))[0], 'valueCoding'), 'code')
  const written = (linkId: string): string => text(field(list(field(items.get(linkId), 'answer'))[0], 'valueString')) ?? ''
  const conclusion = conclusions.find((one) => one === coded('conclusion'))
  const definition = definitionIds.find((one) => one === coded('definition'))
  if (conclusion === undefined || definition === undefined) return err('the saved checklist has no conclusion or no definition')
  const answers: Record<string, GivenAnswer> = {}
  for (const id of checkIds) {
    const answer = checkAnswers.find((one) => one === coded(id))
    if (answer !== undefined) answers[id] = { answer, comment: written(`${id}-comment`) }
  }
  const versionId = text(field(resource['meta'], 'versionId'))
  return ok({
    checklist: { answers, conclusion, definition, reason: written('reason') },
    source: versionId === undefined ? { ref } : { ref, versionId },
    savedAtMs: instantFromIso(resource['authored']),
    author: text(field(resource['author'], 'display')) ?? text(field(resource['author'], 'reference')) ?? 'author not recorded',
  })
}

export function responseOf(checklist: Checklist, context: WriteContext, existing?: RawObject): RawObject {
  const answered = checkIds.flatMap((id) => {
    const given = checklist.answers[id]
    if (given === undefined) return []
    return [
      {
        linkId: id,
        text: checkQuestions[id],
        answer: [{ valueCoding: coding(answerSystem, given.answer, checklistWords.answer[given.answer]) }],
      },
      ...(given.comment === '' ? [] : [{ linkId: `${id}-comment`, text: 'What this rests on', answer: [{ valueString: given.comment }] }]),
    ]
  })
  return {
    ...existing,
    resourceType: 'QuestionnaireResponse',
    questionnaire: `${checklistCanonical}|${VERSION}`,
    status: existing === undefined ? 'completed' : 'amended',
    subject: { reference: `Patient/${context.patientId}` },
    authored: isoInstant(context.nowMs),
    author: { reference: context.practitioner, display: context.practitionerName },
    item: [
      ...answered,
      {
        linkId: 'definition',
        text: 'Definition of treatment resistance',
        answer: [{ valueCoding: coding(definitionSystem, checklist.definition, definitions[checklist.definition].title) }],
      },
      {
        linkId: 'conclusion',
        text: 'Conclusion',
        answer: [{ valueCoding: coding(conclusionSystem, checklist.conclusion, checklistWords.conclusion[checklist.conclusion]) }],
      },
      ...(checklist.reason === ''
        ? []
        : [{ linkId: 'reason', text: 'Reason, over what is not known, present or not met', answer: [{ valueString: checklist.reason }] }]),
    ],
  }
}

const coding = (system: string, code: string, display: string): RawObject => ({ system, code, display })

/** First saving; `key` keeps it from being saved twice. */
export function createResponse(checklist: Checklist, key: string, context: WriteContext): RawObject {
  const fullUrl = `urn:uuid:${key}`
  const identifier = { system: 'https://remit.example/fhir/sid/checklist', value: key }
  return transaction([
    {
      fullUrl,
      resource: { ...responseOf(checklist, context), identifier },
      request: { method: 'POST', url: 'QuestionnaireResponse', ifNoneExist: `identifier=${identifier.system}|${key}` },
    },
    provenanceEntry(fullUrl, 'CREATE', context, []),
  ])
}

export function updateResponse(checklist: Checklist, existing: ExistingResource, context: WriteContext): RawObject {
  return transaction([
    putEntry(responseOf(checklist, context, existing.raw), existing.source),
    provenanceEntry(existing.source.ref, 'UPDATE', context, []),
  ])
}

/** The newest saved checklist among the responses of a patient. */
export function newestChecklist(resources: readonly unknown[]): Result<SavedChecklist | undefined> {
  const found = resources.flatMap((resource) => {
    if (!isChecklistResponse(resource)) return []
    const raw = { ...(resource as RawObject) } // safe: a resource with a questionnaire is an object
    return raw['status'] === 'entered-in-error' ? [] : [{ raw, atMs: instantFromIso(raw['authored']) ?? 0 }]
  })
  const sorted = found.toSorted((a, b) => b.atMs - a.atMs)
  if (!isNonEmpty(sorted)) return ok(undefined)
  return checklistFromResponse(sorted[0].raw, `QuestionnaireResponse/${text(sorted[0].raw['id']) ?? ''}`)
}
