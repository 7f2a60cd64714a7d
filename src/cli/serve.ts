import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { Server } from 'node:http'
import { join } from 'node:path'
import { ReleaseError } from '../domain'
import { defineCommand, UsageError } from './command'
import { listen, staticServer } from './static-server'

export interface Served {
  /** `http://127.0.0.1:4173/` */
  address: string
  server: Server
}

/** Serves a built app with the Content-Security-Policy that its page states. Throws `ReleaseError` where nothing is built. */
export async function serveApp({ dir = 'dist', port = 4173, releases = '' } = {}): Promise<Served> {
  const page = join(dir, 'index.html')
  if (!existsSync(page))
    throw new ReleaseError(`serve: found no ${page}`, { where: dir, expected: 'a built app', todo: 'npm run build' })
  const policy = policyOf(await readFile(page, 'utf8'))
  const server = staticServer({
    folder: dir,
    instead: releases ? { releases } : undefined,
    // Views may stand in frames of anybody’s pages: nothing here belongs to a person or is done by a click.
    headers: { 'Content-Security-Policy': policy },
  })
  return { server, address: `http://127.0.0.1:${await listen(server, port)}/` }
}

/** The policy of the page's own `<meta>`, so that the two cannot drift apart. */
export function policyOf(html: string): string {
  const meta = /<meta\s[^>]*http-equiv="Content-Security-Policy"[^>]*>/is.exec(html)?.[0] ?? ''
  const policy = /content="([^"]*)"/is.exec(meta)?.[1]
  if (!policy) throw new ReleaseError('serve: the page states no Content-Security-Policy', { where: 'index.html' })
  return policy
}

/** `cairn serve`. Runs until it is stopped. */
export const serveCommand = defineCommand({
  name: 'serve',
  summary: 'serve the built app on this machine alone, and print its address',
  options: {
    dir: { type: 'string', value: 'DIR', help: 'folder that holds the built app (dist)' },
    port: { type: 'string', value: 'N', help: 'first port to try; the next free one is taken (4173)' },
    releases: {
      type: 'string',
      value: 'DIR',
      help: 'folder with catalogue.json and releases, instead of the app’s own',
    },
  },
  async run(values, terminal) {
    const port = Number(values.port ?? 4173)
    if (!Number.isInteger(port) || port < 0 || port > 65_535)
      throw new UsageError(`cairn serve: found --port ${values.port}, expected a number from 0 to 65535`)
    const { address, server } = await serveApp({ ...values, port })
    terminal.print(`Cairn is at ${address}\nStop it with Ctrl+C.`)
    await new Promise((done) => server.once('close', done))
    return 0
  },
})
