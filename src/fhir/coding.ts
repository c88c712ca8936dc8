/** Codes as FHIR carries them: several codings for one thing, matched by system and code, never by display text. */
import { field, list, text } from '#src/fhir/raw.ts'

export const system = {
  loinc: 'http://loinc.org',
  snomed: 'http://snomed.info/sct',
  rxnorm: 'http://www.nlm.nih.gov/research/umls/rxnorm',
  icd10cm: 'http://hl7.org/fhir/sid/icd-10-cm',
  icd10: 'http://hl7.org/fhir/sid/icd-10',
  icd10pcs: 'http://www.cms.gov/Medicare/Coding/ICD10',
  cpt: 'http://www.ama-assn.org/go/cpt',
  hcpcs: 'https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets',
  ucum: 'http://unitsofmeasure.org',
  checkIn: 'https://remit.example/fhir/CodeSystem/checkin',
  instrument: 'https://remit.example/fhir/CodeSystem/instrument',
} as const

/** Other names under which senders give the same code systems (FHIR.md 4.5: OID forms occur). */
const SYSTEM_ALIASES: ReadonlyMap<string, string> = new Map([
  ['urn:oid:2.16.840.1.113883.6.1', system.loinc],
  ['urn:oid:2.16.840.1.113883.6.96', system.snomed],
  ['urn:oid:2.16.840.1.113883.6.88', system.rxnorm],
  ['urn:oid:2.16.840.1.113883.6.90', system.icd10cm],
  ['urn:oid:2.16.840.1.113883.6.3', system.icd10],
  ['urn:oid:2.16.840.1.113883.6.4', system.icd10pcs],
  ['urn:oid:2.16.840.1.113883.6.12', system.cpt],
  ['urn:oid:2.16.840.1.113883.6.285', system.hcpcs],
  ['http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets', system.hcpcs],
])

/** The system of a coding under its usual name; undefined when it has none, and then the code means nothing. */
export function systemOf(coding: unknown): string | undefined {
  const name = text(field(coding, 'system'))
  return name === undefined ? undefined : (SYSTEM_ALIASES.get(name) ?? name)
}

/** The codings of a CodeableConcept; empty when there are none. */
export function codingsOf(concept: unknown): readonly unknown[] {
  return list(field(concept, 'coding'))
}

/** The words of a CodeableConcept: its text, else the first display, else the first code; undefined when it has none. */
export function wordsOf(concept: unknown): string | undefined {
  const codings = codingsOf(concept)
  return (
    text(field(concept, 'text')) ??
    codings.map((coding) => text(field(coding, 'display'))).find((words) => words !== undefined) ??
    codings.map((coding) => text(field(coding, 'code'))).find((code) => code !== undefined)
  )
}

/** "http://loinc.org|1234-5", as a code is named in a reason; "no code" when there is none. */
export function namedCode(concept: unknown): string {
  const coding = codingsOf(concept).find((candidate) => text(field(candidate, 'code')) !== undefined)
  if (coding === undefined) {
    const words = text(field(concept, 'text'))
    return words === undefined ? 'no code' : `the text "${words.slice(0, 60)}" without a code`
  }
  return `${systemOf(coding) ?? 'no system'}|${text(field(coding, 'code')) ?? ''}`
}

/** Codes of one system in a CodeableConcept, in the order sent. */
export function codesIn(concept: unknown, wanted: string): readonly string[] {
  const codes: string[] = []
  for (const coding of codingsOf(concept)) {
    const code = text(field(coding, 'code'))
    if (code !== undefined && systemOf(coding) === wanted) codes.push(code)
  }
  return codes
}
