import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { eventually } from './driver'

/** Browsers write under such a name until the file is whole. */
const UNFINISHED = /\.(part|wkdownload)$/

/** What an action makes a browser save into the folder, which is left as it was: the next file of that name gets it whole. */
export async function downloadInto(
  folder: string,
  action: () => Promise<void>,
): Promise<{ name: string; content: Buffer }> {
  const before = await readdir(folder)
  const fresh = async () => (await readdir(folder)).filter((name) => !before.includes(name))
  await action()
  const whole = async () => (await fresh()).length > 0 && !(await fresh()).some((name) => UNFINISHED.test(name))
  await eventually(whole, { milliseconds: 15_000, say: () => 'the browser saved no file' })
  const name = (await fresh())[0] ?? ''
  const content = await readFile(join(folder, name))
  await rm(join(folder, name))
  return { name, content }
}
