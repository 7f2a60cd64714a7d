import { funnelScene } from '../charts/funnel'
import { mapScene } from '../charts/map'
import { rankedScene } from '../charts/ranked'
import type { Scene } from '../charts/scene'
import { sceneToSvg } from '../charts/svg'
import type { ThemeName } from '../charts/theme'
import { sentence } from '../words/grammar'
import type { Asked } from './ask'

/** White around a chart with its words, CSS pixels on each side. */
const MARGIN = 16

/** The view's picture for a width in CSS pixels, as in the app, with place and time, key and source around it. */
export function drawn(asked: Asked, width: number, theme: ThemeName, fonts?: string): string {
  const scene = { ...sceneOf(asked, Math.max(240, width - 2 * MARGIN)), title: sentence(asked.answer.indicator.shortName) } // prettier-ignore
  return sceneToSvg(scene, theme, { fonts })
}

function sceneOf({ answer, view, boundaries, layout }: Asked, width: number): Scene {
  const size = { width, height: Math.round(Math.max(320, Math.min(620, width * 0.9))), compact: width < 520 }
  if (view.page === 'compare') return rankedScene(answer, size, {})
  if (view.page === 'variation') return funnelScene(answer, size)
  const { map, sure, shows, groups } = view
  return mapScene(answer, size, {
    boundaries,
    layout,
    map,
    sure,
    groups,
    shows: shows === 'value' ? 'value' : 'verdict',
  })
}
