/** Symptom and burden scales as data: range, bands, response and remission, reliable change; a source and tag on each. */
import { cited } from '#src/clinical/sources.ts'
import type { Citation, SourceTag } from '#src/clinical/verdict.ts'

export type Instrument =
  | 'phq-9'
  | 'gad-7'
  | 'qids-sr16'
  | 'madrs'
  | 'ham-d17'
  | 'fibser'
  | 'scl-90-r-depression'
  | 'phq-2'
  | 'phq-9-teen'
  | 'phq-9-interview'

export interface Band {
  /** First total of the band; the band ends where the next begins. */
  readonly from: number
  readonly label: string
}

/** A published figure of a scale with where it was read; undefined where none is held. */
export interface ScaleFigure {
  readonly value: number
  readonly citation: Citation
}

export interface Scale {
  readonly instrument: Instrument
  readonly name: string
  readonly min: number
  readonly max: number
  /** Lowest band first; empty where no published bands are held. */
  readonly bands: readonly Band[]
  readonly remissionMax: number | undefined
  /** Points that exceed measurement error in one person. */
  readonly reliableChange: number | undefined
  readonly recall: string
  /** All of them in one line, as shown. */
  readonly citation: Citation
  /** Each figure with its own source and tag. */
  readonly figures: {
    readonly bands: Citation | undefined
    /** Percent fall from baseline that is a response. */
    readonly response: ScaleFigure | undefined
    readonly remission: ScaleFigure | undefined
    /** Smallest change a patient notices, in points. */
    readonly minimalImportant: ScaleFigure | undefined
    readonly reliable: ScaleFigure | undefined
    /** Total that is a relapse after remission. */
    readonly relapse: ScaleFigure | undefined
  }
}

const figure = (value: number, text: string, tag: SourceTag): ScaleFigure => ({ value, citation: cited(text, tag) })
const none: Scale['figures'] = {
  bands: undefined,
  response: undefined,
  remission: undefined,
  minimalImportant: undefined,
  reliable: undefined,
  relapse: undefined,
}

const phq9Bands: readonly Band[] = [
  { from: 0, label: 'minimal' },
  { from: 5, label: 'mild' },
  { from: 10, label: 'moderate' },
  { from: 15, label: 'moderately severe' },
  { from: 20, label: 'severe' },
]

export const scales: Readonly<Record<Instrument, Scale>> = {
  'phq-9': {
    instrument: 'phq-9',
    name: 'PHQ-9',
    min: 0,
    max: 27,
    bands: phq9Bands,
    remissionMax: 4,
    reliableChange: 5,
    recall: 'last 2 weeks',
    citation: cited('Bands: Kroenke 2001; remission: CANMAT 2023 Q.5.b; 5 points: Löwe 2004', 'S'),
    figures: {
      bands: cited('Kroenke 2001, J Gen Intern Med 16:606', 'S'),
      response: figure(50, 'CANMAT 2023; ICSI; NCQA', 'S'),
      remission: figure(4, 'CANMAT 2023 Q.5.b; ICSI', 'S'),
      minimalImportant: figure(5, 'Löwe 2004, Med Care 42:1194 (2 SEM)', 'S'),
      reliable: figure(5, 'Löwe 2004, Med Care 42:1194 (2 SEM)', 'S'),
      relapse: figure(10, 'choice of this project: counterpart of QIDS-SR16 11 or more', 'I'),
    },
  },
  'gad-7': {
    instrument: 'gad-7',
    name: 'GAD-7',
    min: 0,
    max: 21,
    bands: [
      { from: 0, label: 'minimal' },
      { from: 5, label: 'mild' },
      { from: 10, label: 'moderate' },
      { from: 15, label: 'severe' },
    ],
    remissionMax: 4,
    reliableChange: 6,
    recall: 'last 2 weeks',
    citation: cited('Bands: Spitzer 2006; reliable change 6: Bischoff 2020; remission below 5 is common use [K]', 'S'),
    figures: {
      bands: cited('Spitzer 2006, as in the cliot R documentation', 'S'),
      response: figure(50, 'common use with Spitzer 2006', 'K'),
      remission: figure(4, 'common use with Spitzer 2006: below 5', 'K'),
      minimalImportant: figure(4, 'Toussaint 2020, J Affect Disord 265:395', 'S'),
      reliable: figure(6, 'Bischoff 2020', 'S'),
      relapse: undefined,
    },
  },
  'qids-sr16': {
    instrument: 'qids-sr16',
    name: 'QIDS-SR16',
    min: 0,
    max: 27,
    bands: [
      { from: 0, label: 'none' },
      { from: 6, label: 'mild' },
      { from: 11, label: 'moderate' },
      { from: 16, label: 'severe' },
      { from: 21, label: 'very severe' },
    ],
    remissionMax: 5,
    reliableChange: undefined,
    recall: 'last 7 days',
    citation: cited('ids-qids.org; Rush 2006', 'S'),
    figures: {
      bands: cited('ids-qids.org interpretation; PMC8382305 Table A2', 'S'),
      response: figure(50, 'Rush 2006, Am J Psychiatry 163:1905', 'S'),
      remission: figure(5, 'Rush 2006, Am J Psychiatry 163:1905', 'S'),
      minimalImportant: undefined,
      reliable: undefined,
      relapse: figure(11, 'Rush 2006, Am J Psychiatry 163:1905', 'S'),
    },
  },
  madrs: {
    instrument: 'madrs',
    name: 'MADRS',
    min: 0,
    max: 60,
    bands: [
      { from: 0, label: 'none' },
      { from: 7, label: 'mild' },
      { from: 20, label: 'moderate' },
      { from: 35, label: 'severe' },
    ],
    remissionMax: 10,
    reliableChange: undefined,
    recall: 'interview',
    citation: cited('Bands: progress.im; remission: CANMAT 2023', 'S'),
    figures: {
      bands: cited('progress.im, MADRS cut-points', 'S'),
      response: figure(50, 'CANMAT 2023 Q.5.b', 'S'),
      remission: figure(10, 'CANMAT 2023 Q.5.b; 12 or less in esketamine trials [K]', 'S'),
      minimalImportant: undefined,
      reliable: undefined,
      relapse: undefined,
    },
  },
  'ham-d17': {
    instrument: 'ham-d17',
    name: 'HAM-D17',
    min: 0,
    max: 52,
    bands: [
      { from: 0, label: 'none' },
      { from: 8, label: 'mild' },
      { from: 17, label: 'moderate' },
      { from: 24, label: 'severe' },
    ],
    remissionMax: 7,
    reliableChange: undefined,
    recall: 'interview',
    citation: cited('Zimmerman 2013, J Affect Disord 150:384', 'S'),
    figures: {
      bands: cited('Zimmerman 2013, J Affect Disord 150:384 (17 and 24)', 'S'),
      response: figure(50, 'CANMAT 2023 Q.5.b', 'S'),
      remission: figure(7, 'CANMAT 2023 Q.5.b', 'S'),
      minimalImportant: undefined,
      reliable: undefined,
      relapse: figure(14, 'Rush 2006, Am J Psychiatry 163:1905', 'S'),
    },
  },
  fibser: {
    instrument: 'fibser',
    name: 'FIBSER burden',
    min: 0,
    max: 6,
    bands: [
      { from: 0, label: 'no change needed' },
      { from: 3, label: 'address' },
      { from: 5, label: 'change treatment' },
    ],
    remissionMax: undefined,
    reliableChange: undefined,
    recall: 'last week',
    citation: cited('PMC8382305 Table A2', 'S'),
    figures: { ...none, bands: cited('PMC8382305 Table A2: 0-2 no change, 3-4 address, 5-6 change treatment', 'S') },
  },
  'scl-90-r-depression': {
    instrument: 'scl-90-r-depression',
    name: 'SCL-90-R depression',
    min: 1,
    max: 5,
    bands: [],
    remissionMax: undefined,
    reliableChange: undefined,
    recall: 'last week',
    citation: cited('Kossakowski 2017, J Open Psychol Data 5:1', 'S'),
    figures: none,
  },
  'phq-2': {
    instrument: 'phq-2',
    name: 'PHQ-2',
    min: 0,
    max: 6,
    bands: [],
    remissionMax: undefined,
    reliableChange: undefined,
    recall: 'last 2 weeks',
    citation: cited('LOINC 55758-7', 'S'),
    figures: none,
  },
  'phq-9-teen': {
    instrument: 'phq-9-teen',
    name: 'PHQ-9 modified for teens',
    min: 0,
    max: 27,
    bands: [],
    remissionMax: undefined,
    reliableChange: undefined,
    recall: 'last 2 weeks',
    citation: cited('LOINC 89204-2', 'S'),
    figures: none,
  },
  'phq-9-interview': {
    instrument: 'phq-9-interview',
    name: 'PHQ-9 resident interview',
    min: 0,
    max: 27,
    bands: [],
    remissionMax: undefined,
    reliableChange: undefined,
    recall: 'last 2 weeks',
    citation: cited('LOINC 54654-9', 'S'),
    figures: none,
  },
}

/** Short names of the nine PHQ-9 items, in order. */
export const phq9Items = [
  'interest',
  'low mood',
  'sleep',
  'fatigue',
  'appetite',
  'worthlessness',
  'concentration',
  'psychomotor',
  'thoughts of death or self-harm',
] as const

/** The band a total falls in; undefined outside the scale's range or where the scale has no bands. */
export function bandOf(instrument: Instrument, total: number): Band | undefined {
  const scale = scales[instrument]
  return total < scale.min || total > scale.max ? undefined : scale.bands.findLast((band) => total >= band.from)
}
