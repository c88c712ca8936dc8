import { useState } from 'react'
import type { ClinicalSettings } from '#src/clinical/settings.ts'
import { SaveViewDialog } from '#src/features/caseload/save-view-dialog.tsx'
import { views, type ViewId } from '#src/features/caseload/caseload-views.ts'
import type { SavedView } from '#src/queries/last-look.ts'
import { Button } from '#src/ui/button.tsx'
import { DropDown } from '#src/ui/drop-down.tsx'
import styles from '#src/features/caseload/menus.module.css'

export interface ViewsMenuProps {
  readonly selected: ViewId | undefined
  readonly settings: ClinicalSettings
  readonly saved: readonly SavedView[]
  /** Why saved views are kept only until this page is closed; undefined while the server keeps them. */
  readonly memoryOnly: string | undefined
  readonly onSelect: (view: ViewId | undefined) => void
  readonly onOpenSaved: (view: SavedView) => void
  readonly onSave: (title: string) => void
  readonly onRemove: (title: string) => void
}

/** The morning's questions, and the reader's own. */
export function ViewsMenu(props: ViewsMenuProps) {
  const { selected, settings, saved, memoryOnly } = props
  const [isSaving, setSaving] = useState(false)
  return (
    <>
      <DropDown label="Views">
        <ul className={styles['views']} aria-label="Built-in views">
          {views.map((view) => (
            <li key={view.id}>
              <button
                type="button"
                className={styles['view']}
                aria-pressed={selected === view.id}
                onClick={(event) => {
                  closePanel(event.currentTarget)
                  props.onSelect(selected === view.id ? undefined : view.id)
                }}
              >
                <span>{view.title}</span>
                <span className={styles['statement']}>{view.statement(settings)}</span>
              </button>
            </li>
          ))}
        </ul>
        {saved.length > 0 && <SavedViews {...props} />}
        <div className={styles['foot']}>
          <Button
            onClick={(event) => {
              closePanel(event.currentTarget)
              setSaving(true)
            }}
          >
            Save this view
          </Button>
          {memoryOnly !== undefined && (
            <p className={styles['none']}>Your own views are kept only until this page is closed: {memoryOnly}</p>
          )}
        </div>
      </DropDown>
      {isSaving && (
        <SaveViewDialog
          memoryOnly={memoryOnly}
          onClose={() => setSaving(false)}
          onSave={(title) => {
            props.onSave(title)
            setSaving(false)
          }}
        />
      )}
    </>
  )
}

function SavedViews({ saved, onOpenSaved, onRemove }: ViewsMenuProps) {
  return (
    <ul className={styles['views']} aria-label="Your views">
      {saved.map((view) => (
        <li key={view.title} className={styles['savedView']}>
          <button
            type="button"
            className={styles['view']}
            onClick={(event) => {
              closePanel(event.currentTarget)
              onOpenSaved(view)
            }}
          >
            <bdi>{view.title}</bdi>
          </button>
          <Button look="quiet" aria-label={`Remove the view ${view.title}`} onClick={() => onRemove(view.title)}>
            Remove
          </Button>
        </li>
      ))}
    </ul>
  )
}

function closePanel(inside: HTMLElement): void {
  inside.closest<HTMLElement>('[popover]')?.hidePopover()
}
