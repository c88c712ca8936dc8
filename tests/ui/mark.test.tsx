import { expect, test } from 'vitest'
import { render } from 'vitest-browser-react'
import { Mark, MarkGlyph } from '#src/ui/mark.tsx'

test('without colour, urgent is still not watch: the octagon has a bar cut out of its middle, the circle none', async () => {
  const hasInk = async (shape: 'octagon' | 'circle'): Promise<boolean> => {
    const { container, unmount } = await render(<MarkGlyph shape={shape} />)
    const drawn = container.querySelector<SVGGeometryElement>('path, circle')
    const ink = drawn?.isPointInFill(new DOMPoint(6, 6)) ?? false
    await unmount()
    return ink
  }
  expect([await hasInk('octagon'), await hasInk('circle')]).toEqual([false, true])
})

test('the shape stands in the first line of its word, also where the mark is made tall', async () => {
  const screen = await render(
    <div style={{ display: 'grid', height: 200, lineHeight: '20px' }}>
      <Mark shape="dashed-ring" tone="unknown" word="mirtazapine" />
    </div>,
  )
  const mark = screen.getByText('mirtazapine').element()
  expect(mark.getBoundingClientRect().height).toBe(200)
  const shape = mark.querySelector('svg')?.getBoundingClientRect()
  expect((shape?.top ?? 0) - mark.getBoundingClientRect().top).toBe(4)
})
