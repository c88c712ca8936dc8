// @ts-nocheck -- the types of Stryker lie in tools/mutation/node_modules, which only who changes a rule installs
/*
 * A test runner for Stryker: bundles the clinical specification once and runs it again and again in the same process. Vitest starts
 * a worker for every mutant, which takes seconds where the tests themselves take milliseconds.
 * Every mutant gets the whole bundle evaluated anew, so that nothing another mutant left in a cache can decide about it.
 */
import { readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, join, relative } from 'node:path'
import { performance } from 'node:perf_hooks'
import { format } from 'node:util'
import { Script } from 'node:vm'
import { INSTRUMENTER_CONSTANTS } from '@stryker-mutator/api/core'
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin'
import { determineHitLimitReached, DryRunStatus, TestStatus, toMutantRunResult } from '@stryker-mutator/api/test-runner'
import { build } from 'vite'

const FOLDER = 'tests/clinical'
const SUITE = 'virtual:clinical-specification'

/** Random records would make a verdict on a mutant depend on luck: the tables must kill it. */
const isOfTheSpecification = (name) => name.endsWith('.test.ts') && !name.endsWith('.property.test.ts')

/** One entry that imports every test file; `vitest` in them is the collector below. */
const specification = (root, files) => ({
  name: 'clinical-specification',
  enforce: 'pre',
  resolveId: (id) => (id === SUITE || id === 'vitest' ? `\0${id}` : undefined),
  load: (id) => {
    if (id === `\0${SUITE}`) return files.map((file) => `import ${JSON.stringify(join(root, file))}`).join('\n')
    if (id === '\0vitest') return 'export const { describe, test, expect, enter } = globalThis.__specification__'
    return undefined
  },
  transform: (code, id) => {
    const file = relative(root, id)
    return files.includes(file)
      ? `import { enter as enterTestFile } from 'vitest'; enterTestFile(${JSON.stringify(file)});${code}`
      : undefined
  },
})

async function bundle(root) {
  const files = readdirSync(join(root, FOLDER), { recursive: true })
    .filter(isOfTheSpecification)
    .map((name) => join(FOLDER, name))
    .toSorted()
  const { output } = await build({
    root,
    configFile: false,
    logLevel: 'error',
    define: { __DEMO__: 'true' },
    plugins: [specification(root, files)],
    build: {
      ssr: true,
      write: false,
      minify: false,
      target: 'node20',
      rollupOptions: { input: SUITE, treeshake: false, output: { format: 'cjs' } },
    },
  })
  if (output.length !== 1) throw new Error(`one bundle was expected, ${output.length} were made`)
  return new Script(`(function (require, exports, module) {${output[0].code}\n})`, { filename: 'clinical-specification.js' })
}

/** The part of vitest's interface that these tests use; anything else is undefined and fails the first run. */
function collector(expect) {
  const tests = []
  const counts = new Map()
  let file = ''
  let path = []
  const add = (name, run) => {
    const full = [file, ...path, name].join(' > ')
    const nth = (counts.get(full) ?? 0) + 1
    counts.set(full, nth)
    // Numbered only where it must be, so that a repeated run knows a test again after others were added.
    tests.push({ id: nth === 1 ? full : `${full} #${nth}`, name: full, file, run })
  }
  const describe = (name, body) => {
    path = [...path, name]
    body()
    path = path.slice(0, -1)
  }
  const test = Object.assign((name, run) => add(name, run), {
    each: (rows) => (name, run) => {
      for (const row of rows) {
        const args = Array.isArray(row) ? row : [row]
        add(format(name, ...args), () => run(...args))
      }
    },
  })
  return { tests, api: { describe, test, expect, enter: (name) => (file = name) } }
}

class ClinicalTestRunner {
  static inject = []
  #script
  #expect
  #ns = (globalThis[INSTRUMENTER_CONSTANTS.NAMESPACE] ??= {})

  capabilities() {
    return { reloadEnvironment: true }
  }

  async init() {
    process.env.TZ = 'UTC'
    this.#expect = (await import('vitest')).expect
    this.#script = await bundle(process.cwd())
  }

  #load() {
    const { tests, api } = collector(this.#expect)
    globalThis.__specification__ = api
    const module = { exports: {} }
    this.#script.runInThisContext()(createRequire(join(process.cwd(), 'package.json')), module.exports, module)
    return tests
  }

  async #run(tests, disableBail) {
    const results = []
    for (const { id, name, file, run } of tests) {
      const started = performance.now()
      this.#ns.currentTestId = id
      const result = { id, name, fileName: file, status: TestStatus.Success }
      try {
        await run()
      } catch (error) {
        Object.assign(result, { status: TestStatus.Failed, failureMessage: String(error?.message ?? error) })
      }
      this.#ns.currentTestId = undefined
      results.push({ ...result, timeSpentMs: performance.now() - started })
      if (result.status === TestStatus.Failed && !disableBail) break
    }
    return results
  }

  async dryRun({ disableBail }) {
    this.#ns.activeMutant = undefined
    this.#ns.hitCount = undefined
    const tests = await this.#run(this.#load(), disableBail)
    return { status: DryRunStatus.Complete, tests, mutantCoverage: this.#ns.mutantCoverage }
  }

  async mutantRun({ activeMutant, mutantActivation, testFilter, hitLimit, disableBail, sandboxFileName }) {
    this.#ns.hitCount = 0
    this.#ns.hitLimit = hitLimit
    this.#ns.activeMutant = mutantActivation === 'static' ? activeMutant.id : undefined
    let tests
    try {
      tests = this.#load()
    } catch (error) {
      // Code that no longer loads is noticed by every test.
      const failed = { id: 'loading', name: 'loading', timeSpentMs: 0, status: TestStatus.Failed, failureMessage: String(error) }
      return toMutantRunResult({ status: DryRunStatus.Complete, tests: [failed] })
    }
    this.#ns.activeMutant = activeMutant.id
    // The tests of the mutated file come first: they are the likeliest to fail, and the first failure ends the run.
    const own = basename(sandboxFileName).replace(/\.ts$/, '.test.ts')
    const wanted = testFilter === undefined ? tests : tests.filter(({ id }) => testFilter.includes(id))
    const ordered = [...wanted.filter(({ file }) => basename(file) === own), ...wanted.filter(({ file }) => basename(file) !== own)]
    const results = await this.#run(ordered, disableBail)
    this.#ns.activeMutant = undefined
    const timeout = determineHitLimitReached(this.#ns.hitCount, hitLimit)
    return toMutantRunResult(timeout ?? { status: DryRunStatus.Complete, tests: results })
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'clinical', ClinicalTestRunner)]
