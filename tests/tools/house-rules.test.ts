import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { findBroken, houseRules } from '../../tools/house-rules.mjs'

const given = `
declare const n: number
declare const maybe: number | undefined
declare const points: number & { readonly brand: 1 }
declare const day: (number & { readonly brand: 1 }) | undefined
declare const text: string | undefined
declare const list: readonly { readonly n: number; readonly flag: boolean }[]
declare const z: { readonly coerce: { number(): unknown } }
declare const job: Promise<number>
declare const anything: unknown
`

interface Seed {
  readonly rule: string
  readonly file?: string
  readonly breaking: readonly string[]
  readonly fine: readonly string[]
}

const seeds: readonly Seed[] = [
  {
    rule: 'one-calendar',
    breaking: [
      'new Date()',
      'new Date("2026-03-08")',
      'Date.now()',
      'Date.parse("2026-03-08")',
      'globalThis.Date.now()',
      'const clock = Date',
      'new Intl.DateTimeFormat("en-US")',
      'anything as never as { toLocaleDateString(): string }; (anything as never as { toLocaleDateString(): string }).toLocaleDateString()',
    ],
    fine: ['type When = Date', 'const x: { readonly Date: number } = { Date: 1 }', 'const Day = "Date.now()"'],
  },
  { rule: 'one-calendar', file: 'tests/clinical/seeded.test.ts', breaking: ['Date.now()'], fine: [] },
  { rule: 'one-calendar', file: 'src/lib/calendar.ts', breaking: [], fine: ['new Date(0)', 'Date.parse("2026-03-08")'] },
  { rule: 'one-calendar', file: 'mocks/clock.ts', breaking: [], fine: ['Date.now()'] },
  {
    rule: 'one-day-length',
    breaking: [
      'const d = 864e5',
      'const d = 86400000',
      'const d = 86_400_000',
      'const d = 24 * 60 * 60 * 1000',
      'const d = 1000 * (60 * 60 * 24)',
    ],
    fine: ['const hour = 3_600_000', 'const d = n * 1000'],
  },
  {
    rule: 'one-wire',
    breaking: [
      'fetch("/x")',
      'window.fetch("/x")',
      'globalThis.fetch("/x")',
      'new XMLHttpRequest()',
      'navigator.sendBeacon("/x")',
      'const call = fetch',
    ],
    fine: ['const it = { fetch: 1 }; it.fetch', 'function run(fetch: () => number) { return fetch() }'],
  },
  { rule: 'one-wire', file: 'src/fhir/client.ts', breaking: [], fine: ['fetch("/x")'] },
  {
    rule: 'no-coercion',
    breaking: [
      'Number("12")',
      '["1"].map(Number)',
      'Boolean(n)',
      'list.filter(Boolean)',
      'parseFloat("1.5")',
      'Number.parseFloat("1.5")',
      '+"12"',
      '~~n',
      'z.coerce.number()',
      'parseInt("12")',
      'Number.parseInt("0x1F", 16)',
    ],
    fine: ['Number.isInteger(n)', 'Number.MAX_SAFE_INTEGER', 'parseInt("12", 10)', 'const x: Number = n', '-n', '1 + n'],
  },
  {
    rule: 'no-number-as-truth',
    breaking: [
      'if (n) {}',
      'if (maybe) {}',
      'const x = maybe ? 1 : 2',
      'const x = maybe || 5',
      'const x = n && text',
      'const x = !maybe',
      'const x = n > 1 && !n',
      'if (points) {}',
      'const x = day ? 1 : 2',
      'if (list.length) {}',
      'list.filter((row) => row.n)',
      'let m = maybe; m ||= 3',
      'while (n) break',
      'const f = <T extends number>(x: T) => (x ? 1 : 2)',
    ],
    fine: [
      'if (n > 0) {}',
      'if (maybe === undefined) {}',
      'const x = maybe ?? 5',
      'if (text) {}',
      'const x = day !== undefined ? 1 : 2',
      'list.filter((row) => row.flag)',
      '[...list].sort((a, b) => a.n - b.n || b.n - a.n || 1)',
      'const compareRows = (a: number, b: number) => a - b; const x = compareRows(1, 2) || compareRows(2, 3)',
    ],
  },
  {
    rule: 'no-empty-catch',
    breaking: [
      'try { n } catch {}',
      'try { n } catch { /* do something? */ }',
      'job.catch(() => {})',
      'job.catch(() => undefined)',
      'job.catch(() => null)',
    ],
    fine: ['try { n } catch (error) { throw error }', 'job.catch((error: unknown) => String(error))'],
  },
  {
    rule: 'no-markup-from-text',
    breaking: [
      'document.body.innerHTML = text ?? ""',
      'document.body.insertAdjacentHTML("beforeend", "x")',
      'const props = { dangerouslySetInnerHTML: { __html: "x" } }',
      'new DOMParser().parseFromString("<b>", "text/html")',
    ],
    fine: ['document.body.textContent = text ?? ""'],
  },
  {
    rule: 'no-lost-update',
    breaking: ['async function f() { let sum = 0; sum += await job; return sum }'],
    fine: ['async function f() { let sum = 0; const part = await job; sum += part; return sum }'],
  },
  {
    rule: 'casts-are-explained',
    breaking: ['\n\nconst x = anything as number'],
    fine: [
      'const x = anything as number // safe: the line above checked it',
      '// safe: the server only sends numbers here\nconst x = anything as number',
      '\n\nconst x = [1, 2] as const',
      '\n\nconst x = undefined as number | undefined',
    ],
  },
  {
    rule: 'one-file-for-localStorage',
    breaking: ['localStorage.setItem("a", "b")', 'window.localStorage'],
    fine: ['const it = { localStorage: 1 }; it.localStorage'],
  },
  { rule: 'one-file-for-sessionStorage', breaking: ['sessionStorage.clear()'], fine: [] },
  { rule: 'one-file-for-indexedDB', breaking: ['indexedDB.open("x")'], fine: [] },
  { rule: 'one-file-for-caches', breaking: ['caches.open("x")'], fine: ['const caches = new Map(); caches.clear()'] },
]

const ROOT = '/seeded'

/** Every snippet in a file of its own, at the place in the project its seed names, all in one program. */
function seededProgram() {
  const files = new Map<string, { readonly text: string; readonly rule: string; readonly snippet: string; readonly breaks: boolean }>()
  for (const { rule, file = 'src/clinical/seeded.ts', breaking, fine } of seeds) {
    const add = (snippet: string, breaks: boolean) =>
      files.set(`${ROOT}/${file.replace('seeded', `seeded-${files.size}`)}`, {
        text: `${given}\n${snippet}\nexport {}`,
        rule,
        snippet,
        breaks,
      })
    for (const snippet of breaking) add(snippet, true)
    // A file with an exemption keeps its own name, so it can hold only one text.
    for (const snippet of file.includes('seeded') ? fine : [fine.join('\n')]) add(snippet, false)
  }
  const options: ts.CompilerOptions = {
    strict: true,
    target: ts.ScriptTarget.ES2023,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
    noEmit: true,
    types: [],
  }
  const host = ts.createCompilerHost(options)
  const { getSourceFile, fileExists } = host
  host.fileExists = (name) => files.has(name) || fileExists(name)
  host.getSourceFile = (name, version) => {
    const seeded = files.get(name)
    return seeded === undefined ? getSourceFile(name, version) : ts.createSourceFile(name, seeded.text, version, true)
  }
  return { files, program: ts.createProgram([...files.keys()], options, host) }
}

const { files, program } = seededProgram()
const findings = findBroken(program, ROOT)

describe('each house rule', () => {
  test.each([...files].map(([name, seed]) => ({ name, ...seed })))('$rule on "$snippet": reported $breaks', ({ name, rule, breaks }) => {
    const reported = findings.some((finding) => `${ROOT}/${finding.file}` === name && finding.rule === rule)
    expect(reported).toBe(breaks)
  })

  test('is seeded with at least one snippet that breaks it', () => {
    const seeded = new Set(seeds.filter(({ breaking }) => breaking.length > 0).map(({ rule }) => rule))
    expect(houseRules.map(({ id }) => id).filter((id) => !seeded.has(id))).toEqual([])
  })
})

test('markup in JSX is reported as well', () => {
  const name = `${ROOT}/src/ui/seeded.tsx`
  const options: ts.CompilerOptions = { jsx: ts.JsxEmit.Preserve, noLib: true, noEmit: true, types: [] }
  const host = ts.createCompilerHost(options)
  host.getSourceFile = (file, version) =>
    file === name ? ts.createSourceFile(file, 'export const x = <p dangerouslySetInnerHTML={{ __html: "x" }} />', version, true) : undefined
  host.fileExists = (file) => file === name
  expect(findBroken(ts.createProgram([name], options, host), ROOT).map(({ rule }) => rule)).toContain('no-markup-from-text')
})
