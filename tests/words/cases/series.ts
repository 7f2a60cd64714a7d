import type { Polarity, Study } from '../../../src/domain'
import { inequalityFinding } from '../../../src/words/inequality'
import { peopleFinding } from '../../../src/words/people'
import { trendFinding } from '../../../src/words/trend'
import type { AnswerChanges } from '../../charts/answers'
import { aDivision, FIFTHS, inequalityOf } from '../../charts/divisions'
import { aPeople } from '../../charts/people'
import { aSeries, trendOf, type Years } from '../../charts/series'
import { JUDGED, ONE_PERIOD, type Generator, type Told } from './kinds'

const UP = [200, 215, 230, 245, 260, 275, 290]
const DOWN = [...UP].reverse()
const FLAT = [250, 252, 249, 251, 250, 249, 251]

/** The trend’s headline and detail, and Salford’s sentence where it is marked. */
function trend(
  years: Years,
  exactly: string,
  { of = trendOf, chosen = ['S'], never, ...options }: AnswerChanges & { of?: typeof trendOf; never?: RegExp } = {},
) {
  // prettier-ignore
  return (): Told => {
    const series = aSeries(years, FLAT, { ...options, chosen })
    const study = of(series)
    const { headline, detail, chosen: lines } = trendFinding(series, study)!
    const row = study.rows.find(({ area }) => area === chosen[0])
    const cell = (id: string) => row?.cells[study.columns.findIndex((column) => column.id === id)] ?? null
    const [marker, slope] = [cell('recent'), cell('slope')]
    const moves = marker === 'rising' || marker === 'falling'
    const from = moves ? [`${marker}`, `by about ${Math.abs(Number(slope)).toFixed(1)} per 100,000 people a year`] : []
    return { says: [`${headline}.`, detail, ...lines.map(({ text }) => text)].filter(Boolean).join(' '), exactly, from, never } // prettier-ignore
  }
}
const MOVES = /rising|falling|better|worse/
const SHORT = (series: Parameters<typeof trendOf>[0]): Study => ({ ...trendOf(series), figures: [], rows: [], why: 'only 2 periods compare with one another' }) // prettier-ignore

export const ofTrend: Generator = {
  speaks: ['trendFinding'],
  cases: {
    'clear difference': trend({ S: UP, K: DOWN, N: FLAT }, 'Salford’s figure for COPD admissions has been rising since 2017, by about 15.0 per 100,000 people a year. Of 3 authorities 1 is rising and 1 is falling; chance alone would flag fewer than 1. Whether authorities are moving closer together or further apart cannot be told. Salford: from 230 per 100,000 people (222 to 238) in 2017 to 290 per 100,000 people (282 to 298) in 2021; rising.'),
    'no difference': trend({ S: FLAT, K: FLAT }, 'Salford’s figure for COPD admissions shows no clear recent trend. Of 2 authorities none is rising and none is falling; chance alone would flag fewer than 1. Whether authorities are moving closer together or further apart cannot be told. Salford: from 250 per 100,000 people (242 to 258) in 2015 to 251 per 100,000 people (243 to 259) in 2021; no clear recent trend.'),
    'hidden': trend({ S: [...UP.slice(0, 6), null], K: UP }, 'No recent trend can be given for Salford. Of 2 authorities 1 is rising, none is falling and 1 cannot be told; chance alone would flag fewer than 1. Whether authorities are moving closer together or further apart cannot be told. Salford: too few to show safely.'),
    'one area': trend({ S: UP }, 'Salford’s figure for COPD admissions has been rising since 2017, by about 15.0 per 100,000 people a year. Salford: from 230 per 100,000 people (222 to 238) in 2017 to 290 per 100,000 people (282 to 298) in 2021; rising.'),
    'falling trend': trend({ S: DOWN, K: FLAT }, 'Salford’s figure for COPD admissions has been falling since 2017, by about 15.0 per 100,000 people a year. Of 2 authorities none is rising and 1 is falling; chance alone would flag fewer than 1. Whether authorities are moving closer together or further apart cannot be told. Salford: from 260 per 100,000 people (252 to 268) in 2017 to 200 per 100,000 people (192 to 208) in 2021; falling.'),
    'broken trend': trend({ S: UP }, 'No recent trend can be given for Salford: only 2 periods compare with one another. Salford: from 200 per 100,000 people (192 to 208) in 2015 to 290 per 100,000 people (282 to 298) in 2021; no recent trend: only 2 periods compare with one another.', { of: SHORT, never: MOVES }),
    'reversed polarity': trend({ S: DOWN }, 'Salford’s figure for COPD admissions has been falling since 2017 (getting worse), by about 15.0 per 100,000 people a year. Salford: from 260 per 100,000 people (252 to 268) in 2017 to 200 per 100,000 people (192 to 208) in 2021; falling.', { indicator: { polarity: 'high-is-good' }, never: /better/ }),
    'no polarity': trend({ S: DOWN }, 'Salford’s figure for COPD admissions has been falling since 2017, by about 15.0 per 100,000 people a year. Salford: from 260 per 100,000 people (252 to 268) in 2017 to 200 per 100,000 people (192 to 208) in 2021; falling.', { never: JUDGED }),
  },
} // prettier-ignore

const STEEP = [380, 330, 280, 240, 200]
const EVEN = [281, 280, 282, 279, 281]

function inequality(
  whole: readonly (number | null)[],
  exactly: string,
  areas: Readonly<Record<string, readonly (number | null)[]>> = {},
  { never, ...options }: AnswerChanges & { never?: RegExp } = {},
) {
  // prettier-ignore
  return (): Told => {
    const division = aDivision({ kind: 'deprivation', labels: FIFTHS, whole, areas }, { chosen: Object.keys(areas), ...options }) // prettier-ignore
    const { headline, detail, chosen } = inequalityFinding(division, inequalityOf(division))!
    const [most, least] = [whole[0], whole.at(-1)]
    const ends = division.places[0]!.ends
    const times = ends && ends.verdict !== 'similar' ? [`about ${Math.max(most! / least!, least! / most!).toFixed(1)} times`] : [] // prettier-ignore
    const values = ends ? [`${most}`, `${least}`] : []
    return { says: [`${headline}.`, detail, ...chosen.map(({ text }) => text)].filter(Boolean).join(' '), exactly, from: [...times, ...values], never } // prettier-ignore
  }
}

export const ofInequality: Generator = {
  speaks: ['inequalityFinding'],
  cases: {
    'clear difference': inequality(STEEP, 'In the North people in the most deprived fifth have about 1.9 times as many COPD admissions as those in the least deprived fifth. The North: most deprived fifth, 380 per 100,000 people (374 to 386); least deprived fifth, 200 per 100,000 people (194 to 206); ratio 1.90 (1.84 to 1.97). The most deprived fifth against the rest of the North: ratio 1.45 (1.42 to 1.48). Deprivation describes places, not people.'),
    'no difference': inequality(EVEN, 'In the North no difference in COPD admissions can be told between the most deprived fifth and the least deprived fifth. The North: most deprived fifth, 281 per 100,000 people (275 to 287); least deprived fifth, 281 per 100,000 people (275 to 287); ratio 1.00 (0.97 to 1.03). Whether the most deprived fifth differs from the rest of the North cannot be told. Deprivation describes places, not people.', {}, { never: /times as|higher|lower|better|worse/ }),
    'hidden': inequality([380, 330, 280, 240, null], 'COPD admissions: how groups in the North differ cannot be told. The North: most deprived fifth, 380 per 100,000 people (374 to 386); least deprived fifth, too few to show safely. The North: some groups are too few to show safely. Deprivation describes places, not people.', {}, { never: /times|higher|lower/ }),
    'one area': inequality(STEEP, 'In Salford people in the most deprived fifth have about 1.9 times as many COPD admissions as those in the least deprived fifth. The North: most deprived fifth, 380 per 100,000 people (374 to 386); least deprived fifth, 200 per 100,000 people (194 to 206); ratio 1.90 (1.84 to 1.97). The most deprived fifth against the rest of Salford: ratio 1.46 (1.39 to 1.54). Deprivation describes places, not people. Salford: most deprived fifth, 475 per 100,000 people (455 to 495); least deprived fifth, 250 per 100,000 people (230 to 270); ratio 1.90 (1.74 to 2.09).', { S: [475, 400, 350, 300, 250] }),
    'falling trend': ONE_PERIOD,
    'broken trend': { cannot: 'groups are held against one another in one period, which a break changes alike; the answer’s notes tell of it' },
    'reversed polarity': inequality(STEEP, 'In the North people in the most deprived fifth have about 1.9 times as many COPD admissions as those in the least deprived fifth (better). The North: most deprived fifth, 380 per 100,000 people (374 to 386); least deprived fifth, 200 per 100,000 people (194 to 206); ratio 1.90 (1.84 to 1.97). The most deprived fifth against the rest of the North: ratio 1.45 (1.42 to 1.48), which is better. Deprivation describes places, not people.', {}, { indicator: { polarity: 'high-is-good' as Polarity }, never: /worse/ }),
    'no polarity': inequality(STEEP, 'In the North people in the most deprived fifth have about 1.9 times as many COPD admissions as those in the least deprived fifth. The North: most deprived fifth, 380 per 100,000 people (374 to 386); least deprived fifth, 200 per 100,000 people (194 to 206); ratio 1.90 (1.84 to 1.97). The most deprived fifth against the rest of the North: ratio 1.45 (1.42 to 1.48). Deprivation describes places, not people.', {}, { never: JUDGED }),
  },
} // prettier-ignore

type Shares = readonly (number | null)[]
const NORTH: Shares = [25, 55, 15, 5]

function people(shares: Shares, north: Shares | null, exactly: string, never?: RegExp): () => Told {
  return () => {
    const { headline, detail, chosen } = peopleFinding(aPeople([north ? 'Salford' : 'the North', shares], north))
    const old = (of: Shares) => (of.some((one) => one === null) ? [] : [`${(of[2]! + of[3]!).toFixed(1)} %`])
    return { says: [`${headline}.`, detail, ...chosen.map(({ text }) => text)].filter(Boolean).join(' '), exactly, from: old(shares), never } // prettier-ignore
  }
}
const NO_GOOD = { cannot: 'being old is neither good nor bad' }

export const ofPeople: Generator = {
  speaks: ['peopleFinding'],
  cases: {
    'clear difference': people([30, 55, 10, 5], NORTH, 'Salford has fewer people aged 65 and over for its size than the North: 15.0 % against 20.0 %. 20,000 people live in Salford. Of them 30.0 % are under 20 (the North 25.0 %) and 5.0 % are 85 and over (the North 5.0 %). Salford: 20,000 people; 30.0 % under 20, 15.0 % aged 65 and over, 5.0 % aged 85 and over.'),
    'no difference': people([25, 54.8, 15.2, 5], NORTH, '20.2 % of people in Salford are aged 65 and over, about the same as in the North (20.0 %). 20,000 people live in Salford. Of them 25.0 % are under 20 (the North 25.0 %) and 5.0 % are 85 and over (the North 5.0 %). Salford: 20,000 people; 25.0 % under 20, 20.2 % aged 65 and over, 5.0 % aged 85 and over.', /more|fewer|older|younger/),
    'hidden': people([30, null, 10, 5], NORTH, 'The ages of people in Salford cannot be told. Salford: some ages are too few to show safely. Salford: some ages are too few to show safely.', /more|fewer|older|younger/),
    'one area': people(NORTH, null, '20.0 % of people in the North are aged 65 and over. 20,000 people live in the North. Of them 25.0 % are under 20 and 5.0 % are 85 and over.'),
    'falling trend': ONE_PERIOD,
    'broken trend': { cannot: 'people are counted alike in every period' },
    'reversed polarity': NO_GOOD,
    'no polarity': people([30, 55, 10, 5], NORTH, 'Salford has fewer people aged 65 and over for its size than the North: 15.0 % against 20.0 %. 20,000 people live in Salford. Of them 30.0 % are under 20 (the North 25.0 %) and 5.0 % are 85 and over (the North 5.0 %). Salford: 20,000 people; 30.0 % under 20, 15.0 % aged 65 and over, 5.0 % aged 85 and over.', JUDGED),
  },
} // prettier-ignore
