/** Text somebody is writing about a patient and has not sent. It outlives the form, the page and a lost session. */
export class Drafts {
  readonly #listeners = new Set<() => void>()
  readonly #keep: (drafts: Readonly<Record<string, unknown>>) => void
  #drafts: Readonly<Record<string, unknown>> = {}

  constructor(keep: (drafts: Readonly<Record<string, unknown>>) => void) {
    this.#keep = keep
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly snapshot = (): Readonly<Record<string, unknown>> => this.#drafts

  /** Of an earlier page; what is being written now stays. */
  restore(drafts: Readonly<Record<string, unknown>>): void {
    this.#set({ ...drafts, ...this.#drafts })
  }

  /** @param draft undefined takes it away */
  write(name: string, draft: unknown): void {
    const { [name]: _before, ...others } = this.#drafts
    this.#set(draft === undefined ? others : { ...others, [name]: draft })
  }

  #set(drafts: Readonly<Record<string, unknown>>): void {
    this.#drafts = drafts
    this.#keep(drafts)
    for (const listener of this.#listeners) listener()
  }
}
