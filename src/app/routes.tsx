import { Suspense, type ComponentType } from 'react'
import { Outlet, Route, Routes, useLocation } from 'react-router'
import { lazyPage } from '#src/app/page-code.ts'
import { PageBoundary } from '#src/app/page-boundary.tsx'
import { patterns } from '#src/app/paths.ts'
import { NotFound } from '#src/app/pages/not-found.tsx'
import { Shell } from '#src/app/shell.tsx'
import { Loading } from '#src/ui/loading.tsx'
import hidden from '#src/ui/visually-hidden.module.css'

const pages: readonly { readonly path: string; readonly Page: ComponentType }[] = [
  { path: patterns.caseload, Page: lazyPage(async () => (await import('#src/app/pages/caseload.tsx')).CaseloadRoute) },
  { path: patterns.flags, Page: lazyPage(async () => (await import('#src/app/pages/flags.tsx')).FlagsRoute) },
  { path: patterns.patient, Page: lazyPage(async () => (await import('#src/app/pages/patient.tsx')).PatientRoute) },
  { path: patterns.outcomes, Page: lazyPage(async () => (await import('#src/app/pages/outcomes.tsx')).OutcomesRoute) },
  { path: patterns.rules, Page: lazyPage(async () => (await import('#src/app/pages/rules.tsx')).RulesRoute) },
  { path: '*', Page: NotFound },
]

/** Which page stands at which address. */
export function AppRoutes() {
  return (
    <Routes>
      <Route element={<Shell />}>
        <Route element={<PagePlace />}>
          {pages.map(({ path, Page }) => (
            <Route key={path} path={path} element={<Page />} />
          ))}
        </Route>
      </Route>
    </Routes>
  )
}

/** The page before stays on screen while the code of the next is read; a page that fails takes only itself away. */
function PagePlace() {
  const { pathname } = useLocation()
  return (
    <Suspense fallback={<PageComing />}>
      <PageBoundary key={pathname}>
        <Outlet />
      </PageBoundary>
    </Suspense>
  )
}

/** Every page has a heading, also the one that is still on its way. */
function PageComing() {
  return (
    <>
      <h1 className={hidden['hidden']}>Remit</h1>
      <Loading what="Remit" />
    </>
  )
}
