/** An AllergyIntolerance as an intolerance of a medicine. */
import type { Intolerance } from '#src/clinical/facts.ts'
import { terminology } from '#src/fhir/codes.ts'
import { codesIn, wordsOf } from '#src/fhir/coding.ts'
import { sourceOf, type Incoming } from '#src/fhir/common.ts'
import { field, list } from '#src/fhir/raw.ts'
import { medicineIn } from '#src/fhir/rxnorm.ts'
import { parseFhirDate } from '#src/lib/calendar.ts'
import { err, ok, type Result } from '#src/lib/result.ts'

/** One intolerance that stands. Undefined for what is no medicine: food, pollen. */
export function intoleranceFromAllergy(incoming: Incoming): Result<Intolerance> | undefined {
  const { resource } = incoming
  const categories = list(resource['category'])
  if (categories.length > 0 && !categories.includes('medication')) return undefined
  const verification = codesIn(resource['verificationStatus'], terminology.allergyVerification)
  if (verification.includes('entered-in-error')) return err('withdrawn: entered in error')
  if (verification.includes('refuted')) return err('the intolerance was refuted')
  const clinical = codesIn(resource['clinicalStatus'], terminology.allergyClinical)
  const over = clinical.find((code) => code === 'inactive' || code === 'resolved')
  if (over !== undefined) return err(`the intolerance is recorded as ${over}`)
  const medicine = medicineIn(resource['code'])
  const reactions = list(resource['reaction']).flatMap((r) => list(field(r, 'manifestation')).flatMap((m) => wordsOf(m) ?? []))
  return ok({
    agent: medicine.agent,
    label: medicine.label,
    reactions,
    recorded: parseFhirDate(resource['recordedDate']),
    source: sourceOf(incoming),
  })
}
