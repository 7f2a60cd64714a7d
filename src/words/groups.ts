import type { Answer, GroupContrast, GroupValue } from '../domain'
import { chosenSentence } from './estimate'
import { listed, stopped } from './grammar'
import { changeSuffix, formatInterval, formatNumber } from './number'
import { judgement, statusWord } from './verdict'

/** One group with its value, or why it has none. */
export function groupSentence({ group, estimate, without, strangers }: GroupValue, answer: Answer): string {
  const name = `“${group.name}”`
  if (group.codes.length === 0) return `${name} has no areas yet: choose them.`
  const many = answer.context.areaTypeLabel.many
  if (strangers.length > 0)
    return `${name} is not given: ${listed(strangers)} cannot be counted among the ${many} of ${answer.context.periodLabel}.`
  if (estimate.value !== null || without.length === 0) return chosenSentence(estimate, answer)
  const whys = [...new Set(without.map(({ status }) => status))].map((status) => {
    const names = without.filter((one) => one.status === status).map((one) => one.name)
    return `${listed(names)} (${statusWord[status]})`
  })
  return `${name} is not given, because its value needs that of every area in it: ${listed(whys)}.`
}

/** How far two groups are apart; only what the interval of their difference supports. */
export function groupsApartSentence({ one, other, shared, contrast }: GroupContrast, { indicator }: Answer): string {
  const both = `“${one}” and “${other}”`
  if (shared.length > 0) return `${both} cannot be compared with each other: ${listed(shared)} ${shared.length === 1 ? 'is' : 'are'} in both.` // prettier-ignore
  const limits = contrast?.difference.interval95
  if (!contrast || !limits || contrast.verdict === 'none') return `How ${both} compare cannot be told here.`
  if (contrast.verdict === 'similar') return `${both} cannot be told apart.`
  const { value } = contrast.difference
  const [low, high] = [Math.abs(limits.lower), Math.abs(limits.upper)].sort((a, b) => a - b) as [number, number]
  const judged = judgement(contrast.verdict, indicator.polarity)
  const range = formatInterval({ lower: low, upper: high }, indicator, Math.abs(value))
  const by = `${formatNumber(Math.abs(value), indicator)}${changeSuffix(indicator)} (${range})`
  return stopped(`“${one}” is ${contrast.verdict}${judged ? ` (${judged})` : ''} than “${other}” by ${by}`)
}
