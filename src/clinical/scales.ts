/** Symptom and burden scales as data: range, bands, response and remission, reliable change; a source and tag on each. */
export type Instrument = 'phq-9' | 'gad-7' | 'qids-sr16' | 'madrs' | 'ham-d17' | 'fibser' | 'scl-90-r-depression' | 'phq-2' | 'phq-9-teen' | 'phq-9-interview'
