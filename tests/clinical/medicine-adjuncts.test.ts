/** Table 4b of the clinical reference, typed again by hand. */
import { expect, test } from 'vitest'
import { adjuncts } from '#src/clinical/medicine-adjuncts.ts'

test.each([
  // name, RxNorm and tag, target range in mg/day, usual maximum
  ['aripiprazole', '89013 S', '2-10', 15],
  ['brexpiprazole', '1658314 S', '0.5-2', 3],
  ['cariprazine', '1667655 S~', '1.5-3', 3],
  ['olanzapine', '61381 S', '2.5-10', 18],
  ['lumateperone', '2275602 S~', '42-42', undefined],
  ['risperidone', '35636 S', '1-3', undefined],
  ['ziprasidone', '115698 S~', '40-160', undefined], // 20 to 80 mg twice a day
  ['lithium', '6448 S~ 42351 S~', '600-1200', undefined],
  ['liothyronine', '10814 K', '0.025-0.05', undefined], // 25 to 50 µg
  ['lamotrigine', '28439 S', '100-300', undefined],
  ['modafinil', '30125 S', '100-400', undefined],
  ['pramipexole', '', '2-4', undefined], // 1 to 2 mg twice a day
])('%s: %s, %s mg/day, maximum %s', (name, rxcui, target, maximum) => {
  const medicine = adjuncts.find((m) => m.name === name)
  expect(medicine?.rxcui.map(({ code, tag }) => `${code} ${tag}`).join(' ')).toBe(rxcui)
  const doses = medicine?.doses[0]
  expect(doses?.published.map((p) => `${p.low}-${p.high}`)).toEqual([target])
  expect(doses?.usualMaximum?.mgPerDay).toBe(maximum)
})

test('the table holds these twelve and no more; none has a minimum that would make a trial of it adequate', () => {
  expect(adjuncts).toHaveLength(12)
  for (const { role, doses } of adjuncts) {
    expect(role).toBe('adjunct')
    expect(doses.map((d) => [d.minimum, d.whyNoMinimum])).toEqual([
      [undefined, 'an adjunct: no minimum that makes a trial of it alone adequate'],
    ])
  }
})

test('lithium and T3 are said to be off-label: the source document’s "approved" is wrong', () => {
  for (const name of ['lithium', 'liothyronine'])
    expect(adjuncts.find((m) => m.name === name)?.standing?.text).toBe('off-label; second line (CANMAT)')
})
