// Mutation testing of src/clinical. Run from the project's root; see README.md beside this file.
import { resolve } from 'node:path'

/** Groups of files, so that a run fits into a coffee break (see README). */
const groups = {
  flags: ['src/clinical/flags/*.ts'],
  trials: ['src/clinical/{trials,trial-links,exposure,episode}.ts'],
  judging: ['src/clinical/{clock,adherence,adequacy,response,dose-range,resistance,resistance-review,staging,runs,verdict}.ts'],
  rest: [
    'src/clinical/{assess,canonical,check-ins,checklist,diagnosis,facts,interactions,medicines,medicine-build,medicine-row,medicine-search,pseudo-resistance,readings,rough-date,rule,rule-book,settings-override,side-effects,told-trial,triage}.ts',
  ],
  queue: ['src/clinical/{queue,review,options,options-record,washout}.ts'],
}

const group = process.env['GROUP']
const mutate = group === undefined ? Object.values(groups).flat() : new Map(Object.entries(groups)).get(group)
if (mutate === undefined) throw new Error(`GROUP is one of ${Object.keys(groups).join(', ')}, not ${group}`)

// ONLY=EqualityOperator,ArithmeticOperator: just these mutators. Comparisons are where every threshold lies, and they come first.
const mutators = [
  'ArithmeticOperator',
  'ArrayDeclaration',
  'ArrowFunction',
  'AssignmentOperator',
  'BlockStatement',
  'BooleanLiteral',
  'ConditionalExpression',
  'EqualityOperator',
  'LogicalOperator',
  'MethodExpression',
  'ObjectLiteral',
  'OptionalChaining',
  'Regex',
  'StringLiteral',
  'UnaryOperator',
  'UpdateOperator',
]
const only = process.env['ONLY']?.split(',')
const excluded = only === undefined ? [] : mutators.filter((name) => !only.includes(name))

// oxlint-disable-next-line import/no-default-export -- Stryker reads the default export
export default {
  plugins: [resolve(import.meta.dirname, 'runner.mjs')],
  testRunner: 'clinical',
  coverageAnalysis: 'perTest',
  mutate,
  // "none.json" keeps Stryker from rewriting tsconfig files, for which it would need an older TypeScript API.
  tsconfigFile: 'none.json',
  ignorePatterns: ['dist*', 'coverage', 'reports', 'test-results', 'docs', 'tests/e2e', 'src/features', 'src/ui', 'src/app', 'mocks'],
  tempDirName: 'reports/stryker-tmp',
  reporters: ['clear-text', 'json', 'progress-append-only'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false, reportScoreTable: true },
  jsonReporter: { fileName: `reports/mutation/${group ?? 'all'}${only ? '-only' : ''}.json` },
  incremental: true,
  incrementalFile: `reports/mutation/incremental-${group ?? 'all'}${only ? '-only' : ''}.json`,
  mutator: { excludedMutations: excluded },
  concurrency: 1,
  timeoutMS: 10_000,
  disableTypeChecks: false,
}
