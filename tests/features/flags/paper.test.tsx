import { afterEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import type { QueueCard } from '#src/clinical/queue.ts'
import { QueueRow } from '#src/features/flags/queue-row.tsx'
import { day } from '#src/lib/calendar.ts'
import { assessment, finding } from '#tests/support/builders.ts'
import { onPaper, onScreen } from '#tests/support/paper.ts'

afterEach(onScreen)

test('a flag of 2 March has waited 9 days on the screen of 11 March, and on paper waits since its date', async () => {
  const found = finding({ since: day('2026-03-02') })
  const card: QueueCard = {
    patientId: 'p-1',
    assessment: assessment({ patientId: 'p-1', flags: [found] }),
    open: [{ finding: found, state: { kind: 'open', mark: 'ongoing', why: '', review: undefined }, elsewhere: undefined, rounds: 0 }],
    closed: [],
  }
  const ignore = () => undefined
  await render(
    <ul>
      <QueueRow card={card} patient={undefined} isCurrent={false} isSelected={false} onOpen={ignore} onSelect={ignore} />
    </ul>,
  )
  await expect.element(page.getByText('9 days', { exact: true })).toBeVisible()
  await expect.element(page.getByText('since 2 Mar 2026')).not.toBeVisible()
  await onPaper()
  await expect.element(page.getByText('9 days', { exact: true })).not.toBeVisible()
  await expect.element(page.getByText('since 2 Mar 2026')).toBeVisible()
})
