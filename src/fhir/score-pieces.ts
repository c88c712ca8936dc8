/** What one resource says about an administration of PHQ-9, PHQ-2 or GAD-7: some totals, some answers, and its relatives. */
import type { Reading, Source } from '#src/clinical/facts.ts'
import { difficultyAnswerOf, meaningOfCode, type CodeMeaning, type ItemisedScale, type ScaleFamily } from '#src/fhir/codes.ts'
import { codingsOf, systemOf } from '#src/fhir/coding.ts'
import { effectiveDate, referencesIn, reporterIn, sourceOf, standingOfObservation, type Incoming, type Standing } from '#src/fhir/common.ts'
import { field, isObject, list, text, type RawObject } from '#src/fhir/raw.ts'
import { answerIn, statedTotal, type Answer, type StatedTotal } from '#src/fhir/score-values.ts'
import type { PartialDate } from '#src/lib/calendar.ts'
import { err, ok, type Result } from '#src/lib/result.ts'

export interface ScorePiece {
  readonly source: Source
  readonly family: ScaleFamily
  /** "panel" also for a panel code that carries a value; "response" for a QuestionnaireResponse. */
  readonly role: 'total' | 'panel' | 'item' | 'difficulty' | 'response'
  readonly standing: Standing
  readonly date: PartialDate
  readonly reporter: Reading['reporter']
  readonly totals: readonly { readonly scale: ItemisedScale; readonly stated: StatedTotal }[]
  /** Scales named by a panel code, whether or not it has a value. */
  readonly panels: readonly ItemisedScale[]
  readonly answers: readonly { readonly position: number; readonly answer: Answer }[]
  readonly difficulty: Answer | undefined
  readonly derivedFrom: readonly string[]
  readonly members: readonly string[]
}

export type ScoreMeaning = Extract<CodeMeaning, { kind: 'total' | 'panel' | 'item' | 'difficulty' }>

/** The part of an administration that one Observation carries, or why it carries none. */
export function pieceFromObservation(incoming: Incoming, meaning: ScoreMeaning, authored: AuthoredDates): Result<ScorePiece> {
  const { resource, fullUrls } = incoming
  const standing = standingOfObservation(resource['status'])
  if (!standing.ok) return standing
  const derivedFrom = referencesIn(resource['derivedFrom'], fullUrls)
  const date = datedByResponse(effectiveDate(resource), resource, derivedFrom, authored)
  if (!date.ok) return date
  const parts = new ScoreParts(familyOf(meaning))
  parts.add(meaning, resource)
  parts.addComponents(resource)
  const members = referencesIn(resource['hasMember'], fullUrls)
  if (meaning.kind === 'total' && parts.isEmpty) return err(`a ${meaning.scale.title} total without a value`)
  if ((meaning.kind === 'item' || meaning.kind === 'difficulty') && parts.isEmpty) return err('a questionnaire item without an answer')
  if (meaning.kind === 'panel' && parts.isEmpty && members.length === 0)
    return err(`a ${meaning.scale.title} panel without a value and without members`)
  return ok({
    source: sourceOf(incoming),
    family: parts.family,
    role: meaning.kind,
    standing: standing.value,
    date: date.value,
    reporter: reporterIn(list(resource['performer']), fullUrls),
    ...parts.found(),
    derivedFrom,
    members,
  })
}

/** When each questionnaire response was authored, by its reference. */
export type AuthoredDates = ReadonlyMap<string, PartialDate>

/** A result without any date of its own is as old as the response it was derived from (FHIR.md 2.2, rule 9). */
function datedByResponse(
  own: Result<PartialDate>,
  resource: RawObject,
  origins: readonly string[],
  authored: AuthoredDates,
): Result<PartialDate> {
  const isDated = ['effectiveDateTime', 'effectiveInstant', 'effectivePeriod'].some((key) => resource[key] !== undefined)
  if (own.ok || isDated) return own
  const date = origins.map((origin) => authored.get(origin)).find((d) => d !== undefined)
  return date ? ok(date) : own
}

/**
 * A code that Remit does not read can stand over components that it does (HL7 Personal Health Record format): one part for each
 * family of questionnaires among them. The value of the Observation itself belongs to the code that is not read.
 *
 * @returns nothing when no component is read
 */
export function piecesFromComponents(incoming: Incoming, authored: AuthoredDates): readonly Result<ScorePiece>[] {
  const { resource, fullUrls } = incoming
  const meanings = list(resource['component']).flatMap((component) => meaningIn(field(component, 'code')) ?? [])
  return [...new Set(meanings.map(familyOf))].map((family): Result<ScorePiece> => {
    const standing = standingOfObservation(resource['status'])
    if (!standing.ok) return standing
    const derivedFrom = referencesIn(resource['derivedFrom'], fullUrls)
    const date = datedByResponse(effectiveDate(resource), resource, derivedFrom, authored)
    if (!date.ok) return date
    const parts = new ScoreParts(family)
    parts.addComponents(resource)
    if (parts.isEmpty) return err('no question was answered')
    return ok({
      source: sourceOf(incoming),
      family,
      role: 'panel',
      standing: standing.value,
      date: date.value,
      reporter: reporterIn(list(resource['performer']), fullUrls),
      ...parts.found(),
      derivedFrom,
      members: referencesIn(resource['hasMember'], fullUrls),
    })
  })
}

/** What a code means as part of a questionnaire; undefined for any other code. */
export function meaningIn(concept: unknown): ScoreMeaning | undefined {
  for (const coding of codingsOf(concept)) {
    const code = text(field(coding, 'code'))
    const meaning = code === undefined ? undefined : meaningOfCode(systemOf(coding), code)
    if (meaning !== undefined && isScoreMeaning(meaning)) return meaning
  }
  return undefined
}

export function isScoreMeaning(meaning: CodeMeaning): meaning is ScoreMeaning {
  return meaning.kind === 'total' || meaning.kind === 'panel' || meaning.kind === 'item' || meaning.kind === 'difficulty'
}

/** The functional difficulty question stands at the end of PHQ-9. */
export function familyOf(meaning: ScoreMeaning): ScaleFamily {
  switch (meaning.kind) {
    case 'total':
    case 'panel':
      return meaning.scale.family
    case 'item':
      return meaning.family
    case 'difficulty':
      return 'phq'
  }
}

/** Collects what the elements of one resource say about one family of questionnaires. */
export class ScoreParts {
  readonly family: ScaleFamily
  readonly #totals: { scale: ItemisedScale; stated: StatedTotal }[] = []
  readonly #panels: ItemisedScale[] = []
  readonly #answers: { position: number; answer: Answer }[] = []
  #difficulty: Answer | undefined = undefined

  constructor(family: ScaleFamily) {
    this.family = family
  }

  /** Reads one element that carries `value[x]`; elements of another family are left alone. */
  add(meaning: ScoreMeaning, element: Parameters<typeof answerIn>[0]): void {
    if (familyOf(meaning) !== this.family) return
    switch (meaning.kind) {
      case 'total':
      case 'panel': {
        const { scale } = meaning
        if (meaning.kind === 'panel') this.#panels.push(scale)
        const stated = statedTotal(element, { title: scale.title, min: 0, max: scale.max, whole: true })
        if (stated !== undefined) this.#totals.push({ scale, stated })
        return
      }
      case 'item': {
        const answer = answerIn(element)
        if (answer !== undefined) this.#answers.push({ position: meaning.position, answer })
        return
      }
      case 'difficulty':
        this.#difficulty = answerIn(element, difficultyAnswerOf)
    }
  }

  addComponents(resource: RawObject): void {
    for (const component of list(resource['component'])) {
      const meaning = meaningIn(field(component, 'code'))
      if (meaning !== undefined && isObject(component)) this.add(meaning, component)
    }
  }

  get isEmpty(): boolean {
    return this.#totals.length === 0 && this.#answers.length === 0 && this.#difficulty === undefined
  }

  found(): Pick<ScorePiece, 'totals' | 'panels' | 'answers' | 'difficulty'> {
    return { totals: this.#totals, panels: this.#panels, answers: this.#answers, difficulty: this.#difficulty }
  }
}
