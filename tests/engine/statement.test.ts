import { describe, expect, it } from 'vitest'
import { SqlError } from '../../src/domain'
import { LONGEST_QUERY, readingStatement } from '../../src/engine/sql/statement'
import { sqlWords } from '../../src/engine/sql/words'

/** What a refusal says. */
function refusal(sql: string): SqlError {
  try {
    readingStatement(sql)
  } catch (error) {
    if (error instanceof SqlError) return error
    throw error
  }
  throw new Error(`let through: ${sql}`)
}

describe('words of SQL', () => {
  it('are told from texts, names and comments', () => {
    const said = sqlWords(`SELECT 'a; --b', "c""d" /* e /* f */ ; */ -- g;\n, $x$ ; $x$, E'\\'' FROM t1`)
    expect(said.filter(({ kind }) => kind !== 'sign').map(({ kind, text }) => `${kind} ${text}`)).toEqual([
      'word SELECT',
      "text 'a; --b'",
      'name c"d',
      'text $x$ ; $x$',
      "text E'\\''",
      'word FROM',
      'word t1',
    ])
  })

  it.each(["SELECT 'a", 'SELECT "a', 'SELECT /* a /* b */'])('that have no end are refused: %s', (sql) =>
    expect(() => sqlWords(sql)).toThrow(SqlError),
  )
})

describe('one statement that reads', () => {
  it.each([
    'SELECT 1',
    'select 1;',
    ' -- first\nSELECT 1 ; -- last',
    'WITH a AS (SELECT 1) SELECT * FROM a',
    'FROM areas',
    '(SELECT 1) UNION ALL (SELECT 2)',
    'DESCRIBE areas',
    'SUMMARIZE areas',
    'SHOW TABLES',
    "SELECT ';' AS semicolon, 'DROP TABLE areas'",
  ])('is let through: %s', (sql) => expect(readingStatement(sql).text).not.toMatch(/;\s*$/))

  it('explains what reads', () => {
    expect(readingStatement('EXPLAIN ANALYZE SELECT 1').inner).toBe('SELECT 1')
    expect(refusal('EXPLAIN ANALYZE DELETE FROM areas').message).toMatch(/DELETE would delete rows/)
  })

  it.each([
    ["COPY areas TO 'x.csv'", 'COPY'],
    ["ATTACH 'x.db'", 'ATTACH'],
    ['INSTALL httpfs', 'INSTALL'],
    ['LOAD httpfs', 'LOAD'],
    ['SET threads = 4', 'SET'],
    ['PRAGMA database_list', 'PRAGMA'],
    ['CREATE OR REPLACE TABLE areas AS SELECT 1', 'CREATE'],
    ['INSERT INTO areas SELECT 1', 'INSERT'],
    ['UPDATE areas SET code = 1', 'UPDATE'],
    ['/* SELECT */ DROP TABLE areas', 'DROP'],
    ['-- SELECT\nDELETE FROM areas', 'DELETE'],
    ["EXPORT DATABASE 'x'", 'EXPORT'],
    ['CALL pragma_version()', 'CALL'],
    ['CHECKPOINT', 'CHECKPOINT'],
    ['BEGIN', 'BEGIN'],
    ['((DROP TABLE areas))', 'DROP'],
  ])('is not %s', (sql, found) => {
    const { message, details } = refusal(sql)
    expect(message).toContain(found)
    expect(details.found).toBe(found)
    expect(details.expected).toMatch(/SELECT/)
    expect(details.line).toBeGreaterThan(0)
  })

  it('stands alone, and the second is named with its place', () => {
    const { message, details } = refusal('SELECT 1;\n DROP TABLE areas')
    expect(message).toMatch(/several statements/)
    expect(details).toMatchObject({ found: 'a second statement that begins with DROP', line: 2, column: 2 })
  })

  it('is there at all, and fits into a link', () => {
    expect(refusal('  -- nothing\n').message).toMatch(/no query/)
    expect(refusal(`SELECT '${'a'.repeat(LONGEST_QUERY)}'`).message).toMatch(/too long for a link: 4,0\d\d characters/)
    expect(refusal('SELEC 1').details).toMatchObject({ found: '“SELEC”', line: 1, column: 1 })
  })
})
