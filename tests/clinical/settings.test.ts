/** The defaults, typed again by hand from the clinical reference and the issue that orders them. */
import { expect, test } from 'vitest'
import { defaultSettings } from '#src/clinical/settings.ts'

test('the defaults', () => {
  expect(defaultSettings).toEqual({
    doseColumn: 'lenient', // the deployment chooses; lenient by default
    resistanceDefinition: 'source-document',
    prorateTwoMissing: false, // off by default; item 9 is never imputed
    trial: {
      gapDays: 14, // more than 14 days ends a trial
      adequateDays: 42, // 6 weeks, the lower end of the source document's 6 to 8
      augmentationDays: 14,
      orderValidDays: 365,
      supplyGraceDays: 14,
      crossTaperDays: 42,
      remissionDays: 60, // DSM-5: 2 months
      episodeGapDays: 180,
    },
    dose: { olderFromYears: 65 },
    adherence: { metPercent: 80, informedPercent: 50, recentDays: 28, clearsAtPercent: 85 },
    response: {
      baselineDaysBefore: 28,
      baselineDaysAfter: 7,
      staleAfterDays: 21,
      reliableChangePoints: 5, // Löwe 2004
      responsePercent: 50, // CANMAT 2023
      partialPercent: 25, // ICSI
      remissionMax: 4, // CANMAT 2023
      tooEarlyDays: 14,
    },
    rules: {
      suicidalIdeation: { item9AtLeast: 1, cssrsAtLeast: 2 },
      inadequateResponse: { fromDay: 42, overdueAfterDay: 56, lessThanPercent: 50, nonePercent: 25 },
      noEarlyImprovement: { fromDay: 14, throughDay: 28, lessThanPercent: 20 }, // CANMAT 2023 Q.5.b
      doseBelowMinimum: { days: 28 },
      worsening: { points: 5, clearsBelowPoints: 3 },
      relapse: { fromTotal: 10, clearsBelowTotal: 8, remissionWithinDays: 365 },
      sideEffectBurden: { addressFrom: 3, changeFrom: 5, dailyAddressFrom: 5, dailyChangeFrom: 8, withinDays: 28, hysteresisPoints: 1 }, // FIBSER
      lowAdherence: { fromDay: 14 },
      silence: { checkInDays: 5, regularAtLeast: 7, regularWithinDays: 14, phq9Days: 28, acutePhaseDays: 84 },
      possibleResistance: { failedTrials: 2 },
      possibleBipolarity: { rmsAtLeast: 4, mdqAtLeast: 7, sleepDropHours: 1.5, energyRisePoints: 2, withinDays: 28 },
      noBaseline: { graceDays: 7 },
    },
  })
})
