import { noTrial } from '#src/clinical/flags/trial-words.ts'
import { loweringInteractions, openInteractions } from '#src/clinical/interactions.ts'
import { cannotTell, met, notMet, valueEvidence, type Rule } from '#src/clinical/rule.ts'
import { earlierOf, laterOf } from '#src/lib/calendar.ts'

/** Something that makes the body clear the antidepressant faster, so that an adequate dose may not be one. */
export const levelLoweringInteraction: Rule = {
  id: 'level-lowering-interaction',
  version: '1.1.0',
  title: 'Interaction that lowers the level',
  tier: 'watch',
  citation: { text: 'Inducers: US labels as cited per row; smoking and CYP1A2: Oliveira 2017 PMC5340025', tag: 'S~' },
  statement: () =>
    'An enzyme inducer taken with an antidepressant whose level it is known to lower (with another one it cannot be told), or smoking with an antidepressant cleared by CYP1A2',
  clearedBy: () => 'The end of the inducer or of smoking, or the end of the trial',
  restsOn: ['readings', 'medications', 'other'],
  evaluate: ({ current, record, asOf }) => {
    if (!current) return cannotTell([noTrial])
    const found = loweringInteractions(record, current.agent, asOf)
    if (found.length > 0) {
      return met(
        found.map((i) => i.sentence).join('; '),
        found.map((i) => valueEvidence(i.cause, i.effect, '', i.since, i.source)),
        {
          since: found.map((i) => laterOf(i.since ?? current.from, current.from)).reduce(earlierOf),
          subject: current.id,
          trialId: current.id,
        },
      )
    }
    const open = openInteractions(record, current.agent, asOf)
    if (open.length > 0) return cannotTell(open, current.id)
    return notMet(`No interaction on record that lowers the level of ${current.name}`)
  },
}
