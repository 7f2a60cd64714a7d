import { zipOf } from '../../release/zip'

/** A zip of one folder. */
export const zipped = (folder: string, files: ReadonlyMap<string, Uint8Array>): Uint8Array<ArrayBuffer> =>
  zipOf(new Map([...files].map(([path, bytes]) => [`${folder}/${path}`, bytes])))
