import type { Answer, Division, Study } from '../../domain'
import { anAnswer, steady } from './answers'
import { FIFTHS, groupsToDraw, SEXES } from './groups'
import { CROWD, LONG, made, SAMPLES } from './samples'
import { aSplit, someGradients, someMonths, type Slope } from './studies'

/** A study of some case, and the answer that it stands beside. */
export interface StudySample {
  name: string
  study: Study
  answer: Answer
}

// ---- Months between their process limits ----

const wave = (months: number, level = 25): number[] => Array.from({ length: months }, (_, i) => level + [0, 1.2, -0.9, 0.7, -1.2, 0.3, -0.5, 1][i % 8]!) // prettier-ignore
const limits = { lower: 21.4, mean: 25, upper: 28.6 }
const monthly = { ...made, indicator: { shortName: 'Abdominal pain', unit: 'per 100,000 people a month' } }
const jumped = wave(24).map((value, i) => (i >= 17 ? value + 4 : i === 5 ? 20 : value))
const high = Object.fromEntries(
  [17, 18, 19, 20, 21, 22, 23].map((i) => [i, ['high', '7 in a row above the mean'] as const]),
)

export const PROCESSES: readonly StudySample[] = [
  { name: 'No more than chance', ...someMonths({ values: wave(24), limits }, monthly) },
  { name: 'High in the end, low once', ...someMonths({ values: jumped, limits, signals: { 5: ['low', 'below the lower process limit'], ...high } }, { ...monthly, indicator: { ...monthly.indicator, polarity: 'low-is-good', target: { value: 23, label: 'Target for 2020' } } }) }, // prettier-ignore
  { name: 'Hidden months, and none for half a year', ...someMonths({ values: wave(30).map((value, i) => ([3, 4, 29].includes(i) || (i > 11 && i < 18) ? null : value)), missing: [12, 13, 14, 15, 16, 17], limits, provisional: 'its coding changed in January 2019, and 21 months compare' }, monthly) }, // prettier-ignore
  { name: 'Too few months for limits', ...someMonths({ values: wave(6), limits: null, why: 'it needs 12 months, and 6 compare' }, monthly) }, // prettier-ignore
  { name: 'Ten years of months, a very long name', ...someMonths({ name: LONG, values: wave(120), limits }, monthly) },
  { name: 'Every month hidden', ...someMonths({ values: wave(12).map(() => null), limits: null, why: 'no month has a value' }, monthly) }, // prettier-ignore
]

// ---- Values of groups ----

const steep = [400, 330, 280, 240, 200]
const ages = Array.from({ length: 18 }, (_, i) => ({ label: i === 17 ? '85 and over' : `${5 * i} to ${5 * i + 4}`, value: 20 + 4 * i * i })) // prettier-ignore
const four = Object.fromEntries(['Bolton', 'Bury', 'Salford', 'Wigan'].map((name, at) => [name, steep.map((value) => value + 30 * at)])) // prettier-ignore

export const GROUPS: readonly { name: string; division: Division; chosen: readonly string[] }[] = [
  { name: 'Fifths', division: groupsToDraw({ kind: 'deprivation', labels: FIFTHS, whole: steep }, made), chosen: [] },
  { name: 'Four marked areas', division: groupsToDraw({ kind: 'deprivation', labels: FIFTHS, whole: steep, areas: four }, { ...made, chosen: Object.keys(four) }), chosen: Object.keys(four) }, // prettier-ignore
  { name: 'One area, two groups hidden', division: groupsToDraw({ kind: 'deprivation', labels: FIFTHS, whole: steep, areas: { S: [420, null, 300, 251, null] } }, { ...made, chosen: ['S'] }), chosen: ['S'] }, // prettier-ignore
  { name: 'All hidden', division: groupsToDraw({ kind: 'sex', labels: SEXES, whole: [null, null] }, made), chosen: [] },
  { name: 'Two that are equal', division: groupsToDraw({ kind: 'sex', labels: SEXES, whole: [281, 281] }, made), chosen: [] }, // prettier-ignore
  { name: 'Eighteen ages', division: groupsToDraw({ kind: 'age', labels: ages.map(({ label }) => label), whole: ages.map(({ value }) => value) }, made), chosen: [] }, // prettier-ignore
  { name: 'Very long names, some never ranked', division: groupsToDraw({ kind: 'groups', labels: ['Gypsy, Roma and Irish Traveller, and others who travel for their work', 'White', 'Not known'], whole: [500, 200, 100], areas: { [LONG]: [420, 190, null] }, unranked: ['Not known'] }, { ...made, chosen: [LONG] }), chosen: [LONG] }, // prettier-ignore
]

// ---- Gradients inside areas ----

const random = steady(11)
const slopesOf = ({ estimates }: Answer): Slope[] =>
  estimates.map(({ area, name }) => ({ code: area, name, slope: Math.round(-180 + 260 * random()), half: 20 + 60 * random() })) // prettier-ignore
const [usual] = SAMPLES
const places = slopesOf(usual!.answer)
const long = SAMPLES.find(({ name }) => name === 'Very long names')!.answer

export const GRADIENTS: readonly StudySample[] = [
  { name: 'As usual: nine areas, one marked', study: someGradients(places), answer: usual!.answer },
  { name: 'Some without a slope, the marked one too', study: someGradients(places.map((one, at) => (at > 2 && at < 6 ? { ...one, slope: null } : one))), answer: usual!.answer }, // prettier-ignore
  { name: 'One area', study: someGradients(places.slice(0, 1)), answer: usual!.answer },
  { name: 'Two areas, a wild interval', study: someGradients([{ ...places[0]!, slope: -20, half: 900 }, { ...places[1]!, slope: 35, half: 20 }]), answer: usual!.answer }, // prettier-ignore
  { name: 'Very long names', study: someGradients(slopesOf(long)), answer: long },
  { name: CROWD.name, study: someGradients(slopesOf(CROWD.answer)), answer: CROWD.answer },
]

// ---- What a spread is made of ----

const answer = anAnswer([], made)
export const SPLITS: readonly StudySample[] = [
  { name: 'Four parts', answer, study: aSplit({ chance: [7.1, 7, 7.2, 8.1], age: [16, 14, 17.2, 42], deprivation: [13, 12, 15, 29], left: [11.5, 7.2, 12, 21] }) }, // prettier-ignore
  { name: 'Nothing may be left', answer, study: aSplit({ chance: [21, 20, 22, 91], age: [0.4, 0.1, 3, 1], left: [3, 0, 6.1, 8] }) }, // prettier-ignore
  { name: 'Chance is next to nothing, a wide interval', answer, study: aSplit({ chance: [0.04, 0.04, 0.04, 0.1], left: [130, 20, 410, 99.9] }) }, // prettier-ignore
  { name: 'Cannot be told', answer, study: aSplit({}, 'only 2 areas have a value') },
]
