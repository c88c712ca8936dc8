/**
 * The publications that numbers rest on, so that each is cited in the same words everywhere.
 *
 * Tags: S = read in the source; S~ = secondary or partial; K = general knowledge, publication named, to be confirmed;
 * I = a choice of this project, for a clinical owner to sign off.
 */
import type { Citation, SourceTag } from '#src/clinical/verdict.ts'

const at = (publication: string, place: string | undefined): string => (place === undefined ? publication : `${publication}, ${place}`)

/** Lam RW et al. CANMAT 2023 Update, Can J Psychiatry 2024;69:641-687. */
export function canmat(place?: string): Citation {
  return { text: at('CANMAT 2023', place), tag: 'S', url: 'https://doi.org/10.1177/07067437241245384' }
}

/** The article this project started from: SiggyMD, Treatment-Resistant Depression Options, 19 Jun 2026. */
export function sourceDocument(place?: string): Citation {
  return { text: at('SiggyMD, Treatment-Resistant Depression Options (2026)', place), tag: 'S' }
}

/** Sforzini L et al. Delphi consensus on TRD and PRD, Mol Psychiatry 2022. */
export function sforzini(place = 'Table 1'): Citation {
  return { text: at('Sforzini et al. 2022, Mol Psychiatry', place), tag: 'S', url: 'https://www.ncbi.nlm.nih.gov/pmc/articles/PMC9095475/' }
}

/** Rybak YE et al. Canadian expert consensus, Depress Anxiety 2021;38:456-467. */
export function rybak(place = 'Table 3'): Citation {
  return {
    text: at('Rybak et al. 2021, Depress Anxiety 38:456', place),
    tag: 'S',
    url: 'https://www.ncbi.nlm.nih.gov/pmc/articles/PMC8049072/',
  }
}

/** Gaddey HL et al. Am Fam Physician 2024;109:410-416; the abstract was read. */
export function gaddey(place = 'abstract'): Citation {
  return { text: at('Gaddey et al. 2024, Am Fam Physician 109:410', place), tag: 'S' }
}

/** UpToDate table "Unipolar depression in adults: Antidepressant doses", read from a mirror. */
export const upToDate: Citation = { text: 'UpToDate, Antidepressant doses in adults (mirror copy)', tag: 'S' }

/** Cleveland Clinic J Med table on tricyclic doses. */
export const clevelandClinic: Citation = { text: 'Cleveland Clinic J Med, Dosing of commonly prescribed TCAs', tag: 'S' }

/** United States product label; the text was not read unless the tag says S. */
export function usLabel(what: string, tag: SourceTag = 'K'): Citation {
  return { text: `US label, ${what}`, tag }
}

/** Any other publication. */
export function cited(text: string, tag: SourceTag): Citation {
  return { text, tag }
}

/** A choice of this project. */
export function choice(text: string): Citation {
  return { text: `choice of this project: ${text}`, tag: 'I' }
}
