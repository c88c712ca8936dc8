/** Where a fact was read: "Observation/123", and the version when the server gave one. */
export interface Source {
  readonly ref: string
  readonly versionId?: string
}
