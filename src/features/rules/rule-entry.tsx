import type { Rule } from '#src/clinical/rule.ts'
import type { ClinicalSettings } from '#src/clinical/settings.ts'
import { Mark } from '#src/ui/mark.tsx'
import styles from '#src/features/rules/rules-page.module.css'

export interface RuleEntryProps {
  readonly rule: Rule
  readonly settings: ClinicalSettings
}

const tierMarks = {
  urgent: { shape: 'octagon', word: 'Urgent' },
  decide: { shape: 'triangle', word: 'Decide' },
  watch: { shape: 'circle', word: 'Watch' },
} as const

export function RuleEntry({ rule, settings }: RuleEntryProps) {
  const { shape, word } = tierMarks[rule.tier]
  return (
    <div className={styles['entry']} id={rule.id}>
      <dt>
        {rule.title}
        <Mark shape={shape} tone={rule.tier} word={word} />
      </dt>
      <dd>
        <p>{rule.statement(settings)}</p>
        <p className={styles['aside']}>Cleared by: {rule.clearedBy(settings)}</p>
        <p className={styles['aside']}>
          {rule.citation.text} [{rule.citation.tag}] · {rule.id}, version {rule.version}
        </p>
      </dd>
    </div>
  )
}
