import { ConfigError, readConfig, type DeploymentConfig } from '#src/app/config.ts'

const FILE = 'config.json'
const WAIT_MS = 10_000

/**
 * Reads the deployment's settings from beside the page.
 *
 * @throws ConfigError when the file is absent, no JSON, or holds a value that cannot be used
 */
export async function readConfigFile(page: string): Promise<DeploymentConfig> {
  return readConfig(await readFile(), page)
}

async function readFile(): Promise<unknown> {
  let response: Response
  try {
    response = await fetch(`/${FILE}`, { cache: 'no-store', signal: AbortSignal.timeout(WAIT_MS) })
  } catch {
    throw new ConfigError(`${FILE} could not be read: this address does not answer`)
  }
  if (!response.ok) throw new ConfigError(`${FILE} could not be read: the web server answered ${response.status}`)
  try {
    return await response.json()
  } catch {
    throw new ConfigError(`${FILE} is not JSON`)
  }
}
