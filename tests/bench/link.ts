import { createServer } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import type { Browser } from 'playwright-core'
import { serveApp } from '../../src/cli/serve'
import { listen } from '../../src/cli/static-server'
import { quantile } from './arms'
import { bytesOf, sayBytes, total } from './bytes'
import { launchChromium, load, type Load } from './load'

export interface Goal {
  goal: string
  found: string
  met: boolean
}

const VIEW = '#v=1&view=compare'
/** Longer than the chart itself takes: a harness that does not see this sees nothing. */
const DELAY = 600

/** G5 and G6, in a browser, on the built app with the demo. `stick` is the packed folder. Throws where figures differ. */
export async function linkBench(app: string, stick: string, rounds: number): Promise<Goal[]> {
  const { address, server } = await serveApp({ dir: app, port: 4300 })
  const late = createServer((request, response) => {
    const pass = () => server.emit('request', request, response)
    if (request.url?.startsWith('/releases/')) void wait(DELAY).then(pass)
    else pass()
  })
  const lateAddress = `http://127.0.0.1:${await listen(late, 4400)}/`
  const blocked = createServer((request, response) => {
    if (request.url?.startsWith('/duckdb/')) request.socket.destroy()
    else server.emit('request', request, response)
  })
  const blockedAddress = `http://127.0.0.1:${await listen(blocked, 4500)}/`
  const browser = await launchChromium()
  try {
    await load(browser, address + VIEW)
    const arms = { http: address, file: pathToFileURL(`${stick}/index.html`).href, late: lateAddress }
    const loads = await interleaved(browser, arms, rounds)
    const slow = await repeated(browser, address, Math.min(rounds, 5), { slow: true, waitForEngine: false })
    const without = await repeated(browser, blockedAddress, 1, { waitForEngine: false })
    sameFigures([...loads.http, ...loads.file, ...loads.late, ...slow, ...without])
    return [...goalsOf(loads, app), ...slowGoals(slow), blockedGoal(without)]
  } finally {
    await browser.close()
    for (const one of [late, blocked, server]) one.close()
  }
}

type Arms<T> = { http: T; file: T; late: T }

/** In turn, so that a busy machine slows all alike. */
async function interleaved(browser: Browser, addresses: Arms<string>, rounds: number): Promise<Arms<Load[]>> {
  const loads: Arms<Load[]> = { http: [], file: [], late: [] }
  for (let round = 0; round < rounds; round++)
    for (const name of ['http', 'file', 'late'] as const)
      loads[name].push(await load(browser, addresses[name] + VIEW, { waitForEngine: name !== 'late' }))
  return loads
}

async function repeated(
  browser: Browser,
  address: string,
  times: number,
  options: { slow?: boolean; waitForEngine?: boolean },
) {
  const loads: Load[] = []
  for (let n = 0; n < times; n++) loads.push(await load(browser, address + VIEW, options))
  return loads
}

/** The first chart has to be right before its time counts: the same words for each area, before DuckDB and after. */
function sameFigures(loads: readonly Load[]): void {
  const expected = loads[0]?.last.join('\n')
  for (const { first, last } of loads)
    if (first.length < 2 || first.join('\n') !== expected || last.join('\n') !== expected)
      throw new Error('two visits showed different figures')
}

const median = (times: readonly number[]) => quantile(Float64Array.from(times), 0.5)
const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(2)} s`
const charts = (loads: readonly Load[]) => median(loads.map(({ firstChart }) => firstChart))
const engines = (loads: readonly Load[]) => median(loads.map(({ engineReady }) => engineReady ?? Number.NaN))

function goalsOf({ http, file, late }: Arms<Load[]>, app: string): Goal[] {
  const share = median(http.map(({ firstChart, engineReady }) => firstChart / (engineReady ?? Number.NaN)))
  const early = bytesOf(http[0]?.before ?? [], app)
  const all = bytesOf(http[0]?.all ?? [], app)
  const chart = charts(file) / charts(http)
  const engine = engines(file) / engines(http)
  const seen = charts(late) - charts(http)
  return [
    { goal: 'G5: first chart at most 0.15× of DuckDB ready, same load', found: `${share.toFixed(3)}× (${seconds(charts(http))} of ${seconds(engines(http))})`, met: share <= 0.15 },
    { goal: 'G5: at most 153 KB brotli before the first chart', found: `${(total(early) / 1000).toFixed(1)} KB: ${sayBytes(early)}`, met: total(early) <= 153_000 },
    { goal: 'G5: at most 3 % of the bytes until DuckDB is ready', found: `${((100 * total(early)) / total(all)).toFixed(1)} % of ${(total(all) / 1e6).toFixed(2)} MB`, met: total(early) <= 0.03 * total(all) },
    { goal: 'G6: first chart from file: at most 1.15× of http:', found: `${chart.toFixed(2)}× (${seconds(charts(file))})`, met: chart <= 1.15 },
    { goal: 'G6: DuckDB ready from file: at most 1.15× of http:', found: `${engine.toFixed(2)}× (${seconds(engines(file))})`, met: engine <= 1.15 },
    { goal: `the harness sees releases held back ${DELAY} ms`, found: `${seen.toFixed(0)} ms later`, met: seen >= DELAY },
  ] // prettier-ignore
}

function slowGoals(slow: readonly Load[]): Goal[] {
  const time = charts(slow)
  return [
    {
      goal: 'G5: first chart within 2 s at 1.6 Mbit/s, 150 ms, processor 4× slower',
      found: seconds(time),
      met: time <= 2000,
    },
  ]
}

const blockedGoal = (loads: readonly Load[]): Goal => ({
  goal: 'G5: first chart with DuckDB blocked',
  found: `${seconds(charts(loads))}, the same figures`,
  met: loads.length > 0,
})
