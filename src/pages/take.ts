import type { Export, Listing } from '../exports'
import { fileName } from '../exports'

/** Hands a file to the reader's browser. Nothing leaves the device. */
export async function take(listing: Listing, as: Export, names: readonly string[]): Promise<void> {
  give(await as.write(listing), { type: as.type, name: fileName(names, as.extension, listing.release.synthetic) })
}

/** The same for bytes that are made already. */
export function give(bytes: Uint8Array, { type, name }: { type: string; name: string }): void {
  const url = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type }))
  const anchor = document.createElement('a')
  anchor.href = url
  anchor.download = name
  anchor.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
