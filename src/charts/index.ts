import { funnelChart } from './funnel'
import { mapChart } from './map'
import { rankedChart } from './ranked'
import { rankedListChart } from './rankedList'
import { stripChart } from './strip'

/** Every way to draw an Answer; a new chart is one file and one line here. */
export const charts = [mapChart, rankedListChart, rankedChart, funnelChart, stripChart] as const

export { rankedScene, rankedChart, type RankedExtras } from './ranked'
export { rankedListScene, rankedListChart } from './rankedList'
export { funnelScene, funnelChart } from './funnel'
export { mapScene, mapChart, type MapExtras } from './map'
export { stripScene, stripReach, stripChart, type StripExtras, type StripRow } from './strip'
export { sceneToSvg, trianglePath, type SvgOptions } from './svg'
export { themes, cssVariables, paintColour, paintValue, hatch, type ThemeName } from './theme'
export type { Topology } from './boundaries'
export type { Chart } from './chart'
export type * from './scene'
