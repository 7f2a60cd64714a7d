/** How many of `areas` a two-sided rule of this coverage flags when nothing but chance is at work. */
export function flaggedByChance(areas: number, coverage = 0.95): number {
  return areas * (1 - coverage)
}
