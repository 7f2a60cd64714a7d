import type { StudyFigure } from '../../domain'
import {
  effectiveCounts,
  poissonGamma,
  variationBootstrap,
  type EmpiricalBayes,
  type ValueMeasure,
  type VariationBootstrap,
} from '../../statistics/variation'
import { countedAreas, countNotes, type CountedAreas } from './counted'
import { OVER_DISPERSED, overDispersed, type OverDispersed } from './over-dispersed'
import { figure, type StudyKind } from './study'

/** Fewer areas than these have no spread to speak of. */
const FEWEST = 3
const DRAWS = 2000

/** How much areas differ by every measure in use, and how much of that chance alone would make. */
export const spread: StudyKind<CountedAreas> = {
  id: 'spread',
  label: 'Spread',
  gather: (question, release) => countedAreas(question, release, FEWEST),
  compute(input, { seed, onProgress }) {
    const level = levelOf(input)
    const counts = effectiveCounts(input.model)
    const bayes = poissonGamma(counts, { mean: 1 })
    const found = variationBootstrap(input.model, { seed, draws: DRAWS })
    onProgress?.(0.95)
    const funnel = funnelOf(input, counts.expected, level)
    return {
      figures: [...beyondChance(found, bayes), ...beneath(found), ...asCounted(found), ...tests(found)],
      columns: COLUMNS,
      rows: rowsOf(input, bayes, funnel, level),
      methods: METHODS,
      notes: [...NOTES, ...countNotes(input)],
      draws: { seed, number: DRAWS },
    }
  },
}

/** Events of all areas over those that the comparator’s rates would give. */
const levelOf = ({ model: { observed, expected } }: CountedAreas) => sum(observed) / sum(expected)
const sum = (column: readonly number[]) => column.reduce((all, one) => all + one, 0)

function funnelOf({ model: { observed, expected } }: CountedAreas, effective: Float64Array, level: number) {
  const points = observed.map((count, i) => ({ value: count / expected[i]!, size: effective[i]! / level }))
  return overDispersed(points, 'root ratio', 1)
}

/** Variances of the relative risks from which areas are drawn; the interval holds that variance. */
function beyondChance({ empiricalBayes, scv, scvLog }: VariationBootstrap, bayes: EmpiricalBayes) {
  const times100 = (value: number) => `often printed times 100: ${(100 * value).toPrecision(3)}`
  const below = 'below 0: areas differ less than chance alone would make them'
  const scvNote = ({ value }: { value: number }) => (value < 0 ? below : times100(value))
  return [
    figure('empirical-bayes', 'Empirical Bayes variance of relative risks (1∕α)', {
      ...empiricalBayes,
      note: noteFromZero(empiricalBayes),
    }),
    figure('eb-p80p20', '80th over 20th percentile of shrunk relative risks (EQ₈₀∕₂₀)', {
      value: bayes.eq8020,
      p: empiricalBayes.p,
      note: 'shrunk risks lie closer together than the underlying ones, whose interval stands below; the probability is that of the variance',
    }),
    figure('scv', 'Systematic component of variation, Diehr’s form, not times 100', { ...scv, note: scvNote(scv) }),
    scvLog && Number.isFinite(scvLog.value)
      ? figure('scv-log', 'Systematic component of variation, McPherson’s form, not times 100', { ...scvLog, note: scvNote(scvLog) }) // prettier-ignore
      : figure('scv-log', 'Systematic component of variation, McPherson’s form, not times 100', { value: scvLog ? Infinity : null, note: 'infinite where an area has no events' }), // prettier-ignore
  ]
}

/** Chance alone might do only where the probability says so too: at three to six areas an interval may start at 0 for being too wide. */
function noteFromZero({ p, interval95 }: VariationBootstrap['empiricalBayes']): string | null {
  if (interval95.lower > 0) return null
  if (p > 0.025) return 'chance alone might do'
  return 'chance alone would seldom do, as the probability tells; the interval is wider than it need be, as it can be with few areas'
}

const MEASURES: readonly (readonly [ValueMeasure, string, string])[] = [
  ['quotient', 'quotient', 'Highest over lowest (extremal quotient)'],
  ['p95p5', 'p95p5', '95th over 5th percentile'],
  ['p80p20', 'p80p20', '80th over 20th percentile'],
  ['p75p25', 'p75p25', '75th over 25th percentile'],
  ['cv', 'cv', 'Coefficient of variation'],
  ['weightedCv', 'weighted-cv', 'Coefficient of variation, weighted by expected events'],
  ['gini', 'gini', 'Gini coefficient, weighted by expected events'],
  ['theilT', 'theil', 'Theil’s T, weighted by expected events'],
]

/** Measures of what lies beneath the counts. */
const beneath = ({ values }: VariationBootstrap): StudyFigure[] =>
  MEASURES.map(([measure, id, label]) => {
    const { beneath: value, interval95, p } = values[measure]
    return figure(`${id}-beneath`, `${label}, chance taken off`, { value, interval95, p })
  })

/** The same measures of observed over expected events as they stand, chance included. */
const asCounted = ({ values }: VariationBootstrap): StudyFigure[] =>
  MEASURES.map(([measure, id, label]) => {
    const { value, p } = values[measure]
    const note = value === Infinity ? 'infinite, since an area has no events' : null
    return figure(id, `${label}, as counted, chance included`, { value, p, note })
  })

function tests({ tests: { chiSquare, phi, tau2 } }: VariationBootstrap): StudyFigure[] {
  return [
    figure('chi-square', 'χ² of observed against expected events', chiSquare),
    figure('phi', 'Over-dispersion φ, winsorised at a tenth', {
      ...phi,
      note: '1 by chance alone; grows with the size of counts, so read τ beside it',
    }),
    figure('tau', 'Usual difference between areas τ, on the scale of √(O∕E), winsorised at a tenth', {
      value: Math.sqrt(tau2.value),
      p: tau2.p,
      note: 'about half the standard deviation of relative risks, without the areas farthest out',
    }),
  ]
}

const COLUMNS = [
  { id: 'observed', label: 'Observed events', unit: '' },
  { id: 'expected', label: 'Expected events, by age and sex', unit: '' },
  { id: 'ratio', label: 'Observed over expected', unit: '' },
  { id: 'shrunk', label: 'The same, drawn to the mean by what chance explains', unit: '' },
  { id: 'z', label: 'Distance from 1 in usual standard deviations', unit: '' },
  { id: 'over-dispersed95', label: 'Verdict by over-dispersed 95 % limits', unit: '' },
  { id: 'over-dispersed998', label: 'Verdict by over-dispersed 99.8 % limits', unit: '' },
]

function rowsOf({ areas, model }: CountedAreas, { shrunk }: EmpiricalBayes, funnel: OverDispersed, level: number) {
  const { observed, expected } = model
  return areas.map(({ area, name }, i) => ({
    area,
    name,
    cells: [
      observed[i]!,
      expected[i]!,
      observed[i]! / expected[i]!,
      shrunk[i]! * level,
      funnel.z[i]!,
      funnel.verdicts[i]!,
      funnel.verdicts998[i]!,
    ],
  }))
}

const NOTES = [
  'All measures are of observed over expected events, expected by the comparator’s rates of each age and sex.',
  'Whether areas differ by more than chance is told by the first figure: its probability is above 2.5 % and its interval starts at 0 where chance alone might do.',
  'A probability is that of at least this value if areas differed by chance alone; each measure tells it in its own way, so one small probability among many is no finding.', // prettier-ignore
]

const METHODS = [
  { name: 'Empirical Bayes: Poisson–gamma, maximum likelihood', source: 'Clayton & Kaldor (1987), Biometrics 43, 671–681; Ibáñez et al. (2009), BMC Health Serv. Res. 9, 60' }, // prettier-ignore
  { name: 'Systematic component of variation', source: 'McPherson et al. (1982), N. Engl. J. Med. 307, 1310–1314; Diehr et al. (1990), Health Serv. Res. 24, 741–771' }, // prettier-ignore
  { name: 'Ratios of extremes and percentiles (type 7), coefficients of variation', source: 'Diehr et al. (1990), Health Serv. Res. 24, 741–771; Hyndman & Fan (1996), Am. Stat. 50, 361–365' }, // prettier-ignore
  { name: 'Gini’s and Theil’s coefficients', source: 'Gini (1912), Variabilità e mutabilità; Theil (1967), Economics and Information Theory' }, // prettier-ignore
  OVER_DISPERSED,
  { name: `Intervals and probabilities: ${DRAWS.toLocaleString('en-GB')} seeded draws of each kind, released as these counts were`, source: 'Garthwaite & Buckland (1992), Appl. Stat. 41, 159–171; Laird & Louis (1987), J. Am. Stat. Assoc. 82, 739–750' }, // prettier-ignore
]
