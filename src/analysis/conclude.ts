import { codesCompared, groupCode, type Answer, type Area, type Estimate, type Verdict } from '../domain'
import type { Sums } from '../engine/port'
import type { Cells, Figures, Noise, PublishedCells, Recomputed } from '../indicators'
import { FOUND, KINDS, publishedFigures, recompute } from '../indicators'
import { flaggedByChance, zOf } from '../statistics'
import { agreementOf } from './agreement'
import { ancestors, areaOf, facilitiesOf } from './areas'
import { estimatesOf, measured, recomputedAt } from './estimates'
import { funnelLimits } from './funnel'
import { addPlaces, comparedPlaces, gather, gatherPublished } from './gather'
import { chosenAreas, contextOf } from './labels'
import type { Plan } from './plan'
import { methodsOf, notesOf, sizeLabel } from './remarks'
import type { Variation } from './variation'
import { variationOf } from './variation'
import type { Yardstick } from './yardstick'
import { yardstick } from './yardstick'

/** What was worked out before anything is held against anything. */
interface Worked {
  figures: Figures
  comparator: Estimate
  again: Recomputed | null
  noise?: Noise | null
  used?: readonly number[]
}

/** What an answer and a row of the overview have in common. */
export interface Evaluation {
  estimates: Estimate[]
  comparator: Estimate
  yard: Yardstick
  variation: Variation
  /** Rows that the comparator was made of. */
  used: readonly number[]
}

/** Estimates with their verdicts, and their variation. Pure; throws `CalculationError` on counts that cannot be. */
export function evaluate(plan: Plan, sums: readonly Sums[]): Evaluation {
  const { question, indicator, areas } = plan
  const {
    figures,
    comparator,
    again,
    noise,
    used = plan.parts,
  } = indicator.kind === 'published' ? workPublished(plan, sums[0]!) : workCounts(plan, sums)
  const yard = yardstick(indicator, comparator.value, comparator.protection?.error)
  const estimates = estimatesOf(figures, areas, yard, question.rule, noise)
  if (again) estimates.forEach((estimate, i) => (estimate.recomputed = recomputedAt(again, i, indicator)))
  for (const estimate of estimates) {
    estimate.facilities = facilitiesOf(plan.release, [estimate.area])
    Object.freeze(estimate)
  }
  comparator.facilities = facilitiesOf(plan.release, codesCompared(question))
  return { estimates, comparator, yard, variation: variationOf(estimates, comparator, indicator), used }
}

/** Turns the sums that a plan asked for into a frozen answer. */
export function conclude(plan: Plan, sums: readonly Sums[], engine: string): Answer {
  const { estimates, comparator, yard, variation, used } = evaluate(plan, sums)
  const noisy = estimates.some(({ protection }) => protection)
  const counts = countVerdicts(estimates)
  return frozen({
    question: plan.question,
    indicator: plan.indicator,
    context: contextOf(plan),
    estimates,
    comparator,
    counts,
    flaggedByChance: chanceFlags(plan, estimates, comparator),
    variation: variation.summary,
    limits: funnelLimits(estimates, yard),
    sizeLabel: sizeLabel(plan),
    methods: methodsOf(plan, yard, variation.summary !== null, noisy),
    notes: notesOf(plan, estimates, comparator, variation.why, used),
    agreement: agreementOf(estimates),
    engine,
  })
}

function workCounts(plan: Plan, sums: readonly Sums[]): Worked {
  const { indicator, areas } = plan
  const kind = KINDS[indicator.kind as keyof typeof KINDS]
  const cells = gather(plan, sums)
  const used = comparatorRows(plan, cells)
  // Of the reader's own group no area may be left out unseen.
  const reference =
    plan.question.comparator.kind === 'group' ? comparedPlaces(cells, [used], 1) : addPlaces(cells, used)
  const compared = comparedPlaces(cells, plan.made, areas.length)
  const figures = kind.figures(compared, indicator, reference)
  const own = kind.figures(reference, indicator, reference)
  const comparator = measured(own, 0, comparatorArea(plan), reference.noise)
  return { figures, comparator, again: null, noise: compared.noise, used }
}

/** The comparator's own row where it holds something, else the fewest stored areas that make it up, else its parts. */
export function comparatorRows({ stored, wholes, parts }: Plan, { found }: Pick<Cells, 'found'>): readonly number[] {
  if (stored !== null && (found[stored] !== FOUND.nothing || parts.length === 0)) return [stored]
  return wholes && wholes.rows.every((row) => found[row]! < FOUND.hidden) ? wholes.rows : parts
}

function workPublished(plan: Plan, sums: Sums): Worked {
  const { indicator, question } = plan
  const cells = gatherPublished(sums)
  const figures = publishedFigures(cells, indicator)
  const again = recompute(cells, indicator)
  const who = comparatorArea(plan)
  if (plan.stored !== null) {
    const comparator = measured(figures, plan.stored, who)
    comparator.recomputed = recomputedAt(again, plan.stored, indicator)
    return { figures, comparator, again }
  }
  const why = 'the value of this area was not published, and published values cannot be added up'
  if (question.comparator.kind === 'area' || !indicator.recompute)
    return { figures, again, comparator: nobody(who, why) }
  return { figures, again, comparator: addedUp(plan, cells, who) }
}

/** Areas taken together, from their counts and denominators by the method that checks what was published. */
export function addedUp({ indicator, parts }: Plan, cells: PublishedCells, who: Pick<Area, 'code' | 'name'>): Estimate {
  if (parts.some((row) => !(cells.count[row]! >= 0) || !(cells.denominator[row]! > 0)))
    return nobody(who, 'counts and people were not published for all of these areas')
  const add = (column: Float64Array) => Float64Array.of(parts.reduce((sum, row) => sum + column[row]!, 0))
  const strata = [{ weight: 0, count: add(cells.count), population: add(cells.denominator) }]
  const sum: Cells = { places: 1, strata, found: Uint8Array.of(FOUND.shown) }
  const kind = indicator.recompute === 'proportion' ? KINDS.proportion : KINDS.rate
  return measured(kind.figures(sum, indicator, sum), 0, who)
}

function comparatorArea(plan: Plan): Pick<Area, 'code' | 'name'> {
  const { comparator } = plan.question
  if (comparator.kind === 'area') return areaOf(plan.release, comparator.code)!
  if (comparator.kind === 'group') return { code: groupCode(comparator), name: `“${comparator.name}”` }
  const chosen = chosenAreas(plan)
  return chosen.length === 1 ? chosen[0]! : { code: 'chosen', name: `The ${chosen.length} chosen areas` }
}

/** An estimate of nothing, with the reason. */
export function nobody({ code, name }: Pick<Area, 'code' | 'name'>, why: string): Estimate {
  return {
    area: code,
    name,
    count: null,
    population: null,
    value: null,
    interval95: null,
    interval998: null,
    status: 'missing',
    why,
    verdicts: { overlap: 'none', limits: 'none' },
    verdict: 'none',
    verdict998: 'none',
    recomputed: null,
    size: null,
  }
}

/** How many of the areas judged chance alone would flag; where sizes are unknown, the comparator's value counts as exact. */
export function chanceFlags({ question, release }: Plan, estimates: readonly Estimate[], comparator: Estimate): number {
  const within = (inner: string, outer: string) => inner === outer || ancestors(release, inner).has(outer)
  const wholes = codesCompared(question)
  const flagged = (estimate: Estimate) => {
    const { area, size } = estimate
    const nested = wholes.some((code) => within(area, code) || within(code, area))
    const against = { size: (size !== null && comparator.size) || Infinity, nested }
    return flaggedByChance(size ?? 1, against, 0.95, noiseShare(estimate))
  }
  return estimates.reduce((sum, estimate) => (estimate.verdict === 'none' ? sum : sum + flagged(estimate)), 0)
}

/** Share of the variance that an interval allows for which protection added, and chance did not. */
function noiseShare({ interval95, protection }: Estimate): number {
  const width = interval95 ? interval95.upper - interval95.lower : 0
  return protection && width > 0 ? Math.min(1, ((2 * zOf(0.95) * protection.error) / width) ** 2) : 0
}

function countVerdicts(estimates: readonly Estimate[]): Record<Verdict, number> {
  const counts: Record<Verdict, number> = { higher: 0, similar: 0, lower: 0, none: 0 }
  for (const { verdict } of estimates) counts[verdict]++
  return counts
}

/** Nothing downstream may change an answer: two views read the same one. */
function frozen(answer: Answer): Answer {
  for (const part of [answer.estimates, answer.limits, answer.methods, answer.notes, answer.counts, answer.context])
    Object.freeze(part)
  return Object.freeze(answer)
}
