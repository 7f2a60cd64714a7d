import type { Answer, Estimate } from '../domain'
import { changeSuffix, formatChance, formatCount, formatFixed, formatShare, formatShareInterval } from './number'
import { groupsWord, sayValue } from './estimate'
import { facilitiesInView, rulesWords } from './rules'
import { spreadUnit, wideSpread } from './spread'
import { counted, oneOf, possessive, sentence, stopped } from './grammar'

/** How sure the figures are and how they were calculated, a sentence each. */
export function sureSentences(answer: Answer): string[] {
  return [
    synthetic(answer),
    intervals(answer),
    rule(answer),
    byChance(answer),
    stricter(answer),
    spread(answer),
    comparator(answer),
    ...absent(answer),
    published(answer),
    agreement(answer),
    ...breakSentences(answer),
    method(answer),
    ...answer.notes.map(stopped),
  ].filter((text, index, all) => text !== '' && all.indexOf(text) === index)
}

/** What is said before all else of figures that are made up. */
export function synthetic({ context }: { context: Pick<Answer['context'], 'release'> }): string {
  return context.release.synthetic ? 'SYNTHETIC: areas bear real names; every number is made up.' : ''
}

function intervals({ estimates }: Answer): string {
  if (!estimates.some((e) => e.interval95)) return ''
  return 'The range in brackets is a 95 % interval: if chance alone were at work, about 19 in 20 such ranges would hold the true value.'
}

function rule({ question, context, counts }: Answer): string {
  return counts.higher + counts.lower + counts.similar === 0 ? '' : ruleWords(question, context)
}

/** What a rule calls higher or lower. */
export function ruleWords(
  question: Pick<Answer['question'], 'rule'>,
  context: Pick<Answer['context'], 'areaTypeLabel' | 'comparatorLabel'>,
): string {
  const one = sentence(oneOf(context.areaTypeLabel.one))
  return question.rule === 'overlap'
    ? `${one} counts as higher or lower when its 95 % interval leaves out ${possessive(context.comparatorLabel)} value; otherwise the two cannot be told apart.`
    : `${one} counts as higher or lower when its value lies outside the limits within which chance alone would keep 95 in 100 areas of its size; otherwise it cannot be told apart from ${context.comparatorLabel}.`
}

function byChance({ flaggedByChance, counts, context }: Answer): string {
  const compared = counts.higher + counts.lower + counts.similar
  if (compared < 2) return ''
  return `If they did not differ at all, this rule would still flag ${expected(flaggedByChance)} of ${counted(compared, context.areaTypeLabel)}.`
}

/** `about 3`, `fewer than 1`. */
export function expected(flagged: number): string {
  return flagged < 0.75 ? 'fewer than 1' : `about ${formatCount(Math.round(flagged))}`
}

function stricter({ estimates, counts }: Answer): string {
  const flagged = counts.higher + counts.lower
  if (flagged === 0) return ''
  const strict = estimates.filter((e) => e.verdict998 === 'higher' || e.verdict998 === 'lower').length
  return `At the stricter 99.8 % level ${formatCount(strict)} of the ${formatCount(flagged)} would be flagged.`
}

function spread({ variation, context, comparator }: Answer): string {
  if (!variation) return ''
  const { beyondChance, interval95, p } = variation
  const whose = spreadUnit(context, comparator)
  const wide = wideSpread(variation, whose)
  if (wide)
    return `Beyond chance, ${wide}; chance alone would spread ${context.areaTypeLabel.many} this far ${formatChance(p)}.`
  return `Beyond chance, ${context.areaTypeLabel.many} differ by about ${formatShare(beyondChance)} (${formatShareInterval(interval95)}) of ${whose}; chance alone would spread them this far ${formatChance(p)}.`
}

function comparator(answer: Answer): string {
  const label = sentence(answer.context.comparatorLabel)
  if (answer.comparator.value === null) return `${label} has no value here, so nothing is compared with it.`
  return `${label}: ${sayValue(answer.comparator, answer.indicator)}.`
}

type Reason = [has: (estimate: Estimate) => boolean, is: string, are: string]

function reasons({ indicator }: Answer): Reason[] {
  const groups = groupsWord(indicator)
  return [
    [
      (e) => e.status === 'hidden' && e.hidden !== 'groups',
      'is hidden: too few to show safely',
      'are hidden: too few to show safely',
    ],
    [
      (e) => e.hidden === 'groups',
      `is not compared: too many of its ${groups} are hidden`,
      `are not compared: too many of their ${groups} are hidden`,
    ],
    [(e) => e.status === 'missing', 'has no figure', 'have no figure'],
    [
      (e) => e.status === 'unreliable',
      'has too few events to give a reliable value',
      'have too few events to give a reliable value',
    ],
  ]
}

/** One sentence for each kind of area without a value. */
export function absent(answer: Answer): string[] {
  const { estimates, context } = answer
  return reasons(answer).flatMap(([has, is, are]) => {
    const n = estimates.filter((e) => e.value === null && has(e)).length
    if (n === 0) return []
    return [n === 1 ? `One ${context.areaTypeLabel.one} ${is}.` : `${counted(n, context.areaTypeLabel)} ${are}.`]
  })
}

function published({ indicator, context, estimates }: Answer): string {
  const { protection } = context.release
  if (indicator.kind === 'published')
    return stopped(
      `Values and intervals are shown as published${protection.kind === 'already-public' ? `: ${protection.label}` : ''}`,
    )
  if (protection.kind === 'already-public') return stopped(`Its counts were already public: ${protection.label}`)
  return stopped(`Its counts were made safe before release: ${rulesWords(protection, facilitiesInView([estimates]))}`)
}

function agreement({ agreement: found, indicator }: Answer): string {
  if (!found || found.compared === 0) return ''
  const { compared, agree, largest, method } = found
  const head = `${formatCount(agree)} of ${formatCount(compared)} published intervals agree with those recomputed from the counts (${method})`
  return agree === compared
    ? `${head}.`
    : `${head}; the largest difference is ${difference(largest)}${changeSuffix(indicator)}.`
}

function difference(value: number): string {
  return value === 0 ? '0' : value >= 0.01 ? formatFixed(value, 2) : value.toPrecision(1)
}

/** From when figures do not compare with earlier ones. */
export function breakSentences({ indicator, notes }: Answer): string[] {
  return indicator.breaks
    .filter(({ why }) => !notes.some((note) => note.includes(why)))
    .map(({ period, why }) => {
      const what = /cod(?:ing|ed|es)/i.test(why) ? 'its coding changed' : 'the way it is counted changed'
      return stopped(`${sentence(what)} in ${period}, so figures from then on do not compare with earlier ones: ${why}`)
    })
}

function method({ methods }: Answer): string {
  if (methods.length === 0) return ''
  return stopped(
    `How it was calculated: ${methods.map(({ name, source }) => (source ? `${name} (${source})` : name)).join('; ')}`,
  )
}
