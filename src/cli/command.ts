import { parseArgs } from 'node:util'

/** An option of a command. `value` names what follows a string option in the help. */
export interface OptionSpec {
  type: 'string' | 'boolean'
  value?: string
  help: string
  required?: boolean
  /** May be given several times; its values come as a list, empty where it is not given. */
  many?: boolean
}
export type OptionSpecs = Readonly<Record<string, OptionSpec>>

/** What the options of a command come out as: lists where there may be many, strings where required, else perhaps undefined. */
export type Values<O extends OptionSpecs> = { [K in keyof O]: ValueOf<O[K]> }

type ValueOf<S extends OptionSpec> = S['type'] extends 'boolean'
  ? boolean
  : S['many'] extends true
    ? string[]
    : S['required'] extends true
      ? string
      : string | undefined

/** Words without `--` that a command takes, such as folders of releases. */
export interface PositionalSpec {
  /** Names one of them in the help. */
  name: string
  help: string
  min: number
  max: number
}

/** The words without `--`, for a command that declares any. */
export type Positionals<P> = P extends PositionalSpec ? { positionals: string[] } : object

/** Where a command writes; tests pass their own. */
export interface Terminal {
  print(line: string): void
  warn(line: string): void
}

export interface Command {
  name: string
  summary: string
  options: OptionSpecs
  positionals?: PositionalSpec | undefined
  /** Returns the exit code. */
  run(args: readonly string[], terminal: Terminal): Promise<number>
}

/** Wrong words on the command line; the message says what was found and what was expected. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** Ties a command's code to its options, so that `run` gets them typed. */
export function defineCommand<
  const O extends OptionSpecs,
  const P extends PositionalSpec | undefined = undefined,
>(command: {
  name: string
  summary: string
  options: O
  positionals?: P
  run(values: Values<O> & Positionals<P>, terminal: Terminal): Promise<number>
}): Command {
  const { name, options, positionals } = command
  return {
    ...command,
    run: async (args, terminal) => command.run(readOptions(name, options, args, positionals), terminal),
  }
}

/** Options from words. Throws UsageError on an unknown, a valueless, a repeated or a missing one, and on too few or many words. */
export function readOptions<O extends OptionSpecs, P extends PositionalSpec | undefined = undefined>(
  name: string,
  specs: O,
  args: readonly string[],
  positionals?: P,
): Values<O> & Positionals<P> {
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(Object.entries(specs).map(([key, spec]) => [key, { type: spec.type }])),
    strict: false,
    tokens: true,
    allowPositionals: true,
  })
  const values: Record<string, string | boolean | string[]> = {}
  const words: string[] = []
  for (const token of tokens) {
    if (token.kind === 'positional' && !positionals) throw unexpected(name, specs, `“${token.value}”`)
    if (token.kind === 'positional') words.push(token.value)
    if (token.kind === 'option') keep(name, specs, values, token)
  }
  const missing = Object.keys(specs).filter((key) => specs[key]?.required && values[key] === undefined)
  if (missing.length > 0)
    throw new UsageError(
      `cairn ${name}: ${missing.map((key) => `--${key}`).join(' and ')} not given; ${expected(specs)}`,
    )
  for (const [key, spec] of Object.entries(specs)) {
    if (spec.type === 'boolean') values[key] ??= false
    if (spec.many) values[key] ??= []
  }
  if (positionals) checkNumber(name, positionals, words)
  return (positionals ? { ...values, positionals: words } : values) as Values<O> & Positionals<P>
}

interface OptionToken {
  name: string
  rawName: string
  value?: string | undefined
}

/** A second value in the place of the first would be a slip that nobody notices. */
function keep(
  command: string,
  specs: OptionSpecs,
  values: Record<string, string | boolean | string[]>,
  token: OptionToken,
): void {
  const value = readOption(command, specs, token)
  const before = values[token.name]
  if (typeof value === 'string' && specs[token.name]?.many)
    values[token.name] = Array.isArray(before) ? [...before, value] : [value]
  else if (typeof value === 'boolean' || before === undefined) values[token.name] = value
  else
    throw new UsageError(
      `cairn ${command}: --${token.name} is given twice (${String(before)}, ${value}); expected once`,
    )
}

function checkNumber(command: string, { name, min, max }: PositionalSpec, words: readonly string[]): void {
  if (words.length >= min && words.length <= max) return
  const most = max === Number.POSITIVE_INFINITY ? 'or more' : `to ${max}`
  const wanted = min === max ? `${min}` : `${min} ${most}`
  throw new UsageError(
    `cairn ${command}: found ${words.length} × ${name}${words.length ? ` (${words.join(', ')})` : ''}; expected ${wanted}`,
  )
}

function readOption(name: string, specs: OptionSpecs, token: OptionToken): string | boolean {
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
  const text = bare(key, spec)
  return `${spec?.required ? text : `[${text}]`}${spec?.many ? '…' : ''}`
}

/** The help of one command. */
export function helpOf({ name, summary, options, positionals }: Command): string {
  const known = Object.keys(options).map((key) => ({ ...options[key], word: bare(key, options[key]) }))
  const all = [...(positionals ? [{ word: positionals.name, help: positionals.help }] : []), ...known]
  const width = Math.max(0, ...all.map(({ word }) => word.length))
  const lines = all.map(({ word, help }) => `  ${word.padEnd(width)}  ${help}`)
  const words = [
    ...(positionals ? [several(positionals)] : []),
    ...Object.keys(options).map((key) => usage(key, options[key])),
  ]
  return [`cairn ${name} ${words.join(' ')}`, '', summary, '', ...lines].join('\n').trimEnd()
}

const several = ({ name, min, max }: PositionalSpec) => {
  const text = max > 1 ? `${name}…` : name
  return min === 0 ? `[${text}]` : text
}

const bare = (key: string, spec: OptionSpec | undefined) =>
  spec?.type === 'string' ? `--${key} ${spec.value ?? 'VALUE'}` : `--${key}`
