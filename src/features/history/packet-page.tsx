import { episodeWords } from '#src/features/history/history-words.ts'
import type { Packet, PacketTrial } from '#src/features/history/packet.ts'
import styles from '#src/features/history/packet.module.css'

export interface PacketPageProps {
  readonly packet: Packet
  readonly clinician: string
}

/** One or two A4 pages. Shown only on paper. */
export function PacketPage({ packet, clinician }: PacketPageProps) {
  return (
    <div className={styles['packet']}>
      <header className={styles['title']}>
        <div>
          <h1>Antidepressant treatment history</h1>
          <p>
            <strong>{packet.name}</strong> · {packet.identity}
          </p>
        </div>
        <p className={styles['date']}>
          {packet.asOf}
          <br />
          {clinician}
          {packet.synthetic && (
            <>
              <br />
              synthetic person
            </>
          )}
        </p>
      </header>
      <section>
        <h2>{packet.verdict}</h2>
        <p>{packet.sentence}.</p>
        <p className={styles['small']}>{packet.definition}</p>
        <p className={styles['small']}>Other definitions: {packet.others.join('; ')}.</p>
        <p>Clinician’s conclusion: {packet.conclusion}.</p>
      </section>
      <section>
        <h2>Trials, oldest first</h2>
        {packet.trials.length === 0 ? (
          <p>No trial on record. That is not proof that none was taken.</p>
        ) : (
          <TrialsTable trials={packet.trials} />
        )}
      </section>
      <section className={styles['columns']}>
        <Listed title="Scores, newest first" items={packet.scores} none="No usable score on record" />
        <Listed title="Staging" items={packet.staging} none="None" />
        <Listed title="Causes of apparent resistance found" items={packet.present} none={packet.nonePresent} />
        <Listed title="Not known" items={packet.unknown} none="Nothing on the checklist is unknown" />
      </section>
      <Listed title="What is uncertain" items={packet.uncertain} none="All dates and doses are known to the day" />
      <footer className={styles['foot']}>
        Made with Remit from the record named, on the date above. Decision support whose basis can be reviewed; not a diagnosis.
      </footer>
    </div>
  )
}

function TrialsTable({ trials }: { readonly trials: readonly PacketTrial[] }) {
  return (
    <table className={styles['trials']}>
      <thead>
        <tr>
          <th scope="col">Trial</th>
          <th scope="col">When</th>
          <th scope="col">Dose</th>
          <th scope="col">At adequate dose; taken</th>
          <th scope="col">Outcome; why it ended</th>
          <th scope="col">Under the definition</th>
          <th scope="col">Known from</th>
        </tr>
      </thead>
      <tbody>
        {trials.map((row) => (
          <tr key={row.id}>
            <th scope="row">
              {row.name}
              <br />
              <span className={styles['small']}>
                {row.kind}; {episodeWords[row.episode]}
              </span>
            </th>
            <td>
              {row.when}
              <br />
              <span className={styles['small']}>{row.length}</span>
            </td>
            <td>{row.doses.map(({ words }) => words).join('; ')}</td>
            <td>
              {row.daysAtDose}; {row.taken}
            </td>
            <td>
              {row.outcome}; {row.ended}
            </td>
            <td>
              <strong>{row.counts}</strong>
              {row.counts !== 'counts' && <span className={styles['small']}> {row.why}</span>}
            </td>
            <td className={styles['small']}>{row.provenance.join(', ')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Listed({ title, items, none }: { readonly title: string; readonly items: readonly string[]; readonly none: string }) {
  return (
    <div className={styles['listed']}>
      <h2>{title}</h2>
      {items.length === 0 ? (
        <p>{none}.</p>
      ) : (
        <ul>
          {items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      )}
    </div>
  )
}
