// Static files with compression, as a web server would send them.
import { createServer } from 'node:http'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { extname, join, normalize } from 'node:path'
import { gzipSync } from 'node:zlib'

const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/**
 * @param {string} root folder
 * @param {{ headers?: Readonly<Record<string, string>>, files?: ReadonlyMap<string, Buffer>, fallback?: string }} [options]
 *   `files`: gzipped JSON by path, beside what the folder holds
 */
export async function serve(root, { headers = {}, files = new Map(), fallback } = {}) {
  /** @type {Map<string, Buffer>} */
  const packed = new Map()
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://x').pathname)
    const made = files.get(path)
    if (made !== undefined) {
      response
        .writeHead(200, { 'content-type': 'application/fhir+json', 'content-encoding': 'gzip', 'cache-control': 'no-store' })
        .end(made)
      return
    }
    const asked = join(root, path === '/' ? 'index.html' : path)
    const file = existsSync(asked) && statSync(asked).isFile() ? asked : fallback === undefined ? undefined : join(root, fallback)
    if (file === undefined) return void response.writeHead(404).end()
    const type = TYPES[/** @type {keyof typeof TYPES} */ (extname(file))] ?? 'application/octet-stream'
    const isText = extname(file) !== '.woff2'
    const body = packed.get(file) ?? (isText ? gzipSync(readFileSync(file)) : readFileSync(file))
    packed.set(file, body)
    const cache = path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-store'
    response
      .writeHead(200, { ...headers, 'content-type': type, 'cache-control': cache, ...(isText ? { 'content-encoding': 'gzip' } : {}) })
      .end(body)
  })
  await new Promise((ready) => server.listen(0, '127.0.0.1', () => ready(undefined)))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((done) => {
        server.close(() => done(undefined))
        server.closeAllConnections()
      }),
  }
}
