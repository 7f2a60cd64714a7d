import { CompletionContext, type CompletionResult } from '@codemirror/autocomplete'
import { EditorState } from '@codemirror/state'
import { describe, expect, it } from 'vitest'
import { columnCompletion, memberCompletion } from '../../src/pages/data/completion'
import type { SqlTable } from '../../src/state/sql.svelte'

const areas = [
  { code: 'E08000006', label: 'Salford' },
  { code: 'E08000003', label: 'Manchester' },
  { code: 'E06000049', label: 'Cheshire East' },
]
const tables: SqlTable[] = [
  {
    name: 'copd_main',
    meaning: 'COPD',
    rows: 6,
    columns: [
      { name: 'area', type: 'VARCHAR', meaning: 'code', members: areas },
      { name: 'area_name', type: 'VARCHAR', meaning: 'name', members: areas.map(({ code, label }) => ({ code: label, label: code })) }, // prettier-ignore
      { name: 'count', type: 'INTEGER', meaning: 'how many' },
    ],
  },
  {
    name: 'periods',
    meaning: 'Periods',
    rows: 1,
    columns: [{ name: 'first_day', type: 'DATE', meaning: 'first day' }],
  },
]

/** What is offered where `|` stands. */
function offered(complete: typeof members, text: string): CompletionResult | null {
  const pos = text.indexOf('|')
  const state = EditorState.create({ doc: text.replace('|', '') })
  return complete(new CompletionContext(state, pos, false)) as CompletionResult | null
}
const members = memberCompletion(tables) as (context: CompletionContext) => unknown
const columns = columnCompletion(tables) as (context: CompletionContext) => unknown
const labels = (result: CompletionResult | null) => result?.options.map(({ label }) => label)

describe('completion within quotes', () => {
  it.each([
    ["WHERE area = 'sal|", ['E08000006']],
    ["WHERE area='sal|'", ['E08000006']],
    ["WHERE AREA <> 'E08|", ['E08000006', 'E08000003']],
    ["WHERE area IN ('E08000006', 'man|", ['E08000003']],
    ["WHERE area NOT IN ('|", ['E08000006', 'E08000003', 'E06000049']],
    ["WHERE area_name LIKE 'che|", ['Cheshire East', 'Manchester']],
  ])('offers codes by what they are called: %s', (text, expected) =>
    expect(labels(offered(members, text))).toEqual(expected),
  )

  it('closes the quote where nothing does', () => {
    expect(offered(members, "area = 'sal|")?.options[0]?.apply).toBe("E08000006'")
    expect(offered(members, "area = 'sal|'")?.options[0]?.apply).toBe('E08000006')
  })

  it.each(["SELECT 'sal|", "WHERE count = 'sal|", 'WHERE area = sal|', "WHERE area = 'Salford' AND |"])(
    'offers nothing elsewhere: %s',
    (text) => expect(offered(members, text)).toBeNull(),
  )
})

describe('completion of columns', () => {
  it('offers those of the tables named, and all where none is', () => {
    expect(labels(offered(columns, 'SELECT co| FROM copd_main'))).toEqual(['area', 'area_name', 'count'])
    expect(labels(offered(columns, 'SELECT f|'))).toEqual(['area', 'area_name', 'count', 'first_day'])
  })

  it('offers none behind a full stop or where no word was begun', () => {
    expect(offered(columns, 'SELECT periods.f|')).toBeNull()
    expect(offered(columns, 'SELECT |')).toBeNull()
  })
})
