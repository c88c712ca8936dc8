/**
 * From the pieces that resources carry to readings: one per administration of a questionnaire (FHIR.md 2.2).
 *
 * A response, a panel, its items and a total are one administration when one names the other. Whatever is left belongs
 * together when it was recorded at the same moment, or on the same day with the same total.
 */
import type { Item9, Reading, ReadingIssue, Rejection, Source } from '#src/clinical/facts.ts'
import { itemisedScales, type ItemisedScale } from '#src/fhir/codes.ts'
import type { ScorePiece } from '#src/fhir/score-pieces.ts'
import { whyNoAnswer, type Answer, type ItemValue, type StatedTotal } from '#src/fhir/score-values.ts'
import { daysBetween, type PartialDate } from '#src/lib/calendar.ts'
import { known, knownCount, unknown, type Known } from '#src/lib/known.ts'

export interface ReadingOptions {
  /** Replace up to two missing PHQ-9 answers by the mean of the others; never item 9. */
  readonly prorateTwoMissing: boolean
}

export interface ReadingsFound {
  readonly readings: readonly Reading[]
  readonly rejected: readonly Rejection[]
}

/**
 * Readings of PHQ-9, PHQ-2 and GAD-7, in no particular order.
 *
 * @param withdrawn references of questionnaire responses and results that were withdrawn: what was derived from them is shown, not judged
 */
export function readingsFromPieces(pieces: readonly ScorePiece[], withdrawn: ReadonlySet<string>, options: ReadingOptions): ReadingsFound {
  const readings: Reading[] = []
  const rejected: Rejection[] = []
  for (const group of administrations(pieces)) {
    const found = readingsOfGroup(group, withdrawn, options)
    readings.push(...found.readings)
    rejected.push(...found.rejected)
  }
  return { readings: withoutDuplicates(readings), rejected }
}

// Grouping --------------------------------------------------------------------------------------------------------------

type Group = readonly ScorePiece[]

function administrations(pieces: readonly ScorePiece[]): readonly Group[] {
  if (pieces.length < 2) return pieces.length === 0 ? [] : [pieces]
  const sorted = pieces.toSorted(bySource)
  return ['phq', 'gad-7'].flatMap((family) => joinLoose(joinRelated(sorted.filter((piece) => piece.family === family))))
}

const bySource = (a: ScorePiece, b: ScorePiece): number => (a.source.ref < b.source.ref ? -1 : a.source.ref > b.source.ref ? 1 : 0)

/** Pieces that name each other, or the same questionnaire response. */
function joinRelated(pieces: readonly ScorePiece[]): readonly Group[] {
  const parent = pieces.map((_, index) => index)
  const root = (index: number): number => {
    let at = index
    while (parent[at] !== at) at = parent[at] ?? at
    return at
  }
  const join = (a: number, b: number): void => {
    const [low, high] = [Math.min(root(a), root(b)), Math.max(root(a), root(b))]
    parent[high] = low
  }
  const byRef = new Map(pieces.map((piece, index) => [piece.source.ref, index]))
  const byOrigin = new Map<string, number>()
  pieces.forEach((piece, index) => {
    for (const origin of piece.derivedFrom) {
      const present = byRef.get(origin)
      const isResponse = origin.startsWith('QuestionnaireResponse/') || origin.startsWith('urn:')
      if (present !== undefined) {
        const target = pieces[present]
        if (isResponse || (target && isNear(piece.date, target.date))) join(index, present)
        continue
      }
      // Other origins, such as a scanned document, can hold several administrations: one per day.
      const key = isResponse ? origin : `${origin}@${piece.date.earliest}`
      const sibling = byOrigin.get(key)
      if (sibling === undefined) byOrigin.set(key, index)
      else join(index, sibling)
    }
    for (const member of piece.members) {
      const present = byRef.get(member)
      const target = present === undefined ? undefined : pieces[present]
      if (present !== undefined && target && isNear(piece.date, target.date)) join(index, present)
    }
  })
  return groupBy(pieces, (_, index) => root(index))
}

/** Within a day of each other: one was written in the patient's zone, the other in the server's. */
function isNear(a: PartialDate, b: PartialDate): boolean {
  return daysBetween(a.latest, b.earliest) <= 1 && daysBetween(b.latest, a.earliest) <= 1
}

function groupBy<T>(values: readonly T[], keyOf: (value: T, index: number) => string | number): readonly (readonly T[])[] {
  const groups = new Map<string | number, T[]>()
  values.forEach((value, index) => {
    const key = keyOf(value, index)
    const group = groups.get(key)
    if (group) group.push(value)
    else groups.set(key, [value])
  })
  return [...groups.values()]
}

/** Single items and totals that nothing connects: items of one moment make one administration, with the one total of that moment. */
function joinLoose(groups: readonly Group[]): readonly Group[] {
  const isLooseItem = (group: Group): boolean => group.length === 1 && (group[0]?.role === 'item' || group[0]?.role === 'difficulty')
  const isLooseTotal = (group: Group): boolean => group.length === 1 && group[0]?.role === 'total' && group[0].answers.length === 0
  const items = groups.filter(isLooseItem).flat()
  if (items.length === 0) return groups
  const totals = groups.filter(isLooseTotal).flat()
  const joined = new Set<ScorePiece>(items)
  const made = groupBy(items, momentOf).map((group): Group => {
    const [first] = group
    const fitting = first ? totals.filter((total) => momentOf(total) === momentOf(first)) : []
    const [total] = fitting
    if (!total || fitting.length > 1) return group
    joined.add(total)
    return [...group, total]
  })
  return [...groups.filter((group) => !group.some((piece) => joined.has(piece))), ...made]
}

function momentOf({ date }: ScorePiece): string {
  return date.instantMs === undefined ? `${date.earliest}-${date.latest}` : `${date.instantMs}ms`
}

// One administration ------------------------------------------------------------------------------------------------------

/** What a group says, once its pieces are put together. */
interface Administration {
  readonly group: Group
  readonly date: PartialDate
  readonly preliminary: boolean
  readonly withdrawnOrigin: string | undefined
  readonly answers: readonly (Answer | undefined)[]
  readonly difficulty: number | undefined
  readonly reporter: Reading['reporter']
  readonly sources: readonly Source[]
  readonly amended: boolean
}

function readingsOfGroup(group: Group, withdrawn: ReadonlySet<string>, options: ReadingOptions): ReadingsFound {
  const administration = putTogether(group, withdrawn)
  const scales = scalesOf(group, administration)
  if (scales.length === 0) {
    const reason = group.every((piece) => piece.role === 'difficulty')
      ? 'the functional difficulty question alone is no reading'
      : `a panel without a value; none of its ${new Set(group.flatMap((piece) => piece.members)).size} members is among the results`
    return { readings: [], rejected: group.map((piece) => ({ source: piece.source.ref, reason })) }
  }
  const readings: Reading[] = []
  const rejected: Rejection[] = []
  for (const scale of scales) {
    const total = totalOf(scale, administration, options)
    readings.push(readingOf(scale, administration, total))
    for (const { ref, reason } of total.invalid) rejected.push({ source: ref, reason })
  }
  return { readings, rejected }
}

function putTogether(group: Group, withdrawn: ReadonlySet<string>): Administration {
  const finals = group.filter((piece) => !piece.standing.preliminary)
  const speaking = finals.some((piece) => piece.totals.length > 0 || piece.answers.length > 0) ? finals : group
  const length = group[0]?.family === 'gad-7' ? 7 : 9
  const given = Array.from({ length }, (): Answer[] => [])
  for (const piece of speaking) for (const { position, answer } of piece.answers) given[position]?.push(answer)
  const answers = given.map(merged)
  const dated = speaking.find((piece) => piece.role !== 'response') ?? speaking[0] ?? group[0]
  if (!dated) throw new Error('an administration has at least one piece')
  return {
    group: speaking,
    date: (speaking.find((piece) => piece.role === 'panel') ?? speaking.find((piece) => piece.role === 'total') ?? dated).date,
    preliminary: speaking.some((piece) => piece.standing.preliminary),
    withdrawnOrigin: speaking.flatMap((piece) => piece.derivedFrom).find((origin) => withdrawn.has(origin)),
    answers: onOneScale(answers),
    difficulty: difficultyOf(speaking),
    reporter: speaking.map((piece) => piece.reporter).find((reporter) => reporter !== 'unknown') ?? 'unknown',
    sources: speaking.map((piece) => piece.source),
    amended: speaking.some((piece) => piece.standing.amended),
  }
}

/** Several answers to one question: the same value, or a contradiction that is not resolved in silence. */
function merged(answers: readonly Answer[]): Answer | undefined {
  const [only] = answers
  if (answers.length < 2 && only?.kind !== 'conflict') return only
  const values = [...new Set(answers.flatMap((a) => (a.kind === 'value' ? [a.value] : a.kind === 'conflict' ? a.values : [])))].toSorted(
    (a, b) => a - b,
  )
  if (values.length > 1) return { kind: 'conflict', values, detail: `recorded as ${values.join(' and as ')}` }
  return answers.find((a) => a.kind === 'value' && a.coded) ?? answers.find((a) => a.kind === 'value') ?? answers[0]
}

/** Bare numbers of which one is off the scale were counted on another scale (1 to 4): none of them is an answer. */
function onOneScale(answers: readonly (Answer | undefined)[]): readonly (Answer | undefined)[] {
  const stray = answers.find((a) => a?.kind === 'off-scale')
  if (stray?.kind !== 'off-scale') return answers
  const reason = `another answer, ${stray.reason}, so the scale is not 0 to 3`
  return answers.map((a) => (a?.kind === 'value' && !a.coded ? { kind: 'unreadable', reason } : a))
}

function difficultyOf(group: Group): number | undefined {
  const answer = merged(group.flatMap((piece) => (piece.difficulty ? [piece.difficulty] : [])))
  return answer?.kind === 'value' ? answer.value : undefined
}

/** Which scales a group is an administration of: what its totals and panels say, else what its items can only be. */
function scalesOf(group: Group, { answers }: Administration): readonly ItemisedScale[] {
  const named = [...new Set(group.flatMap((piece) => [...piece.totals.map((t) => t.scale), ...piece.panels]))]
  const answered = answers.flatMap((answer, position) => (answer ? [position] : []))
  const { phq9, phq2, gad7 } = itemisedScales
  if (named.length === 0) {
    if (answered.length === 0) return []
    if (group[0]?.family === 'gad-7') return [gad7]
    return [answered.every((position) => position < 2) ? phq2 : phq9]
  }
  const withContent = named.filter((scale) => answered.length > 0 || group.some((piece) => piece.totals.some((t) => t.scale === scale)))
  const beyondPhq2 = answered.some((position) => position >= 2)
  const hasFullScale = withContent.some((scale) => scale.family === 'phq' && scale !== phq2)
  return withContent.includes(phq2) && beyondPhq2 && !hasFullScale ? [...withContent, phq9] : withContent
}

interface TotalFound {
  readonly total: Known<number>
  readonly issues: readonly ReadingIssue[]
  /** Contradicts itself, or was sent as something that is no score. */
  readonly doubtful: boolean
  readonly invalid: readonly { readonly ref: string; readonly reason: string }[]
}

function totalOf(scale: ItemisedScale, administration: Administration, options: ReadingOptions): TotalFound {
  const stated = administration.group.flatMap((piece) =>
    piece.totals.filter((t) => t.scale === scale).map((t) => ({ ref: piece.source.ref, stated: t.stated })),
  )
  const numbers = [...new Set(stated.flatMap((t) => (t.stated.kind === 'number' ? [t.stated.value] : [])))].toSorted((a, b) => a - b)
  const [number] = numbers
  const computed = computedTotal(scale, administration.answers)
  const invalid = number === undefined && computed === undefined ? stated.flatMap(invalidOf) : []
  const issues: ReadingIssue[] = []
  if (computed !== undefined) {
    for (const other of numbers) if (other !== computed) issues.push({ kind: 'total-differs-from-items', stated: other, computed })
    for (const { reason } of stated.flatMap(invalidOf)) issues.push({ kind: 'other', detail: `stated total: ${reason}` })
    return { total: knownCount(computed), issues, doubtful: false, invalid }
  }
  if (numbers.length > 1) {
    const detail = `stated totals ${numbers.join(' and ')} contradict each other`
    return { total: unknown(detail), issues: [{ kind: 'other', detail }], doubtful: true, invalid }
  }
  if (number !== undefined) {
    // A total over answers counted from 1 to 4 is nine points too high: 17 would be 8.
    const stray = administration.answers.find((answer) => answer?.kind === 'off-scale')
    if (stray?.kind === 'off-scale') {
      const detail = `stated total ${number} rests on another scale: ${stray.reason}`
      return { total: unknown(detail), issues: [{ kind: 'other', detail }], doubtful: true, invalid }
    }
    const impossible = whyImpossible(scale, number, administration.answers)
    if (impossible !== undefined)
      return { total: unknown(impossible), issues: [{ kind: 'other', detail: impossible }], doubtful: true, invalid }
    if (administration.answers.every((answer) => answer === undefined)) issues.push({ kind: 'total-without-items' })
    return { total: knownCount(number), issues, doubtful: false, invalid }
  }
  const [bad] = invalid
  if (bad) return { total: unknown(bad.reason), issues: [{ kind: 'other', detail: bad.reason }], doubtful: true, invalid }
  const prorated = scale === itemisedScales.phq9 && options.prorateTwoMissing ? proratedTotal(administration.answers) : undefined
  if (prorated) return { total: known(prorated.total), issues: [{ kind: 'prorated', missing: prorated.missing }], doubtful: false, invalid }
  const absent = stated.find((t) => t.stated.kind === 'absent')?.stated
  return {
    total: unknown(absent?.kind === 'absent' ? absent.reason : whyNoTotal(scale, administration.answers)),
    issues,
    doubtful: false,
    invalid,
  }
}

function invalidOf({ ref, stated }: { ref: string; stated: StatedTotal }): readonly { ref: string; reason: string }[] {
  return stated.kind === 'invalid' ? [{ ref, reason: stated.reason }] : []
}

/** Why a stated total cannot be one of these answers, whatever was answered to those that cannot be read; undefined when it can. */
function whyImpossible({ itemCount }: ItemisedScale, stated: number, answers: readonly (Answer | undefined)[]): string | undefined {
  if (itemCount === undefined) return undefined
  const values = answers.slice(0, itemCount).flatMap((answer) => (answer?.kind === 'value' ? [answer.value] : []))
  const least = values.reduce<number>((sum, value) => sum + value, 0)
  const most = least + (itemCount - values.length) * HIGHEST_ANSWER
  if (stated >= least && stated <= most) return undefined
  return `stated total ${stated} contradicts its answers: ${values.length} of ${itemCount} can be read, which makes ${least} to ${most}`
}

/** "Nearly every day", on every scale whose items are read. */
const HIGHEST_ANSWER = 3

/** The sum of the items; undefined unless every one has a value. */
function computedTotal(scale: ItemisedScale, answers: readonly (Answer | undefined)[]): number | undefined {
  if (scale.itemCount === undefined) return undefined
  let sum = 0
  for (let position = 0; position < scale.itemCount; position += 1) {
    const answer = answers[position]
    if (answer?.kind !== 'value') return undefined
    sum += answer.value
  }
  return sum
}

/**
 * Mean of the answered items times nine, when one or two are missing and item 9 is not among them.
 * Source: Arrieta 2017, doi 10.1002/jclp.22390; never imputing item 9 is a choice of this project.
 */
function proratedTotal(answers: readonly (Answer | undefined)[]): { total: number; missing: readonly number[] } | undefined {
  const values = answers.flatMap((a) => (a?.kind === 'value' ? [a.value] : []))
  const missing = answers.flatMap((a, position) => (a?.kind === 'value' ? [] : [position + 1]))
  const blank = answers.every((a) => a === undefined || a.kind === 'value' || a.kind === 'absent')
  if (!blank || missing.length === 0 || missing.length > 2 || missing.includes(9)) return undefined
  return { total: (values.reduce<number>((a, b) => a + b, 0) * 9) / values.length, missing }
}

function whyNoTotal(scale: ItemisedScale, answers: readonly (Answer | undefined)[]): string {
  const count = scale.itemCount ?? answers.length
  const answered = answers.slice(0, count).filter((a) => a?.kind === 'value').length
  return `${answered} of ${count} questions can be read, and no total was sent`
}

function readingOf(scale: ItemisedScale, administration: Administration, found: TotalFound): Reading {
  const { answers, date } = administration
  const own = scale.itemCount === undefined ? answers : answers.slice(0, scale.itemCount)
  const asked = own.some((answer) => answer !== undefined)
  const conflicts = own.flatMap((answer, position): ReadingIssue[] =>
    answer?.kind === 'conflict' ? [{ kind: 'conflicting-item', item: position + 1, detail: answer.detail }] : [],
  )
  const missing = own.flatMap((answer, position) => (answer === undefined || answer.kind === 'absent' ? [position + 1] : []))
  const unreadable = own.flatMap((answer, position): ReadingIssue[] =>
    answer?.kind === 'unreadable' || answer?.kind === 'off-scale'
      ? [{ kind: 'other', detail: `item ${position + 1}: ${answer.reason}` }]
      : [],
  )
  const issues: ReadingIssue[] = [...found.issues, ...conflicts, ...unreadable]
  if (asked && missing.length > 0 && !found.issues.some((issue) => issue.kind === 'prorated'))
    issues.push({ kind: 'missing-items', items: missing })
  if (administration.preliminary) issues.push({ kind: 'preliminary' })
  if (administration.amended) issues.push({ kind: 'amended' })
  if (date.precision !== 'day') issues.push({ kind: 'partial-date', precision: date.precision })
  if (administration.withdrawnOrigin !== undefined)
    issues.push({ kind: 'other', detail: `derived from ${administration.withdrawnOrigin}, which was withdrawn` })
  return {
    instrument: scale.instrument,
    date,
    total: found.total,
    items: asked ? own.map((answer) => (answer?.kind === 'value' ? answer.value : undefined)) : [],
    item9:
      scale.family === 'phq' && scale !== itemisedScales.phq2
        ? item9Of(answers)
        : { kind: 'not-assessed', reason: `${scale.title} does not ask it` },
    difficulty: scale.family === 'phq' ? administration.difficulty : undefined,
    usable:
      !administration.preliminary &&
      date.precision === 'day' &&
      conflicts.length === 0 &&
      !found.doubtful &&
      administration.withdrawnOrigin === undefined,
    reporter: administration.reporter,
    sources: administration.sources,
    issues: issues.length === 0 ? none : issues,
  }
}

/** Shared by all readings, as `none` is: thousands of them say the same. */
const answered: Readonly<Record<ItemValue, Item9>> = {
  0: { kind: 'answered', value: 0 },
  1: { kind: 'answered', value: 1 },
  2: { kind: 'answered', value: 2 },
  3: { kind: 'answered', value: 3 },
}
const none: readonly never[] = []

/** A contradiction about item 9 is shown as the worse answer: missing a risk is the greater harm. The reading stays unusable. */
function item9Of(answers: readonly (Answer | undefined)[]): Item9 {
  const answer = answers[8]
  if (answer?.kind === 'value') return answered[answer.value]
  if (answer?.kind === 'conflict') {
    const worst = asItem9(Math.max(...answer.values))
    if (worst !== undefined) return answered[worst]
  }
  if (answers.every((a) => a === undefined)) return { kind: 'not-assessed', reason: 'only a total was recorded' }
  return {
    kind: 'not-assessed',
    reason: answer === undefined ? 'item 9 was not recorded' : (whyNoAnswer(answer) ?? 'item 9 was not recorded'),
  }
}

function asItem9(value: number): ItemValue | undefined {
  return value >= 3 ? 3 : value === 2 || value === 1 || value === 0 ? value : undefined
}

// Duplicates --------------------------------------------------------------------------------------------------------------

/** Same instrument, same day, same total, and nothing that tells them apart: one administration recorded twice. */
function withoutDuplicates(readings: readonly Reading[]): readonly Reading[] {
  const kept: Reading[] = []
  const byKey = new Map<string, number[]>()
  for (const reading of readings.toSorted(preferred)) {
    if (reading.total.kind === 'unknown' || reading.date.precision !== 'day') {
      kept.push(reading)
      continue
    }
    const key = `${reading.instrument}|${reading.date.earliest}|${reading.total.value}`
    const rivals = byKey.get(key) ?? []
    const twin = rivals.find((index) => isSameAnswers(kept[index], reading))
    const original = twin === undefined ? undefined : kept[twin]
    if (twin === undefined || original === undefined) {
      byKey.set(key, [...rivals, kept.length])
      kept.push(reading)
    } else {
      kept[twin] = { ...original, sources: [...original.sources, ...reading.sources], issues: withDuplicateNoted(original, reading) }
    }
  }
  return kept
}

/** The reading with items first, then the one that may be judged, then by reference. */
function preferred(a: Reading, b: Reading): number {
  const items = countItems(b) - countItems(a)
  if (items !== 0) return items
  if (a.usable !== b.usable) return a.usable ? -1 : 1
  return refOf(a) < refOf(b) ? -1 : 1
}

const countItems = (reading: Reading): number => reading.items.filter((item) => item !== undefined).length
const refOf = (reading: Reading): string => reading.sources[0]?.ref ?? ''

function isSameAnswers(kept: Reading | undefined, reading: Reading): boolean {
  if (!kept || (reading.usable && !kept.usable)) return false
  return reading.items.every((item, position) => item === undefined || item === kept.items[position])
}

/** A bare total beside the items that make it is no oddity; two of the same kind are. */
function withDuplicateNoted(original: Reading, reading: Reading): readonly ReadingIssue[] {
  const alike = (countItems(original) === 0) === (countItems(reading) === 0)
  return alike ? [...original.issues, { kind: 'possible-duplicate', of: refOf(reading) }] : original.issues
}
