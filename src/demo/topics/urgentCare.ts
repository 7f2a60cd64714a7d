import { byAge, type Topic } from '../topic'

/** Frequent attenders: a few people account for many attendances. */
export const urgentCare: Topic = {
  indicator: {
    id: 'urgent-care',
    name: 'Urgent care attendances for long-term conditions',
    shortName: 'Urgent care',
    counts: 'attendances',
    among: 'people',
    topic: 'Urgent care',
    kind: 'rate',
    unit: 'per 1,000 people',
    multiplier: 1_000,
    polarity: 'neither',
    standard: null,
    repeats: 'events',
    definition:
      'Attendances at emergency departments and urgent treatment centres for a long-term condition that is usually managed outside hospital, in the calendar year, per 1,000 people.',
    rationale:
      'People come to urgent care with long-term conditions when other care was hard to reach, did not work or was not trusted. A few people come very often; most of them have several problems at once.',
    method: 'Crude rate with Byar’s interval (exact below 10), widened because the same person can attend many times.',
    numerator:
      'Attendances with a first diagnosis on the list of long-term conditions usually managed outside hospital, by authority of residence.',
    denominator: 'Resident population at the middle of the year.',
    caveats: [
      'Attendances are counted, not people: a few people account for a large part of them.',
      'The rate is not standardised: old and young places differ for that reason too.',
      'Living near a hospital makes attendance more likely.',
    ],
  },
  tables: {
    main: ['0-19', '20-44', '45-64', '65-74', '75-84', '85+'],
    deprivation: ['0-19', '20-64', '65+'],
    ethnicity: ['0-19', '20-64', '65+'],
  },
  sexes: ['female', 'male'],
  model: {
    female: byAge([0, 420], [5, 210], [15, 330], [20, 340], [30, 300], [45, 290], [60, 360], [70, 480], [75, 620], [80, 800], [85, 980], [90, 1100]), // prettier-ignore
    male: byAge([0, 480], [5, 230], [15, 250], [20, 260], [30, 270], [45, 300], [60, 390], [70, 530], [75, 690], [80, 880], [85, 1060], [90, 1180]), // prettier-ignore
    gradient: [1.3, 1.12, 0.98, 0.88, 0.8],
    spread: 0.12,
    shared: 0.5,
    years: [0.94, 0.97, 1.0, 1.03, 1.05, 0.74, 0.9, 1.0, 1.04, 1.05],
    events: [80, 13, 4, 2, 1],
    months: [1.02, 0.98, 1.02, 0.98, 1.02, 1, 1.02, 0.98, 1, 1.02, 1, 1.02],
    groups: [0.97, 1.1, 1.15, 1.2, 1.1],
  },
}
