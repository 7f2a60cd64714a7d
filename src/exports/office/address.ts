/** A web address as an office file may link to it; null for what is none, such as a view's fragment or a file on a disk. */
export function webAddress(link: string | null): string | null {
  if (link === null || !/^https?:\/\//.test(link) || !URL.canParse(link)) return null
  return new URL(link).href
}
