/** Finding a medicine by name or brand, as somebody types it. */
import { medicines, type Formulation, type Medicine } from '#src/clinical/medicines.ts'

export interface MedicineMatch {
  readonly medicine: Medicine
  /** The brand that matched, when the name did not. */
  readonly brand: string | undefined
  readonly formulation: Formulation
}

/**
 * Medicines whose name or a brand begins with the text, then those that contain it; each once, each group in alphabetical order.
 *
 * @returns empty for a text without letters
 */
export function searchMedicines(text: string): readonly MedicineMatch[] {
  const wanted = text.trim().toLowerCase()
  if (!/[a-z]/.test(wanted)) return []
  const found = medicines.flatMap((medicine): readonly (MedicineMatch & { readonly rank: number })[] => {
    const byName = rankOf(medicine.name.toLowerCase(), wanted)
    if (byName !== undefined) return [{ medicine, brand: undefined, formulation: 'unspecified', rank: byName }]
    return medicine.brands.flatMap((brand) => {
      const rank = rankOf(brand.name.toLowerCase(), wanted)
      return rank === undefined ? [] : [{ medicine, brand: brand.name, formulation: brand.formulation, rank }]
    })
  })
  return found.toSorted((a, b) => a.rank - b.rank || (labelOf(a) < labelOf(b) ? -1 : 1))
}

/** "sertraline", or "venlafaxine (Effexor XR)" where a brand was meant. */
export function labelOf({ medicine, brand }: Pick<MedicineMatch, 'medicine' | 'brand'>): string {
  return brand === undefined ? medicine.name : `${medicine.name} (${brand})`
}

function rankOf(name: string, wanted: string): number | undefined {
  if (name.startsWith(wanted)) return 0
  return name.includes(wanted) ? 1 : undefined
}
