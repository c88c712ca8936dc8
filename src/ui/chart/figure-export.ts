/** A drawn figure as one self-contained SVG or PNG: every style resolved, the header lines on top. */

const properties = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
  'paint-order',
] as const

const NAMESPACE = 'http://www.w3.org/2000/svg'
const LINE_PX = 18
const MARGIN_PX = 12

export interface DrawnFigure {
  readonly svg: string
  /** px */
  readonly width: number
  readonly height: number
}

/**
 * Every outermost `svg` inside the figure, where it stands, under header lines.
 *
 * @param figure an element in the document, as the computed styles are read from it
 */
export function drawFigure(figure: HTMLElement, header: readonly string[]): DrawnFigure {
  const frame = figure.getBoundingClientRect()
  const top = header.length * LINE_PX + 2 * MARGIN_PX
  const width = Math.ceil(frame.width) + 2 * MARGIN_PX
  const height = Math.ceil(frame.height) + top + MARGIN_PX
  const root = document.createElementNS(NAMESPACE, 'svg')
  for (const [name, value] of Object.entries({ xmlns: NAMESPACE, width, height, viewBox: `0 0 ${width} ${height}` }))
    root.setAttribute(name, String(value))
  const style = getComputedStyle(figure)
  const paper = document.createElementNS(NAMESPACE, 'rect')
  for (const [name, value] of Object.entries({ width, height, fill: paperOf(figure) })) paper.setAttribute(name, String(value))
  root.append(paper)
  header.forEach((line, index) => {
    const text = document.createElementNS(NAMESPACE, 'text')
    const attributes = {
      x: MARGIN_PX,
      y: MARGIN_PX + LINE_PX * (index + 0.75),
      fill: style.color,
      'font-family': style.fontFamily,
      'font-size': index === 0 ? 14 : 12,
      'font-weight': index === 0 ? 600 : 400,
    }
    for (const [name, value] of Object.entries(attributes)) text.setAttribute(name, String(value))
    text.textContent = line
    root.append(text)
  })
  for (const drawn of outermost(figure)) {
    const box = drawn.getBoundingClientRect()
    const copy = styledCopy(drawn)
    const place = {
      x: box.left - frame.left + MARGIN_PX,
      y: box.top - frame.top + top,
      width: box.width,
      height: box.height,
      overflow: 'visible',
    }
    for (const [name, value] of Object.entries(place)) copy.setAttribute(name, String(value))
    root.append(copy)
  }
  return { svg: new XMLSerializer().serializeToString(root), width, height }
}

const outermost = (figure: HTMLElement): readonly SVGSVGElement[] =>
  [...figure.querySelectorAll('svg')].filter(
    (svg) => svg.parentElement?.closest('svg') === null && svg.closest('[data-export=no]') === null,
  )

/** The first opaque background behind the figure. */
function paperOf(figure: HTMLElement): string {
  for (let element: HTMLElement | null = figure; element !== null; element = element.parentElement) {
    const { backgroundColor } = getComputedStyle(element)
    if (backgroundColor !== 'transparent' && backgroundColor !== 'rgba(0, 0, 0, 0)') return backgroundColor
  }
  return 'white'
}

function styledCopy(source: SVGSVGElement): SVGSVGElement {
  const copy = source.cloneNode(true) as SVGSVGElement // safe: the copy of an svg element is one
  const copies = [copy, ...copy.querySelectorAll('*')]
  ;[source, ...source.querySelectorAll('*')].forEach((element, index) => {
    const style = getComputedStyle(element)
    const target = copies[index]
    if (target === undefined) return
    for (const name of properties) {
      const value = style.getPropertyValue(name)
      if (value !== '' && value !== 'none 0s') target.setAttribute(name, value)
    }
    target.removeAttribute('class')
    target.removeAttribute('style')
  })
  return copy
}

/** The same figure as a PNG at twice the size; undefined when the browser cannot paint it. */
export async function pngOf({ svg, width, height }: DrawnFigure): Promise<Blob | undefined> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
  try {
    const image = new Image(width, height)
    image.src = address
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = width * 2
    canvas.height = height * 2
    const context = canvas.getContext('2d')
    if (context === null) return undefined
    context.drawImage(image, 0, 0, canvas.width, canvas.height)
    return await new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? undefined), 'image/png'))
  } finally {
    URL.revokeObjectURL(address)
  }
}
