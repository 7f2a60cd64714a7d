import { readFile, writeFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { ReleaseError } from '../domain'
import {
  columnsWith,
  gazetteerOf,
  guessMapping,
  importPlain,
  lookAt,
  readBrought,
  readMapping,
  refuseIndividuals,
  ROLES,
  type Brought,
  sayPlain,
  type Guess,
  type Look,
  type PlainMapping,
  type PlainTable,
} from '../imports/plain'
import { writeFolder } from '../release/folder'
import { writeRelease } from '../release/write'
import type { Terminal } from './command'
import { readBytes } from './read-file'

export interface PlainArguments {
  csv: string
  out: string
  mapping?: string
  boundaries?: string
  areas?: string
  id?: string
  title?: string
  date?: string
}

/** `cairn import` of a table that is no Fingertips download. 1, with the reasons, where it is unsure what the table means. */
export async function importPlainTable(asked: PlainArguments, terminal: Terminal): Promise<number> {
  const paths = [asked.csv, asked.areas, asked.boundaries].filter((path) => path !== undefined)
  const files = await Promise.all(paths.map(async (path) => ({ name: basename(path), bytes: await readBytes(path) })))
  const brought = readBrought(files)
  const gazetteer = gazetteerOf(brought)
  const table = tableOf(brought, asked.csv)
  const guess = guessMapping(table, gazetteer)
  const given = asked.mapping === undefined ? guess.mapping : readMapping(await readFile(asked.mapping, 'utf8'), guess.mapping, asked.mapping) // prettier-ignore
  const mapping = asked.title === undefined ? given : { ...given, title: asked.title }
  refuseIndividuals(table, mapping)
  const look = lookAt(table, mapping, gazetteer)
  terminal.print(sayGuess(table.header, guess, mapping))
  const mappingFile = `${resolve(asked.out)}.mapping.json`
  const unsure = asked.mapping === undefined ? [...look.lacks, ...look.doubts] : look.lacks
  if (unsure.length > 0) {
    await writeFile(mappingFile, `${JSON.stringify(mapping, null, 1)}\n`)
    terminal.warn(sayUnsure(unsure, look, mappingFile))
    return 1
  }
  const { draft, report } = await importPlain(table, mapping, {
    gazetteer,
    shapes: brought.shapes,
    id: asked.id ?? '',
    date: asked.date,
  })
  await writeFolder(await writeRelease(draft), asked.out)
  await writeFile(mappingFile, `${JSON.stringify(mapping, null, 1)}\n`)
  const reportFile = `${resolve(asked.out)}.report.json`
  await writeFile(reportFile, `${JSON.stringify(report, null, 1)}\n`)
  terminal.print(sayPlain(report))
  terminal.print(`\nWrote ${asked.out}\nThe whole report is in ${reportFile}, the mapping in ${mappingFile}`)
  return 0
}

function tableOf({ table }: Brought, csv: string): PlainTable {
  if (table) return table
  throw new ReleaseError(`${csv} is not a table of figures`, { found: 'boundaries, or a list of areas', expected: 'a table as CSV' }) // prettier-ignore
}

function sayGuess(header: readonly string[], guess: Guess, mapping: PlainMapping): string {
  const width = Math.max(...header.map((name) => name.length))
  const columns = header.map((name, at) => {
    const role = mapping.columns[at] ?? 'ignore'
    return `  ${name.padEnd(width)}  ${role}${role === guess.columns[at]?.role ? ` (guessed: ${guess.columns[at]?.why})` : ''}` // prettier-ignore
  })
  const wide =
    columnsWith(mapping, 'value').length > 1 ? [`Headings of the value columns are ${mapping.headings}.`] : []
  return ['Columns:', ...columns, ...wide].join('\n')
}

function sayUnsure(unsure: readonly string[], look: Look, file: string): string {
  const lost = look.areas.filter(({ area, how }) => area === null && how !== 'left')
  return [
    'No release was written, because this is not sure:',
    ...unsure.map((why) => `  ${why}`),
    ...lost.map(({ key, suggestions }) => `    ${key}${suggestions.length > 0 ? `: ${suggestions.map(({ code, name }) => `${code} ${name}`).join(', ')}?` : ''}`), // prettier-ignore
    `The guess stands in ${file}. Correct it and give it with --mapping; columns are ${ROLES.join(', ')};`,
    'areas are a code, `own`, `whole` or `leave` by what the file calls them. Given as it is, what is not understood is set aside.',
  ].join('\n')
}
