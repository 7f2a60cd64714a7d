import type { Page } from 'playwright-core'

/** What is photographed and measured: the words of a link for each view. */
export const VIEWS: Readonly<Record<string, string>> = {
  'front': '',
  'map': 'view=map',
  'map-values': 'view=map&shows=value',
  'hexagons': 'view=map&map=hexagons',
  'compare': 'view=compare',
  'compare-groups': 'view=compare&areas=E08000006&group=Coast~E06000009.E07000121.E08000014',
  'variation': 'view=variation',
  'variation-usual': 'view=variation&limits=usual&indicator=copd-admissions',
  'map-clusters': 'view=map&shows=cluster',
  'map-circles': 'view=map&map=symbols&sure=1',
  'map-smoothed': 'view=map&shows=smoothed&indicator=copd-admissions',
  'map-closer': 'view=map&shows=value&sure=1&zoom=4&areas=E08000006',
  'trend': 'view=trend',
  'trend-months': 'view=trend&indicator=abdominal-pain&areas=E08000006',
  'inequality': 'view=inequality',
  'population': 'view=population',
  'profile': 'view=profile&areas=E08000006',
  'heat': 'view=heat',
  'need': 'view=need',
  'data': 'view=data',
  'data-sql': `view=data&sql=${encodeURIComponent('SELECT * FROM areas LIMIT 20')}`,
  'about': 'view=about',
  'make': 'view=make',
  'gallery': 'view=gallery',
  'releases': 'view=releases',
} // prettier-ignore

/** The release of published figures: its indicator where the link names none, others for some views, null where it has nothing to show. */
const PUBLISHED: Readonly<Record<string, string | null>> = {
  'trend-months': null,
  inequality: 'indicator=obesity-year-6-92033&areas=E08000006',
}

/** The words of a view's link to the release of published figures; null where that cannot show it. */
export function publishedWords(view: string): string | null {
  const other = PUBLISHED[view]
  if (other === null) return null
  return `${VIEWS[view] || 'view=front'}&${other ?? 'indicator=diabetes-241'}`
}

/** Names of the views asked for, of all where none is; refuses one that is not there. */
export function viewsNamed(asked: readonly string[]): string[] {
  const all = Object.keys(VIEWS)
  const strange = asked.filter((name) => !all.includes(name))
  if (strange.length > 0) throw new Error(`no view ${strange.join(', ')}; there are ${all.join(', ')}`)
  return asked.length === 0 ? all : [...asked]
}

/** A bar fixed to the window would lie across the middle of a picture of the whole page; the policy refuses a style sheet. */
export function unfixBar(): void {
  document.querySelector<HTMLElement>('.bottom nav')?.style.setProperty('position', 'static', 'important')
}

/** Waits until a view stands whole; what the gallery shows as waiting never ends. */
export async function settle(page: Page): Promise<void> {
  await page.waitForSelector('main h1')
  await page.waitForFunction(nothingAwaited)
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  // The font comes when the first picture stands, and widths with it.
  await page.waitForFunction(() => performance.getEntriesByName('cairn:engine-ready').length > 0, undefined, {
    timeout: 90_000,
  })
  // A query of the link is asked only then.
  await page.waitForTimeout(300)
  await page.waitForFunction(nothingAwaited, undefined, { timeout: 90_000 })
}

/** In the page. */
const nothingAwaited = () => !document.querySelector('main :is(progress, .waiting, [aria-busy=true]):not(.gallery *)')
