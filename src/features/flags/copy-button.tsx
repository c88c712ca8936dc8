import { useState, type ReactNode } from 'react'
import { Button, type ButtonProps } from '#src/ui/button.tsx'

export interface CopyButtonProps {
  readonly text: string
  readonly look?: NonNullable<ButtonProps['look']>
  readonly children: ReactNode
}

/** Copies text, and says whether that worked. */
export function CopyButton({ text, look = 'plain', children }: CopyButtonProps) {
  const [said, setSaid] = useState<string>()
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text)
      setSaid('Copied')
    } catch {
      // The browser asks for a permission that was not given; the text itself stays on the page to be selected.
      setSaid('Copying was not allowed: select the text')
    }
  }
  return (
    <Button look={look} onClick={() => void copy()}>
      <span aria-live="polite">{said ?? children}</span>
    </Button>
  )
}
