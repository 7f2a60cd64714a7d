import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { findBrowser, startDriver, type BrowserName, type Driver } from '../driver'

const POLICY = `<meta http-equiv="Content-Security-Policy" content="default-src 'self'; script-src 'self'">`
const page = (head: string, body = '') =>
  `<!doctype html><html lang="en"><head><title>t</title><link rel="icon" href="data:,">${head}</head><body>${body}</body></html>`

const FORM = page(
  '',
  `<h1>Form</h1><label>Find <input id="field"></label> <button aria-label="Go there">x</button>
  <button style="display:none">Hidden</button><p id="said"></p><a href="#two">Two</a>
  <div id="zone">drop</div><a download="cells.csv" href="data:text/csv,a%2Cb%0A1%2C2">Save</a>
  <script src="./form.js"></script>`,
)
const FORM_SCRIPT = `
  document.querySelector('button').onclick = () => { said.textContent = 'went to ' + field.value }
  zone.ondragover = (event) => event.preventDefault()
  zone.ondrop = async (event) => { said.textContent = await event.dataTransfer.files[0].text() }
  field.onkeydown = (event) => { if (event.key === 'Enter') said.textContent = 'entered ' + field.value }`

const PAGES: Record<string, string> = {
  'form.html': FORM,
  'form.js': FORM_SCRIPT,
  'stray.html': page('', '<script src="./stray.js"></script>'),
  'stray.js': "fetch('http://stones.invalid/a').catch(() => 0)",
  'stray-worker.html': page('', '<script src="./stray-worker.js"></script>'),
  'stray-worker.js': 'new Worker(URL.createObjectURL(new Blob(["fetch(\'http://stones.invalid/w\').catch(() => 0)"])))',
  'refused.html': page(POLICY, '<script src="./stray.js"></script>'),
  'inline.html': page(POLICY, '<script>document.title = "ran"</script>'),
  'throws.html': page('', '<script src="./throws.js"></script>'),
  'throws.js': "setTimeout(() => { throw new Error('planted') })",
}

const ALL: readonly BrowserName[] = import.meta.env.MODE === 'everywhere' ? ['chromium', 'firefox', 'webkit'] : ['chromium', 'firefox'] // prettier-ignore

let folder: string
let server: Server
let http: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cairn-driver-'))
  for (const [name, text] of Object.entries(PAGES)) await writeFile(join(folder, name), text)
  server = createServer((request, response) => {
    const name = request.url?.slice(1).split('?')[0] ?? ''
    response.setHeader('Content-Type', name.endsWith('.js') ? 'text/javascript' : 'text/html')
    response.writeHead(name in PAGES ? 200 : 404).end(PAGES[name])
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  http = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`
})

afterAll(async () => {
  server.close()
  await rm(folder, { recursive: true })
})

describe.each<BrowserName>(ALL)('the driver in %s', (name) => {
  const skipped = findBrowser(name) === null
  if (skipped) console.warn(`skipped: no ${name}`)

  describe.skipIf(skipped)('', () => {
    let driver: Driver
    beforeAll(async () => void (driver = await startDriver(name, { theme: 'dark', width: 700, height: 500 })))
    afterAll(() => driver?.close())

    it('clicks, types, presses and reads', async () => {
      await driver.open(`${http}form.html`)
      await driver.fill('textbox', 'Find', 'Bury')
      await driver.click('button', 'Go there')
      await driver.waitForText('went to Bury')
      await driver.focus('textbox', /^find/i)
      await driver.press('Enter')
      expect(await driver.text('#said')).toBe('entered Bury')
      expect([await driver.has('button', 'Hidden'), await driver.has('heading', 'Form')]).toEqual([false, true])
      expect(
        await driver.evaluate(() => [innerWidth, matchMedia('(prefers-color-scheme: dark)').matches], null),
      ).toEqual([700, true])
    })

    it('activates a button by Enter and by the space bar', async () => {
      for (const key of ['Enter', ' ']) {
        await driver.fill('textbox', 'Find', `by key ${key.length}${key.trim()}`)
        await driver.focus('button', 'Go there')
        await driver.press(key)
        await driver.waitForText(`went to by key ${key.length}${key.trim()}`)
      }
    })

    it('goes back and forward', async () => {
      await driver.click('link', 'Two')
      expect(await driver.address()).toContain('#two')
      await driver.back()
      expect(await driver.address()).not.toContain('#two')
    })

    it('drops a file and saves one', async () => {
      await driver.drop('#zone', { name: 'a.csv', content: 'a,b' })
      await driver.waitForText('a,b')
      const saved = await driver.download(() => driver.click('link', 'Save'))
      expect([saved.name, saved.content.toString()]).toEqual(['cells.csv', 'a,b\n1,2'])
    })

    it('says what the page showed when something is not there', async () => {
      await expect(driver.waitForText('no such words', 200)).rejects.toThrow(/waited in vain.*\nat http.*[\s\S]*Form/)
      expect(driver.complaints()).toEqual([])
    })
  })

  describe.skipIf(skipped)('hears', () => {
    let driver: Driver
    afterEach(() => driver?.close())

    it.each([
      ['a request elsewhere', 'stray.html', /stones\.invalid\/a/],
      ['a request elsewhere from a worker', 'stray-worker.html', /stones\.invalid\/w/],
      ['a request that the policy refuses', 'refused.html', /stones\.invalid/],
      ['a script that the policy refuses', 'inline.html', /script-src/],
      ['an error', 'throws.html', /planted/],
    ])('%s', async (_, file, complaint) => {
      driver = await startDriver(name)
      await driver.open(http + file)
      await expect.poll(() => driver.complaints().join('\n'), { timeout: 10_000 }).toMatch(complaint)
      expect(driver.excuse(complaint)).toBeGreaterThan(0)
    })

    it('a request that leaves a page on disk, with no network there to take it', async () => {
      driver = await startDriver(name, { offline: true })
      await driver.open(pathToFileURL(join(folder, 'form.html')).href)
      await driver.fill('textbox', 'Find', 'Wigan')
      expect(driver.complaints()).toEqual([])
      await driver.open(pathToFileURL(join(folder, 'stray.html')).href)
      await expect.poll(() => driver.complaints().join('\n'), { timeout: 10_000 }).toMatch(/stones\.invalid/)
    })
  })
})
