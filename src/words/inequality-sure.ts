import type { Answer, Division, Study } from '../domain'
import { stopped } from './grammar'
import { indexDigits } from './inequality-figures'
import { formatFixed, formatInterval, formatNumber, formatShare, unitSuffix } from './number'
import { absent, synthetic } from './sure'

/** How sure differences between groups are and how they were calculated, a sentence each; `ends`: two groups are held against each other. */
export function inequalitySure(division: Division, study: Study | null, answer: Answer, ends: boolean): string[] {
  const { indicator } = answer
  const rule = ends
    ? 'A difference is told where the 95 % interval of one group’s value less the other’s leaves out 0.'
    : 'Groups are said to differ where chance alone would make them differ so much less than 1 time in 20; the lowest and the highest are named only where their 95 % intervals do not touch.' // prettier-ignore
  const figures = study?.figures.flatMap(({ label, value, interval95, unit, note }) => {
    const suffix = unit === indicator.unit ? unitSuffix(indicator) : ''
    if (value === null || !Number.isFinite(value)) return note ? [stopped(`${label}: ${note}`)] : []
    const digits = indexDigits(value)
    const [figure, range] = suffix ? [formatNumber(value, indicator), interval95 && formatInterval(interval95, indicator, value)] : [formatFixed(value, digits), interval95 && `${formatFixed(interval95.lower, digits)} to ${formatFixed(interval95.upper, digits)}`] // prettier-ignore
    return [stopped(`${label}: ${figure}${suffix}${range ? ` (${range})` : ''}`)]
  })
  const methods = [...division.methods, ...(study?.methods ?? [])]
  return [
    synthetic(answer),
    rule,
    division.kind === 'deprivation' ? 'Deprivation describes places, not people: not everybody who lives in a deprived neighbourhood is deprived.' : '', // prettier-ignore
    division.kind === 'groups' ? `Where the group of more than ${formatShare(division.mostUnknown)} of people is not known, no values of groups are given.` : '', // prettier-ignore
    ...(division.kind === 'deprivation' ? (figures ?? []) : []),
    ...absent(answer),
    ...methods.map(({ name, source }) => stopped(`${name} (${source})`)),
    ...(study?.notes.map(stopped) ?? []),
    ...answer.notes.map(stopped),
  ].filter((text, i, all) => text !== '' && all.indexOf(text) === i)
}
