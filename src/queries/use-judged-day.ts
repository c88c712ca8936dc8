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
  const isReady = read === undefined || unjudged(read, day, settings).length <= FEW
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

function unjudged({ read }: ReadCaseload, day: Day, settings: ClinicalSettings): readonly (Held & { readonly kind: 'record' })[] {
  return [...read.values()].flatMap((held) => (held.kind === 'record' && !isAssessed(held.record, day, settings) ? [held] : []))
}
