import { ALIKE, FLAT_GRADIENT, NO_SEASON, byAge, type Topic } from '../topic'

/** One authority is truly a little higher, too little for a year's figures to tell. */
export const cancer: Topic = {
  indicator: {
    id: 'early-cancer',
    name: 'Cancers diagnosed at stage 1 or 2',
    shortName: 'Early cancer diagnosis',
    counts: 'cancers found early',
    among: 'new cancers with a stage',
    topic: 'Cancer',
    kind: 'proportion',
    unit: '%',
    multiplier: 100,
    polarity: 'high-is-good',
    standard: null,
    repeats: 'persons',
    definition:
      'Of new cancers of the breast, bowel, lung and prostate with a recorded stage in people aged 20 and over, the percentage at stage 1 or 2 when diagnosed.',
    rationale:
      'Cancer found early can more often be cured. Screening, quick referral and people’s trust in coming forward all move this figure.',
    method: 'Proportion with Wilson’s interval (1927). Each cancer is counted once.',
    numerator: 'New cancers of these four sites at stage 1 or 2.',
    denominator: 'New cancers of these four sites in the year with a recorded stage, by authority of residence.',
    caveats: [
      'Places with more lung cancer find fewer cancers early, since lung cancer shows late.',
      'Cancers without a recorded stage are left out.',
      'In 2020 screening stood still for some months.',
    ],
  },
  tables: { main: ['20-64', '65-74', '75+'] },
  sexes: ['female', 'male'],
  model: {
    female: byAge([0, 0], [20, 3], [30, 18], [35, 40], [40, 75], [45, 130], [50, 190], [60, 240], [65, 300], [70, 340], [75, 330], [80, 310], [85, 260], [90, 190]), // prettier-ignore
    male: byAge([0, 0], [20, 2], [35, 6], [40, 14], [45, 40], [50, 100], [55, 190], [60, 310], [65, 440], [70, 540], [75, 540], [80, 500], [85, 420], [90, 320]), // prettier-ignore
    gradient: FLAT_GRADIENT,
    spread: 0.03,
    shared: 0,
    years: [0.96, 0.98, 0.99, 1.01, 1.03, 0.84, 0.98, 1.03, 1.05, 1.05],
    events: [100],
    months: NO_SEASON,
    groups: ALIKE,
    outcome: {
      female: byAge([0, 0], [20, 0.66], [50, 0.69], [70, 0.6], [75, 0.52], [80, 0.46]),
      male: byAge([0, 0], [20, 0.52], [50, 0.55], [70, 0.52], [75, 0.47], [80, 0.42]),
      gradient: [0.93, 0.97, 1, 1.02, 1.04],
      spread: 0.03,
      shared: 0.2,
      years: [0.97, 0.98, 0.99, 1.0, 1.0, 0.95, 0.98, 1.0, 1.02, 1.04],
      groups: ALIKE,
    },
  },
}
