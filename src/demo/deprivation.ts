import type { CategoryType } from '../domain'

/** National fifths of neighbourhoods, most deprived first. */
export const deprivationFifths: CategoryType = {
  id: 'deprivation',
  label: 'Deprivation of neighbourhood',
  source: 'National fifths of small areas by a made-up score in the manner of the Index of Multiple Deprivation',
  members: [
    { code: 'q1', label: 'Most deprived fifth' },
    { code: 'q2', label: 'Second most deprived fifth' },
    { code: 'q3', label: 'Middle fifth' },
    { code: 'q4', label: 'Second least deprived fifth' },
    { code: 'q5', label: 'Least deprived fifth' },
  ],
}
