/** Makes anything written to console.error or console.warn fail the test that wrote it. */
import { afterEach, beforeEach, expect, vi } from 'vitest'

export function failOnConsole(): void {
  const written: string[] = []
  beforeEach(() => {
    written.length = 0
    for (const level of ['error', 'warn'] as const) {
      vi.spyOn(console, level).mockImplementation((...parts: unknown[]) => {
        written.push(`console.${level}: ${parts.map(String).join(' ')}`)
      })
    }
  })
  afterEach(() => {
    vi.restoreAllMocks()
    expect(written, 'a test that passes writes no error and no warning; expect it with takeConsole() when it is what is tested').toEqual([])
  })
  takeWritten = () => written.splice(0)
}

let takeWritten = (): readonly string[] => []

/** What was written to the console so far in this test; the test no longer fails on it. */
export function takeConsole(): readonly string[] {
  return takeWritten()
}
