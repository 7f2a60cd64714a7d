import { listed } from '../words/grammar'
import type { ChartData } from './chart-data'
import type { Export } from './file'
import { webAddress } from './office/address'
import { chartSheet } from './office/chart-sheet'
import { chartXml } from './office/chart'
import { MADE_UP } from './office/front-sheets'
import { packed, type Part, type Properties } from './office/package'
import { BOXES, masterParts, PLACES, presentationPart } from './office/slide-master'
import { NAMESPACES, placeholderXml, shapeTree, textShape, transform, type Run } from './office/slide-text'
import { workbook } from './office/workbook'
import { element, xmlDocument } from './office/xml'

/** A slide is made of a chart's data, not of a listing. */
export const powerPoint: Omit<Export, 'write'> = {
  id: 'pptx',
  label: 'PowerPoint slide',
  extension: 'pptx',
  type: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
}

const PRESENTATION = 'application/vnd.openxmlformats-officedocument.presentationml'
const CHART_URI = 'http://schemas.openxmlformats.org/drawingml/2006/chart'
/** Letters that two lines of the title hold, by size in hundredths of a point; absent: the layout's own. */
const TITLE_SIZES = [
  [115, undefined],
  [150, 2000],
  [190, 1600],
] as const
/** Names of marked areas that are told; the rest are counted. */
const MOST_NAMED = 4

/**
 * One slide, 16:9: the finding as its title, place and time, a native chart that can be edited (its sheet holds every value with its
 * 95 % limits, which the error bars read), whose figures they are, the link, and notes for the speaker.
 */
export async function pptx(data: ChartData): Promise<Uint8Array> {
  const properties = propertiesOf(data)
  const sheet = chartSheet(data)
  const parts: Part[] = [
    presentationPart(),
    ...masterParts(),
    slidePart(data),
    notesPart(data),
    {
      path: 'ppt/charts/chart1.xml',
      content: chartXml(data, sheet, 'rId1'),
      type: 'application/vnd.openxmlformats-officedocument.drawingml.chart+xml',
      relations: [{ id: 'rId1', type: 'package', target: '/ppt/embeddings/Microsoft_Excel_Sheet1.xlsx' }],
    },
    { path: 'ppt/embeddings/Microsoft_Excel_Sheet1.xlsx', content: workbook([sheet.sheet], properties) },
  ]
  return packed(parts, 'ppt/presentation.xml', properties)
}

/** With SYNTHETIC before all else where it is: a title travels further than its slide. */
const titleOf = ({ title, release }: ChartData): string =>
  release.synthetic && !title.startsWith('SYNTHETIC') ? `SYNTHETIC: ${title}` : title

function propertiesOf(data: ChartData): Properties {
  const { release, source, alt } = data
  return { title: titleOf(data), subject: source, description: alt, creator: listed(release.facilities) || release.title, date: release.date } // prettier-ignore
}

function slidePart(data: ChartData): Part {
  const address = webAddress(data.link)
  const title = titleOf(data)
  const [, size] = TITLE_SIZES.find(([most]) => title.length <= most) ?? [0, 1200]
  const source: Run[] = [{ text: data.source }, ...(address ? [{ text: '. ' }, { text: 'Open this view in Cairn', link: 'rId3' }] : [])] // prettier-ignore
  const shapes = [
    textShape({ id: 2, name: 'Title', placeholder: { type: 'title' }, paragraphs: [[{ text: title, size }]] }),
    textShape({ id: 3, name: 'Subtitle', placeholder: { type: 'body', idx: PLACES.subtitle }, paragraphs: [[{ text: data.subtitle.replace(/^SYNTHETIC[.:] /, '') }], [{ text: keyOf(data), size: 1200 }]] }), // prettier-ignore
    chartFrame(data.alt),
    textShape({ id: 5, name: 'Source', placeholder: { type: 'body', idx: PLACES.source }, paragraphs: [source] }),
  ]
  const inherit = element('p:clrMapOvr', {}, element('a:masterClrMapping'))
  return {
    path: 'ppt/slides/slide1.xml',
    content: xmlDocument(element('p:sld', NAMESPACES, shapeTree(shapes), inherit)),
    type: `${PRESENTATION}.slide+xml`,
    relations: [
      { id: 'rId1', type: 'slideLayout', target: '/ppt/slideLayouts/slideLayout1.xml' },
      { id: 'rId2', type: 'chart', target: '/ppt/charts/chart1.xml' },
      ...(address ? [{ id: 'rId3', type: 'hyperlink', target: address, external: true }] : []),
      { id: 'rId4', type: 'notesSlide', target: '/ppt/notesSlides/notesSlide1.xml' },
    ],
  }
}

function chartFrame(descr: string): string {
  const frame = element('p:cNvGraphicFramePr', {}, element('a:graphicFrameLocks', { noGrp: 1 }))
  const chart = element('c:chart', { 'xmlns:c': CHART_URI, 'r:id': 'rId2' })
  return element(
    'p:graphicFrame',
    {},
    element('p:nvGraphicFramePr', {}, element('p:cNvPr', { id: 4, name: 'Chart', descr }), frame, placeholderXml({ type: 'chart', idx: PLACES.chart })), // prettier-ignore
    transform('p:xfrm', BOXES.chart),
    element('a:graphic', {}, element('a:graphicData', { uri: CHART_URI }, chart)),
  )
}

/** How to read the chart: what its lines and its other colour are, and what stands in its sheet alone. */
function keyOf({ series, categories, reading }: ChartData): string {
  const drawn = series.filter(({ role }) => role !== 'beside')
  const intervals = drawn.some(({ role, lower, upper }) => role !== 'comparator' && [...lower, ...upper].some((limit) => limit !== null)) // prettier-ignore
  const level = drawn.find(({ role }) => role === 'comparator')
  const marked = drawn.flatMap(({ marked: places = [] }) => places.map((at) => categories[at] ?? ''))
  const beside = series.filter(({ role }) => role === 'beside').map(({ name }) => name)
  return [
    intervals ? 'Thin lines: 95 % intervals.' : '',
    level ? `Dashed: ${level.name}.` : '',
    marked.length > 0 ? `Orange: ${named(marked)}.` : '',
    ...reading,
    categories.length > 90 ? `Not every name has room; all ${categories.length} are drawn, and stand in the chart’s sheet.` : '', // prettier-ignore
    beside.length > 0 ? `In the chart’s sheet alone: ${named(beside)}.` : '',
  ]
    .filter((text) => text !== '')
    .join(' ')
}

const named = (names: readonly string[]): string =>
  names.length > MOST_NAMED ? `${names.slice(0, MOST_NAMED).join(', ')} and ${names.length - MOST_NAMED} more` : listed(names) // prettier-ignore

function notesPart({ notes, release, link, source }: ChartData): Part {
  const lines = [...(release.synthetic ? [MADE_UP] : []), ...notes, release.protection.label, source, link ?? '']
  const spoken = [...new Set(lines.filter((line) => line.trim() !== ''))]
  const shapes = [
    textShape({ id: 2, name: 'Slide', placeholder: { type: 'sldImg' }, paragraphs: [[]] }),
    textShape({ id: 3, name: 'Notes', placeholder: { type: 'body', idx: 1 }, paragraphs: spoken.map((text) => [{ text }]) }), // prettier-ignore
  ]
  const inherit = element('p:clrMapOvr', {}, element('a:masterClrMapping'))
  return {
    path: 'ppt/notesSlides/notesSlide1.xml',
    content: xmlDocument(element('p:notes', NAMESPACES, shapeTree(shapes), inherit)),
    type: `${PRESENTATION}.notesSlide+xml`,
    relations: [
      { id: 'rId1', type: 'notesMaster', target: '/ppt/notesMasters/notesMaster1.xml' },
      { id: 'rId2', type: 'slide', target: '/ppt/slides/slide1.xml' },
    ],
  }
}
