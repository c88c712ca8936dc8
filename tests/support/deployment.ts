/** The settings of a deployment as a screen is given them in a test. */
import { defaultSettings } from '#src/clinical/settings.ts'

/** At a server that nobody answers for: port 9 discards. */
export const deployment = {
  fhirBase: 'http://127.0.0.1:9/fhir',
  practitioner: 'Practitioner/dr-01',
  practitionerName: 'Dr M. Reyes',
  practiceHours: 'Mon–Fri 08:00–18:00',
  crisisText: 'In a crisis: call 988.',
  clinical: defaultSettings,
}
