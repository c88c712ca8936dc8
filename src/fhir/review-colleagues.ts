/** Who else could look after a flag. */
import type { Person } from '#src/clinical/review.ts'
import { searchAll } from '#src/fhir/bundle.ts'
import type { FhirClient } from '#src/fhir/client.ts'
import { field, list, text } from '#src/fhir/raw.ts'

/** Active practitioners with a name, by name. Throws `FhirError`. */
export async function fetchColleagues(client: FhirClient, signal?: AbortSignal): Promise<readonly Person[]> {
  const { resources } = await searchAll(client, { type: 'Practitioner', parameters: [['active', 'true']] }, signal)
  return resources
    .flatMap((resource): Person[] => {
      const id = text(field(resource, 'id'))
      const [name] = list(field(resource, 'name'))
      const words =
        text(field(name, 'text')) ??
        [...list(field(name, 'given')), field(name, 'family')].filter((part) => typeof part === 'string').join(' ')
      return id === undefined || words === '' ? [] : [{ ref: `Practitioner/${id}`, name: words }]
    })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
}
