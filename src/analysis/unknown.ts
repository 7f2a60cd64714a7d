import { comparatorCode, type CategoryMember, type Question, type Release } from '../domain'
import { QuestionError } from '../domain/errors'
import type { Sums } from '../engine/port'
import { plan, type Plan } from './plan'
import type { Steps } from './steps'

/** Whether a group stands for those whose group nobody knows. */
export const isUnknown = ({ label }: Pick<CategoryMember, 'label'>) => /unknown|not known|not stated/i.test(label)

/**
 * Share of those counted whose group is not known, by area code, 0 to 1: for the comparator and every area of the question. Of a
 * proportion it is the share of those among whom is counted. An area is left out where the release does not tell, or hides a group.
 */
export function* unknownShares(question: Question, release: Release, over: string): Steps<ReadonlyMap<string, number>> {
  const members = release.dimensions.categories.find(({ id }) => id === over)?.members ?? []
  if (!members.some(isUnknown)) return new Map()
  const found: Found[] = []
  for (const member of members) {
    const planned = planFor(question, release, over, member.code)
    if (!planned) continue
    const [sums] = yield [planned.queries[0]!]
    found.push({ unknown: isUnknown(member), plan: planned, sums: sums! })
  }
  const first = found[0]
  if (!found.some(({ unknown }) => unknown) || !first) return new Map()
  const shares = rowsByArea(first.plan).flatMap(([area, rows]): [string, number][] => {
    const share = shareOf(found, rows)
    return share === null ? [] : [[area, share]]
  })
  return new Map(shares)
}

function planFor(question: Question, release: Release, type: string, member: string): Plan | null {
  try {
    return plan({ ...question, category: { type, member } }, release)
  } catch (error) {
    if (error instanceof QuestionError) return null
    throw error
  }
}

/** Rows that each place is made of; of a whole without a row all its parts. */
function rowsByArea({ areas, made, stored, parts, question }: Plan): [string, readonly number[]][] {
  const own = areas.map(({ code }, i): [string, readonly number[]] => [code, made?.[i] ?? [i]])
  const { comparator } = question
  const whole = stored === null ? parts : [stored]
  return [[comparatorCode(comparator), whole], ...own]
}

type Found = { unknown: boolean; plan: Plan; sums: Sums }

/** Of those rows that hide no group, which must be at least half of them. */
function shareOf(found: readonly Found[], rows: readonly number[]): number | null {
  const told = rows.flatMap((row) => {
    const many = found.map((one) => ({ unknown: one.unknown, many: manyIn(one, row) }))
    return many.some((one) => one.many === null) ? [] : [many]
  })
  if (told.length === 0 || told.length * 2 < rows.length) return null
  const sum = (all: readonly { many: number | null }[]) => all.reduce((total, { many }) => total + many!, 0)
  const all = sum(told.flat())
  return all > 0 ? sum(told.flat().filter(({ unknown }) => unknown)) / all : null
}

/** Everybody counted in one row; null where one of its cells is hidden. */
function manyIn({ plan: { indicator }, sums }: Found, row: number): number | null {
  const own = indicator.kind === 'proportion' ? 'population' : indicator.kind === 'published' ? 'denominator' : 'count'
  const measure = sums.measures[own]
  if (!measure) return null
  const places = sums.sizes.at(-1)!
  let [sum, held] = [0, 0]
  for (let at = row; at < measure.sum.length; at += places) {
    if (measure.hidden[at]! > 0) return null
    const cells = measure.shown[at]! + measure.rounded[at]!
    if (cells > 0) sum += measure.sum[at]!
    held += cells
  }
  // A published figure without its count tells nothing; of counts, what is absent is nobody.
  return held > 0 || indicator.kind !== 'published' ? sum : null
}
