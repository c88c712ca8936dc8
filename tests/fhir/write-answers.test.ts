import { describe, expect, test } from 'vitest'
import type { Checklist } from '#src/clinical/checklist.ts'
import { field, list, type RawObject } from '#src/fhir/raw.ts'
import type { WriteContext } from '#src/fhir/write-provenance.ts'
import { checklistFromResponse, createResponse, newestChecklist, responseOf, updateResponse } from '#src/fhir/write-answers.ts'
import { isoInstant } from '#src/lib/calendar.ts'

const context: WriteContext = {
  patientId: 'p-001',
  practitioner: 'Practitioner/dr-01',
  practitionerName: 'Dr M. Reyes',
  nowMs: 1_795_600_000_000,
}
const checklist: Checklist = {
  answers: {
    thyroid: { answer: 'absent', comment: 'TSH 2.1 mU/L, outside laboratory, 3 May' },
    stressors: { answer: 'present', comment: '' },
    'sleep-apnoea': { answer: 'not-known', comment: '' },
  },
  conclusion: 'confirmed',
  definition: 'sforzini-2022',
  reason: 'sleep study booked; depression preceded snoring',
}
const saved = (parts: RawObject = {}): RawObject => ({ ...responseOf(checklist, context), id: 'qr-1', meta: { versionId: '2' }, ...parts })

describe('the checklist as a QuestionnaireResponse', () => {
  test('comes back with every answer, comment, conclusion, definition, reason, author and time', () => {
    expect(checklistFromResponse(saved(), 'QuestionnaireResponse/qr-1')).toEqual({
      ok: true,
      value: {
        checklist,
        source: { ref: 'QuestionnaireResponse/qr-1', versionId: '2' },
        savedAtMs: 1_795_600_000_000,
        author: 'Dr M. Reyes',
      },
    })
  })
  test('a question that was not answered is not in it: it is not "no"', () => {
    const linkIds = list(responseOf(checklist, context)['item']).map((item) => field(item, 'linkId'))
    expect(linkIds).not.toContain('bipolarity')
  })
  test('names the published Questionnaire with its version', () => {
    expect(saved()['questionnaire']).toBe('https://remit.example/fhir/Questionnaire/pseudo-resistance|1.0.0')
  })
  test('an edit is "amended", keeps its identifier and replaces only the version that was read', () => {
    const raw = saved({ identifier: { system: 's', value: 'k' } })
    const bundle = updateResponse(checklist, { raw, source: { ref: 'QuestionnaireResponse/qr-1', versionId: '2' } }, context)
    const [first, second] = list(bundle['entry'])
    expect(field(first, 'request')).toEqual({ method: 'PUT', url: 'QuestionnaireResponse/qr-1', ifMatch: 'W/"2"' })
    expect([field(field(first, 'resource'), 'status'), field(field(first, 'resource'), 'identifier')]).toEqual([
      'amended',
      { system: 's', value: 'k' },
    ])
    expect(field(field(second, 'resource'), 'resourceType')).toBe('Provenance')
  })
  test('a first saving carries a key, so that sending it twice saves it once', () => {
    const [first] = list(createResponse(checklist, 'key-1', context)['entry'])
    expect(field(field(first, 'request'), 'ifNoneExist')).toBe('identifier=https://remit.example/fhir/sid/checklist|key-1')
  })
})

describe('the newest saved checklist', () => {
  const at = (ms: number, parts: RawObject = {}) => saved({ authored: isoInstant(ms), id: `qr-${ms}`, ...parts })
  test('of two, the later one', () => {
    const found = newestChecklist([at(1_000_000), at(2_000_000), at(1_500_000)])
    expect(found.ok && found.value?.source.ref).toBe('QuestionnaireResponse/qr-2000000')
  })
  test('one entered in error does not count', () => {
    const found = newestChecklist([at(1_000_000), at(2_000_000, { status: 'entered-in-error' })])
    expect(found.ok && found.value?.source.ref).toBe('QuestionnaireResponse/qr-1000000')
  })
  test('another questionnaire does not count; none at all is none, not an error', () => {
    expect(newestChecklist([at(1_000_000, { questionnaire: 'http://loinc.org/q/44249-1' })])).toEqual({ ok: true, value: undefined })
    expect(newestChecklist([])).toEqual({ ok: true, value: undefined })
  })
  test('one that cannot be read says so instead of passing for none', () => {
    expect(newestChecklist([at(1_000_000, { item: [] })]).ok).toBe(false)
  })
})
