import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { chromiumPath, launchOptions } from '../../tools/chromium.mjs'

afterEach(() => void vi.unstubAllEnvs())

function folderWith(name: string): { readonly folder: string; readonly file: string } {
  const folder = mkdtempSync(join(tmpdir(), 'remit-chromium-'))
  const file = join(folder, name)
  writeFileSync(file, '')
  chmodSync(file, 0o755)
  return { folder, file }
}

test('CHROME_PATH comes first, whatever else there is', () => {
  const { folder } = folderWith('chromium')
  vi.stubEnv('PATH', folder)
  vi.stubEnv('CHROME_PATH', '/somewhere/chrome')
  expect(chromiumPath()).toBe('/somewhere/chrome')
  expect(launchOptions().executablePath).toBe('/somewhere/chrome')
})

test('without it the first folder of PATH that has a browser is taken', () => {
  const [first, second] = [folderWith('google-chrome'), folderWith('chromium')]
  vi.stubEnv('CHROME_PATH', '')
  vi.stubEnv('PATH', [first.folder, second.folder].join(delimiter))
  expect(chromiumPath()).toBe(first.file)
})

test.skipIf(process.platform === 'darwin')('with neither, Playwright’s own download is used: no path is given', () => {
  vi.stubEnv('CHROME_PATH', '')
  vi.stubEnv('PATH', mkdtempSync(join(tmpdir(), 'remit-empty-')))
  vi.stubEnv('PROGRAMFILES', '/nowhere')
  expect(launchOptions()).toEqual({ args: ['--disable-quic', '--disable-sync'] })
})
