import { describe, expect, test } from 'vitest'
import { day } from '#src/lib/calendar.ts'
import { example, read, reasonsOf, type Json } from './resources.ts'

const condition = (code: Json, extra: Json = {}): Json => ({
  resourceType: 'Condition',
  id: 'c-1',
  subject: { reference: 'Patient/p-1' },
  code,
  ...extra,
})
const icd = (code: string, system = 'http://hl7.org/fhir/sid/icd-10-cm'): Json => ({ coding: [{ system, code }], text: code })
const snomed = (code: string): Json => ({ coding: [{ system: 'http://snomed.info/sct', code }], text: code })
const clinical = (code: string): Json => ({
  clinicalStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code }] },
})
const verification = (code: string): Json => ({
  verificationStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-ver-status', code }] },
})

describe('diagnoses (FHIR.md 4.5)', () => {
  test.each([
    ['F32.0', 'mdd'],
    ['F32.1', 'mdd'],
    ['F32.2', 'mdd'],
    ['F32.3', 'mdd'],
    ['F32.4', 'mdd'],
    ['F32.5', 'mdd'],
    ['F32.89', 'mdd'],
    ['F32.9', 'mdd'],
    ['F32.A', 'mdd'],
    ['F33.0', 'mdd'],
    ['F33.1', 'mdd'],
    ['F33.2', 'mdd'],
    ['F33.3', 'mdd'],
    ['F33.40', 'mdd'],
    ['F33.41', 'mdd'],
    ['F33.42', 'mdd'],
    ['F33.8', 'mdd'],
    ['F33.9', 'mdd'],
    ['F331', 'mdd'],
    ['F32.81', 'other'],
    ['F34.1', 'dysthymia'],
    ['F31.81', 'bipolar'],
    ['F30.9', 'bipolar'],
    ['F43.10', 'ptsd'],
    ['F43.23', 'other'],
    ['F10.20', 'substance-use'],
    ['F17.210', 'other'],
    ['E03.9', 'thyroid'],
    ['Z99.9', 'other'],
  ])('ICD-10-CM %s is %s', (code, group) => expect(read(condition(icd(code))).diagnoses[0]?.group).toBe(group))
  test.each([
    ['370143000', 'mdd'],
    ['36923009', 'mdd'],
    ['66344007', 'mdd'],
    ['268621008', 'mdd'],
    ['78667006', 'dysthymia'],
    ['13746004', 'bipolar'],
  ])('SNOMED CT %s is %s', (code, group) => expect(read(condition(snomed(code))).diagnoses[0]?.group).toBe(group))
  test('ICD-10-CM under its OID', () =>
    expect(read(condition(icd('F33.1', 'urn:oid:2.16.840.1.113883.6.90'))).diagnoses[0]?.group).toBe('mdd'))
  test('an ICD code under an unknown system is not read as one', () =>
    expect(read(condition(icd('F33.1', 'urn:local'))).diagnoses[0]?.group).toBe('other'))
  test.each([
    ['F32.0', 'mild', undefined],
    ['F33.1', 'moderate', undefined],
    ['F33.2', 'severe', undefined],
    ['F32.3', 'severe-psychotic', undefined],
    ['F33.41', undefined, 'partial'],
    ['F32.4', undefined, 'partial'],
    ['F32.5', undefined, 'full'],
    ['F33.42', undefined, 'full'],
    ['F32.9', undefined, undefined],
  ])('%s: severity %s, remission %s', (code, severity, remission) => {
    expect(read(condition(icd(code))).diagnoses[0]).toMatchObject({ severity, remission })
  })
  test.each<[string, Json, boolean]>([
    ['active', clinical('active'), true],
    ['recurrence', clinical('recurrence'), true],
    ['remission', clinical('remission'), false],
    ['resolved', clinical('resolved'), false],
    ['no clinical status', {}, true],
    ['no clinical status, but abated', { abatementDateTime: '2025-01-01' }, false],
    ['no clinical status, abated in words', { abatementString: 'last spring' }, false],
  ])('%s: active is %s', (_name, extra, active) => expect(read(condition(icd('F33.1'), extra)).diagnoses[0]?.active).toBe(active))
  test.each([
    ['entered-in-error', 'withdrawn: entered in error'],
    ['refuted', 'the diagnosis was refuted'],
  ])('%s is no diagnosis', (code, reason) => {
    const record = read(condition(icd('F31.9'), verification(code)))
    expect([record.diagnoses, reasonsOf(record)]).toEqual([[], [reason]])
  })
  test('a differential diagnosis says so wherever it is named', () => {
    expect(read(condition(icd('F31.9'), verification('differential'))).diagnoses[0]?.label).toBe('F31.9 (differential)')
  })
  test('our example 15: recurrent, moderate, since February 2024, active', () => {
    expect(read({ ...example('15'), subject: { reference: 'Patient/p-1' } }).diagnoses[0]).toMatchObject({
      group: 'mdd',
      severity: 'moderate',
      active: true,
      onset: { precision: 'month', earliest: day('2024-02-01') },
    })
  })
})

const procedure = (system: string, code: string, extra: Json = {}): Json => ({
  resourceType: 'Procedure',
  id: 'pr-1',
  status: 'completed',
  subject: { reference: 'Patient/p-1' },
  code: { coding: [{ system, code }] },
  performedDateTime: '2026-06-11T09:00:00Z',
  ...extra,
})
const CPT = 'http://www.ama-assn.org/go/cpt'

describe('treatment sessions (FHIR.md 4.5)', () => {
  test.each([
    [CPT, '90867', 'tms'],
    [CPT, '90868', 'tms'],
    [CPT, '90869', 'tms'],
    [CPT, '90870', 'ect'],
    ['urn:oid:2.16.840.1.113883.6.12', '90868', 'tms'],
    ['http://www.cms.gov/Medicare/Coding/ICD10', 'GZB0ZZZ', 'ect'],
    ['http://www.cms.gov/Medicare/Coding/ICD10', 'GZB4ZZZ', 'ect'],
    ['https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets', 'G2082', 'esketamine'],
    ['urn:oid:2.16.840.1.113883.6.285', 'G2083', 'esketamine'],
    ['https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets', 'J0013', 'esketamine'],
  ])('%s|%s is %s', (system, code, kind) => {
    expect(read(procedure(system, code)).sessions.map((s) => [s.kind, s.day.earliest])).toEqual([[kind, day('2026-06-11')]])
  })
  test('GZB5ZZZ and SNOMED 23835007, which is not verified, are not read', () => {
    expect(
      read(procedure('http://www.cms.gov/Medicare/Coding/ICD10', 'GZB5ZZZ'), procedure('http://snomed.info/sct', '23835007')).sessions,
    ).toEqual([])
  })
  test.each(['not-done', 'preparation', 'on-hold', 'stopped', 'unknown'])('%s did not happen', (status) => {
    expect(reasonsOf(read(procedure(CPT, '90868', { status })))).toEqual([`not performed: status "${status}"`])
  })
  test('entered in error is withdrawn', () =>
    expect(reasonsOf(read(procedure(CPT, '90868', { status: 'entered-in-error' })))).toEqual(['withdrawn: entered in error']))
  test('without a date it is rejected', () =>
    expect(reasonsOf(read(procedure(CPT, '90868', { performedDateTime: undefined })))).toEqual(['a treatment session without a date']))
  test('our example 14', () => expect(read({ ...example('14'), subject: { reference: 'Patient/p-1' } }).sessions).toHaveLength(1))
})
