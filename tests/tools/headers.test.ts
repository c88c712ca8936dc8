import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { contentSecurityPolicy, EXAMPLE_SERVER, headersFile, nginxFile, originsIn, securityHeaders } from '../../tools/headers.mjs'

const root = resolve(import.meta.dirname, '../..')

function directives(policy: string): ReadonlyMap<string, readonly string[]> {
  return new Map(policy.split('; ').map((directive) => [directive.split(' ')[0] ?? '', directive.split(' ').slice(1)]))
}

describe('the content security policy of production', () => {
  const policy = directives(contentSecurityPolicy({ connectTo: ['https://fhir.clinic.test'], demo: false }))

  test('F92: allows neither inline script, nor eval, nor any wildcard, nor any host but the FHIR server’s', () => {
    const sources = [...policy.values()].flat()
    expect(sources.filter((source) => /unsafe|\*|data:|^https?:/.test(source))).toEqual(['https://fhir.clinic.test'])
    expect(policy.get('script-src')).toEqual([`'self'`])
    expect(policy.get('connect-src')).toEqual([`'self'`, 'https://fhir.clinic.test'])
  })

  test.each([
    ['default-src', `'none'`],
    ['object-src', `'none'`],
    ['base-uri', `'none'`],
    ['frame-ancestors', `'none'`],
    ['require-trusted-types-for', `'script'`],
    ['trusted-types', `'none'`],
  ])('%s is %s', (name, value) => expect(policy.get(name)).toEqual([value]))

  test('the demo alone may register its worker: it has no trusted types, and otherwise the same policy', () => {
    const demo = directives(contentSecurityPolicy({ connectTo: ['https://fhir.clinic.test'], demo: true }))
    expect([...policy.keys()].filter((name) => !demo.has(name))).toEqual(['require-trusted-types-for', 'trusted-types'])
  })
})

test('the fixed headers of RELIABILITY.md 7 are all sent', () => {
  expect(Object.keys(securityHeaders({ connectTo: [], demo: false })).toSorted()).toEqual([
    'Content-Security-Policy',
    'Cross-Origin-Opener-Policy',
    'Cross-Origin-Resource-Policy',
    'Permissions-Policy',
    'Referrer-Policy',
    'Strict-Transport-Security',
    'X-Content-Type-Options',
  ])
})

test('origins are read from a configuration by their scheme, host and port; addresses that only stand for an example are left out', () => {
  const config = JSON.stringify({
    fhirBase: 'https://fhir.clinic.test:8443/r4',
    other: 'see http://a.example/x',
    again: 'https://fhir.clinic.test:8443/y',
  })
  expect(originsIn(config)).toEqual(['https://fhir.clinic.test:8443'])
  expect(originsIn('{"fhirBase":"/fhir"}')).toEqual([])
})

test('nginx repeats every header in every location, because it inherits none into a location that has one of its own', () => {
  const locations = nginxFile(['https://fhir.clinic.test']).split('location ').slice(1)
  expect(locations).toHaveLength(2)
  for (const location of locations)
    for (const [name, value] of Object.entries(securityHeaders({ connectTo: ['https://fhir.clinic.test'], demo: false })))
      expect(location).toContain(`add_header ${name} "${value}" always;`)
})

test('a page is never kept, a hashed file for a year, and an error on a hashed file not at all', () => {
  const [assets, others] = nginxFile([]).split('location ').slice(1)
  expect(assets).toContain('add_header Cache-Control "public, max-age=31536000, immutable";')
  expect(others).toContain('add_header Cache-Control "no-store" always;')
  expect(headersFile([])).toMatch(
    /^\/\*\n(  .+\n)+  Cache-Control: no-store\n\/assets\/\*\n  ! Cache-Control\n  Cache-Control: public, max-age=31536000, immutable\n$/,
  )
})

test('docs/nginx.conf is what tools/headers.mjs makes', () => {
  expect(readFileSync(join(root, 'docs/nginx.conf'), 'utf8')).toBe(nginxFile([EXAMPLE_SERVER]))
})
