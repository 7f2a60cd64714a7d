/** Help on reading a chart, by the id of its scene; each two to four sentences. */
const HELP = {
  strip: 'Each line is one indicator, the one that varies most on top, and each mark on it is one area. The line across is the comparator: marks above it are higher, marks below lower, and marks on it cannot be told apart. The grey band is about as far as chance alone would spread them. Press a mark to compare all areas on that indicator.', // prettier-ignore
  map: 'Each area has the colour of its verdict, its value or its cluster, as the key says; stripes mean that the figure is hidden. Large areas draw the eye though few people may live there: hexagons give each area the same room. Press an area to mark it, and walk from neighbour to neighbour with the arrow keys.', // prettier-ignore
  'ranked-list':
    'All areas in order, highest on top, with the range that each value may have by chance. Where ranges overlap, the order of two areas means little. What you point at lights up on the map too.',
  ranked:
    'Each row is one area, highest on top. The mark is its value, the line through it the range that chance allows; the upright line is the comparator. ▲ is higher, ▼ lower, and ● cannot be told apart: its range reaches the comparator. Press a row to mark that area.', // prettier-ignore
  spine:
    'Each row is one indicator. The long bar reaches from the lowest area to the highest, its darker part holds the middle half, and the comparator stands in the middle. The mark is this area; its shape says whether it is higher, lower, or cannot be told apart.', // prettier-ignore
  heat: 'Each row is one area and each column one indicator. ▲ is higher than the comparator, ▼ lower, ● cannot be told apart; stripes mean hidden. Press a heading to sort by it. With many cells some stand out by chance alone: the last columns say how many.', // prettier-ignore
  funnel:
    'Large areas lie to the right, small ones to the left, and height is the value. Between the limits chance alone may be at work; small areas swing more, so the limits widen to the left. Where two pairs of limits are drawn, the outer pair allows for how much areas usually differ, too.', // prettier-ignore
  split:
    'Each bar is one part of how much areas differ: chance, age and sex, deprivation, and what is left over. The longer it is, the more of the spread goes with that part; the line at its end says how sure that is. Lengths do not add up, since their squares do. What is left over is a question to ask, not a fault found.', // prettier-ignore
  trend:
    'Time runs to the right. The dark line is the comparator, coloured lines are the areas you mark, upright bars their 95 % intervals, and faint lines, or a shaded band, are all others. Where counting or coding changed the line is broken: figures on its two sides do not compare.', // prettier-ignore
  process:
    'Each point is one period. A steady process stays between the dashed limits nearly always; the line in the middle is its mean. Points marked ▲ or ▼, and long runs on one side, say that something other than chance is at work.', // prettier-ignore
  quadrants:
    'Each mark is one area: the further right, the more of the first indicator; the higher, the more of the second. The two lines are the comparator. Only areas that differ on both by more than chance have the colour of their corner.', // prettier-ignore
  groups:
    'Each mark is one group of people, with the range that chance allows. Groups whose ranges overlap widely can hardly be told apart. Deprivation describes the places where people live, not the people.', // prettier-ignore
  gradients:
    'Each row is one area, and its mark says how much the figure changes inside it from the most deprived places to the least. Left of the upright line deprived places have more, right of it less; where the range crosses the line no gradient can be told.', // prettier-ignore
  pyramid:
    'Each bar is one age group, the youngest at the bottom: women on one side, men on the other. Its length is that group’s share of all people in the area, so areas of any size compare. The outline is the comparator.', // prettier-ignore
  data: 'Each row is one area, with its value, its interval and the counts behind it. Press a heading to sort, a name to mark that area, and type to keep only some rows. The same figures can be taken away as CSV or Parquet.', // prettier-ignore
  facts:
    'This page says what the indicator counts, who released it, how people in it are protected, and how that was tested. Words that may be new are explained at its end.',
} as const satisfies Readonly<Record<string, string>>

export type HelpId = keyof typeof HELP

/** Scenes have keys of their own; tables and pages say theirs themselves. */
const NO_SCENE: readonly string[] = ['heat', 'data', 'facts'] satisfies HelpId[]
const KEYS =
  'By keyboard: Tab leads into the chart, arrow keys from mark to mark, Page Down and Page Up to what stands out (or ten further), letters to a name; Enter does what a press does.' // prettier-ignore

/** What a first-time reader should know of each view, by its name in links. */
export const HELP_OF_VIEW: Readonly<Record<string, readonly HelpId[]>> = {
  front: ['strip'],
  map: ['map', 'ranked-list'],
  compare: ['ranked'],
  profile: ['spine'],
  heat: ['heat'],
  variation: ['funnel', 'split'],
  trend: ['trend', 'process'],
  need: ['quadrants'],
  inequality: ['groups', 'gradients'],
  population: ['pyramid'],
  data: ['data'],
  about: ['facts'],
}

/** The keys of that scene; null where it is none. */
export function keysHelpOn(scene: string): string | null {
  const kind = kindOf(scene)
  return kind && !NO_SCENE.includes(kind) ? KEYS : null
}

/** How to read the scene of an id (`process-E08000006` is of the kind `process`); null where it explains itself. */
export function helpOn(scene: string): string | null {
  const kind = kindOf(scene)
  return kind && HELP[kind]
}

const kindOf = (scene: string): HelpId | null =>
  (Object.keys(HELP) as HelpId[]).find((id) => scene === id || (id === 'process' && scene.startsWith('process-'))) ?? null // prettier-ignore
