// Class names of a build: the place of the style sheet, then the place in it ("b3", "cf1A"). Two letters where a hash takes five, and no two alike.
import { readdirSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

const LETTERS = 26

/** 0 is "a", 25 "z", 26 "aa". @param {number} place @returns {string} */
function lettersOf(place) {
  const last = String.fromCharCode(97 + (place % LETTERS))
  return place < LETTERS ? last : lettersOf(Math.floor(place / LETTERS) - 1) + last
}

/** Digits and capitals, so that it cannot run into the letters before it. @param {number} place */
const placeIn = (place) => place.toString(36).toUpperCase()

/**
 * For `css.modules.generateScopedName`. The same in every build of the same sources, in whatever order they are read.
 * @param {string} root folder of the project
 * @returns {(name: string, file: string) => string}
 */
export function shortClassNames(root) {
  const sheets = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.module.css'))
    .map((path) => path.split(sep).join('/'))
    .sort()
  /** @type {Map<string, string[]>} */
  const seen = new Map()
  return (name, file) => {
    const sheet = relative(join(root, 'src'), file.split('?')[0] ?? file)
      .split(sep)
      .join('/')
    const place = sheets.indexOf(sheet)
    if (place < 0) throw new Error(`${file} is no style sheet under src`)
    const names = seen.get(sheet) ?? []
    seen.set(sheet, names)
    if (!names.includes(name)) names.push(name)
    return lettersOf(place) + placeIn(names.indexOf(name))
  }
}
