/** The one place that reaches for the mock server, and only where the build says it is a demo. */

export interface DemoControls {
  /** Forgets everything that was written in the demo. */
  readonly reset: () => Promise<void>
}

/** Starts the mock FHIR server in a worker; undefined in production, where neither it nor its people are in the build. */
export async function startMocksWhereAsked(): Promise<DemoControls | undefined> {
  if (!__DEMO__) return undefined
  const { startMocks } = await import('#mocks/browser.ts')
  return startMocks()
}
