/** After midnight everybody is judged anew: in slices, with yesterday's picture standing until the new one is whole. */
import { useEffect, useState } from 'react'
import type { ClinicalSettings } from '#src/clinical/settings.ts'
import { inSlices } from '#src/fhir/slices.ts'
import type { Day } from '#src/lib/calendar.ts'
import { assessAhead, isAssessed } from '#src/queries/assessed.ts'
import type { Held, ReadCaseload } from '#src/queries/read-caseload.ts'

/** So few are judged while drawing without anybody noticing. */
const FEW = 40

/** The day to draw: `day` once everybody can be shown on it, until then the one drawn before. */
export function useJudgedDay(read: ReadCaseload | undefined, day: Day, settings: ClinicalSettings): Day {
  const [drawn, setDrawn] = useState({ day, settings })
  const isReady = read === undefined || isJudged(read, day, settings)
  useEffect(() => {
    if (read === undefined || (drawn.day === day && drawn.settings === settings && isReady)) return
    const stop = new AbortController()
    const work = unjudged(read, day, settings)
    void inSlices(work, ({ record }) => assessAhead(record, day, settings), stop.signal).then((isDone) => {
      if (isDone) setDrawn({ day, settings })
    })
    return () => stop.abort()
  }, [read, day, settings, drawn, isReady])
  return isReady ? day : drawn.day
}

const ready = new WeakMap<ReadCaseload, { readonly day: Day; readonly settings: ClinicalSettings }>()

/** Who was judged stays judged, so a reading is counted until it is ready and then no more: six parts of the page ask at every key. */
function isJudged(read: ReadCaseload, day: Day, settings: ClinicalSettings): boolean {
  const known = ready.get(read)
  if (known?.day === day && known.settings === settings) return true
  const isReady = unjudged(read, day, settings).length <= FEW
  if (isReady) ready.set(read, { day, settings })
  return isReady
}

function unjudged({ read }: ReadCaseload, day: Day, settings: ClinicalSettings): readonly (Held & { readonly kind: 'record' })[] {
  return [...read.values()].flatMap((held) => (held.kind === 'record' && !isAssessed(held.record, day, settings) ? [held] : []))
}
