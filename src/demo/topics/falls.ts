import { byAge, type Topic } from '../topic'

/** A coding break: from 2021 one region records same-day care apart. */
export const falls: Topic = {
  indicator: {
    id: 'falls',
    name: 'Emergency admissions for falls in people with frailty, 65 and over',
    shortName: 'Falls with frailty',
    counts: 'admissions',
    among: 'people aged 65 and over',
    topic: 'Older people',
    kind: 'dsr',
    unit: 'per 100,000 aged 65 and over',
    multiplier: 100_000,
    polarity: 'neither',
    standard: 'ESP2013',
    repeats: 'events',
    definition:
      'Emergency hospital admissions because of a fall, of people aged 65 and over whose frailty is recorded, in the calendar year, per 100,000 people aged 65 and over, standardised by age to the European Standard Population of 2013.',
    rationale:
      'A fall is the most common reason why an older person loses independence. Strength and balance training, a review of medicines and safer homes prevent many.',
    method:
      'Direct standardisation by age within 65 and over, with the intervals of Dobson and others (1991), widened because the same person can be admitted more than once.',
    numerator:
      'Emergency admissions with a fall as external cause (ICD-10 W00 to W19 in a real system) of people aged 65 and over with a frailty score of 5 or more, by authority of residence.',
    denominator: 'Resident population aged 65 and over at the middle of the year.',
    caveats: [
      'In Connected Yorkshire same-day emergency care has been recorded apart from admissions since 2021: its figures fall for that reason.',
      'Frailty is not scored for everyone, and hospitals differ in how often they do.',
    ],
  },
  tables: { main: ['65-74', '75-84', '85+'], deprivation: ['65-74', '75-84', '85+'] },
  sexes: ['female', 'male'],
  model: {
    female: byAge([0, 0], [65, 200], [70, 380], [75, 760], [80, 1500], [85, 2700], [90, 4000]),
    male: byAge([0, 0], [65, 160], [70, 290], [75, 560], [80, 1120], [85, 2150], [90, 3400]),
    gradient: [1.15, 1.07, 1, 0.95, 0.91],
    spread: 0.09,
    shared: 0.4,
    years: [0.96, 0.98, 0.99, 1.01, 1.03, 0.9, 0.97, 1.0, 1.02, 1.02],
    events: [86, 11, 2, 1],
    months: [1.1, 1.05, 1, 0.96, 0.96, 0.95, 0.95, 0.96, 0.97, 1, 1.02, 1.1],
    groups: [1.02, 0.9, 0.7, 0.7, 0.8],
  },
}
