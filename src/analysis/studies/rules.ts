import type { RuleId, Target, Verdict } from '../../domain'
import type { Method } from '../../indicators'
import { LIMITS, OVERLAP } from '../remarks'
import type { Yardstick } from '../yardstick'
import { evaluated } from './evaluated'
import { OVER_DISPERSED } from './over-dispersed'
import { figure, type StudyKind } from './study'
import type { Judged } from './chance-scores'
import { allRules, byTarget, type RuleVerdicts } from './verdict-rules'

interface RulesInput {
  unit: string
  comparator: string
  /** The question’s own rule. */
  rule: RuleId
  yard: Yardstick
  target?: Target | undefined
  areas: readonly Judged[]
}

/** What each official rule would say of every area, and whose verdict would change. */
export const rules: StudyKind<RulesInput> = {
  id: 'rules',
  label: 'Rules',
  *gather(question, release) {
    const { estimates, comparator, yard, plan } = yield* evaluated(question, release)
    if (yard.target === null) return { why: `${comparator.name} has no value to compare with` }
    if (estimates.every(({ value }) => value === null)) return { why: 'no area has a value' }
    return {
      unit: plan.indicator.unit,
      comparator: comparator.name,
      rule: question.rule,
      yard,
      target: plan.indicator.target,
      areas: estimates.map(({ area, name, value, size, interval95, interval998, protection }) => ({ area, name, value, size, interval95, interval998, protection })), // prettier-ignore
    }
  },
  compute(input) {
    const found = allRules(input.areas, input.yard)
    const targets = input.target ? byTarget(input.areas, input.yard, input.target) : []
    const own = found.rules.find(({ id }) => id === ownId(input))?.verdicts ?? null
    return {
      figures: [
        ...found.rules.map((rule) => ruleFigure(rule, own)),
        agreedFigure(found.rules),
        ...targets.map(targetFigure),
      ],
      columns: [
        { id: 'value', label: 'Value', unit: input.unit },
        ...found.rules.map(({ id, label }) => ({ id, label, unit: '' })),
        ...targets.map(({ id, label }) => ({ id, label, unit: '' })),
        { id: 'fifth', label: 'Fifth, 1 for the lowest', unit: '' },
        { id: 'p', label: 'Probability by chance, two-sided', unit: '' },
        { id: 'p-adjusted', label: 'The same, for all areas looked at', unit: '' },
      ],
      rows: input.areas.map(({ area, name, value }, i) => ({
        area,
        name,
        cells: [
          value,
          ...found.rules.map(({ verdicts }) => verdicts[i]!),
          ...targets.map(({ verdicts }) => verdicts[i]!),
          orNull(found.fifths[i]!),
          orNull(found.p[i]!),
          orNull(found.adjusted[i]!),
        ],
      })),
      methods: methodsOf(input),
      notes: notesOf(input),
      limits: found.limits,
      draws: null,
    }
  },
}

const orNull = (value: number) => (Number.isNaN(value) ? null : value)
const ownId = ({ rule }: RulesInput) => `${rule}95`

/** How many areas a rule judges otherwise than the question’s own does; null where either says nothing. */
function ruleFigure({ id, label, verdicts, note }: RuleVerdicts, own: readonly Verdict[] | null) {
  const many = (said: Verdict) => verdicts.filter((verdict) => verdict === said).length
  if (many('none') === verdicts.length) return figure(id, label, { note: note ?? 'says nothing of these areas' })
  const flips = own ? verdicts.filter((verdict, i) => verdict !== own[i]).length : null
  const none = many('none') > 0 ? `, ${many('none')} without a verdict` : ''
  const counts = `${many('higher')} higher, ${many('lower')} lower, ${many('similar')} not told apart${none}`
  return figure(id, label, {
    unit: 'areas judged otherwise than by the rule in use',
    value: flips,
    note: note ? `${counts}; ${note}` : counts,
  })
}

/** How many areas lie above a target that was set; below in the note. */
function targetFigure({ id, label, verdicts, note }: RuleVerdicts) {
  const many = (said: Verdict) => verdicts.filter((verdict) => verdict === said).length
  const undecided = id === 'target' ? 'at it' : 'not told apart from it'
  return figure(id, label, {
    unit: 'areas above it',
    value: many('higher'),
    note: `${note}; ${many('lower')} below, ${many('similar')} ${undecided}`,
  })
}

/** Areas of which every rule says the same, whichever is in use. */
function agreedFigure(all: readonly RuleVerdicts[]) {
  const speaking = all.filter(({ verdicts }) => verdicts.some((verdict) => verdict !== 'none'))
  const [first] = speaking
  const agreed = first?.verdicts.filter((verdict, i) => speaking.every(({ verdicts }) => verdicts[i] === verdict))
  return figure('agreed', 'Areas of which all rules say the same', { unit: 'areas', value: agreed?.length ?? null })
}

const RULE_WORDS: Record<RuleId, string> = {
  overlap: 'the comparator’s value against the area’s 95 % interval',
  limits: '95 % control limits',
}

function notesOf({ rule, comparator, yard, target }: RulesInput): string[] {
  const without = yard.law ? [] : ['How these values scatter by chance is not known, so there are no control limits and none with over-dispersion.'] // prettier-ignore
  return [
    `The rule in use is ${RULE_WORDS[rule]}; all rules hold areas against ${comparator} but fifths, which hold them against one another.`,
    'Rules answer different questions, so that they differ is no fault of theirs: choose one before looking.',
    ...(target
      ? [`${target.label}: ${target.value}. It was set, not measured, so the comparator has no part in it.`]
      : []),
    ...without,
  ]
}

function methodsOf({ yard: { law } }: RulesInput): Method[] {
  return [
    OVERLAP,
    ...(law ? [LIMITS[law]] : []),
    ...(law === 'binomial' ? [WILSON] : []),
    ...(law ? [OVER_DISPERSED] : []),
    ...SHARED,
    P_VALUES[law ?? 'none'],
  ]
}

const WILSON = {
  name: 'Control limits: Wilson’s interval of the comparator’s value at the area’s size',
  source: 'Association of Public Health Observatories, Technical Briefing 2 (2008)',
}
const SHARED = [
  { name: 'Fifths by rank; areas with one value share a fifth', source: 'Public Health England, PHEindicatormethods documentation, quantiles (2020)' }, // prettier-ignore
  { name: 'False discovery rate: Benjamini–Hochberg on two-sided probabilities', source: 'Benjamini & Hochberg (1995), J. R. Stat. Soc. B 57, 289–300' }, // prettier-ignore
]
const P_VALUES = {
  poisson: { name: 'Probability: twice the smaller exact Poisson tail', source: 'Garwood (1936), Biometrika 28, 437–442' }, // prettier-ignore
  binomial: { name: 'Probability: score test of a proportion', source: 'Wilson (1927), J. Am. Stat. Assoc. 22, 209–212' }, // prettier-ignore
  none: { name: 'Probability: distance over the error that the interval stands for', source: 'Altman & Bland (2011), BMJ 343, d2304' }, // prettier-ignore
}
