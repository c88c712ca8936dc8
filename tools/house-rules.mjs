// The house lint: the clinical traps that a general linter does not know, on the TypeScript compiler API.
// `node tools/house-rules.mjs` checks the whole project. tests/tools/house-rules.test.ts shows each rule firing on a seeded snippet.
import { join, relative, resolve, sep } from 'node:path'
import ts from 'typescript'

/**
 * @typedef {object} Rule
 * @property {string} id
 * @property {string} says what to do instead, as a sentence
 * @property {RegExp} where paths the rule covers, from the project's root
 * @property {RegExp} [except] the one place (or few) that may
 * @property {(node: ts.Node, checker: ts.TypeChecker) => boolean} breaks
 *
 * @typedef {{ readonly file: string, readonly line: number, readonly column: number, readonly rule: string, readonly says: string, readonly text: string }} Finding
 */

const MS_PER_DAY_LITERAL = 86_400_000 // house-rules: the number this file forbids elsewhere

/**
 * Is this the global of that name, used as a value?
 *
 * @param {ts.Node} node @param {string | readonly string[]} names @param {ts.TypeChecker} checker
 */
function isGlobal(node, names, checker) {
  if (!ts.isIdentifier(node) || !(typeof names === 'string' ? names === node.text : names.includes(node.text))) return false
  const { parent } = node
  if (ts.isTypeNode(parent) || ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent) || ts.isJsxAttribute(parent)) return false
  if (ts.isPropertyAccessExpression(parent) && parent.name === node) {
    return ts.isIdentifier(parent.expression) && ['window', 'globalThis', 'self'].includes(parent.expression.text)
  }
  if ('name' in parent && parent.name === node && !ts.isShorthandPropertyAssignment(parent)) return false
  const declarations = checker.getSymbolAtLocation(node)?.declarations ?? []
  return declarations.every((declaration) => declaration.getSourceFile().isDeclarationFile)
}

/** @param {ts.Node} node @param {string | readonly string[]} names */
const isProperty = (node, names) =>
  ts.isPropertyAccessExpression(node) && (typeof names === 'string' ? names === node.name.text : names.includes(node.name.text))

/** Does this function do nothing with what it is given: `() => {}`, `() => undefined`, `() => null`? @param {ts.Node | undefined} node */
function doesNothing(node) {
  if (node === undefined || !(ts.isArrowFunction(node) || ts.isFunctionExpression(node))) return false
  if (ts.isBlock(node.body)) return node.body.statements.length === 0
  return (
    node.body.kind === ts.SyntaxKind.NullKeyword ||
    ts.isVoidExpression(node.body) ||
    (ts.isIdentifier(node.body) && node.body.text === 'undefined')
  )
}

/** The number that a product of literals is, such as 24 * 60 * 60 * 1000. @param {ts.Node} node @returns {number | undefined} */
function constantProduct(node) {
  if (ts.isNumericLiteral(node)) return JSON.parse(node.text)
  if (ts.isParenthesizedExpression(node)) return constantProduct(node.expression)
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.AsteriskToken) return undefined
  const left = constantProduct(node.left)
  const right = constantProduct(node.right)
  return left === undefined || right === undefined ? undefined : left * right
}

/** May a value of this type be a number, branded or not, so that 0 would be taken for "missing"? @param {ts.Type} type @returns {boolean} */
function mayBeNumber(type) {
  if (type.isUnion()) return type.types.some(mayBeNumber)
  if (type.isIntersection()) return type.types.some(mayBeNumber)
  const constraint = type.isTypeParameter() ? type.getConstraint() : undefined
  if (constraint) return mayBeNumber(constraint)
  return (type.flags & (ts.TypeFlags.NumberLike | ts.TypeFlags.BigIntLike)) !== 0
}

/** Is this expression asked whether it is true? @param {ts.Node} node */
function isTestedForTruth(node) {
  const { parent } = node
  if (parent === undefined || !ts.isExpression(node)) return false
  if (ts.isIfStatement(parent) || ts.isWhileStatement(parent) || ts.isDoStatement(parent)) return parent.expression === node
  if (ts.isForStatement(parent) || ts.isConditionalExpression(parent)) return parent.condition === node
  if (ts.isPrefixUnaryExpression(parent)) return parent.operator === ts.SyntaxKind.ExclamationToken
  if (!ts.isBinaryExpression(parent) || parent.left !== node) return false
  if (parent.operatorToken.kind === ts.SyntaxKind.BarBarToken && isComparison(node)) return false
  return TRUTH_OPERATORS.has(parent.operatorToken.kind)
}

/** `a.day - b.day` or `compareNames(a, b)`, where 0 means a tie, so that `||` rightly goes on to the next key. @param {ts.Node} node @returns {boolean} */
function isComparison(node) {
  if (ts.isParenthesizedExpression(node)) return isComparison(node.expression)
  if (ts.isCallExpression(node)) return /(^|\.)(compare|localeCompare|by[A-Z])\w*$/.test(node.expression.getText())
  if (!ts.isBinaryExpression(node)) return false
  const { kind } = node.operatorToken
  return kind === ts.SyntaxKind.MinusToken || (kind === ts.SyntaxKind.BarBarToken && isComparison(node.left) && isComparison(node.right))
}

const TRUTH_OPERATORS = new Set([
  ts.SyntaxKind.AmpersandAmpersandToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.AmpersandAmpersandEqualsToken,
  ts.SyntaxKind.BarBarEqualsToken,
])

/** `list.filter((x) => x.n)`: a predicate that answers with a number. @param {ts.Node} node @param {ts.TypeChecker} checker */
function isNumberPredicate(node, checker) {
  if (!ts.isArrowFunction(node) || ts.isBlock(node.body) || !ts.isCallExpression(node.parent)) return false
  const predicateOf = ['filter', 'some', 'every', 'find', 'findIndex', 'findLast', 'findLastIndex']
  return isProperty(node.parent.expression, predicateOf) && mayBeNumber(checker.getTypeAtLocation(node.body))
}

/** Does a comment stand on the node's line or on the line above it? @param {ts.Node} node */
function isExplained(node) {
  const source = node.getSourceFile()
  const lines = source.text.split('\n')
  const first = source.getLineAndCharacterOfPosition(node.getStart()).line
  const last = source.getLineAndCharacterOfPosition(node.getEnd()).line
  return lines.slice(Math.max(0, first - 1), last + 1).some((line) => /\/\/|\/\*|^\s*\*/.test(line))
}

/** @param {string} store @param {RegExp} except @returns {Rule} */
const oneStore = (store, except) => ({
  id: `one-file-for-${store}`,
  says: `Patient data never rests in the browser: ${store} is used in one reviewed file only.`,
  where: /^(src|mocks)\//,
  except,
  breaks: (node, checker) => isGlobal(node, store, checker),
})

/** @type {readonly Rule[]} */
export const houseRules = [
  {
    id: 'one-calendar',
    says: 'Only src/lib/calendar.ts makes, reads or writes dates; "now" is a parameter.',
    where: /^(src|mocks|tests)\//,
    except: /^(src\/lib\/calendar\.ts|mocks\/clock\.ts|tests\/support\/[^/]+\.ts)$/,
    breaks: (node, checker) =>
      isGlobal(node, 'Date', checker) ||
      isProperty(node, ['toLocaleDateString', 'toLocaleTimeString']) ||
      (isProperty(node, ['DateTimeFormat', 'RelativeTimeFormat']) &&
        isGlobal(/** @type {ts.PropertyAccessExpression} */ (node).expression, 'Intl', checker)),
  },
  {
    id: 'one-day-length',
    says: 'A day is not always 24 hours: count with addDays and daysBetween of src/lib/calendar.ts.',
    where: /^(src|mocks|tests)\//,
    except: /^(src\/lib\/calendar\.ts|mocks\/clock\.ts)$/,
    breaks: (node) => (ts.isNumericLiteral(node) || ts.isBinaryExpression(node)) && constantProduct(node) === MS_PER_DAY_LITERAL,
  },
  {
    id: 'one-wire',
    says: 'Only src/fhir/client.ts calls the network.',
    where: /^src\//,
    except: /^src\/(fhir\/client|app\/config-file)\.ts$/,
    breaks: (node, checker) =>
      isGlobal(node, ['fetch', 'XMLHttpRequest', 'EventSource', 'WebSocket'], checker) || isProperty(node, 'sendBeacon'),
  },
  {
    id: 'no-coercion',
    says: 'Number(null), Number("") and +[] are 0: check the type of what was sent; never coerce.',
    where: /^(src|mocks)\//,
    breaks: (node, checker) =>
      (isGlobal(node, ['Number', 'Boolean'], checker) &&
        !(ts.isPropertyAccessExpression(node.parent) && node.parent.expression === node)) ||
      isGlobal(node, 'parseFloat', checker) ||
      isProperty(node, ['parseFloat', 'coerce']) ||
      (ts.isCallExpression(node) &&
        (isGlobal(node.expression, 'parseInt', checker) || isProperty(node.expression, 'parseInt')) &&
        node.arguments[1]?.getText() !== '10') ||
      (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.PlusToken) ||
      (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.TildeToken && ts.isPrefixUnaryExpression(node.operand)),
  },
  {
    id: 'no-number-as-truth',
    says: '0 is a value: compare a number with undefined or with a bound, never by truth.',
    where: /^(src|mocks|tests)\//,
    breaks: (node, checker) => (isTestedForTruth(node) && mayBeNumber(checker.getTypeAtLocation(node))) || isNumberPredicate(node, checker),
  },
  {
    id: 'no-empty-catch',
    says: 'A swallowed error is a silent failure: handle it, or turn it into a value with a reason.',
    where: /^(src|mocks|tests)\//,
    breaks: (node) =>
      (ts.isCatchClause(node) && node.block.statements.length === 0) ||
      (ts.isCallExpression(node) && isProperty(node.expression, 'catch') && doesNothing(node.arguments[0])),
  },
  {
    id: 'no-markup-from-text',
    says: 'Text reaches the page as text: nothing sent by a server is ever read as HTML.',
    where: /^(src|mocks)\//,
    breaks: (node) =>
      isProperty(node, ['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'setHTMLUnsafe', 'parseFromString', 'createContextualFragment']) ||
      (ts.isJsxAttribute(node) && ['dangerouslySetInnerHTML', 'srcDoc'].includes(node.name.getText())) ||
      (ts.isPropertyAssignment(node) && node.name.getText() === 'dangerouslySetInnerHTML'),
  },
  {
    id: 'no-lost-update',
    says: '"n += await ..." reads n before it waits: await first, then add.',
    where: /^(src|mocks)\//,
    breaks: (node) =>
      ts.isBinaryExpression(node) &&
      node.operatorToken.kind >= ts.SyntaxKind.FirstCompoundAssignment &&
      node.operatorToken.kind <= ts.SyntaxKind.LastCompoundAssignment &&
      ts.isAwaitExpression(node.right),
  },
  {
    id: 'casts-are-explained',
    says: 'A narrowing "as" silences the compiler: say in a comment on its line, or the line above, why it is safe.',
    where: /^src\//,
    breaks: (node, checker) =>
      ts.isAsExpression(node) &&
      !ts.isConstTypeReference(node.type) &&
      !checker.isTypeAssignableTo(checker.getTypeAtLocation(node.expression), checker.getTypeAtLocation(node)) &&
      !isExplained(node),
  },
  oneStore('localStorage', /^src\/(app\/preferences|queries\/outbox-seal)\.ts$/),
  oneStore('sessionStorage', /^src\/app\/session\.ts$/),
  oneStore('indexedDB', /^mocks\/browser-storage\.ts$/),
  oneStore('caches', /^$/),
]

/**
 * What in these files breaks a house rule.
 *
 * @param {ts.Program} program
 * @param {string} root folder that rule paths are relative to
 * @returns {readonly Finding[]}
 */
export function findBroken(program, root) {
  const checker = program.getTypeChecker()
  /** @type {Finding[]} */
  const findings = []
  for (const source of program.getSourceFiles()) {
    if (source.isDeclarationFile) continue
    const file = relative(root, source.fileName).split(sep).join('/')
    const rules = houseRules.filter(({ where, except }) => where.test(file) && !(except?.test(file) ?? false))
    if (rules.length === 0) continue
    /** @param {ts.Node} node */
    const visit = (node) => {
      for (const { id, says, breaks } of rules) {
        if (!breaks(node, checker)) continue
        const { line, character } = source.getLineAndCharacterOfPosition(node.getStart())
        findings.push({
          file,
          line: line + 1,
          column: character + 1,
          rule: id,
          says,
          text: node.getText().split('\n')[0]?.slice(0, 80) ?? '',
        })
      }
      ts.forEachChild(node, visit)
    }
    visit(source)
  }
  return findings
}

/** The program that `tsconfig.app.json` describes. @param {string} root */
function projectProgram(root) {
  const { config, error } = ts.readConfigFile(join(root, 'tsconfig.app.json'), ts.sys.readFile)
  if (error) throw new Error(ts.flattenDiagnosticMessageText(error.messageText, '\n'))
  const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, root)
  return ts.createProgram(fileNames, { ...options, incremental: false })
}

if (process.argv[1] === import.meta.filename) {
  const root = resolve(import.meta.dirname, '..')
  const program = projectProgram(root)
  const findings = findBroken(program, root)
  for (const { file, line, column, rule, says, text } of findings) console.error(`${file}:${line}:${column}  ${text}\n    ${rule}: ${says}`)
  const own = program
    .getSourceFiles()
    .filter(({ fileName, isDeclarationFile }) => !isDeclarationFile && !fileName.includes('/node_modules/')).length
  console.log(`house rules: ${own} files read, ${findings.length} findings`)
  if (own < 20) console.error('house rules cannot be trusted: hardly any file was read')
  process.exitCode = findings.length === 0 && own >= 20 ? 0 : 1
}
