import type { App } from '../../state'

/** What the reader opened that is shown beside or before a view: a replay file, and figures that need explaining; null where there is none. */
export class Replaying {
  file = $state.raw<File | null>(null)
  /** A plain table and boundaries, whose columns the reader is asked about. */
  bring = $state.raw<readonly File[] | null>(null)

  /** Opens what the reader gave: a release first, then the replay file that came with it or alone. */
  async open(files: readonly File[], app: Pick<App, 'openFiles'>): Promise<void> {
    const replay = files.find(isReplay)
    const others = files.filter((file) => !isReplay(file))
    if (others.length > 0 && (await arePlain(others))) this.bring = [...(this.bring ?? []), ...others]
    else if (others.length > 0) {
      this.bring = null
      await app.openFiles(others)
    }
    if (replay) this.file = replay
  }
}

const isReplay = ({ name }: File) => name.toLowerCase().endsWith('.cairn.json')

/** So much of a file tells what it is. */
const HEAD = 65_536

async function arePlain(files: readonly File[]): Promise<boolean> {
  const { mayBePlain } = await import('../../imports/plain')
  const heads = files.map(async (file) => ({ name: file.webkitRelativePath || file.name, bytes: new Uint8Array(await file.slice(0, HEAD).arrayBuffer()) })) // prettier-ignore
  return mayBePlain(await Promise.all(heads))
}
