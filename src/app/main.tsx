import '#src/ui/font.css'
import '#src/ui/tokens.css'
import '#src/ui/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { BrowserRouter } from 'react-router'
import { missingInBrowser } from '#src/app/browser-support.ts'
import { ConfigError } from '#src/app/config.ts'
import { readConfigFile } from '#src/app/config-file.ts'
import { Providers } from '#src/app/providers.tsx'
import { AppRoutes } from '#src/app/routes.tsx'
import { SessionGate } from '#src/app/session-gate.tsx'
import { StartFailed } from '#src/app/start-failed.tsx'
import { startMocksWhereAsked } from '#src/app/start-mocks.ts'
import { readClock } from '#src/lib/calendar.ts'
import { ErrorBoundary } from '#src/ui/error-boundary.tsx'

const place = document.getElementById('root')
if (place === null) throw new Error('index.html has no element with the id "root"')

// A caught error has been said on screen, in its place; its message may quote the record, so it does not go to the console as well.
const root = createRoot(place, { onCaughtError: () => undefined })

const NOTHING_DONE = 'No patient was read and nothing was changed.'
const stopped = <StartFailed title="Remit has stopped." reason="A fault in Remit, not in the record. What waits to be saved is kept." />

async function start(): Promise<void> {
  const missing = missingInBrowser()
  if (missing.length > 0) {
    root.render(
      <StartFailed
        title="This browser is too old for Remit."
        reason={`It lacks ${missing.join(', ')}. A current Chrome, Edge, Firefox or Safari has all of it. ${NOTHING_DONE}`}
      />,
    )
    return
  }
  const demo = await startMocksWhereAsked()
  const config = await readConfigFile(window.location.href)
  root.render(
    <StrictMode>
      <ErrorBoundary what="page" fallback={stopped}>
        <Providers config={config} clock={readClock} {...(demo === undefined ? {} : { demo })}>
          <SessionGate idleMinutes={config.idleMinutes} clock={readClock}>
            <BrowserRouter>
              <AppRoutes />
            </BrowserRouter>
          </SessionGate>
        </Providers>
      </ErrorBoundary>
    </StrictMode>,
  )
}

start().catch((error: unknown) => {
  const isTold = error instanceof ConfigError || (__DEMO__ && error instanceof Error)
  root.render(
    <StartFailed
      title="Remit could not start."
      reason={`${isTold ? error.message : 'A fault in Remit, not in the record'}. ${NOTHING_DONE}`}
    />,
  )
})
