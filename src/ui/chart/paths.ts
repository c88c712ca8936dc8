/** SVG path data for dense lanes: one element however many days there are. Pixels are rounded to a tenth. */

export interface Spot {
  readonly x: number
  readonly y: number
}

const px = (n: number): string => String(Math.round(n * 10) / 10)

/** A round dot at each spot, when stroked with a round line cap. */
export function dotsPath(spots: readonly Spot[]): string {
  return spots.map(({ x, y }) => `M${px(x)} ${px(y)}h0`).join('')
}

/** Straight lines between neighbours; an undefined spot breaks the line, so that a gap stays a gap. A lone spot is a dot. */
export function linePath(spots: readonly (Spot | undefined)[]): string {
  let path = ''
  let open = false
  spots.forEach((spot, index) => {
    if (spot === undefined) {
      open = false
      return
    }
    const alone = !open && spots[index + 1] === undefined
    path += `${open ? 'L' : 'M'}${px(spot.x)} ${px(spot.y)}${alone ? 'h0' : ''}`
    open = true
  })
  return path
}

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Filled rectangles in one path. */
export function boxesPath(boxes: readonly Box[]): string {
  return boxes.map(({ x, y, width, height }) => `M${px(x)} ${px(y)}h${px(width)}v${px(height)}h${px(-width)}z`).join('')
}

/** Upright ticks in one path. */
export function ticksPath(xs: readonly number[], top: number, bottom: number): string {
  return xs.map((x) => `M${px(x)} ${px(top)}V${px(bottom)}`).join('')
}
