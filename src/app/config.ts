/** Deployment settings: `public/config.json`, read and checked before anything starts. */
import * as z from 'zod/mini'
import { settingsWith } from '#src/clinical/settings-override.ts'
import { defaultSettings, type ClinicalSettings } from '#src/clinical/settings.ts'

const configSchema = z.strictObject({
  fhirBase: z.string().check(z.minLength(1)),
  practitioner: z.string().check(z.regex(/^Practitioner\/[A-Za-z0-9.-]{1,64}$/)),
  practitionerName: z.string().check(z.minLength(1)),
  practiceHours: z.string().check(z.minLength(1)),
  crisisText: z.string().check(z.minLength(1)),
  // Below two minutes the warning of a good minute would never leave the screen; 15 is this project's choice [I].
  idleMinutes: z._default(z.int().check(z.minimum(2), z.maximum(240)), 15),
  clinical: z.optional(z.unknown()),
})

export interface DeploymentConfig {
  /** Absolute address of the FHIR server, without a final slash. */
  readonly fhirBase: string
  readonly practitioner: string
  readonly practitionerName: string
  readonly practiceHours: string
  readonly crisisText: string
  /** Whole minutes without a sign of anybody before the window locks, [2, 240]. */
  readonly idleMinutes: number
  readonly clinical: ClinicalSettings
}

/** A configuration that cannot be used. The message names the key and why. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/**
 * Checks deployment settings.
 *
 * @param page address of the page, to resolve a relative `fhirBase`
 * @throws ConfigError naming the first key that is unknown, missing or malformed
 */
export function readConfig(raw: unknown, page: string): DeploymentConfig {
  const parsed = configSchema.safeParse(raw)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const unknownKeys = issue?.code === 'unrecognized_keys' ? issue.keys.join(', ') : undefined
    const key = [...(issue?.path ?? [])].join('.')
    throw new ConfigError(
      unknownKeys === undefined
        ? `config.json: "${key}" ${key in asObject(raw) ? 'is not valid' : 'is missing'} (${issue?.message ?? 'no reason given'})`
        : `config.json: unknown key "${unknownKeys}"`,
    )
  }
  const { clinical, fhirBase, ...rest } = parsed.data
  const address = URL.parse(fhirBase, page)
  if (!address || !/^https?:$/.test(address.protocol)) throw new ConfigError(`config.json: "fhirBase" is not a web address: "${fhirBase}"`)
  return {
    ...rest,
    fhirBase: address.href.replace(/\/$/, ''),
    clinical: clinical === undefined ? defaultSettings : clinicalSettings(clinical),
  }
}

function clinicalSettings(overrides: unknown): ClinicalSettings {
  const settings = settingsWith(overrides)
  if (settings.ok) return settings.value
  const { path, why } = settings.error
  const key = path === '' ? 'clinical' : `clinical.${path}`
  throw new ConfigError(`config.json: ${why === 'is not a setting' ? `unknown key "${key}"` : `"${key}" ${why}`}`)
}

const asObject = (raw: unknown): object => (typeof raw === 'object' && raw !== null ? raw : {})
