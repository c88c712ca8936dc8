import { describe, expect, it } from 'vitest'
import { moveColumn, resizeColumn, toggleColumn, togglePin } from '#src/features/caseload/column-choices.ts'
import { narrowest, startSearch, widest } from '#src/features/caseload/caseload-search.ts'

const few = { ...startSearch, columns: ['patient', 'course', 'change'] as const, pinned: ['course'] as const }

describe('choosing columns', () => {
  it('hides a column and unpins it', () => {
    expect(toggleColumn(few, 'course')).toEqual({ columns: ['patient', 'change'], pinned: [] })
  })

  it('shows a hidden column at the end', () => {
    expect(toggleColumn(few, 'next')).toEqual({ columns: ['patient', 'course', 'change', 'next'] })
  })

  it('never hides, moves or unpins the name', () => {
    expect(toggleColumn(few, 'patient')).toEqual({})
    expect(moveColumn(few, 'patient', 1)).toEqual({})
    expect(togglePin(few, 'patient')).toEqual({})
  })

  it('moves a column, but never before the name and never beyond the end', () => {
    expect(moveColumn(few, 'course', 1)).toEqual({ columns: ['patient', 'change', 'course'] })
    expect(moveColumn(few, 'course', -1)).toEqual({})
    expect(moveColumn(few, 'change', 1)).toEqual({})
  })

  it('keeps widths between 44 and 600 px', () => {
    expect(resizeColumn(few, 'course', -1000)).toEqual({ widths: { course: narrowest } })
    expect(resizeColumn(few, 'course', 1000)).toEqual({ widths: { course: widest } })
  })
})
