import { ALIKE, WINTER, byAge, type Topic } from '../topic'

/** A habit of places: neighbours prescribe alike, whatever their deprivation. */
export const antibiotics: Topic = {
  indicator: {
    id: 'antibiotics',
    name: 'Antibiotic courses compared with what age and sex lead to expect',
    shortName: 'Antibiotic prescribing',
    counts: 'courses',
    among: 'people',
    topic: 'Medicines',
    kind: 'ratio',
    unit: 'for each 100 expected',
    multiplier: 100,
    polarity: 'neither',
    standard: null,
    repeats: 'events',
    definition:
      'Courses of antibiotics started outside hospital on four audit days a year (11 February, 13 May, 12 August and 11 November), for each 100 expected if the comparator’s rates at each age and sex held here.',
    rationale:
      'Antibiotics save lives, and their overuse breeds resistance. Places with people of the same age and sex prescribe very differently, which suggests habits as well as need.',
    method:
      'Indirect standardisation by age and sex: courses observed over courses expected at the comparator’s rates, with Byar’s interval (exact below 10), widened because the same person can have more than one course.',
    numerator: 'Antibiotic courses started on the audit days, by authority of residence.',
    denominator: 'Courses expected from the resident population by age and sex and the comparator’s rates.',
    caveats: [
      'Four days a year stand for the whole year.',
      'More prescribing is not simply worse, nor less better: it depends on who is ill.',
    ],
  },
  tables: { main: ['0-4', '5-19', '20-44', '45-64', '65-74', '75-84', '85+'] },
  sexes: ['female', 'male'],
  model: {
    female: byAge([0, 330], [5, 190], [10, 120], [15, 210], [20, 270], [30, 255], [40, 235], [50, 250], [60, 300], [70, 400], [80, 520], [85, 620], [90, 700]), // prettier-ignore
    male: byAge([0, 350], [5, 180], [10, 100], [15, 110], [20, 105], [30, 115], [40, 130], [50, 165], [60, 235], [70, 350], [80, 500], [85, 610], [90, 690]), // prettier-ignore
    gradient: [1.06, 1.03, 1, 0.98, 0.96],
    spread: 0.15,
    shared: 0.75,
    years: [1.06, 1.04, 1.02, 1.0, 0.99, 0.84, 0.82, 0.97, 0.98, 0.97],
    events: [94, 5, 1],
    months: WINTER,
    auditDays: ['02-11', '05-13', '08-12', '11-11'],
    groups: ALIKE,
  },
}
