import { createBrowserRouter, type RouteObject } from 'react-router'
import { patterns } from '#src/app/paths.ts'
import { NotFound } from '#src/app/pages/not-found.tsx'
import { RouteFailed } from '#src/app/route-failed.tsx'
import { Shell } from '#src/app/shell.tsx'
import { Loading } from '#src/ui/loading.tsx'

/** What a route says of itself: the document's title, without anything about a patient. */
export interface RouteHandle {
  readonly title: string
}

const handle = (title: string): RouteHandle => ({ title })

const pages: RouteObject[] = [
  {
    path: patterns.caseload,
    handle: handle('Caseload'),
    lazy: { Component: async () => (await import('#src/app/pages/caseload.tsx')).CaseloadRoute },
  },
  { path: patterns.flags, handle: handle('Flags'), lazy: { Component: async () => (await import('#src/app/pages/flags.tsx')).FlagsRoute } },
  {
    path: patterns.patient,
    handle: handle('Patient'),
    lazy: { Component: async () => (await import('#src/app/pages/patient.tsx')).PatientRoute },
  },
  {
    path: patterns.outcomes,
    handle: handle('Outcomes'),
    lazy: { Component: async () => (await import('#src/app/pages/outcomes.tsx')).OutcomesRoute },
  },
  {
    path: patterns.rules,
    handle: handle('Rule book'),
    lazy: { Component: async () => (await import('#src/app/pages/rules.tsx')).RulesRoute },
  },
  { path: '*', handle: handle('Not found'), element: <NotFound /> },
]

export function createRouter() {
  return createBrowserRouter([
    {
      element: <Shell />,
      errorElement: <RouteFailed />,
      hydrateFallbackElement: <Loading what="Remit" />,
      children: pages.map((page): RouteObject => Object.assign(page, { errorElement: <RouteFailed /> })),
    },
  ])
}
