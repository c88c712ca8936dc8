/**
 * What every setting means: unit, permitted range, source and tag. The one place that a deployment's `config.json` is checked
 * against, and that the printed rule book lists. A setting without a row here does not compile.
 */
import type { ClinicalSettings } from '#src/clinical/settings.ts'
import { canmat, choice, cited, sourceDocument } from '#src/clinical/sources.ts'
import type { Citation } from '#src/clinical/verdict.ts'

/** "rules.worsening.points": the path of every setting that is a value. */
export type SettingPath = Leaves<ClinicalSettings>

type Leaves<T> = {
  [K in keyof T & string]: T[K] extends string | number | boolean ? K : `${K}.${Leaves<T[K]>}`
}[keyof T & string]

export type Parameter = {
  readonly meaning: string
  readonly citation: Citation
} & (
  | {
      readonly kind: 'number'
      readonly unit: string
      /** Both inclusive. */
      readonly min: number
      readonly max: number
      readonly whole: boolean
    }
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  | { readonly kind: 'yes-no' }
)

function whole(unit: string, min: number, max: number, meaning: string, citation: Citation): Parameter {
  return { kind: 'number', unit, min, max, whole: true, meaning, citation }
}

function fraction(unit: string, min: number, max: number, meaning: string, citation: Citation): Parameter {
  return { kind: 'number', unit, min, max, whole: false, meaning, citation }
}

const lowe = cited('Löwe 2004, Med Care 42:1194: 5 points exceed measurement error', 'S')
const fibser = cited('FIBSER, PMC8382305 Table A2', 'S')
const own = choice('for a clinical owner to confirm')

export const parameters: Readonly<Record<SettingPath, Parameter>> = {
  doseColumn: {
    kind: 'choice',
    choices: ['lenient', 'strict'],
    meaning: 'Minimum effective dose: the lower (lenient) or the higher (strict) of the published lower bounds',
    citation: choice('where publications disagree the lower bound is the default'),
  },
  resistanceDefinition: {
    kind: 'choice',
    choices: ['source-document', 'sforzini-2022', 'rybak-2021', 'gaddey-2024'],
    meaning: 'Definition of treatment resistance that the queue uses; the others are shown beside it',
    citation: sourceDocument('clinical definition'),
  },
  prorateTwoMissing: {
    kind: 'yes-no',
    meaning: 'One or two missing PHQ-9 answers are replaced by the mean of the others; never item 9',
    citation: cited('Arrieta 2017, doi 10.1002/jclp.22390; off by default is a choice of this project', 'S'),
  },
  'trial.gapDays': whole('days', 1, 60, 'A gap longer than this ends a trial; a shorter one pauses its clock', own),
  'trial.adequateDays': whole(
    'days',
    14,
    84,
    'Days at an adequate dose that make a trial adequate',
    sourceDocument('6 to 8 weeks at a therapeutic dose'),
  ),
  'trial.augmentationDays': whole(
    'days',
    1,
    84,
    'Days that two agents surely run together before the second is an augmentation; while both go on it is one from its first day',
    own,
  ),
  'trial.orderValidDays': whole('days', 30, 730, 'An active order without any sign of renewal says nothing certain after this', own),
  'trial.supplyGraceDays': whole('days', 0, 60, 'Added to the end of a last supply as the latest possible end', own),
  'trial.crossTaperDays': whole('days', 7, 84, 'An older agent that ends within this of the newer one’s start was cross-tapered', own),
  'trial.remissionDays': whole(
    'days',
    14,
    183,
    'Remission of this length ends an episode',
    cited('DSM-5, 2 months, as in CANMAT 2023 Q.5.b; 60 days taken', 'S'),
  ),
  'trial.episodeGapDays': whole('days', 60, 730, 'Longest stretch without a PHQ-9 in which an episode is taken to have gone on', own),
  'dose.olderFromYears': whole(
    'years',
    55,
    80,
    'Age from which a label’s limit for older adults applies, where it names no age',
    choice('labels for escitalopram, paroxetine and gepirone say "elderly"'),
  ),
  'adherence.metPercent': whole(
    '%',
    50,
    100,
    'Share of the days with information that must be taken',
    cited('Proportion of days covered, J Manag Care Spec Pharm 2021;27:223', 'S'),
  ),
  'adherence.informedPercent': whole('%', 0, 100, 'Share of the days that must have information', own),
  'adherence.recentDays': whole('days', 7, 90, 'Days looked back at beside the whole trial', own),
  'adherence.clearsAtPercent': whole('%', 50, 100, 'A finding of low adherence keeps its first day until adherence is back at this', own),
  'response.baselineDaysBefore': whole('days', 0, 90, 'Earliest baseline before the start of a trial', own),
  'response.baselineDaysAfter': whole('days', 0, 14, 'Latest baseline after the start of a trial', own),
  'response.staleAfterDays': whole('days', 7, 90, 'A latest reading older than this says nothing about now', own),
  'response.reliableChangePoints': whole('points of PHQ-9', 1, 10, 'Least change that exceeds measurement error', lowe),
  'response.responsePercent': whole('%', 1, 99, 'Fall from baseline that is a response', canmat('Q.5.b')),
  'response.partialPercent': whole('%', 1, 98, 'Fall from baseline that is a partial response', cited('ICSI, 25 to 49 %', 'S')),
  'response.remissionMax': whole('points of PHQ-9', 0, 9, 'Highest total in remission', canmat('Q.5.b')),
  'response.tooEarlyDays': whole('days', 0, 42, 'Before this day of a trial partial and no response are too early to tell', own),
  'rules.suicidalIdeation.item9AtLeast': whole(
    'of 3',
    1,
    1,
    'PHQ-9 item 9 answer that is shown first; cannot be raised',
    cited('prompt review: CANMAT 2023 Q.2.c; any answer above 0 is common practice', 'I'),
  ),
  'rules.suicidalIdeation.cssrsAtLeast': whole(
    'C-SSRS risk (1 low, 2 moderate, 3 high)',
    1,
    2,
    'C-SSRS screener risk that is shown first; cannot be raised above moderate',
    cited('C-SSRS triage, cssrs.columbia.edu; which step is shown first is this project’s choice', 'I'),
  ),
  'rules.inadequateResponse.fromDay': whole('days', 14, 84, 'First day of the decision window', sourceDocument('6 to 8 weeks')),
  'rules.inadequateResponse.overdueAfterDay': whole('days', 14, 180, 'Last day of the decision window', sourceDocument('6 to 8 weeks')),
  'rules.inadequateResponse.lessThanPercent': whole('%', 1, 99, 'Improvement below which a response is inadequate', canmat('Q.5.b')),
  'rules.inadequateResponse.nonePercent': whole(
    '%',
    1,
    99,
    'Improvement below which there is no response, from which it is partial',
    cited('ICSI 25 to 49 %; Sforzini 2022 < 25 %', 'S'),
  ),
  'rules.noEarlyImprovement.fromDay': whole('days', 7, 42, 'First day at dose on which improvement is asked for', canmat('Q.5.b, Q.7.d')),
  'rules.noEarlyImprovement.throughDay': whole('days', 14, 56, 'Last day before it asks for a decision', canmat('Q.5.b, Q.7.d')),
  'rules.noEarlyImprovement.lessThanPercent': whole('%', 1, 50, 'Improvement that counts as early', canmat('Q.5.b, Q.7.d')),
  'rules.doseBelowMinimum.days': whole('days', 7, 84, 'Days below the minimum effective dose', own),
  'rules.worsening.points': whole('points of PHQ-9', 1, 15, 'Rise above the best or the baseline of the trial', lowe),
  'rules.worsening.clearsBelowPoints': whole('points of PHQ-9', 1, 15, 'Rise below which a worsening is over', own),
  'rules.relapse.fromTotal': whole(
    'points of PHQ-9',
    5,
    20,
    'Total that is a relapse after remission',
    choice('moderate band; counterpart of QIDS-SR16 11 or more, Rush 2006'),
  ),
  'rules.relapse.clearsBelowTotal': whole('points of PHQ-9', 1, 20, 'Total below which a relapse is over', own),
  'rules.relapse.remissionWithinDays': whole('days', 28, 1095, 'How long ago the remission may be', own),
  'rules.sideEffectBurden.addressFrom': whole('FIBSER points of 6', 1, 6, 'Burden to address', fibser),
  'rules.sideEffectBurden.changeFrom': whole('FIBSER points of 6', 1, 6, 'Burden at which treatment is changed', fibser),
  'rules.sideEffectBurden.dailyAddressFrom': fraction('of 10', 1, 10, 'Mean daily burden to address', own),
  'rules.sideEffectBurden.dailyChangeFrom': fraction('of 10', 1, 10, 'Mean daily burden that asks for a decision', own),
  'rules.sideEffectBurden.withinDays': whole('days', 7, 90, 'How old a FIBSER may be', own),
  'rules.sideEffectBurden.hysteresisPoints': fraction(
    'points',
    0,
    3,
    'A finding keeps its first day until the burden is lower by more',
    own,
  ),
  'rules.lowAdherence.fromDay': whole('days', 7, 42, 'First day of a trial on which adherence is judged', own),
  'rules.silence.checkInDays': whole('days', 2, 28, 'Days without a check-in by a regular reporter', own),
  'rules.silence.regularAtLeast': whole('check-ins', 1, 28, 'Check-ins that make a regular reporter', own),
  'rules.silence.regularWithinDays': whole('days', 1, 28, 'Days up to the last check-in in which they fell', own),
  'rules.silence.phq9Days': whole('days', 7, 90, 'Days without a PHQ-9 in an acute phase', canmat('Q.5.c: every 2 to 4 weeks')),
  'rules.silence.acutePhaseDays': whole('days', 28, 365, 'First days of a trial that are an acute phase', own),
  'rules.possibleResistance.failedTrials': whole(
    'trials',
    2,
    5,
    'Failed adequate trials of different agents',
    sourceDocument('at least two'),
  ),
  'rules.possibleBipolarity.rmsAtLeast': whole(
    'of 6',
    1,
    6,
    'Rapid Mood Screener, answers yes',
    cited('McIntyre 2021, Curr Med Res Opin 37:135', 'S'),
  ),
  'rules.possibleBipolarity.mdqAtLeast': whole(
    'of 13',
    1,
    13,
    'Mood Disorder Questionnaire, answers yes',
    cited('Hirschfeld 2000, as in medicalalgorithms; 5 or more is more sensitive, PMC7006979', 'S'),
  ),
  'rules.possibleBipolarity.sleepDropHours': fraction('hours', 0.5, 8, 'Less sleep, mean of a week against the week before the step', own),
  'rules.possibleBipolarity.energyRisePoints': fraction(
    'of 10',
    0.5,
    10,
    'More energy, mean of a week against the week before the step',
    own,
  ),
  'rules.possibleBipolarity.withinDays': whole('days', 7, 84, 'Days after a start or step in which activation is looked for', own),
  'rules.noBaseline.graceDays': whole('days', 0, 28, 'Days of a trial before a missing baseline is reported', own),
}

/** Pairs that must not cross: the first is never above the second. */
export const orderedPairs: readonly (readonly [SettingPath, SettingPath])[] = [
  ['response.partialPercent', 'response.responsePercent'],
  ['response.remissionMax', 'rules.relapse.clearsBelowTotal'],
  ['adherence.metPercent', 'adherence.clearsAtPercent'],
  ['rules.inadequateResponse.nonePercent', 'rules.inadequateResponse.lessThanPercent'],
  ['rules.inadequateResponse.fromDay', 'rules.inadequateResponse.overdueAfterDay'],
  ['rules.noEarlyImprovement.fromDay', 'rules.noEarlyImprovement.throughDay'],
  ['rules.noEarlyImprovement.throughDay', 'rules.inadequateResponse.fromDay'],
  ['rules.worsening.clearsBelowPoints', 'rules.worsening.points'],
  ['rules.relapse.clearsBelowTotal', 'rules.relapse.fromTotal'],
  ['rules.sideEffectBurden.addressFrom', 'rules.sideEffectBurden.changeFrom'],
  ['rules.sideEffectBurden.dailyAddressFrom', 'rules.sideEffectBurden.dailyChangeFrom'],
  ['rules.silence.regularAtLeast', 'rules.silence.regularWithinDays'],
]
