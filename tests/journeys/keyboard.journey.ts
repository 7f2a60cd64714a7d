import { expect, it } from 'vitest'
import { eventually } from '../driver'
import { HOSTED, journeys, type Set } from './stage'
import { fragmentOf, marked, settled } from './steps'

/** Whether the option in focus is one of the nearest to that of the key, and lies in the part of the chart in sight. */
function besides(key: string): { beside: boolean; inSight: boolean } {
  const middle = (one: Element) => {
    const { left, top, width, height } = one.getBoundingClientRect()
    return [left + width / 2, top + height / 2] as const
  }
  const options = [...document.querySelectorAll('main .map [role=option]')]
  const from = options.find((one) => one.getAttribute('data-key') === key)
  const [at, frame] = [document.activeElement, document.querySelector('main .map .drawing')]
  if (!from || !at || !frame) return { beside: false, inSight: false }
  const [[x, y], box] = [middle(from), frame.getBoundingClientRect()]
  const away = (one: Element) => Math.hypot(middle(one)[0] - x, middle(one)[1] - y)
  const nearest = Math.min(...options.filter((one) => one !== from).map(away))
  const [atX, atY] = middle(at)
  return {
    beside: away(at) < 1.3 * nearest,
    inSight: atX > box.left && atX < box.right && atY > box.top && atY < box.bottom,
  }
}

journeys(
  'by keyboard alone',
  (set: Set) => {
    const focused = () =>
      set.driver.evaluate(() => {
        const at = document.activeElement
        return { role: at?.getAttribute('role') ?? at?.tagName.toLowerCase(), key: at?.getAttribute('data-key'), name: at?.getAttribute('aria-label'), word: at?.getAttribute('data-word'), text: at?.textContent.trim() } // prettier-ignore
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

    it('tells that an area is marked, and no longer', async () => {
      const told = () => set.driver.texts('[role=status]')
      const { key } = await focused()
      for (const word of ['is marked', 'is no longer marked']) {
        await set.driver.press('Enter')
        await eventually(async () => (await told()).some((text) => text.includes(word)), { say: async () => `${key}: ${(await told()).join(' | ')}` }) // prettier-ignore
      }
    })

    it('goes to what stands out, and to a name by its letters', async () => {
      const first = await focused()
      await set.driver.press('PageDown')
      await eventually(async () => (await focused()).key !== first.key, { say: () => 'Page Down did not move' })
      expect((await focused()).name).toMatch(/, (higher|lower) than /)
      await set.driver.type('st hel')
      await eventually(async () => (await focused()).name?.startsWith('St Helens:') ?? false, { say: async () => `on ${(await focused()).name}` }) // prettier-ignore
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
      // Not upwards: from the first choice to the last leads some browsers, not all.
      await set.driver.press('ArrowDown')
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

    it('draws a map in another way, closer and with how sure it is, and walks to a neighbour', async () => {
      await set.open('view=map&areas=E08000006')
      await settled(set)
      await set.driver.waitForSelector('main .map svg[role=listbox]')
      for (const [button, part, value] of [['Closer', 'zoom', '2'], ['Circles', 'map', 'symbols'], ['Show how sure', 'sure', '1']] as const) {
      await until('Tab', ({ text }) => text === button)
      await set.driver.press('Enter')
      await eventually(async () => (await fragmentOf(set))[part] === value, { say: () => `${button} did nothing` })
    } // prettier-ignore
      await until('Shift+Tab', ({ role }) => role === 'option')
      const from = await focused()
      expect(from.key).toBe('E08000006')
      expect(from.name).toMatch(/^Salford: .*; [\d,]+ \w[\w ]*; (sure|less sure|unsure), give or take \d+ %$/)
      await set.driver.press('ArrowRight')
      await eventually(async () => (await focused()).key !== from.key, { say: () => 'the arrow did not move' })
      // A browser may glide there.
      await eventually(async () => (await set.driver.evaluate(besides, from.key ?? '')).inSight, { say: () => 'the neighbour is out of sight' }) // prettier-ignore
      expect(await set.driver.evaluate(besides, from.key ?? '')).toEqual({ beside: true, inSight: true })
      const to = await focused()
      await set.driver.click('button', 'Table of these values')
      await set.driver.waitForSelector('main table tbody tr')
      const names = await set.driver.texts('main table tbody tr th[scope=row]')
      const levels = await set.driver.texts('main table tbody tr td:last-child')
      const at = names.findIndex((name) => to.name?.startsWith(`${name.trim()}: `))
      expect(levels[at]?.trim().replace(/\u00a0/g, ' ')).toBe(to.name?.split('; ').at(-1))
    })

    it('walks a table that is one stop, sorts it and marks a row', async () => {
      await set.open('view=data&areas=E08000006')
      await settled(set)
      await set.driver.waitForSelector('main [role=grid] td')
      expect(await set.driver.count('main [role=grid] [tabindex="0"]')).toBe(1)
      await until('Tab', ({ text, word }) => text === 'Salford' && !word)
      await set.driver.press('Control+Home')
      const sorting = () => set.driver.attribute('main [role=grid] thead th', 'aria-sort')
      await set.driver.press('Enter')
      await eventually(async () => (await sorting()) === 'ascending', { say: async () => `sorted ${await sorting()}` })
      await set.driver.press('End')
      const end = await focused()
      await set.driver.press('ArrowDown')
      await eventually(async () => (await focused()).role !== end.role, {
        say: () => 'the arrow did not lead to a cell',
      })
      await set.driver.press('Control+End')
      await set.driver.press('Home')
      const last = (await focused()).text
      expect(last).toBe((await set.driver.texts('main [role=grid] tbody th')).at(-1)?.trim())
      await set.driver.press('Enter')
      const announced = async () => (await set.driver.texts('[role=status]')).some((text) => text.startsWith(`${last} is marked`)) // prettier-ignore
      await eventually(announced, { say: () => `${last} was not told to be marked` })
      await set.driver.press('Tab')
      expect(await set.driver.evaluate(() => document.activeElement?.closest('[role=grid]') === null, null)).toBe(true)
    })

    it('takes the words of a list as one stop, and keeps what explains them in sight', async () => {
      await set.open('view=variation&indicator=copd-admissions')
      await settled(set)
      await until('Tab', ({ text }) => text === 'Beyond chance')
      await set.driver.press('ArrowDown')
      await eventually(async () => /^Chance alone would/.test((await focused()).text ?? ''), { say: () => 'the arrow did not move' }) // prettier-ignore
      await eventually(async () => (await set.driver.count('[role=note]')) === 1, { say: () => 'nothing explains it' })
      await set.driver.press('Tab')
      await set.driver.press('Tab')
      expect(await set.driver.evaluate(() => document.activeElement?.closest('aside') === null, null)).toBe(true)
    })

    it('skips to the finding', async () => {
      await set.open('view=compare')
      await settled(set)
      await set.driver.press('Tab')
      await set.driver.press('Enter')
      await eventually(async () => (await focused()).role === 'h1', { say: () => 'the link did not skip' })
    })

    it('skips past the charts of every indicator', async () => {
      await set.open('view=profile&areas=E08000006')
      await settled(set)
      await until('Tab', ({ text }) => text === 'Skip past the charts')
      await set.driver.press('Enter')
      const past = async () => (await focused()).text === 'Table of these values'
      await eventually(past, { say: () => 'the link did not skip' })
    })
  },
  { stages: HOSTED },
)
