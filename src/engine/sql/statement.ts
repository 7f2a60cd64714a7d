import { SqlError } from '../../domain'
import { placeIn, sqlWords, type SqlWord } from './words'

/** The longest query that is run: it stands in the link, and mail programs cut longer ones. */
export const LONGEST_QUERY = 4000

/** With these a statement that only reads begins. */
const READING = 'SELECT WITH FROM VALUES TABLE DESCRIBE SUMMARIZE SHOW EXPLAIN PIVOT UNPIVOT'.split(' ')

const EXPECTED = 'one statement that reads: SELECT, WITH, FROM, DESCRIBE, SUMMARIZE, SHOW or EXPLAIN'

/** What other statements would do, so that a refusal says more than no. */
const DOES: Readonly<Record<string, string>> = {
  INSERT: 'would write rows',
  UPDATE: 'would change rows',
  DELETE: 'would delete rows',
  MERGE: 'would change rows',
  TRUNCATE: 'would delete rows',
  CREATE: 'would make something',
  ALTER: 'would change a table',
  DROP: 'would delete something',
  COPY: 'would read or write a file',
  EXPORT: 'would write files',
  IMPORT: 'would read files',
  ATTACH: 'would open another database',
  DETACH: 'would close a database',
  USE: 'would change to another database',
  INSTALL: 'would fetch an extension',
  LOAD: 'would load an extension',
  SET: 'would change a setting',
  RESET: 'would change a setting',
  PRAGMA: 'may change a setting',
  CALL: 'would run a procedure',
  PREPARE: 'would keep a statement',
  EXECUTE: 'would run a kept statement',
  BEGIN: 'would begin a transaction',
  COMMIT: 'would end a transaction',
  ROLLBACK: 'would end a transaction',
  VACUUM: 'would rewrite tables',
  CHECKPOINT: 'would write the database',
}

/** One statement that, by its words, only reads. */
export interface ReadingStatement {
  /** Without the semicolon and whatever stands behind it. */
  text: string
  /** What is explained, where it is an EXPLAIN; else the same. */
  inner: string
  words: readonly SqlWord[]
}

/**
 * The one statement of a query. A first sieve with words of its own; DuckDB's own parser and a read-only transaction come
 * after it (`openReading`). Throws `SqlError` with what was found and what is expected.
 */
export function readingStatement(sql: string): ReadingStatement {
  if (sql.length > LONGEST_QUERY) throw tooLong(sql.length)
  const all = sqlWords(sql)
  const end = all.findIndex(({ kind, text }) => kind === 'sign' && text === ';')
  const words = end < 0 ? all : all.slice(0, end)
  const second = end < 0 ? undefined : all.slice(end).find(({ text }) => text !== ';')
  const first = words.find(({ text }) => text !== '(')
  if (!first) throw new SqlError('There is no query yet.', { found: 'nothing', expected: EXPECTED })
  if (second) throw another(sql, second)
  const keyword = first.kind === 'word' ? first.text.toUpperCase() : first.text
  if (!READING.includes(keyword)) throw notReading(sql, first)
  const text = sql.slice(0, words.at(-1)!.to)
  return { text, inner: keyword === 'EXPLAIN' ? explained(text, words) : text, words }
}

/** What stands behind EXPLAIN and ANALYZE; an EXPLAIN of something that does not read is refused as that would be. */
function explained(text: string, words: readonly SqlWord[]): string {
  const rest = words.findIndex(({ text }) => !['EXPLAIN', 'ANALYZE'].includes(text.toUpperCase()))
  const next = words[rest]
  if (!next) throw new SqlError('Nothing is explained.', { found: text, expected: 'EXPLAIN and a query' })
  if (next.kind === 'word' && !READING.includes(next.text.toUpperCase())) throw notReading(text, next)
  return text.slice(next.from)
}

function notReading(sql: string, { text, from }: SqlWord): SqlError {
  const does = DOES[text.toUpperCase()]
  const found = does ? text.toUpperCase() : `“${text}”`
  const message = does ? `${found} ${does}; queries here only read.` : `A query cannot begin with ${found}.`
  return new SqlError(message, { found, expected: EXPECTED, ...placeIn(sql, from) })
}

/** The refusal of a PIVOT whose columns only the data tell; null where the query has no PIVOT. */
export function pivotOf(sql: string, words: readonly SqlWord[]): SqlError | null {
  const pivot = words.find(({ kind, text }) => kind === 'word' && /^PIVOT(_WIDER)?$/i.test(text))
  if (!pivot) return null
  return new SqlError('A PIVOT here must name the values that become columns.', {
    found:
      'a PIVOT without IN ( … ): DuckDB would first write a list of the values that it finds, and queries here only read',
    expected: "the values by name: PIVOT … ON period IN ('2022', '2023') USING sum(…)",
    todo: 'Or write one sum for each column: SELECT area_name, sum(count) FILTER (WHERE period = \'2023\') AS "2023" FROM … GROUP BY area_name. SELECT DISTINCT period FROM … lists the values.',
    ...placeIn(sql, pivot.from),
  })
}

function another(sql: string, { text, from }: SqlWord): SqlError {
  const found = `a second statement that begins with ${text.toUpperCase()}`
  return new SqlError('There are several statements; one runs at a time.', {
    found,
    expected: EXPECTED,
    ...placeIn(sql, from),
  })
}

function tooLong(length: number): SqlError {
  const [found, most] = [length, LONGEST_QUERY].map((one) => `${one.toLocaleString('en-GB')} characters`)
  return new SqlError(`The query is too long for a link: ${found}.`, {
    found,
    expected: `at most ${most}`,
    todo: 'Shorten it: leave out long lists of codes, and join the table areas instead.',
  })
}
