/** `npx tsx tests/reference/copy.ts FILE CASE…`: copies cases of a reference file (never of its `real` folder) into the project's tests. */
import { writeFileSync } from 'node:fs'
import { COPIED, readReference, SHARED } from './kit'

const [file = '', ...names] = process.argv.slice(2)
const all = readReference(file, SHARED)
if (!all) throw new Error(`There is no reference file ${file}.`)
const cases = all.cases
  .filter(({ name }) => names.includes(name))
  .map(({ name, provenance, params, inputs, expected }) => ({ name, provenance, params, inputs, expected }))
if (cases.length !== names.length) throw new Error(`Cases are ${all.cases.map(({ name }) => name).join(', ')}.`)
writeFileSync(new URL(`${file}.json`, COPIED), `${JSON.stringify({ method: all.method, tolerance: all.tolerance, cases })}\n`) // prettier-ignore
