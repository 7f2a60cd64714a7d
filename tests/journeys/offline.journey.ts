import { appendFile, cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serveApp, type Served } from '../../src/cli/serve'
import { FRONT, GROUPS } from '../../src/pages/navigation'
import { eventually, findBrowser, startDriver, type BrowserName } from '../driver'
import { PLACES } from './places'
import { readTable } from './read-table'
import type { Set } from './stage'
import { settled } from './steps'

const PAGES = [FRONT, ...GROUPS.flatMap(({ pages }) => pages)].map(({ page }) => page)
type Listed = (typeof PAGES)[number]
const OPTIONS = 'main svg[role=listbox] [role=option]'
/** What has to stand on a page; elsewhere a chart with something to choose on it. */
const CONTENT: Partial<Record<Listed, string>> = {
  heat: 'main [role=grid] td',
  data: 'main .data table tbody td',
  about: 'main dl dd',
  make: 'main button:not(:disabled)',
}
const EVERYWHERE = import.meta.env.MODE === 'everywhere'
const BROWSERS: readonly BrowserName[] = EVERYWHERE ? ['chromium', 'firefox'] : ['chromium']
/** Compared once more with the server; in `npm test` those alone to which nothing comes late, however busy the machine. */
const AGAIN: readonly Listed[] = EVERYWHERE ? PAGES : ['map', 'data']

for (const browser of BROWSERS)
  describe.skipIf(findBrowser(browser) === null)(`the hosted app without its server (${browser})`, () => {
    let folder: string
    let served: Served
    const set = {} as Set
    /** A visit of its own, as after closing the tab. */
    const visit = async (view: string) => {
      await set.driver.open('about:blank')
      await set.driver.open(`${served.address}#v=1&${view}`)
    }
    const toldBy = (page: Listed) => set.driver.evaluate(toldIn, CONTENT[page] ?? OPTIONS)
    /** What a view of the release says on top, and each value that its chart or table gives. */
    const found = async (page: Listed) => {
      await visit(`view=${page}&release=demo-north&areas=E08000006`)
      await settled(set)
      await set.driver.waitForSelector(CONTENT[page] ?? OPTIONS)
      expect(await set.driver.texts('main [role=alert]'), page).toEqual([])
      const told = await atRest(() => toldBy(page))
      expect(told[0], page).toMatch(/\w{3}/)
      expect(told.length, page).toBeGreaterThan(2)
      return told
    }
    /** By page, as found without the server. */
    const alone = new Map<string, string[]>()
    /** Title of the kept release. */
    let kept = ''
    const stop = async () => {
      served.server.closeAllConnections()
      await new Promise((done) => served.server.close(done))
    }
    const start = async () => {
      // A port of its own: whoever else took it while it is free would answer for the stopped server.
      const port = served ? Number(new URL(served.address).port) : 4900
      served = await serveApp({ dir: folder, port })
    }

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'cairn-offline-'))
      await cp(PLACES.app, folder, { recursive: true })
      await start()
      set.driver = await startDriver(browser)
    })
    afterAll(async () => {
      await set.driver?.close()
      await stop()
      await rm(folder, { recursive: true })
    })

    it.runIf(browser === 'chromium')('fetches nothing of it for a reader who saves data', async () => {
      const protocol = await set.driver.protocol?.()
      await protocol?.send('Emulation.setDataSaverOverride', { dataSaverEnabled: true })
      await visit('view=compare&release=demo-north')
      await settled(set)
      await set.driver.waitForRole('button', 'Share')
      await new Promise((done) => setTimeout(done, 4000))
      expect(await set.driver.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length, null)).toBe(0) // prettier-ignore
      expect(set.driver.requests().filter((address) => /duckdb|service-worker|MapView/.test(address))).toEqual([])
      await protocol?.send('Emulation.setDataSaverOverride', { dataSaverEnabled: false })
    })

    it('takes the whole app with the first visit, once its chart and engine stand', async () => {
      await visit('view=compare&release=demo-north')
      await settled(set)
      await marked(set, 'cairn:offline-ready')
      const times = await set.driver.evaluate(
        () =>
          ['cairn:engine-ready', 'cairn:offline-ready'].map((name) => performance.getEntriesByName(name)[0]!.startTime),
        null,
      )
      expect(times[1]).toBeGreaterThan(times[0]!)
      expect(complaints(set)).toEqual([])
    })

    it.runIf(browser === 'chromium')('can be installed', async () => {
      const protocol = await set.driver.protocol?.()
      const { errors, url } = (await protocol?.send('Page.getAppManifest')) ?? {}
      expect([errors, url]).toEqual([[], `${served.address}manifest.webmanifest`])
      const { installabilityErrors = [] } = (await protocol?.send('Page.getInstallabilityErrors')) ?? {}
      // Each journey has a window that forgets.
      expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([])
    })

    it('opens what was seen when the server has stopped', async () => {
      await stop()
      await visit('view=compare&release=demo-north')
      await settled(set)
      expect(await set.driver.count(OPTIONS)).toBeGreaterThan(50)
      expect(complaints(set)).toEqual([])
      await start()
    })

    it('says plainly that a release finds no room, and then keeps nothing of it', async () => {
      await visit('view=about&release=demo-north&part=kept')
      await settled(set)
      await set.driver.evaluate(fillDisk, 5)
      await set.driver.click('button', 'Keep on this device')
      await set.driver.waitForText('There is no room left for it on this device.')
      await visit('view=about&release=demo-north&part=kept')
      await set.driver.waitForRole('button', 'Keep on this device')
      expect(await set.driver.evaluate(filesKept, served.address)).toBe(0)
    })

    it('keeps a release whole, and says so', async () => {
      await visit('view=about&release=demo-north&part=kept')
      await settled(set)
      await set.driver.click('button', 'Keep on this device')
      await set.driver.waitForText(/✓ Kept on this device since .*\d{3} KB.*Every view of it opens without a network/)
      const titles = await set.driver.texts('section[aria-labelledby=about-kept] li a')
      expect(titles).toHaveLength(1)
      kept = titles[0] ?? ''
      // What was seen of it stands in for what was kept no longer.
      expect(await set.driver.evaluate(forgetSeen, '/releases/demo-north/')).toBeGreaterThan(20)
      expect(complaints(set)).toEqual([])
    })

    it('shows every view of it when the server has stopped', async () => {
      await stop()
      for (const page of PAGES) alone.set(page, await found(page))
      expect(complaints(set)).toEqual([])
    })

    it('runs SQL, and saves figures as files', async () => {
      await visit(`view=data&release=demo-north&sql=${encodeURIComponent('SELECT code, name FROM areas')}`)
      await set.driver.waitForText(/\d+ rows, 2 columns/, 90_000)
      const parquet = await set.driver.download(() => set.driver.click('button', 'Download Parquet'))
      expect(parquet.content.subarray(0, 4).toString()).toBe('PAR1')
      await set.driver.click('button', 'Take it away')
      const csv = await set.driver.download(() => set.driver.click('button', 'CSV'))
      expect(readTable(csv.content).rows.length).toBeGreaterThan(3)
      expect(complaints(set)).toEqual([])
    })

    it('makes a release', async () => {
      await visit('view=make')
      await set.driver.click('button', 'Try it with made-up records')
      await set.driver.waitForText('All that the recipe asks for is here.', 60_000)
      await set.driver.click('button', 'Make the release')
      await set.driver.waitForRole('heading', 'The release is made', 120_000)
      expect(complaints(set)).toEqual([])
    })

    it('says of a release that was never seen that it is not on this device', async () => {
      await visit('view=map&release=demo-gm')
      await set.driver.waitForRole('heading', 'This release is not on this device')
      await set.driver.waitForText('choose a release that is kept on this device')
      expect(await set.driver.texts('main li a')).toContain(kept)
      set.driver.excuse(/releases\/demo-gm|Failed to load|NetworkError|no-response/)
      expect(complaints(set)).toEqual([])
    })

    it('announces a newer app, and changes to it when the reader says so', async () => {
      await appendFile(join(folder, 'service-worker.js'), '\n// another edition of the app\n')
      await start()
      await visit('view=compare&release=demo-north')
      await settled(set)
      await set.driver.waitForText('A new version is ready. Reload when it suits you', 60_000)
      const begun = () => set.driver.evaluate(() => performance.timeOrigin, null)
      const before = await begun()
      await set.driver.click('button', 'Reload')
      await eventually(async () => (await begun()) !== before, { say: () => 'the page never loaded anew' })
      await settled(set)
      await marked(set, 'cairn:engine-ready')
      expect(await set.driver.has('button', 'Reload')).toBe(false)
    })

    it('lets go of what was kept, and finds the same with the server', async () => {
      await visit('view=about&release=demo-north&part=kept')
      await set.driver.click('button', /^Remove/)
      await set.driver.waitForText('is no longer kept on this device')
      expect(await set.driver.count('section[aria-labelledby=about-kept] li')).toBe(0)
      for (const page of AGAIN) {
        await found(page)
        // What is checked behind the scenes comes when it comes.
        await expect.poll(() => toldBy(page), { timeout: 20_000, message: page }).toEqual(alone.get(page))
      }
      expect(complaints(set)).toEqual([])
    })
  })

/** Waits until the page has set a mark. */
const marked = ({ driver }: Set, name: string) =>
  eventually(() => driver.evaluate((mark) => performance.getEntriesByName(mark).length > 0, name), {
    milliseconds: 100_000,
    say: () => `${name} never came`,
  })

/** Firefox calls it an error that a page is left while its other views are still being fetched ahead. */
function complaints({ driver }: Set): string[] {
  if (driver.name === 'firefox') driver.excuse(/\/(assets|duckdb)\/.*A ServiceWorker intercepted the request/)
  return driver.complaints()
}

/** What is read when nothing has changed for a while: a headline may wait for a study. */
async function atRest(read: () => Promise<string[]>): Promise<string[]> {
  let told = await read()
  for (let before: string[] = []; before.join() !== told.join();) {
    await new Promise((done) => setTimeout(done, 1000))
    before = told
    told = await read()
  }
  return told
}

/** In the page: the headline, and what each of some elements says; how many files were read by now is another matter. */
const toldIn = (selector: string) =>
  [document.querySelector('main h1'), ...document.querySelectorAll(selector)]
    .map((one) => one?.getAttribute('aria-label') ?? one?.textContent ?? '')
    .filter((told) => !told.includes('files read so far'))

/** In the page: makes the browser answer as it does on a full disk, after some more files. */
function fillDisk(room: number): void {
  const put = IDBObjectStore.prototype.put
  let left = room
  IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...given) {
    if (left-- <= 0) throw new DOMException('full', 'QuotaExceededError')
    return put.apply(this, given)
  }
}

/** In the page: how many files of releases its database holds. */
const filesKept = (place: string) =>
  new Promise<number>((done, failed) => {
    const opening = indexedDB.open(`cairn ${place}`)
    opening.onerror = failed
    opening.onsuccess = () => {
      const counting = opening.result.transaction('files').objectStore('files').count()
      counting.onsuccess = () => done(counting.result)
    }
  })

/** In the page: clears what the service worker holds of files that were seen. Gives how many there were. */
async function forgetSeen(folder: string): Promise<number> {
  const names = (await caches.keys()).filter((name) => name.startsWith('cairn-seen-'))
  const cleared = names.map(async (name) => {
    const cache = await caches.open(name)
    const requests = (await cache.keys()).filter(({ url }) => url.includes(folder))
    await Promise.all(requests.map((request) => cache.delete(request)))
    return requests.length
  })
  return (await Promise.all(cleared)).reduce((sum, one) => sum + one, 0)
}
