import type { Scene } from '../charts/scene'
import { sceneToSvg } from '../charts/svg'

/** Width that a chart is drawn at, CSS pixels: two stand side by side on A4, where its letters then are 8 pt high. */
export const HALF = 350
/** With more marks than these the names of all would be a list that nobody hears to its end. */
const NAMED = 24

/** A chart within the page, whose foot tells the source: named and described for those who cannot see it, its marks one by one where they are few. */
export function figure(scene: Scene, id: string): string {
  const named = scene.items.length <= NAMED ? scene.items.map(({ name }) => `${name}.`).join(' ') : ''
  const description = [scene.description, named].filter(Boolean).join(' ')
  const svg = sceneToSvg({ ...scene, description }, 'light', { frame: 'plain' })
  return `<figure id="${id}">${ownIds(svg, id)}</figure>`
}

/** Several drawings in one page must not share the ids of their names and patterns. Quotes within texts are escaped, so none is met. */
function ownIds(svg: string, own: string): string {
  return svg
    .replace(/aria-labelledby="title desc"/, `aria-labelledby="${own}-title ${own}-desc"`)
    .replace(/ id="([\w-]+)"/g, ` id="${own}-$1"`)
    .replace(/="url\(#([\w-]+)\)"/g, `="url(#${own}-$1)"`)
}
