import { expect, it } from 'vitest'
import { eventually } from '../driver'
import { journeys, type Set, HOSTED } from './stage'
import { allKept, fragmentOf, settled, viewLink } from './steps'

const options = (set: Set, section: string) => set.driver.evaluate(allKept, `main ${section} [role=option]`)

journeys(
  'whoever asks who is worse off, and who lives where',
  (set: Set) => {
    it('reads how the most and the least deprived differ, then women and men', async () => {
      await set.open('view=compare&indicator=copd-admissions&areas=E08000003')
      await settled(set)
      await viewLink(set, 'Inequality')
      await set.driver.waitForText('Deprivation describes places, not people')
      const fifths = await options(set, '.beside figure')
      expect(fifths[0]).toMatch(/^Most deprived fifth, .*: \d/)
      await set.driver.waitForText(/Slope index of inequality in/)
      await set.driver.click('button', 'Sex')
      await eventually(async () => (await options(set, '.beside figure'))[0]?.startsWith('Women, ') === true, { say: async () => (await options(set, '.beside figure')).join('\n') }) // prettier-ignore
      expect(await fragmentOf(set)).toMatchObject({ view: 'inequality', by: 'sex', areas: 'E08000003' })
    })

    it('goes on to the pyramid of the marked area against the comparator', async () => {
      await viewLink(set, 'Population')
      expect(await fragmentOf(set)).not.toHaveProperty('by')
      await set.driver.waitForSelector('main svg[role=listbox]')
      const bars = await options(set, 'figure')
      expect(bars).toHaveLength(38)
      expect(bars[0]).toMatch(/^Women aged 90 and over: \d.* of people in Manchester \(.*\), .* \d/)
      await set.driver.waitForText(/aged 65 and over/)
    })
  },
  { stages: HOSTED },
)
