import { Component, type ReactNode } from 'react'
import { Button } from '#src/ui/button.tsx'
import { Notice } from '#src/ui/notice.tsx'
import { UnknownValue } from '#src/ui/unknown-value.tsx'

export interface ErrorBoundaryProps {
  /** What could not be shown: "cell", "chart", "row", "page". */
  readonly what: string
  /** `inline` keeps to the line of a table cell; `block` is a notice that says what still works. */
  readonly look?: 'inline' | 'block'
  /** In place of either look, where nothing else is left to stand beside it. */
  readonly fallback?: ReactNode
  readonly children: ReactNode
}

interface State {
  readonly failed: boolean
}

/**
 * Keeps a fault in one part from taking the rest of the page with it. Reaching it is always a defect of Remit, and it says so;
 * the error is reported by `onCaughtError` of the root, without values from the record.
 */
export class ErrorBoundary extends Component<ErrorBoundaryProps, State> {
  override state: State = { failed: false }

  static getDerivedStateFromError(): State {
    return { failed: true }
  }

  override render(): ReactNode {
    const { what, look = 'block', fallback, children } = this.props
    if (!this.state.failed) return children
    if (fallback !== undefined) return fallback
    if (look === 'inline')
      return <UnknownValue word={`this ${what} could not be shown`} reason="a fault in Remit, not in the record" reasonShown={false} />
    return (
      <Notice
        tone="unknown"
        role="alert"
        title={`This ${what} could not be shown.`}
        action={<Button onClick={() => this.setState({ failed: false })}>Try again</Button>}
      >
        A fault in Remit, not in the record. The rest of the page still works.
      </Notice>
    )
  }
}
