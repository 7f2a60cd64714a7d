import { pairingOf } from '../../../src/analysis/pairing'
import { standingsOf } from '../../../src/analysis/standing'
import type { Overview, Polarity } from '../../../src/domain'
import { overviewFinding } from '../../../src/words/overview'
import { heatFinding } from '../../../src/words/heat'
import { needFinding } from '../../../src/words/need'
import { profileFinding } from '../../../src/words/profile'
import { anOverview, type GivenRow } from '../../charts/overviews'
import { JUDGED, NO_BREAK, NO_DIRECTION, ONE_PERIOD, SIDES, type Generator, type Told } from './kinds'

type Values = GivenRow['values']
const FAR: Values = { S: 150, K: 100, B: 50 }
const ALIKE: Values = { S: 102, K: 100, B: 99 }
const HIDDEN: Values = { S: null, K: null, B: null }
const TOPICS = ['falls', 'stroke', 'asthma', 'epilepsy']
const rows = (values: Values, polarity: Polarity = 'neither'): GivenRow[] =>
  TOPICS.map((id) => ({ id, values, indicator: { polarity } }))

/** The front page’s: `shares` are the spreads beyond chance of its indicators, null where there is none. */
function front(shares: readonly (number | null)[], exactly: string, values = FAR, never?: RegExp): () => Told {
  return () => {
    const given = anOverview(rows(values).slice(0, shares.length))
    const overview: Overview = { ...given, rows: given.rows.map((row, i) => ({ ...row, variation: summary(shares[i] ?? null), why: shares[i] == null ? 'fewer than two areas have a value' : null })) } // prettier-ignore
    const { headline, detail } = overviewFinding(overview)
    const varied = shares.filter((share) => share !== null && share > 0.05)
    const from = varied.length > 0 ? [`${varied.length} of ${shares.length}`, `${Math.round(varied[0]! * 100)} %`] : []
    return { says: `${headline}. ${detail}`, exactly, from, never }
  }
}
const summary = (share: number | null) => share === null ? null : { areas: 3, beyondChance: share, interval95: share > 0.05 ? { lower: share * 0.8, upper: share * 1.2 } : { lower: 0, upper: 0.06 }, p: share > 0.05 ? 0.0001 : 0.5, highest: null, lowest: null } // prettier-ignore

export const ofOverview: Generator = {
  speaks: ['overviewFinding'],
  cases: {
    'clear difference': front([0.3, 0.1, 0.02], '2 of 3 indicators vary more than chance explains; falls most. Falls in 2023: authorities differ by about 30 % of the North’s value, more than chance explains (24 to 36 %).'),
    'no difference': front([0.02, 0.01], 'No indicator can be told to vary by more than chance. How authorities of the North stand, one strip for each indicator.', ALIKE, /vary more|varies more|differ by/),
    'hidden': front([null, null], 'How far authorities differ cannot be measured here. How authorities of the North stand, one strip for each indicator.', HIDDEN, /vary more|varies more|differ by/),
    'one area': front([null], 'How far authorities differ cannot be measured here. How authorities of the North stand, one strip for each indicator.', { S: 150 }, /vary more|varies more|differ by/),
    'falling trend': ONE_PERIOD,
    'broken trend': NO_BREAK,
    'reversed polarity': NO_DIRECTION,
    'no polarity': front([0.3, 0.1], '2 of 2 indicators vary more than chance explains; falls most. Falls in 2023: authorities differ by about 30 % of the North’s value, more than chance explains (24 to 36 %).', FAR, JUDGED),
  },
} // prettier-ignore

/** The heat table’s, with the sentence of Salford, which is marked. */
function heat(given: readonly GivenRow[], exactly: string, never?: RegExp): () => Told {
  return () => {
    const overview = anOverview(given, { chosen: ['S'] })
    const standings = standingsOf(overview)
    const { headline, detail, chosen } = heatFinding(standings, overview)
    const salford = standings.areas.find(({ area }) => area === 'S')!
    const flags = salford.higher + salford.lower
    const from = flags > 0 ? ['Salford stands out', `on ${flags} of ${salford.compared}`] : []
    return { says: [`${headline}.`, detail, ...chosen.map(({ text }) => text)].join(' '), exactly, from, never } // prettier-ignore
  }
}
const TWO: Values = { S: 150, K: 100 }

export const ofHeat: Generator = {
  speaks: ['heatFinding'],
  cases: {
    'clear difference': heat(rows(TWO), 'Salford stands out on 4 of 4 indicators, more than any other authority. 1 of 2 authorities stands out on more indicators than chance explains (4 or more). Chance alone would flag fewer than 1 of 4 indicators in each. Salford: higher on 4.'),
    'no difference': heat(rows(ALIKE), 'No authority stands out on more indicators than chance explains. Chance alone would flag fewer than 1 of 4 indicators in each. Salford: cannot be told apart on 4.', /higher|lower|better|worse/),
    'hidden': heat(rows(HIDDEN), 'No authority can be compared with the North. 12 of 12 cells are hidden: too few to show safely. Salford: no comparison on 4.', SIDES),
    'one area': heat(rows({ S: 150 }), 'Salford stands out from the North on 4 of 4 indicators. Chance alone would flag fewer than 1 of 4 indicators. Salford: higher on 4.'),
    'falling trend': ONE_PERIOD,
    'broken trend': NO_BREAK,
    'reversed polarity': heat(rows(TWO, 'high-is-good'), 'Salford stands out on 4 of 4 indicators, more than any other authority. 1 of 2 authorities stands out on more indicators than chance explains (4 or more). Chance alone would flag fewer than 1 of 4 indicators in each. Salford: higher (better) on 4.', /worse/),
    'no polarity': heat(rows(TWO), 'Salford stands out on 4 of 4 indicators, more than any other authority. 1 of 2 authorities stands out on more indicators than chance explains (4 or more). Chance alone would flag fewer than 1 of 4 indicators in each. Salford: higher on 4.', JUDGED),
  },
} // prettier-ignore

function need(first: Values, second: Values, exactly: string, polarity: Polarity = 'neither', never?: RegExp) {
  return (): Told => {
    const given = [{ id: 'need', values: first, indicator: { shortName: 'diabetes' } }, { id: 'care', values: second, indicator: { shortName: 'foot checks', polarity } }] // prettier-ignore
    const pairing = pairingOf(anOverview(given, { chosen: ['S'] }), 'need', 'care')!
    const { headline, detail, chosen } = needFinding(pairing)
    const found = pairing.pairs.filter(({ corner }) => corner === 'higher-lower').map(({ name }) => name)
    const marked = pairing.pairs.find(({ area }) => area === 'S')!
    const values = [marked.need, marked.care].flatMap(({ value }) => (value === null ? [] : [`${value}`]))
    return { says: [`${headline}.`, detail, ...chosen.map(({ text }) => text)].join(' '), exactly, from: [...found, ...values], never } // prettier-ignore
  }
}
const LOW: Values = { S: 50, K: 100, B: 150 }

export const ofNeed: Generator = {
  speaks: ['needFinding'],
  cases: {
    'clear difference': need(FAR, LOW, 'Salford is higher on diabetes and lower on foot checks than the North. If the two had nothing to do with each other, fewer than 1 such authority would be expected. 1 authority is lower on diabetes and higher on foot checks. Whether the two go together cannot be said: fewer than 10 areas have both values. Salford: diabetes 150 per 100,000 people (145 to 155), higher than the North; foot checks 50.0 per 100,000 people (45.0 to 55.0), lower than the North.'),
    'no difference': need(ALIKE, ALIKE, 'No authority is both higher on diabetes and lower on foot checks than the North. If the two had nothing to do with each other, fewer than 1 such authority would be expected. Whether the two go together cannot be said: fewer than 10 areas have both values. Salford: diabetes 102 per 100,000 people (97 to 107), cannot be told apart from the North; foot checks 102 per 100,000 people (97 to 107), cannot be told apart from the North.'),
    'hidden': need(HIDDEN, LOW, 'No authority can be compared with the North on both. Whether the two go together cannot be said: fewer than 10 areas have both values. 3 authorities lack one value or both: too few to show safely. Salford: diabetes has no value (too few to show safely); foot checks 50.0 per 100,000 people (45.0 to 55.0), lower than the North.'),
    'one area': need({ S: 150 }, { S: 50 }, 'Salford is higher on diabetes and lower on foot checks than the North. Whether the two go together cannot be said: fewer than 10 areas have both values. Salford: diabetes 150 per 100,000 people (145 to 155), higher than the North; foot checks 50.0 per 100,000 people (45.0 to 55.0), lower than the North.'),
    'falling trend': ONE_PERIOD,
    'broken trend': NO_BREAK,
    'reversed polarity': need(FAR, LOW, 'Salford is higher on diabetes and lower (worse) on foot checks than the North. If the two had nothing to do with each other, fewer than 1 such authority would be expected. 1 authority is lower on diabetes and higher (better) on foot checks. Whether the two go together cannot be said: fewer than 10 areas have both values. Salford: diabetes 150 per 100,000 people (145 to 155), higher than the North; foot checks 50.0 per 100,000 people (45.0 to 55.0), lower (worse) than the North.', 'high-is-good'),
    'no polarity': need(FAR, LOW, 'Salford is higher on diabetes and lower on foot checks than the North. If the two had nothing to do with each other, fewer than 1 such authority would be expected. 1 authority is lower on diabetes and higher on foot checks. Whether the two go together cannot be said: fewer than 10 areas have both values. Salford: diabetes 150 per 100,000 people (145 to 155), higher than the North; foot checks 50.0 per 100,000 people (45.0 to 55.0), lower than the North.', 'neither', JUDGED),
  },
} // prettier-ignore

function profile(given: readonly GivenRow[], exactly: string, never?: RegExp): () => Told {
  return () => {
    const overview = anOverview(given, { chosen: ['S'] })
    const standings = standingsOf(overview)
    const salford = standings.areas.find(({ area }) => area === 'S')!
    const { headline, detail } = profileFinding(salford, standings, overview)
    const { higher, compared } = salford
    const from = higher > 0 ? [`on ${higher} of ${compared}`] : compared > 0 ? [`on any of ${compared}`] : []
    return { says: `${headline}. ${detail}`, exactly, from, never }
  }
}

export const ofProfile: Generator = {
  speaks: ['profileFinding'],
  cases: {
    'clear difference': profile([...rows(FAR), { id: 'dementia', values: ALIKE }], 'Salford is higher than the North on 4 of 5 indicators; 1 cannot be told apart. Higher: asthma, epilepsy, falls and stroke. Chance alone would flag fewer than 1 of 5.'),
    'no difference': profile(rows(ALIKE), 'Salford cannot be told apart from the North on any of 4 indicators. Chance alone would flag fewer than 1 of 4.', SIDES),
    'hidden': profile(rows(HIDDEN), 'Salford cannot be compared with the North on any indicator. 4 indicators have no value here; the table says why.', /higher|lower|better|worse/),
    'one area': profile(rows({ S: 150 }), 'Salford is higher than the North on 4 of 4 indicators. Higher: asthma, epilepsy, falls and stroke. Chance alone would flag fewer than 1 of 4.'),
    'falling trend': ONE_PERIOD,
    'broken trend': NO_BREAK,
    'reversed polarity': profile(rows(FAR, 'high-is-good'), 'Salford is better than the North on 4 of 4 indicators. Better: asthma, epilepsy, falls and stroke. Chance alone would flag fewer than 1 of 4.', /worse/),
    'no polarity': profile(rows(FAR), 'Salford is higher than the North on 4 of 4 indicators. Higher: asthma, epilepsy, falls and stroke. Chance alone would flag fewer than 1 of 4.', JUDGED),
  },
} // prettier-ignore
