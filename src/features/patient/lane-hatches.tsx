/** Fills of a dose block: told apart by pattern, so that they survive grey print and every colour vision. */
export interface LaneHatchesProps {
  /** Prefix of the pattern ids: one figure must not use another's. */
  readonly id: string
}

const hatches = [
  { name: '1', colour: 'var(--series-1)' },
  { name: '3', colour: 'var(--series-3)' },
  { name: 'ink', colour: 'var(--ink-3)' },
] as const

export function LaneHatches({ id }: LaneHatchesProps) {
  return (
    <defs>
      {hatches.map(({ name, colour }) => (
        <pattern key={name} id={`${id}-below-${name}`} width={6} height={6} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path d="M0 0v6" stroke={colour} strokeWidth={2} strokeOpacity={0.75} />
        </pattern>
      ))}
      <pattern id={`${id}-unknown`} width={7} height={7} patternUnits="userSpaceOnUse">
        <path d="M0 0l7 7M7 0l-7 7" stroke="var(--tier-unknown)" strokeWidth={0.8} strokeOpacity={0.7} />
      </pattern>
    </defs>
  )
}

/** "1", "3" or "ink": which hatch belongs to a lane colour. */
export function hatchOf(colour: string): string {
  return hatches.find((one) => one.colour === colour)?.name ?? 'ink'
}
