import type { Estimate } from '../domain'
import type { Method } from '../indicators'
import { KINDS, RECOMPUTE, WHY } from '../indicators'
import { areaOf } from './areas'
import { labelOf, typeWords } from './holding'
import { placeName } from './labels'
import type { Plan } from './plan'
import type { Yardstick } from './yardstick'

export const OVERLAP: Method = {
  name: 'Verdict: the comparator’s value against the area’s interval',
  source: 'Public Health England, Technical Guide: confidence intervals (2018)',
}
export const LIMITS = {
  binomial: {
    name: 'Control limits: proportions whose Wilson interval just reaches the comparator',
    source: 'PHEindicatormethods 2.1.0, as Fingertips draws funnels',
  },
  poisson: {
    name: 'Control limits: counts whose exact Poisson interval just reaches the comparator',
    source: 'Spiegelhalter (2005), Stat. Med. 24, 1185–1202; PHEindicatormethods 2.1.0',
  },
} as const
const PROTECTED: Method = {
  name: 'The error of rounding and hiding, added to each limit as squares',
  source: 'Zou & Donner (2008), Stat. Med. 27, 1693–1702',
}
const VARIATION: readonly Method[] = [
  {
    name: 'Variation beyond chance: Paule–Mandel',
    source: 'Paule & Mandel (1982), J. Res. Natl. Bur. Stand. 87, 377–385',
  },
  { name: 'Its interval: Q-profile', source: 'Viechtbauer (2007), Stat. Med. 26, 37–52' },
  { name: 'Test of chance alone: Cochran’s Q', source: 'Cochran (1954), Biometrics 10, 101–129' },
]

/** How an answer was calculated, in the order in which it was. */
export function methodsOf({ question, indicator }: Plan, yard: Yardstick, varied: boolean, noisy = false): Method[] {
  const methods: Method[] = []
  if (indicator.kind === 'published') {
    methods.push({ name: 'Values and intervals as published', source: indicator.source })
    if (indicator.recompute)
      methods.push({
        name: `Beside them: ${RECOMPUTE[indicator.recompute].method}`,
        source: 'Public Health England (2018)',
      })
  } else methods.push(...KINDS[indicator.kind].methods)
  if (indicator.dispersion !== 1 && yard.law)
    methods.push({
      name: `Variance × ${indicator.dispersion}: one person can count more than once`,
      source: 'the release',
    })
  if (noisy) methods.push(PROTECTED)
  if (question.rule === 'overlap') methods.push(OVERLAP)
  else if (yard.law) methods.push(LIMITS[yard.law])
  return varied ? [...methods, ...VARIATION] : methods
}

/** What the funnel's horizontal axis measures. */
export function sizeLabel({ indicator }: Plan): string {
  if (indicator.kind !== 'published') return KINDS[indicator.kind].sizeLabel(indicator)
  if (indicator.recompute === 'ratio') return KINDS.ratio.sizeLabel(indicator)
  return indicator.recompute ? `Number of ${indicator.among}` : `Effective number of ${indicator.among}`
}

/** What a reader has to know about this answer, in whole sentences. */
export function notesOf(
  plan: Plan,
  estimates: readonly Estimate[],
  comparator: Estimate,
  unvaried: string | null,
  used: readonly number[] = plan.parts,
): string[] {
  return [
    ...breakNotes(plan),
    ...statusNotes(plan, estimates),
    ...madeNotes(plan),
    ...comparatorNotes(plan, comparator, used),
    ...publishedNotes(plan, estimates),
    ...(unvaried && estimates.length > 1 ? [`How much areas vary beyond chance is not given: ${unvaried}.`] : []),
  ]
}

function breakNotes({ indicator, release }: Plan): string[] {
  return indicator.breaks.map(({ period, why }) => {
    const from = labelOf(release.dimensions.periods, period)
    return `Figures from ${from} on do not compare with those before: ${why.replace(/\.$/, '')}.`
  })
}

function statusNotes({ indicator, question, areas }: Plan, estimates: readonly Estimate[]): string[] {
  const many = (n: number) => (n === 1 ? '1 area is' : `${n} areas are`)
  const having = (status: Estimate['status']) => estimates.filter((estimate) => estimate.status === status).length
  const notes: string[] = []
  if (having('rounded') > 0)
    notes.push(
      estimates.some(({ protection }) => protection)
        ? 'Counts are rounded to protect people: intervals, verdicts and tests count the error that this adds.'
        : 'Counts are rounded to protect people: values carry an error of rounding that intervals do not include.',
    )
  const partly = estimates.filter(({ hidden }) => hidden === 'groups').length
  if (having('hidden') > partly) notes.push(`${many(having('hidden') - partly)} not shown: too few to show safely.`)
  if (partly > 0)
    notes.push(
      `${many(partly)} shown without a value: the count was released, but too many of the groups that the value weighs are hidden.`,
    )
  if (having('unreliable') > 0) {
    const rounded = estimates.some(({ why }) => why === WHY.fewRounded)
    notes.push(
      `${many(having('unreliable'))} without a rate: fewer than ${rounded ? '15 events once rounded' : '10 events'}.`,
    )
  }
  const guessed = estimates.filter(({ protection }) => (protection?.estimated ?? 0) > 0).length
  if (guessed > 0)
    notes.push(
      `${many(guessed)} partly estimated: some of the cells that are added up were too small to show. No more than a third of a count is ever estimated.`,
    )
  if (having('missing') === estimates.length) notes.push('No area has a figure for this selection.')
  const strangers = question.chosen.filter((code) => !areas.some((area) => area.code === code))
  if (strangers.length > 0) notes.push(`Chosen but not among the areas compared: ${strangers.join(', ')}.`)
  if (indicator.kind === 'mean') notes.push('Means have no interval here, so no verdict is given.')
  return notes
}

function comparatorNotes(plan: Plan, comparator: Estimate, used: readonly number[]): string[] {
  const { question, release, stored, wholes, parts, partsType } = plan
  if (comparator.value === null)
    return [`Nothing to compare with: ${comparator.why ?? 'no value'}. No verdict is given.`]
  if (question.comparator.kind === 'group') {
    const names = question.comparator.codes.map((code) => areaOf(release, code)?.name ?? code)
    return [`“${question.comparator.name}” is a group of the reader’s own: ${names.join(', ')}, their counts added up.`]
  }
  if (question.comparator.kind !== 'area' || stored !== null || parts.length === 0) return []
  const area = areaOf(release, question.comparator.code)
  const name = area ? placeName(area) : question.comparator.code
  const type = used === wholes?.rows ? wholes.type : partsType
  return [`${upperFirst(name)} is the sum of its ${used.length} ${typeWords(release, type)} in this release.`]
}

/** Areas without figures of their own. */
function madeNotes({ question, release, made, partsType }: Plan): string[] {
  if (!made) return []
  const [whole, parts] = [typeWords(release, question.areaType), typeWords(release, partsType)]
  return [`${upperFirst(whole)} without figures of their own are the sums of their ${parts} in this release.`]
}

const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

function publishedNotes({ indicator, question }: Plan, estimates: readonly Estimate[]): string[] {
  if (indicator.kind !== 'published') return []
  const notes: string[] = []
  const valued = estimates.filter(({ value }) => value !== null)
  if (valued.some(({ interval998 }) => !interval998))
    notes.push('99.8 % intervals are shown only where they were published.')
  if (valued.length > 0 && valued.every(({ interval95 }) => !interval95))
    notes.push('No intervals were published, so none are shown.')
  if (question.rule === 'limits' && !indicator.recompute)
    notes.push(
      'Control limits need counts and people, which were not published with these values: no verdict is given.',
    )
  return notes
}
