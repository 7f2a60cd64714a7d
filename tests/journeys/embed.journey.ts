import { expect, it } from 'vitest'
import { eventually } from '../driver'
import { finding, formatNumber } from '../../src/words'
import { demoAnswer } from '../exports/demo-answers'
import { CHROMIUM_HTTP, journeys, type Set } from './stage'
import { settled } from './steps'

const VIEW = 'view=compare&indicator=copd-admissions&type=region'

/** In the page: what the first placed chart says and prints, through its shadow trees. */
const inChart = () => {
  const root = document.querySelector('cairn-chart')?.shadowRoot?.querySelector('div')?.shadowRoot
  const rows = [...(root?.querySelectorAll('tbody tr') ?? [])] as HTMLTableRowElement[]
  return {
    finding: root?.querySelector('.words')?.textContent ?? null,
    cells: Object.fromEntries(
      rows.map((row) => [row.dataset.area, [...row.cells].map(({ textContent }) => textContent)]),
    ),
    said: root?.querySelector('svg desc')?.textContent ?? null,
    drawn: root?.querySelectorAll('svg text').length ?? 0,
  }
}

journeys(
  'another page',
  (set: Set) => {
    it('holds a chart of the module with the figures of the answer', async () => {
      await set.driver.open(`${set.page}cairn/1/example.html`)
      await eventually(async () => (await set.driver.evaluate(inChart, null)).finding !== null, { say: () => 'no chart was placed' }) // prettier-ignore
      const [shown, answer] = [await set.driver.evaluate(inChart, null), await demoAnswer(VIEW)]
      expect(shown.finding).toBe(finding(answer).headline)
      for (const { area, value } of answer.estimates) expect(shown.cells[area]).toContain(formatNumber(value!, answer.indicator)) // prettier-ignore
      expect(shown.said).toContain('SYNTHETIC')
      expect(shown.drawn).toBeGreaterThan(10)
    })

    it('holds a frame that fits what is in it', async () => {
      const height = () => document.querySelector('iframe')?.height ?? ''
      await set.driver.evaluate(() => document.querySelector('iframe')?.scrollIntoView(), null)
      await eventually(async () => !['720', ''].includes(await set.driver.evaluate(height, null)), { say: () => 'the frame was never fitted' }) // prettier-ignore
    })

    it('frames finding, chart and source alone, keeps nothing, and leads to the whole', async () => {
      await set.open(`${VIEW}&embed=1`)
      await settled(set)
      await set.driver.waitForSelector('.embed-foot a')
      expect(await set.driver.text('main h1')).toBe(finding(await demoAnswer(VIEW)).headline)
      const around = () => [...document.querySelectorAll('header, nav, .sentence, .no-print')].filter((one) => one.checkVisibility()).map(({ textContent }) => textContent) // prettier-ignore
      expect(await set.driver.evaluate(around, null)).toEqual([])
      expect(await set.driver.text('.embed-foot p')).toContain('SYNTHETIC')
      expect(await set.driver.attribute('.embed-foot a', 'href')).toMatch(/^#v=1&(?!.*embed).*view=compare/)
      const kept = () => ({ storage: Object.keys(localStorage).length + Object.keys(sessionStorage).length, cookies: document.cookie }) // prettier-ignore
      expect(await set.driver.evaluate(kept, null)).toEqual({ storage: 0, cookies: '' })
    })

    it('is given its frame by Share', async () => {
      await set.open(VIEW)
      await settled(set)
      await set.driver.click('button', 'Share')
      await set.driver.waitForRole('heading', 'Put it in a web page')
      const snippet = await set.driver.evaluate(() => document.querySelector<HTMLTextAreaElement>('dialog textarea')?.value ?? '', null) // prettier-ignore
      expect(snippet).toMatch(/^<iframe src="http[^"]*view=compare[^"]*&amp;embed=1" title="SYNTHETIC[^"]*" width="100%" height="720"/) // prettier-ignore
    })
  },
  { stages: CHROMIUM_HTTP },
)
