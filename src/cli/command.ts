import { parseArgs } from 'node:util'

/** An option of a command. `value` names what follows a string option in the help. */
export interface OptionSpec {
  type: 'string' | 'boolean'
  value?: string
  help: string
  required?: boolean
}
export type OptionSpecs = Readonly<Record<string, OptionSpec>>

/** What the options of a command come out as: strings where required, else perhaps undefined. */
export type Values<O extends OptionSpecs> = {
  [K in keyof O]: O[K]['type'] extends 'boolean' ? boolean : O[K]['required'] extends true ? string : string | undefined
}

/** Where a command writes; tests pass their own. */
export interface Terminal {
  print(line: string): void
  warn(line: string): void
}

export interface Command {
  name: string
  summary: string
  options: OptionSpecs
  /** Returns the exit code. */
  run(args: readonly string[], terminal: Terminal): Promise<number>
}

/** Wrong words on the command line; the message says what was found and what was expected. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** Ties a command's code to its options, so that `run` gets them typed. */
export function defineCommand<const O extends OptionSpecs>(command: {
  name: string
  summary: string
  options: O
  run(values: Values<O>, terminal: Terminal): Promise<number>
}): Command {
  return {
    ...command,
    run: async (args, terminal) => command.run(readOptions(command.name, command.options, args), terminal),
  }
}

/** Options from words. Throws UsageError on an unknown, a valueless or a missing one. */
export function readOptions<O extends OptionSpecs>(name: string, specs: O, args: readonly string[]): Values<O> {
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(Object.entries(specs).map(([key, spec]) => [key, { type: spec.type }])),
    strict: false,
    tokens: true,
    allowPositionals: true,
  })
  const values: Record<string, string | boolean> = {}
  for (const token of tokens) {
    if (token.kind === 'positional') throw unexpected(name, specs, `“${token.value}”`)
    if (token.kind === 'option') values[token.name] = readOption(name, specs, token)
  }
  const missing = Object.keys(specs).filter((key) => specs[key]?.required && values[key] === undefined)
  if (missing.length > 0)
    throw new UsageError(
      `cairn ${name}: ${missing.map((key) => `--${key}`).join(' and ')} not given; ${expected(specs)}`,
    )
  for (const [key, spec] of Object.entries(specs)) if (spec.type === 'boolean') values[key] ??= false
  return values as Values<O>
}

function readOption(
  name: string,
  specs: OptionSpecs,
  token: { name: string; rawName: string; value?: string | undefined },
): string | boolean {
  const spec = specs[token.name]
  if (!spec || !token.rawName.startsWith('--')) throw unexpected(name, specs, token.rawName)
  if (spec.type === 'boolean') {
    if (token.value !== undefined)
      throw new UsageError(`cairn ${name}: --${token.name} takes no value, found “${token.value}”`)
    return true
  }
  if (token.value === undefined || token.value === '' || token.value.startsWith('--'))
    throw new UsageError(`cairn ${name}: --${token.name} needs a value: --${token.name} ${spec.value ?? 'VALUE'}`)
  return token.value
}

const expected = (specs: OptionSpecs) =>
  Object.keys(specs).length === 0
    ? 'it takes no options'
    : `expected ${Object.keys(specs)
        .map((key) => usage(key, specs[key]))
        .join(' ')}`

const unexpected = (name: string, specs: OptionSpecs, found: string) =>
  new UsageError(`cairn ${name}: ${found} is not an option; ${expected(specs)}`)

function usage(key: string, spec: OptionSpec | undefined): string {
  const text = spec?.type === 'string' ? `--${key} ${spec.value ?? 'VALUE'}` : `--${key}`
  return spec?.required ? text : `[${text}]`
}

/** The help of one command. */
export function helpOf(command: Command): string {
  const keys = Object.keys(command.options)
  const width = Math.max(0, ...keys.map((key) => bare(key, command.options[key]).length))
  const lines = keys.map((key) => `  ${bare(key, command.options[key]).padEnd(width)}  ${command.options[key]?.help}`)
  const words = keys.map((key) => usage(key, command.options[key])).join(' ')
  return [`cairn ${command.name} ${words}`, '', command.summary, '', ...lines].join('\n').trimEnd()
}

const bare = (key: string, spec: OptionSpec | undefined) =>
  spec?.type === 'string' ? `--${key} ${spec.value ?? 'VALUE'}` : `--${key}`
