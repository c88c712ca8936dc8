/**
 * Who may import whom: lib < clinical < fhir < queries < features < app; `ui` rests on lib only; features are islands; the mock server
 * and the app know each other only over the wire. `tools/layers.mjs` runs these rules and proves on seeded violations that each one bites.
 *
 * @type {import('dependency-cruiser').IConfiguration}
 */
export default {
  forbidden: [
    {
      name: 'lib-is-leaf',
      comment: 'src/lib imports nothing but itself.',
      severity: 'error',
      from: { path: '^src/lib/' },
      to: { pathNot: '^src/lib/' },
    },
    {
      name: 'clinical-is-pure',
      comment: 'Clinical rules import only src/lib and each other: no React, no network, no FHIR, no package.',
      severity: 'error',
      from: { path: '^src/clinical/' },
      to: { pathNot: '^src/(clinical|lib)/' },
    },
    {
      name: 'fhir-knows-no-screen',
      severity: 'error',
      from: { path: '^src/fhir/' },
      to: {
        path: '^src/(app|features|ui|queries|cli)/|node_modules/(react|react-dom|react-router|react-aria-components|recharts|@tanstack)/',
      },
    },
    {
      name: 'queries-below-features',
      severity: 'error',
      from: { path: '^src/queries/' },
      to: { path: '^src/(app|features|ui|cli)/' },
    },
    {
      name: 'no-wire-in-views',
      comment: 'Views never see a FHIR resource. They read clinical types through src/queries.',
      severity: 'error',
      from: { path: '^src/(features|ui|app)/', pathNot: '^src/app/providers\\.tsx$' },
      to: { path: '^src/fhir/' },
    },
    {
      name: 'ui-knows-no-medicine',
      severity: 'error',
      from: { path: '^src/ui/' },
      to: { path: '^src/(app|features|queries|fhir|clinical|cli)/' },
    },
    {
      name: 'features-are-islands',
      severity: 'error',
      from: { path: '^src/features/([^/]+)/' },
      to: { path: '^src/features/', pathNot: '^src/features/$1/' },
    },
    {
      name: 'features-below-app',
      severity: 'error',
      from: { path: '^src/features/' },
      to: { path: '^src/app/' },
    },
    {
      name: 'cli-reads-and-judges',
      comment: 'The command line is a second front door to the same readers and rules; it shows no screen and asks no server.',
      severity: 'error',
      from: { path: '^src/cli/' },
      to: { path: '^(src|mocks)/', pathNot: '^src/(cli|fhir|clinical|lib)/' },
    },
    {
      name: 'cli-is-a-door',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/cli/' },
      to: { path: '^src/cli/' },
    },
    {
      name: 'no-node-in-the-browser',
      comment: 'Only the command line runs under Node.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/cli/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'mocks-stay-out-of-src',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/app/start-mocks\\.ts$' },
      to: { path: '^mocks/' },
    },
    {
      name: 'mocks-speak-only-the-wire',
      comment: 'A mock that used src/clinical would agree with our own bugs.',
      severity: 'error',
      from: { path: '^mocks/' },
      to: { path: '^src/' },
    },
    {
      name: 'no-tests-in-the-product',
      severity: 'error',
      from: { path: '^(src|mocks)/' },
      to: { path: '^(tests|tools)/' },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'everything-resolves',
      comment: 'An import that cannot be followed is an import whose layer nobody checked.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.app.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'browser', 'default', 'types'],
      mainFields: ['module', 'main', 'types', 'typings'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.d.ts'],
    },
  },
}
