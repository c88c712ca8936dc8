import type { ReactNode } from 'react'
import type { ClinicalSettings } from '#src/clinical/settings.ts'
import { OutcomesPlot } from '#src/features/caseload/outcomes-plot.tsx'
import { Coverage, percentWords } from '#src/features/caseload/outcomes-coverage.tsx'
import type { Outcomes, Share } from '#src/features/caseload/outcomes.ts'
import { responseWords } from '#src/features/caseload/words.ts'
import { counted, formatChange, formatNumber } from '#src/lib/figures.ts'
import { ErrorBoundary } from '#src/ui/error-boundary.tsx'
import { Mark } from '#src/ui/mark.tsx'
import { UnknownValue } from '#src/ui/unknown-value.tsx'
import styles from '#src/features/caseload/outcomes.module.css'

export interface OutcomesViewProps {
  readonly outcomes: Outcomes
  readonly settings: ClinicalSettings
  /** Days to a decision. */
  readonly children: ReactNode
}

const statuses = ['remission', 'response', 'partial-response', 'no-response', 'worsening', 'too-early', 'cannot-tell'] as const

/** What became of the caseload's current trials, each share with its denominator and the patients who are not in it. */
export function OutcomesView({ outcomes, settings, children }: OutcomesViewProps) {
  return (
    <div className={styles['columns']}>
      <section className={styles['block']} aria-labelledby="outcomes-trials">
        <h2 id="outcomes-trials">Current trials</h2>
        <ErrorBoundary what="list of shares">
          <Shares outcomes={outcomes} />
        </ErrorBoundary>
        <ErrorBoundary what="chart">
          <OutcomesPlot outcomes={outcomes} settings={settings} />
        </ErrorBoundary>
      </section>
      <section className={styles['block']} aria-labelledby="outcomes-measured">
        <h2 id="outcomes-measured">Who is in these numbers</h2>
        <ErrorBoundary what="table">
          <Measured outcomes={outcomes} settings={settings} />
        </ErrorBoundary>
        <h2>Monitoring coverage, of patients in a trial</h2>
        <ErrorBoundary what="table">
          <Coverage coverage={outcomes.coverage} />
        </ErrorBoundary>
      </section>
      <section className={styles['block']} aria-labelledby="outcomes-times">
        <h2 id="outcomes-times">From eligible to decision</h2>
        <ErrorBoundary what="list of waiting times">{children}</ErrorBoundary>
      </section>
    </div>
  )
}

function Shares({ outcomes: { measured, meanChange, response, remission } }: Pick<OutcomesViewProps, 'outcomes'>) {
  return (
    <dl className={styles['figures']}>
      <Figure words="Response or remission" share={response} />
      <Figure words="Remission" share={remission} />
      <div>
        <dt>Mean change</dt>
        <dd>
          {meanChange === undefined ? (
            <UnknownValue reason="nobody was measured" />
          ) : (
            <>
              <strong>{formatChange(meanChange, 1)} points</strong> of {counted(measured.length, 'measured patient')}; negative is better
            </>
          )}
        </dd>
      </div>
    </dl>
  )
}

function Measured({ outcomes, settings }: Omit<OutcomesViewProps, 'children'>) {
  const { measured, patients, unmeasured, byStatus } = outcomes
  return (
    <>
      <p>
        {formatNumber(measured.length)} of {counted(patients, 'patient')} are measured: a PHQ-9 at the start of the current trial and one of
        its last {settings.response.staleAfterDays} days. The others are in no share above:
      </p>
      <table className={styles['table']}>
        <tbody>
          {statuses.map(
            (status) =>
              byStatus[status] > 0 && (
                <tr key={status}>
                  <th scope="row">
                    <Mark {...responseWords[status]} />
                  </th>
                  <td>{formatNumber(byStatus[status])}</td>
                </tr>
              ),
          )}
          {unmeasured.map((reason) => (
            <tr key={reason.words}>
              <th scope="row">
                <Mark shape="dashed-ring" tone="unknown" word={`not measured: ${reason.words}`} />
              </th>
              <td>{formatNumber(reason.patients)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">All patients</th>
            <td>{formatNumber(patients)}</td>
          </tr>
        </tfoot>
      </table>
    </>
  )
}

function Figure({ words, share }: { readonly words: string; readonly share: Share }) {
  return (
    <div>
      <dt>{words}</dt>
      <dd>
        <strong>{percentWords(share)}</strong> {formatNumber(share.count)} of {counted(share.of, 'measured patient')}
      </dd>
    </div>
  )
}
