import { expect, test } from 'vitest'
import { render } from 'vitest-browser-react'
import { MarkGlyph } from '#src/ui/mark.tsx'

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
