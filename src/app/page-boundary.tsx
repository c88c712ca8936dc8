import { Component, type ReactNode } from 'react'
import { RouteFailed } from '#src/app/route-failed.tsx'

interface State {
  readonly failed: { readonly error: unknown } | undefined
}

/** Shows in place of a page why it could not be shown. */
export class PageBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { failed: undefined }

  static getDerivedStateFromError(error: unknown): State {
    return { failed: { error } }
  }

  override render(): ReactNode {
    const { failed } = this.state
    return failed === undefined ? this.props.children : <RouteFailed error={failed.error} />
  }
}
