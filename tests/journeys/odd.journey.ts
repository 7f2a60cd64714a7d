import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { writeOddReleases } from './odd-releases'
import { CHROMIUM_HTTP, journeys } from './stage'
import { settled } from './steps'

const folder = mkdtempSync(join(tmpdir(), 'cairn-odd-'))
afterAll(() => rmSync(folder, { recursive: true }))
await writeOddReleases(join(folder, 'releases'))

const LISTED = 'main svg[role=listbox] [role=option]'

journeys(
  'an odd but honest release gives a right picture or a clear message:',
  (set) => {
    it('10,000 areas are compared, and drawn against their limits', async () => {
      await set.open('release=thousands&view=compare')
      await settled(set)
      await set.driver.waitForText(/of 10,000 authorities/)
      expect(await set.driver.count('main svg[role=listbox]')).toBe(1)
      await set.open('release=thousands&view=variation')
      await settled(set)
      await set.driver.waitForText(/Outside the 95\s%\slimits/)
      // What the spread is made of comes later, as a chart of its own.
      expect(await set.driver.count('main svg[role=listbox]')).toBeGreaterThan(0)
    })

    it('an area without a boundary is named beside the map, and listed', async () => {
      await set.open('release=odd&view=map&indicator=steady')
      await settled(set)
      expect(await set.driver.text('main')).toMatch(/Place E07000006/)
      expect(await set.driver.text('main')).toMatch(/no boundary|without a boundary|not drawn|cannot be drawn/i)
    })

    it('a period without figures says so, and which periods have some', async () => {
      await set.open('release=odd&view=compare&indicator=gap&period=2016')
      await settled(set)
      const said = (await set.driver.text('main')) ?? ''
      expect(said).toMatch(/2016/)
      expect(said).toMatch(/No value was released for 2016/)
      expect(said).toMatch(/Figures are held for 2015 and 2017/)
      await set.open('release=odd&view=compare&indicator=gap&period=2017')
      await settled(set)
      expect(await set.driver.count(LISTED)).toBe(6)
    })

    it('where every cell is hidden, that is what is said', async () => {
      for (const view of ['map', 'compare', 'variation', 'data']) {
        await set.open(`release=odd&view=${view}&indicator=secret`)
        await settled(set)
        expect(await set.driver.text('main')).toMatch(/too few to show safely/)
      }
    })
  },
  { stages: CHROMIUM_HTTP, releases: join(folder, 'releases') },
)
