import type { Release } from '../domain'

/** First letter large, the rest as it is. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** An area's name; its code where the release does not know it. */
export function areaName(code: string, release: Release): string {
  return release.areas.find((area) => area.code === code)?.name ?? code
}
