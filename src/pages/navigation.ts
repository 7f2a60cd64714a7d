import type { Page } from '../view'

/** The three groups of views, after the front page. */
export const GROUPS: readonly { label: string; pages: readonly { page: Page; label: string }[] }[] = [
  {
    label: 'See',
    pages: [
      { page: 'map', label: 'Map' },
      { page: 'compare', label: 'Compare' },
      { page: 'population', label: 'Population' },
      { page: 'profile', label: 'Area profile' },
      { page: 'heat', label: 'Heat table' },
    ],
  },
  {
    label: 'Understand',
    pages: [
      { page: 'variation', label: 'Variation' },
      { page: 'trend', label: 'Trend' },
      { page: 'inequality', label: 'Inequality' },
      { page: 'need', label: 'Need and care' },
    ],
  },
  {
    label: 'Use',
    pages: [
      { page: 'data', label: 'Data' },
      { page: 'about', label: 'About' },
      { page: 'make', label: 'Make a release' },
    ],
  },
]

export const FRONT: { page: Page; label: string; short: string } = {
  page: 'front',
  label: 'Where variation is greatest',
  short: 'Front',
}

export function labelOf(page: Page): string {
  if (page === 'gallery') return 'Gallery'
  if (page === 'releases') return 'All releases'
  return GROUPS.flatMap(({ pages }) => pages).find((view) => view.page === page)?.label ?? FRONT.label
}
