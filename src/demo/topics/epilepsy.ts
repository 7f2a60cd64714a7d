import { ALIKE, FLAT_GRADIENT, NO_SEASON, byAge, type Topic } from '../topic'

/** Chance alone: the same true rate everywhere, at every age, in both sexes. */
export const epilepsy: Topic = {
  indicator: {
    id: 'epilepsy-admissions',
    name: 'Emergency admissions for epilepsy and seizures',
    shortName: 'Epilepsy and seizures',
    counts: 'people admitted',
    among: 'people',
    topic: 'Brain and nerves',
    kind: 'dsr',
    unit: 'per 100,000 people',
    multiplier: 100_000,
    polarity: 'neither',
    standard: 'ESP2013',
    repeats: 'persons',
    definition:
      'People admitted to hospital as an emergency with epilepsy or a seizure as the main diagnosis, at least once in the calendar year, per 100,000 people, standardised by age to the European Standard Population of 2013.',
    rationale:
      'Many seizures that end in hospital can be prevented by the right medicine, taken regularly, and by specialist review. Differences between places raise the question whether people with epilepsy get both.',
    method:
      'Direct standardisation by age with the intervals of Dobson and others (1991). Each person is counted once a year, in the authority where they live.',
    numerator:
      'People with one or more emergency admissions with a main diagnosis of epilepsy or seizure (ICD-10 G40, G41 and R56.8 in a real system) that began in the year, by authority of residence.',
    denominator: 'Resident population by age and sex at the middle of the year.',
    caveats: ['Numbers are small in small authorities: differences between them are mostly chance.'],
  },
  tables: { main: ['0-19', '20-44', '45-64', '65+'] },
  sexes: ['female', 'male'],
  model: {
    female: byAge([0, 90]),
    male: byAge([0, 90]),
    gradient: FLAT_GRADIENT,
    spread: 0,
    shared: 0,
    years: [1, 1, 1.01, 1, 1, 0.84, 0.93, 0.97, 0.98, 1],
    events: [100],
    months: NO_SEASON,
    groups: ALIKE,
  },
}
