import { byAge, type Topic } from '../topic'

export const asthma: Topic = {
  indicator: {
    id: 'child-asthma',
    name: 'Emergency admissions for asthma, under 20',
    shortName: 'Child asthma',
    counts: 'admissions',
    among: 'children and young people under 20',
    topic: 'Children',
    kind: 'rate',
    unit: 'per 100,000 aged under 20',
    multiplier: 100_000,
    polarity: 'neither',
    standard: null,
    repeats: 'events',
    definition:
      'Emergency hospital admissions with asthma as the main diagnosis in the calendar year, per 100,000 children and young people aged under 20.',
    rationale:
      'Asthma is the most common long-term illness of childhood. With the right inhaler, a written plan and cleaner air most attacks that end in hospital need not happen.',
    method:
      'Crude rate with Byar’s interval (exact below 10), widened because the same child can be admitted more than once.',
    numerator:
      'Emergency admissions of people under 20 with a main diagnosis of asthma (ICD-10 J45 and J46 in a real system) that began in the year, by authority of residence.',
    denominator: 'Resident population aged under 20 at the middle of the year.',
    caveats: [
      'In the youngest children asthma and wheeze after a cold are hard to tell apart.',
      'Ethnic group is not recorded for all; see the share that is unknown before comparing groups.',
    ],
  },
  tables: { main: ['0-4', '5-9', '10-19'], deprivation: ['0-4', '5-9', '10-19'], ethnicity: ['0-19'] },
  sexes: ['female', 'male'],
  model: {
    female: byAge([0, 150], [5, 135], [10, 85], [15, 70], [20, 0]),
    male: byAge([0, 260], [5, 210], [10, 95], [15, 35], [20, 0]),
    gradient: [1.3, 1.1, 0.97, 0.86, 0.76],
    spread: 0.16,
    shared: 0.2,
    years: [1.15, 1.12, 1.1, 1.05, 1.02, 0.52, 0.7, 0.92, 0.94, 0.9],
    events: [85, 11, 3, 1],
    months: [0.95, 1, 1, 0.95, 1, 1, 0.8, 0.55, 1.45, 1.3, 1.2, 1.1],
    groups: [0.9, 1.3, 1.35, 1.4, 1.1],
  },
}
