import { expect, it } from 'vitest'
import { eventually } from '../driver'
import { HOSTED, journeys, type Set as Staged } from './stage'
import { allKept, settled, takesFiles, viewLink } from './steps'

const csv =
  'Local authority;Year;Seen;Registered\nManchester;2022;30;200\nSalford;2022;50;250\nStockport;2022;10;100\nNarnia;2022;5;10\n'
const square = (code: string, x: number) => ({
  type: 'Feature',
  properties: { LAD23CD: code },
  geometry: { type: 'Polygon', coordinates: [[[x, 53.4], [x + 0.1, 53.4], [x + 0.1, 53.5], [x, 53.5], [x, 53.4]]] },
}) // prettier-ignore
const geojson = JSON.stringify({
  type: 'FeatureCollection',
  features: [square('E08000003', -2.3), square('E08000006', -2.4), square('E08000007', -2.2)],
})

/** Chooses in a list by its label, as a hand does. */
async function choose({ driver }: Staged, label: string, option: string): Promise<void> {
  const chosen = await driver.evaluate(
    ([wanted, words]) => {
      const labels = [...document.querySelectorAll<HTMLLabelElement>('main label')]
      const list = labels.find((one) => one.textContent!.replace(/\s+/g, ' ').trim().startsWith(wanted!))?.control
      if (!(list instanceof HTMLSelectElement)) return `no list “${wanted}”`
      const found = [...list.options].find(({ text }) => text.startsWith(words!))
      if (!found) return [...list.options].map(({ text }) => text).join(' / ')
      list.value = found.value
      list.dispatchEvent(new Event('change', { bubbles: true }))
      return ''
    },
    [label, option] as const,
  )
  expect(chosen).toBe('')
}

/** Lets a file of any bytes go over the page. */
const dropBytes = ({ driver }: Staged, name: string, content: Buffer) =>
  driver.evaluate(
    ({ name, base64 }) => {
      const data = new DataTransfer()
      data.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name))
      for (const type of ['dragenter', 'dragover', 'drop'])
        document.body.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data }))
    },
    { name, base64: content.toString('base64') },
  )

/** A map stands with another picture of the same areas beside it. */
const labels = async ({ driver }: Staged) =>
  [...new Set(await driver.evaluate(allKept, 'main svg[role=listbox] [role=option]'))].sort()

/** What the map and the ranked list say aloud. */
async function told(set: Staged): Promise<{ map: string[]; compare: string[] }> {
  await viewLink(set, 'Map')
  await eventually(async () => (await labels(set)).length > 0, { say: () => 'the map never came' })
  const map = await labels(set)
  await viewLink(set, 'Compare')
  await eventually(async () => (await labels(set)).length > 0, { say: () => 'the list never came' })
  return { map, compare: await labels(set) }
}

journeys(
  'a table of the reader’s own',
  (set: Staged) => {
    let before: Awaited<ReturnType<typeof told>>

    it('is explained, column by column, with what was not recognised listed', async () => {
      await set.open('')
      await takesFiles(set)
      await set.driver.drop('main', { name: 'seen.csv', content: csv })
      await set.driver.waitForRole('heading', 'What is in seen.csv?')
      await set.driver.drop('main', { name: 'areas.geojson', content: geojson })
      await set.driver.waitForText(/Boundaries: areas\.geojson, GeoJSON, 3 shapes/)
      await set.driver.waitForText(/4 areas in the file: 1 not recognised; 3 recognised by name/)
      await choose(set, 'Column Seen', 'count')
      await choose(set, 'Column Registered', 'denominator')
      await choose(set, 'Each value is', 'a share')
      expect(await set.driver.text('.go')).toMatch(/1 area was not recognised: Narnia/)
      await choose(set, 'Narnia', 'leave it out')
      await set.driver.waitForText(/1 left out by you/)
    })

    // MiniBrowser is never narrower than its toolbar, which is 447 px.
    it.skipIf(set.stage.browser === 'webkit')('fits a screen of 320 px', async () => {
      await set.driver.resize(320, 700)
      const wide = await set.driver.evaluate(() => document.documentElement.scrollWidth, null)
      await set.driver.resize(1280, 800)
      expect(wide).toBeLessThanOrEqual(320)
    })

    it('is opened: the map and the ranked list show its figures', async () => {
      await set.driver.click('button', 'Open seen.csv')
      await set.driver.waitForSelector('.unlisted', 60_000)
      await settled(set)
      before = await told(set)
      for (const spoken of [before.map, before.compare]) {
        expect(spoken).toHaveLength(3)
        for (const [name, value] of [
          ['Manchester', '15'],
          ['Salford', '20'],
          ['Stockport', '10'],
        ] as const)
          expect(spoken.join('\n')).toMatch(new RegExp(`${name}.*\\b${value}(\\.0)? ?%`))
      }
      // Wilson's limits of 30 out of 200.
      expect(before.compare.join('\n')).toMatch(/Manchester.*10\.7.*20\.6/)
    })

    it('is saved as a release that opens with the same figures', async () => {
      const saved = await set.driver.download(() => set.driver.click('button', 'Save as a release'))
      expect(saved.name).toBe('seen.zip')
      await set.open('')
      await takesFiles(set)
      await dropBytes(set, saved.name, saved.content)
      await set.driver.waitForSelector('.unlisted', 60_000)
      await settled(set)
      expect(await told(set)).toEqual(before)
    })

    it('is refused before any question where it holds people, or is no table', async () => {
      await set.open('')
      await takesFiles(set)
      const people = 'NHS Number,Local authority,Diagnosis\n4857773456,Manchester,J44\n'
      await set.driver.drop('main', { name: 'people.csv', content: people })
      await set.driver.waitForRole('heading', 'This file could not be opened')
      expect(await set.driver.text('main [role=alert]')).toMatch(/looks like records of patients/)
      expect(await set.driver.text('main')).not.toMatch(/4857773456|Manchester|What is in/)
      expect(await set.driver.count('main select')).toBe(0)
      await set.driver.click('button', 'Close without opening')
      await set.driver.drop('main', { name: 'letter.txt', content: 'Dear all,\n\nsee you at three.\n' })
      await set.driver.waitForText(/letter\.txt is not a table that can be read/)
      expect(await set.driver.text('main [role=alert]')).toMatch(/Found: .*Expected: a row of column names/)
    })

    it('cannot be opened while it lacks areas or periods, and says so', async () => {
      await set.open('')
      await takesFiles(set)
      await set.driver.drop('main', { name: 'shopping.csv', content: 'thing,price\nbread,2\nmilk,1\n' })
      await set.driver.waitForText(/No column is marked as area codes or area names/)
      expect(await set.driver.attribute('.go button.big', 'disabled')).not.toBeNull()
    })
  },
  { stages: HOSTED },
)
