import { defineConfig } from '@playwright/test'
import type { JourneyOptions } from './tests/e2e/support/journey.ts'
import { launchOptions } from './tools/chromium.mjs'

const demoPort = Number(process.env['PORT'] ?? 4173)
const [productionPort, sandboxPort] = [demoPort + 2, demoPort + 3]
/** Servers that are running already, such as a development server; then nothing is built or served for them. */
const [runningDemo, runningProduction] = [process.env['REMIT_DEMO'], process.env['REMIT_PRODUCTION']]
const demo = runningDemo ?? `http://127.0.0.1:${demoPort}`
const production = runningProduction ?? `http://127.0.0.1:${productionPort}`
const sandbox = `http://127.0.0.1:${sandboxPort}/fhir`

const asked = process.argv.flatMap(
  (word, i) => /^--project(?:=(.*))?$/.exec(word)?.[1] ?? (process.argv[i - 1] === '--project' ? word : []),
)
/** Servers that differ from the default most: one patient a search; a limit of points; no sort, other pages, unknown parameters ignored. */
const otherServers = ['us-core-only', 'medplum', 'blaze'] as const
const demoProjects = ['demo', ...otherServers]
const runs = (project: string): boolean => asked.length === 0 || asked.includes(project)

export default defineConfig<JourneyOptions>({
  testDir: 'tests/e2e',
  fullyParallel: true,
  workers: 2,
  reporter: 'list',
  // How long a shared machine takes is no defect of a screen: speed is measured in bench/, these only end what hangs.
  timeout: 90_000,
  expect: { timeout: 15_000 },
  // A journey that passes only the second time is named as flaky at the end of the run, and is recorded for whoever mends it.
  retries: 1,
  forbidOnly: process.env['CI'] !== undefined,
  use: { browserName: 'chromium', launchOptions: launchOptions(), trace: 'on-first-retry' },
  projects: [
    { name: 'demo', testIgnore: /hardening[^/]*\.spec\.ts/, use: { baseURL: demo } },
    // The core of the journeys once more on servers that behave otherwise; the same people, so the same numbers.
    ...otherServers.map((profile) => ({ name: profile, grep: /@profiles/, use: { baseURL: demo, profile } })),
    // The build that ships, under the headers it ships with, reading a FHIR server on another origin.
    { name: 'production', testMatch: /hardening[^/]*\.spec\.ts/, use: { baseURL: production } },
  ],
  webServer: [
    ...(demoProjects.some(runs) && runningDemo === undefined
      ? [{ command: `node tests/e2e/support/serve.mjs demo ${demoPort}`, url: demo, timeout: 120_000 }]
      : []),
    ...(runs('production') && runningProduction === undefined
      ? [
          { command: `node tests/e2e/support/serve.mjs production ${productionPort} ${sandbox}`, url: production, timeout: 120_000 },
          { command: `node tools/sandbox.mjs --patients 40 --port ${sandboxPort}`, url: `${sandbox}/metadata`, timeout: 60_000 },
        ]
      : []),
  ],
})
