import type { EstimateStatus, HiddenReason, Interval } from '../domain'
import { widen, zOf } from '../statistics'
import type { Cells } from './cells'
import { FOUND } from './cells'

/** Estimates of many places as columns, in the printed unit; NaN where there is none. Position is the place. */
export interface Figures {
  value: Float64Array
  lower95: Float64Array
  upper95: Float64Array
  lower998: Float64Array
  upper998: Float64Array
  count: Float64Array
  population: Float64Array
  /** Denominator by which chance shrinks: people, expected events, or the people of a plain rate just as certain. */
  size: Float64Array
  /** Standard deviation that protection adds to the value, in the printed unit; 0 where it adds none. */
  error: Float64Array
  status: EstimateStatus[]
  /** Why there is no value; null where there is one. */
  why: (string | null)[]
  /** Why it is hidden; null where it is not. */
  hidden: (HiddenReason | null)[]
}

export const WHY = {
  hidden: 'too few to show safely',
  groups: 'too many of its groups are hidden to give a value',
  nothing: 'no figure was released for this area',
  nobody: 'nobody to count among here',
  fewEvents: 'fewer than 10 events: too few for a rate',
  fewRounded: 'fewer than 15 events once rounded: too few for a rate',
  eventsWithoutPeople: 'events are counted in an age group that has no people',
  noReference: 'the comparator has no people in an age group that lives here',
  noExpected: 'no events are expected here',
} as const

/** Figures of nobody yet: NaN everywhere, status from what was found. */
export function blankFigures(cells: Pick<Cells, 'places' | 'found' | 'told'>): Figures {
  const column = () => new Float64Array(cells.places).fill(NaN)
  const { told } = cells
  const status: EstimateStatus[] = []
  const why: (string | null)[] = []
  const hidden: (HiddenReason | null)[] = []
  for (let i = 0; i < cells.places; i++) {
    const found = cells.found[i]!
    const reason = found !== FOUND.hidden ? null : Number.isNaN(told?.count[i] ?? NaN) ? 'count' : 'groups'
    status.push(reason ? 'hidden' : found === FOUND.nothing ? 'missing' : found ? 'rounded' : 'shown')
    why.push(reason ? WHY[reason === 'count' ? 'hidden' : 'groups'] : found === FOUND.nothing ? WHY.nothing : null)
    hidden.push(reason)
  }
  return {
    value: column(),
    lower95: column(),
    upper95: column(),
    lower998: column(),
    upper998: column(),
    count: told?.count.slice() ?? column(),
    population: told?.population.slice() ?? column(),
    size: column(),
    error: new Float64Array(cells.places),
    status,
    why,
    hidden,
  }
}

/** Marks a place as having no value, and says why. */
export function withhold(figures: Figures, i: number, status: EstimateStatus, why: string): void {
  figures.status[i] = status
  figures.why[i] = why
}

/** Fills both intervals of a place, scaled to the printed unit. */
export function setIntervals(figures: Figures, i: number, scale: number, of: (coverage: number) => Interval): void {
  const inner = of(0.95)
  const outer = of(0.998)
  figures.lower95[i] = inner.lower * scale
  figures.upper95[i] = inner.upper * scale
  figures.lower998[i] = outer.lower * scale
  figures.upper998[i] = outer.upper * scale
}

/** Widens both intervals of a place by what protection adds to its value: `error` its standard deviation, `most` its bound. */
export function addError(figures: Figures, i: number, error: number, most = Infinity, highest = Infinity): void {
  if (!(error > 0)) return
  figures.error[i] = error
  const value = figures.value[i]!
  const wider = (lower: number, upper: number, coverage: number) =>
    widen({ lower, upper }, value, Math.min(most, zOf(coverage) * error), 0, highest)
  const inner = wider(figures.lower95[i]!, figures.upper95[i]!, 0.95)
  const outer = wider(figures.lower998[i]!, figures.upper998[i]!, 0.998)
  figures.lower95[i] = inner.lower
  figures.upper95[i] = inner.upper
  figures.lower998[i] = outer.lower
  figures.upper998[i] = outer.upper
}
