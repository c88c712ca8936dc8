/**
 * The key that seals unsaved text in this browser. It lives on the server, in a Basic resource of the clinician, so that what rests
 * on the disk of a shared computer can be opened only by somebody who can sign in. It holds no clinical data.
 */
import { searchAll } from '#src/fhir/bundle.ts'
import type { FhirClient } from '#src/fhir/client.ts'
import { FhirError } from '#src/fhir/errors.ts'
import { field, list, text } from '#src/fhir/raw.ts'
import { escaped } from '#src/fhir/review-search.ts'
import { token } from '#src/fhir/search.ts'

const SEAL_ID = 'https://remit.example/fhir/sid/seal'
const BASIC_CODE = 'https://remit.example/fhir/CodeSystem/basic'
const SEAL_KEY = 'https://remit.example/fhir/StructureDefinition/seal-key'

/**
 * Base64 of the clinician's key; made on first use, by whichever tab is first.
 *
 * @param fresh a new random key in base64, stored only when the server has none
 * @throws FhirError when the server neither has nor takes one
 */
export async function fetchSealKey(client: FhirClient, practitioner: string, fresh: () => string): Promise<string> {
  const present = await readKey(client, practitioner)
  if (present !== undefined) return present
  await client.write('POST', '', {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [
      {
        resource: {
          resourceType: 'Basic',
          identifier: [{ system: SEAL_ID, value: practitioner }],
          code: { coding: [{ system: BASIC_CODE, code: 'draft-seal', display: 'Seal of unsaved text' }] },
          author: { reference: practitioner },
          extension: [{ url: SEAL_KEY, valueBase64Binary: fresh() }],
        },
        request: { method: 'POST', url: 'Basic', ifNoneExist: `identifier=${encodeURIComponent(`${SEAL_ID}|${escaped(practitioner)}`)}` },
      },
    ],
  })
  // Read back and not taken from what was sent: another tab may have been first.
  const stored = await readKey(client, practitioner)
  if (stored === undefined) throw new FhirError('not-fhir', 'The server did not keep the seal of unsaved text')
  return stored
}

async function readKey(client: FhirClient, practitioner: string): Promise<string | undefined> {
  const search = { type: 'Basic', parameters: [['identifier', token(SEAL_ID, escaped(practitioner))] as const] }
  const { resources } = await searchAll(client, search, undefined, 'fresh')
  return resources
    .flatMap((resource) => list(field(resource, 'extension')))
    .map((extension) => (field(extension, 'url') === SEAL_KEY ? text(field(extension, 'valueBase64Binary')) : undefined))
    .find((key) => key !== undefined)
}
