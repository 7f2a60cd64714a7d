import { FLAT_GRADIENT, NO_SEASON, byAge, type Topic } from '../topic'

/** Falling everywhere, steep by deprivation, different between ethnic groups whose coding is unequal. */
export const smoking: Topic = {
  indicator: {
    id: 'smoking-pregnancy',
    name: 'Smoking at the time of delivery',
    shortName: 'Smoking in pregnancy',
    counts: 'women who smoke',
    among: 'women giving birth',
    topic: 'Children',
    kind: 'proportion',
    unit: '%',
    multiplier: 100,
    polarity: 'low-is-good',
    standard: null,
    repeats: 'persons',
    definition:
      'Of women aged 15 to 44 who gave birth and were drawn for the yearly maternity audit, the percentage who smoked at the time of delivery.',
    rationale:
      'Smoking in pregnancy is the largest cause of small and early babies and of stillbirth that can be changed. Support to stop, offered to everyone and at once, works.',
    method: 'Proportion with Wilson’s interval (1927). Each woman is counted once.',
    numerator: 'Women of the audit who were recorded as smokers at delivery.',
    denominator: 'Women aged 15 to 44 drawn for the audit (about one delivery in five), by authority of residence.',
    caveats: [
      'Women whose smoking was not recorded are left out.',
      'Ethnic group is not recorded for all; see the share that is unknown before comparing groups.',
    ],
  },
  tables: { main: ['15-24', '25-34', '35-44'], deprivation: ['15-44'], ethnicity: ['15-44'] },
  sexes: ['female'],
  model: {
    female: byAge([0, 0], [15, 240], [20, 980], [25, 1700], [30, 1900], [35, 1050], [40, 260], [45, 0]),
    male: byAge([0, 0]),
    gradient: FLAT_GRADIENT,
    spread: 0.03,
    shared: 0,
    years: [1.07, 1.06, 1.04, 1.01, 0.99, 0.96, 0.98, 0.95, 0.93, 0.93],
    events: [100],
    months: NO_SEASON,
    groups: [0.95, 1.1, 1.35, 1.4, 1.2],
    outcome: {
      female: byAge([0, 0], [15, 0.29], [20, 0.22], [25, 0.145], [30, 0.1], [35, 0.085], [40, 0.08]),
      male: byAge([0, 0]),
      gradient: [1.55, 1.2, 0.9, 0.65, 0.42],
      spread: 0.14,
      shared: 0.3,
      years: [1.14, 1.1, 1.06, 1.02, 0.97, 0.92, 0.87, 0.83, 0.76, 0.68],
      groups: [1.1, 0.95, 0.22, 0.3, 0.45],
    },
  },
}
