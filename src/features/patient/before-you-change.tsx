import { doseFacts, type DoseFact, type DoseGauge } from '#src/features/patient/before-you-change.ts'
import { gaugeScale } from '#src/features/patient/dose-gauge.ts'
import { formatDailyDose, formatNumber } from '#src/lib/figures.ts'
import { useDeployment } from '#src/queries/remit-context.tsx'
import type { AssessedPatient } from '#src/queries/types.ts'
import { UnknownValue } from '#src/ui/unknown-value.tsx'
import styles from '#src/features/patient/before-you-change.module.css'

export interface BeforeYouChangeProps {
  readonly patient: AssessedPatient
}

/** What is known before a dose decision: facts, each with its source. */
export function BeforeYouChange({ patient }: BeforeYouChangeProps) {
  const { gauge, facts } = doseFacts(patient, useDeployment().clinical)
  return (
    <section className={styles['facts']} aria-label="Before you change the dose">
      <h2>Before you change the dose</h2>
      {gauge !== undefined && <Gauge gauge={gauge} />}
      <dl data-words="">
        {facts.map((fact) => (
          <Fact key={fact.id} fact={fact} />
        ))}
      </dl>
      <p className={styles['foot']}>Facts from the record and published figures. The decision is the prescriber’s.</p>
    </section>
  )
}

const tagWords = { S: 'read in the source', 'S~': 'secondary source', K: 'to be confirmed', I: 'project choice' } as const

function Fact({ fact }: { readonly fact: DoseFact }) {
  const [first, ...more] = fact.details
  return (
    <div className={styles['fact']}>
      <dt>{fact.label}</dt>
      <dd>
        <span className={styles['value']}>{fact.value}</span>
        {fact.unknown !== undefined && (
          <span className={styles['unknown']}>
            <UnknownValue word="missing" reason={fact.unknown} />
          </span>
        )}
        {first !== undefined && <span className={styles['detail']}>{first}</span>}
        {(more.length > 0 || fact.citations.length > 0) && (
          <details className={styles['more']}>
            <summary>{more.length > 0 ? 'More and sources' : 'Source'}</summary>
            {more.map((detail) => (
              <p key={detail}>{detail}</p>
            ))}
            {fact.citations.map((citation) => (
              <p key={citation.text} className={styles['citation']}>
                {citation.url === undefined ? (
                  citation.text
                ) : (
                  <a href={citation.url} target="_blank" rel="noreferrer">
                    {citation.text}
                  </a>
                )}
                {` [${citation.tag}: ${tagWords[citation.tag]}]`}
              </p>
            ))}
          </details>
        )}
      </dd>
    </div>
  )
}

/** The dose between this patient's minimum and usual maximum, to scale from zero. */
function Gauge({ gauge }: { readonly gauge: DoseGauge }) {
  const { percentOf } = gaugeScale(gauge)
  const ends = [
    { key: 'min', at: gauge.minimum, word: 'min' },
    { key: 'max', at: gauge.maximum, word: 'max' },
  ]
  const sentence = ends.flatMap(({ at, word }) => (at === undefined ? [] : [`${word} ${formatNumber(at, 1)} mg/day`])).join(', ')
  return (
    <div className={styles['gauge']} role="img" aria-label={`${formatDailyDose(gauge)} on a scale from 0; ${sentence}`}>
      <div className={styles['gaugeLine']} />
      {ends.map(({ key, at, word }) =>
        at === undefined ? null : (
          <div key={key} className={styles['gaugeEnd']} data-end={key} style={{ left: `${percentOf(at)}%` }}>
            <span>{`${word} ${formatNumber(at, 1)}`}</span>
          </div>
        ),
      )}
      <div className={styles['gaugeNow']} style={{ left: `${percentOf(gauge.high)}%` }}>
        <span>{formatDailyDose(gauge)}</span>
      </div>
    </div>
  )
}
