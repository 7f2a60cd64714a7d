import type { Answer, Overview, OverviewRow } from '../domain'
import { formatShare, formatShareInterval } from './number'
import { sentence, shortest, stopped, within } from './grammar'
import { beyondChance, spreadSentence } from './variation'
import { sayEstimate } from './estimate'
import type { Finding } from './finding'
import { ruleWords, synthetic } from './sure'

/** What the front page says in a sentence: how many indicators vary beyond chance, and which most where one does. */
export function overviewFinding(overview: Overview): Omit<Finding, 'chosen'> {
  const measured = overview.rows.filter((row) => row.variation !== null)
  const varied = measured.filter((row) => row.variation && beyondChance(row.variation))
  return {
    headline: headline(overview, varied),
    detail: detail(overview, varied),
    sure: sure(overview, measured.length),
  }
}

function headline({ rows, context }: Overview, varied: readonly OverviewRow[]): string {
  const [widest] = varied
  if (rows.length === 0) return 'This release holds no indicators to compare'
  if (rows.every(({ variation }) => variation === null))
    return `How far ${context.areaTypeLabel.many} differ cannot be measured here`
  if (!widest) return 'No indicator can be told to vary by more than chance'
  const head = `${varied.length} of ${rows.length} indicators ${varied.length === 1 ? 'varies' : 'vary'} more than chance explains`
  return rivals(varied).length > 0 ? head : shortest(14, `${head}; ${within(widest.indicator.shortName)} most`, head)
}

/** Those whose interval reaches that of the widest: which of them varies most cannot be told, so none is called so. */
function rivals([widest, ...others]: readonly OverviewRow[]): readonly OverviewRow[] {
  const from = widest?.variation?.interval95.lower ?? 0
  return others.filter(({ variation }) => variation !== null && variation.interval95.upper >= from)
}

function detail({ context }: Overview, varied: readonly OverviewRow[]): string {
  const [widest] = varied
  if (!widest?.variation)
    return `How ${context.areaTypeLabel.many} of ${context.placeLabel} stand, one strip for each indicator.`
  return `${sentence(widest.indicator.shortName)} in ${widest.periodLabel}: ${lower(spreadSentence(widest.variation, context, widest.comparator))}.${asMuch(rivals(varied).length)}`
}

const asMuch = (others: number) =>
  others === 0 ? '' : ` ${others === 1 ? 'One other' : `${others} others`} may vary as much.`

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}

function sure({ context, question, rows }: Overview, measured: number): string[] {
  const { release, areaTypeLabel, comparatorLabel } = context
  const unmeasured = rows.length - measured
  return [
    synthetic({ context }),
    `Indicators are ranked by how far the ${areaTypeLabel.many} differ once chance is taken off, as a share of the value of ${comparatorLabel}; the range in brackets is a 95 % interval.`,
    measured > 1
      ? `“More than chance” allows for looking at ${measured} indicators at once (Holm’s method): if chance alone were at work, there is at most one chance in twenty that any of them would be named.`
      : '',
    ruleWords(question, context),
    'Each strip has one mark for each area; the grey band is the width that chance alone gives a typical area.',
    unmeasured === 0
      ? ''
      : `${unmeasured} ${unmeasured === 1 ? 'indicator has' : 'indicators have'} no figure to rank by and ${unmeasured === 1 ? 'stands' : 'stand'} last.`,
    stopped(release.protection.label),
  ].filter((text) => text !== '')
}

/** Words for one row of the front page. */
export interface OverviewRowWords {
  name: string
  /** `2023, women and men, all ages`. */
  about: string
  /** `12 %`; null where it cannot be had. */
  size: string | null
  /** `10 to 15 %`. */
  interval: string | null
  /** `more than chance`, `cannot be told from chance`, or why there is no figure. */
  sure: string
  /** The row as one sentence, for those who hear it. */
  spoken: string
  chosen: readonly { area: string; text: string }[]
}

export function overviewRowWords(row: OverviewRow, overview: Overview): OverviewRowWords {
  const { variation, indicator } = row
  const about = [row.periodLabel, row.selectionLabel].filter(Boolean).join(', ')
  const name = sentence(indicator.shortName)
  const why = row.why ?? 'no figure'
  const said = { indicator, context: overview.context } satisfies Pick<Answer, 'indicator'> & { context: object }
  return {
    name,
    about,
    size: variation ? formatShare(variation.beyondChance) : null,
    interval: variation ? formatShareInterval(variation.interval95) : null,
    sure: variation ? (beyondChance(variation) ? 'more than chance' : 'cannot be told from chance') : why,
    spoken: stopped(
      `${name}, ${about}: ${variation ? lower(spreadSentence(variation, overview.context, row.comparator)) : why}`,
    ),
    chosen: row.estimates
      .filter((e) => overview.question.chosen.includes(e.area))
      .map((e) => ({ area: e.area, text: stopped(sayEstimate(e, said)) })),
  }
}
