import { ALIKE, SINCE_2022, SUMMER, byAge, type Topic } from '../topic'

/** By month: steady but for chance and a mild summer; in one authority it moves to another level. */
export const abdominalPain: Topic = {
  indicator: {
    id: 'abdominal-pain',
    name: 'Emergency admissions for abdominal pain, by month',
    shortName: 'Abdominal pain admissions',
    counts: 'admissions',
    among: 'people',
    topic: 'Urgent care',
    kind: 'rate',
    unit: 'per 100,000 people a month',
    multiplier: 100_000,
    polarity: 'low-is-good',
    standard: null,
    repeats: 'events',
    definition:
      'Emergency admissions to hospital with abdominal pain as the main diagnosis in the calendar month, per 100,000 people who live in the area in the middle of that year.',
    rationale:
      'Most people with abdominal pain can be seen and sent home on the same day. By month a change of level shows within weeks: a new pathway, another way of coding, a problem. Most months differ by chance alone.',
    method:
      'Crude rate a month with Byar’s interval (exact below 10), widened because the same person can be admitted more than once.',
    numerator:
      'Emergency admissions with a first diagnosis of abdominal and pelvic pain (ICD-10 R10), by authority of residence and month of admission.',
    denominator:
      'Resident population at the middle of the calendar year that the month lies in; not divided by twelve.',
    caveats: [
      'A month has few admissions in a small authority: look at the run of months, not at one.',
      'The rate is not standardised: old and young places differ for that reason too.',
      'Months are not adjusted for their length nor for the season; summer has a few more.',
      'No sum of a year is published beside the months, so no difference between the two can tell of a few people.',
    ],
    target: { value: 25, label: 'Made-up ceiling for this demo' },
  },
  tables: { main: [] },
  sexes: ['female', 'male'],
  monthly: true,
  model: {
    female: byAge([0, 120], [5, 200], [15, 480], [30, 360], [45, 290], [60, 270], [75, 330], [85, 380]),
    male: byAge([0, 120], [5, 180], [15, 220], [30, 210], [45, 220], [60, 240], [75, 310], [85, 370]),
    gradient: [1.15, 1.06, 1, 0.95, 0.9],
    spread: 0.04,
    shared: 0.4,
    years: SINCE_2022,
    events: [95, 4, 1],
    months: SUMMER,
    groups: ALIKE,
  },
}
