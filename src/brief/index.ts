export { briefAreas, topicsOf, type BriefWish } from './choice'
export { gatherBrief, type Brief, type Shapes } from './gather'
export { briefFileName } from './name'
export { briefHtml, briefPage, type BriefPage } from './document'
