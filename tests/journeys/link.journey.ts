import { expect, it } from 'vitest'
import { journeys, type Set, HOSTED } from './stage'
import { allKept, chooseOther, fragmentOf, marked, settled, viewLink } from './steps'

journeys(
  'a link',
  (set: Set) => {
    const shown = async () => {
      await settled(set)
      // What is worked out below the chart comes later.
      const chart = await set.driver.evaluate(allKept, 'main .chart svg[role=listbox] [role=option]')
      return {
        headline: await set.driver.text('main h1'),
        chart,
        marked: await marked(set),
        sentence: await set.driver.text('.sentence'),
      }
    }

    it('opens exactly the view that it was copied from', async () => {
      await set.open('view=compare')
      await settled(set)
      await chooseOther(set, 'period')
      const option = 'main svg[role=listbox] [role=option]'
      await set.driver.clickOn(`${option} .hit`)
      await set.driver.waitForSelector('ul[aria-label="Marked areas"] li')
      const [before, address] = [await shown(), await set.driver.address()]
      expect(before.marked).toHaveLength(1)
      await set.open(address.slice(address.indexOf('#v=1&') + '#v=1&'.length))
      expect(await shown()).toEqual(before)
    })

    it('goes back and forward over views, not over adjustments', async () => {
      await set.open('view=map')
      await settled(set)
      await viewLink(set, 'Compare')
      await chooseOther(set, 'period')
      await viewLink(set, 'Variation')
      await set.driver.back()
      await set.driver.waitForSelector('nav a[aria-current=page][href*="view=compare"]')
      expect(Object.keys(await fragmentOf(set))).toContain('period')
      await set.driver.back()
      await set.driver.waitForSelector('nav a[aria-current=page][href*="view=map"]')
      expect(Object.keys(await fragmentOf(set))).not.toContain('period')
      await set.driver.forward()
      await set.driver.waitForSelector('nav a[aria-current=page][href*="view=compare"]')
      await settled(set)
    })

    it('with an unknown area, indicator or period says so and shows the rest', async () => {
      await set.open('view=compare&indicator=nonsense&areas=E99999999&period=1066')
      await set.driver.waitForText('This release has no area E99999999')
      await set.driver.waitForText(/no indicator .nonsense./)
      await set.driver.waitForText(/no figures for 1066/)
      await settled(set)
      expect(await set.driver.count('main svg[role=listbox] [role=option]')).toBeGreaterThan(5)
    })

    it('to a release that is not here offers those that are', async () => {
      await set.open('release=gone&view=map')
      await set.driver.waitForRole('heading', 'The release in this link is not here')
      await set.driver.waitForText('“gone”')
      await set.driver.clickOn('main [role=alert] li a')
      await settled(set)
      expect((await fragmentOf(set)).release).not.toBe('gone')
    })

    it('is given to the reader by Share, and on a disk at the public address', async () => {
      await set.open('view=compare&period=2023')
      await settled(set)
      await set.driver.click('button', 'Share')
      await set.driver.waitForSelector('dialog[open] input, dialog[open] textarea')
      const link = await set.driver.evaluate(
        () => document.querySelector<HTMLInputElement>('dialog[open] input, dialog[open] textarea')?.value ?? '',
        null,
      )
      expect(link.split('#')[0]).toBe(set.stage.from === 'http' ? set.page : 'https://cairn.example/app/')
      expect(link).toContain('view=compare')
    })
  },
  { stages: HOSTED },
)
