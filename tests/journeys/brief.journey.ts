import { expect, it } from 'vitest'
import { formatInterval, formatNumber, sayValue } from '../../src/words'
import { rowsIn, wordsOf } from '../brief/read-brief'
import { demoAnswer } from '../exports/demo-answers'
import { journeys, type Set, HOSTED } from './stage'
import { settled } from './steps'

const AREA = 'E08000006'
const GM = 'demo-gm'

async function openDialog(set: Set): Promise<void> {
  await set.open(`view=compare&release=${GM}&indicator=copd-admissions&areas=${AREA}`)
  await settled(set)
  await set.driver.click('button', 'Take it away')
  await set.driver.waitForRole('button', 'Keep the brief', 30_000)
}

/** In the page: what the frame that was printed holds, and whether its style sheet took hold. */
const printed = () => {
  const inner = document.querySelector<HTMLIFrameElement>('iframe')?.contentDocument
  const heading = inner?.querySelector('h1')
  if (!inner || !heading) return null
  return { html: inner.body.innerHTML, mode: inner.compatMode, lang: inner.documentElement.lang, title: inner.title, size: inner.defaultView!.getComputedStyle(heading).fontSize } // prettier-ignore
}

/** In the page: a printer's dialog would stop a browser without a window, so the frame says instead that it was to be printed. */
const takePrinter = () => {
  const observer = new MutationObserver(() => {
    const inner = document.querySelector('iframe')?.contentWindow
    if (inner) inner.print = () => document.body.setAttribute('data-printed', inner.document.title)
  })
  observer.observe(document.body, { childList: true })
}

journeys(
  'a brief',
  (set) => {
    it('is of the marked area and the topic on the screen, and holds the answer’s figures', async () => {
      await openDialog(set)
      const saved = await set.driver.download(() => set.driver.click('button', 'Keep the brief'))
      expect(saved.name).toBe('SYNTHETIC-brief-salford-e08000006-breathing.html')
      const html = saved.content.toString('utf8')
      const { indicator, estimates, comparator } = await demoAnswer(`indicator=copd-admissions&areas=${AREA}`, GM)
      const own = estimates.find(({ area }) => area === AREA)!
      const value = `${formatNumber(own.value!, indicator)} (${formatInterval(own.interval95!, indicator, own.value!)})`
      expect(rowsIn(html, 'glance').get('copd-admissions')!.slice(1, 3)).toEqual([value, formatNumber(comparator.value!, indicator)]) // prettier-ignore
      expect(wordsOf(html, 'map')).toContain(sayValue(own, indicator))
      expect(html).toMatch(/@font-face[^<]*data:font\/woff2;base64,/)
      if (set.stage.from === 'http') expect(html).toContain(`href="${set.page.replace(/#.*/, '')}#v=1`)
      else expect(html).not.toContain('file:')
    })

    it('is printed from a frame with its own look', async () => {
      await openDialog(set)
      await set.driver.evaluate(takePrinter, null)
      await set.driver.click('button', 'Print the brief')
      await set.driver.waitForSelector('body[data-printed="SYNTHETIC: Breathing in Salford"]', 30_000)
      const found = await set.driver.evaluate(printed, null)
      expect(found).toMatchObject({ mode: 'CSS1Compat', lang: 'en-GB', title: 'SYNTHETIC: Breathing in Salford' })
      expect(parseFloat(found!.size)).toBeCloseTo((22 * 4) / 3, 1)
      const saved = await set.driver.download(() => set.driver.click('button', 'Keep the brief'))
      expect(rowsIn(found!.html, 'glance')).toEqual(rowsIn(saved.content.toString('utf8'), 'glance'))
    })
  },
  { stages: HOSTED },
)
