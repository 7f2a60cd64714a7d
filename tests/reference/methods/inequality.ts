import {
  concentrationCurve,
  concentrationIndex,
  errorsFromLimits,
  fractionalRanks,
  simulateSlope,
  slopeIndex,
  slopeInterval,
  type SlopeInterval,
  type UncertainGroups,
  type ValueScale,
} from '../../../src/statistics/inequality'
import { column, number, type Limit, type ReferenceCase, type ReferenceMethod } from '../kit'

/** R's repetitions, and ours. */
const DRAWS = 100_000

/** R's codes: 0 normal, 1 rate, 2 proportion. */
const SCATTER: readonly ValueScale[] = ['plain', 'log', 'logit']

interface Slopes {
  sii: number
  rii: number
  intercept: number
  simulated: { sii: { lower: number; upper: number }; rii: { lower: number; upper: number } } | null
  analytic: { error: number; lower: number; upper: number } | null
}

const siiRii: ReferenceMethod = {
  file: 'sii_rii',
  proves: [
    'inequality/mid-rank',
    'inequality/scale',
    'inequality/slope-index',
    'inequality/slope-interval',
    'inequality/slope-simulation',
  ],
  compute(one) {
    const areas = groupsOf(one)
    const found = areas.map(([, rows], key) => slopesOf(one, rows, key))
    const [simulated, analytic] = [found.some((f) => f.simulated), found.some((f) => f.analytic)]
    return {
      g: areas.map(([name]) => name),
      sii: found.map(({ sii }) => sii),
      rii: found.map(({ rii }) => rii),
      intercept: found.map(({ intercept }) => intercept),
      // R gave no limits where it fitted the line on the transformed scale: nothing to compare.
      sim_sii_lower95: simulated ? found.map((f) => f.simulated!.sii.lower) : null,
      sim_sii_upper95: simulated ? found.map((f) => f.simulated!.sii.upper) : null,
      sim_rii_lower95: simulated ? found.map((f) => f.simulated!.rii.lower) : null,
      sim_rii_upper95: simulated ? found.map((f) => f.simulated!.rii.upper) : null,
      ...(analytic && {
        analytic_se_sii: found.map((f) => f.analytic!.error),
        analytic_sii_lower95: found.map((f) => f.analytic!.lower),
        analytic_sii_upper95: found.map((f) => f.analytic!.upper),
      }),
    }
  },
  limit(name, one) {
    if (name === 'g') return 'exact'
    return name.startsWith('sim_') ? byChance(name.slice(0, 7), one) : { relative: 1e-10 }
  },
}

/** The file's own bound on two simulations of 100,000 repetitions. */
function byChance(figure: string, { expected }: ReferenceCase): Limit {
  return {
    says: '4√2 × 0.0085 of the standard error that R’s limits tell',
    holds(found, theirs, row) {
      const [lower, upper] = [column(expected[`${figure}_lower95`]), column(expected[`${figure}_upper95`])]
      return Math.abs(found - theirs) < (4 * Math.SQRT2 * 0.0085 * (upper[row]! - lower[row]!)) / 3.92
    },
  }
}

/** Rows of each area, most deprived first, areas in the order of R's answer. */
function groupsOf({ inputs, expected }: ReferenceCase): [string, number[]][] {
  const [names, ranks] = [inputs.g as readonly string[], column(inputs.q)]
  return (expected.g as readonly string[]).map((area) => [
    area,
    names.flatMap((name, row) => (name === area ? [row] : [])).sort((a, b) => ranks[a]! - ranks[b]!),
  ])
}

function slopesOf({ inputs, params = {} }: ReferenceCase, rows: readonly number[], key: number): Slopes {
  const pick = (name: string) => {
    const values = column(inputs[name])
    return rows.map((row) => values[row]!)
  }
  const [scatter, mult] = [SCATTER[number(params.vt)]!, number(params.mult)]
  const fit = params.tf === true ? scatter : 'plain'
  const groups = { populations: pick('pop'), values: pick('value') }
  const index = slopeIndex(groups, fit)
  const errors = inputs.se ? pick('se') : errorsFromLimits({ lower: pick('lower'), upper: pick('upper') }, scatter)
  const closed = scatter === 'plain' ? slopeInterval({ ...groups, errors }) : null
  return {
    sii: index.slope * mult,
    // A multiplier below 0 turns R's relative index the other way about.
    rii: (mult < 0 ? index.mostOverLeast : index.leastOverMost)!,
    intercept: index.mostDeprived,
    simulated: fit === 'plain' ? multiplied(closed ?? drawnLimits({ ...groups, errors }, scatter, key), mult) : null,
    analytic: closed && { error: closed.error, ...closed.slope },
  }
}

type Limits = Pick<SlopeInterval, 'slope' | 'leastOverMost'>

/** Plain values have limits in closed form, ratio included, which R's draws must come to; others are drawn here as there. */
function drawnLimits(groups: UncertainGroups, scatter: ValueScale, key: number): Limits {
  const { slope, leastOverMost } = simulateSlope(groups, { scatter, fit: 'plain', seed: [1, key], draws: DRAWS })
  return { slope: slope.interval95, leastOverMost: leastOverMost!.interval95 }
}

function multiplied({ slope: sii, leastOverMost }: Limits, mult: number): Slopes['simulated'] {
  const rii = leastOverMost!
  if (mult > 0) return { sii: { lower: sii.lower * mult, upper: sii.upper * mult }, rii }
  return {
    sii: { lower: sii.upper * mult, upper: sii.lower * mult },
    rii: { lower: 1 / rii.upper, upper: 1 / rii.lower },
  }
}

const concentration: ReferenceMethod = {
  file: 'concentration_index',
  proves: ['inequality/concentration'],
  compute({ inputs, params = {} }) {
    const data = { ranking: column(inputs.x), values: column(inputs.y), weights: column(inputs.w) }
    const found = concentrationIndex(data, { least: number(params.lo), most: number(params.hi) })
    return {
      rank: fractionalRanks(data),
      ci: found.relative,
      generalised: found.generalised,
      erreygers: found.erreygers,
      wagstaff: found.wagstaff,
      cov_formula: found.relative,
      trapezoid: 1 - 2 * areaUnder(concentrationCurve({ ...data, ranking: inRowOrder(data.ranking) })),
    }
  },
  limit: () => ({ relative: 1e-10, absolute: 1e-13 }),
}

function areaUnder({ people, share }: { people: Float64Array; share: Float64Array }): number {
  return people.reduce((area, p, i) => (i ? area + ((p - people[i - 1]!) * (share[i]! + share[i - 1]!)) / 2 : 0), 0)
}

/** R's trapezoids take equal ranks one by one, in the order of the rows: places in that order have no equals. */
function inRowOrder(ranking: readonly number[]): number[] {
  const order = ranking.map((_, i) => i).sort((a, b) => ranking[a]! - ranking[b]! || a - b)
  return ranking.map((_, i) => order.indexOf(i))
}

export const inequality: readonly ReferenceMethod[] = [siiRii, concentration]
