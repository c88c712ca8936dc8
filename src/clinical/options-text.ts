/**
 * What each next step is, what is published about it, and what it needs watching: the same for every patient.
 *
 * Corrected against the article this project started from, as the clinical reference, section 7, lists: lithium and T3 are not
 * approved adjuncts, esketamine may be given alone, TMS response is 40-50 %, another class is not better than the same class.
 */
import { canmat, cited, sourceDocument, usLabel } from '#src/clinical/sources.ts'
import type { Citation } from '#src/clinical/verdict.ts'
import type { NonEmpty } from '#src/lib/non-empty.ts'

export type OptionId = 'augment' | 'dose' | 'ect' | 'esketamine' | 'maoi' | 'psychotherapy' | 'switch' | 'tms'

export interface Cited {
  readonly text: string
  readonly citation: Citation
}

export interface OptionText {
  readonly title: string
  readonly what: string
  /** Step of the sequence in CANMAT 2023 Q.7.c-f; undefined where that sequence names none. */
  readonly step: 1 | 2 | 3 | undefined
  readonly evidence: NonEmpty<Cited>
  readonly monitoring: readonly Cited[]
}

const weightGain: Cited = {
  text: 'weight, glucose and lipids at baseline and every 6 months on agents that raise weight',
  citation: canmat('Q.5.d, Table 5.1'),
}
const newDrug: Cited = {
  text: 'suicidal thoughts in the first 4 weeks of a new antidepressant and after stopping one',
  citation: canmat('Q.3.h, Q.2.c'),
}

export const optionTexts: Readonly<Record<OptionId, OptionText>> = {
  dose: {
    title: 'Dose optimisation',
    what: 'The current antidepressant at a higher dose, up to the usual maximum for this patient.',
    step: 1,
    evidence: [
      { text: 'Comes first, after diagnosis, adherence and interactions have been looked at again.', citation: canmat('Q.7.c-f') },
      { text: 'The benefit of dose levels off at about 50 mg/day of fluoxetine or its equivalent.', citation: canmat('Q.7.c-f') },
      { text: 'A higher dose may not be more effective.', citation: cited('NICE NG222 1.9.1-1.9.9 (page copy)', 'S') },
    ],
    monitoring: [{ text: 'symptom scale every 2 to 4 weeks in the acute phase', citation: canmat('Q.5.c') }],
  },
  psychotherapy: {
    title: 'Psychotherapy',
    what: 'A structured psychological treatment added to the medicine, or in its place.',
    step: 2,
    evidence: [
      { text: 'Added early in the sequence, before or beside a switch.', citation: canmat('Q.7.c-f') },
      { text: 'One of the choices after a partial or limited response.', citation: cited('VA/DoD 2022, summaries only', 'S~') },
    ],
    monitoring: [
      {
        text: 'PHQ-9 of 17 or more in week 4, 13 in week 9, 9 in week 14 predicted no response at the end (CBT)',
        citation: cited('Schueller 2015, PMID 26077754', 'S'),
      },
    ],
  },
  switch: {
    title: 'Switch of antidepressant',
    what: 'Another antidepressant in place of the current one, of the same or another class.',
    step: 3,
    evidence: [
      { text: 'For no response or intolerance.', citation: canmat('Q.7.c-f') },
      { text: 'Outcomes within the same class and between classes are the same.', citation: canmat('Q.7.c-f') },
      {
        text: 'A quarter of those not in remission on a first drug reach it on a second.',
        citation: canmat('Q.7.a'),
      },
    ],
    monitoring: [
      newDrug,
      {
        text: 'discontinuation symptoms, which begin within days (a relapse takes weeks); taper over weeks to months, 2 weeks or less if used for under 4 weeks',
        citation: canmat('Table 6.3, Q.6.d'),
      },
    ],
  },
  augment: {
    title: 'Augmentation',
    what: 'A second agent added to an antidepressant that is tolerated.',
    step: 3,
    evidence: [
      {
        text: 'For a partial response to a tolerated antidepressant; considered after the first or second trial.',
        citation: canmat('Q.7.c-f'),
      },
      {
        text: 'Lithium and liothyronine (T3) are off-label, second line. STAR*D remission: lithium 15.9 %, T3 24.7 %.',
        citation: cited('CANMAT 2023; Nierenberg 2006', 'S'),
      },
      { text: 'Lumateperone is an approved adjunct since 6 November 2025.', citation: cited('J&J; HealthDay', 'S') },
    ],
    monitoring: [
      weightGain,
      {
        text: 'lithium: level (0.5 to 0.8 mmol/L), electrolytes, calcium, creatinine and TSH at baseline and every 6 to 12 months',
        citation: canmat('Q.5.d, Table 5.1'),
      },
      { text: 'lamotrigine: slow titration, rash (Stevens-Johnson syndrome)', citation: cited('general knowledge, to be confirmed', 'K') },
    ],
  },
  esketamine: {
    title: 'Esketamine, intranasal',
    what: 'An NMDA antagonist as a nasal spray, given and observed in a certified clinic; with an antidepressant or alone.',
    step: undefined,
    evidence: [
      {
        text: 'Approved for treatment-resistant depression after at least 2 antidepressants; alone since January 2025. Remission in week 4: 22.5 % against 7.6 %.',
        citation: cited('Becker’s; OpenMinds', 'S'),
      },
      {
        text: '56 mg on day 1; 56 or 84 mg twice a week in weeks 1 to 4, once a week in weeks 5 to 8, then every 1 to 2 weeks; benefit judged at the end of week 4.',
        citation: cited('liobm; Epocrates', 'S'),
      },
    ],
    monitoring: [
      {
        text: 'certified site (REMS): 2 hours or more of observation, blood pressure before and about 40 minutes after, sedation, dissociation, breathing; no driving until the next day',
        citation: cited('Epocrates; MIMS', 'S'),
      },
      { text: 'urinalysis in long use', citation: canmat('Q.5.d, Table 5.1') },
    ],
  },
  tms: {
    title: 'TMS',
    what: 'Repetitive transcranial magnetic stimulation: 20 to 30 daily sessions over 4 to 6 weeks, without anaesthesia.',
    step: undefined,
    evidence: [
      {
        text: 'First line for treatment-resistant depression; response in difficult-to-treat depression 40 to 50 %.',
        citation: canmat('Q.8'),
      },
      { text: '20 to 30 daily sessions over 4 to 6 weeks.', citation: cited('Clinical TMS Society 2016, PMC5612370', 'S') },
      { text: 'Accelerated intermittent theta burst over 5 days is second line.', citation: canmat('Q.8') },
    ],
    monitoring: [{ text: 'symptom scale over the course; seizure and hearing precautions', citation: usLabel('TMS devices') }],
  },
  maoi: {
    title: 'MAOI',
    what: 'Phenelzine, tranylcypromine, isocarboxazid, or selegiline as a patch: needs an interval after most antidepressants.',
    step: undefined,
    evidence: [
      { text: '2 weeks or more without serotonergic drugs before it, 5 weeks without fluoxetine.', citation: canmat('Q.7.d') },
      {
        text: '2 weeks between an MAOI and any antidepressant, or another MAOI.',
        citation: cited('Specialist Pharmacy Service (NHS); drugs.com, citalopram', 'S'),
      },
    ],
    monitoring: [
      {
        text: 'serotonin syndrome and hypertensive crisis: with serotonergic drugs, dextromethorphan, St John’s wort and tyramine in food',
        citation: canmat('Q.3.j'),
      },
    ],
  },
  ect: {
    title: 'ECT',
    what: 'Electroconvulsive therapy under anaesthesia, 6 to 12 sessions.',
    step: undefined,
    evidence: [
      {
        text: 'First line with psychotic or catatonic features, severe suicidal ideation, a failing physical state, or an earlier response; second line in difficult-to-treat depression. Response 65 to 75 %; relapse 60 to 80 % within 6 months.',
        citation: canmat('Q.8'),
      },
    ],
    monitoring: [
      { text: 'memory over the course: short-term impairment is a risk', citation: sourceDocument('ECT') },
      { text: 'relapse in the 6 months after the course', citation: canmat('Q.8') },
    ],
  },
}
