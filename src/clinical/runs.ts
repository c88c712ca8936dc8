/**
 * A condition over time with hysteresis, so that a score which wavers around a limit is one finding and not many: switched on by
 * `turnsOn`, and off only by `turnsOff`.
 *
 * @param steps oldest first
 * @returns where the present run began; undefined when the condition is off after the last step
 */
export function startOfRun<T>(steps: readonly T[], turnsOn: (step: T) => boolean, turnsOff: (step: T) => boolean): T | undefined {
  let start: T | undefined
  for (const step of steps) {
    if (start === undefined && turnsOn(step)) start = step
    else if (turnsOff(step)) start = undefined
  }
  return start
}
