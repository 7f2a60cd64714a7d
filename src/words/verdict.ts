import type { EstimateStatus, Polarity, Verdict } from '../domain'

/** Shapes that say the verdict where colour cannot. */
export const verdictSymbol: Readonly<Record<Verdict, string>> = { higher: '▲', similar: '●', lower: '▼', none: '○' }

/** `better` or `worse` where the indicator has a polarity, else null. */
export function judgement(verdict: Verdict, polarity: Polarity): 'better' | 'worse' | null {
  if (polarity === 'neither' || (verdict !== 'higher' && verdict !== 'lower')) return null
  return (verdict === 'higher') === (polarity === 'high-is-good') ? 'better' : 'worse'
}

/** `higher`, `higher (worse)`, `cannot be told apart`, `no comparison`. */
export function verdictWord(verdict: Verdict, polarity: Polarity): string {
  if (verdict === 'none') return 'no comparison'
  if (verdict === 'similar') return 'cannot be told apart'
  const judged = judgement(verdict, polarity)
  return judged ? `${verdict} (${judged})` : verdict
}

/** `higher (worse) than the North`, `cannot be told apart from the North`; empty where there is no verdict. */
export function againstWords(verdict: Verdict, polarity: Polarity, comparator: string): string {
  if (verdict === 'none') return ''
  return `${verdictWord(verdict, polarity)} ${verdict === 'similar' ? 'from' : 'than'} ${comparator}`
}

/** What a status means to a reader. */
export const statusWord: Readonly<Record<EstimateStatus, string>> = {
  shown: 'shown',
  rounded: 'rounded',
  hidden: 'too few to show safely',
  missing: 'no figure',
  unreliable: 'too few events to give a reliable value',
}
