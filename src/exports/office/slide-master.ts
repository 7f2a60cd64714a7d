import { OFFICE, type Part, type Relation } from './package'
import { bodyStyle, NAMESPACES, shapeTree, textShape, type Box, type TextShape } from './slide-text'
import { themeXml } from './theme'
import { element, xmlDocument } from './xml'

/** 16:9, 13⅓ × 7½ inches in EMU. */
export const SLIDE = { w: 12_192_000, h: 6_858_000 }
const MARGIN = 457_200
const WIDTH = SLIDE.w - 2 * MARGIN

/** Where everything stands: the finding in two lines, of what and how to read it, the chart, whose figures they are. */
export const BOXES = {
  title: { x: MARGIN, y: 290_000, w: WIDTH, h: 890_000 },
  subtitle: { x: MARGIN, y: 1_250_000, w: WIDTH, h: 620_000 },
  chart: { x: MARGIN, y: 1_920_000, w: WIDTH, h: 4_260_000 },
  source: { x: MARGIN, y: 6_250_000, w: WIDTH, h: 380_000 },
} satisfies Record<string, Box>

/** Numbers by which a slide's placeholders find their layout's. */
export const PLACES = { subtitle: 13, chart: 14, source: 15 } as const

const [INK, GREY] = ['0B0C0C', '3D3D3D']
const PRESENTATION = 'application/vnd.openxmlformats-officedocument.presentationml'
const MAP = { bg1: 'lt1', tx1: 'dk1', bg2: 'lt2', tx2: 'dk2', accent1: 'accent1', accent2: 'accent2', accent3: 'accent3', accent4: 'accent4', accent5: 'accent5', accent6: 'accent6', hlink: 'hlink', folHlink: 'folHlink' } // prettier-ignore

const prompt = (text: string) => [[{ text }]]
const background = element('p:bg', {}, element('p:bgPr', {}, element('a:solidFill', {}, element('a:schemeClr', { val: 'bg1' })), element('a:effectLst'))) // prettier-ignore

const TITLE: TextShape = { id: 2, name: 'Title', placeholder: { type: 'title' }, box: BOXES.title, paragraphs: prompt('The finding in a sentence'), body: bodyStyle(2600, INK, 'b', true) } // prettier-ignore
const BODY: TextShape = { id: 3, name: 'Text', placeholder: { type: 'body', idx: 1 }, box: BOXES.chart, paragraphs: prompt('Text'), body: bodyStyle(1600, INK, 't') } // prettier-ignore

function layoutShapes(): string[] {
  const { subtitle, chart, source } = BOXES
  return [
    textShape(TITLE),
    textShape({ id: 3, name: 'Subtitle', placeholder: { type: 'body', idx: PLACES.subtitle }, box: subtitle, paragraphs: prompt('Place, time and people'), body: bodyStyle(1600, INK, 't') }), // prettier-ignore
    textShape({ id: 4, name: 'Chart', placeholder: { type: 'chart', idx: PLACES.chart }, box: chart, paragraphs: [[]] }), // prettier-ignore
    textShape({ id: 5, name: 'Source', placeholder: { type: 'body', idx: PLACES.source }, box: source, paragraphs: prompt('Source'), body: bodyStyle(1100, GREY, 't') }), // prettier-ignore
  ]
}

function masterXml(): string {
  const level = element('a:lvl1pPr', {}, element('a:defRPr', { sz: 1600 }))
  return xmlDocument(
    element(
      'p:sldMaster',
      NAMESPACES,
      shapeTree([textShape(TITLE), textShape(BODY)], undefined, background),
      element('p:clrMap', MAP),
      element('p:sldLayoutIdLst', {}, element('p:sldLayoutId', { id: 2_147_483_649, 'r:id': 'rId1' })),
      element('p:txStyles', {}, element('p:titleStyle', {}, level), element('p:bodyStyle', {}, level), element('p:otherStyle', {}, level)), // prettier-ignore
    ),
  )
}

function layoutXml(): string {
  const inherit = element('p:clrMapOvr', {}, element('a:masterClrMapping'))
  return xmlDocument(element('p:sldLayout', NAMESPACES, shapeTree(layoutShapes(), 'Finding and chart'), inherit))
}

/** Boxes of a page of notes, upright A4-like. */
export const NOTES_SIZE = { cx: 6_858_000, cy: 9_144_000 }
const PICTURE: TextShape = { id: 2, name: 'Slide', placeholder: { type: 'sldImg' }, box: { x: 685_800, y: 685_800, w: 5_486_400, h: 3_086_100 }, paragraphs: [[]] } // prettier-ignore
const SPOKEN: TextShape = { id: 3, name: 'Notes', placeholder: { type: 'body', idx: 1 }, box: { x: 685_800, y: 4_000_000, w: 5_486_400, h: 4_500_000 }, paragraphs: prompt('Notes'), body: bodyStyle(1200, INK, 't') } // prettier-ignore

function notesMasterXml(): string {
  return xmlDocument(
    element('p:notesMaster', NAMESPACES, shapeTree([textShape(PICTURE), textShape(SPOKEN)], undefined, background), element('p:clrMap', MAP)), // prettier-ignore
  )
}

const THEME = 'application/vnd.openxmlformats-officedocument.theme+xml'
const themed = (id: string, target: string): Relation => ({ id, type: 'theme', target })

/** Master, layout, the master of notes and their themes. */
export function masterParts(): Part[] {
  const layout = { id: 'rId1', type: 'slideLayout', target: '/ppt/slideLayouts/slideLayout1.xml' }
  const master = { id: 'rId1', type: 'slideMaster', target: '/ppt/slideMasters/slideMaster1.xml' }
  return [
    { path: 'ppt/slideMasters/slideMaster1.xml', content: masterXml(), type: `${PRESENTATION}.slideMaster+xml`, relations: [layout, themed('rId2', '/ppt/theme/theme1.xml')] }, // prettier-ignore
    { path: 'ppt/slideLayouts/slideLayout1.xml', content: layoutXml(), type: `${PRESENTATION}.slideLayout+xml`, relations: [master] }, // prettier-ignore
    { path: 'ppt/notesMasters/notesMaster1.xml', content: notesMasterXml(), type: `${PRESENTATION}.notesMaster+xml`, relations: [themed('rId1', '/ppt/theme/theme2.xml')] }, // prettier-ignore
    { path: 'ppt/theme/theme1.xml', content: themeXml(), type: THEME },
    { path: 'ppt/theme/theme2.xml', content: themeXml(), type: THEME },
  ]
}

/** `ppt/presentation.xml`: one slide. */
export function presentationPart(): Part {
  const ids = element('p:sldMasterIdLst', {}, element('p:sldMasterId', { id: 2_147_483_648, 'r:id': 'rId1' }))
  const notes = element('p:notesMasterIdLst', {}, element('p:notesMasterId', { 'r:id': 'rId2' }))
  const slides = element('p:sldIdLst', {}, element('p:sldId', { id: 256, 'r:id': 'rId3' }))
  const sizes = element('p:sldSz', { cx: SLIDE.w, cy: SLIDE.h }) + element('p:notesSz', NOTES_SIZE)
  return {
    path: 'ppt/presentation.xml',
    content: xmlDocument(element('p:presentation', { ...NAMESPACES, 'xmlns:r': `${OFFICE}/relationships` }, ids, notes, slides, sizes)), // prettier-ignore
    type: `${PRESENTATION}.presentation.main+xml`,
    relations: [
      { id: 'rId1', type: 'slideMaster', target: '/ppt/slideMasters/slideMaster1.xml' },
      { id: 'rId2', type: 'notesMaster', target: '/ppt/notesMasters/notesMaster1.xml' },
      { id: 'rId3', type: 'slide', target: '/ppt/slides/slide1.xml' },
      themed('rId4', '/ppt/theme/theme1.xml'),
    ],
  }
}
