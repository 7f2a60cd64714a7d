import { dirname } from 'node:path'
import { DIALECTS, planOf, type DialectId } from '../builder'
import { explainPlan } from '../builder/explain'
import { areasOf, recipeFile } from '../builder/files/node'
import { openDatabase } from '../builder/run/node'
import { defineCommand, UsageError } from './command'

/** `cairn plan`: how a recipe's records are summed, as SQL to be run where the records are. */
export const planCommand = defineCommand({
  name: 'plan',
  summary: 'Prints how a recipe’s records are summed, as SQL for DuckDB or Spark. Reads no record.',
  options: {
    recipe: { type: 'string', value: 'FILE', required: true, help: 'the recipe, in JSON' },
    dialect: { type: 'string', value: 'WORD', help: 'duckdb or spark (duckdb)' },
    records: { type: 'string', value: 'DIR', help: 'folder of the recipe’s files (the recipe’s own)' },
  },
  async run({ recipe: path, dialect = 'duckdb', records = dirname(path) }, terminal) {
    if (!isDialect(dialect))
      throw new UsageError(`cairn plan: --dialect is “${dialect}”; expected ${DIALECTS.join(' or ')}`)
    const recipe = await recipeFile(path)
    const areas = await areasOf(recipe, records, () => openDatabase([records]))
    terminal.print(explainPlan(await planOf(recipe, areas), dialect).trimEnd())
    return 0
  },
})

const isDialect = (word: string): word is DialectId => DIALECTS.some((one) => one === word)
