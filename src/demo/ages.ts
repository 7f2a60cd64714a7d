import type { AgeBand } from '../domain'

/** The nineteen five-year bands in which populations are known: `0-4` … `85-89`, `90+`. */
export const quinaryAges: readonly AgeBand[] = Array.from({ length: 19 }, (_, n) =>
  band(n * 5, n === 18 ? null : n * 5 + 4),
)

/** A band from first to last completed year of age; null is open. */
function band(start: number, end: number | null): AgeBand {
  const code = end === null ? `${start}+` : `${start}-${end}`
  return { code, label: end === null ? `${start} and over` : `${start} to ${end}`, start, end }
}

/** Bands from their codes: `0-19`, `85+`. */
export function bands(...codes: readonly string[]): AgeBand[] {
  return codes.map((code) => {
    const [start, end] = code.replace('+', '').split('-').map(Number)
    return band(start ?? 0, code.endsWith('+') ? null : (end ?? null))
  })
}

/** Positions of the five-year bands that a wider band takes in. */
export function quinaryWithin(wide: AgeBand): number[] {
  return quinaryAges.flatMap((age, at) =>
    age.start >= wide.start && (wide.end === null || (age.end !== null && age.end <= wide.end)) ? [at] : [],
  )
}
