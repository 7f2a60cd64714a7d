import type { Page } from 'playwright-core'

/** What is photographed and measured: the words of a link for each view. */
export const VIEWS: Readonly<Record<string, string>> = {
  'front': '',
  'map': 'view=map',
  'map-values': 'view=map&shows=value',
  'hexagons': 'view=map&map=hexagons',
  'compare': 'view=compare',
  'variation': 'view=variation',
  'map-clusters': 'view=map&shows=cluster',
  'map-circles': 'view=map&map=symbols&sure=1',
  'map-closer': 'view=map&shows=value&sure=1&zoom=4&areas=E08000006',
  'trend': 'view=trend',
  'inequality': 'view=inequality',
  'population': 'view=population',
  'profile': 'view=profile&areas=E08000006',
  'heat': 'view=heat',
  'need': 'view=need',
  'data': 'view=data',
  'about': 'view=about',
  'make': 'view=make',
  'gallery': 'view=gallery',
} // prettier-ignore

/** A bar fixed to the window would lie across the middle of a picture of the whole page; the policy refuses a style sheet. */
export function unfixBar(): void {
  document.querySelector<HTMLElement>('.bottom nav')?.style.setProperty('position', 'static', 'important')
}

/** Waits until a view stands whole; what the gallery shows as waiting never ends. */
export async function settle(page: Page): Promise<void> {
  await page.waitForSelector('main h1')
  await page.waitForFunction(
    () => !document.querySelector('main :is(progress, .waiting, [aria-busy=true]):not(.gallery *)'),
  )
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  // The font comes when the first picture stands, and widths with it.
  await page.waitForFunction(() => performance.getEntriesByName('cairn:engine-ready').length > 0, undefined, {
    timeout: 90_000,
  })
  await page.waitForTimeout(300)
}
