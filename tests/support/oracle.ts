/**
 * A second opinion: the issue and the clinical reference as one obvious loop over days, slow and without any code of `src/clinical`.
 * Days are plain numbers. Covers exact dates, one dose a day per agent, and check-ins; the engine must agree on all of it.
 */
export interface Order {
  readonly agent: 'sertraline' | 'escitalopram'
  readonly from: number
  /** Last day, or undefined for an order that is active and has no end. */
  readonly through: number | undefined
  readonly mg: number | undefined
  readonly over: boolean
}
export interface Case {
  readonly asOf: number
  /** Never two of one agent on one day. */
  readonly orders: readonly Order[]
  /** At most one a day, oldest first. */
  readonly scores: readonly { readonly day: number; readonly total: number; readonly item9: number | undefined }[]
  readonly checkIns: readonly { readonly day: number; readonly taken: boolean | undefined }[]
}
type Kind = 'met' | 'not-met' | 'cannot-tell'
export interface Opinion {
  /** [sure, possible] days at adequate dose of the current trial; undefined when no dose is known or there is no trial. */
  readonly days: readonly [number, number] | undefined
  readonly percentTaken: number | undefined
  readonly adherence: Kind
  readonly status: string
  readonly rules: Readonly<
    Record<'suicidal-ideation' | 'inadequate-response' | 'no-early-improvement' | 'dose-below-minimum' | 'worsening' | 'silence', Kind>
  >
}
interface Trial {
  readonly agent: Order['agent']
  readonly start: number
  readonly last: number
}

const minimum = { sertraline: 50, escitalopram: 10 } as const // table 4a, lenient

function orderOn({ orders, asOf }: Case, agent: Order['agent'], day: number): Order | undefined {
  return day > asOf ? undefined : orders.find((o) => o.agent === agent && o.from <= day && (o.through === undefined || day <= o.through))
}

/**
 * Taken today or paused for at most 14 days, by an order that is not over; of two agents the one begun last, unless after 42 days
 * (a cross-taper) it never came near its minimum while the other has reached its own.
 */
function currentTrial(c: Case): Trial | undefined {
  const ongoing: Trial[] = []
  for (const agent of ['escitalopram', 'sertraline'] as const) {
    const own = c.orders.filter((o) => o.agent === agent && o.from <= c.asOf)
    if (own.length === 0) continue
    let start: number | undefined
    let last = -Infinity
    for (let day = Math.min(...own.map((o) => o.from)); day <= c.asOf; day += 1) {
      if (!orderOn(c, agent, day)) continue
      if (day - last - 1 > 14) start = day
      last = day
    }
    if (start !== undefined && c.asOf - last <= 14 && orderOn(c, agent, last)?.over === false) ongoing.push({ agent, start, last })
  }
  const doses = ({ agent, start }: Trial, until: number): readonly (number | undefined)[] =>
    c.orders.filter((o) => o.agent === agent && o.from <= until && (o.through ?? until) >= start).map((o) => o.mg)
  const reached = (t: Trial): boolean => doses(t, c.asOf).some((mg) => mg !== undefined && mg >= minimum[t.agent])
  const beside = (t: Trial): boolean =>
    ongoing.some(reached) && c.asOf - t.start > 42 && doses(t, c.asOf - 1).every((mg) => mg !== undefined && mg < minimum[t.agent])
  return ongoing.toSorted((a, b) => (beside(a) ? 0 : 1) - (beside(b) ? 0 : 1) || a.start - b.start).at(-1)
}

export function secondOpinion(c: Case): Opinion {
  const trial = currentTrial(c)
  const { asOf } = c
  const scores = c.scores.filter((s) => s.day <= asOf)
  let sure = 0
  let open = 0
  let anyKnown = false
  let informed = 0
  let taken = 0
  const sureBefore = new Map<number, number>()
  if (trial) {
    for (let day = trial.start; day <= asOf; day += 1) {
      sureBefore.set(day, sure)
      const order = orderOn(c, trial.agent, day)
      if (order?.mg !== undefined) anyKnown = true
      if (day === asOf) break // today is not yet lived through
      if (order && order.mg === undefined) open += 1
      if (order?.mg !== undefined && order.mg >= minimum[trial.agent]) sure += 1
      const answer = c.checkIns.find((k) => k.day === day)?.taken
      if (answer !== undefined) informed += 1
      if (answer === true) taken += 1
    }
  }
  const period = trial ? asOf - trial.start : 28
  const enough = informed > 0 && informed * 2 >= period
  const adherence: Kind = !trial || !enough ? 'cannot-tell' : taken * 100 >= informed * 80 ? 'met' : 'not-met'
  const days = trial && anyKnown ? ([sure, sure + open] as const) : undefined

  // Response: baseline from 28 days before to 7 after the start; latest after it, at most 21 days old.
  const start = trial?.start ?? 0
  const baseline = trial ? scores.findLast((s) => s.day >= start - 28 && s.day <= start + 7) : undefined
  const later = trial ? scores.filter((s) => s.day >= start && (!baseline || s.day > baseline.day)) : []
  const latest = later.at(-1)
  const stale = latest !== undefined && asOf - latest.day > 21
  const atStart = trial ? scores.findLast((s) => s.day >= start - 28 && s.day <= start) : undefined
  const fresh = latest !== undefined && !stale
  const fall = baseline && latest ? baseline.total - latest.total : 0
  const better = (percent: number): boolean => baseline !== undefined && latest !== undefined && fall * 100 >= baseline.total * percent
  const status = (): string => {
    if (!trial) return 'cannot-tell'
    const early = asOf - start < 14
    if (!latest) return early && (baseline !== undefined || asOf <= start + 7) ? 'too-early' : 'cannot-tell'
    if (stale) return 'cannot-tell'
    if (latest.total <= 4) return 'remission'
    const best = Math.min(...later.map((s) => s.total), ...[baseline, atStart].flatMap((s) => (s ? [s.total] : [])))
    if (latest.total - best >= 5) return 'worsening'
    if (!baseline || baseline.total === 0) return 'cannot-tell'
    if (better(50)) return 'response'
    if (early) return 'too-early'
    if (fall < 5) return 'no-response'
    return better(25) ? 'partial-response' : 'no-response'
  }

  const ideation = (): Kind => {
    const answered = scores.filter((s) => s.item9 !== undefined).at(-1)
    if (!answered) return 'cannot-tell'
    if ((answered.item9 ?? 0) >= 1) return 'met'
    return answered !== scores.at(-1) || asOf - answered.day > 28 ? 'cannot-tell' : 'not-met'
  }
  const inadequate = (): Kind => {
    if (!days) return 'cannot-tell'
    if (days[1] < 42) return 'not-met'
    if (fresh && (latest.total <= 4 || better(50))) return 'not-met'
    if (adherence === 'not-met' || !baseline || baseline.total === 0 || !fresh || days[0] < 42) return 'cannot-tell'
    return 'met'
  }
  const early = (): Kind => {
    if (!days) return 'cannot-tell'
    if (days[1] < 14 || days[0] >= 42) return 'not-met'
    if (!baseline || !fresh) return 'cannot-tell'
    if (better(20) || latest.total <= 4) return 'not-met'
    if (baseline.total === 0) return 'cannot-tell'
    return days[0] < 14 || (sureBefore.get(latest.day) ?? 0) < 14 ? 'cannot-tell' : 'met'
  }
  const below = (): Kind => {
    if (!trial) return 'cannot-tell'
    const now = orderOn(c, trial.agent, trial.last)?.mg
    if (now === undefined) return 'cannot-tell'
    if (now >= minimum[trial.agent]) return 'not-met'
    let first = trial.last
    for (let day = trial.last; day >= trial.start; day -= 1) {
      const order = orderOn(c, trial.agent, day)
      if (!order) continue
      if (order.mg === undefined || order.mg >= minimum[trial.agent]) break
      first = day
    }
    return asOf - first >= 28 ? 'met' : 'not-met'
  }
  const worse = (): Kind => {
    const compared = trial ? scores.filter((s) => s.day > start || s === atStart) : scores
    if (compared.length < 2) return 'cannot-tell'
    let best = compared[0]?.total ?? 0
    let raised = false
    for (const { total } of compared.slice(1)) {
      if (total - best >= 5) raised = true
      else if (total - best < 3) raised = false
      best = Math.min(best, total)
    }
    return raised ? 'met' : 'not-met'
  }
  const silence = (): Kind => {
    const reported = c.checkIns.filter((k) => k.day <= asOf).map((k) => k.day)
    const last = reported.length === 0 ? undefined : Math.max(...reported)
    const regular = last !== undefined && reported.filter((day) => day > last - 14).length >= 7
    if (last !== undefined && regular && asOf - last >= 5) return 'met'
    const scored = scores.at(-1)
    const acute = trial !== undefined && (asOf - start < 84 || scored === undefined || scored.total > 4)
    if (acute && asOf - Math.max(start, scored?.day ?? start) >= 28) return 'met'
    const heard = Math.max(last ?? -Infinity, scored?.day ?? -Infinity)
    return !trial && asOf - heard >= 28 ? 'cannot-tell' : 'not-met'
  }
  return {
    days,
    percentTaken: !trial || informed === 0 ? undefined : (taken * 100) / informed,
    adherence,
    status: status(),
    rules: {
      'suicidal-ideation': ideation(),
      'inadequate-response': inadequate(),
      'no-early-improvement': early(),
      'dose-below-minimum': below(),
      worsening: worse(),
      silence: silence(),
    },
  }
}
