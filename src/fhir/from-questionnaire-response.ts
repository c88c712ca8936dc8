/** A QuestionnaireResponse as pieces of PHQ-9, PHQ-2 and GAD-7, and as screens. */
import type { Screen } from '#src/clinical/facts.ts'
import { itemisedScales, meaningOfCode, type CodeMeaning } from '#src/fhir/codes.ts'
import { codingsOf, system, systemOf } from '#src/fhir/coding.ts'
import { dateOrReason, reporterIn, sourceOf, type Incoming, type Standing } from '#src/fhir/common.ts'
import { field, isObject, list, shown, text, type RawObject } from '#src/fhir/raw.ts'
import { familyOf, isScoreMeaning, ScoreParts, type ScorePiece } from '#src/fhir/score-pieces.ts'
import { statedTotal } from '#src/fhir/score-values.ts'
import type { PartialDate } from '#src/lib/calendar.ts'
import { known, unknown } from '#src/lib/known.ts'
import { err, ok, type Result } from '#src/lib/result.ts'

export interface ResponseContent {
  readonly pieces: readonly ScorePiece[]
  readonly screens: readonly Screen[]
}

/** Questionnaire resources that came along, by canonical URL and by "Questionnaire/id": they name the code behind a linkId. */
export type Questionnaires = ReadonlyMap<string, ReadonlyMap<string, CodeMeaning>>

/**
 * What a QuestionnaireResponse says.
 *
 * @returns `undefined` when it holds no question that Remit reads; the reason when it does and cannot be used
 */
export function contentFromQuestionnaireResponse(incoming: Incoming, questionnaires: Questionnaires): Result<ResponseContent> | undefined {
  const { resource, fullUrls } = incoming
  const meaningOf = linkIdReader(resource, questionnaires)
  const answered = [...itemsWithin(resource)].flatMap((item): Answered[] => {
    const meaning = meaningOf(item)
    return meaning === undefined ? [] : [{ item, meaning }]
  })
  if (answered.length === 0) return undefined
  const standing = standingOfResponse(resource['status'])
  if (!standing.ok) return standing
  const date = dateOrReason(resource['authored'], 'authored date')
  if (!date.ok) return date
  const families = [...new Set(answered.flatMap(({ meaning }) => (isScoreMeaning(meaning) ? [familyOf(meaning)] : [])))]
  const pieces = families.flatMap((family): ScorePiece[] => {
    const parts = new ScoreParts(family)
    for (const { item, meaning } of answered) {
      if (!isScoreMeaning(meaning)) continue
      for (const answer of list(item['answer'])) if (isObject(answer)) parts.add(meaning, answer)
    }
    if (parts.isEmpty) return []
    return [
      {
        source: sourceOf(incoming),
        family,
        role: 'response',
        standing: standing.value,
        date: date.value,
        reporter: reporterIn([resource['source'], resource['author']], fullUrls),
        ...parts.found(),
        derivedFrom: [],
        members: [],
      },
    ]
  })
  const screens = standing.value.preliminary ? [] : answered.flatMap((one) => screenIn(one, incoming, date.value))
  if (pieces.length === 0 && screens.length === 0) return err('no question was answered')
  return ok({ pieces, screens })
}

interface Answered {
  readonly item: RawObject
  readonly meaning: CodeMeaning
}

function standingOfResponse(status: unknown): Result<Standing> {
  switch (status) {
    case 'completed':
      return ok({ preliminary: false, amended: false })
    case 'amended':
      return ok({ preliminary: false, amended: true })
    case 'in-progress':
    case 'stopped':
      return ok({ preliminary: true, amended: false })
    case 'entered-in-error':
      return err('withdrawn: entered in error')
    default:
      return err(`status ${shown(status)} is not a FHIR status of a questionnaire response`)
  }
}

/** Items at every depth, without recursion: a questionnaire can be nested deeper than the stack. */
function* itemsWithin(resource: RawObject): Generator<RawObject> {
  const open: unknown[] = [...list(resource['item'])].toReversed()
  while (open.length > 0) {
    const item = open.pop()
    if (!isObject(item)) continue
    yield item
    const inner = [...list(item['item']), ...list(item['answer']).flatMap((answer) => list(field(answer, 'item')))]
    for (let i = inner.length - 1; i >= 0; i -= 1) open.push(inner[i])
  }
}

const LOINC_IN_LINK_ID = /(?:^|[^\d-])(\d{3,6}-\d)$/
const NUMBERED_LINK_ID = /^(?:phq-phq9-q)?0?(\d{1,2})$/

/** The ways in which a question names itself (FHIR.md 2.2, rule 5), in their order. */
function linkIdReader(response: RawObject, questionnaires: Questionnaires): (item: RawObject) => CodeMeaning | undefined {
  const canonical = text(response['questionnaire'])?.split('|')[0] ?? ''
  const defined = questionnaires.get(canonical) ?? questionnaires.get(canonical.split('/').slice(-2).join('/'))
  const numbered = isPhq9Canonical(canonical)
  return (item) => {
    const linkId = text(item['linkId']) ?? ''
    const inLinkId = LOINC_IN_LINK_ID.exec(linkId)?.[1]
    const inDefinition = LOINC_IN_LINK_ID.exec(text(item['definition']) ?? '')?.[1]
    return (
      (inLinkId === undefined ? undefined : meaningOfCode(system.loinc, inLinkId)) ??
      (inDefinition === undefined ? undefined : meaningOfCode(system.loinc, inDefinition)) ??
      defined?.get(linkId) ??
      germanOrNumbered(linkId, numbered)
    )
  }
}

/** Numbered questions mean PHQ-9 only where the questionnaire says that it is PHQ-9. */
function isPhq9Canonical(canonical: string): boolean {
  return /(?:^|[/_-])(?:44249-1|phq-?9)(?:$|[/_.-])/i.test(canonical)
}

function germanOrNumbered(linkId: string, numbered: boolean): CodeMeaning | undefined {
  if (linkId === 'phq-phq9-score-total') return { kind: 'total', scale: itemisedScales.phq9 }
  const number = NUMBERED_LINK_ID.exec(linkId)?.[1]
  if (number === undefined || !(numbered || linkId.startsWith('phq-'))) return undefined
  const position = parseInt(number, 10) - 1
  if (position >= 0 && position < 9) return { kind: 'item', family: 'phq', position }
  return position === 9 ? { kind: 'difficulty' } : undefined
}

function screenIn({ item, meaning }: Answered, incoming: Incoming, date: PartialDate): readonly Screen[] {
  if (meaning.kind !== 'screen') return []
  const [answer] = list(item['answer'])
  const stated = isObject(answer) ? statedTotal(answer, { title: meaning.title, min: 0, max: meaning.max, whole: true }) : undefined
  if (stated === undefined) return []
  const score = stated.kind === 'number' ? known(stated.value) : unknown(stated.reason)
  return [{ kind: meaning.screen, date, score, positive: undefined, source: sourceOf(incoming) }]
}

/** The codes behind the linkIds of a Questionnaire. */
export function linkIdsOfQuestionnaire(questionnaire: RawObject): ReadonlyMap<string, CodeMeaning> {
  const meanings = new Map<string, CodeMeaning>()
  for (const item of itemsWithin(questionnaire)) {
    const linkId = text(item['linkId'])
    for (const coding of codingsOf({ coding: item['code'] })) {
      const code = text(field(coding, 'code'))
      const meaning = code === undefined ? undefined : meaningOfCode(systemOf(coding), code)
      if (linkId !== undefined && meaning !== undefined) meanings.set(linkId, meaning)
    }
  }
  return meanings
}

/** Names under which responses refer to a Questionnaire. */
export function namesOfQuestionnaire({ resource, ref }: Incoming): readonly string[] {
  const url = text(resource['url'])
  return url === undefined ? [ref] : [ref, url]
}
