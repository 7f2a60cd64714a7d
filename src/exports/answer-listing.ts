import type { Answer } from '../domain'
import { answerGrid } from '../words/answer-grid'
import type { Listing } from './file'

/** What a table shows of an answer: all of its rows, or those that are left after somebody looked for something. */
interface Shown {
  caption: string
  columns: readonly { header: string }[]
  rows: readonly { key: string; raw: readonly (string | number | null)[] }[]
}

/** An answer's figures for a file, as calculated, with its methods and notes; `link` is the address of the view. */
export function answerListing(answer: Answer, link: string | null, table: Shown = answerGrid(answer)): Listing {
  return {
    title: table.caption,
    columns: ['Area code', ...table.columns.map(({ header }) => header)],
    rows: table.rows.map((row) => [row.key, ...row.raw]),
    release: answer.context.release,
    link,
    notes: [...answer.methods.map(({ name, source }) => `${name} (${source})`), ...answer.notes],
  }
}
