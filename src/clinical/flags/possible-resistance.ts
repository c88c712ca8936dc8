import type { Trial } from '#src/clinical/assessment.ts'
import { definitions } from '#src/clinical/resistance.ts'
import { cannotTell, met, notMet, valueEvidence, type Rule } from '#src/clinical/rule.ts'
import { formatDay, laterOf } from '#src/lib/calendar.ts'
import { counted } from '#src/lib/figures.ts'
import { isNonEmpty } from '#src/lib/non-empty.ts'

/** "29 Jan 2026 to 8 Apr 2026", "since 29 Jan 2026"; what is not sure of either end is said. It is stored, so nothing in it may age. */
function spanWords({ from, fromLatest, through, throughEarliest, endKnown, ongoing }: Trial): string {
  const start = `${formatDay(from)}${from === fromLatest ? '' : ' at the earliest'}`
  if (ongoing) return `since ${start}`
  if (through === undefined || !endKnown) return `${start} to an end not known`
  return `${start} to ${formatDay(through)}${through === (throughEarliest ?? through) ? '' : ' at the latest'}`
}

/** Enough failed adequate trials for a review of resistance. A candidate, never a confirmed label. */
export const possibleResistance: Rule = {
  id: 'possible-resistance',
  version: '1.2.0',
  title: 'Candidate for resistance review',
  tier: 'decide',
  citation: {
    text: 'Two or more antidepressants at adequate dose and duration: source document (FDA/EMA working definition); pseudo-resistance first: CANMAT 2023 Table 7.1',
    tag: 'S',
  },
  statement: ({ rules: { possibleResistance: p }, resistanceDefinition }) =>
    `${p.failedTrials} or more failed adequate trials by the definition of ${definitions[resistanceDefinition].title}; not while the present treatment works; causes of pseudo-resistance are listed beside it`,
  clearedBy: () => 'A resistance review recorded as a decision, or response to the present treatment',
  restsOn: ['readings', 'medications', 'check-ins', 'other'],
  evaluate: ({ resistance, pseudoResistance, trials, asOf, current, response }) => {
    const qualifying = trials.filter((trial) => resistance.qualifyingTrials.includes(trial.id))
    if (resistance.status === 'cannot-tell') {
      const gaps = resistance.perTrial.flatMap(({ counts }) => (counts.kind === 'cannot-tell' ? counts.missing : []))
      return cannotTell(isNonEmpty(gaps) ? gaps : [{ what: 'resistance', why: resistance.sentence }])
    }
    const failed = qualifying.map((trial) =>
      valueEvidence(`failed adequate trial: ${trial.name}`, spanWords(trial), '', trial.through ?? asOf, trial.sources[0]),
    )
    if (resistance.status === 'not-met') return notMet(resistance.sentence, failed)
    const checks = pseudoResistance()
    const open = checks.filter((check) => check.verdict.kind === 'cannot-tell').length
    const present = checks.filter((check) => check.verdict.kind === 'met')
    const evidence = [...failed, ...present.map((check) => valueEvidence(`pseudo-resistance: ${check.title}`, 'present', ''))]
    if (current && (response.status === 'remission' || response.status === 'response'))
      return notMet(`${resistance.sentence}; responding to ${current.name}: ${response.why}`, evidence)
    const caution = present.length > 0 ? `; ${present.map((check) => check.title.toLowerCase()).join(', ')} present` : ''
    const since = qualifying.map((trial) => trial.through ?? trial.from).reduce(laterOf)
    // Some checks are never answered by a record (an interview, stressors): there is always something to say.
    return met(`${resistance.sentence}${caution}; ${counted(open, 'pseudo-resistance check')} not known`, evidence, {
      since,
      subject: 'resistance',
      ...(current ? { trialId: current.id } : {}),
    })
  },
}
