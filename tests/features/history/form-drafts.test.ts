import { expect, test } from 'vitest'
import { checklistDraftFrom, trialDraftFrom } from '#src/features/history/form-drafts.ts'
import { emptyFields } from '#src/features/history/trial-fields.ts'

const typed = {
  ...emptyFields,
  medicine: { kind: 'agent', agent: 'sertraline', formulation: 'unspecified' },
  from: 'spring 2019',
  note: 'as told',
}

test('what was typed of a told trial comes back as it was, half a form included', () => {
  expect(trialDraftFrom(JSON.parse(JSON.stringify(typed)))).toEqual(typed)
  expect(trialDraftFrom(JSON.parse(JSON.stringify(emptyFields)))).toEqual(emptyFields)
})

test.each([
  ['nothing', undefined],
  ['text', 'spring 2019'],
  ['a form without steps', { ...typed, steps: [] }],
  ['an outcome this form does not offer', { ...typed, outcome: 'great' }],
  ['a date that is no text', { ...typed, from: 2019 }],
])('%s is no draft of a trial', (_, kept) => expect(trialDraftFrom(kept)).toBeUndefined())

test('a medicine that the table no longer holds is asked anew; the rest of the draft stays', () => {
  const draft = trialDraftFrom({ ...typed, medicine: { kind: 'agent', agent: 'no-such-agent', formulation: 'unspecified' } })
  expect(draft).toEqual({ ...typed, medicine: undefined })
})

test('answers of the checklist come back with the version they were typed over', () => {
  const draft = {
    answers: { bipolarity: { answer: 'absent', comment: 'RMS 1' } },
    conclusion: 'undecided',
    reason: '',
    over: { ref: 'QuestionnaireResponse/7', versionId: '2' },
  }
  expect(checklistDraftFrom(JSON.parse(JSON.stringify(draft)))).toEqual(draft)
  expect(checklistDraftFrom({ ...draft, conclusion: 'sure' })).toBeUndefined()
  expect(checklistDraftFrom({ ...draft, over: undefined })).toEqual({ ...draft, over: undefined })
})
