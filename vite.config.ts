import optimizeLocales from '@react-aria/optimize-locales-plugin'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig(({ command, mode }) => ({
  // Written out at build time, so that a production build leaves the mock server and its people out altogether.
  define: { __DEMO__: JSON.stringify(command === 'serve' || mode === 'demo') },
  plugins: [{ ...optimizeLocales.vite({ locales: ['en-US', 'en-GB'] }), enforce: 'pre' }, react()],
  build: { target: 'baseline-widely-available', outDir: mode === 'demo' ? 'dist-demo' : 'dist' },
}))
