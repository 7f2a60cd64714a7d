import type { Export, Listing } from '../exports'
import { fileName } from '../exports'

/** Hands a file to the reader's browser. Nothing leaves the device. */
export function take(listing: Listing, as: Export, names: readonly string[]): void {
  const url = URL.createObjectURL(new Blob([as.write(listing) as Uint8Array<ArrayBuffer>], { type: as.type }))
  const anchor = document.createElement('a')
  anchor.href = url
  anchor.download = fileName(names, as.extension, listing.release.synthetic)
  anchor.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
