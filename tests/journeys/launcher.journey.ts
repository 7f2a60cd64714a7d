import { expect, it } from 'vitest'
import { download, england } from '../imports/download'
import { PLACES } from './places'
import { journeys, ON_DISK, type Set } from './stage'
import { fragmentOf, settled, takesFiles } from './steps'

const CSV = download([
  { 'Area Code': 'E08000003', 'Area Name': 'Manchester', 'Value': 20 },
  { 'Area Code': 'E08000006', 'Area Name': 'Salford', 'Value': 30, 'Lower CI 95.0 limit': 24, 'Upper CI 95.0 limit': 37, 'Count': 60 },
  { ...england, 'Value': 20, 'Lower CI 95.0 limit': 19, 'Upper CI 95.0 limit': 21, 'Count': 4000, 'Denominator': 20000 },
]) // prettier-ignore

journeys(
  'a folder of several releases',
  (set: Set) => {
    it('opens with their list, before anything heavy is read', async () => {
      await set.open()
      await set.driver.waitForRole('heading', 'Releases in this folder')
      await set.driver.waitForText(/\d+ areas · \d+ KB/)
      const told = await set.driver.texts('main li')
      expect(told).toHaveLength(2)
      for (const line of told) expect(line).toMatch(/SYNTHETIC.*2026 · \d+ areas · \d{3} KB/s)
      const read = set.driver.requests().filter((address) => /packed\/\d+\.js/.test(address))
      expect(read.length).toBeLessThan(6)
    })

    it('leads to one of them and back to the list', async () => {
      await set.driver.clickOn('main li a')
      await settled(set)
      expect((await fragmentOf(set)).release).toBe('demo-gm')
      await set.driver.waitForText('Greater Manchester')
      await set.driver.click('link', 'All releases')
      await set.driver.waitForRole('heading', 'Releases in this folder')
      await set.driver.back()
      await settled(set)
      expect((await fragmentOf(set)).release).toBe('demo-gm')
    })

    it('opens a link at what it names', async () => {
      await set.open('view=compare&release=demo-cy')
      await settled(set)
      await set.driver.waitForText('Connected Yorkshire')
      expect(await set.driver.count('main svg[role=listbox]')).toBeGreaterThan(0)
    })

    it('keeps a release from a file for the next visit, and tells where it came from', async () => {
      await set.open('view=compare&release=demo-cy')
      await settled(set)
      await takesFiles(set)
      await set.driver.drop('main', { name: 'asthma.csv', content: CSV })
      await set.driver.waitForText('FROM A FILE')
      await set.driver.click('link', 'About')
      await set.driver.click('button', 'Keep on this device')
      await set.driver.waitForText('✓ Kept on this device')
      await set.open()
      await set.driver.waitForText(/opened from a file · \d+ (KB|bytes)/)
      await set.driver.clickOn('main ul:last-of-type li a')
      await set.driver.waitForText('FROM A FILE')
      await set.driver.waitForText('Asthma prevalence')
      await set.open('view=releases')
      await set.driver.click('button', /^Remove/)
      await set.driver.waitForText('is no longer kept on this device')
      await set.open('view=releases')
      await set.driver.waitForText(/\d+ areas · /)
      expect(await set.driver.count('main li')).toBe(2)
    })
  },
  { stages: ON_DISK, stick: PLACES.launcher },
)
