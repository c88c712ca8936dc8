// The pages of the benchmark, built for production like Remit itself.
import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { build } from 'vite'

const root = resolve(import.meta.dirname, '../..')

/** @returns {Promise<string>} the folder that holds the built pages */
export async function buildPages() {
  const outDir = resolve(root, 'node_modules/.cache/remit/bench')
  const reacts = ['react', 'react-dom', 'react-is'].map((name) => ({
    find: new RegExp(`^${name}(?=/|$)`),
    replacement: resolve(root, 'node_modules', name),
  }))
  // This folder has a package.json of its own, so the project's "#" names are spelled out.
  const own = ['src', 'mocks', 'tests'].map((name) => ({ find: `#${name}`, replacement: resolve(root, name) }))
  await build({
    root: resolve(root, 'bench/pages'),
    configFile: false,
    logLevel: 'error',
    plugins: [react()],
    define: { __DEMO__: 'true' },
    resolve: { alias: [...reacts, ...own] },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'baseline-widely-available',
      chunkSizeWarningLimit: 5000,
      minify: process.env.BENCH_PLAIN === undefined,
      rollupOptions: { input: ['caseload', 'trajectory', 'reading'].map((page) => resolve(root, `bench/pages/${page}.html`)) },
    },
  })
  return outDir
}
