/** Antidepressants and adjuncts as data. One id per agent; a combination product is one agent. */
import { adjuncts } from '#src/clinical/medicine-adjuncts.ts'
import { antidepressants } from '#src/clinical/medicine-antidepressants.ts'
import type { AgentId, Formulation, Medicine } from '#src/clinical/medicine-row.ts'

export type { AgentId, Formulation, Medicine } from '#src/clinical/medicine-row.ts'

export const medicines: readonly Medicine[] = [...antidepressants, ...adjuncts]

const byId = new Map<AgentId, Medicine>(medicines.map((medicine) => [medicine.id, medicine]))
const byRxcui = new Map<string, Medicine>(medicines.flatMap((medicine) => medicine.rxcui.map(({ code }) => [code, medicine] as const)))
const byBrand = new Map(
  medicines.flatMap((medicine) =>
    medicine.brands.map((brand) => [brand.name.toLowerCase(), { medicine, formulation: brand.formulation }] as const),
  ),
)

/** The row of an agent; undefined for one this table does not hold. */
export function medicineOf(agent: AgentId): Medicine | undefined {
  return byId.get(agent)
}

/** The agent that an RxNorm ingredient code means when it stands alone; undefined for any other code. */
export function agentOfRxcui(rxcui: string): AgentId | undefined {
  return byRxcui.get(rxcui)?.id
}

/** The agent that several RxNorm ingredients make together, or the one agent of a single ingredient. */
export function agentOfIngredients(rxcuis: readonly string[]): AgentId | undefined {
  const [only] = rxcuis
  if (rxcuis.length === 1 && only !== undefined) return agentOfRxcui(only)
  return medicines.find(
    (medicine) =>
      medicine.combines.length > 0 &&
      medicine.combines.length === rxcuis.length &&
      medicine.combines.every((code) => rxcuis.includes(code)),
  )?.id
}

/** Agent and formulation behind a brand name, in any case; undefined for a name this table does not hold. */
export function agentOfBrand(name: string): { readonly agent: AgentId; readonly formulation: Formulation } | undefined {
  const found = byBrand.get(name.toLowerCase())
  return found && { agent: found.medicine.id, formulation: found.formulation }
}
