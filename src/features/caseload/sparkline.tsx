import { scorePoints } from '#src/clinical/readings.ts'
import type { ClinicalSettings } from '#src/clinical/settings.ts'
import type { JudgedRow } from '#src/features/caseload/caseload-rows.ts'
import { courseOf, doseSteps, heightOf, type CourseBox } from '#src/features/caseload/course-path.ts'
import styles from '#src/features/caseload/cells.module.css'

const box: CourseBox = { width: 88, height: 24, pad: 2, foot: 4 }

/** The PHQ-9 of 26 weeks on the same axes in every row. Decoration for the eye: the words stand beside it for everybody. */
export function Sparkline({ row, settings }: { readonly row: JudgedRow; readonly settings: ClinicalSettings }) {
  const { record, assessment } = row
  const points = scorePoints(record, 'phq-9', assessment.asOf)
  const course = courseOf(points, doseSteps(assessment.trials), assessment.asOf, settings.rules.silence.phq9Days, box)
  const remission = heightOf(settings.response.remissionMax, box)
  return (
    <svg className={styles['sparkline']} width={box.width} height={box.height} aria-hidden="true">
      <path className={styles['remission']} d={`M0 ${remission}H${box.width}`} />
      {course.ticks.length > 0 && (
        <path className={styles['ticks']} d={course.ticks.map((x) => `M${x} ${box.height - box.foot + 1}V${box.height}`).join('')} />
      )}
      <path className={styles['course']} d={course.path} />
      <path className={styles['dots']} d={course.dots.map(({ x, y }) => `M${x} ${y}h0`).join('')} />
      {course.last !== undefined && <circle className={styles['last']} cx={course.last.x} cy={course.last.y} r={2.2} />}
    </svg>
  )
}
