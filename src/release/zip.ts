import { zipSync, type Zippable } from 'fflate'

/** A fixed day, so that the same files give the same zip. Local, as the format keeps it. */
const DAY = new Date(1980, 0, 1)

/** A zip of files by path. Parquet is compressed already. */
export function zipOf(files: ReadonlyMap<string, Uint8Array>): Uint8Array<ArrayBuffer> {
  const entries = [...files].map(([path, bytes]): [string, Zippable[string]] => [
    path,
    [bytes, { mtime: DAY, level: path.endsWith('.parquet') ? 0 : 6 }],
  ])
  return zipSync(Object.fromEntries(entries))
}
