import type { ComponentType } from 'react'
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

/**
 * A page whose code is read when it is first asked for. React Router 7.18 shows nothing at all when `lazy` rejects; so the page that
 * could not be read throws when it is drawn, where its `errorElement` stands ready.
 */
function page(read: () => Promise<ComponentType>): () => Promise<{ readonly Component: ComponentType }> {
  return async () => {
    try {
      return { Component: await read() }
    } catch (cause) {
      const error = cause instanceof Error ? cause : new Error('the page could not be read')
      return {
        Component: () => {
          throw error
        },
      }
    }
  }
}

const pages: RouteObject[] = [
  {
    path: patterns.caseload,
    handle: handle('Caseload'),
    lazy: page(async () => (await import('#src/app/pages/caseload.tsx')).CaseloadRoute),
  },
  {
    path: patterns.flags,
    handle: handle('Flags'),
    lazy: page(async () => (await import('#src/app/pages/flags.tsx')).FlagsRoute),
  },
  {
    path: patterns.patient,
    handle: handle('Patient'),
    lazy: page(async () => (await import('#src/app/pages/patient.tsx')).PatientRoute),
  },
  {
    path: patterns.outcomes,
    handle: handle('Outcomes'),
    lazy: page(async () => (await import('#src/app/pages/outcomes.tsx')).OutcomesRoute),
  },
  {
    path: patterns.rules,
    handle: handle('Rule book'),
    lazy: page(async () => (await import('#src/app/pages/rules.tsx')).RulesRoute),
  },
  { path: '*', handle: handle('Not found'), element: <NotFound /> },
]

export function createRouter() {
  return createBrowserRouter([
    {
      element: <Shell />,
      errorElement: <RouteFailed />,
      hydrateFallbackElement: <Loading what="Remit" />,
      children: pages.map((route): RouteObject => Object.assign(route, { errorElement: <RouteFailed /> })),
    },
  ])
}
