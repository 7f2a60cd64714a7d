import { expect, it } from 'vitest'
import { BOTH_WAYS, journeys, type Set } from './stage'
import { fragmentOf, settled, takesFiles } from './steps'

const VIEW = 'view=compare&release=demo-gm&indicator=copd-admissions&areas=E08000006'

/** What the page says of a replay file let go over it. */
async function dropped({ driver }: Set, content: string): Promise<string> {
  await driver.drop('main', { name: 'view.cairn.json', content })
  await driver.waitForText(/Recomputed:|is not here|could not be opened/, 60_000)
  return (await driver.text('main .replay h2')) ?? ''
}

journeys(
  'A replay file',
  (set: Set) => {
    let file = ''

    it('is taken away by Share, with figures to 12 digits', async () => {
      await set.open(VIEW)
      await settled(set)
      await set.driver.click('button', 'Share')
      const { name, content } = await set.driver.download(() => set.driver.click('button', 'Download replay file'))
      expect(name).toMatch(/^SYNTHETIC-demo-gm-compare-.*\.cairn\.json$/)
      file = content.toString('utf8')
      expect(file).toContain('"format": "cairn-replay"')
    })

    it('opens its view in another, works it out again, and all figures agree', async () => {
      await set.open('view=map&release=demo-north')
      await takesFiles(set)
      expect(await dropped(set, file)).toMatch(/^Recomputed: all \d{3} figures agree to 12 digits$/)
      await settled(set)
      expect(await fragmentOf(set)).toMatchObject({ view: 'compare', release: 'demo-gm', areas: 'E08000006' })
    })

    it('that was altered says which figure differs', async () => {
      const [, was] = /"E08000006",(\d+)/.exec(file)!
      expect(await dropped(set, file.replace(`"E08000006",${was}`, `"E08000006",${was}1`))).toMatch(/^Recomputed: 1 of \d+ figures differs$/) // prettier-ignore
      await set.driver.clickOn('main .replay summary')
      const rows = await set.driver.texts('main .replay tbody tr')
      expect(rows.map((row) => row.replace(/\s+/g, ' '))).toEqual([`Salford, count ${was}1 ${was}`])
    })

    it('of a release that is not here names it, its edition and where it comes from', async () => {
      await set.driver.click('button', 'Close')
      expect(await dropped(set, file.replaceAll('demo-gm', 'demo-elsewhere'))).toMatch(/is not here/)
      expect(await set.driver.text('main .replay')).toMatch(/demo-elsewhere of 1 March 2026, edition [0-9a-f]{8}\)\.[^]*It comes from Greater Manchester/) // prettier-ignore
    })

    it('that is none is refused with what was expected', async () => {
      await set.driver.click('button', 'Close')
      expect(await dropped(set, '{"format":"something else"}')).toBe('This file could not be opened')
    })
  },
  { stages: BOTH_WAYS },
)
