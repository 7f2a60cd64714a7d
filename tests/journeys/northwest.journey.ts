import { describe, expect, it } from 'vitest'
import { hasReal, PLACES, REAL } from './places'
import { journeys, ON_DISK, type Set } from './stage'
import { allKept, settled, viewLink } from './steps'

if (!hasReal) console.warn(`skipped: journeys on real data, because ${REAL} is not there`)

/** Lower-tier authorities of the North West since 2023: the data's own README counts them. */
const AUTHORITIES = 35

describe.skipIf(!hasReal)('the North West on a stick, with the network off', () => {
  journeys(
    'diabetes',
    (set: Set) => {
      const options = (chart: string) => set.driver.evaluate(allKept, `main ${chart} [role=option]`)

      it('is found on the front page', async () => {
        await set.open()
        await set.driver.click('link', 'Diabetes (QOF)')
        await set.driver.waitForText(/Diabetes \(QOF\)/)
        await settled(set)
      })

      it('has a funnel of the 35 authorities', async () => {
        await set.driver.waitForSelector('main svg[role=listbox]')
        const areas = await options('svg[role=listbox]')
        expect(areas).toHaveLength(AUTHORITIES)
        expect(await set.driver.text('main .sentence')).toMatch(/authorities.*North West/)
      })

      it('has a map on which each of them is drawn', async () => {
        await viewLink(set, 'Map')
        await set.driver.waitForSelector('main .map svg[role=listbox]')
        expect(await options('.map svg[role=listbox]')).toHaveLength(AUTHORITIES)
        const drawn = await set.driver.evaluate(
          () => [...document.querySelectorAll<SVGGraphicsElement>('main .map [role=option] .hit')].filter((shape) => shape.getBBox().width > 1).length, // prettier-ignore
          null,
        )
        expect(drawn).toBe(AUTHORITIES)
      })

      it('has a comparison, each with its interval as published', async () => {
        await viewLink(set, 'Compare')
        const areas = await options('svg[role=listbox]')
        expect(areas).toHaveLength(AUTHORITIES)
        for (const area of areas) expect(area).toMatch(/\d.*\(\d.* to \d.*\)/)
        await set.driver.waitForText(/as published/i)
      })

      it('sets recomputed intervals beside the published ones', async () => {
        await viewLink(set, 'Data')
        await set.driver.waitForText(/\d+ of \d+ published intervals agree with/)
        await set.driver.waitForText('Recomputed 95 %')
      })

      it('says who published it and that all files were whole', async () => {
        await viewLink(set, 'About')
        await set.driver.waitForText(/already public/i)
        await set.driver.waitForText('Notes of whoever made it')
      })
    },
    { stages: ON_DISK, stick: PLACES.northwestStick },
  )
})
