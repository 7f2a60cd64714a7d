import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listen } from '../../src/cli/static-server'
import { serveApp, type Served } from '../../src/cli/serve'
import { startDriver, type Driver } from '../driver'
import { PLACES } from './places'
import { allKept } from './steps'

/** Passes everything on to the app's own server, except what is refused: as a firewall does, or a bad line. */
async function refusing(
  served: Served,
  refused: RegExp,
): Promise<{ address: string; server: Server; asked: string[] }> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    if (refused.test(request.url ?? '')) request.socket.destroy()
    else served.server.emit('request', request, response)
  })
  return { server, asked, address: `http://127.0.0.1:${await listen(server, 4400)}/` }
}

describe('a shared link, with DuckDB’s files blocked', () => {
  let served: Served
  let wall: Awaited<ReturnType<typeof refusing>>
  let driver: Driver
  beforeAll(async () => {
    served = await serveApp({ dir: PLACES.app, port: 4300 })
    wall = await refusing(served, /^\/duckdb\//)
    driver = await startDriver('chromium')
  })
  afterAll(async () => {
    await driver?.close()
    wall?.server.close()
    served?.server.close()
  })

  it('opens to its chart with every area and its figures', async () => {
    await driver.open(`${wall.address}#v=1&view=compare`)
    await driver.waitForSelector('main svg[role=listbox] [role=option]')
    const said = await driver.evaluate(allKept, 'main svg[role=listbox] [role=option]')
    expect(said.length).toBeGreaterThan(20)
    for (const area of said) expect(area).toMatch(/\d.*\(\d.* to \d.*\)/)
  })

  it('goes on answering, and says on About why', async () => {
    await expect
      .poll(() => wall.asked.filter((path) => path.startsWith('/duckdb/')).length, { timeout: 30_000 })
      .toBeGreaterThan(0)
    await driver.click('link', 'Variation')
    await driver.waitForText('Beyond chance')
    await driver.click('link', 'About')
    await driver.waitForText(/DuckDB cannot run here/, 60_000)
    expect(driver.excuse(/ERR_EMPTY_RESPONSE|ERR_FAILED|ERR_CONNECTION/)).toBeGreaterThan(0)
    expect(driver.complaints()).toEqual([])
  })
})

describe('a shared link, with nothing blocked', () => {
  it('shows the same figures before and after DuckDB takes over', async () => {
    const served = await serveApp({ dir: PLACES.app, port: 4300 })
    const driver = await startDriver('chromium')
    const figures = () =>
      driver.evaluate(() => [...document.querySelectorAll('main svg[role=listbox] [role=option]')].map((one) => one.getAttribute('aria-label')), null) // prettier-ignore
    try {
      await driver.open(`${served.address}#v=1&view=compare`)
      await driver.waitForSelector('main svg[role=listbox] [role=option]')
      const before = await figures()
      await driver.click('link', 'About')
      await driver.waitForText(/DuckDB runs in a worker/, 60_000)
      await driver.click('link', 'Compare')
      await driver.waitForSelector('main svg[role=listbox] [role=option]')
      expect(await figures()).toEqual(before)
      expect(driver.complaints()).toEqual([])
    } finally {
      await driver.close()
      served.server.close()
    }
  })
})
