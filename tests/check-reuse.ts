/**
 * `npm run check:reuse`: the README's lines that read a release without Cairn, run as they stand there, give the figures that the app
 * shows. DuckDB always; Python where `pyarrow` is installed, R where `arrow` is: where not, it says so. Fails where one differs.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { DuckDBInstance } from '@duckdb/node-api'
import { demoAnswer } from './exports/demo-answers'

const RELEASE = 'public/releases/demo-north'
const VIEW = 'view=compare&indicator=early-cancer&period=2023'
type Shares = readonly (readonly [area: string, share: number | null])[]

const readme = readFileSync('README.md', 'utf8')
const home = process.cwd()
const shown = new Map((await demoAnswer(VIEW)).estimates.map(({ area, value }) => [area, value]))
process.chdir(RELEASE)
const faults = [
  compared('DuckDB', await byDuckDB(linesOf('sql'))),
  compared(
    'Python',
    byProgram(
      'python3',
      'import pyarrow',
      `${linesOf('python')}\nimport json; print(json.dumps([[row["area"], row["share"]] for row in shares.to_pylist()]))`,
      '-c',
    ),
  ),
  compared(
    'R',
    byProgram(
      'Rscript',
      'library(arrow); library(dplyr)',
      `suppressMessages({${linesOf('r')}})\ncat(jsonlite::toJSON(mapply(list, shares$area, shares$share, SIMPLIFY = FALSE) |> unname(), auto_unbox = TRUE, digits = NA))`,
      '-e',
    ),
  ),
]
process.chdir(home)
process.exit(faults.some(Boolean) ? 1 : 0)

function linesOf(language: string): string {
  const found = new RegExp(`## Use it elsewhere[\\s\\S]*?\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(readme)?.[1]
  if (!found) throw new Error(`README.md: found no lines in ${language} under “Use it elsewhere”`)
  return found
}

async function byDuckDB(sql: string): Promise<Shares> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  await connection.run(sql)
  const rows = await (await connection.runAndReadAll('SELECT area, share FROM shares')).getRows()
  return rows.map(([area, share]) => [String(area), share === null ? null : Number(share)])
}

/** Null where the program, or what it needs, is not installed. */
function byProgram(program: string, needs: string, lines: string, option: string): Shares | null {
  if (spawnSync(program, [option, needs]).status !== 0) return null
  const { status, stdout, stderr } = spawnSync(program, [option, lines], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${program}: ${stderr}`)
  return JSON.parse(stdout) as Shares
}

/** Whether one is wrong, missing or too many; says what was found. */
function compared(who: string, shares: Shares | null): boolean {
  if (!shares) {
    console.log(`– ${who}: not run, because it or its package is not installed here`)
    return false
  }
  const wrong = shares.filter(([area, share]) => !agree(share, shown.get(area)))
  const fault = wrong.length > 0 || shares.length !== shown.size
  console.log(`${fault ? '✗' : '✓'} ${who}: ${shares.length - wrong.length} of the app’s ${shown.size} figures agree`)
  for (const [area, share] of wrong) console.log(`  ${area}: ${share}, the app shows ${shown.get(area)}`)
  return fault
}

function agree(found: number | null, expected: number | null | undefined): boolean {
  if (found === null || expected == null) return found === expected
  return Math.abs(found - expected) <= 1e-12 * Math.abs(expected)
}
