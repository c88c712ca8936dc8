/** Makes the compiler prove that a `switch` over a union is complete; throws if an impossible value arrives at run time. */
export function assertNever(value: never): never {
  throw new Error(`Unhandled case: ${JSON.stringify(value)}`)
}
