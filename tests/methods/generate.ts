/** `npx tsx tests/methods/generate.ts`: writes the list of methods that *About* shows, from docstrings and tests, and their versions. */
import { readFileSync, writeFileSync } from 'node:fs'
import { format, type Options } from 'prettier'
import { lacking, LIST, listMethods } from './list'
import { methodVersions, VERSIONS } from './versions'

/** The list as it stands in its file. */
export async function listedAsFile(): Promise<string> {
  return formatted(listMethods())
}

/** Their versions as they stand in their file. */
export const versionsAsFile = (): Promise<string> => formatted(methodVersions(listMethods()))

function formatted(value: unknown): Promise<string> {
  const { prettier } = JSON.parse(readFileSync('package.json', 'utf8')) as { prettier: Options }
  const { semi, singleQuote, printWidth, trailingComma } = prettier
  return format(JSON.stringify(value), { semi, singleQuote, printWidth, trailingComma, parser: 'json' })
}

if (process.argv[1]?.endsWith('methods/generate.ts')) {
  const methods = listMethods().flatMap((group) => group.methods)
  lacking(methods).forEach((one) => console.warn(one))
  writeFileSync(LIST, await listedAsFile())
  writeFileSync(VERSIONS, await versionsAsFile())
  console.log(`${LIST}: ${methods.length} methods`)
}
