import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { HistoryView } from '#src/features/history/history-view.tsx'
import { usePatient } from '#src/queries/patient.ts'
import { RemitProvider } from '#src/queries/remit-context.tsx'
import type { AssessedPatient } from '#src/queries/types.ts'
import { LiveRegion } from '#src/ui/live-region.tsx'
import { LoadedView } from '#src/ui/loaded-view.tsx'
import { profiles, type ProfileName } from '#mocks/profiles.ts'
import type { FhirResource, Population } from '#mocks/population.ts'
import { createFhirServer, type FhirServer } from '#mocks/server.ts'
import { instantFromIso } from '#src/lib/calendar.ts'
import { assessment, record } from '#tests/support/builders.ts'
import { deployment } from '#tests/support/deployment.ts'

const noon = instantFromIso('2026-11-25T12:00:00Z') ?? 0

const order: FhirResource = {
  resourceType: 'MedicationRequest',
  id: 'cit',
  status: 'stopped',
  intent: 'order',
  subject: { reference: 'Patient/p-1' },
  authoredOn: '2019-03-01',
  medicationCodeableConcept: { text: 'citalopram 10 MG Oral Tablet' },
  dosageInstruction: [
    {
      timing: { repeat: { boundsPeriod: { start: '2019-03-01', end: '2019-05-31' }, frequency: 1, period: 1, periodUnit: 'd' } },
      doseAndRate: [{ doseQuantity: { value: 10, unit: 'mg', system: 'http://unitsofmeasure.org', code: 'mg' } }],
    },
  ],
}
const people = (resources: readonly FhirResource[]): Population => ({
  shared: () => [{ resourceType: 'Practitioner', id: 'dr-01' }],
  patientIds: () => ['p-1'],
  patientTypes: ['Patient', 'MedicationRequest'],
  resourcesOf: (id) => [{ resourceType: 'Patient', id, name: [{ text: 'Ana Muñoz', family: 'Muñoz', given: ['Ana'] }] }, ...resources],
})

let server: FhirServer
function serve(resources: readonly FhirResource[], profile: ProfileName = 'default'): void {
  server = createFhirServer({
    population: people(resources),
    profile: profiles[profile],
    clock: { nowMs: () => noon, wait: () => Promise.resolve() },
  })
  vi.stubGlobal('fetch', async (input: RequestInfo, init?: RequestInit) => {
    const answer = await server.handle(new Request(input, init))
    // The network of a browser throws where the server's answer was lost.
    if (answer.type === 'error') throw new TypeError('Failed to fetch')
    return answer
  })
}
beforeEach(() => serve([order]))
afterEach(() => void vi.unstubAllGlobals())

const config = { ...deployment, fhirBase: `${window.location.origin}/fhir` }
const clock = () => noon

function Opened() {
  return (
    <LoadedView loaded={usePatient('p-1')} what="the record">
      {(patient) => <HistoryView patient={patient} />}
    </LoadedView>
  )
}
const open = () =>
  render(
    <RemitProvider config={config} clock={clock}>
      <LiveRegion>
        <Opened />
      </LiveRegion>
    </RemitProvider>,
  )
const show = (patient: AssessedPatient) =>
  render(
    <RemitProvider config={config} clock={clock}>
      <HistoryView patient={patient} />
    </RemitProvider>,
  )

async function tell(): Promise<void> {
  await page.getByRole('button', { name: 'Add a past trial' }).click()
  await expect.element(page.getByRole('combobox', { name: 'Medicine, by name or brand' })).toHaveFocus()
  await userEvent.keyboard('Zoloft{Enter}')
  await page.getByLabelText('Started').fill('spring 2020')
  await page.getByLabelText('Ended', { exact: true }).selectOptions('lasted')
  await page.getByLabelText('How long').fill('8 weeks')
  await page.getByLabelText('mg a day').fill('100')
  await page.getByLabelText('Taken', { exact: true }).selectOptions('most')
  await page.getByLabelText('Outcome', { exact: true }).selectOptions('none')
  await page.getByLabelText('Why it ended').selectOptions('no-effect')
  await page.getByLabelText('Who says so').selectOptions('patient')
}
const save = () => page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click()

describe('what is said', () => {
  test('a dose of 10 mg against a minimum of 20 does not count, and says so beside the name', async () => {
    await open()
    await expect.element(page.getByRole('heading', { name: 'Definition not met' })).toBeVisible()
    await expect
      .element(page.getByRole('list', { name: 'Each trial under this definition' }))
      .toHaveTextContent('dose 10 mg/day, minimum 20 mg/day')
  })

  test('no trial on record is not "no treatment": a word, a reason, and the way to add one', async () => {
    serve([])
    await open()
    await expect.element(page.getByText('that is not proof that none was taken', { exact: false }).first()).toBeVisible()
    await expect.element(page.getByRole('button', { name: 'Add a past trial' })).toBeVisible()
  })

  test('orders that could not be read are said above everything else', async () => {
    const incomplete = [{ part: 'medication orders', reason: 'the server answered 500', affects: 'medications' }] as const
    await show({ record: record({ incomplete }), assessment: assessment() })
    await expect.element(page.getByRole('alert')).toHaveTextContent('A trial may be missing: medication orders could not be read.')
  })
})

describe('a told trial', () => {
  test('is saved, stands in the list with its words, and can be taken back', async () => {
    await open()
    await tell()
    await save()
    await expect.element(page.getByText(/^Saved as MedicationStatement/)).toBeVisible()
    const ledger = page.getByRole('list', { name: 'Trials, oldest first' })
    await expect.element(ledger).toHaveTextContent('spring 2020, for 56 days')
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.element(page.getByText(/^Taken back/)).toBeVisible()
    await expect.element(ledger).not.toHaveTextContent('sertraline')
  })

  test('on a server that takes everything nothing is said about writing', async () => {
    await open()
    await expect.element(page.getByRole('button', { name: 'Add a past trial' })).toBeVisible()
    await new Promise((done) => setTimeout(done, 100))
    expect(document.body.textContent).not.toContain('This server takes no')
  })

  test('on a read-only server it is said at once, and what was typed stays in the form', async () => {
    serve([order], 'read-only')
    await open()
    // Known from the server's own statement, before anybody has typed anything.
    await expect.element(page.getByText(/^This server takes no past trials from Remit/)).toBeVisible()
    await expect.element(page.getByText('By its own statement it does not let MedicationStatement be created.')).toBeVisible()
    await expect.element(page.getByText('By its own statement it does not let QuestionnaireResponse be created.')).toBeVisible()
    await tell()
    await save()
    await expect.element(page.getByRole('alert')).toHaveTextContent('does not take treatment history')
    await expect.element(page.getByLabelText('Started')).toHaveValue('spring 2020')
  })

  test('a lost answer is said to be unsure; saving again stores it once', async () => {
    await open()
    await tell()
    server.faults.set({ kind: 'drop-answer', method: 'POST', times: 1 })
    await save()
    await expect.element(page.getByRole('alert')).toHaveTextContent('It is not known whether this was saved')
    await save()
    await expect.element(page.getByText(/^Saved as MedicationStatement/)).toBeVisible()
    await expect.element(page.getByRole('button', { name: /^Edit the trial of sertraline/ })).toBeVisible()
    expect(page.getByRole('button', { name: /^Edit the trial of sertraline/ }).elements()).toHaveLength(1)
  })

  test('a colleague’s change in the meantime is shown before anything is written over', async () => {
    await open()
    await tell()
    await save()
    await page.getByRole('button', { name: /^Edit the trial of sertraline/ }).click()
    await page.getByLabelText('Outcome', { exact: true }).selectOptions('worse')
    server.faults.set({ kind: 'status', status: 412, method: 'POST', times: 1 })
    await save()
    await expect.element(page.getByRole('alert')).toHaveTextContent('Not saved: this trial was changed by somebody else')
    await expect.element(page.getByLabelText('Outcome', { exact: true })).toHaveValue('worse')
    await page.getByRole('button', { name: 'Save mine over theirs' }).click()
    await expect.element(page.getByText(/version 2\.$/)).toBeVisible()
  })
})
