import { expect, it } from 'vitest'
import { eventually } from '../driver'
import { journeys, type Set, HOSTED } from './stage'
import { fragmentOf, marked, settled } from './steps'

const shown = ({ driver }: Set, selector: string) => driver.count(selector)

journeys(
  'help and undo',
  (set: Set) => {
    it('takes a mark back by the button that says so, and makes it again by key', async () => {
      const { driver } = set
      await set.open('view=compare&indicator=copd-admissions')
      await settled(set)
      await eventually(async () => (await driver.count('.undo')) === 1, { say: () => 'undo never came' })
      expect(await shown(set, '.undo button')).toBe(0)
      await driver.clickOn('main svg[role=listbox] [role=option] .hit')
      await eventually(async () => (await shown(set, '.undo button')) === 1, { say: () => 'nothing can be undone' })
      const areas = (await fragmentOf(set)).areas
      expect(areas).toMatch(/^E\d{8}$/)
      expect(await driver.text('.undo button')).toMatch(/Undo: marking \S/)
      await driver.clickOn('.undo button')
      await eventually(async () => (await fragmentOf(set)).areas === undefined, { say: () => 'the mark stayed' })
      expect(await marked(set)).toEqual([])
      expect(await driver.text('.undo [role=status]')).toMatch(/^Undone: marking/)
      await driver.clickOn('.undo button')
      await eventually(async () => (await fragmentOf(set)).areas === areas, { say: () => 'the mark never came back' })
    })

    it('goes to the finding when the last mark is taken away, so that the keyboard is not lost', async () => {
      const { driver } = set
      await set.open('view=compare&indicator=copd-admissions&areas=E08000006')
      await settled(set)
      await driver.click('button', 'Stop marking Salford')
      const focused = () => driver.evaluate(() => document.activeElement?.tagName, null)
      await eventually(async () => (await focused()) === 'H1', {
        say: async () => `the focus is on ${await focused()}`,
      })
      expect(await marked(set)).toEqual([])
    })

    it('says how to read a chart when asked, and is not new twice', async () => {
      const { driver } = set
      await set.open('view=variation&indicator=copd-admissions')
      await settled(set)
      expect(await driver.text('main .how-to-read')).toContain('New here?')
      await driver.click('button', 'How to read this')
      await eventually(async () => /chance alone/.test((await driver.text('.how-to-read .words')) ?? ''), {
        say: () => 'no words came',
      })
      expect(await driver.text('main .how-to-read')).not.toContain('New here?')
    })

    it('explains a word beside it, until Escape', async () => {
      const { driver } = set
      await driver.clickOn('aside .term button')
      await eventually(async () => (await shown(set, '[role=note]')) === 1, { say: () => 'no explanation came' })
      expect(await driver.text('[role=note]')).toContain('Beyond chance')
      await driver.press('Escape')
      await eventually(async () => (await shown(set, '[role=note]')) === 0, { say: () => 'the explanation stayed' })
    })
  },
  { stages: HOSTED },
)
