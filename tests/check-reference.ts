/**
 * `npm run check:reference`: every reference value made with R against the project's own, file by file, with the
 * largest errors, relative and absolute, and every limit that goes beyond a file's own tolerance with its reason.
 * Reads `../shared/reference` (its `real/` too) where it lies beside the project, and the cases copied into the project otherwise.
 */
import { existsSync, readdirSync } from 'node:fs'
import { checkReference, COPIED, readReference, SHARED, type ColumnResult } from './reference/kit'
import { LATER, referenceMethods } from './reference'

const beside = existsSync(SHARED)
const folders = beside ? [SHARED, new URL('real/', SHARED)] : [COPIED]
console.log(
  beside ? 'Reference values beside the project' : 'No ../shared/reference: the cases copied into the project',
)

const results = referenceMethods.flatMap((method) =>
  folders.flatMap((folder) => {
    const file = readReference(method.file, folder)
    return file ? checkReference(method, file) : []
  }),
)
const files = [...new Set(results.map(({ file }) => file))]
for (const file of files) tell(results.filter((one) => one.file === file))

const names = folders.flatMap((folder) => readdirSync(folder).filter((name) => /^[a-z].*\.json$/.test(name)))
const known = new Set([...referenceMethods.map(({ file }) => file), ...Object.keys(LATER)])
const unknown = [...new Set(names.map((name) => name.replace('.json', '')))].filter((name) => !known.has(name))
for (const name of unknown) console.log(`✗ ${name}: nobody computes it`)
for (const [name, why] of Object.entries(LATER)) console.log(`– ${name}: ${why}`)

const faults = results.filter(({ within }) => !within).length + unknown.length
const compared = results.reduce((sum, one) => sum + one.compared, 0)
console.log(`\n${files.length} files, ${compared} figures, ${faults} columns not within their tolerance`)
process.exit(faults === 0 && compared > 0 ? 0 : 1)

function tell(columns: readonly ColumnResult[]): void {
  const largestOf = (key: 'largest' | 'largestAbsolute') => Math.max(0, ...columns.map((one) => one[key]).filter(Number.isFinite)).toExponential(2) // prettier-ignore
  const compared = columns.reduce((sum, one) => sum + one.compared, 0)
  const bad = columns.filter(({ within }) => !within)
  const file = columns[0]?.file ?? ''
  console.log(`${bad.length ? '✗' : '✓'} ${file.padEnd(38)} ${String(compared).padStart(7)} figures, largest error ${largestOf('largest')} relative, ${largestOf('largestAbsolute')} absolute`) // prettier-ignore
  for (const added of new Set(columns.map((one) => one.added))) {
    if (!added) continue
    const under = columns.filter((one) => one.added === added)
    const worst = Math.max(0, ...under.map((one) => one.largest).filter(Number.isFinite))
    const names = [...new Set(under.map((one) => one.column))].join(', ')
    console.log(`    beyond the file’s tolerance: ${under[0]!.limit} (${names}; largest ${worst.toExponential(2)} relative): ${added}`) // prettier-ignore
  }
  for (const one of bad.slice(0, 10)) console.log(`    ${one.name}, ${one.column} (limit ${one.limit}): ${one.fault}`)
}
