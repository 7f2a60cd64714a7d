import { ALIKE, NO_SEASON, STEADY, byAge, type Topic } from '../topic'

/** Care: three authorities with high need have low values; fewer checks in 2020 and 2021. */
export const smi: Topic = {
  indicator: {
    id: 'smi-checks',
    name: 'Full physical health check of people with severe mental illness',
    shortName: 'Severe mental illness checks',
    counts: 'people with a full check',
    among: 'people with severe mental illness',
    topic: 'Mental health',
    kind: 'proportion',
    unit: '%',
    multiplier: 100,
    polarity: 'high-is-good',
    standard: null,
    target: { value: 60, label: 'Made-up target for this demo' },
    repeats: 'persons',
    definition:
      'Of people aged 20 to 74 in the yearly audit of registers of severe mental illness, the percentage who had all six parts of the physical health check within the year.',
    rationale:
      'People with severe mental illness die fifteen to twenty years early, mostly of illnesses that a yearly check of weight, blood pressure, blood sugar, blood fats, alcohol and smoking would find in time.',
    method: 'Proportion with Wilson’s interval (1927). Each person is counted once.',
    numerator: 'People of the audit with all six parts of the check recorded in the year.',
    denominator:
      'People aged 20 to 74 on a register of schizophrenia, bipolar disorder or other psychosis who were drawn for the audit (about one in three), by authority of residence.',
    caveats: [
      'A check that was done but not recorded does not count.',
      'In 2020 and 2021 fewer checks were possible because of the COVID-19 pandemic.',
      'Ethnic group is not recorded for all; see the share that is unknown before comparing groups.',
    ],
  },
  tables: { main: ['20-44', '45-64', '65-74'], deprivation: ['20-44', '45-64', '65-74'], ethnicity: ['20-74'] },
  sexes: ['female', 'male'],
  model: {
    female: byAge([0, 0], [20, 160], [30, 230], [40, 280], [50, 300], [60, 270], [70, 240], [75, 0]),
    male: byAge([0, 0], [20, 210], [30, 310], [40, 340], [50, 320], [60, 260], [70, 200], [75, 0]),
    gradient: [1.5, 1.15, 0.95, 0.8, 0.65],
    spread: 0.08,
    shared: 0.2,
    years: STEADY,
    events: [100],
    months: NO_SEASON,
    groups: ALIKE,
    outcome: {
      female: byAge([0, 0], [20, 0.46], [30, 0.5], [40, 0.54], [50, 0.58], [60, 0.6]),
      male: byAge([0, 0], [20, 0.41], [30, 0.45], [40, 0.5], [50, 0.55], [60, 0.58]),
      gradient: [0.97, 0.99, 1, 1.02, 1.03],
      spread: 0.08,
      shared: 0.5,
      years: [0.72, 0.78, 0.85, 0.92, 1.0, 0.6, 0.7, 0.95, 1.1, 1.16],
      groups: [1, 0.97, 0.98, 0.95, 0.96],
    },
  },
}
