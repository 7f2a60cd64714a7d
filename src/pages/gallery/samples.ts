import type { Answer, HexLayout, Overview, People, Series } from '../../domain'
import type { LegendEntry } from '../../charts/scene'
import type { GridTable } from '../Grid.svelte'
import { anAnswer, manyGiven, type Given } from './answers'
import { anOverview } from './overviews'
import { aPeople } from './people'
import { aSeries } from './series'

/** What the gallery shows. All of it is made up: names of areas are real, every figure is not. */

export interface Sample {
  name: string
  answer: Answer
}

export const made = { synthetic: true }
export const LONG =
  'The Metropolitan Borough of Upper Wharfedale, Lower Swaledale and the Forest of Bowland with its Islands'
const several = manyGiven(9)
const places = (values: readonly (number | null)[], more: Partial<Given> = {}): Given[] =>
  values.map((value, at) => ({ code: `A${at}`, name: several[at]?.name ?? `Area ${at}`, value, ...more }))

/** Cases at the edge of what a release may hold. */
export const SAMPLES: readonly Sample[] = [
  { name: 'As usual: nine areas, one marked', answer: anAnswer(several, { ...made, chosen: ['A00003'] }) },
  { name: 'No area at all', answer: anAnswer([], made) },
  { name: 'One area', answer: anAnswer(places([312]), made) },
  { name: 'All hidden', answer: anAnswer(places([null, null, null], { why: 'too few to show safely' }), made) },
  { name: 'Two that are equal', answer: anAnswer(places([281, 281, 260]), made) },
  {
    name: 'Very long names',
    answer: anAnswer(places([420, 281, 160]).map((one, at) => ({ ...one, name: at === 1 ? 'Ely' : `${LONG} ${at + 1}` })), { ...made, chosen: ['A0'] }), // prettier-ignore
  },
  { name: 'Zeros', answer: anAnswer(places([0, 0, 12, 281], { half: 11 }), made) },
  {
    name: 'Below zero',
    answer: anAnswer(places([-14, -3, 2, 9], { half: 4 }), { ...made, comparator: 0, changes: { limits: [] }, indicator: { kind: 'mean', unit: 'points', multiplier: 1, shortName: 'Change of score' } }), // prettier-ignore
  },
  {
    name: 'Huge counts',
    answer: anAnswer(places([98_765, 91_234, 87_000], { size: 56_000_000, half: 150 }), { ...made, comparator: 91_000 }), // prettier-ignore
  },
  { name: 'No event anywhere', answer: anAnswer(places([0, 0, 0], { half: 4 }), { ...made, comparator: 0, changes: { limits: [50_000, 150_000].map((size) => ({ size, lower95: 0, upper95: 0, lower998: 0, upper998: 0 })) } }) }, // prettier-ignore
  { name: 'On the very limit', answer: anAnswer(places([281, 301, 261], { half: 20 }), made) },
  { name: 'Some hidden, no comparator', answer: anAnswer(places([240, null, 310, null]), { ...made, comparator: null }) }, // prettier-ignore
  { name: 'More is better, and no synthetic mark', answer: anAnswer(several, { indicator: { polarity: 'high-is-good' } }) }, // prettier-ignore
]

/** Many areas, which only some charts show whole. */
export const CROWD: Sample = { name: '400 areas, three marked', answer: anAnswer(manyGiven(400), { ...made, chosen: ['A00001', 'A00042', 'A00399'] }) } // prettier-ignore

/** A hexagon each, four to a row. */
export const hexagonsOf = ({ estimates }: Answer): HexLayout => ({
  layout: 'odd-r',
  hexes: Object.fromEntries(estimates.map(({ area }, at) => [area, { q: at % 4, r: Math.floor(at / 4) }])),
})

const flat = [280, 281, 279, 282, 281, 280]
const trends = { ...made, chosen: ['S'] }
export const TRENDS: readonly { name: string; series: Series }[] = [
  { name: 'Falling, one marked', series: aSeries({ S: [390, 371, 352, 340, 322, 301], K: [300, 302, 299, 301, 300, 303] }, flat, trends) }, // prettier-ignore
  { name: 'With a gap and a break', series: aSeries({ S: [390, null, null, 240, 232, 228], K: [300, 302, 299, 210, 211, 205] }, flat, { ...trends, indicator: { breaks: [{ period: '2018', why: 'codes changed' }] } }) }, // prettier-ignore
  { name: 'One period', series: aSeries({ S: [390] }, [280], trends) },
]

export const PYRAMIDS: readonly { name: string; people: People }[] = [
  { name: 'Against the North', people: aPeople(['Salford', [13, 29, 7, 1]], [11, 28, 9, 2], made) },
  { name: 'One band hidden', people: aPeople(['Salford', [13, 29, 7, null]], null, made) },
  { name: 'Nobody told', people: aPeople(['Salford', [null, null, null, null]], null, made) },
]

/** Three indicators of three areas: clear, hidden, one without a comparator. */
export const OVERVIEW: Overview = anOverview(
  [
    { id: 'Need', values: { S: 130, K: 82, B: 101 } },
    { id: 'Care', values: { S: 84, K: 120, B: null }, indicator: { polarity: 'high-is-good' } },
    { id: 'Other', values: { S: 99, K: null, B: null }, comparator: null },
  ],
  { ...made, chosen: ['S'] },
)

/** Every shape that a key can have. */
export const KEY: readonly LegendEntry[] = [
  { label: 'higher (3)', paint: 'higher', shape: 'up' },
  { label: 'cannot be told apart (4)', paint: 'similar', shape: 'dot' },
  { label: 'lower (2)', paint: 'lower', shape: 'down' },
  { label: 'no comparison (1)', paint: 'none', shape: 'dot' },
  { label: 'hidden (1)', paint: 'hatch', shape: 'hatch' },
  { label: 'less sure', paint: 'less-sure', shape: 'stripes' },
  { label: 'unsure', paint: 'unsure', shape: 'stripes' },
  { label: 'partly estimated (2)', paint: 'outline', shape: 'dashed' },
  { label: 'the North', paint: 'ink', shape: 'line' },
  { label: 'outside the usual spread too (1)', paint: 'cat3', shape: 'ring' },
  { label: 'high among low neighbours', paint: 'cat3', shape: 'up' },
  { label: 'low among high neighbours', paint: 'muted', shape: 'down' },
  { label: 'no admissions (1)', paint: 'outline', shape: 'cross' },
  ...([1, 2, 3, 4, 5] as const).map((at): LegendEntry => ({
    label: `Fifth ${at}`,
    paint: `seq${at}`,
    shape: 'swatch',
  })),
]

export const EMPTY_TABLE: GridTable = {
  caption: 'A table without rows',
  columns: [
    { id: 'area', header: 'Area', align: 'start' },
    { id: 'value', header: 'Value', align: 'end' },
  ],
  rows: [],
}
