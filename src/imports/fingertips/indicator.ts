import type { Indicator, Polarity } from '../../domain'
import { knownIndicators, type KnownWords } from './known'
import type { IndicatorMetadata } from './metadata'
import { inferMultiplier, sayMultiplier, type Multiplier } from './multiplier'
import type { Placed } from './place'
import { slug } from './slug'

/** What is known about an indicator before its tables are made. */
export interface IndicatorFacts {
  indicator: Omit<Indicator, 'tables'>
  multiplier: Multiplier
  /** Whether values are shares of the denominator. */
  share: boolean
}

const notGiven = 'Not given in the source files.'

/** An as-published indicator from what the source says of it; what the source leaves out is said to be left out. */
export function describeIndicator(
  sourceId: string,
  placed: readonly Placed[],
  metadata: IndicatorMetadata | undefined,
  extraCaveats: readonly string[],
): IndicatorFacts {
  const name = metadata?.name || placed[0]?.row.indicatorName || `Indicator ${sourceId}`
  const words = knownIndicators[sourceId] ?? wordsFrom(name)
  const valueType = metadata?.valueType ?? ''
  const multiplier = inferMultiplier(placed, valueType)
  const recompute = recomputeFor(valueType, multiplier, placed)
  const indicator = {
    id: `${words.slug}-${slug(sourceId)}`,
    name,
    shortName: words.shortName,
    counts: words.counts,
    among: words.among,
    topic: words.topic,
    kind: 'published',
    recompute,
    unit: unitOf(valueType, multiplier.multiplier, words),
    multiplier: multiplier.multiplier,
    polarity: doubtfulPolarity(name, metadata?.polarity ?? '') ? 'neither' : polarityOf(metadata?.polarity ?? ''),
    standard: null,
    repeats: /admission|episode|referral|discharge|attendance/i.test(`${name} ${words.counts}`) ? 'events' : 'persons',
    dispersion: 1,
    definition: metadata?.definition || `${name}. ${notGiven.replace('Not', 'A fuller definition is not')}`,
    rationale: metadata?.rationale || notGiven,
    source: `OHID Fingertips, indicator ${sourceId}`,
    method: methodOf(valueType, multiplier, metadata?.benchmark ?? ''),
    numerator: metadata?.numerator || notGiven,
    denominator: metadata?.denominator || notGiven,
    caveats: [...caveatsOf(name, placed, valueType, metadata, recompute), ...extraCaveats],
    disclosure: 'Already public; whatever the publisher did is not stated in the source files, and nothing was added.',
    periodType: metadata?.periodType || notGiven,
    breaks: [],
  } satisfies Omit<Indicator, 'tables'>
  return { indicator, multiplier, share: /proportion/i.test(valueType) && !/standardised/i.test(valueType) }
}

/** Words for an indicator that Cairn has none for: its name without its bracket and its ages, cut at 40 letters. */
export function wordsFrom(name: string): KnownWords {
  const plain = name.replace(/\s*\([^)]*\)/g, '').replace(/\s*\baged? .*$/i, '').trim() || name // prettier-ignore
  const short = plain.length <= 40 ? plain : `${plain.slice(0, 40).replace(/\s+\S*$/, '')} …`
  const stem = slug(plain).split('-').slice(0, 3).join('-') || 'indicator'
  return { slug: stem, shortName: short, counts: 'those counted', among: 'people', topic: 'Other' }
}

/** The source's polarity; “no judgement” and silence are `neither`. */
function polarityOf(text: string): Polarity {
  if (/high is good/i.test(text)) return 'high-is-good'
  return /low is good/i.test(text) ? 'low-is-good' : 'neither'
}

/**
 * The kind by which counts and denominators can check the values: only where they are whole numbers of the same
 * thing. Standardised values are no such quotient, and survey counts are weighted.
 */
function recomputeFor(valueType: string, multiplier: Multiplier, placed: readonly Placed[]): Indicator['recompute'] {
  const kinds = { 'proportion': 'proportion', 'crude rate': 'rate', 'indirectly standardised ratio': 'ratio' } as const // prettier-ignore
  const kind = kinds[valueType.toLowerCase() as keyof typeof kinds]
  return kind && multiplier.from === 'rows' && multiplier.agree >= 0.5 && wholeCounts(placed) >= 0.5 ? kind : null
}

function wholeCounts(placed: readonly Placed[]): number {
  const counts = placed.map(({ row }) => row.count).filter((count) => !Number.isNaN(count))
  return counts.filter(Number.isInteger).length / Math.max(1, counts.length)
}

function unitOf(valueType: string, multiplier: number, words: KnownWords): string {
  const per = `per ${multiplier.toLocaleString('en-GB')} ${words.among}`
  if (/proportion/i.test(valueType)) return multiplier === 100 ? '%' : per
  if (/rate/i.test(valueType)) return per
  if (/ratio/i.test(valueType)) return multiplier === 100 ? 'per 100 expected' : 'times the expected'
  if (/count/i.test(valueType)) return words.counts
  return /score/i.test(valueType) ? 'points' : ''
}

function methodOf(valueType: string, multiplier: Multiplier, benchmark: string): string {
  const type = valueType
    ? `The source calls them “${valueType}”.`
    : 'The source files do not say what type of value they are.'
  const compares = benchmark ? `The source compares areas by “${benchmark}”.` : ''
  const standard = /standardised/i.test(valueType) ? 'The source files do not name the standard population.' : ''
  return ['Values and intervals as published; nothing is calculated anew.', type, /count|score/i.test(valueType) ? '' : sayMultiplier(multiplier), standard, compares] // prettier-ignore
    .filter(Boolean)
    .join(' ')
}

function caveatsOf(
  name: string,
  placed: readonly Placed[],
  valueType: string,
  metadata: IndicatorMetadata | undefined,
  recompute: Indicator['recompute'],
): string[] {
  const has = (figure: 'lower95' | 'count') => placed.some(({ row }) => !Number.isNaN(row[figure]))
  const isMeasure = !/count|score/i.test(valueType)
  const caveats = [
    metadata?.caveats ?? '',
    doubtfulPolarity(name, metadata?.polarity ?? ''),
    /count/i.test(valueType) ? 'A count, not a rate: it differs with the size of the places.' : '',
    isMeasure && !has('lower95') ? 'The source gives no interval, so no verdict rests on one.' : '',
    isMeasure && !has('count') ? 'The source gives no counts, so the values cannot be checked.' : '',
    has('count') && wholeCounts(placed) < 0.5 ? 'Counts are not whole numbers (they seem to be weighted), so values are not calculated anew from them.' : '',
    isMeasure && has('count') && wholeCounts(placed) >= 0.5 && !recompute && /^(proportion|crude rate)$/i.test(valueType) ? 'Counts and denominators do not give the values published, so they are not calculated anew.' : '',
    /^yearly$/i.test(metadata?.periodType ?? '') ? 'The source says “Yearly” without saying from which month; taken as calendar years.' : '',
  ] // prettier-ignore
  return caveats.filter(Boolean)
}

/** A polarity that contradicts the name is said to be doubtful, and nothing is called better or worse by it. */
export function doubtfulPolarity(name: string, polarity: string): string {
  const bad = /obes|overweight|smok|mortality|death|admission|sight loss|inactiv|low income|deprivation/i.test(name)
  const good = /coverage|vaccinat|screening|checks offered/i.test(name)
  const doubtful = (bad && /high is good/i.test(polarity)) || (good && /low is good/i.test(polarity))
  return doubtful
    ? `The source gives the polarity “${polarity}”, which is doubtful for this indicator; so nothing is called better or worse.`
    : ''
}
