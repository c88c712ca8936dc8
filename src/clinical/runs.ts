/** A condition over time with hysteresis, so that a score which wavers around a limit is one finding and not many. */
export interface Run<T> {
  readonly on: boolean
  /** Where the present run began; undefined when it is off. */
  readonly start: T | undefined
}

/**
 * State after the last element: switched on by `turnsOn`, and off only by `turnsOff`.
 *
 * @param steps oldest first
 */
export function runOf<T>(
  steps: readonly T[],
  turnsOn: (step: T, index: number) => boolean,
  turnsOff: (step: T, index: number) => boolean,
): Run<T> {
  let start: T | undefined
  steps.forEach((step, index) => {
    if (start === undefined && turnsOn(step, index)) start = step
    else if (start !== undefined && turnsOff(step, index)) start = undefined
  })
  return { on: start !== undefined, start }
}
