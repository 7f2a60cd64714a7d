import { standingsOf } from '../../../src/analysis/standing'
import type { Polarity } from '../../../src/domain'
import { finding } from '../../../src/words'
import { spreadSentence } from '../../../src/words/variation'
import { ruleSentences, sayCell } from '../../../src/words/standing'
import { anAnswer, manyGiven, type AnswerChanges, type Given } from '../../charts/answers'
import { anOverview } from '../../charts/overviews'
import { JUDGED, NO_DIRECTION, ONE_PERIOD, SIDES, type Generator, type Told } from './kinds'

const clear: Given[] = [
  { code: 'K', name: 'Knowsley', value: 427, half: 22 },
  { code: 'S', name: 'Salford', value: 290, half: 24 },
  { code: 'N', name: 'North Yorkshire', value: 184, half: 12 },
]
const alike = clear.map((area, i): Given => ({ ...area, value: 280 + i, half: 30 }))
const BROKEN: AnswerChanges = { indicator: { breaks: [{ period: '2023', why: 'a new list of codes' }] } }

/** Headline and detail of the places’ finding, with the numbers that they must hold. */
function places(given: readonly Given[], exactly: string, options: AnswerChanges = {}, never?: RegExp): () => Told {
  return () => {
    const answer = anAnswer(given, options)
    const { headline, detail } = finding(answer)
    const { higher, lower } = answer.counts
    const values = given.flatMap(({ value }) => (value === null ? [] : [value])).sort((a, b) => a - b)
    const ends = values.length === 0 ? [] : [values[0]!, values.at(-1)!].map(String)
    const flagged = given.length > 1 ? [higher, lower].filter((n) => n > 0).map(String) : []
    return { says: `${headline}. ${detail}`, exactly, from: [...ends, ...flagged], never }
  }
}
const polarised = (polarity: Polarity): AnswerChanges => ({ indicator: { polarity } })

export const ofPlaces: Generator = {
  speaks: ['finding', 'chosenSentence', 'sureSentences', 'breakSentences'],
  cases: {
    'clear difference': places(clear, '1 of 3 authorities is higher than the North for COPD admissions; 1 is lower. From 184 per 100,000 people (172 to 196) in North Yorkshire to 427 (405 to 449) in Knowsley, after allowing for age. 2 authorities stand out; chance alone would flag fewer than 1.'),
    'no difference': places(alike, 'No authority can be told apart from the North for COPD admissions. From 280 per 100,000 people (250 to 310) in Knowsley to 282 (252 to 312) in North Yorkshire, after allowing for age. None stands out; chance alone would flag fewer than 1.', {}, SIDES),
    'hidden': places(clear.map((area) => ({ ...area, value: null })), 'Every value is hidden: too few to show safely. 3 authorities are hidden: too few to show safely.', {}, SIDES),
    'one area': places(clear.slice(0, 1), 'Knowsley is higher than the North for COPD admissions. Knowsley: 427 per 100,000 people (405 to 449); the North: 281 per 100,000 people (278 to 284), after allowing for age.'),
    'falling trend': ONE_PERIOD,
    'broken trend': places(clear, '1 of 3 authorities is higher than the North for COPD admissions; 1 is lower. From 184 per 100,000 people (172 to 196) in North Yorkshire to 427 (405 to 449) in Knowsley, after allowing for age. Its coding changed in 2023, so figures from then on do not compare with earlier ones: a new list of codes. 2 authorities stand out; chance alone would flag fewer than 1.', BROKEN),
    'reversed polarity': places(clear, '1 of 3 authorities is better than the North for COPD admissions; 1 is worse. From 184 per 100,000 people (172 to 196) in North Yorkshire to 427 (405 to 449) in Knowsley, after allowing for age. 2 authorities stand out; chance alone would flag fewer than 1.', polarised('high-is-good')),
    'no polarity': places(clear, '1 of 3 authorities is higher than the North for COPD admissions; 1 is lower. From 184 per 100,000 people (172 to 196) in North Yorkshire to 427 (405 to 449) in Knowsley, after allowing for age. 2 authorities stand out; chance alone would flag fewer than 1.', {}, JUDGED),
  },
} // prettier-ignore

/** The finding of variation. */
function spread(given: readonly Given[], exactly: string, options: AnswerChanges = {}, never?: RegExp): () => Told {
  return () => {
    const answer = anAnswer(given, options)
    const { headline, detail } = finding(answer, 'spread')
    const { variation, context, comparator } = answer
    const share = (value: number) => `${Math.round(value * 100)}`
    const told = variation && variation.p < 0.05 ? [share(variation.beyondChance), share(variation.interval95.lower), share(variation.interval95.upper), spreadSentence(variation, context, comparator)] : [] // prettier-ignore
    return { says: `${headline}. ${detail}`, exactly, from: told, never }
  }
}
const none = { areas: 62, beyondChance: 0.01, interval95: { lower: 0, upper: 0.03 }, p: 0.4, highest: null, lowest: null } // prettier-ignore

export const ofSpread: Generator = {
  speaks: ['spreadSentence', 'variationHeadline'],
  cases: {
    'clear difference': spread(manyGiven(20), 'Authorities differ by about 12 % of the North’s value, more than chance explains (10 to 15 %). COPD admissions: take chance away, and about two in three authorities lie no further from their average than 12 % of the North’s value. 5 lie above the limits that chance sets for areas of their size and 4 below; chance alone would put about 1 outside.'),
    'no difference': spread(alike, 'Authorities cannot be told to differ by more than chance. COPD admissions: whatever differs beyond chance is likely to be 3.0 % of the North’s value or less. None lies outside the limits that chance sets for areas of their size; chance alone would put fewer than 1 there.', { changes: { variation: none } }, /differ by about|widely/),
    'hidden': spread(clear.map((area) => ({ ...area, value: null })), 'Every value is hidden: too few to show safely. 3 authorities are hidden: too few to show safely.', {}, /differ by about|widely/),
    'one area': spread(clear.slice(0, 1), 'How far authorities differ cannot be measured here. How much areas vary beyond chance is not given: fewer than two areas have a value. 1 lies above the limits that chance sets for areas of their size and none below; chance alone would put fewer than 1 outside.', { changes: { notes: ['How much areas vary beyond chance is not given: fewer than two areas have a value.'] } }, /differ by about|widely/),
    'falling trend': ONE_PERIOD,
    'broken trend': spread(manyGiven(20), 'Authorities differ by about 12 % of the North’s value, more than chance explains (10 to 15 %). COPD admissions: take chance away, and about two in three authorities lie no further from their average than 12 % of the North’s value. 5 lie above the limits that chance sets for areas of their size and 4 below; chance alone would put about 1 outside. Its coding changed in 2023, so figures from then on do not compare with earlier ones: a new list of codes.', BROKEN),
    'reversed polarity': NO_DIRECTION,
    'no polarity': spread(manyGiven(20), 'Authorities differ by about 12 % of the North’s value, more than chance explains (10 to 15 %). COPD admissions: take chance away, and about two in three authorities lie no further from their average than 12 % of the North’s value. 5 lie above the limits that chance sets for areas of their size and 4 below; chance alone would put about 1 outside.', {}, JUDGED),
  },
} // prettier-ignore

/** One cell of an overview, with the rule that judges it. */
function cell(value: number | null, exactly: string, polarity: Polarity = 'neither', never?: RegExp): () => Told {
  return () => {
    const overview = anOverview([{ id: 'a', values: { S: value, K: 100 }, indicator: { polarity } }])
    const [row] = overview.rows
    const [estimate] = standingsOf(overview).areas[0]!.estimates
    const { verdict, interval95 } = estimate!
    const from = interval95 ? [`${value}`, `${interval95.lower} to ${interval95.upper}`, ...(verdict === 'similar' ? ['cannot be told apart'] : [verdict])] : [] // prettier-ignore
    return { says: `${sayCell(estimate!, row!.indicator, overview.context)}. ${ruleSentences(overview)[2]}`, exactly, from, never } // prettier-ignore
  }
}

export const ofStanding: Generator = {
  speaks: ['ruleSentences', 'methodSentences'],
  cases: {
    'clear difference': cell(150, '150 per 100,000 people (145 to 155), higher than the North. An authority counts as higher or lower when its 95 % interval leaves out the North’s value; otherwise the two cannot be told apart.'),
    'no difference': cell(102, '102 per 100,000 people (97 to 107), cannot be told apart from the North. An authority counts as higher or lower when its 95 % interval leaves out the North’s value; otherwise the two cannot be told apart.', 'neither', JUDGED),
    'hidden': cell(null, 'too few to show safely. An authority counts as higher or lower when its 95 % interval leaves out the North’s value; otherwise the two cannot be told apart.'),
    'one area': { cannot: 'a cell is of one area in every case' },
    'falling trend': ONE_PERIOD,
    'broken trend': { cannot: 'each indicator stands in its latest period' },
    'reversed polarity': cell(150, '150 per 100,000 people (145 to 155), higher (better) than the North. An authority counts as higher or lower when its 95 % interval leaves out the North’s value; otherwise the two cannot be told apart.', 'high-is-good'),
    'no polarity': cell(150, '150 per 100,000 people (145 to 155), higher than the North. An authority counts as higher or lower when its 95 % interval leaves out the North’s value; otherwise the two cannot be told apart.', 'neither', JUDGED),
  },
} // prettier-ignore
