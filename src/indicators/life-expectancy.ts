import type { AgeBand } from '../domain'
import { zOf } from '../statistics'
import { lifeExpectancy, type LifeBand } from '../statistics/life-expectancy'
import type { Cells } from './cells'
import { FOUND, totals } from './cells'
import type { Figures } from './figures'
import { WHY, addError, blankFigures, setIntervals, withhold } from './figures'
import type { Kind } from './kind'
import { weightedVariance } from './noise'

/** Years that a newborn would live at the death rates of the period, from deaths and people by age. */
export const lifeExpectancyKind: Kind = {
  id: 'life-expectancy',
  strata: 'age',
  law: null,
  sizeLabel: (indicator) => `Number of ${indicator.among}`,
  figures,
  methods: [
    { name: 'Abridged life table, Chiang’s second method, infants apart (a₀ 0.1)', source: 'Chiang (1984), The Life Table and its Applications' }, // prettier-ignore
    { name: 'Variance with that of the open age band', source: 'Silcocks, Jenner & Reza (2001), J. Epidemiol. Community Health 55, 38–43' }, // prettier-ignore
  ],
}

/** Whether bands are a lifetime: infants apart (0 to 0), then band after band in rising order to an open one. */
export function isLifetime(bands: readonly AgeBand[]): boolean {
  const inOrder = bands.every(({ start }, i) => start === (i === 0 ? 0 : (bands[i - 1]!.end ?? NaN) + 1))
  return inOrder && bands[0]?.end === 0 && bands.at(-1)!.end === null
}

/** Below so many person-years official tables give none: the interval’s normal shape no longer holds (Toson & Baker 2003, ONS). */
const FEWEST_PEOPLE = 5_000

/**
 * Deaths a band below which those rounded to fives give none, on average: bands of few deaths are then mostly 0 or 5, which moves the
 * life expectancy by more than its interval tells.
 */
const FEWEST_ROUNDED_A_BAND = 4

/** The printed unit is years: the indicator's multiplier has no part in it. */
function figures(cells: Cells): Figures {
  const out = blankFigures(cells)
  const { count, population } = totals(cells)
  for (let i = 0; i < cells.places; i++) {
    if (out.why[i] !== null) continue
    out.count[i] = count[i]!
    out.population[i] = population[i]!
    const bands = bandsAt(cells, i)
    if (population[i] === 0) withhold(out, i, 'missing', WHY.nobody)
    else if (bands.some((band) => band.population <= 0))
      withhold(out, i, 'missing', 'nobody lives here in one of the age groups') // prettier-ignore
    else if (bands.some(({ deaths, population: people }) => deaths > people))
      withhold(out, i, 'missing', 'more deaths than people in one of the age groups') // prettier-ignore
    else if (population[i]! < FEWEST_PEOPLE)
      withhold(out, i, 'unreliable', 'fewer than 5,000 people: too few for a life expectancy') // prettier-ignore
    else if (bands.at(-1)!.deaths === 0)
      withhold(out, i, 'unreliable', 'nobody died in the oldest age group, so no life expectancy can be given') // prettier-ignore
    else if (cells.noise && cells.found[i] !== FOUND.shown && count[i]! < FEWEST_ROUNDED_A_BAND * bands.length)
      withhold(out, i, 'unreliable', 'fewer than four deaths an age group on average once rounded: too few for a life expectancy') // prettier-ignore
    else fill(out, cells, i, bands)
  }
  return out
}

function fill(out: Figures, { noise }: Cells, i: number, bands: readonly LifeBand[]): void {
  const { years, variance } = lifeExpectancy(bands)
  const [value, error] = [years[0]!, Math.sqrt(variance[0]!)]
  out.value[i] = value
  out.size[i] = out.population[i]!
  setIntervals(out, i, 1, (coverage) => ({ lower: value - zOf(coverage) * error, upper: value + zOf(coverage) * error })) // prettier-ignore
  if (noise) addError(out, i, Math.sqrt(weightedVariance(noise, i, yearsOfOneDeath(bands, value))))
}

const bandsAt = ({ strata }: Cells, i: number): LifeBand[] =>
  strata.map(({ start, count, population }) => ({ start: start ?? NaN, deaths: count[i]!, population: population[i]! }))

/** What one death more in each band changes, in years. */
const yearsOfOneDeath = (bands: readonly LifeBand[], value: number) =>
  Float64Array.from(bands, (band, at) => {
    const step = Math.min(1, band.population - band.deaths)
    if (!(step > 0)) return 0
    const more = bands.map((one, i) => (i === at ? { ...one, deaths: one.deaths + step } : one))
    return (lifeExpectancy(more).years[0]! - value) / step
  })
