import { pathToFileURL } from 'node:url'
import { CalculationError, QuestionError, ReleaseError } from '../domain'
import { commands, type ListedCommand } from './commands'
import { helpOf, UsageError, type Terminal } from './command'

const terminal: Terminal = { print: (line) => console.log(line), warn: (line) => console.error(line) }

/** Runs one command line; returns the exit code: 0 done, 1 failed, 2 wrong words. */
export async function cairn(
  args: readonly string[],
  { io = terminal, listed = commands }: { io?: Terminal; listed?: readonly ListedCommand[] } = {},
): Promise<number> {
  const [name, ...rest] = args
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    io.print(overview(listed))
    return name === undefined ? 2 : 0
  }
  const found = listed.find((command) => command.name === name)
  if (!found) {
    io.warn(`cairn: “${name}” is not a command; expected ${listed.map((command) => command.name).join(', ')}`)
    return 2
  }
  try {
    const command = await found.load()
    if (rest.includes('--help') || rest.includes('-h')) {
      io.print(helpOf(command))
      return 0
    }
    return await command.run(rest, io)
  } catch (error) {
    io.warn(sayError(error))
    return error instanceof UsageError ? 2 : 1
  }
}

function overview(listed: readonly ListedCommand[]): string {
  const width = Math.max(...listed.map((command) => command.name.length))
  const lines = listed.map((command) => `  ${command.name.padEnd(width)}  ${command.summary}`)
  return ['cairn COMMAND [options]', '', ...lines, '', 'cairn COMMAND --help says what its options are.'].join('\n')
}

/** An expected error in words; anything else with its stack, for whoever has to mend it. */
function sayError(error: unknown): string {
  if (error instanceof ReleaseError || error instanceof QuestionError) return withDetails(error.message, error.details)
  if (error instanceof UsageError || error instanceof CalculationError) return error.message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

function withDetails(message: string, details: { where?: string; found?: string; expected?: string; todo?: string }) {
  const words = { where: 'Where', found: 'Found', expected: 'Expected', todo: 'To do' } as const
  const lines = Object.entries(words).flatMap(([key, word]) => {
    const text = details[key as keyof typeof words]
    return text ? [`  ${word}: ${text}`] : []
  })
  return [message, ...lines].join('\n')
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  // Whoever reads has had enough, as `head` has.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))
  process.exitCode = await cairn(process.argv.slice(2))
}
