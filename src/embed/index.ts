import { CairnChart } from './element'

export { CairnChart }
export { EmbedError, type EmbedReason } from './errors'
export { place, type Placed, type PlacedRow, type PlaceOptions } from './place'

/** Within one first number nothing that works stops working; the next stands at another address (`cairn/2/`). */
export const version = '1.0.0'

if (!customElements.get('cairn-chart')) customElements.define('cairn-chart', CairnChart)
