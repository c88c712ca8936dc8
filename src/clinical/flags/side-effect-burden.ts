import { cannotTell, met, notMet, valueEvidence, type Rule } from '#src/clinical/rule.ts'
import { MEAN_NEEDS } from '#src/clinical/side-effects.ts'
import { formatDay } from '#src/lib/calendar.ts'
import { formatDays, formatNumber } from '#src/lib/figures.ts'

/** Side effects that the patient says weigh: FIBSER 3 to address, 5 to change treatment. */
export const sideEffectBurden: Rule = {
  id: 'side-effect-burden',
  version: '1.0.0',
  title: 'Side-effect burden',
  tier: 'watch',
  citation: {
    text: 'FIBSER 0–2 no change, 3–4 address, 5–6 change treatment: PMC8382305 Table A2; the limits of the daily 0–10 question are this project’s choice',
    tag: 'S',
  },
  statement: ({ rules: { sideEffectBurden: p } }) =>
    `FIBSER burden ${p.addressFrom} or more in the last ${p.withinDays} days (${p.changeFrom} or more asks for a decision); without FIBSER, a 7-day mean of the daily burden, from ${MEAN_NEEDS} answers on, of ${p.dailyAddressFrom} of 10 or more (${p.dailyChangeFrom})`,
  clearedBy: ({ rules: { sideEffectBurden: p } }) =>
    `A FIBSER burden below ${p.addressFrom}, or a 7-day mean below ${p.dailyAddressFrom} of 10`,
  restsOn: ['readings', 'check-ins'],
  evaluate: ({ sideEffects, settings, current }) => {
    const p = settings.rules.sideEffectBurden
    const { burden, named } = sideEffects
    if (burden.kind === 'unknown') return cannotTell([{ what: 'side-effect burden', why: burden.reason }])
    const { value, max, day, source, since } = burden.value
    const [address, change] = max === 6 ? [p.addressFrom, p.changeFrom] : [p.dailyAddressFrom, p.dailyChangeFrom]
    const scale = max === 6 ? 'FIBSER burden' : 'daily burden, 7-day mean'
    const evidence = [
      valueEvidence(scale, value, `of ${max}`, day, source),
      ...named.slice(0, 3).map((n) => valueEvidence(n.name, n.days, 'days of the last 28')),
    ]
    const namedWords =
      named.length > 0
        ? `; ${named
            .slice(0, 3)
            .map((n) => `${n.name} on ${formatDays(n.days)}`)
            .join(', ')}`
        : ''
    const words = `${scale} ${formatNumber(value, 1)} of ${max} on ${formatDay(day)}${namedWords}`
    if (value < address) return notMet(words, evidence)
    return met(`${words}: ${value >= change ? 'at the level where treatment is changed' : 'at the level to address'}`, evidence, {
      since: since ?? day,
      subject: current?.id ?? 'side-effects',
      tier: value >= change ? 'decide' : 'watch',
      ...(current ? { trialId: current.id } : {}),
    })
  },
}
