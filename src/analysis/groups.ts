import {
  groupCode,
  type Area,
  type AreaGroup,
  type Estimate,
  type GroupContrast,
  type GroupValue,
  type OwnGroups,
  type Question,
  type Release,
} from '../domain'
import type { Engine, Sums } from '../engine/port'
import { areaOf, facilitiesOf } from './areas'
import { addedUp, evaluate, nobody, type Evaluation } from './conclude'
import { contrast, GAP_METHODS } from './gaps'
import { gatherPublished } from './gather'
import { plan, type Plan } from './plan'
import { runLater, type Steps } from './steps'
import { judge } from './yardstick'

const NOTES = [
  'A group’s value is worked out from the counts of all its areas added up, as that of what areas are compared with is; where one of them cannot be counted the group has no value.',
  'Groups were put together by the reader: whoever tries many will find some that differ by chance alone.',
]

/**
 * The reader's groups as if each were one area: counts added up over its areas wherever they lie, then worked out and judged as any other.
 * Throws `QuestionError` where the question has no answer.
 */
export function* groupsSteps(question: Question, release: Release, groups: readonly AreaGroup[]): Steps<OwnGroups> {
  // The chosen areas taken together are those compared; any other comparator is the same wherever one looks.
  const anywhere = question.comparator.kind === 'chosen' ? question : { ...question, within: null }
  const planned = plan(anywhere, release)
  const sums = yield planned.queries
  const alone = evaluate(planned, sums)
  const values = valuesOf(groups, planned, sums, alone)
  return Object.freeze({
    question,
    values,
    contrasts: pairsOf(values, release),
    methods: values.length > 1 ? GAP_METHODS.sex : [],
    notes: NOTES,
  })
}

export const groupsLater = (question: Question, release: Release, groups: readonly AreaGroup[], engine: Engine) =>
  runLater(groupsSteps(question, release, groups), engine)

function valuesOf(groups: readonly AreaGroup[], planned: Plan, sums: readonly Sums[], alone: Evaluation): GroupValue[] {
  const at = new Map(planned.areas.map(({ code }, i) => [code, i]))
  const whole = groups.map((group) => group.codes.length > 0 && group.codes.every((code) => at.has(code)))
  const rowsOf = ({ codes }: AreaGroup) => [...new Set(codes.flatMap((code) => planned.made?.[at.get(code)!] ?? [at.get(code)!]))] // prettier-ignore
  const made = groups.filter((_, i) => whole[i]).map((group) => ({ group, rows: rowsOf(group) }))
  const found = addedAll(made, planned, sums, alone)
  return groups.map((group): GroupValue => {
    const estimate = found.get(group) ?? nobody(whoOf(group), whyNone(group))
    const lacking = group.codes.flatMap((code) => alone.estimates[at.get(code) ?? -1] ?? []).filter(({ value }) => value === null) // prettier-ignore
    return {
      group,
      estimate: Object.freeze({ ...estimate, facilities: facilitiesOf(planned.release, group.codes) }),
      without: estimate.value === null ? lacking.map(({ name, status }) => ({ name, status })) : [],
      strangers: group.codes.filter((code) => !at.has(code)).map((code) => areaOf(planned.release, code)?.name ?? code),
    }
  })
}

/** In quotation marks, so that nobody takes it for an official place. */
const whoOf = (group: AreaGroup) => ({ code: groupCode(group), name: `“${group.name}”` })

const whyNone = ({ codes }: AreaGroup) =>
  codes.length === 0 ? 'no areas are in it yet' : 'not all of its areas can be counted here'

type Made = { group: AreaGroup; rows: readonly number[] }

function addedAll(made: readonly Made[], planned: Plan, sums: readonly Sums[], alone: Evaluation) {
  if (made.length === 0) return new Map<AreaGroup, Estimate>()
  const published = () => made.map((one) => publishedGroup(one, planned, sums, alone))
  const counted = () => evaluate({ ...planned, areas: made.map(({ group }) => asArea(group)), made: made.map(({ rows }) => rows) }, sums).estimates // prettier-ignore
  const estimates = planned.indicator.kind === 'published' ? published() : counted()
  return new Map(made.map(({ group }, i) => [group, estimates[i]!]))
}

/** Published values are never added up, but the counts that check them are. */
function publishedGroup({ group, rows }: Made, planned: Plan, [sums]: readonly Sums[], { yard }: Evaluation): Estimate {
  const who = whoOf(group)
  if (!planned.indicator.recompute) return nobody(who, 'published values cannot be added up')
  const estimate = addedUp({ ...planned, parts: rows }, gatherPublished(sums!), who)
  return { ...estimate, ...judge(estimate, yard, planned.question.rule) }
}

const asArea = (group: AreaGroup): Area => ({ ...whoOf(group), type: '', parents: [], facility: null, x: null, y: null, score: null, validFrom: null, validTo: null, successors: [] }) // prettier-ignore

function pairsOf(values: readonly GroupValue[], release: Release): GroupContrast[] {
  return values.flatMap((one, at) =>
    values.slice(at + 1).map((other): GroupContrast => {
      const shared = one.group.codes.filter((code) => other.group.codes.includes(code))
      const side = ({ estimate }: GroupValue) => [{ code: estimate.area, label: estimate.name, estimate }]
      return {
        one: one.group.name,
        other: other.group.name,
        shared: shared.map((code) => areaOf(release, code)?.name ?? code),
        contrast: shared.length > 0 ? null : contrast(side(one), side(other)),
      }
    }),
  )
}
