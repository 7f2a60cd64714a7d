import { ALIKE, WINTER, byAge, type Topic } from '../topic'

/** Steep by deprivation; two authorities lie above what deprivation leads to expect. */
export const copd: Topic = {
  indicator: {
    id: 'copd-admissions',
    name: 'Emergency admissions for chronic obstructive pulmonary disease (COPD)',
    shortName: 'COPD admissions',
    counts: 'admissions',
    among: 'people',
    topic: 'Breathing',
    kind: 'dsr',
    unit: 'per 100,000 people',
    multiplier: 100_000,
    polarity: 'neither',
    standard: 'ESP2013',
    repeats: 'events',
    definition:
      'Emergency hospital admissions with COPD as the main diagnosis in the calendar year, per 100,000 people, standardised by age to the European Standard Population of 2013.',
    rationale:
      'COPD is caused mostly by smoking, and also by dust and fumes at work. Flare-ups that lead to admission can often be prevented by inhalers used well, vaccination, help to stop smoking and pulmonary rehabilitation.',
    method:
      'Direct standardisation by age with the intervals of Dobson and others (1991), widened because the same person can be admitted more than once.',
    numerator:
      'Emergency admissions with a main diagnosis of COPD (ICD-10 J40 to J44 in a real system) that began in the year, by authority of residence.',
    denominator: 'Resident population by age and sex at the middle of the year.',
    caveats: [
      'Admissions are counted, not people: a few people with several admissions weigh more.',
      'The rate takes everyone as its base, not those who have COPD, whose number is not fully known.',
      'In 2020 and 2021 fewer people were admitted because of the COVID-19 pandemic.',
    ],
  },
  tables: { main: ['0-44', '45-54', '55-64', '65-74', '75-84', '85+'], deprivation: ['0-44', '45-64', '65-74', '75+'] },
  sexes: ['female', 'male'],
  model: {
    female: byAge([0, 0], [30, 4], [35, 8], [40, 22], [45, 55], [50, 105], [55, 190], [60, 290], [65, 400], [70, 520], [75, 610], [80, 640], [85, 590], [90, 460]), // prettier-ignore
    male: byAge([0, 0], [30, 4], [35, 8], [40, 20], [45, 48], [50, 98], [55, 180], [60, 290], [65, 430], [70, 590], [75, 730], [80, 800], [85, 790], [90, 680]), // prettier-ignore
    gradient: [1.75, 1.25, 0.95, 0.75, 0.58],
    spread: 0.06,
    shared: 0.3,
    years: [0.99, 1.0, 1.02, 1.03, 1.05, 0.66, 0.74, 0.88, 0.95, 0.97],
    events: [76, 15, 5, 2, 1, 1],
    months: WINTER,
    groups: ALIKE,
  },
}
