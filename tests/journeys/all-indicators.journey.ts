import { expect, it } from 'vitest'
import { eventually } from '../driver'
import { journeys, type Set, HOSTED } from './stage'
import { fragmentOf, marked, settled } from './steps'

/** Goes to a view by the navigation, whatever its id. */
async function viewOf(set: Set, name: string, id: string): Promise<void> {
  await set.driver.click('link', name)
  await eventually(async () => (await fragmentOf(set)).view === id, { say: () => `never came to ${name}` })
  await settled(set)
}

const focused = ({ driver }: Set) =>
  driver.evaluate(() => {
    const { dataset, textContent } = document.activeElement as HTMLElement
    return { at: dataset.at ?? '', text: textContent ?? '' }
  }, null)

journeys(
  'whoever looks at all indicators of a place',
  (set: Set) => {
    it('chooses an area and reads its profile', async () => {
      await set.open('view=profile')
      await settled(set)
      expect(await set.driver.text('main h1')).toMatch(/^Choose one of the authorities/)
      await set.driver.click('link', 'Rochdale')
      await settled(set)
      await eventually(async () => /^Rochdale is .* than the North on \d+ of \d+/.test((await set.driver.text('main h1')) ?? ''), { say: () => 'no finding' }) // prettier-ignore
      const [, of] = /on \d+ of (\d+)/.exec((await set.driver.text('main h1')) ?? '') ?? []
      expect(await set.driver.count('main .spine svg[role=listbox]')).toBe(Number(of))
      expect((await fragmentOf(set)).of).toBe('E08000005')
      await set.driver.click('button', 'Table of these values')
      await set.driver.waitForSelector('main table tbody tr')
      expect(await set.driver.count('main table tbody tr')).toBe(Number(of))
    })

    it('walks the heat table by arrows, one tab stop in all, sorts it and opens a comparison', async () => {
      await viewOf(set, 'Heat table', 'heat')
      await set.driver.waitForSelector('[role=grid] td')
      expect(await set.driver.count('[role=grid] [tabindex="0"]')).toBe(1)
      expect(await set.driver.text('[role=grid] tbody tr:first-child th')).toContain('Rochdale')
      await set.driver.clickOn('[role=grid] thead th:nth-child(2) button')
      await eventually(async () => (await fragmentOf(set)).sort !== undefined, { say: () => 'it never sorted' })
      await set.driver.press('ArrowDown')
      await eventually(async () => (await focused(set)).at === '0.1', { say: async () => JSON.stringify(await focused(set)) }) // prettier-ignore
      expect((await focused(set)).text).toMatch(/[▲●▼].* per .* the North/)
      await set.driver.press('ArrowRight')
      await eventually(async () => (await focused(set)).at === '0.2', { say: () => 'the arrow did not move' })
      await set.driver.press('Enter')
      await eventually(async () => (await fragmentOf(set)).view === 'compare', { say: () => 'no comparison' })
      await settled(set)
      expect(await marked(set)).toEqual(['E08000005'])
    })

    it('finds who is high on need and low on care', async () => {
      await set.open('view=need&areas=E08000005')
      await settled(set)
      expect(await set.driver.text('main h1')).toMatch(/higher on hypertension and lower \(worse\) on severe mental illness checks than the North$/) // prettier-ignore
      expect(await set.driver.text('ul[aria-label="Marked areas"]')).toMatch(/Rochdale: hypertension .* higher than the North; .* lower \(worse\)/) // prettier-ignore
      await set.driver.clickOn('.sentence [data-word=and]')
      await set.driver.waitForSelector('dialog[open] input[type=radio]')
      await set.driver.clickOn('dialog[open] label:not(:has(input:checked))')
      await eventually(async () => (await fragmentOf(set)).and !== undefined, { say: () => 'the pair stayed' })
      await settled(set)
      expect(await set.driver.count('main svg[role=listbox] [role=option]')).toBeGreaterThan(50)
    })
  },
  { stages: HOSTED },
)
