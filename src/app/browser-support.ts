/** What this browser lacks, by name; empty when Remit can run. Half a dashboard is worse than none. */
export function missingInBrowser(): readonly string[] {
  const needs: readonly (readonly [string, boolean])[] = [
    ['AbortSignal.any', 'any' in AbortSignal],
    ['the popover element', 'popover' in HTMLElement.prototype],
    ['Array.toSorted', 'toSorted' in Array.prototype],
    ['URL.parse', 'parse' in URL],
    ['structuredClone', 'structuredClone' in window],
  ]
  return needs.flatMap(([name, present]) => (present ? [] : [name]))
}
