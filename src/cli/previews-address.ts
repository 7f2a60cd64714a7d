import { UsageError } from './command'

/** Variable by which the build and `cairn pack` are told the app’s public address. */
export const ADDRESS = 'CAIRN_ADDRESS'

/** Which pages there are, and the address that they name: read by Share, and by `cairn pack`. */
export const PAGES_FILE = 'p/pages.json'

/** An address without query and fragment, with a slash at its end. Throws `UsageError`. */
export function publicAddress(given: string | undefined): string | null {
  if (!given) return null
  const url = URL.canParse(given) ? new URL(given) : null
  if (url?.protocol !== 'https:' || url.search || url.hash)
    throw new UsageError(`cairn previews: found the address ${given}; expected one that starts with https://, without ? and #`) // prettier-ignore
  return url.href.replace(/(index\.html)?$/, '').replace(/\/*$/, '/')
}
