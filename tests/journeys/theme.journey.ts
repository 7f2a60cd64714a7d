import { expect, it } from 'vitest'
import { journeys, type Set } from './stage'
import { settled } from './steps'

/** Relative luminance of a computed colour, 0 to 1 (WCAG 2.2). */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number)
  const linear = (part: number) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4)
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

const grounds = ({ driver }: Set) =>
  driver.evaluate(() => {
    const { backgroundColor, color } = getComputedStyle(document.body)
    return { ground: backgroundColor === 'rgba(0, 0, 0, 0)' ? getComputedStyle(document.documentElement).backgroundColor : backgroundColor, ink: color } // prettier-ignore
  }, null)

journeys(
  'a dark device',
  (set: Set) => {
    it('gets a dark page, unless the reader chooses light', async () => {
      await set.open('view=compare')
      await settled(set)
      const dark = await grounds(set)
      expect(luminance(dark.ground)).toBeLessThan(0.05)
      expect(luminance(dark.ink)).toBeGreaterThan(0.5)
      await set.driver.focus('combobox', 'Colours')
      await set.driver.type('Light')
      await set.driver.waitForSelector('html[data-theme=light]')
      expect(luminance((await grounds(set)).ground)).toBeGreaterThan(0.8)
    })

    it('remembers the choice at the next visit', async () => {
      await set.open('view=compare')
      await settled(set)
      expect(await set.driver.attribute('html', 'data-theme')).toBe('light')
    })
  },
  { theme: 'dark' },
)
