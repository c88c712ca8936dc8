// Checks the layer rules of .dependency-cruiser.mjs on src and mocks, and first proves that the checker works: it must report one seeded
// violation of every rule and must have followed a plausible number of modules. A checker that silently reads nothing is green for ever.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { cruise } from 'dependency-cruiser'
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config'
import config from '../.dependency-cruiser.mjs'

const root = resolve(import.meta.dirname, '..')

/** One file per rule that breaks exactly that rule. @type {Readonly<Record<string, { readonly file: string, readonly text: string }>>} */
const SEEDED = {
  'lib-is-leaf': { file: 'src/lib/bad.ts', text: `import { ok } from '../clinical/ok.ts'\nexport const bad = ok` },
  'clinical-is-pure': { file: 'src/clinical/bad.ts', text: `import { ok } from '#src/fhir/ok.ts'\nexport const bad = ok` },
  'fhir-knows-no-screen': { file: 'src/fhir/bad.ts', text: `import type { ok } from '#src/queries/ok.ts'\nexport type Bad = typeof ok` },
  'queries-below-features': { file: 'src/queries/bad.ts', text: `import { ok } from '#src/features/flags/ok.ts'\nexport const bad = ok` },
  'no-wire-in-views': { file: 'src/features/flags/bad.ts', text: `export const bad = () => import('#src/fhir/ok.ts')` },
  'ui-knows-no-medicine': { file: 'src/ui/bad.ts', text: `import { ok } from '#src/clinical/ok.ts'\nexport const bad = ok` },
  'features-are-islands': { file: 'src/features/patient/bad.ts', text: `export { ok } from '#src/features/flags/ok.ts'` },
  'features-below-app': { file: 'src/features/flags/bad-app.ts', text: `import { ok } from '#src/app/ok.ts'\nexport const bad = ok` },
  'cli-reads-and-judges': { file: 'src/cli/bad.ts', text: `import { ok } from '#src/queries/ok.ts'\nexport const bad = ok` },
  'cli-is-a-door': { file: 'src/app/bad.ts', text: `import { ok } from '#src/cli/ok.ts'\nexport const bad = ok` },
  'no-node-in-the-browser': {
    file: 'src/app/bad-node.ts',
    text: `import { readFileSync } from 'node:fs'\nexport const bad = readFileSync`,
  },
  'mocks-stay-out-of-src': { file: 'src/app/bad-mocks.ts', text: `import { ok } from '#mocks/ok.ts'\nexport const bad = ok` },
  'mocks-speak-only-the-wire': { file: 'mocks/bad.ts', text: `import { ok } from '#src/lib/ok.ts'\nexport const bad = ok` },
  'no-tests-in-the-product': { file: 'mocks/bad-tests.ts', text: `import { ok } from '#tests/ok.ts'\nexport const bad = ok` },
  'no-cycles': { file: 'src/lib/about.ts', text: `import { round } from './round.ts'\nexport const about = () => round` },
  'everything-resolves': { file: 'mocks/bad-path.ts', text: `import { ok } from '#mocks/nowhere.ts'\nexport const bad = ok` },
}

/** Files that the seeded ones import. start-mocks.ts and the queries are allowed what they import, and must stay unreported. */
const CLEAN = {
  ...Object.fromEntries(
    ['lib', 'clinical', 'fhir', 'queries', 'ui', 'app', 'cli', 'features/flags'].map((layer) => [
      `src/${layer}/ok.ts`,
      'export const ok = 1',
    ]),
  ),
  'src/lib/round.ts': `import { about } from './about.ts'\nexport const round = () => about`,
  'src/app/start-mocks.ts': `export const start = () => import('#mocks/ok.ts')`,
  'src/queries/allowed.ts': `import { ok } from '#src/fhir/ok.ts'\nexport const allowed = ok`,
  'src/cli/allowed.ts': `import { readFileSync } from 'node:fs'\nimport { ok } from '#src/fhir/ok.ts'\nexport const allowed = [ok, readFileSync]`,
  'mocks/ok.ts': 'export const ok = 1',
  'tests/ok.ts': 'export const ok = 1',
}

/** @param {string} baseDir @param {string[]} folders @param {string} tsConfig */
async function violationsIn(baseDir, folders, tsConfig) {
  const { options = {}, ...rules } = config
  const { enhancedResolveOptions, ...rest } = options
  const ruleNames = rules.forbidden?.map(({ name }) => name ?? '') ?? []
  const { output } = await cruise(
    folders,
    { ...rest, baseDir, validate: true, ruleSet: { forbidden: rules.forbidden ?? [] } },
    { ...enhancedResolveOptions },
    { tsConfig: extractTsConfig(tsConfig) },
  )
  if (typeof output === 'string') throw new Error('dependency-cruiser answered with text instead of a result')
  return { ruleNames, modules: output.summary.totalCruised, violations: output.summary.violations }
}

/** Seeds one violation of every rule in an empty project; returns what the checker did not report as it should, in sentences. */
async function proveOnSeededViolations() {
  const seededRoot = mkdtempSync(join(tmpdir(), 'remit-layers-'))
  try {
    const files = {
      'package.json': JSON.stringify({
        type: 'module',
        imports: { '#src/*': './src/*', '#mocks/*': './mocks/*', '#tests/*': './tests/*' },
      }),
      'tsconfig.json': JSON.stringify({
        compilerOptions: { module: 'esnext', moduleResolution: 'bundler', allowImportingTsExtensions: true, noEmit: true },
      }),
      ...CLEAN,
      ...Object.fromEntries(Object.values(SEEDED).map(({ file, text }) => [file, text])),
    }
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(seededRoot, file)), { recursive: true })
      writeFileSync(join(seededRoot, file), text)
    }
    const { ruleNames, violations } = await violationsIn(seededRoot, ['src', 'mocks'], join(seededRoot, 'tsconfig.json'))
    const seen = new Set(violations.map(({ rule, from }) => `${rule.name} ${from}`))
    const missed = ruleNames
      .filter((name) => !seen.has(`${name} ${SEEDED[name]?.file}`))
      .map((name) => `"${name}" did not report its seeded violation`)
    const seededFiles = new Set(['src/lib/round.ts', ...Object.values(SEEDED).map(({ file }) => file)])
    const invented = violations
      .filter(({ from }) => !seededFiles.has(from))
      .map(({ rule, from, to }) => `"${rule.name}" reported ${from} -> ${to}, which is allowed`)
    return { rules: ruleNames.length, proved: ruleNames.length - missed.length, complaints: [...missed, ...invented] }
  } finally {
    rmSync(seededRoot, { recursive: true, force: true })
  }
}

const { rules, proved, complaints } = await proveOnSeededViolations()
const { modules, violations } = await violationsIn(root, ['src', 'mocks'], join(root, 'tsconfig.app.json'))
const broken = violations.map(
  ({ rule, from, to, cycle }) => `${from} -> ${to}  breaks "${rule.name}"${cycle ? `: ${cycle.map(({ name }) => name).join(' -> ')}` : ''}`,
)
if (modules < 20) complaints.push(`only ${modules} modules were read: the checker is not reading the project`)

for (const line of [...complaints.map((complaint) => `layers cannot be trusted: ${complaint}`), ...broken]) console.error(line)
console.log(
  `layers: ${modules} modules read, ${broken.length} imports break a rule; ${proved} of ${rules} rules proved on a seeded violation`,
)
process.exitCode = complaints.length + broken.length === 0 ? 0 : 1
