import { askedOf } from '../../src/analysis/ask'
import { gatherBrief, type Brief, type BriefWish } from '../../src/brief'
import { columnsEngine } from '../../src/engine/columns'
import { openRelease } from '../../src/release'
import { folderSource } from '../../src/release/folder'

const opened = new Map<string, ReturnType<typeof openIt>>()

async function openIt(id: string) {
  const open = await openRelease(folderSource(`public/releases/${id}`))
  const shapes = { boundaries: await open.boundaries(), layout: await open.layout() }
  return { asked: askedOf(open, columnsEngine()), shapes }
}

/** A release of the committed demo, opened once. */
export function demoAsked(id = 'demo-north'): ReturnType<typeof openIt> {
  const found = opened.get(id) ?? openIt(id)
  opened.set(id, found)
  return found
}

const made = new Map<string, Promise<Brief>>()

/** The brief that is wished, made once. */
export function demoBrief(wish: BriefWish): Promise<Brief> {
  const key = JSON.stringify(wish)
  const found = made.get(key) ?? demoAsked().then(({ asked, shapes }) => gatherBrief(wish, asked, shapes))
  made.set(key, found)
  return found
}
