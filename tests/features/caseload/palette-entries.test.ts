import { describe, expect, it } from 'vitest'
import { paletteEntries } from '#src/features/caseload/palette-entries.ts'
import { parseSearch } from '#src/features/caseload/caseload-search.ts'
import { named, pending } from '#tests/features/caseload/rows.ts'

const people = [named('p-1', 'Ana', 'Muñoz'), named('p-2', 'Anton', 'Berg'), pending('p-3')]
const labels = (query: string) =>
  paletteEntries(query, people, [{ title: 'My Tuesday clinic', search: 'show=decide' }]).entries.map((entry) => entry.label)

describe('the command palette', () => {
  it('finds Ana Muñoz for "munoz an", with age and record number to tell her from a namesake', () => {
    const { entries, found } = paletteEntries('munoz an', people, [])
    expect(found).toBe(1)
    expect(entries[0]).toMatchObject({ label: 'Ana Muñoz', aside: '41 y · 20441 · Decide now', goes: { kind: 'patient', id: 'p-1' } })
  })

  it('offers views and actions before anything is typed, and no patient', () => {
    expect(labels('')).toEqual(expect.arrayContaining(['Urgent', 'Cannot judge', 'Silent', 'My Tuesday clinic', 'Outcomes', 'Refresh']))
    expect(labels('')).not.toContain('Ana Muñoz')
  })

  it('finds a saved view by its title', () => {
    expect(labels('tuesday')).toEqual(['My Tuesday clinic'])
  })

  it('counts all who match and shows the first 8', () => {
    const many = Array.from({ length: 20 }, (_, i) => named(`a-${i}`, 'Ana', `Berg${i}`))
    const { entries, found } = paletteEntries('ana', many, [])
    expect(found).toBe(20)
    expect(entries.filter((entry) => entry.group === 'Patients')).toHaveLength(8)
  })

  it('leads every view to an address that is understood', () => {
    const searches = paletteEntries('', [], []).entries.flatMap(({ goes }) => (goes.kind === 'view' ? [goes.search] : []))
    expect(searches).toHaveLength(11)
    expect(searches.flatMap((search) => parseSearch(new URLSearchParams(search)).ignored)).toEqual([])
  })
})
