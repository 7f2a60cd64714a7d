import { createServer, type Server } from 'node:net'

/** A proxy that stands for the rest of the world: it answers nothing and remembers who asked for what. */
export interface Trap {
  port: number
  /** First lines of what came, e.g. `CONNECT example.org:443 HTTP/1.1`. */
  caught: string[]
  close(): void
}

export async function setTrap(): Promise<Trap> {
  const caught: string[] = []
  const server: Server = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    socket.once('data', (bytes) => {
      caught.push(bytes.toString('latin1').split('\r\n')[0] ?? '')
      socket.end('HTTP/1.1 502 Nobody there\r\nContent-Length: 0\r\n\r\n')
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('the trap has no port')
  return { port: address.port, caught, close: () => void server.close() }
}

/** A trap that forgets what the browser itself, not the page, reached for. */
export function exceptFor(hosts: RegExp, trap: Trap): Trap {
  return {
    ...trap,
    get caught() {
      return trap.caught.filter((line) => !hosts.test(line))
    },
  }
}
