/** Where a floating card of this size goes: under its anchor, above it when there is no room, always inside the window. All px. */
export function placeBeside(
  anchor: { readonly left: number; readonly top: number; readonly bottom: number },
  card: { readonly width: number; readonly height: number },
  viewport: { readonly width: number; readonly height: number },
): { readonly left: number; readonly top: number } {
  const margin = 8
  const gap = 4
  const left = Math.max(margin, Math.min(anchor.left, viewport.width - card.width - margin))
  const below = anchor.bottom + gap
  const fitsBelow = below + card.height + margin <= viewport.height
  return { left, top: fitsBelow ? below : Math.max(margin, anchor.top - gap - card.height) }
}

/** Moves a popover element beside its anchor. Reads the layout, so call it once the popover is shown. */
export function moveBeside(popover: HTMLElement, anchor: Element): void {
  const card = popover.getBoundingClientRect()
  const { left, top } = placeBeside(anchor.getBoundingClientRect(), card, { width: window.innerWidth, height: window.innerHeight })
  popover.style.left = `${left}px`
  popover.style.top = `${top}px`
}
