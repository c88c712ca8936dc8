/** Screening results that are no symptom scale: RMS, MDQ, AUDIT-C, C-SSRS. */
import type { Screen } from '#src/clinical/facts.ts'
import { loincAnswer, meaningOfCode, terminology } from '#src/fhir/codes.ts'
import { codesIn, codingsOf, system, systemOf, wordsOf } from '#src/fhir/coding.ts'
import { effectiveDate, sourceOf, standingOfObservation, type Incoming } from '#src/fhir/common.ts'
import { field, list, text } from '#src/fhir/raw.ts'
import { statedTotal } from '#src/fhir/score-values.ts'
import { known, unknown, type Known } from '#src/lib/known.ts'
import { err, ok, type Result } from '#src/lib/result.ts'

/** One screening result; a result without any value is refused. */
export function screenFromObservation(
  incoming: Incoming,
  screen: { readonly screen: Screen['kind']; readonly title: string; readonly max: number },
): Result<Screen> {
  const { resource } = incoming
  const standing = standingOfObservation(resource['status'])
  if (!standing.ok) return standing
  if (standing.value.preliminary) return err('a screening result that is still preliminary')
  const date = effectiveDate(resource)
  if (!date.ok) return date
  const risk = screen.screen === 'c-ssrs' ? riskInWords(resource['valueCodeableConcept']) : undefined
  const stated = statedTotal(resource, { title: screen.title, min: 0, max: screen.max, whole: true })
  if (risk === undefined && stated === undefined) return err(`a ${screen.title} result without a value`)
  const score: Known<number> =
    risk !== undefined ? known(risk) : stated?.kind === 'number' ? known(stated.value) : unknown(stated?.reason ?? 'no value')
  const positive = positiveIn(list(resource['interpretation']))
  if (score.kind === 'unknown' && positive === undefined) return err(score.reason)
  return ok({ kind: screen.screen, date: date.value, score, positive, source: sourceOf(incoming) })
}

/** Positive or negative only where the record says so by code. */
function positiveIn(interpretations: readonly unknown[]): boolean | undefined {
  const codes = interpretations.flatMap((concept) => codesIn(concept, terminology.interpretation))
  const positive = codes.includes('POS')
  const negative = codes.includes('NEG')
  return positive === negative ? undefined : positive
}

/**
 * C-SSRS risk level as 0 to 3. The LOINC answer codes of 93374-7 could not be verified, so the whole wording must be one of
 * these; refusing "High risk" for want of a code would hide a risk.
 */
function riskInWords(concept: unknown): number | undefined {
  switch (
    wordsOf(concept)
      ?.trim()
      .toLowerCase()
      .replace(/ (?:suicide )?risk$/, '')
  ) {
    case 'no':
    case 'none':
      return 0
    case 'low':
      return 1
    case 'moderate':
      return 2
    case 'high':
      return 3
    default:
      return undefined
  }
}

/**
 * C-SSRS screener by its six questions: high for 4, 5 or behaviour (6), moderate for 3, low for 1 or 2, none when the first
 * two and the sixth are answered No. Source: cssrs.columbia.edu triage; the date of behaviour is not asked, so 6 counts as recent.
 */
export function screenFromCssrsPanel(incoming: Incoming): Result<Screen> {
  const { resource } = incoming
  const standing = standingOfObservation(resource['status'])
  if (!standing.ok) return standing
  const date = effectiveDate(resource)
  if (!date.ok) return date
  const answers = new Map<number, boolean>()
  for (const component of list(resource['component'])) {
    const question = questionOf(component)
    const answer = yesOrNo(field(component, 'valueCodeableConcept'), field(component, 'valueBoolean'))
    if (question !== undefined && answer !== undefined) answers.set(question, answer)
  }
  if (answers.size === 0) return err('a C-SSRS screener without readable answers')
  const isYes = (question: number): boolean => answers.get(question) === true
  const score = isYes(4) || isYes(5) || isYes(6) ? 3 : isYes(3) ? 2 : isYes(1) || isYes(2) ? 1 : undefined
  const allNo = answers.get(1) === false && answers.get(2) === false && answers.get(6) === false
  return ok({
    kind: 'c-ssrs',
    date: date.value,
    score: score !== undefined ? known(score) : allNo ? known(0) : unknown('not all questions of the screener were answered'),
    positive: undefined,
    source: sourceOf(incoming),
  })
}

function questionOf(component: unknown): number | undefined {
  for (const coding of codingsOf(field(component, 'code'))) {
    const code = text(field(coding, 'code'))
    const meaning = code === undefined ? undefined : meaningOfCode(systemOf(coding), code)
    if (meaning?.kind === 'c-ssrs-question') return meaning.question
  }
  return undefined
}

function yesOrNo(concept: unknown, direct: unknown): boolean | undefined {
  if (typeof direct === 'boolean') return direct
  const codes = codesIn(concept, system.loinc)
  const yes = codes.includes(loincAnswer.yes)
  return yes === codes.includes(loincAnswer.no) ? undefined : yes
}
