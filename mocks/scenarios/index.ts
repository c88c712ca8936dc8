/**
 * The named patients: literal FHIR JSON, one file each, with nothing but dates left open. In a file, `{d-49}` is the day 49 days before
 * today ("2026-10-07"), `{m-49}` its month ("2026-10"), `{y-49}` its year, and `{c+4}` the day in 4 days or the Monday after a weekend. What each shows, and the verdict worked out by hand, stands
 * in README.md beside the files.
 */
import type { NamedPatient } from '#mocks/caseload.ts'
import { clinicDay, isoDay } from '#mocks/people/days.ts'
import type { FhirResource } from '#mocks/population.ts'

const files = import.meta.glob<string>('./*.json', { eager: true, query: '?raw', import: 'default' })

/** Those whom a first look at the demo should meet. */
const first = ['rosa-lind', 'ana-munoz', 'halvard-nygard', 'delphine-achterberg', 'greta-holm']

const idOf = (path: string): string => path.replace(/^\.\/(.*)\.json$/, '$1')

export const scenarios: readonly NamedPatient[] = Object.entries(files)
  .map(([path, template]) => ({ id: idOf(path), resources: (today: number) => dated(template, today) }))
  .toSorted((a, b) => place(a.id) - place(b.id) || (a.id < b.id ? -1 : 1))

function place(id: string): number {
  const at = first.indexOf(id)
  return at === -1 ? first.length : at
}

/** A template with its dates filled in. */
function dated(template: string, today: number): readonly FhirResource[] {
  const text = template.replaceAll(/\{([cdmy])([+-]\d{1,5})\}/g, (_all, precision: string, days: string) => {
    const wanted = today + parseInt(days, 10)
    return isoDay(precision === 'c' ? clinicDay(wanted) : wanted).slice(0, precision === 'm' ? 7 : precision === 'y' ? 4 : 10)
  })
  const resources: readonly FhirResource[] = JSON.parse(text)
  return resources
}
