import { describe, expect, it } from 'vitest'
import { openBrowserJournal } from '#mocks/browser-storage.ts'
import type { JournalEntry } from '#mocks/journal.ts'

/** Every test has a world of its own: a day so far from the others that what they wrote is too old to keep. */
const someDay = 20_000

const written = (id: string): JournalEntry => ({
  kind: 'written',
  versions: [{ type: 'Task', id, versionId: '1', lastUpdatedMs: 0, resource: { resourceType: 'Task', id } }],
})

async function pageOn(day: number) {
  const { journal, today } = await openBrowserJournal(day)
  const learned: string[] = []
  const learn = (entry: JournalEntry): void => {
    if (entry.kind === 'reset') learned.length = 0
    else learned.push(...entry.versions.map((version) => version.id))
  }
  const write = (...entries: readonly JournalEntry[]): Promise<void> =>
    journal.write(
      learn,
      () => {
        entries.forEach(learn)
        return entries
      },
      () => learn({ kind: 'reset' }),
    )
  return { today, learned, write, catchUp: () => journal.catchUp(learn) }
}

describe('what is written in the demo is kept in the browser', () => {
  it('is there for the next page, in its order, and in a tab that is open', async () => {
    const day = someDay
    const [one, other] = [await pageOn(day), await pageOn(day)]
    await one.write(written('a'), written('b'))
    await other.write(written('c'))
    await one.catchUp()
    expect(one.learned).toEqual(['a', 'b', 'c'])
    const next = await pageOn(day)
    await next.catchUp()
    expect(next.learned).toEqual(['a', 'b', 'c'])
  })

  it('twenty writes of two tabs at once are all kept, in one order for both', async () => {
    const day = someDay + 100
    const [one, other] = [await pageOn(day), await pageOn(day)]
    await Promise.all(Array.from({ length: 10 }, (_, i) => [one.write(written(`one-${i}`)), other.write(written(`other-${i}`))]).flat())
    await Promise.all([one.catchUp(), other.catchUp()])
    expect(one.learned).toHaveLength(20)
    expect(other.learned).toEqual(one.learned)
  })

  it('a reset empties every tab and what is kept', async () => {
    const day = someDay + 200
    const [one, other] = [await pageOn(day), await pageOn(day)]
    await one.write(written('a'))
    await other.catchUp()
    await one.write({ kind: 'reset' })
    await other.catchUp()
    expect(other.learned).toEqual([])
    const next = await pageOn(day)
    await next.catchUp()
    expect(next.learned).toEqual([])
  })

  it('what cannot be kept did not happen, and what was kept before is learned again', async () => {
    const day = someDay + 300
    const page = await pageOn(day)
    await page.write(written('kept'))
    const unkeepable = { kind: 'written', versions: [{ ...written('x'), resource: () => 'functions cannot be stored' }] }
    await expect(page.write(unkeepable as unknown as JournalEntry)).rejects.toThrow('could not be cloned')
    await page.catchUp()
    expect(page.learned).toEqual(['kept'])
  })
})

describe('the day that the demo’s people are dated by', () => {
  it('stays while something is written, for two days, and then everything is made anew', async () => {
    const day = someDay + 400
    await (await pageOn(day)).write(written('a'))
    expect((await pageOn(day + 1)).today).toBe(day)
    const second = await pageOn(day + 2)
    await second.catchUp()
    expect([second.today, ...second.learned]).toEqual([day, 'a'])
    const third = await pageOn(day + 3)
    await third.catchUp()
    expect([third.today, ...third.learned]).toEqual([day + 3])
  })

  it('moves with the calendar while nothing is written', async () => {
    const day = someDay + 500
    expect((await pageOn(day)).today).toBe(day)
    expect((await pageOn(day + 1)).today).toBe(day + 1)
  })

  it('is made anew when the clock was set back', async () => {
    const day = someDay + 600
    await (await pageOn(day)).write(written('a'))
    const earlier = await pageOn(day - 1)
    await earlier.catchUp()
    expect([earlier.today, ...earlier.learned]).toEqual([day - 1])
  })
})
