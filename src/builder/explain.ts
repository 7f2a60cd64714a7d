import type { Plan, PlannedTable } from './plan/plan'
import { dialects, type DialectId } from './sql/dialect'
import { statementOf } from './sql/statement'

/** The plan as a script: one query for each set of records, with what its cells mean told in comments. */
export function explainPlan(plan: Plan, dialect: DialectId): string {
  const head = [
    `-- Cairn’s aggregation plan ${plan.identity}, for ${dialect === 'spark' ? 'Spark SQL 3.5 or later' : 'DuckDB'}`,
    '-- A row of the result is a cell of a table: how many events, how many different persons, the most events of one',
    '-- person, and the sum of the squares of each person’s events, then the same of the denominator. Cells below 0 are the',
    '-- report of what was left out and why. The results are not protected: they stay where the records are.',
    ...(plan.keyed
      ? [
          '-- Last the sums of keys that follow from the persons’ numbers, by which the policy blurs counts. No secret is in them.',
        ]
      : []),
    '-- Write each result as Parquet or CSV into one folder: cairn build --aggregates goes on from there.',
    '--',
    ...plan.tables.map((table) => `-- ${describe(table)}`),
  ]
  const queries = plan.records.map((records) => {
    const files = records.files.join(', ')
    const told = dialect === 'spark' ? `-- Reads a table or view called ${records.id} (${files}), all columns as text` : `-- Reads ${files}` // prettier-ignore
    return `${told}\n${statementOf(records, { plan, dialect: dialects[dialect] })};`
  })
  return `${[head.join('\n'), ...queries].join('\n\n')}\n`
}

function describe({ id, axes, over, first, size }: PlannedTable): string {
  const shape = axes.map(({ name, members }) => `${name} (${members.length})`).join(' × ') || 'all together'
  const margin = over.length > 0 ? `, summed over ${over.join(', ')}` : ''
  return `cells ${first} to ${first + size - 1}: ${id} = ${shape}${margin}`
}
