import { expect, it } from 'vitest'
import { eventually } from '../driver'
import { BOTH_WAYS, journeys, type Set } from './stage'
import { allKept, chooseOther, fragmentOf, marked, settled, viewLink } from './steps'

/** All views but the one that makes releases, by their names in the navigation. */
const VIEWS = [
  'Where variation is greatest',
  'Map',
  'Compare',
  'Population',
  'Area profile',
  'Heat table',
  'Variation',
  'Trend',
  'Inequality',
  'Need and care',
  'Data',
  'About',
]

journeys(
  'a reader follows one finding through all views',
  (set: Set) => {
    const { stage } = set

    it('starts where variation is greatest', async () => {
      await set.open()
      await set.driver.waitForSelector('main h2 a')
      expect(await set.driver.text('main h1')).toMatch(/\w+ \w+/)
      expect(await set.driver.count('main ol [role=listbox]')).toBeGreaterThan(0)
      await set.driver.waitForSelector('footer')
      expect(await set.driver.text('footer')).toMatch(/rounded to 5/i)
    })

    it('sees who released each area, and by which rules', async () => {
      await set.open('view=compare&areas=E06000014')
      await set.driver.waitForSelector('ul[aria-label="Marked areas"] li')
      expect(await set.driver.text('ul[aria-label="Marked areas"]')).toMatch(/released by Connected Yorkshire/)
      const spoken = await set.driver.evaluate(allKept, 'main svg[role=listbox] [role=option]')
      for (const name of spoken) expect(name).toMatch(/; released by [A-Z]/)
      await set.driver.waitForSelector('footer')
      expect(await set.driver.text('footer')).toMatch(/rounded to 5 \(North West Coast, .*\(Connected Yorkshire\)/s)
      await set.open('view=compare&in=CR-GM')
      await set.driver.waitForSelector('main svg[role=listbox] [role=option]')
      await set.driver.waitForSelector('footer')
      expect(await set.driver.text('footer')).toMatch(/rounded to 5 \(Greater Manchester\)/)
      expect(await set.driver.text('footer')).not.toMatch(/Yorkshire/)
      await set.open()
      await set.driver.waitForSelector('main h2 a')
    })

    it('goes from an indicator to its funnel', async () => {
      const name = (await set.driver.texts('main h2 a'))[0] ?? ''
      await set.driver.click('link', name)
      await set.driver.waitForText('Beyond chance')
      expect(await fragmentOf(set)).toMatchObject({ view: 'variation' })
      expect(await set.driver.count('main svg[role=listbox] circle')).toBeGreaterThan(5)
    })

    it('keeps indicator, period and marked areas from view to view', async () => {
      await viewLink(set, 'Map')
      await set.driver.waitForSelector('main .map svg[role=listbox]')
      const areas = await set.driver.count('main .map svg[role=listbox] [role=option]')
      expect(areas).toBeGreaterThan(5)
      await chooseOther(set, 'period')
      const before = await fragmentOf(set)
      expect(before.period).toMatch(/^20\d\d$/)
      for (const view of ['Compare', 'Variation', 'Data', 'About']) {
        await viewLink(set, view)
        expect(await fragmentOf(set), view).toMatchObject({ indicator: before.indicator, period: before.period })
      }
      await viewLink(set, 'Compare')
      expect(await set.driver.count('main svg[role=listbox] [role=option]')).toBe(areas)
    })

    it('marks an area that is then marked in every view', async () => {
      await set.driver.focus('combobox', 'Find an area or a topic')
      const area = await set.driver.attribute('main svg[role=listbox] [role=option]', 'data-key')
      await set.driver.type(area ?? '')
      await set.driver.waitForSelector('[role=search] [role=option]')
      await set.driver.press('Enter')
      await set.driver.waitForSelector('ul[aria-label="Marked areas"] li')
      expect(await marked(set)).toEqual([area])
      for (const view of ['Map', 'Variation', 'Compare']) {
        await viewLink(set, view)
        await set.driver.waitForSelector('ul[aria-label="Marked areas"] li')
        expect(await marked(set), view).toEqual([area])
      }
    })

    it('reads the same figures in the chart and in its table', async () => {
      // What comes late moves the buttons below it: a press while it does would miss.
      await settled(set)
      const spoken = await set.driver.evaluate(allKept, 'main svg[role=listbox] [role=option]')
      await set.driver.click('button', 'Table of these values')
      await set.driver.waitForSelector('main table tbody tr')
      const rows = await set.driver.texts('main table tbody tr th[scope=row]')
      const names = rows.map((name) => name.trim())
      for (const label of spoken)
        expect(
          names.some((name) => label.startsWith(name)),
          label,
        ).toBe(true)
      expect(spoken.length, `${stage.browser} ${stage.from}`).toBeGreaterThan(5)
    })

    it('finds the sentence of every view in the name of its tab', async () => {
      const said = () =>
        set.driver.evaluate(() => {
          const headline = document.querySelector('main h1')?.textContent ?? ''
          const here = document.querySelector('nav a[aria-current=page]')?.textContent?.trim() ?? ''
          return { here, headline, title: document.title.replaceAll(' %', '\u00a0%') }
        }, null)
      const sentences: string[] = []
      for (const view of VIEWS) {
        await set.driver.click('link', view)
        const named = async () => {
          const { here, headline, title } = await said()
          return here === view && headline !== '' && title === `SYNTHETIC · ${headline} · Cairn`
        }
        await eventually(named, { say: async () => `${view}: ${JSON.stringify(await said())}` })
        await settled(set)
        expect(await named(), view).toBe(true)
        sentences.push((await said()).headline)
      }
      expect(new Set(sentences).size).toBeGreaterThanOrEqual(10)
      await viewLink(set, 'Compare')
    })

    it('reads about the indicator', async () => {
      await viewLink(set, 'About')
      await set.driver.waitForText('How it is calculated')
      await set.driver.waitForText(/files read so far; each has the length/)
    })
  },
  { stages: BOTH_WAYS },
)
