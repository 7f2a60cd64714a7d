import { expect, it } from 'vitest'
import { eventually } from '../driver'
import { journeys, type Set, HOSTED } from './stage'
import { fragmentOf, settled, viewLink } from './steps'

/** What stands open in the list of methods. */
const opened = ({ driver }: Set) =>
  driver.evaluate(
    () => [...document.querySelectorAll('section[aria-labelledby=about-methods] details[open] li')].map((item) => item.textContent ?? ''), // prettier-ignore
    null,
  )

journeys(
  'whoever asks how figures are made',
  (set: Set) => {
    it('finds each method in About with its formula, its source and its tests', async () => {
      await set.open('view=about')
      await settled(set)
      const groups = 'section[aria-labelledby=about-methods] details'
      await eventually(async () => (await set.driver.count(groups)) >= 8, { say: () => 'the list never came' })
      expect(await opened(set)).toEqual([])
      await set.driver.clickOn(`${groups}:nth-of-type(6) > summary`)
      await eventually(async () => (await opened(set)).length > 10, { say: () => 'the group never opened' })
      const moran = (await opened(set)).find((text) => text.startsWith('Global Moran'))
      expect(moran).toContain('I = n/S₀ · Σᵢⱼ wᵢⱼ zᵢ zⱼ / Σ zᵢ²')
      expect(moran).toMatch(/Source\s*Cliff & Ord \(1981\)/)
      expect(moran).toMatch(/Against R\s*Global Moran/)
      expect(moran).toMatch(/Tests?\s*space\//)
    })

    it('jumps to a part of About by its contents, and by the link that this makes', async () => {
      const { driver } = set
      const at = () => driver.evaluate(() => document.activeElement?.id ?? '', null)
      await driver.focus('link', 'What protection costs')
      await driver.press('Enter')
      await eventually(async () => (await at()) === 'about-cost', { say: at })
      expect(await fragmentOf(set)).toMatchObject({ view: 'about', part: 'cost' })
      await set.open('view=about&part=attack')
      await eventually(async () => (await at()) === 'about-attack', { say: at })
      await viewLink(set, 'Compare')
      expect(await fragmentOf(set)).not.toHaveProperty('part')
    })
  },
  { stages: HOSTED },
)
