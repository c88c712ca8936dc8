/** Deployment settings: `public/config.json`, read and checked before anything starts. */
import { defaultSettings, type ClinicalSettings } from '#src/clinical/settings.ts'

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

const PRACTITIONER = /^Practitioner\/[A-Za-z0-9.-]{1,64}$/
// Below two minutes the warning of a good minute would never leave the screen; 15 is this project's choice [I].
const IDLE = { from: 2, through: 240, usual: 15 }

const KEYS = ['fhirBase', 'practitioner', 'practitionerName', 'practiceHours', 'crisisText', 'idleMinutes', 'clinical']

/**
 * Checks deployment settings.
 *
 * @param page address of the page, to resolve a relative `fhirBase`
 * @throws ConfigError naming the first key that is unknown, missing or malformed
 */
export async function readConfig(raw: unknown, page: string): Promise<DeploymentConfig> {
  const file: ReadonlyMap<string, unknown> = new Map(Object.entries(typeof raw === 'object' && raw !== null ? raw : {}))
  const [unknown] = [...file.keys()].filter((key) => !KEYS.includes(key))
  if (unknown !== undefined) throw new ConfigError(`config.json: unknown key "${unknown}"`)
  const fhirBase = textIn(file, 'fhirBase')
  const practitioner = textIn(file, 'practitioner')
  if (!PRACTITIONER.test(practitioner)) throw notValid('practitioner', 'must be like "Practitioner/123"')
  const config = {
    practitioner,
    practitionerName: textIn(file, 'practitionerName'),
    practiceHours: textIn(file, 'practiceHours'),
    crisisText: textIn(file, 'crisisText'),
    idleMinutes: minutesIn(file.get('idleMinutes')),
  }
  const address = URL.parse(fhirBase, page)
  if (!address || !/^https?:$/.test(address.protocol)) throw new ConfigError(`config.json: "fhirBase" is not a web address: "${fhirBase}"`)
  return {
    ...config,
    fhirBase: address.href.replace(/\/$/, ''),
    clinical: file.has('clinical') ? await clinicalSettings(file.get('clinical')) : defaultSettings,
  }
}

function textIn(file: ReadonlyMap<string, unknown>, key: string): string {
  const value = file.get(key)
  if (typeof value === 'string' && value !== '') return value
  throw file.has(key) ? notValid(key, 'must be a text') : new ConfigError(`config.json: "${key}" is missing`)
}

function minutesIn(value: unknown = IDLE.usual): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= IDLE.from && value <= IDLE.through) return value
  throw notValid('idleMinutes', `must be a whole number from ${IDLE.from} to ${IDLE.through}`)
}

const notValid = (key: string, why: string): ConfigError => new ConfigError(`config.json: "${key}" is not valid: it ${why}`)

/** The rows that say what may be changed are read only where something is. */
async function clinicalSettings(overrides: unknown): Promise<ClinicalSettings> {
  const { settingsWith } = await import('#src/clinical/settings-override.ts')
  const settings = settingsWith(overrides)
  if (settings.ok) return settings.value
  const { path, why } = settings.error
  const key = path === '' ? 'clinical' : `clinical.${path}`
  throw new ConfigError(`config.json: ${why === 'is not a setting' ? `unknown key "${key}"` : `"${key}" ${why}`}`)
}
