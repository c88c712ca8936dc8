/** What a correction does to the record: the corrected order or statement stays readable and no longer counts. */
import type { MedicationFact } from '#src/clinical/facts.ts'

/**
 * Marks corrected facts as not counting, with who corrected them. A correction is of one version: what was changed at its own
 * place since then counts again, and says so.
 */
export function withCorrections(facts: readonly MedicationFact[]): readonly MedicationFact[] {
  const corrections = facts.flatMap((fact) => (fact.corrects ?? []).map((target) => ({ target, by: fact.source.ref })))
  if (corrections.length === 0) return facts
  return facts.map((fact): MedicationFact => {
    const found = corrections.find(({ target, by }) => target.ref === fact.source.ref && by !== fact.source.ref)
    if (!found) return fact
    const { versionId } = found.target
    const changed = versionId !== undefined && fact.source.versionId !== undefined && versionId !== fact.source.versionId
    if (changed) return { ...fact, issues: [...fact.issues, `changed in the record after it was corrected by ${found.by}: counted again`] }
    return { ...fact, exposure: { counts: false, reason: `corrected by hand, see ${found.by}` } }
  })
}
