import type { OptionFact, OptionFactKind } from '#src/clinical/options-fact.ts'
import type { OptionAgent, TreatmentOption } from '#src/clinical/options.ts'
import type { Cited } from '#src/clinical/options-text.ts'
import { citationWords } from '#src/features/history/history-words.ts'
import { formatDay, formatPartialDate } from '#src/lib/calendar.ts'
import { Mark, type MarkShape } from '#src/ui/mark.tsx'
import type { Tone } from '#src/ui/tone.ts'
import styles from '#src/features/history/options-panel.module.css'

const factWords: Readonly<Record<OptionFactKind, { readonly word: string; readonly shape: MarkShape; readonly tone: Tone }>> = {
  tried: { word: 'tried', shape: 'half', tone: 'plain' },
  caution: { word: 'caution', shape: 'triangle', tone: 'decide' },
  washout: { word: 'interval', shape: 'clock', tone: 'watch' },
  unknown: { word: 'not known', shape: 'dashed-ring', tone: 'unknown' },
  fact: { word: 'record', shape: 'ring', tone: 'plain' },
}

/** One next step: what it is and what is published on the left, this record on the right. */
export function OptionRow({ option }: { readonly option: TreatmentOption }) {
  const { title, what, evidence, record, monitoring, agents, step } = option
  return (
    <article className={styles['option']} aria-label={title}>
      <div>
        <h3>
          {title}
          {step !== undefined && <span className={styles['step']}>step {step}, CANMAT 2023</span>}
        </h3>
        <p className={styles['what']}>{what}</p>
        <CitedList items={evidence} label={`Published on ${title}`} />
        {monitoring.length > 0 && (
          <>
            <h4 className={styles['small']}>Needs watching</h4>
            <CitedList items={monitoring} label={`Monitoring with ${title}`} />
          </>
        )}
      </div>
      <div>
        <h4 className={styles['small']}>In this record</h4>
        <ul className={styles['facts']} aria-label={`This record on ${title}`}>
          {record.map((fact) => (
            <FactLine key={`${fact.kind}${fact.text}${fact.source?.ref ?? ''}`} fact={fact} />
          ))}
        </ul>
        {agents.length > 0 && <AgentList agents={agents} />}
      </div>
    </article>
  )
}

function CitedList({ items, label }: { readonly items: readonly Cited[]; readonly label: string }) {
  return (
    <ul className={styles['cited']} aria-label={label}>
      {items.map(({ text, citation }) => (
        <li key={text}>
          {text} <span className={styles['source']}>{citationWords(citation)}</span>
        </li>
      ))}
    </ul>
  )
}

function FactLine({ fact }: { readonly fact: OptionFact }) {
  const notes = [
    ...(fact.date === undefined ? [] : [formatPartialDate(fact.date)]),
    ...(fact.source === undefined ? [] : [fact.source.ref]),
    ...(fact.citation === undefined ? [] : [citationWords(fact.citation)]),
  ]
  return (
    <li data-kind={fact.kind}>
      <Mark {...factWords[fact.kind]} />
      <span>
        {fact.text}
        {notes.length > 0 && <span className={styles['source']}> {notes.join(' · ')}</span>}
      </span>
    </li>
  )
}

function AgentList({ agents }: { readonly agents: readonly OptionAgent[] }) {
  return (
    <details className={styles['agents']}>
      <summary>{agents.length} agents, with their standing</summary>
      <ul>
        {agents.map(({ name, standing, citation, trials }) => (
          <li key={name}>
            {name}: {standing}
            {trials.length > 0 && <strong>, tried from {trials.map((trial) => formatDay(trial.from)).join(' and ')}</strong>}
            {citation !== undefined && <span className={styles['source']}> {citationWords(citation)}</span>}
          </li>
        ))}
      </ul>
    </details>
  )
}
