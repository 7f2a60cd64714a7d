import type { Estimate, Overview, Standing, Standings } from '../domain'
import { sentence, sourceLine } from '../words'
import { FIFTHS, heatCellMark, heatCellWords, heatFinding } from '../words/heat'
import { hiddenWords } from '../words/standing'
import { chosenRing, shapeOf } from './chart'
import type { LegendEntry, Mark, OnPaint, Paint, Scene, SceneItem, Size } from './scene'
import { fitText, hyphenate, textWidth, wrapText } from './text'

const ROW = 26
const SIZE = 13
const HEAD = 12
/** No column is narrower, whatever room there is. */
const LEAST = 72

/** The key of a heat table's cells: by verdict, or by fifth. */
export function heatLegend(
  { areas }: Standings,
  { comparatorLabel }: Overview['context'],
  byFifth: boolean,
): LegendEntry[] {
  // prettier-ignore
  const cells = areas.flatMap(({ estimates }) => estimates)
  const hidden = cells.flatMap((one) => (one?.status === 'hidden' ? [one] : []))
  const uncompared = cells.some((one) => one?.value != null && one.verdict === 'none')
  return [
    ...(byFifth
      ? FIFTHS.map((name, i) => ({ label: `${i + 1} ${name}`, paint: `seq${i + 1}`, shape: 'swatch' }) as LegendEntry)
      : ([
          { label: `higher than ${comparatorLabel}`, paint: 'higher', shape: 'up' },
          { label: 'cannot be told apart', paint: 'outline', shape: 'dot' },
          { label: `lower than ${comparatorLabel}`, paint: 'lower', shape: 'down' },
        ] as const)),
    ...(uncompared && !byFifth ? [{ label: 'no comparison', paint: 'none', shape: 'dot' } as const] : []),
    ...(hidden.length > 0
      ? [{ label: `hidden: ${hiddenWords(hidden)}`, paint: 'hatch', shape: 'hatch' } as const]
      : []),
  ]
}

interface Plan {
  standings: Standings
  overview: Overview
  shown: readonly Standing[]
  byFifth: boolean
  left: number
  wide: number
  top: number
}

/** The heat table as a picture: a row for each area in the order given, a column for each indicator, its mark in each cell. */
export function heatScene(
  standings: Standings,
  overview: Overview,
  shown: readonly Standing[],
  byFifth: boolean,
  { width: room }: Size,
): Scene {
  // prettier-ignore
  const { rows } = standings
  const { context } = overview
  const longest = Math.max(80, ...shown.map(({ name }) => textWidth(name, SIZE)))
  const left = Math.min(Math.ceil(longest) + 34, Math.round(room * 0.3))
  const width = Math.max(room, left + rows.length * LEAST)
  const wide = (width - left) / Math.max(1, rows.length)
  const heads = rows.map(({ indicator }) => wrapped(sentence(indicator.shortName), wide - 6))
  const top = Math.max(1, ...heads.map(({ length }) => length)) * 15 + 10
  const plan = { standings, overview, shown, byFifth, left, wide, top }
  return {
    id: 'heat',
    title: sentence(`every indicator in ${context.areaTypeLabel.many} of ${context.placeLabel}`),
    subtitle: `${context.release.synthetic ? 'SYNTHETIC. ' : ''}${byFifth ? `Fifths of ${context.areaTypeLabel.many}` : `Against ${context.comparatorLabel}`}; each indicator in its latest period`,
    source: sourceLine(context.release),
    description: `${heatFinding(standings, overview).headline}. One row an area, one column an indicator.`,
    width,
    height: top + shown.length * ROW + 2,
    marks: [...heads.flatMap((lines, at) => headMarks(lines, left + (at + 0.5) * wide, top)), ...shown.flatMap((standing, row) => rowMarks(plan, standing, row))], // prettier-ignore
    items: shown.flatMap((standing, row) => itemsOf(plan, standing, row)),
    legend: heatLegend(standings, context, byFifth),
    empty: rows.length === 0 || shown.length === 0 ? `This release holds no indicators for ${context.areaTypeLabel.many}.` : null, // prettier-ignore
  }
}

/** A name in lines of its column; a word too long for it is broken, or cut short. */
const wrapped = (name: string, room: number): readonly string[] =>
  wrapText(name, room, HEAD) ??
  name.split(' ').flatMap((word) => {
    if (textWidth(word, HEAD) <= room) return [word]
    return hyphenate(word, room, HEAD) ?? [fitText(word, room, HEAD)]
  })

const headMarks = (lines: readonly string[], x: number, top: number): Mark[] =>
  lines.map((text, i) => ({ kind: 'text', x, y: top - 8 - (lines.length - 1 - i) * 15, text, anchor: 'middle', size: HEAD, fill: 'ink' })) // prettier-ignore

function rowMarks({ standings, overview, byFifth, left, wide, top }: Plan, standing: Standing, row: number): Mark[] {
  const y = top + row * ROW
  const ring = overview.question.chosen.includes(standing.area) ? chosenRing(12, y + ROW / 2, standing.area) : []
  const name: Mark = { kind: 'text', x: 28, y: y + 17, text: fitText(standing.name, left - 34, SIZE), size: SIZE, fill: 'ink', weight: ring.length > 0 ? 'bold' : 'normal', key: standing.area } // prettier-ignore
  const cells = standings.rows.flatMap((_, at) => {
    const estimate = standing.estimates[at] ?? null
    return cellMarks(estimate, byFifth ? (standing.fifths[at] ?? null) : null, { x: left + at * wide, y, width: wide, height: ROW }) // prettier-ignore
  })
  return [...ring, name, ...cells]
}

type Box = SceneItem['box']

function cellMarks(estimate: Estimate | null, fifth: number | null, { x, y, width, height }: Box): Mark[] {
  const fill = fillOf(estimate, fifth)
  const box: Mark = { kind: 'rect', x: x + 1, y: y + 1, width: width - 2, height: height - 2, fill, stroke: 'rule', strokeWidth: 1, key: estimate?.area } // prettier-ignore
  const [cx, cy] = [x + width / 2, y + height / 2]
  if (estimate?.value == null) {
    const text = heatCellMark(estimate, null)
    return [box, { kind: 'text', x: cx, y: cy + 4, text: fitText(text, width - 4, HEAD), anchor: 'middle', size: HEAD, fill: 'muted', halo: true }] // prettier-ignore
  }
  const ink: Paint = fill === 'sheet' ? 'outline' : (`on-${fill}` as OnPaint)
  if (fifth !== null) return [box, { kind: 'text', x: cx, y: cy + 5, text: String(fifth), anchor: 'middle', size: SIZE, fill: ink }] // prettier-ignore
  const open = estimate.verdict === 'none'
  return [box, { kind: 'symbol', shape: shapeOf[estimate.verdict], cx, cy, r: 5, fill: open ? 'none' : ink, stroke: open ? 'outline' : undefined, strokeWidth: 1 }] // prettier-ignore
}

function fillOf(estimate: Estimate | null, fifth: number | null): Paint {
  if (estimate?.value == null) return estimate?.status === 'hidden' ? 'hatch' : 'sheet'
  if (fifth !== null) return `seq${fifth}` as Paint
  return estimate.verdict === 'higher' || estimate.verdict === 'lower' ? estimate.verdict : 'sheet'
}

function itemsOf(
  { standings, overview, byFifth, left, wide, top }: Plan,
  standing: Standing,
  row: number,
): SceneItem[] {
  return standings.rows.map((of, at) => ({
    key: `${standing.area}:${of.indicator.id}`,
    area: standing.area,
    name: `${standing.name}, ${of.indicator.shortName}: ${heatCellWords(standing.estimates[at] ?? null, of, overview.context, byFifth ? (standing.fifths[at] ?? null) : null)}`, // prettier-ignore
    box: { x: left + at * wide, y: top + row * ROW, width: wide, height: ROW },
  }))
}
