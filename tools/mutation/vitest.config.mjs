// Only the clinical specification, in one time zone and one process: what a mutant of src/clinical must not survive.
import { defineConfig } from 'vitest/config'

// oxlint-disable-next-line import/no-default-export -- vitest reads the default export
export default defineConfig({
  define: { __DEMO__: 'true' },
  test: {
    environment: 'node',
    env: { TZ: 'UTC' },
    include: ['tests/clinical/**/*.test.ts'],
    // Random records would make a verdict on a mutant depend on luck; the tables must kill it.
    exclude: [
      'tests/clinical/**/*.property.test.ts',
      'tests/clinical/{options,washout,queue,review}*.test.ts',
      'tests/clinical/options/**',
    ],
    setupFiles: ['tests/support/setup-unit.ts'],
    isolate: false,
  },
})
