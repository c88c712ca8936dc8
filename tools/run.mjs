// Runs a TypeScript entry of this project under plain Node: Node 20 cannot load .ts files, so vite bundles it first.
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'

/** @param {string} entry path of a .ts file, from the project's root @returns {Promise<any>} the module */
export async function load(entry) {
  const root = resolve(import.meta.dirname, '..')
  const outDir = join(root, 'node_modules', '.cache', 'remit', `${entry.replaceAll(/[^a-z0-9]+/gi, '-')}-${process.pid}`)
  mkdirSync(outDir, { recursive: true })
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    define: { __DEMO__: 'true' },
    build: {
      ssr: resolve(root, entry),
      outDir,
      emptyOutDir: true,
      minify: false,
      target: 'node20',
      rollupOptions: { output: { entryFileNames: 'entry.mjs' } },
    },
    ssr: { noExternal: true },
  })
  return import(pathToFileURL(join(outDir, 'entry.mjs')).href)
}

if (process.argv[1] === import.meta.filename) {
  const entry = process.argv[2]
  if (entry === undefined) {
    console.error('usage: node tools/run.mjs ENTRY.ts [ARGUMENT ...]')
    process.exit(2)
  }
  const { main } = await load(entry)
  process.exitCode = await main(process.argv.slice(3))
}
