import { strFromU8, unzipSync } from 'fflate'
import { readWorkbook, relationsOf, type ReadSheet } from './read-workbook'
import { all, one, readXml, type Node } from './read-xml'

/** A series as the chart's XML draws it, from its cache and from the cells that it names. */
export interface ReadSeries {
  kind: 'bars' | 'line'
  name: string
  categories: (string | null)[]
  values: Figures
  plus: Figures | null
  minus: Figures | null
  marked: number[]
}

/** What the chart remembers, and what stands in its sheet. */
export interface Figures {
  cached: (number | null)[]
  inSheet: (number | null)[]
}

export interface ReadSlide {
  title: string
  subtitle: string
  source: string
  link: string | null
  alt: string
  notes: string
  /** Titles of the axes: categories, values. */
  axes: string[]
  /** Ends of the value axis. */
  range: [number, number]
  series: ReadSeries[]
  sheet: ReadSheet
  languages: Set<string | undefined>
  /** Whether every placeholder of the slide stands in its layout too. */
  placeholders: boolean
  core: Node
}

/** Reads a slide back by its XML alone, with its chart and the workbook behind that. */
export function readSlide(bytes: Uint8Array): ReadSlide {
  const files = unzipSync(bytes)
  const part = (path: string): Node => readXml(strFromU8(files[path.replace(/^\//, '')]!))
  for (const path of Object.keys(files)) if (/\.(xml|rels)$/.test(path)) part(path)
  checkTargets(files)
  const path = 'ppt/slides/slide1.xml'
  const [slide, relations] = [part(path), relationsOf(files, path)]
  const target = (type: string) => [...relations.values()].find((one) => one.type === type)?.target ?? null
  const chartPath = target('chart')!.slice(1)
  const [chart, layout] = [part(chartPath), part(target('slideLayout')!)]
  const workbook = readWorkbook(files[relationsOf(files, chartPath).get(one(chart, 'c:externalData').attributes['r:id']!)!.target.slice(1)]!) // prettier-ignore
  const sheet = workbook.sheets[0]!
  const shapes = all(slide, 'p:sp')
  const paragraphs = (node: Node) => all(node, 'a:p').map(({ text }) => text)
  const told = (idx: string) => paragraphs(shapes.find((shape) => all(shape, 'p:ph')[0]?.attributes.idx === idx)!)
  return {
    title: shapes.find((shape) => one(shape, 'p:ph').attributes.type === 'title')!.text,
    subtitle: told('13').join('\n'),
    source: told('15').join('\n'),
    link: target('hyperlink'),
    alt: all(one(slide, 'p:graphicFrame'), 'p:cNvPr')[0]!.attributes.descr!,
    notes: paragraphs(part(target('notesSlide')!)).join('\n'),
    axes: ['c:catAx', 'c:valAx'].map((name) => one(one(chart, name), 'c:title').text),
    range: ['c:min', 'c:max'].map((name) => Number(one(one(chart, 'c:valAx'), name).attributes.val)) as [number, number], // prettier-ignore
    series: all(chart, 'c:ser').map((series) => readSeries(series, chart, sheet)),
    sheet,
    languages: new Set([slide, chart].flatMap((node) => [...all(node, 'a:rPr'), ...all(node, 'a:defRPr')].map(({ attributes }) => attributes.lang))), // prettier-ignore
    placeholders: all(slide, 'p:ph').every(({ attributes }) => all(layout, 'p:ph').some((own) => own.attributes.type === attributes.type && own.attributes.idx === attributes.idx)), // prettier-ignore
    core: part('docProps/core.xml'),
  }
}

/** Every relationship inside the package leads to a part of it, and every part has a content type. */
function checkTargets(files: Record<string, Uint8Array>): void {
  const types = readXml(strFromU8(files['[Content_Types].xml']!))
  const known = new Set(all(types, 'Override').map(({ attributes }) => attributes.PartName))
  for (const path of known) if (!files[path!.slice(1)]) throw new Error(`${path} is declared, but not there`)
  for (const path of Object.keys(files)) {
    if (/\.xml$/.test(path) && path !== '[Content_Types].xml' && !known.has(`/${path}`)) throw new Error(`${path} is not declared`) // prettier-ignore
    for (const { target, external } of relationsOf(files, path).values())
      if (!external && !files[target.slice(1)]) throw new Error(`${path} leads to ${target}, which is not there`)
  }
}

function readSeries(series: Node, chart: Node, sheet: ReadSheet): ReadSeries {
  const bars = all(chart, 'c:barChart').some((plot) => plot.children.includes(series))
  const limits = all(series, 'c:errBars')[0]
  if (limits && one(limits, 'c:errValType').attributes.val !== 'cust') throw new Error('error bars of another kind')
  const categories = cacheOf(one(one(series, 'c:cat'), 'c:strCache'))
  const cells = cellsOf(one(one(series, 'c:cat'), 'c:f').text, sheet)
  if (categories.some((name, at) => name !== cells[at])) throw new Error('categories of the cache and of the sheet differ') // prettier-ignore
  return {
    kind: bars ? 'bars' : 'line',
    name: one(one(series, 'c:tx'), 'c:v').text,
    categories,
    values: figuresOf(one(series, 'c:val'), sheet),
    plus: limits ? figuresOf(one(limits, 'c:plus'), sheet) : null,
    minus: limits ? figuresOf(one(limits, 'c:minus'), sheet) : null,
    marked: all(series, 'c:dPt').map((point) => Number(one(point, 'c:idx').attributes.val)),
  }
}

function figuresOf(node: Node, sheet: ReadSheet): Figures {
  const number = (text: string | number | null) => (text === null ? null : Number(text))
  const cached = cacheOf(one(node, 'c:numCache')).map(number)
  return { cached, inSheet: cellsOf(one(node, 'c:f').text, sheet).map(number) }
}

/** Points by their place; null where there is none. */
function cacheOf(cache: Node): (string | null)[] {
  const points = new Map(all(cache, 'c:pt').map((point) => [Number(point.attributes.idx), one(point, 'c:v').text]))
  const unescaped = (text: string) => text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))) // prettier-ignore
  return Array.from({ length: Number(one(cache, 'c:ptCount').attributes.val) }, (_, at) => points.has(at) ? unescaped(points.get(at)!) : null) // prettier-ignore
}

/** The cells of `Data!$B$2:$B$63`. */
function cellsOf(reference: string, { cells, name }: ReadSheet): (string | number | null)[] {
  const [, sheet, letter, from, to] = /^(\w+)!\$([A-Z]+)\$(\d+):\$\2\$(\d+)$/.exec(reference) ?? []
  if (sheet !== name) throw new Error(`${reference} is not of the sheet ${name}`)
  return Array.from({ length: Number(to) - Number(from) + 1 }, (_, at) => cells.get(`${letter}${Number(from) + at}`)?.value ?? null) // prettier-ignore
}
