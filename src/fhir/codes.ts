/**
 * Every code Remit reads, with what it means to Remit.
 *
 * LOINC codes are from `FHIR.md` 1.1 to 1.3 (2020 LOINC table); a test holds each against its check digit and against the
 * verified table. Codes seen in public code and known to be false are not here and must not be added.
 */
import { system } from '#src/fhir/coding.ts'
import type { LabResult, Screen } from '#src/clinical/facts.ts'
import type { Instrument } from '#src/clinical/scales.ts'

export const loinc = {
  phq9Panel: '44249-1',
  phq9Total: '44261-6',
  phq9Item1: '44250-9',
  phq9Item2: '44255-8',
  phq9Item3: '44259-0',
  phq9Item4: '44254-1',
  phq9Item5: '44251-7',
  phq9Item6: '44258-2',
  phq9Item7: '44252-5',
  phq9Item8: '44253-3',
  phq9Item9: '44260-8',
  phq9Difficulty: '69722-7',
  /** Deprecated severity band: never read as a score, bands are computed. */
  phq9Interpretation: '44262-4',
  phq9TeenPanel: '89206-7',
  phq9TeenTotal: '89204-2',
  phq9InterviewPanel: '54635-8',
  phq9InterviewTotal: '54654-9',
  phq9OasisPresence: '86843-0',
  phq9OasisFrequency: '86844-8',
  phq2Panel: '55757-9',
  phq2Total: '55758-7',
  gad7Panel: '69737-5',
  gad7Total: '70274-6',
  gad7Item1: '69725-0',
  gad7Item2: '68509-9',
  gad7Item3: '69733-4',
  gad7Item4: '69734-2',
  gad7Item5: '69735-9',
  gad7Item6: '69689-8',
  gad7Item7: '69736-7',
  cssrsPanel: '93373-9',
  cssrsQuestion1: '93246-7',
  cssrsQuestion2: '93247-5',
  cssrsQuestion3: '93248-3',
  cssrsQuestion4: '93249-1',
  cssrsQuestion5: '93250-9',
  cssrsQuestion6: '93267-3',
  cssrsRisk: '93374-7',
  auditCPanel: '72109-2',
  auditCTotal: '75626-2',
  mdqPanel: '85102-2',
  sleepDuration: '93832-4',
  smokingStatus: '72166-2',
  tsh: '3016-3',
  haemoglobin: '718-7',
  ferritin: '2276-4',
  sodium: '2951-2',
  lithiumLevel: '14334-7',
  cyp2c19: '79714-2',
  cyp2d6: '79715-9',
} as const

/** LOINC answer codes. */
export const loincAnswer = {
  notAtAll: 'LA6568-5',
  severalDays: 'LA6569-3',
  moreThanHalfTheDays: 'LA6570-1',
  nearlyEveryDay: 'LA6571-9',
  notDifficult: 'LA6572-7',
  somewhatDifficult: 'LA6573-5',
  veryDifficult: 'LA6575-0',
  extremelyDifficult: 'LA6574-3',
  yes: 'LA33-6',
  no: 'LA32-8',
} as const

/** 0..3 of an item answer; undefined for a code that is no PHQ or GAD answer. Source: US Core PHQ-9 Questionnaire, optionPrefix. */
export function itemAnswerOf(code: string): 0 | 1 | 2 | 3 | undefined {
  switch (code) {
    case loincAnswer.notAtAll:
      return 0
    case loincAnswer.severalDays:
      return 1
    case loincAnswer.moreThanHalfTheDays:
      return 2
    case loincAnswer.nearlyEveryDay:
      return 3
    default:
      return undefined
  }
}

/** 0..3 of an answer to the functional difficulty question; undefined for any other code, and for the answers of an item. */
export function difficultyAnswerOf(code: string): 0 | 1 | 2 | 3 | undefined {
  switch (code) {
    case loincAnswer.notDifficult:
      return 0
    case loincAnswer.somewhatDifficult:
      return 1
    case loincAnswer.veryDifficult:
      return 2
    case loincAnswer.extremelyDifficult:
      return 3
    default:
      return undefined
  }
}

/** Two questionnaires share answers with each other only inside one family: PHQ-2 is the first two questions of PHQ-9. */
export type ScaleFamily = 'phq' | 'gad-7'

export interface ItemisedScale {
  readonly instrument: Instrument
  readonly family: ScaleFamily
  /** As it is named in a reason. */
  readonly title: string
  /** Totals are whole numbers in [0, max]. */
  readonly max: number
  /** Number of items that make the total; undefined where a total is read but never computed. */
  readonly itemCount: number | undefined
}

const phq9: ItemisedScale = { instrument: 'phq-9', family: 'phq', title: 'PHQ-9', max: 27, itemCount: 9 }
const phq2: ItemisedScale = { instrument: 'phq-2', family: 'phq', title: 'PHQ-2', max: 6, itemCount: 2 }
const gad7: ItemisedScale = { instrument: 'gad-7', family: 'gad-7', title: 'GAD-7', max: 21, itemCount: 7 }
const phq9Teen: ItemisedScale = {
  instrument: 'phq-9-teen',
  family: 'phq',
  title: 'PHQ-9 modified for teens',
  max: 27,
  itemCount: undefined,
}
const phq9Interview: ItemisedScale = {
  instrument: 'phq-9-interview',
  family: 'phq',
  title: 'PHQ-9 resident interview',
  max: 27,
  itemCount: undefined,
}

export const itemisedScales = { phq9, phq2, gad7, phq9Teen, phq9Interview } as const

/** A scale that is read as a total only. Totals are numbers in [min, max]; `whole` where a fraction is no score. */
export interface RatingScale {
  readonly instrument: Instrument
  readonly title: string
  readonly min: number
  readonly max: number
  readonly whole: boolean
}

/** What an Observation (or a component, or a questionnaire item) with a certain code is to Remit. */
export type CodeMeaning =
  | { readonly kind: 'total'; readonly scale: ItemisedScale }
  | { readonly kind: 'panel'; readonly scale: ItemisedScale }
  | { readonly kind: 'item'; readonly family: ScaleFamily; readonly position: number }
  | { readonly kind: 'difficulty' }
  | { readonly kind: 'rating'; readonly scale: RatingScale }
  | { readonly kind: 'check-in' }
  | { readonly kind: 'screen'; readonly screen: Screen['kind']; readonly title: string; readonly max: number }
  | { readonly kind: 'c-ssrs-panel' }
  | { readonly kind: 'c-ssrs-question'; readonly question: number }
  | { readonly kind: 'lab'; readonly lab: LabResult['kind'] }
  | { readonly kind: 'smoking' }
  | { readonly kind: 'metaboliser'; readonly enzyme: 'CYP2C19' | 'CYP2D6' }
  | { readonly kind: 'not-read'; readonly why: string }

const phqItems = [
  loinc.phq9Item1,
  loinc.phq9Item2,
  loinc.phq9Item3,
  loinc.phq9Item4,
  loinc.phq9Item5,
  loinc.phq9Item6,
  loinc.phq9Item7,
  loinc.phq9Item8,
  loinc.phq9Item9,
]
const gadItems = [loinc.gad7Item1, loinc.gad7Item2, loinc.gad7Item3, loinc.gad7Item4, loinc.gad7Item5, loinc.gad7Item6, loinc.gad7Item7]
const cssrsQuestions = [
  loinc.cssrsQuestion1,
  loinc.cssrsQuestion2,
  loinc.cssrsQuestion3,
  loinc.cssrsQuestion4,
  loinc.cssrsQuestion5,
  loinc.cssrsQuestion6,
]

const loincMeanings: ReadonlyMap<string, CodeMeaning> = new Map<string, CodeMeaning>([
  [loinc.phq9Panel, { kind: 'panel', scale: phq9 }],
  [loinc.phq9Total, { kind: 'total', scale: phq9 }],
  ...phqItems.map((code, position): [string, CodeMeaning] => [code, { kind: 'item', family: 'phq', position }]),
  [loinc.phq9Difficulty, { kind: 'difficulty' }],
  [loinc.phq9Interpretation, { kind: 'not-read', why: 'a severity band is computed from the total, never taken from the record' }],
  [loinc.phq9TeenPanel, { kind: 'panel', scale: phq9Teen }],
  [loinc.phq9TeenTotal, { kind: 'total', scale: phq9Teen }],
  [loinc.phq9InterviewPanel, { kind: 'panel', scale: phq9Interview }],
  [loinc.phq9InterviewTotal, { kind: 'total', scale: phq9Interview }],
  [
    loinc.phq9OasisPresence,
    { kind: 'not-read', why: 'the OASIS form of PHQ-9 asks presence and frequency apart and has no comparable score' },
  ],
  [
    loinc.phq9OasisFrequency,
    { kind: 'not-read', why: 'the OASIS form of PHQ-9 asks presence and frequency apart and has no comparable score' },
  ],
  [loinc.phq2Panel, { kind: 'panel', scale: phq2 }],
  [loinc.phq2Total, { kind: 'total', scale: phq2 }],
  [loinc.gad7Panel, { kind: 'panel', scale: gad7 }],
  [loinc.gad7Total, { kind: 'total', scale: gad7 }],
  ...gadItems.map((code, position): [string, CodeMeaning] => [code, { kind: 'item', family: 'gad-7', position }]),
  [loinc.cssrsPanel, { kind: 'c-ssrs-panel' }],
  ...cssrsQuestions.map((code, index): [string, CodeMeaning] => [code, { kind: 'c-ssrs-question', question: index + 1 }]),
  [loinc.cssrsRisk, { kind: 'screen', screen: 'c-ssrs', title: 'C-SSRS risk level', max: 3 }],
  [loinc.auditCTotal, { kind: 'screen', screen: 'audit-c', title: 'AUDIT-C', max: 12 }],
  [loinc.auditCPanel, { kind: 'screen', screen: 'audit-c', title: 'AUDIT-C', max: 12 }],
  [loinc.mdqPanel, { kind: 'screen', screen: 'mdq', title: 'MDQ', max: 13 }],
  [loinc.smokingStatus, { kind: 'smoking' }],
  [loinc.tsh, { kind: 'lab', lab: 'tsh' }],
  [loinc.haemoglobin, { kind: 'lab', lab: 'haemoglobin' }],
  [loinc.ferritin, { kind: 'lab', lab: 'ferritin' }],
  [loinc.sodium, { kind: 'lab', lab: 'sodium' }],
  [loinc.lithiumLevel, { kind: 'lab', lab: 'lithium-level' }],
  [loinc.cyp2c19, { kind: 'metaboliser', enzyme: 'CYP2C19' }],
  [loinc.cyp2d6, { kind: 'metaboliser', enzyme: 'CYP2D6' }],
])

/** No LOINC total exists for these (FHIR.md 1.2), so the project has its own code system for them. */
const instrumentMeanings: ReadonlyMap<string, CodeMeaning> = new Map<string, CodeMeaning>([
  ['qids-sr16-total', { kind: 'rating', scale: { instrument: 'qids-sr16', title: 'QIDS-SR16', min: 0, max: 27, whole: true } }],
  ['madrs-total', { kind: 'rating', scale: { instrument: 'madrs', title: 'MADRS', min: 0, max: 60, whole: true } }],
  ['ham-d17-total', { kind: 'rating', scale: { instrument: 'ham-d17', title: 'HAM-D17', min: 0, max: 52, whole: true } }],
  [
    'scl-90-r-depression',
    { kind: 'rating', scale: { instrument: 'scl-90-r-depression', title: 'SCL-90-R depression', min: 1, max: 5, whole: false } },
  ],
  ['fibser', { kind: 'rating', scale: { instrument: 'fibser', title: 'FIBSER burden', min: 0, max: 6, whole: true } }],
  ['rms-total', { kind: 'screen', screen: 'rms', title: 'Rapid Mood Screener', max: 6 }],
  ['mdq-total', { kind: 'screen', screen: 'mdq', title: 'MDQ', max: 13 }],
])

const checkInMeanings: ReadonlyMap<string, CodeMeaning> = new Map<string, CodeMeaning>([['daily-checkin', { kind: 'check-in' }]])

/** 720433000 is the PHQ-9 score as an observable entity (FHIR.md 1.1). */
const snomedMeanings: ReadonlyMap<string, CodeMeaning> = new Map<string, CodeMeaning>([['720433000', { kind: 'total', scale: phq9 }]])

const meaningsBySystem: ReadonlyMap<string, ReadonlyMap<string, CodeMeaning>> = new Map([
  [system.loinc, loincMeanings],
  [system.snomed, snomedMeanings],
  [system.instrument, instrumentMeanings],
  [system.checkIn, checkInMeanings],
])

/** What one code means to Remit; undefined for a code it does not read. */
export function meaningOfCode(codeSystem: string | undefined, code: string): CodeMeaning | undefined {
  return codeSystem === undefined ? undefined : meaningsBySystem.get(codeSystem)?.get(code)
}

/** "system|code" of every Observation that Remit reads: what a search by code asks for. */
export function readableCodes(): readonly string[] {
  return [...meaningsBySystem].flatMap(([codeSystem, meanings]) =>
    [...meanings].flatMap(([code, meaning]) => (meaning.kind === 'not-read' ? [] : [`${codeSystem}|${code}`])),
  )
}

export const extension = {
  ordinalValue: 'http://hl7.org/fhir/StructureDefinition/ordinalValue',
  itemWeight: 'http://hl7.org/fhir/StructureDefinition/itemWeight',
  coValue: 'http://hl7.org/fhir/StructureDefinition/iso21090-CO-value',
  adherence: 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-medication-adherence',
  historicalAsOf: 'https://remit.example/fhir/StructureDefinition/historical-as-of',
  attribution: 'https://remit.example/fhir/StructureDefinition/attribution',
} as const

export const terminology = {
  identifierType: 'http://terminology.hl7.org/CodeSystem/v2-0203',
  actReason: 'http://terminology.hl7.org/CodeSystem/v3-ActReason',
  dataAbsentReason: 'http://terminology.hl7.org/CodeSystem/data-absent-reason',
  observationCategory: 'http://terminology.hl7.org/CodeSystem/observation-category',
  interpretation: 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation',
  requestStatusReason: 'http://terminology.hl7.org/CodeSystem/medicationrequest-status-reason',
  conditionClinical: 'http://terminology.hl7.org/CodeSystem/condition-clinical',
  conditionVerification: 'http://terminology.hl7.org/CodeSystem/condition-ver-status',
  allergyClinical: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical',
  allergyVerification: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-verification',
} as const
