import { expect, it } from 'vitest'
import { eventually } from '../driver'
import { journeys, type Set } from './stage'
import { fragmentOf, marked, settled } from './steps'

journeys('by keyboard alone', (set: Set) => {
  const focused = () =>
    set.driver.evaluate(() => {
      const at = document.activeElement
      return { role: at?.getAttribute('role') ?? at?.tagName.toLowerCase(), key: at?.getAttribute('data-key'), name: at?.getAttribute('aria-label'), word: at?.getAttribute('data-word') } // prettier-ignore
    }, null)

  /** Presses until the focus is where it should be; a reader would too. */
  async function until(keys: string, there: (at: Awaited<ReturnType<typeof focused>>) => boolean): Promise<void> {
    for (let presses = 0; presses < 60; presses++) {
      await set.driver.press(keys)
      if (there(await focused())) return
    }
    throw new Error(`60 × ${keys} never came there; the focus is on ${JSON.stringify(await focused())}`)
  }

  it('walks to the chart, along it, and marks an area', async () => {
    await set.open('view=compare')
    await settled(set)
    await until('Tab', ({ role }) => role === 'option')
    const first = await focused()
    await set.driver.press('ArrowDown')
    await eventually(async () => (await focused()).key !== first.key, { say: () => 'the arrow did not move' })
    const second = await focused()
    expect(second.name).toMatch(/\d/)
    await set.driver.press('Enter')
    await set.driver.waitForSelector('ul[aria-label="Marked areas"] li')
    expect(await marked(set)).toEqual([second.key])
    expect((await fragmentOf(set)).areas).toBe(second.key)
    await set.driver.press('End')
    await set.driver.press('Home')
    await eventually(async () => (await focused()).key === first.key, { say: () => 'Home did not lead to the first' })
  })

  it('leaves the chart by one Tab', async () => {
    await set.driver.press('Tab')
    expect((await focused()).role).not.toBe('option')
  })

  it('changes the question, and comes back to the word', async () => {
    await set.open('view=compare')
    await settled(set)
    await until('Tab', ({ word }) => word === 'period')
    const before = await set.driver.text('.sentence [data-word=period]')
    await set.driver.press('Enter')
    await set.driver.waitForSelector('dialog[open] input:focus')
    await set.driver.press('ArrowUp')
    await set.driver.press('Escape')
    await eventually(async () => (await focused()).word === 'period', { say: () => 'the focus did not come back' })
    await eventually(async () => (await set.driver.text('.sentence [data-word=period]')) !== before, {
      say: () => 'the period did not change',
    })
  })

  it('finds an area by name', async () => {
    await set.open('view=map')
    await settled(set)
    const key = await set.driver.attribute('main svg[role=listbox] [role=option]', 'data-key')
    await until('Tab', ({ role }) => role === 'combobox')
    await set.driver.type(key ?? '')
    await set.driver.waitForSelector('[role=search] [role=option]')
    await set.driver.press('ArrowDown')
    await set.driver.press('ArrowUp')
    await set.driver.press('Enter')
    await set.driver.waitForSelector('ul[aria-label="Marked areas"] li')
    expect(await marked(set)).toEqual([key])
  })

  it('skips to the finding', async () => {
    await set.open('view=compare')
    await settled(set)
    await set.driver.press('Tab')
    await set.driver.press('Enter')
    await eventually(async () => (await focused()).role === 'main', { say: () => 'the link did not skip' })
  })
})
