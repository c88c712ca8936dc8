import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ResponseStatus, RuleId } from '#src/clinical/assessment.ts'
import { medicines } from '#src/clinical/medicines.ts'
import { trialWeeks } from '#src/features/caseload/caseload-filters.ts'
import {
  addressOf,
  formatSearch,
  narrowest,
  parseSearch,
  startSearch,
  widest,
  type CaseloadSearch,
} from '#src/features/caseload/caseload-search.ts'
import { viewIds } from '#src/features/caseload/caseload-views.ts'
import { columnIds, columnOf } from '#src/features/caseload/columns.ts'
import { densities, places, responseWords, ruleWords } from '#src/features/caseload/words.ts'

const parse = (text: string) => parseSearch(new URLSearchParams(text))
const some = <T>(...all: readonly T[]) => fc.uniqueArray(fc.constantFrom(...all), { maxLength: 4 })
const otherColumns = columnIds.filter((id) => id !== 'patient')

const anySearch: fc.Arbitrary<CaseloadSearch> = fc.record({
  filters: fc.record({
    place: fc.option(fc.constantFrom(...places), { nil: undefined }),
    view: fc.option(fc.constantFrom(...viewIds), { nil: undefined }),
    facets: fc.record({
      agent: some(...medicines.map((medicine) => medicine.id)),
      class: some(...new Set(medicines.map((medicine) => medicine.majorClass))),
      response: some(...(Object.keys(responseWords) as ResponseStatus[])),
      tier: some('urgent' as const, 'decide' as const, 'watch' as const, 'none' as const),
      week: some(...trialWeeks),
      visit: some('2026-03-12', '2026-12-31'),
      flag: some(...(Object.keys(ruleWords) as RuleId[])),
    }),
  }),
  sort: fc.uniqueArray(fc.record({ column: fc.constantFrom(...columnIds), descending: fc.boolean() }), { selector: (by) => by.column }),
  columns: fc.shuffledSubarray(otherColumns).map((shown) => ['patient' as const, ...shown]),
  pinned: fc.shuffledSubarray(otherColumns, { maxLength: 3 }),
  widths: fc
    .dictionary(fc.constantFrom(...columnIds), fc.integer({ min: narrowest, max: widest }), { noNullPrototype: true })
    .map((widths) =>
      Object.fromEntries(
        Object.entries(widths).filter(([id, width]) => columnIds.some((one) => one === id && columnOf(one).width !== width)),
      ),
    ),
  density: fc.constantFrom(...densities),
})

describe('the address', () => {
  it('says a state and nothing else: reading what was written gives the same state, and nothing is ignored', () => {
    fc.assert(
      fc.property(anySearch, (search) => {
        const { value, ignored } = parseSearch(new URLSearchParams(formatSearch(search).toString()))
        expect(value).toEqual(search)
        expect(ignored).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  it('is empty at the start', () => {
    expect(formatSearch(startSearch).toString()).toBe('')
    expect(parse('').value).toEqual(startSearch)
  })

  it('never throws and always gives a state that can be written again, whatever stands in it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('show', 'sort', 'cols', 'widths', 'agent', 'x'), fc.string()), { maxLength: 6 }),
        (pairs) => {
          const { value } = parseSearch(new URLSearchParams(pairs.map(([name, text]) => [name, text])))
          expect(parseSearch(formatSearch(value)).value).toEqual(value)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('keeps a table of names only', () => {
    expect(parse('cols=patient').value.columns).toEqual(['patient'])
  })

  it.each([
    ['show=urgnt', 'show "urgnt"'],
    ['view=mine', 'view "mine"'],
    ['sort=phq', 'sort "phq"'],
    ['sort=course,course', undefined],
    ['agent=aspirin', 'agent "aspirin"'],
    ['week=6-9', 'week "6-9"'],
    ['visit=2026-02-30', 'visit "2026-02-30"'],
    ['widths=course.9', 'widths "course.9"'],
    ['widths=course.900', 'widths "course.900"'],
    ['density=cosy', 'density "cosy"'],
    ['q=ana', 'parameter "q"'],
  ])('%s: what is not understood is named', (text, ignored) => {
    expect(parse(text).ignored).toEqual(ignored === undefined ? [] : [ignored])
    expect(parse(text).value.filters).toEqual(startSearch.filters)
  })

  it('keeps what is understood beside what is not', () => {
    const { value, ignored } = parse('show=urgent&tier=urgent,purple&sort=-course,nonsense')
    expect(value.filters.place).toBe('urgent')
    expect(value.filters.facets.tier).toEqual(['urgent'])
    expect(value.sort).toEqual([{ column: 'course', descending: true }])
    expect(ignored).toEqual(['tier "purple"', 'sort "nonsense"'])
  })

  it('leaves the demonstration’s own parameters where they are', () => {
    const before = new URLSearchParams('patients=10000&profile=epic&show=urgent')
    expect(parseSearch(before).ignored).toEqual([])
    expect(addressOf(startSearch, before).toString()).toBe('patients=10000&profile=epic')
  })
})
