import { useState } from 'react'
import { createRoot } from 'react-dom/client'
import { MemoryRouter } from 'react-router'
import '#src/ui/tokens.css'
import '#src/ui/base.css'
import { defaultSettings } from '#src/clinical/settings.ts'
import { TrajectoryView } from '#src/features/patient/trajectory-view.tsx'
import { RemitProvider } from '#src/queries/remit-context.tsx'
import { LinksProvider } from '#src/ui/links.tsx'
import { LiveRegion } from '#src/ui/live-region.tsx'
import { links } from '#src/app/paths.ts'
import type { Course } from './course.ts'
import type { Chart } from './trajectory.ts'

const config = {
  fhirBase: 'http://127.0.0.1:9/fhir',
  practitioner: 'Practitioner/dr-01',
  practitionerName: 'Dr M. Reyes',
  practiceHours: '',
  crisisText: '',
  clinical: defaultSettings,
}
const none: readonly never[] = []
const noRefs: ReadonlySet<string> = new Set()

/** The whole view of the patient page: all lanes, medicines, range strip, item grid and comparison of trials. */
function View({ course }: { readonly course: Course }) {
  const [clock] = useState(() => () => performance.timeOrigin + performance.now())
  return (
    <RemitProvider config={config} clock={clock}>
      <LinksProvider value={links}>
        <MemoryRouter initialEntries={['/patients/p-test?range=all']}>
          <LiveRegion>
            <TrajectoryView patient={course.patient} reviews={none} lit={noRefs} />
          </LiveRegion>
        </MemoryRouter>
      </LinksProvider>
    </RemitProvider>
  )
}

let scores = 0

export const chart: Chart = {
  mount: (place, course) => {
    scores = course.scores.length
    createRoot(place).render(<View course={course} />)
  },
  isPainted: () => document.querySelectorAll('[data-mark]').length >= scores,
  area: () => document.querySelector('[role=slider]') ?? document.body,
  zoom: (days) => {
    // Turns of the wheel, as a hand would: in until nothing more happens, then out.
    const area = chart.area()
    const box = area.getBoundingClientRect()
    area.dispatchEvent(
      new WheelEvent('wheel', {
        deltaY: days % 2 === 0 ? -60 : 60,
        ctrlKey: true,
        clientX: box.left + box.width * 0.8,
        clientY: box.top + 50,
        bubbles: true,
        cancelable: true,
      }),
    )
  },
}
