import { ALIKE, FLAT_GRADIENT, NO_SEASON, STEADY, byAge, type Topic } from '../topic'

/** Need: recorded high blood pressure; three authorities are high, and low on checks (`smi.ts`). */
export const hypertension: Topic = {
  indicator: {
    id: 'hypertension',
    name: 'Recorded high blood pressure, 40 and over',
    shortName: 'Hypertension',
    counts: 'people on a register',
    among: 'registered people aged 40 and over',
    topic: 'Heart and circulation',
    kind: 'proportion',
    unit: '%',
    multiplier: 100,
    polarity: 'neither',
    standard: null,
    repeats: 'persons',
    definition:
      'Of a sample of people aged 40 and over who are registered with a general practice, the percentage who are on the practice’s register of high blood pressure.',
    rationale:
      'High blood pressure is the largest avoidable cause of stroke and heart disease and has no symptoms. A high value can mean more illness, or that more of it has been found.',
    method: 'Proportion with Wilson’s interval (1927). Each person is counted once.',
    numerator: 'People of the sample who are on a hypertension register on 30 June or later in the year.',
    denominator:
      'A fresh sample each year of about one in 190 people aged 40 and over registered with a general practice, by authority of residence.',
    caveats: [
      'Recorded, not true prevalence: about three in ten adults with high blood pressure do not know it.',
      'Not standardised by age: older places have more.',
    ],
  },
  tables: { main: ['40-54', '55-64', '65-74', '75+'], deprivation: ['40-54', '55-64', '65-74', '75+'] },
  sexes: ['female', 'male'],
  model: {
    female: byAge([0, 0], [40, 525]),
    male: byAge([0, 0], [40, 525]),
    gradient: FLAT_GRADIENT,
    spread: 0,
    shared: 0,
    years: STEADY,
    events: [100],
    months: NO_SEASON,
    groups: ALIKE,
    outcome: {
      female: byAge([0, 0], [40, 0.09], [45, 0.13], [50, 0.19], [55, 0.26], [60, 0.34], [65, 0.42], [70, 0.5], [75, 0.56], [80, 0.6]), // prettier-ignore
      male: byAge([0, 0], [40, 0.12], [45, 0.17], [50, 0.24], [55, 0.31], [60, 0.38], [65, 0.45], [70, 0.51], [75, 0.55], [80, 0.57]), // prettier-ignore
      gradient: [1.12, 1.06, 1, 0.95, 0.9],
      spread: 0.05,
      shared: 0.3,
      years: [0.97, 0.98, 0.99, 0.99, 1.0, 0.99, 0.99, 1.01, 1.03, 1.05],
      groups: [1, 0.95, 1.12, 1.2, 1],
    },
  },
}
