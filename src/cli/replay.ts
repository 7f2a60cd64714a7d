import { basename } from 'node:path'
import { askedOf } from '../analysis/ask'
import { columnsEngine } from '../engine/columns'
import { openRelease } from '../release'
import { folderSource } from '../release/folder'
import { agrees, recompute, type Replayed } from '../replay/compare'
import { readReplay } from '../replay/read'
import { figureName, figureWords, replayHeadline, replayReasons } from '../replay/words'
import type { Release } from '../domain'
import { defineCommand, type Terminal } from './command'
import { readBytes } from './read-file'
import { keysBeside } from './release-folder'

/** So many changed figures are printed unless all are asked for. */
const PRINTED = 20

/** `cairn replay`: works a view out again that somebody took away as a file. */
export const replayCommand = defineCommand({
  name: 'replay',
  summary: 'Works a replay file out again, and says whether every figure agrees to 12 digits, or what changed and why.',
  positionals: { name: 'FILE RELEASE', help: 'a .cairn.json; folder of the release', min: 2, max: 2 },
  options: { all: { type: 'boolean', help: `print every figure that differs, not the first ${PRINTED} alone` } },
  async run({ positionals: [file = '', dir = ''], all }, terminal) {
    const replay = readReplay(await readBytes(file, 'a .cairn.json, as “Download replay file” gives it'), basename(file)) // prettier-ignore
    const open = await openRelease(folderSource(dir), { signatures: { keys: await keysBeside(dir) } })
    await open.verify()
    const replayed = await recompute(replay, askedOf(open, columnsEngine()))
    report(replayed, open.release, all ? Infinity : PRINTED, terminal)
    return agrees(replayed) ? 0 : 1
  },
})

function report(replayed: Replayed, release: Release, most: number, terminal: Terminal): void {
  if (release.synthetic) terminal.print('SYNTHETIC: every number is made up.')
  terminal.print(`${replayHeadline(replayed)}.`)
  replayReasons(replayed).forEach((reason) => terminal.print(reason))
  const { changed } = replayed
  for (const one of changed.slice(0, most))
    terminal.print(`  ${figureName(one, release)}: was ${figureWords(one.was)}, is ${figureWords(one.is)}`)
  if (changed.length > most) terminal.print(`  and ${changed.length - most} more; --all prints them`)
}
