/** What an older order or supply says after the next one of the same agent: nothing that makes a trial longer or its dose another. */
import { expect, test } from 'vitest'
import { exactly } from '#src/lib/calendar.ts'
import { clock, current, d, dayN, on } from '#tests/support/clinic.ts'
import { dispense, mg, order, partial, record } from '#tests/support/record-builders.ts'

const first = 'MedicationRequest/first'
/** 50 mg ordered on day 0, since called over, with 90 days handed over on that day. */
const replaced = [order({ ref: first, from: d(0), over: true }), { ...dispense(d(0), 90), basedOn: first }]

test('90 days of 50 mg from day 0, replaced on day 30 by 100 mg that ended on day 35, are 36 days at an adequate dose', () => {
  const a = on(record({ medications: [...replaced, order({ from: d(30), through: d(35), dose: mg(100), over: true })] }), 120)
  expect([a.trials.length, a.trials[0]?.ongoing, clock(a.trials[0])]).toEqual([1, false, '36'])
})

test('the same, where nothing says when the 100 mg ended but that it was no later than day 35: 31 to 36 days', () => {
  const ends = [{ date: exactly(dayN(35)), basis: 'last-updated' as const }]
  const a = on(record({ medications: [...replaced, order({ from: d(30), dose: mg(100), over: true, ends })] }), 120)
  expect(clock(a.trials[0])).toBe('31-36')
})

test('an order of 25 mg never closed, replaced by one of 50 mg that is still active, is not the dose on day 600 either', () => {
  const a = on(record({ medications: [order({ from: d(0), dose: mg(25) }), order({ from: d(30) })] }), 600)
  // No sign of renewal for more than 365 days: whether it is taken is not sure, what was ordered is.
  expect([current(a).currentDose, clock(current(a))]).toEqual([mg(50), '366-570'])
})

test('trazodone 50 mg for sleep for 30 days, then 200 mg from day 35: on day 40 only the 200 mg goes on', () => {
  const asSleep = { ...dispense(d(0), 30, 'trazodone') }
  const asTrial = { ...dispense(d(35), 30, 'trazodone') }
  const plans = asTrial.plans.map((plan) => ({ ...plan, dose: mg(200) }))
  const a = on(record({ medications: [asSleep, { ...asTrial, plans }] }), 40)
  expect(a.trials.map(({ role, ongoing }) => [role, ongoing])).toEqual([
    ['hypnotic-dose', false],
    ['antidepressant', true],
  ])
})

test('an order of 25 mg never closed stays replaced by 50 mg "until April" as long as April lasts, and may have gone on after it', () => {
  const april = partial('2026-04') // 30 April is day 119
  const untilApril = order({ from: d(30), ends: [{ date: april, basis: 'bounds' }] })
  const plans = untilApril.plans.map((plan) => ({ ...plan, through: april }))
  const dosesOn = (n: number) =>
    on(record({ medications: [order({ from: d(0), dose: mg(25) }), { ...untilApril, plans }] }), n).trials[0]?.segments.at(-1)?.dose
  expect([dosesOn(110), dosesOn(119), dosesOn(121)]).toEqual([mg(50), mg(50), mg(25)])
})
