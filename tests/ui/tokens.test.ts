import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

type Theme = 'light' | 'dark'

/** Every token that is a colour in each theme, as written in tokens.css. */
const colours: ReadonlyMap<string, Readonly<Record<Theme, string>>> = new Map(
  [
    ...readFileSync(resolve(import.meta.dirname, '../../src/ui/tokens.css'), 'utf8').matchAll(
      /--([a-z0-9-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g,
    ),
  ].map(([, name = '', light = '', dark = '']) => [name, { light, dark }]),
)

const named = (pattern: RegExp): readonly string[] => [...colours.keys()].filter((name) => pattern.test(name))

/** WCAG 2.2 relative luminance of "#rrggbb". */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = parseInt(hex.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].toSorted((one, other) => other - one)
  return (light + 0.05) / (dark + 0.05)
}

/** "ink-3 on paper-here, dark: 4.31" for each pair below the bound. */
function tooFaint(fronts: readonly string[], grounds: readonly string[], least: number): readonly string[] {
  return fronts.flatMap((front) =>
    grounds.flatMap((ground) =>
      (['light', 'dark'] as const).flatMap((theme) => {
        const ratio = contrast(colours.get(front)?.[theme] ?? '#000000', colours.get(ground)?.[theme] ?? '#000000')
        return ratio < least ? [`${front} on ${ground}, ${theme}: ${ratio.toFixed(2)}`] : []
      }),
    ),
  )
}

const papers = named(/^paper(-|$)/)
const washes = named(/^wash-/)
const bands = named(/^severity-/)
const inks = named(/^ink(-|$)/)
const tiers = named(/^tier-/)
const series = named(/^series-/)

test('the measure is WCAG’s: black on white is 21:1, #777777 on white 4.48:1', () => {
  expect(contrast('#000000', '#ffffff')).toBe(21)
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
})

test('every token that the measurement is about was found', () => {
  expect([papers.length, washes.length, bands.length, inks.length, tiers.length, series.length]).toEqual([5, 6, 5, 3, 6, 7])
  expect(named(/^(accent|accent-ink|focus|edge)$/)).toHaveLength(4)
})

describe('text holds 4.5:1 in both themes', () => {
  test('inks, tiers and the accent on every paper', () => {
    expect(tooFaint([...inks, ...tiers, 'accent'], papers, 4.5)).toEqual([])
  })
  test('ink and second ink on every wash and every severity band', () => {
    expect(tooFaint(['ink', 'ink-2'], [...washes, ...bands], 4.5)).toEqual([])
  })
  test('each tier on its own wash', () => {
    expect(tiers.flatMap((tier) => tooFaint([tier], [tier.replace('tier', 'wash')], 4.5))).toEqual([])
  })
  test('the words on a primary button', () => {
    expect(tooFaint(['accent-ink'], ['accent'], 4.5)).toEqual([])
  })
})

describe('marks, series and what shows the focus hold 3:1 in both themes', () => {
  test('on every paper', () => {
    expect(tooFaint([...series, 'edge', 'focus'], papers, 3)).toEqual([])
  })
  test('what is drawn over the severity bands of the score lane: the line, its own dose, tiers and the focus', () => {
    expect(tooFaint(['series-7', 'series-1', ...tiers, 'focus'], bands, 3)).toEqual([])
  })
})
