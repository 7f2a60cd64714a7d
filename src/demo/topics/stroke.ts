import { ALIKE, FLAT_GRADIENT, NO_SEASON, type Topic } from '../topic'

/** Age alone explains it: every authority has the same rates at each age. */
export const stroke: Topic = {
  indicator: {
    id: 'stroke-admissions',
    name: 'Emergency admissions for stroke',
    shortName: 'Stroke admissions',
    counts: 'people admitted',
    among: 'people',
    topic: 'Heart and circulation',
    kind: 'dsr',
    unit: 'per 100,000 people',
    multiplier: 100_000,
    polarity: 'neither',
    standard: 'ESP2013',
    repeats: 'persons',
    definition:
      'People admitted to hospital as an emergency with a stroke as the main diagnosis, at least once in the calendar year, per 100,000 people, standardised by age to the European Standard Population of 2013.',
    rationale:
      'Stroke is a leading cause of death and of disability in adults. Much of it can be prevented by finding and treating high blood pressure and atrial fibrillation; quick treatment saves function. Admissions show where people fall ill, not how well they are treated.',
    method:
      'Direct standardisation by age with the intervals of Dobson and others (1991). Each person is counted once a year, in the authority where they live.',
    numerator:
      'People with one or more emergency admissions with a main diagnosis of stroke (ICD-10 I60 to I64 in a real system) that began in the year, by authority of residence.',
    denominator: 'Resident population by age and sex at the middle of the year.',
    caveats: [
      'Older places have more strokes: compare standardised values, not numbers.',
      'An admission rate depends on coding and on admission practice as well as on illness.',
    ],
  },
  tables: { main: ['0-44', '45-54', '55-64', '65-74', '75-84', '85+'], deprivation: ['0-44', '45-64', '65-74', '75+'] },
  sexes: ['female', 'male'],
  model: {
    female: [2, 1, 1, 3, 5, 8, 14, 24, 40, 62, 92, 140, 215, 330, 540, 880, 1380, 1850, 2150],
    male: [2, 1, 1, 3, 5, 9, 16, 30, 55, 92, 145, 220, 330, 480, 720, 1080, 1520, 1900, 2100],
    gradient: FLAT_GRADIENT,
    spread: 0,
    shared: 0,
    years: [1.04, 1.03, 1.02, 1.01, 1.0, 0.92, 0.96, 0.99, 1.0, 1.0],
    events: [100],
    months: NO_SEASON,
    groups: ALIKE,
  },
}
