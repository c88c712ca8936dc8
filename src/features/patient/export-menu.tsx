import type { RefObject } from 'react'
import { trajectoryCsv } from '#src/features/patient/trajectory-table.ts'
import { noteText, recordHeader } from '#src/features/patient/trajectory-words.ts'
import type { Trajectory } from '#src/features/patient/trajectory-series.ts'
import { rangeWords } from '#src/features/patient/trajectory-range.ts'
import { isoFromDay } from '#src/lib/calendar.ts'
import type { AssessedPatient } from '#src/queries/types.ts'
import { Button } from '#src/ui/button.tsx'
import type { DayRange } from '#src/ui/chart/day-range.ts'
import { drawFigure, pngOf } from '#src/ui/chart/figure-export.ts'
import { saveCsv, saveFile } from '#src/ui/save-file.ts'
import { DropDown } from '#src/ui/drop-down.tsx'
import { useAnnounce } from '#src/ui/live-region.tsx'

export interface ExportMenuProps {
  readonly trajectory: Trajectory
  readonly patient: AssessedPatient
  readonly range: DayRange
  /** Holds the drawn figure. */
  readonly figure: RefObject<HTMLElement | null>
}

/** Note text, CSV, SVG, PNG and print, each headed by who, as of when, and what is incomplete. */
export function ExportMenu({ trajectory, patient, range, figure }: ExportMenuProps) {
  const announce = useAnnounce()
  const header = [...recordHeader(patient), `Shown: ${rangeWords(range)}`]
  // The file is named by the server's id: a name in a file name travels further than anybody means it to.
  const fileName = (ending: string): string => `trajectory-${trajectory.patientId}-${isoFromDay(trajectory.asOf)}.${ending}`
  const drawn = () => {
    const box = figure.current?.querySelector('[data-figure]')
    return box instanceof HTMLElement ? drawFigure(box, header) : undefined
  }
  const copyNote = async () => {
    try {
      await navigator.clipboard.writeText(noteText(trajectory, patient))
      announce('Copied for a note')
    } catch {
      announce('Could not be copied: the browser refused the clipboard. The text stands under the chart.')
    }
  }
  const saveTable = () => {
    // The byte order mark makes a spreadsheet read names and arrows right.
    saveCsv(fileName('csv'), trajectoryCsv(trajectory, range, header))
    announce('CSV saved')
  }
  const saveSvg = () => {
    const figureDrawn = drawn()
    if (figureDrawn === undefined) return
    saveFile(fileName('svg'), new Blob([figureDrawn.svg], { type: 'image/svg+xml' }))
    announce('SVG saved')
  }
  const savePng = async () => {
    const figureDrawn = drawn()
    const blob = figureDrawn === undefined ? undefined : await pngOf(figureDrawn)
    if (blob === undefined) {
      announce('The PNG could not be made; SVG and CSV still work.')
      return
    }
    saveFile(fileName('png'), blob)
    announce('PNG saved')
  }
  return (
    <DropDown label="Export" look="quiet">
      <Button look="quiet" onClick={() => void copyNote()}>
        Copy text for a note
      </Button>
      <Button look="quiet" onClick={saveTable}>
        Save as CSV
      </Button>
      <Button look="quiet" onClick={saveSvg}>
        Save as SVG
      </Button>
      <Button look="quiet" onClick={() => void savePng()}>
        Save as PNG
      </Button>
      <Button look="quiet" onClick={() => window.print()}>
        Print one page
      </Button>
    </DropDown>
  )
}
