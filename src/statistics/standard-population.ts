import { CalculationError } from '../domain/errors'

/** Bands of the European Standard Population 2013: first completed year, persons out of 100,000. */
const ESP2013: readonly (readonly [number, number])[] = [
  [0, 1000],
  [1, 4000],
  [5, 5500],
  [10, 5500],
  [15, 5500],
  [20, 6000],
  [25, 6000],
  [30, 6500],
  [35, 7000],
  [40, 7000],
  [45, 7000],
  [50, 7000],
  [55, 6500],
  [60, 6000],
  [65, 5500],
  [70, 5000],
  [75, 4000],
  [80, 2500],
  [85, 1500],
  [90, 800],
  [95, 200],
]

/**
 * How many of the 100,000 people of the European Standard Population 2013 are from `start` to `end` completed years
 * old (both included; null is open). A band is shared evenly among its years where an age group
 * cuts it: `Σ w (years in common ∕ years of the band)`.
 * Source: Eurostat (2013), Revision of the European Standard Population, ISBN 978-92-79-31094-2.
 */
export function espWeight(start: number, end: number | null): number {
  if (!(start >= 0) || (end !== null && end < start))
    throw new CalculationError(`espWeight: ages ${start} to ${end}; expected 0 or more, in rising order`)
  let people = 0
  ESP2013.forEach(([from, weight], index) => {
    const until = ESP2013[index + 1]?.[0]
    if (until === undefined) people += openShare(start, end, from) * weight
    else people += (overlap(start, end, from, until) / (until - from)) * weight
  })
  return people
}

/** Years that [start, end] and [from, until) have in common. */
function overlap(start: number, end: number | null, from: number, until: number): number {
  return Math.max(0, Math.min(end === null ? Infinity : end + 1, until) - Math.max(start, from))
}

/** The open band belongs whole to whoever is open and starts no later; it cannot be cut. */
function openShare(start: number, end: number | null, from: number): number {
  if (end !== null && end >= from)
    throw new CalculationError(`espWeight: ages ${start} to ${end} cut the open band ${from}+; expected an open end`)
  if (end === null && start > from)
    throw new CalculationError(`espWeight: ages ${start}+ cut the open band ${from}+; expected ${from}+ or wider`)
  return end === null ? 1 : 0
}
