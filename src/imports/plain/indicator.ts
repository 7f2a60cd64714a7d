import type { Indicator } from '../../domain'
import { describeIndicator } from '../fingertips/indicator'
import type { Placed } from '../fingertips/place'
import { slug } from '../fingertips/slug'
import type { Measure, PlainMapping } from './mapping'
import type { HowMeasured } from './measure'
import type { WorkedOut } from './values'

const TYPES: Readonly<Record<Measure, string>> = { proportion: 'Proportion', rate: 'Crude rate', count: 'Count', other: '' } // prettier-ignore

export interface PlainFacts {
  indicator: Omit<Indicator, 'tables'>
  /** Whether values are shares of the denominator. */
  share: boolean
}

/** An as-published indicator from a plain table: what the file leaves out is said to be left out. */
export function describePlain(
  placed: readonly Placed[],
  mapping: PlainMapping,
  { id, how, worked }: { id: string; how: HowMeasured; worked: WorkedOut },
): PlainFacts {
  const first = placed[0]!.row
  const metadata = {
    ...{ name: first.indicatorName, valueType: TYPES[how.measure], polarity: '', benchmark: '', periodType: '' },
    ...{ frequency: '', definition: '', rationale: '', numerator: '', denominator: '', caveats: '' },
  }
  const facts = describeIndicator(first.indicator, placed, metadata, [])
  const { counts, among, polarity } = mapping
  const words = { ...facts.indicator, counts, among }
  const indicator = {
    ...words,
    id,
    polarity,
    multiplier: how.per,
    unit: unitOf(how, words),
    source: [mapping.source || 'The source was not given', `table “${mapping.title}”`].join(', '),
    method: methodOf(how.measure, worked, placed.length),
    disclosure: 'Already public, as whoever opened the file says; nothing was added.',
  }
  // Counts that give another multiplier than the one stated are not the parts of these values.
  const agrees = facts.multiplier.multiplier === how.per
  return { indicator: { ...indicator, recompute: agrees ? indicator.recompute : null }, share: facts.share }
}

function unitOf({ measure, per, unit }: HowMeasured, { counts, among }: Pick<Indicator, 'counts' | 'among'>): string {
  if (measure === 'proportion' && per === 100) return '%'
  if (measure === 'proportion' || measure === 'rate') return `per ${per.toLocaleString('en-GB')} ${among}`
  return unit || (measure === 'count' ? counts : '')
}

function methodOf(measure: Measure, { values, intervals }: WorkedOut, all: number): string {
  const some = (count: number) => (count === all ? 'all' : `${count.toLocaleString('en-GB')} of ${all.toLocaleString('en-GB')}`) // prettier-ignore
  return [
    values === 0 ? 'Values as they stand in the file.' : measure === 'count' ? 'Values are the counts of the file.' : `Values of ${some(values)} cells are count ÷ denominator, worked out by Cairn when the file was opened.`, // prettier-ignore
    intervals > 0 ? `The file gives no limits: those of ${some(intervals)} cells are Wilson’s (of shares) or Byar’s (of rates) from count and denominator.` : '', // prettier-ignore
  ].filter(Boolean).join(' ') // prettier-ignore
}

/** Short words for links, each once. */
export function idsFor(names: readonly string[]): Map<string, string> {
  const ids = new Map<string, string>()
  const taken = new Set<string>()
  for (const name of names) {
    const stem = slug(name).slice(0, 40).replace(/-[^-]*$/, (end) => (slug(name).length > 40 ? '' : end)) || 'indicator' // prettier-ignore
    let id = stem
    for (let i = 2; taken.has(id); i++) id = `${stem}-${i}`
    taken.add(id)
    ids.set(name, id)
  }
  return ids
}
