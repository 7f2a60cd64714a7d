import { spawn, type ChildProcess } from 'node:child_process'
import { createServer } from 'node:net'
import type { Readable } from 'node:stream'

/** A screen in memory, small: a window without a manager has the focus where the pointer is, which starts in the middle. */
export async function startScreen(program: string): Promise<{ display: string; process: ChildProcess }> {
  const words = ['-displayfd', '3', '-screen', '0', '300x300x24', '-nolisten', 'tcp']
  const process = spawn(program, words, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const said = process.stdio[3] as Readable
  const display = await new Promise<string>((done, failed) => {
    said.once('data', (bytes) => done(`:${String(bytes).trim()}`))
    process.once('error', failed)
    process.once('exit', (code) => failed(new Error(`${program} ended with ${code} before it had a screen`)))
  })
  return { display, process }
}

/** Ends a program and waits until it has ended. */
export async function end(process: ChildProcess): Promise<void> {
  if (process.exitCode !== null || process.signalCode !== null) return
  const gone = new Promise((done) => process.once('exit', done))
  process.kill()
  await gone
}

/** A port of this machine that nothing listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  await new Promise((done) => server.close(done))
  if (typeof address !== 'object' || !address) throw new Error('found no free port')
  return address.port
}
