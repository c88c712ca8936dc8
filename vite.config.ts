import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { shortClassNames } from './tools/class-names.mjs'
import { previewHeaders } from './tools/headers.mjs'

export default defineConfig(({ command, mode, isPreview }) => {
  const demo = mode === 'demo'
  return {
    // Written out at build time, so that a production build leaves the mock server and its people out altogether.
    define: { __DEMO__: JSON.stringify(demo || (command === 'serve' && isPreview !== true)) },
    plugins: [react(), previewHeaders(demo)],
    // One style sheet with short names: forty small ones, each compressed alone, weighed half as much again, and each lazy part waited for its own.
    ...(command === 'build' ? { css: { modules: { generateScopedName: shortClassNames(import.meta.dirname) } } } : {}),
    build: { target: 'baseline-widely-available', outDir: demo ? 'dist-demo' : 'dist', manifest: 'manifest.json', cssCodeSplit: false },
    server: { host: '127.0.0.1' },
    preview: { host: '127.0.0.1' },
  }
})
