import type { ReactNode } from 'react'
import type { DeploymentConfig } from '#src/app/config.ts'
import { DemoContext } from '#src/app/demo.ts'
import { links } from '#src/app/paths.ts'
import type { DemoControls } from '#src/app/start-mocks.ts'
import { RemitProvider } from '#src/queries/remit-context.tsx'
import { LinksProvider } from '#src/ui/links.tsx'
import { LiveRegion } from '#src/ui/live-region.tsx'

export interface ProvidersProps {
  readonly config: DeploymentConfig
  /** Epoch milliseconds now; the one clock of the app. */
  readonly clock: () => number
  /** Present only where the mock server answers. */
  readonly demo?: DemoControls
  readonly children: ReactNode
}

export function Providers({ config, clock, demo, children }: ProvidersProps) {
  return (
    <RemitProvider config={config} clock={clock}>
      <DemoContext value={demo}>
        <LinksProvider value={links}>
          <LiveRegion>{children}</LiveRegion>
        </LinksProvider>
      </DemoContext>
    </RemitProvider>
  )
}
