import type { Scene } from '../charts/scene'
import { sceneToSvg } from '../charts/svg'
import { carriedFamily } from '../charts/theme'

/**
 * A chart as an SVG document on a white sheet, with title, place and time, key, notes, source and link around it.
 * `font`: the charts' font as the `data:` address of a WOFF2 file, which the picture then carries within itself, so that
 * its words are as wide anywhere as on screen; null: whatever is installed.
 */
export function svgOf(scene: Scene, link: string | null, font: string | null): string {
  const style = font === null ? undefined : `@font-face{font-family:'${carriedFamily}';src:url(${font}) format('woff2');font-weight:200 800}` // prettier-ignore
  return sceneToSvg(scene, 'light', { link: link ?? undefined, style })
}
