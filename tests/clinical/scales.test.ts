import { describe, expect, test } from 'vitest'
import { bandOf, phq9Items, scales, type Instrument } from '#src/clinical/scales.ts'

describe('bands by their cut-points', () => {
  test.each<[Instrument, number, string | undefined]>([
    ['phq-9', 0, 'minimal'],
    ['phq-9', 4, 'minimal'],
    ['phq-9', 5, 'mild'],
    ['phq-9', 9, 'mild'],
    ['phq-9', 10, 'moderate'],
    ['phq-9', 14, 'moderate'],
    ['phq-9', 15, 'moderately severe'],
    ['phq-9', 19, 'moderately severe'],
    ['phq-9', 20, 'severe'],
    ['phq-9', 27, 'severe'],
    ['phq-9', 28, undefined],
    ['phq-9', -1, undefined],
    ['gad-7', 4, 'minimal'],
    ['gad-7', 5, 'mild'],
    ['gad-7', 9, 'mild'],
    ['gad-7', 10, 'moderate'],
    ['gad-7', 14, 'moderate'],
    ['gad-7', 15, 'severe'],
    ['gad-7', 21, 'severe'],
    ['gad-7', 22, undefined],
    ['qids-sr16', 5, 'none'],
    ['qids-sr16', 6, 'mild'],
    ['qids-sr16', 10, 'mild'],
    ['qids-sr16', 11, 'moderate'],
    ['qids-sr16', 15, 'moderate'],
    ['qids-sr16', 16, 'severe'],
    ['qids-sr16', 20, 'severe'],
    ['qids-sr16', 21, 'very severe'],
    ['qids-sr16', 28, undefined],
    ['madrs', 6, 'none'],
    ['madrs', 7, 'mild'],
    ['madrs', 19, 'mild'],
    ['madrs', 20, 'moderate'],
    ['madrs', 34, 'moderate'],
    ['madrs', 35, 'severe'],
    ['madrs', 60, 'severe'],
    ['madrs', 61, undefined],
    ['ham-d17', 7, 'none'],
    ['ham-d17', 8, 'mild'],
    ['ham-d17', 16, 'mild'],
    ['ham-d17', 17, 'moderate'],
    ['ham-d17', 23, 'moderate'],
    ['ham-d17', 24, 'severe'],
    ['ham-d17', 52, 'severe'],
    ['ham-d17', 53, undefined],
    ['fibser', 2, 'no change needed'],
    ['fibser', 3, 'address'],
    ['fibser', 4, 'address'],
    ['fibser', 5, 'change treatment'],
    ['fibser', 6, 'change treatment'],
    ['fibser', 7, undefined],
    ['phq-2', 3, undefined],
    ['scl-90-r-depression', 3, undefined],
  ])('%s %i is %s', (instrument, total, label) => {
    expect(bandOf(instrument, total)?.label).toBe(label)
  })
})

describe('range, response, remission and change of each scale, as the clinical reference prints them', () => {
  test.each<
    [Instrument, number, number, number | undefined, number | undefined, number | undefined, number | undefined, number | undefined]
  >([
    // instrument, least, most, response %, remission at or below, smallest important change, reliable change, relapse from
    ['phq-9', 0, 27, 50, 4, 5, 5, 10],
    ['gad-7', 0, 21, 50, 4, 4, 6, undefined],
    ['qids-sr16', 0, 27, 50, 5, undefined, undefined, 11],
    ['madrs', 0, 60, 50, 10, undefined, undefined, undefined],
    ['ham-d17', 0, 52, 50, 7, undefined, undefined, 14],
    ['fibser', 0, 6, undefined, undefined, undefined, undefined, undefined],
    ['phq-2', 0, 6, undefined, undefined, undefined, undefined, undefined],
    ['phq-9-teen', 0, 27, undefined, undefined, undefined, undefined, undefined],
    ['phq-9-interview', 0, 27, undefined, undefined, undefined, undefined, undefined],
    ['scl-90-r-depression', 1, 5, undefined, undefined, undefined, undefined, undefined],
  ])('%s', (instrument, min, max, response, remission, important, reliable, relapse) => {
    const scale = scales[instrument]
    const { figures } = scale
    expect([scale.instrument, scale.min, scale.max]).toEqual([instrument, min, max])
    expect([
      figures.response?.value,
      figures.remission?.value,
      figures.minimalImportant?.value,
      figures.reliable?.value,
      figures.relapse?.value,
    ]).toEqual([response, remission, important, reliable, relapse])
    expect([scale.remissionMax, scale.reliableChange]).toEqual([remission, reliable])
  })

  test('every figure and every set of bands has a source and a tag, and bands begin at the least total', () => {
    for (const scale of Object.values(scales)) {
      const cited = [scale.citation, scale.figures.bands, ...Object.values(scale.figures).map((f) => (f && 'value' in f ? f.citation : f))]
      for (const citation of cited) {
        if (citation === undefined) continue
        expect(citation.text).not.toBe('')
        expect(['S', 'S~', 'K', 'I']).toContain(citation.tag)
      }
      expect(scale.figures.bands === undefined).toBe(scale.bands.length === 0)
      expect(scale.bands[0]?.from ?? scale.min).toBe(scale.min)
      expect(scale.recall).not.toBe('')
    }
  })

  test('what is common use and not read in a source is marked K: remission and response of GAD-7', () => {
    expect([scales['gad-7'].figures.remission?.citation.tag, scales['gad-7'].figures.response?.citation.tag]).toEqual(['K', 'K'])
    expect(scales['gad-7'].figures.reliable?.citation).toEqual({ text: 'Bischoff 2020', tag: 'S' })
  })
})

test('the nine items of PHQ-9 in their order', () => {
  expect(phq9Items).toEqual([
    'interest',
    'low mood',
    'sleep',
    'fatigue',
    'appetite',
    'worthlessness',
    'concentration',
    'psychomotor',
    'thoughts of death or self-harm',
  ])
})
