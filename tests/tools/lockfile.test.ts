import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

interface Locked {
  readonly version?: string
  readonly integrity?: string
  readonly resolved?: string
  readonly link?: boolean
  readonly hasInstallScript?: boolean
}
interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>
  readonly devDependencies: Readonly<Record<string, string>>
  readonly allowScripts: Readonly<Record<string, boolean>>
  readonly scripts: Readonly<Record<string, string>>
}

const root = resolve(import.meta.dirname, '../..')
// safe: both files are npm's own, and every field used is checked below
const read = <T>(name: string): T => JSON.parse(readFileSync(resolve(root, name), 'utf8')) as T
const manifest = read<Manifest>('package.json')
const { packages } = read<{ readonly packages: Readonly<Record<string, Locked>> }>('package-lock.json')
const installed = Object.entries(packages).filter(([path]) => path !== '')
const wanted = { ...manifest.dependencies, ...manifest.devDependencies }

describe('F91 what is installed is what was looked at', () => {
  test('every direct package is pinned to one version, and the lockfile holds that version', () => {
    expect(Object.keys(wanted).length).toBeGreaterThan(20)
    for (const [name, version] of Object.entries(wanted)) {
      const exact = /^(?:npm:[@\w/-]+@)?(\d+\.\d+\.\d+(?:-[\w.]+)?)$/.exec(version)?.[1]
      expect([name, version, exact]).toEqual([name, version, expect.any(String)])
      expect([name, packages[`node_modules/${name}`]?.version]).toEqual([name, exact])
    }
  })

  test('the manifest inside the lockfile is the manifest: npm ci would refuse anything else', () => {
    const { '': locked } = read<{ readonly packages: Readonly<Record<string, Partial<Manifest>>> }>('package-lock.json').packages
    expect(locked?.dependencies).toEqual(manifest.dependencies)
    expect(locked?.devDependencies).toEqual(manifest.devDependencies)
  })

  test('every package has a SHA-512 of its content, comes from no git or file, and names no host', () => {
    expect(installed.length).toBeGreaterThan(100)
    for (const [path, { integrity = '', resolved, link }] of installed) {
      expect([path, integrity]).toEqual([path, expect.stringMatching(/^sha512-[\w+/]{86}==$/)])
      expect([path, resolved, link]).toEqual([path, undefined, undefined])
    }
  })

  test('a package with an install script of its own is named in allowScripts, and none is allowed to run it', () => {
    const withScript = installed.flatMap(([path, { hasInstallScript }]) =>
      hasInstallScript === true ? [path.replace(/^.*node_modules\//, '')] : [],
    )
    expect(Object.keys(manifest.allowScripts)).toEqual(expect.arrayContaining(withScript))
    expect(Object.values(manifest.allowScripts)).not.toContain(true)
  })

  test('`npm run audit` fails at a known vulnerability of high severity in what is shipped', () => {
    expect(manifest.scripts['audit']).toMatch(/^npm audit .*--audit-level=high/)
  })
})
