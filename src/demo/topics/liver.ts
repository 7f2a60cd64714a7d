import { NO_SEASON, byAge, type Topic } from '../topic'

/** The steepest by deprivation, more men than women, rising since 2020. */
export const liver: Topic = {
  indicator: {
    id: 'liver-disease',
    name: 'Admissions for alcohol-related liver disease',
    shortName: 'Alcohol-related liver disease',
    counts: 'admissions',
    among: 'people',
    topic: 'Alcohol',
    kind: 'dsr',
    unit: 'per 100,000 people',
    multiplier: 100_000,
    polarity: 'neither',
    standard: 'ESP2013',
    repeats: 'events',
    definition:
      'Hospital admissions with alcoholic liver disease as the main diagnosis in the calendar year, per 100,000 people, standardised by age to the European Standard Population of 2013.',
    rationale:
      'Liver disease is one of the few causes of early death that are rising. Most of it comes from alcohol and builds up unseen for years; earlier support to drink less prevents it.',
    method:
      'Direct standardisation by age with the intervals of Dobson and others (1991), widened because the same person can be admitted more than once.',
    numerator:
      'Admissions, emergency or planned, with a main diagnosis of alcoholic liver disease (ICD-10 K70 in a real system) that began in the year, by authority of residence.',
    denominator: 'Resident population by age and sex at the middle of the year.',
    caveats: [
      'How far alcohol is recorded as the cause differs between hospitals.',
      'Planned admissions to drain fluid repeat often in the same person.',
    ],
  },
  tables: { main: ['0-44', '45-54', '55-64', '65+'], deprivation: ['0-44', '45-64', '65+'] },
  sexes: ['female', 'male'],
  model: {
    female: byAge([0, 0], [20, 1], [25, 5], [30, 14], [35, 27], [40, 42], [45, 54], [50, 60], [55, 58], [60, 50], [65, 38], [70, 26], [75, 15], [80, 7], [85, 3], [90, 1]), // prettier-ignore
    male: byAge([0, 0], [20, 1], [25, 7], [30, 21], [35, 46], [40, 76], [45, 102], [50, 118], [55, 120], [60, 108], [65, 88], [70, 62], [75, 38], [80, 18], [85, 8], [90, 3]), // prettier-ignore
    gradient: [1.9, 1.3, 0.92, 0.68, 0.5],
    spread: 0.14,
    shared: 0.4,
    years: [0.9, 0.92, 0.95, 0.97, 1.0, 0.97, 1.12, 1.17, 1.2, 1.22],
    events: [70, 17, 7, 3, 2, 1],
    months: NO_SEASON,
    groups: [1.05, 0.7, 0.55, 0.5, 0.6],
  },
}
