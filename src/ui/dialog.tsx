import { useEffect, useId, useRef, type ReactNode } from 'react'
import { Button } from '#src/ui/button.tsx'
import { ModalLiveRegion } from '#src/ui/live-region.tsx'
import styles from '#src/ui/dialog.module.css'

export interface DialogProps {
  /** The parent mounts the dialog to open it and unmounts it to close it. */
  readonly onClose: () => void
  readonly title: string
  readonly children: ReactNode
  /** Buttons, the main one last. */
  readonly actions?: ReactNode
  readonly width?: 'narrow' | 'wide'
  /** `alertdialog` when it asks for an answer before time runs out. */
  readonly role?: 'alertdialog'
}

/** A native modal dialog: the browser keeps the focus inside, makes the rest inert, closes on Escape and gives the focus back. */
export function Dialog({ onClose, title, children, actions, width = 'narrow', role }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    const element = dialog.current
    const returnTo = document.activeElement
    element?.showModal()
    return () => {
      element?.close()
      if (returnTo instanceof HTMLElement && returnTo.isConnected) returnTo.focus()
    }
  }, [])
  return (
    <dialog
      ref={dialog}
      className={styles['dialog']}
      data-width={width}
      {...(role === undefined ? {} : { role })}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <div className={styles['head']}>
        <h2 id={titleId}>{title}</h2>
        <Button look="quiet" onClick={onClose}>
          Close
        </Button>
      </div>
      <div className={styles['body']}>{children}</div>
      <ModalLiveRegion />
      {actions !== undefined && <footer className={styles['actions']}>{actions}</footer>}
    </dialog>
  )
}
