/** Pages of a FHIR search over HTTP to finished verdicts, beside the same pages fetched and parsed and nothing else. */
import { assessPatient } from '#src/clinical/assess.ts'
import { defaultSettings } from '#src/clinical/settings.ts'
import { inSlices } from '#src/fhir/slices.ts'
import { field, list } from '#src/fhir/raw.ts'
import { recordsFromResources } from '#src/fhir/record.ts'
import { localDayAt } from '#src/lib/calendar.ts'

const CONNECTIONS = 6
const clock = performance.timeOrigin + performance.now()

/** The next free moment for a task of ordinary rank, as a key press is. */
const turn = (): Promise<void> =>
  new Promise((done) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      done()
    }
    port2.postMessage(undefined)
  })

/** Longest time in which the page could neither draw nor answer, ms. */
function watchGaps() {
  let last = performance.now()
  let longest = 0
  let isOn = true
  const tick = async (): Promise<void> => {
    while (isOn) {
      await turn()
      const now = performance.now()
      longest = Math.max(longest, now - last)
      last = now
    }
  }
  void tick()
  return () => {
    isOn = false
    return longest
  }
}

async function eachPage(pages: number, take: (page: unknown) => Promise<void> | void): Promise<void> {
  let next = 0
  const worker = async (): Promise<void> => {
    while (next < pages) {
      const response = await fetch(`/pages/${next++}.json`)
      await take(await response.json())
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, worker))
}

const resourcesOf = (page: unknown): readonly unknown[] => list(field(page, 'entry')).map((entry) => field(entry, 'resource'))

Object.assign(window, {
  /** @param patients how many people the pages hold: verdicts that must come out */
  bench: async (contender: 'limit' | 'remit', pages: number, patients: number) => {
    const gap = watchGaps()
    const began = performance.now()
    let seen = 0
    const asOf = localDayAt(clock)
    if (contender === 'limit')
      await eachPage(
        pages,
        (page) =>
          void (seen +=
            new Set(list(field(page, 'entry')).map((e) => (field(field(e, 'resource'), 'resourceType') === 'Patient' ? e : undefined)))
              .size - 1),
      )
    else
      await eachPage(pages, async (page) => {
        const own = groupsOf(resourcesOf(page))
        await inSlices(own, (resources) => {
          for (const record of recordsFromResources(resources, defaultSettings).records) {
            if (assessPatient(record, asOf, defaultSettings).findings.length === 0) throw new Error('no finding')
            seen += 1
          }
        })
      })
    const total = performance.now() - began
    if (seen !== patients) throw new Error(`${contender}: ${seen} of ${patients} patients`)
    return { total, gap: gap() }
  },
})

/** Whole patients: in these pages a patient stands before what belongs to them. */
function groupsOf(resources: readonly unknown[]): readonly (readonly unknown[])[] {
  const groups: unknown[][] = []
  for (const resource of resources) {
    if (field(resource, 'resourceType') === 'Patient') groups.push([])
    groups.at(-1)?.push(resource)
  }
  return groups
}
