import type { Polarity, Study, StudyFigure, Verdict } from '../../../src/domain'
import { clusterSentences } from '../../../src/words/clusters'
import { measuresTable } from '../../../src/words/measures'
import { similarTo, whyNoSimilar } from '../../../src/words/similar'
import { ruleFlips, splitSentence } from '../../../src/words/split'
import { usualSentence } from '../../../src/words/usual'
import { anAnswer, type Given } from '../../charts/answers'
import { JUDGED, NO_BREAK, NO_DIRECTION, ONE_PERIOD, type Generator, type Told } from './kinds'

const given: Given[] = [
  { code: 'K', name: 'Knowsley', value: 427, half: 22 },
  { code: 'S', name: 'Salford', value: 290, half: 24 },
  { code: 'B', name: 'Bury', value: 184, half: 12 },
]
const answer = anAnswer(given)

const study = (changes: Partial<Study>): Study => ({ id: 'spread', label: 'Spread', figures: [], columns: [], rows: [], methods: [], notes: [], why: null, draws: null, ...changes }) // prettier-ignore
const figure = (id: string, value: number | null, changes: Partial<StudyFigure> = {}): StudyFigure => ({ id, label: id, unit: '', value, interval95: null, p: null, note: null, ...changes }) // prettier-ignore
const columns = (ids: readonly string[]) => ids.map((id) => ({ id, label: id, unit: '' }))

/** Deviations of the parts in per cent, and the interval of what is left. */
function split(
  left: readonly [number, number, number] | null,
  exactly: string,
  { why = null as string | null, never = undefined as RegExp | undefined } = {},
) {
  // prettier-ignore
  return (): Told => {
    const parts = { chance: 7, age: 3, deprivation: 9 }
    const taken = Object.entries(parts).flatMap(([id, value]) => [figure(`${id}-deviation`, value), figure(`${id}-share`, 20)]) // prettier-ignore
    const rest = left && [figure('left-deviation', left[0], { interval95: { lower: left[1], upper: left[2] } }), figure('left-share', 40)] // prettier-ignore
    const says = splitSentence(study({ id: 'split', figures: rest ? [...taken, ...rest] : [], why }), answer)
    const from = !left ? [] : left[1] > 0 ? left.map(String) : [`${left[2]} %`]
    return { says, exactly, from, never }
  }
}

export const ofSplit: Generator = {
  speaks: ['splitSentence'],
  cases: {
    'clear difference': split([12, 10, 15], 'Authorities differ by about 12 % of their average (10 to 15 %) more than chance, age, sex and deprivation explain.'),
    'no difference': split([1.5, 0, 4.2], 'Chance, age, sex and deprivation may explain all that authorities differ by: what they leave is likely to be 4.2 % of the average or less.', { never: /differ by about/ }),
    'hidden': split(null, 'What the spread is made of cannot be told: too many counts are hidden.', { why: 'too many counts are hidden' }),
    'one area': split(null, 'What the spread is made of cannot be told: only 1 area has a count; 5 are needed.', { why: 'only 1 area has a count; 5 are needed' }),
    'falling trend': ONE_PERIOD,
    'broken trend': NO_BREAK,
    'reversed polarity': NO_DIRECTION,
    'no polarity': split([12, 10, 15], 'Authorities differ by about 12 % of their average (10 to 15 %) more than chance, age, sex and deprivation explain.', { never: JUDGED }),
  },
} // prettier-ignore

/** How many verdicts change under each other rule. */
function rules(
  agreed: number | null,
  flips: readonly number[],
  exactly: string,
  { why = null as string | null, areas = given, never = undefined as RegExp | undefined } = {},
) {
  // prettier-ignore
  return (): Told => {
    const others = flips.map((value, i) => figure(`rule-${i}`, value, { label: `Rule ${i + 1}` }))
    const figures = agreed === null ? [] : [figure('agreed', agreed), ...others]
    const { sentence, rules: told } = ruleFlips(study({ id: 'rules', figures, why }), anAnswer(areas))
    const order = [...flips].sort((a, b) => b - a)
    if (told.some(({ flips: many }, i) => many !== order[i])) throw new Error('rules are not told most changes first')
    return { says: sentence, exactly, from: agreed === null ? [] : agreed < areas.length ? [`${agreed} of ${areas.length}`, `other ${areas.length - agreed}`] : [areas.length === 1 ? 'the one' : `each of ${areas.length}`], never }
  }
}

export const ofRules: Generator = {
  speaks: ['ruleFlips'],
  cases: {
    'clear difference': rules(1, [1, 2], 'All rules give 1 of 3 authorities the same verdict; for the other 2 it depends on the rule.'),
    'no difference': rules(3, [0, 0], 'All rules give each of 3 authorities the same verdict.', { never: /matters/ }),
    'hidden': rules(null, [], 'No rule can be applied: no area has a value.', { why: 'no area has a value' }),
    'one area': rules(1, [0], 'All rules give the one authority the same verdict.', { areas: given.slice(0, 1) }),
    'falling trend': ONE_PERIOD,
    'broken trend': NO_BREAK,
    'reversed polarity': { cannot: 'a verdict that another rule changes is higher or lower by each' },
    'no polarity': rules(1, [1, 2], 'All rules give 1 of 3 authorities the same verdict; for the other 2 it depends on the rule.', { never: JUDGED }),
  },
} // prettier-ignore

const PEERS = columns(['similar-codes', 'stability', 'similar-verdict', 'similar-difference', 'similar-lower95', 'similar-upper95']) // prettier-ignore

/** Salford against Knowsley and Bury: events a year with their interval; null where none can be told. */
function similar(
  difference: readonly [number, number, number] | null,
  exactly: string,
  {
    polarity = 'neither' as Polarity,
    verdict = (difference ? `${difference[0] > 0 ? 'more' : 'fewer'} than at the rate of similar areas` : 'cannot be told from similar areas') as string | null, // prettier-ignore
    never = undefined as RegExp | undefined,
  } = {},
) {
  // prettier-ignore
  return (): Told => {
    const cells = ['K B', 90, verdict, ...(difference ?? [null, null, null])]
    const peers = study({ id: 'peers', columns: PEERS, rows: [{ area: 'S', name: 'Salford', cells }] })
    const found = similarTo(peers, 'S', anAnswer(given, { indicator: { polarity } }))!
    const from = difference ? [...difference.map((one) => `${Math.round(Math.abs(one))}`), difference[0] > 0 ? 'more' : 'fewer'] : [] // prettier-ignore
    return { says: `${found.sentence} ${found.stability}`, exactly, from, never }
  }
}

export const ofSimilar: Generator = {
  speaks: ['similarTo', 'whyNoSimilar'],
  cases: {
    'clear difference': similar([119.6, 80.4, 160.2], 'Salford has about 120 more admissions a year (80 to 160) than it would at the rate of the 2 authorities most like it. If each trait counted for half to double as much, 2 of these 2 would on average still be among them.'),
    'no difference': similar(null, 'Salford cannot be told apart from the 2 authorities most like it. If each trait counted for half to double as much, 2 of these 2 would on average still be among them.', { never: /higher|lower| more | fewer / }),
    'hidden': similar(null, 'How Salford compares with the 2 authorities most like it cannot be told here. If each trait counted for half to double as much, 2 of these 2 would on average still be among them.', { verdict: null, never: /higher|lower| more | fewer / }),
    'one area': () => ({ says: whyNoSimilar(study({ id: 'peers', why: 'only 1 area is compared; 15 are needed to tell which are alike' })), exactly: 'Similar areas cannot be told: only 1 area is compared; 15 are needed to tell which are alike.', from: ['15'] }),
    'falling trend': ONE_PERIOD,
    'broken trend': NO_BREAK,
    'reversed polarity': similar([119.6, 80.4, 160.2], 'Salford has about 120 more admissions a year (80 to 160) than it would at the rate of the 2 authorities most like it, which is better. If each trait counted for half to double as much, 2 of these 2 would on average still be among them.', { polarity: 'high-is-good', never: /worse/ }),
    'no polarity': similar([-40, -61, -22], 'Salford has about 40 fewer admissions a year (22 to 61) than it would at the rate of the 2 authorities most like it. If each trait counted for half to double as much, 2 of these 2 would on average still be among them.', { never: JUDGED }),
  },
} // prettier-ignore

/** Moran’s I with its probability, and the kind of cluster of Knowsley, Salford and Bury. */
function clusters(
  moran: number,
  p: number,
  kinds: readonly (string | null)[],
  exactly: string,
  { why = null as string | null, never = undefined as RegExp | undefined } = {},
) {
  // prettier-ignore
  return (): Told => {
    const rows = given.map(({ code, name }, i) => ({ area: code, name, cells: [kinds[i] ?? null] }))
    const space = study({ id: 'space', figures: [figure('moran', moran, { p })], columns: columns(['cluster']), rows, why }) // prettier-ignore
    const from = why ? [why] : [moran.toFixed(2), `1 time in ${Math.round(1 / p)}`, ...rows.flatMap(({ name, cells }) => (cells[0] ? [name] : []))] // prettier-ignore
    return { says: clusterSentences(space, answer, false).join(' '), exactly, from, never }
  }
}
const HIGH = 'high among high'

export const ofClusters: Generator = {
  speaks: ['clusterSentences'],
  cases: {
    'clear difference': clusters(0.42, 0.002, [HIGH, HIGH, 'low among high'], 'Neighbouring authorities are more alike than chance makes them (Moran’s I is 0.42; chance alone would take it so far about 1 time in 500). High among high neighbours (2 authorities): Knowsley and Salford. Unlike their neighbours (1 authority): Bury.'),
    'no difference': clusters(0.03, 0.25, [null, null, null], 'Whether neighbouring authorities are alike cannot be told (Moran’s I is 0.03; chance alone would take it so far about 1 time in 4). No authority lies in a cluster that can be told from chance.', { never: /more alike|less alike/ }),
    'hidden': clusters(0, 1, [], 'Neighbours cannot be compared: fewer than 10 areas have a value.', { why: 'fewer than 10 areas have a value' }),
    'one area': clusters(0, 1, [], 'Neighbours cannot be compared: an area alone has no neighbours.', { why: 'an area alone has no neighbours' }),
    'falling trend': ONE_PERIOD,
    'broken trend': NO_BREAK,
    'reversed polarity': NO_DIRECTION,
    'no polarity': clusters(0.42, 0.002, [HIGH, HIGH, null], 'Neighbouring authorities are more alike than chance makes them (Moran’s I is 0.42; chance alone would take it so far about 1 time in 500). High among high neighbours (2 authorities): Knowsley and Salford.', { never: JUDGED }),
  },
} // prettier-ignore

/** One measure as a row of words. */
function measure(
  value: number | null,
  p: number | null,
  exactly: string,
  { note = null as string | null, never = undefined as RegExp | undefined } = {},
) {
  // prettier-ignore
  return (): Told => {
    const interval95 = value === null ? null : { lower: value * 0.8, upper: value * 1.2 }
    const table = measuresTable(study({ figures: [figure('cv', value, { label: 'Spread beyond chance', unit: '%', interval95, p, note })] }), answer) // prettier-ignore
    const from = value === null ? ['not given'] : [`${value} %`, p! < 0.001 ? '< 0.001' : `${p}`]
    return { says: table.rows[0]!.cells.filter(Boolean).join('; '), exactly, from, never }
  }
}

export const ofMeasures: Generator = {
  speaks: ['measuresTable'],
  cases: {
    'clear difference': measure(12.5, 0.0001, 'Spread beyond chance; 12.5 %; 10 to 15; < 0.001'),
    'no difference': measure(1.25, 0.412, 'Spread beyond chance; 1.25 %; 1 to 1.5; 0.412'),
    'hidden': measure(null, null, 'Spread beyond chance; not given; too many counts are hidden', { note: 'too many counts are hidden' }),
    'one area': measure(null, null, 'Spread beyond chance; not given; fewer than two areas have a value', { note: 'fewer than two areas have a value' }),
    'falling trend': ONE_PERIOD,
    'broken trend': NO_BREAK,
    'reversed polarity': NO_DIRECTION,
    'no polarity': measure(12.5, 0.0001, 'Spread beyond chance; 12.5 %; 10 to 15; < 0.001', { never: JUDGED }),
  },
} // prettier-ignore

const LIMITS = [{ size: 100_000, lower95: 200, upper95: 400, lower998: 150, upper998: 450 }]

/** Verdicts of Knowsley, Salford and Bury by limits that allow for usual differences; null where there are none. */
function usual(
  verdicts: readonly Verdict[] | null,
  exactly: string,
  {
    why = null as string | null,
    areas = given,
    polarity = 'neither' as Polarity,
    never = undefined as RegExp | undefined,
  } = {},
) {
  // prettier-ignore
  return (): Told => {
    const rows = (verdicts ?? []).map((verdict, i) => ({ area: areas[i]!.code, name: areas[i]!.name, cells: [verdict] })) // prettier-ignore
    const found = study({ id: 'rules', columns: columns(['over-dispersed95']), rows, limits: verdicts ? LIMITS : [], why }) // prettier-ignore
    const far = rows.filter(({ cells }) => cells[0] === 'higher' || cells[0] === 'lower')
    const from = [...(far.length > 0 ? [`${far.length} are`] : []), ...far.map(({ name, cells }) => `${name}, ${cells[0]}`)] // prettier-ignore
    return { says: usualSentence(found, anAnswer(areas, { indicator: { polarity } })), exactly, from, never }
  }
}

export const ofUsual: Generator = {
  speaks: ['usualSentence'],
  cases: {
    'clear difference': usual(['higher', 'similar', 'lower'], 'Allowing for how much these authorities usually differ, 2 are still unusually far from the North: Knowsley, higher; Bury, lower. Usual differences and chance together would put fewer than 1 of 3 there.'),
    'no difference': usual(['similar', 'similar', 'similar'], 'Allowing for how much these authorities usually differ, none is unusually far from the North.', { never: /higher|lower/ }),
    'hidden': usual(null, 'Whether any authority is unusual cannot be told: no area has a value.', { why: 'no area has a value', never: /higher|lower/ }),
    'one area': usual(null, 'Whether Knowsley is unusual cannot be told: it takes two authorities or more to know how much they usually differ.', { areas: given.slice(0, 1), never: /higher|lower/ }),
    'falling trend': ONE_PERIOD,
    'broken trend': NO_BREAK,
    'reversed polarity': usual(['higher', 'similar', 'lower'], 'Allowing for how much these authorities usually differ, 2 are still unusually far from the North: Knowsley, higher (better); Bury, lower (worse). Usual differences and chance together would put fewer than 1 of 3 there.', { polarity: 'high-is-good', never: /higher \(worse/ }),
    'no polarity': usual(['higher', 'similar', 'lower'], 'Allowing for how much these authorities usually differ, 2 are still unusually far from the North: Knowsley, higher; Bury, lower. Usual differences and chance together would put fewer than 1 of 3 there.', { never: JUDGED }),
  },
} // prettier-ignore
