import type { Answer } from '../domain'
import { answerGrid } from '../words/answer-grid'
import type { Listing } from './file'
import { tableListing, type ShownTable } from './table-listing'

/** An answer's figures for a file, as calculated, with its methods and notes; `link` is the address of the view. */
export function answerListing(answer: Answer, link: string | null, table: ShownTable = answerGrid(answer)): Listing {
  const { release, periodLabel } = answer.context
  const short = `${answer.indicator.shortName}, ${periodLabel}`
  return tableListing(table, { short, release, link, notes: answerNotes(answer), data: { answer } })
}

/** How an answer was calculated, and what has to be known of it. */
export const answerNotes = ({ methods, notes }: Pick<Answer, 'methods' | 'notes'>): string[] => [
  ...methods.map(({ name, source }) => `${name} (${source})`),
  ...notes,
]
