import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { eventually } from '../driver'
import { PLACES } from './places'
import { CHROMIUM_HTTP, journeys, type Set } from './stage'
import { fragmentOf, settled } from './steps'

const page = (set: Set, id: string) => `${set.page}p/${id}/`
/** As a program reads it that fetches a pasted link: without script, and without what stands behind the #. */
const told = (id: string) => /<h1>(.*)<\/h1>/.exec(readFileSync(`${PLACES.app}/p/${id}/index.html`, 'utf8'))?.[1]

journeys(
  'a page for previews',
  (set: Set) => {
    it('opens the view that it tells of, and Back leads to where its link stood', async () => {
      await set.open('view=about')
      await set.driver.open(page(set, 'demo-north.copd-admissions'))
      await set.driver.waitForSelector('main h1')
      await settled(set)
      expect(new URL(await set.driver.address()).pathname).toBe('/')
      expect(await fragmentOf(set)).toMatchObject({ release: 'demo-north', view: 'map', indicator: 'copd-admissions' })
      expect(await set.driver.text('main h1')).toBe(told('demo-north.copd-admissions'))
      await set.driver.back()
      expect(await fragmentOf(set)).toMatchObject({ view: 'about' })
    })

    it('opens an area’s profile with the finding that it tells', async () => {
      await set.driver.open('about:blank')
      await set.driver.open(page(set, 'demo-gm.salford'))
      await set.driver.waitForSelector('main section h2')
      await settled(set)
      expect(await set.driver.text('main h1')).toBe(told('demo-gm.salford'))
    })

    it('is what Share gives for just that view, marked areas and all; else the link is plain', async () => {
      await set.open('release=demo-north&view=compare&indicator=falls&areas=E08000035')
      await settled(set)
      const finding = await set.driver.text('main h1')
      const link = await shared(set)
      const own = `${page(set, 'demo-north.falls')}#v=1&release=demo-north&pin=`
      expect(link.startsWith(own)).toBe(true)
      expect(link).toContain('view=compare&indicator=falls&areas=E08000035')
      await set.driver.open('about:blank')
      await set.driver.open(link)
      await set.driver.waitForSelector('nav a[aria-current=page][href*="view=compare"]')
      await settled(set)
      expect(await set.driver.text('main h1')).toBe(finding)
      await set.open('release=demo-north&view=trend&indicator=falls')
      await settled(set)
      expect(await shared(set)).toContain(`${set.page}#v=1&release=demo-north&pin=`)
    })
  },
  { stages: CHROMIUM_HTTP },
)

/** The link in the dialog, once the list of pages has been read. */
async function shared({ driver }: Set): Promise<string> {
  await driver.click('button', 'Share')
  await driver.waitForSelector('dialog[open] input')
  const asked = () => performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/p/pages.json'))
  await eventually(() => driver.evaluate(asked, null), { say: () => 'Share never looked for pages' })
  // What was fetched stands in the dialog a moment later.
  await new Promise((done) => setTimeout(done, 300))
  return driver.evaluate(() => document.querySelector<HTMLInputElement>('dialog[open] input')?.value ?? '', null)
}
