/**
 * Finding a patient by name or record number.
 *
 * Both sides are folded the same way: compatibility-decomposed, without marks, lower case, every apostrophe and hyphen form
 * treated alike. Words match in any order and from their beginning, so "munoz ana" finds Ana Muñoz.
 */

const MARKS = /\p{M}+/gu
/** Joiners, direction marks and the like; tabs and line ends are separators and stay. */
const INVISIBLE = /\p{Cf}+/gu
const APOSTROPHES = /['\u2018\u2019\u02BC\u02B9\u0060\u00B4\uFF07]/gu
const HYPHENS = /[-\u2010-\u2015\u2212\uFE63\uFF0D]/gu
const SEPARATORS = /[^\p{L}\p{N}]+/u
/** Letters that carry their stroke or ligature inside one code point, which decomposition leaves as they are. */
const SINGLE: Readonly<Record<string, string>> = { ø: 'o', đ: 'd', ð: 'd', ł: 'l', ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th', ı: 'i' }
const SINGLE_LETTERS = /[øđðłßæœþı]/gu

/** The words of a name or query in the form in which they are compared; empty for text without a letter or digit. */
export function searchWords(text: string): readonly string[] {
  const folded = text
    .replace(APOSTROPHES, "'") // before decomposition, which turns U+00B4 into a space and a mark
    .normalize('NFKD')
    .replace(MARKS, '')
    .replace(INVISIBLE, '')
    .toLowerCase()
    .replace(SINGLE_LETTERS, (letter) => SINGLE[letter] ?? letter)
  // "O'Brien" is found as "o'brien", "obrien" and "brien": the joined form and its parts are all words of the name.
  const joined = folded.replace(APOSTROPHES, '').replace(HYPHENS, '').split(SEPARATORS)
  const parts = folded.split(SEPARATORS)
  return [...new Set([...joined, ...parts])].filter((word) => word !== '')
}

/** The words a query asks for: apostrophes are dropped, so that either form and none find the same person. */
export function queryWords(text: string): readonly string[] {
  return text.split(HYPHENS).flatMap((part) => searchWords(part.replace(APOSTROPHES, '')))
}

/** True when every word of the query begins some word of the patient; an empty query finds everybody. */
export function isFound(patientWords: readonly string[], query: readonly string[]): boolean {
  return query.every((asked) => patientWords.some((word) => word.startsWith(asked)))
}
