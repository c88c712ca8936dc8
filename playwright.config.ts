import { defineConfig } from '@playwright/test'
import { launchOptions } from './tools/chromium.mjs'

const port = Number(process.env['PORT'] ?? 4173)
export default defineConfig({
  testDir: 'tests/e2e',
  fullyParallel: true,
  workers: 2,
  reporter: 'list',
  forbidOnly: process.env['CI'] !== undefined,
  use: { baseURL: `http://127.0.0.1:${port}`, browserName: 'chromium', launchOptions: launchOptions(), trace: 'retain-on-failure' },
  webServer: {
    command: `npx vite preview --outDir dist-demo --port ${port} --strictPort --host 127.0.0.1`,
    url: `http://127.0.0.1:${port}`,
    reuseExistingServer: false,
  },
})
