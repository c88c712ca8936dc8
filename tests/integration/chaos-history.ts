/** What a server has really stored of findings, work items and who did it: every version, straight from its store. */
import type { FhirResource } from '#mocks/population.ts'
import type { FhirServer } from '#mocks/server.ts'
import type { Action, ActionPart } from '#src/clinical/review.ts'
import { field, list, text } from '#src/fhir/raw.ts'
import { reviewSystem } from '#src/fhir/review-codes.ts'
import { identityOf } from '#src/fhir/review-write.ts'
import { isoInstant } from '#src/lib/calendar.ts'

export interface StoredHistory {
  /** Work items and findings as they stand. */
  readonly current: readonly FhirResource[]
  /** How many work items an action has left its mark on for this part. */
  readonly times: (action: Action, part: ActionPart) => number
  readonly provenances: (action: Action) => number
  /** Whether something of an action is there more than once. */
  readonly isDoubled: (action: Action) => boolean
  /** Whether a part was written over another version than the one its person saw. */
  readonly isBlind: (action: Action, part: ActionPart) => boolean
  /** What no server may hold, whoever wrote: two work items for one round of a finding, a history that was cut. */
  readonly broken: () => readonly string[]
}

export function storedHistory({ store }: FhirServer): StoredHistory {
  const now = (type: string): readonly FhirResource[] =>
    [...store.written(type, undefined)].flatMap(({ resource }) => (resource === undefined ? [] : [resource]))
  const [tasks, issues, provenance] = [now('Task'), now('DetectedIssue'), now('Provenance')]
  const marked = (action: Action, part: ActionPart): readonly FhirResource[] =>
    tasks.filter((task) => {
      if (!valuesOf(task, reviewSystem.action).includes(action.id)) return false
      return part.over === undefined ? valuesOf(task, reviewSystem.task).includes(identityOf(part)) : task.id === part.over.id
    })
  const provenances = (action: Action): number => provenance.filter((one) => one['recorded'] === isoInstant(action.atMs)).length
  return {
    current: [...tasks, ...issues],
    times: (action, part) => marked(action, part).length,
    provenances,
    isDoubled: (action) =>
      provenances(action) > 1 ||
      action.parts.some((part) => marked(action, part).length > 1) ||
      tasks.some((task) => valuesOf(task, reviewSystem.action).filter((id) => id === action.id).length > 1),
    isBlind: (action, { over }) => {
      if (over === undefined) return false
      const versions = store.versions('Task', over.id)
      const at = versions.findIndex(({ resource }) => valuesOf(resource, reviewSystem.action).includes(action.id))
      return at !== -1 && versions[at - 1]?.versionId !== over.versionId
    },
    broken: () => [
      ...repeated(tasks.flatMap((task) => valuesOf(task, reviewSystem.task))).map((identity) => `two work items of ${identity}`),
      ...repeated(issues.flatMap((issue) => valuesOf(issue, reviewSystem.finding))).map((identity) => `two findings ${identity}`),
      ...tasks.flatMap((task) => {
        const versions = store.versions('Task', task.id ?? '').map(({ resource }) => valuesOf(resource, reviewSystem.action))
        const isCut = versions.some((ids, i) => (versions[i - 1] ?? []).join() !== ids.slice(0, -1).join())
        return isCut ? [`the history of Task/${task.id ?? ''} was cut: ${versions.map((ids) => ids.join(' ')).join(' | ')}`] : []
      }),
    ],
  }
}

function valuesOf(resource: unknown, system: string): readonly string[] {
  return list(field(resource, 'identifier')).flatMap((one) =>
    field(one, 'system') === system ? [text(field(one, 'value')) ?? 'without a value'] : [],
  )
}

const repeated = (texts: readonly string[]): readonly string[] => [...new Set(texts.filter((one, i) => texts.indexOf(one) !== i))]
