import { RuleEntry } from '#src/features/rules/rule-entry.tsx'
import { ruleBook, ruleBookVersion } from '#src/clinical/rule-book.ts'
import { sections, sectionStatement } from '#src/clinical/triage.ts'
import { definitionIds, definitions, definitionStatement } from '#src/clinical/resistance.ts'
import { useDeployment } from '#src/queries/remit-context.tsx'
import styles from '#src/features/rules/rules-page.module.css'

const sectionTitles = {
  urgent: 'Urgent',
  decide: 'Decide now',
  watch: 'Watch',
  waiting: 'Waiting for data',
  'on-target': 'On target',
  'cannot-judge': 'Cannot judge',
} as const

/** What Remit says and why: every rule in the words and with the numbers that run here, and its source. */
export function RulesPage() {
  const { clinical } = useDeployment()
  return (
    <article className={styles['page']}>
      <h1>Rule book</h1>
      <p className={styles['lead']}>
        Version {ruleBookVersion}. Each sentence is computed from the numbers this practice runs with. Decision support whose basis can be
        reviewed: not an emergency monitor and not medical advice.
      </p>
      <p className={styles['lead']}>
        How sure a source is: [S] read in the source named; [S~] that source is secondary or partial; [K] general knowledge, to be confirmed
        before clinical use; [I] a choice of this project, for a clinical owner to sign off.
      </p>
      <h2>Flags</h2>
      <dl className={styles['list']}>
        {ruleBook.map((rule) => (
          <RuleEntry key={rule.id} rule={rule} settings={clinical} />
        ))}
      </dl>
      <h2>Where a patient stands in the caseload</h2>
      <dl className={styles['list']}>
        {sections.map((section) => (
          <div key={section} className={styles['entry']}>
            <dt>{sectionTitles[section]}</dt>
            <dd>{sectionStatement(section, clinical)}</dd>
          </div>
        ))}
      </dl>
      <h2>Definitions of treatment resistance</h2>
      <dl className={styles['list']}>
        {definitionIds.map((id) => (
          <div key={id} className={styles['entry']}>
            <dt>
              {definitions[id].title}
              {id === clinical.resistanceDefinition && <span className={styles['aside']}>chosen here</span>}
            </dt>
            <dd>
              <p>{definitionStatement(definitions[id], clinical)}</p>
              <p className={styles['aside']}>
                {definitions[id].citation.text} [{definitions[id].citation.tag}]
              </p>
            </dd>
          </div>
        ))}
      </dl>
    </article>
  )
}
