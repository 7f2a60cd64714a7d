import type { Answer, Study } from '../domain'
import { counted, sentence, stopped, within } from './grammar'
import { formatChance, formatFixed } from './number'
import { namesOf } from './standing'

const LEVEL = 0.05

/** Whether neighbours are alike, and where, in whole sentences; only what the adjusted test supports. */
export function clusterSentences(study: Study, { context }: Pick<Answer, 'context'>, smoothed: boolean): string[] {
  if (study.why) return [stopped(`Neighbours cannot be compared: ${study.why}`)]
  return (
    smoothed ? [smoothedSentence(study)] : [whole(study, context), clusters(study, context), ...study.notes]
  ).filter(Boolean)
}

/** What a map of neighbours shows, as a headline of its own; `study` is null until it is worked out. */
export function clusterHeadline(
  study: Study | null,
  answer: Pick<Answer, 'context' | 'indicator'>,
  smoothed: boolean,
): string {
  const what = within(answer.indicator.shortName)
  const many = answer.context.areaTypeLabel.many
  if (!study) return `${sentence(what)} of ${many} beside their neighbours`
  if (study.why) return `Neighbouring ${many} cannot be compared on ${what}`
  if (smoothed && !hasSmoothed(study)) return `No broad pattern of ${what} can be drawn: it needs counts of events`
  if (smoothed) return `Broad pattern of ${what}, each value drawn towards its neighbours`
  const moran = study.figures.find(({ id }) => id === 'moran')
  if (moran?.value == null || moran.p === null || moran.p > LEVEL)
    return `Whether neighbouring ${many} are alike on ${what} cannot be told`
  return `Neighbouring ${many} are ${moran.value > 0 ? 'more' : 'less'} alike on ${what} than chance makes them`
}

type Context = Answer['context']

function whole({ figures }: Study, { areaTypeLabel }: Context): string {
  const moran = figures.find(({ id }) => id === 'moran')
  if (moran?.value == null || moran.p === null) return ''
  const told = `Moran’s I is ${formatFixed(moran.value, 2)}; chance alone would take it so far ${formatChance(moran.p)}`
  if (moran.p > LEVEL) return `Whether neighbouring ${areaTypeLabel.many} are alike cannot be told (${told}).`
  return moran.value > 0
    ? `Neighbouring ${areaTypeLabel.many} are more alike than chance makes them (${told}).`
    : `Neighbouring ${areaTypeLabel.many} are less alike than chance makes them (${told}).`
}

function clusters({ columns, rows }: Study, { areaTypeLabel }: Context): string {
  const at = columns.findIndex(({ id }) => id === 'cluster')
  const named = (word: string) => rows.filter(({ cells }) => cells[at] === word).map(({ name }) => name)
  const [high, low] = [named('high among high'), named('low among low')]
  const odd = [...named('high among low'), ...named('low among high')]
  if (at < 0) return ''
  if (high.length + low.length + odd.length === 0)
    return `No ${areaTypeLabel.one} lies in a cluster that can be told from chance.`
  const said = (names: string[], what: string) => (names.length === 0 ? '' : `${what} (${counted(names.length, areaTypeLabel)}): ${namesOf(names, 6)}.`) // prettier-ignore
  return [
    said(high, 'High among high neighbours'),
    said(low, 'Low among low neighbours'),
    said(odd, 'Unlike their neighbours'),
  ]
    .filter(Boolean)
    .join(' ')
}

const smoothedSentence = (study: Study): string =>
  hasSmoothed(study)
    ? 'Each value is drawn towards those of its neighbours, the more the fewer its events: it shows broad patterns, and no area’s own value.'
    : 'There are no smoothed values: they need events, and how many are expected, in every area.'

function hasSmoothed({ columns, rows }: Study): boolean {
  const at = columns.findIndex(({ id }) => id === 'smoothed')
  return rows.some(({ cells }) => typeof cells[at] === 'number')
}
