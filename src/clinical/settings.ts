/**
 * The numbers a deployment may change, with their defaults. Units are in the names.
 * What each means, its range and its source stand in `parameters.ts`; `public/config.json` overrides them.
 */

export type DefinitionId = 'source-document' | 'sforzini-2022' | 'rybak-2021' | 'gaddey-2024'

export interface ClinicalSettings {
  /** Which minimum effective dose column: the lower or the higher of the published lower bounds. */
  readonly doseColumn: 'lenient' | 'strict'
  readonly resistanceDefinition: DefinitionId
  /** Replace up to two missing PHQ-9 answers (never item 9) by the mean of the others. */
  readonly prorateTwoMissing: boolean
  readonly trial: {
    /** A gap longer than this ends a trial; a shorter one pauses its clock. */
    readonly gapDays: number
    /** Days at adequate dose that make a trial adequate. */
    readonly adequateDays: number
    /** A second agent running beside the first for this long is an augmentation, not a cross-taper. */
    readonly augmentationDays: number
    /** An active order without renewal, dispense or later order says nothing about the days after this many. */
    readonly orderValidDays: number
    /** Added to the end of a last supply as the latest possible end. */
    readonly supplyGraceDays: number
    /** An older antidepressant that ends within this many days of the newer one's start was cross-tapered, not augmented. */
    readonly crossTaperDays: number
    /** Remission that lasts this long ends an episode. */
    readonly remissionDays: number
    /** A stretch without any PHQ-9 longer than this leaves open whether an episode went on. */
    readonly episodeGapDays: number
  }
  readonly dose: {
    /** Age from which the limits that labels give for older adults apply, where the label names no age. */
    readonly olderFromYears: number
  }
  readonly adherence: {
    readonly metPercent: number
    /** Least share of days that must have information. */
    readonly informedPercent: number
    /** Days looked back at beside the whole trial. */
    readonly recentDays: number
    /** A finding of low adherence keeps its first day until adherence reaches this again. */
    readonly clearsAtPercent: number
  }
  readonly response: {
    readonly baselineDaysBefore: number
    readonly baselineDaysAfter: number
    readonly staleAfterDays: number
    readonly reliableChangePoints: number
    readonly responsePercent: number
    readonly partialPercent: number
    readonly remissionMax: number
    /** Before this many days of trial, partial and no response are "too early". */
    readonly tooEarlyDays: number
  }
  readonly rules: {
    readonly suicidalIdeation: {
      readonly item9AtLeast: number
      /** C-SSRS screener: 1 low, 2 moderate, 3 high. */
      readonly cssrsAtLeast: number
    }
    readonly inadequateResponse: {
      readonly fromDay: number
      readonly overdueAfterDay: number
      readonly lessThanPercent: number
      readonly nonePercent: number
    }
    readonly noEarlyImprovement: { readonly fromDay: number; readonly throughDay: number; readonly lessThanPercent: number }
    readonly doseBelowMinimum: { readonly days: number }
    readonly worsening: { readonly points: number; readonly clearsBelowPoints: number }
    readonly relapse: { readonly fromTotal: number; readonly clearsBelowTotal: number; readonly remissionWithinDays: number }
    readonly sideEffectBurden: {
      readonly addressFrom: number
      readonly changeFrom: number
      readonly dailyAddressFrom: number
      readonly dailyChangeFrom: number
      readonly withinDays: number
      /** A finding keeps its first day until the burden is lower than its limit by more than this. */
      readonly hysteresisPoints: number
    }
    readonly lowAdherence: { readonly fromDay: number }
    readonly silence: {
      readonly checkInDays: number
      readonly regularAtLeast: number
      readonly regularWithinDays: number
      readonly phq9Days: number
      /** A trial younger than this, or any trial not in remission, is in its acute phase. */
      readonly acutePhaseDays: number
    }
    readonly possibleResistance: { readonly failedTrials: number }
    readonly possibleBipolarity: {
      readonly rmsAtLeast: number
      readonly mdqAtLeast: number
      readonly sleepDropHours: number
      readonly energyRisePoints: number
      readonly withinDays: number
    }
    readonly noBaseline: { readonly graceDays: number }
  }
}

export const defaultSettings: ClinicalSettings = {
  doseColumn: 'lenient',
  resistanceDefinition: 'source-document',
  prorateTwoMissing: false,
  trial: {
    gapDays: 14,
    adequateDays: 42,
    augmentationDays: 14,
    orderValidDays: 365,
    supplyGraceDays: 14,
    crossTaperDays: 42,
    remissionDays: 60,
    episodeGapDays: 180,
  },
  dose: { olderFromYears: 65 },
  adherence: { metPercent: 80, informedPercent: 50, recentDays: 28, clearsAtPercent: 85 },
  response: {
    baselineDaysBefore: 28,
    baselineDaysAfter: 7,
    staleAfterDays: 21,
    reliableChangePoints: 5,
    responsePercent: 50,
    partialPercent: 25,
    remissionMax: 4,
    tooEarlyDays: 14,
  },
  rules: {
    suicidalIdeation: { item9AtLeast: 1, cssrsAtLeast: 2 },
    inadequateResponse: { fromDay: 42, overdueAfterDay: 56, lessThanPercent: 50, nonePercent: 25 },
    noEarlyImprovement: { fromDay: 14, throughDay: 28, lessThanPercent: 20 },
    doseBelowMinimum: { days: 28 },
    worsening: { points: 5, clearsBelowPoints: 3 },
    relapse: { fromTotal: 10, clearsBelowTotal: 8, remissionWithinDays: 365 },
    sideEffectBurden: { addressFrom: 3, changeFrom: 5, dailyAddressFrom: 5, dailyChangeFrom: 8, withinDays: 28, hysteresisPoints: 1 },
    lowAdherence: { fromDay: 14 },
    silence: { checkInDays: 5, regularAtLeast: 7, regularWithinDays: 14, phq9Days: 28, acutePhaseDays: 84 },
    possibleResistance: { failedTrials: 2 },
    possibleBipolarity: { rmsAtLeast: 4, mdqAtLeast: 7, sleepDropHours: 1.5, energyRisePoints: 2, withinDays: 28 },
    noBaseline: { graceDays: 7 },
  },
}
