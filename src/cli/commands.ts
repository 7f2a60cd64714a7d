import type { Command } from './command'

/** A command by name; its code is loaded when it is called. One file and one line each. */
export interface ListedCommand {
  name: string
  summary: string
  load(): Promise<Command>
}

export const commands: readonly ListedCommand[] = [
  {
    name: 'import',
    summary: 'make a release from a Fingertips CSV download',
    load: async () => (await import('./import')).importCommand,
  },
  {
    name: 'build',
    summary: 'make a release from patient records, attacked and signed',
    load: async () => (await import('./build')).buildCommand,
  },
  {
    name: 'catalogue',
    summary: 'list the releases in a folder, so that the app offers them',
    load: async () => (await import('./catalogue')).catalogueCommand,
  },
  {
    name: 'keys',
    summary: 'make a pair of keys for somebody who signs releases',
    load: async () => (await import('./keys')).keysCommand,
  },
  {
    name: 'sign',
    summary: 'add a signature to a release',
    load: async () => (await import('./sign')).signCommand,
  },
  {
    name: 'verify',
    summary: 'check a release to its last row, and say who signed it',
    load: async () => (await import('./verify')).verifyCommand,
  },
  {
    name: 'check',
    summary: 'attack releases as anybody could who holds them',
    load: async () => (await import('./check')).checkCommand,
  },
  {
    name: 'combine',
    summary: 'bring the releases of several regions together in one',
    load: async () => (await import('./combine')).combineCommand,
  },
  {
    name: 'answer',
    summary: 'print what the app shows for a link',
    load: async () => (await import('./answer')).answerCommand,
  },
  {
    name: 'brief',
    summary: 'write pages to print about areas, as HTML and PDF',
    load: async () => (await import('./brief')).briefCommand,
  },
  {
    name: 'replay',
    summary: 'work a view out again that was taken away as a file, and say what changed',
    load: async () => (await import('./replay')).replayCommand,
  },
  {
    name: 'sql',
    summary: 'run a query over a release, which it can only read',
    load: async () => (await import('./sql')).sqlCommand,
  },
  {
    name: 'serve',
    summary: 'serve the built app on this machine alone',
    load: async () => (await import('./serve')).serveCommand,
  },
  {
    name: 'pack',
    summary: 'write the app and releases into a folder that opens by double-click',
    load: async () => (await import('./pack')).packCommand,
  },
  {
    name: 'previews',
    summary: 'write a page with a picture for each indicator and area, which previews of links show',
    load: async () => (await import('./previews')).previewsCommand,
  },
  {
    name: 'demo',
    summary: 'make the synthetic demo release, or its records',
    load: async () => (await import('./demo')).demoCommand,
  },
  {
    name: 'plan',
    summary: 'print how a recipe’s records are summed, as SQL for DuckDB or Spark',
    load: async () => (await import('./plan')).planCommand,
  },
]
