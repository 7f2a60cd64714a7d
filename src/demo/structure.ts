import type { AgeStructure } from './places'

/** People per thousand (about) in each five-year age band from 0-4 to 90+, for six kinds of place. Our own round figures. */
export const ageStructures: Readonly<Record<AgeStructure, readonly number[]>> = {
  university: [53, 54, 54, 68, 112, 92, 80, 70, 60, 53, 54, 53, 47, 38, 33, 26, 17, 9, 5],
  young: [64, 69, 71, 65, 63, 67, 71, 69, 64, 58, 61, 60, 53, 43, 37, 29, 18, 9, 4],
  town: [54, 59, 61, 55, 54, 62, 67, 65, 60, 57, 67, 73, 68, 58, 51, 41, 25, 13, 6],
  middle: [54, 59, 61, 57, 53, 61, 66, 66, 63, 60, 67, 69, 63, 53, 48, 41, 26, 14, 7],
  older: [48, 54, 58, 54, 48, 54, 59, 60, 58, 58, 71, 77, 73, 64, 59, 50, 31, 17, 8],
  coastal: [43, 49, 54, 50, 42, 48, 52, 54, 53, 54, 71, 80, 79, 71, 68, 59, 38, 21, 11],
}

/** Share of women and girls in each band. */
export const ageFemaleShare: readonly number[] = [
  0.488, 0.488, 0.488, 0.489, 0.495, 0.502, 0.506, 0.507, 0.506, 0.506, 0.507, 0.508, 0.511, 0.516, 0.522, 0.534, 0.558,
  0.604, 0.692,
]

/** Growth a year of each band beside the others, as a share. */
export const ageTrend: readonly number[] = [
  -0.014, -0.006, 0.008, 0.009, -0.004, -0.006, 0.006, 0.008, 0.004, -0.012, -0.01, 0.006, 0.014, 0.0, 0.002, 0.024,
  0.01, 0.008, 0.012,
]
