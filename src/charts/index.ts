import { funnelChart } from './funnel'
import { mapChart } from './map'
import { rankedChart } from './ranked'
import { rankedListChart } from './rankedList'
import { stripChart } from './strip'

/** Every way to draw an Answer; a new chart is one file and one line here. */
export const charts = [mapChart, rankedListChart, rankedChart, funnelChart, stripChart] as const

export { rankedScene } from './ranked'
export { rankedListScene } from './rankedList'
export { funnelScene } from './funnel'
export { mapScene } from './map'
export { stripScene, stripReach } from './strip'
export { sceneToSvg } from './svg'
export { themes } from './theme'
export type { Topology } from './boundaries'
export type * from './scene'
