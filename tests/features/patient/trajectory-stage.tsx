/** The trajectory of the hand-made course on a wide screen, and what is drawn of it. */
import { expect } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import type { PatientRecord } from '#src/clinical/facts.ts'
import { TrajectoryView } from '#src/features/patient/trajectory-view.tsx'
import { assessed } from '#tests/features/patient/course.ts'
import { Stage } from '#tests/features/patient/stage.tsx'

const none: readonly never[] = []
const noRefs: ReadonlySet<string> = new Set()

export async function show(
  parts: Partial<PatientRecord> = {},
  at = '/patients/p-test?range=all&table=1',
  lit = noRefs,
  onChoose?: (refs: readonly string[]) => void,
) {
  await page.viewport(1440, 900)
  const screen = await render(
    <Stage at={at}>
      <TrajectoryView patient={assessed(parts)} reviews={none} lit={lit} onChoose={onChoose} />
    </Stage>,
  )
  await expect.element(screen.getByRole('slider', { name: /on the time axis/ })).toBeInTheDocument()
  return screen
}

export const marks = (): readonly Element[] => [...document.querySelectorAll('[data-mark]')]
export const drawing = (): string => document.querySelector('[data-figure]')?.textContent ?? ''
