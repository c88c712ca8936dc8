// The response headers Remit ships with, in one place: `vite preview` sends them, the production build writes them out for static hosts,
// and docs/nginx.conf is made from them.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'

/** Hashed files never change; everything else is asked for again, so that nobody works with last week's rules. */
const ASSETS = '/assets/'

/**
 * @param {object} options
 * @param {readonly string[]} options.connectTo origins of FHIR and authorisation servers other than our own
 * @param {boolean} options.demo the demo registers msw's worker by its path, which trusted types do not let a script do
 */
export function contentSecurityPolicy({ connectTo, demo }) {
  const directives = [
    `default-src 'none'`,
    `script-src 'self'`,
    `style-src 'self'`,
    `img-src 'self' blob:`,
    `font-src 'self'`,
    `connect-src ${["'self'", ...connectTo].join(' ')}`,
    `worker-src 'self'`,
    `form-action 'self'`,
    `base-uri 'none'`,
    `object-src 'none'`,
    `frame-ancestors 'none'`,
  ]
  return [...directives, ...(demo ? [] : [`require-trusted-types-for 'script'`, `trusted-types 'none'`])].join('; ')
}

/** @param {{ readonly connectTo: readonly string[], readonly demo: boolean }} options @returns {Readonly<Record<string, string>>} */
export function securityHeaders(options) {
  return {
    'Content-Security-Policy': contentSecurityPolicy(options),
    'Strict-Transport-Security': 'max-age=63072000; includeSubDomains',
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
  }
}

/** @param {string} path of a URL */
const cacheControl = (path) => (path.startsWith(ASSETS) ? 'public, max-age=31536000, immutable' : 'no-store')

/** The `_headers` file that static hosts such as Netlify and Cloudflare Pages read. @param {readonly string[]} connectTo */
export function headersFile(connectTo) {
  const lines = Object.entries(securityHeaders({ connectTo, demo: false })).map(([name, value]) => `  ${name}: ${value}`)
  return [
    '/*',
    ...lines,
    `  Cache-Control: ${cacheControl('/')}`,
    `${ASSETS}*`,
    '  ! Cache-Control',
    `  Cache-Control: ${cacheControl(ASSETS)}`,
    '',
  ].join('\n')
}

/** A complete nginx server block. @param {readonly string[]} connectTo */
export function nginxFile(connectTo) {
  // nginx drops inherited headers as soon as a location adds one of its own, so each location repeats them all.
  // "always" also covers errors, but never the promise that a file will not change: a chunk that is missing today may be there tomorrow.
  /** @param {string} path */
  const headers = (path) => [
    ...Object.entries(securityHeaders({ connectTo, demo: false })).map(([name, value]) => `        add_header ${name} "${value}" always;`),
    `        add_header Cache-Control "${cacheControl(path)}"${path === ASSETS ? '' : ' always'};`,
  ]
  return [
    '# Remit behind nginx. Made by tools/headers.mjs; change the server name, the certificates and, in connect-src, the FHIR server.',
    'server {',
    '    listen 443 ssl;',
    '    server_name remit.example.org;',
    '    ssl_certificate     /etc/ssl/remit.pem;',
    '    ssl_certificate_key /etc/ssl/remit.key;',
    '    root /var/www/remit; # the contents of dist/',
    '    gzip on;',
    '    gzip_types text/css application/javascript application/json image/svg+xml;',
    '',
    `    location ${ASSETS} {`,
    '        try_files $uri =404;',
    ...headers(ASSETS),
    '    }',
    '',
    '    location / {',
    '        try_files $uri /index.html;',
    ...headers('/'),
    '    }',
    '}',
    '',
  ].join('\n')
}

/** Origins of the servers that config.json names, for connect-src. @param {string} configText */
export function originsIn(configText) {
  const urls = configText.match(/https?:\/\/[^"\\\s]+/g) ?? []
  return [...new Set(urls.map((url) => new URL(url).origin))].filter((origin) => !origin.endsWith('.example'))
}

/** Vite plugin: `vite preview` answers with the headers of production, for the servers that the build's own config.json names. @param {boolean} demo @returns {import('vite').Plugin} */
export function previewHeaders(demo) {
  return {
    name: 'remit-preview-headers',
    configurePreviewServer({ middlewares, config }) {
      const settings = resolve(config.root, config.build.outDir, 'config.json')
      middlewares.use((request, response, next) => {
        const connectTo = existsSync(settings) ? originsIn(readFileSync(settings, 'utf8')) : []
        for (const [name, value] of Object.entries(securityHeaders({ connectTo, demo }))) response.setHeader(name, value)
        response.setHeader('Cache-Control', cacheControl(request.url ?? '/'))
        next()
      })
    },
  }
}

const NGINX = 'docs/nginx.conf'
/** Stands in docs/nginx.conf where a hospital writes its own server. */
export const EXAMPLE_SERVER = 'https://fhir.example.org'

if (process.argv[1] === import.meta.filename) {
  mkdirSync(resolve(import.meta.dirname, '../docs'), { recursive: true })
  writeFileSync(resolve(import.meta.dirname, '..', NGINX), nginxFile([EXAMPLE_SERVER]))
  console.log(`headers: wrote ${NGINX}`)
}
