import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { launchOptions } from './tools/chromium.mjs'

// Rules and readers are run again where a calendar day is most easily lost: both ends of the date line, a half-hour zone, summer time
// in both hemispheres (Lord Howe moves its clocks by half an hour).
const OTHER_ZONES = ['Pacific/Pago_Pago', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Pacific/Kiritimati']

const inZone = (name: string, zone: string, folders: string) => ({
  extends: true as const,
  test: {
    name,
    environment: 'node',
    env: { TZ: zone },
    include: [`tests/{${folders}}/**/*.test.ts`],
    setupFiles: ['tests/support/setup-unit.ts'],
    isolate: false, // pure functions: nothing to keep apart, and no module is loaded twice
  },
})

export default defineConfig({
  plugins: [react()],
  define: { __DEMO__: 'true' },
  test: {
    projects: [
      inZone('unit', 'UTC', 'lib,clinical,fhir,mocks,queries,features,ui,app,cli,tools'),
      ...OTHER_ZONES.map((zone) => inZone(`unit in ${zone}`, zone, 'lib,clinical,fhir')),
      {
        extends: true,
        test: {
          name: 'integration',
          environment: 'node',
          env: { TZ: 'UTC' },
          include: ['tests/integration/**/*.test.ts'],
          setupFiles: ['tests/support/setup-integration.ts'],
        },
      },
      {
        extends: true,
        // Found late, these would make Vite reload the page in the middle of a test, with two Reacts in it.
        optimizeDeps: {
          include: [
            'react',
            'react-dom/client',
            'react/jsx-dev-runtime',
            'react-router',
            'recharts',
            '@tanstack/react-query',
            '@tanstack/react-table',
            '@tanstack/react-virtual',
          ],
        },
        test: {
          name: 'browser',
          include: ['tests/{features,ui,app}/**/*.test.tsx'],
          setupFiles: ['tests/support/setup-browser.ts'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: launchOptions() }),
            instances: [{ browser: 'chromium' }],
            viewport: { width: 1280, height: 800 },
          },
        },
      },
    ],
    coverage: { provider: 'v8', include: ['src/**/*.{ts,tsx}'] },
  },
})
