import { describe, expect, it } from 'vitest'
import type { Journal, JournalEntry } from '#mocks/journal.ts'
import { idsIn, smallServer, task } from '#tests/mocks/small-server.ts'

/** What several tabs share: entries in order, written by one at a time. */
class SharedDisk {
  readonly entries: JournalEntry[] = []
  full = false
  #queue: Promise<void> = Promise.resolve()

  /** After whoever came before, whether that went well or not. */
  async #turn(work: () => Promise<void>): Promise<void> {
    const before = this.#queue
    let done: () => void = () => undefined
    this.#queue = new Promise((resolve) => {
      done = resolve
    })
    await before
    try {
      await work()
    } finally {
      done()
    }
  }

  journal(): Journal {
    let learned = 0
    const catchUp = (learn: (entry: JournalEntry) => void): Promise<void> => {
      for (const entry of this.entries.slice(learned)) learn(entry)
      learned = this.entries.length
      return Promise.resolve()
    }
    return {
      catchUp,
      write: (learn, work, forget) => {
        return this.#turn(async () => {
          await catchUp(learn)
          const written = work()
          if (this.full && written.length > 0) {
            forget()
            learned = 0
            throw new Error('the disk is full')
          }
          this.entries.push(...written)
          learned = this.entries.length
        })
      },
    }
  }
}

describe('writes outlive the page and reach its other tabs', () => {
  it('a second tab sees what the first wrote, at its next request', async () => {
    const disk = new SharedDisk()
    const [one, other] = [smallServer('default', disk.journal()), smallServer('default', disk.journal())]
    await one.send('PUT', 'Task/t', { ...task(), id: 't' })
    expect(idsIn(await other.get('Task?patient=Patient/anna'))).toEqual(['t'])
  })

  it('two tabs that update one version: one is told 412', async () => {
    const disk = new SharedDisk()
    const [one, other] = [smallServer('default', disk.journal()), smallServer('default', disk.journal())]
    await one.send('PUT', 'Task/t', { ...task(), id: 't' })
    const update = { ...task(), id: 't', status: 'accepted' }
    const [first, second] = await Promise.all([
      one.send('PUT', 'Task/t', update, { 'if-match': 'W/"1"' }),
      other.send('PUT', 'Task/t', update, { 'if-match': 'W/"1"' }),
    ])
    expect([first.status, second.status].toSorted((a, b) => a - b)).toEqual([200, 412])
    expect((await one.get('Task/t')).headers.get('etag')).toBe('W/"2"')
  })

  it('a new page has everything that was written before it', async () => {
    const disk = new SharedDisk()
    await smallServer('default', disk.journal()).send('PUT', 'Task/t', { ...task(), id: 't' })
    expect((await smallServer('default', disk.journal()).get('Task/t')).status).toBe(200)
  })

  it('a reset in one tab empties the other', async () => {
    const disk = new SharedDisk()
    const [one, other] = [smallServer('default', disk.journal()), smallServer('default', disk.journal())]
    await one.send('PUT', 'Task/t', { ...task(), id: 't' })
    await other.server.reset()
    expect((await one.get('Task/t')).status).toBe(404)
  })

  it('what could not be kept did not happen, is answered 507, and takes nothing else with it', async () => {
    const disk = new SharedDisk()
    const { get, send } = smallServer('default', disk.journal())
    await send('PUT', 'Task/kept', { ...task(), id: 'kept' })
    disk.full = true
    const refused = await send('PUT', 'Task/lost', { ...task(), id: 'lost' })
    expect(refused.status).toBe(507)
    expect(refused.json.issue?.[0]?.diagnostics).toContain('the disk is full')
    expect((await get('Task/lost')).status).toBe(404)
    expect((await get('Task/kept')).status).toBe(200)
  })
})
