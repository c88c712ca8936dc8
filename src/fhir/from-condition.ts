/** A Condition as a diagnosis that matters to a rule. */
import type { Diagnosis } from '#src/clinical/facts.ts'
import { terminology } from '#src/fhir/codes.ts'
import { codesIn, codingsOf, system, systemOf, wordsOf } from '#src/fhir/coding.ts'
import { sourceOf, type Incoming } from '#src/fhir/common.ts'
import { field, text } from '#src/fhir/raw.ts'
import { parseFhirDate } from '#src/lib/calendar.ts'
import { err, ok, type Result } from '#src/lib/result.ts'

type Group = Diagnosis['group']

/** ICD-10-CM by prefix, longest first. Source: FHIR.md 4.5 for depression and bipolar; chapter headings of ICD-10-CM for the rest [K]. */
const ICD10_GROUPS: readonly (readonly [prefix: string, group: Group])[] = [
  ['F32.81', 'other'], // premenstrual dysphoric disorder
  ['F32', 'mdd'],
  ['F33', 'mdd'],
  ['F34.1', 'dysthymia'],
  ['F30', 'bipolar'],
  ['F31', 'bipolar'],
  ['F34.0', 'bipolar'],
  ['F43.1', 'ptsd'],
  ['F40', 'anxiety'],
  ['F41', 'anxiety'],
  ['F10', 'substance-use'],
  ['F11', 'substance-use'],
  ['F12', 'substance-use'],
  ['F13', 'substance-use'],
  ['F14', 'substance-use'],
  ['F15', 'substance-use'],
  ['F16', 'substance-use'],
  ['F18', 'substance-use'],
  ['F19', 'substance-use'],
  ['F20', 'psychosis'],
  ['F22', 'psychosis'],
  ['F23', 'psychosis'],
  ['F25', 'psychosis'],
  ['F28', 'psychosis'],
  ['F29', 'psychosis'],
  ['F60', 'personality'],
  ['F50', 'eating-disorder'],
  ['F90', 'adhd'],
  ['E00', 'thyroid'],
  ['E01', 'thyroid'],
  ['E02', 'thyroid'],
  ['E03', 'thyroid'],
  ['E05', 'thyroid'],
  ['E06', 'thyroid'],
  ['D50', 'anaemia'],
  ['D51', 'anaemia'],
  ['D52', 'anaemia'],
  ['D53', 'anaemia'],
  ['D64.9', 'anaemia'],
  ['G47.3', 'sleep-apnoea'],
  ['G40', 'seizure'],
  ['R56.9', 'seizure'],
  ['O', 'pregnancy'],
  ['Z33', 'pregnancy'],
  ['Z34', 'pregnancy'],
]

/** SNOMED CT concepts. Source: FHIR.md 4.5 for depression; the others from general knowledge [K], each checked against its display. */
const SNOMED_GROUPS: ReadonlyMap<string, Group> = new Map<string, Group>([
  ['370143000', 'mdd'],
  ['36923009', 'mdd'],
  ['66344007', 'mdd'],
  ['268621008', 'mdd'],
  ['78667006', 'dysthymia'],
  ['13746004', 'bipolar'],
])

/** Severity and remission that the code itself carries (ICD-10-CM F32, F33). */
const MDD_DETAILS: ReadonlyMap<string, Pick<Diagnosis, 'severity' | 'remission'>> = new Map<
  string,
  Pick<Diagnosis, 'severity' | 'remission'>
>([
  ['.0', { severity: 'mild', remission: undefined }],
  ['.1', { severity: 'moderate', remission: undefined }],
  ['.2', { severity: 'severe', remission: undefined }],
  ['.3', { severity: 'severe-psychotic', remission: undefined }],
])

/** One diagnosis, or why it is none: refuted, entered in error, or without a name. */
export function diagnosisFromCondition(incoming: Incoming): Result<Diagnosis> {
  const { resource } = incoming
  const verification = codesIn(resource['verificationStatus'], terminology.conditionVerification)
  if (verification.includes('entered-in-error')) return err('withdrawn: entered in error')
  if (verification.includes('refuted')) return err('the diagnosis was refuted')
  const concept = resource['code']
  const words = wordsOf(concept)
  // A diagnosis that is still being considered says so wherever it is named.
  const tentative = verification.find((code) => code === 'provisional' || code === 'differential' || code === 'unconfirmed')
  const label = words === undefined || tentative === undefined ? words : `${words} (${tentative})`
  if (label === undefined) return err('a diagnosis without a code or a name')
  const icd = [...codesIn(concept, system.icd10cm), ...codesIn(concept, system.icd10)].map(withDot)
  const group = groupOf(icd, concept)
  const clinical = codesIn(resource['clinicalStatus'], terminology.conditionClinical)
  return ok({
    group,
    label,
    active: isActive(
      clinical,
      Object.keys(resource).some((key) => key.startsWith('abatement')),
    ),
    onset: parseFhirDate(resource['onsetDateTime']) ?? parseFhirDate(field(resource['onsetPeriod'], 'start')),
    ...(group === 'mdd' ? mddDetails(icd) : { severity: undefined, remission: undefined }),
    source: sourceOf(incoming),
  })
}

/** ICD-10 codes are also sent without the dot: "F331". */
function withDot(code: string): string {
  return code.includes('.') || code.length <= 3 ? code : `${code.slice(0, 3)}.${code.slice(3)}`
}

function groupOf(icd: readonly string[], concept: unknown): Group {
  for (const code of icd) {
    const row = ICD10_GROUPS.find(([prefix]) => code.startsWith(prefix))
    if (row) return row[1]
  }
  for (const coding of codingsOf(concept)) {
    const code = text(field(coding, 'code'))
    const group = code !== undefined && systemOf(coding) === system.snomed ? SNOMED_GROUPS.get(code) : undefined
    if (group !== undefined) return group
  }
  return 'other'
}

function mddDetails(icd: readonly string[]): Pick<Diagnosis, 'severity' | 'remission'> {
  for (const code of icd) {
    if (code === 'F32.4' || code === 'F33.41') return { severity: undefined, remission: 'partial' }
    if (code === 'F32.5' || code === 'F33.42') return { severity: undefined, remission: 'full' }
    const details = code.startsWith('F32') || code.startsWith('F33') ? MDD_DETAILS.get(code.slice(3)) : undefined
    if (details) return details
  }
  return { severity: undefined, remission: undefined }
}

/** Without a clinical status a diagnosis stands until something says that it ended. */
function isActive(clinical: readonly string[], hasAbated: boolean): boolean {
  if (clinical.some((code) => code === 'inactive' || code === 'remission' || code === 'resolved')) return false
  return clinical.length > 0 || !hasAbated
}
