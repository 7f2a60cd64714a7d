import type { Answer, Study, StudyRow } from '../domain'
import { counted, formatNumber, listed, sentence } from '../words'
import { spreadOut } from './boxes'
import { round, sceneBase } from './chart'
import { rowName } from './rowName'
import { linear, type Scale } from './scale'
import type { LegendEntry, Mark, Paint, Scene, Size } from './scene'
import { textWidth } from './text'
import { axisFoot, padded, plainAxis } from './valueAxis'

/** Up to so many areas have a row of their own with their name; more share a fixed height, the outermost and the marked named. */
const MOST_ROWS = 40
const denseHeight = 520
const fontSize = 13
const top = 62

/** An area's own slope and its interval. */
interface Gradient {
  area: string
  name: string
  slope: number
  lower: number
  upper: number
}

type Telling = 'more' | 'less' | 'none'
/** A slope below nought points down, as it is printed. */
const SHAPES = { more: 'down', less: 'up', none: 'dot' } as const
const LINES: Readonly<Record<Telling, Paint>> = { more: 'lower', less: 'higher', none: 'outline' }
const FILLS: Readonly<Record<Telling, Paint>> = { more: 'lower', less: 'higher', none: 'similar' }

const tellingOf = ({ lower, upper }: Gradient): Telling => (upper < 0 ? 'more' : lower > 0 ? 'less' : 'none')

/** Each area's own gradient by deprivation, where deprived places have most first. Null where fewer than two areas have one. */
export function gradientsScene(study: Study, answer: Answer, size: Size): Scene | null {
  const held = study.rows.flatMap((row) => gradientOf(study, row)).sort((a, b) => a.slope - b.slope)
  if (held.length < 2) return null
  const { indicator, context } = answer
  const chosen = new Set(answer.question.chosen)
  const dense = held.length > MOST_ROWS
  const row = dense ? denseHeight / held.length : 24
  const bottom = Math.round(top + row * held.length + 2)
  const named = held.flatMap((one, rank) => (!dense || chosen.has(one.area) || rank < 3 || rank >= held.length - 3 ? [{ ...one, rank }] : [])) // prettier-ignore
  const room = Math.min(size.width * 0.36, Math.max(...named.map(({ name }) => textWidth(name, fontSize, 'bold'))))
  const [left, right] = [Math.ceil(room) + 18, size.width - 10]
  const domain = rangeOf(held)
  const x = linear(domain, [left, right])
  const y = (rank: number) => round(top + (rank + 0.5) * row)
  const title = `Slope index${indicator.unit ? `, ${indicator.unit}` : ''}`
  return {
    ...sceneBase(answer, 'gradients', 'values', ''),
    empty: null,
    title: `${indicator.shortName}: gradient inside each ${context.areaTypeLabel.one}`,
    description: `Slope index by deprivation inside each of ${held.length} ${context.areaTypeLabel.many}, ranked: below 0 deprived places have more. From ${said(held[0]!, answer)} to ${said(held.at(-1)!, answer)}.`,
    legend: legendOf(held),
    width: size.width,
    height: bottom + axisFoot,
    marks: [
      ...plainAxis({ width: size.width, left, right, top, linesTo: bottom, bottom, domain, scale: x, title }),
      ...zeroLine(x, left, right, bottom, size),
      ...bands(named, chosen, y, size.width, dense ? 17 : row),
      ...held.flatMap((one, rank) => gradientMarks(one, y(rank), x, domain, dense && !chosen.has(one.area) ? 3 : 5)),
      ...names(named, chosen, y, room, bottom, dense),
    ],
    items: held.map((one, rank) => ({
      key: one.area,
      name: said(one, answer),
      box: { x: 0, y: round(y(rank) - row / 2), width: size.width, height: Math.max(1, round(row)) },
    })),
    notes: notesOf(study, held, answer),
  }
}

/** Who has no slope, the marked by name. */
function notesOf({ rows }: Study, held: readonly Gradient[], { context, question }: Answer): string[] {
  const without = rows.filter(({ area }) => !held.some((one) => one.area === area))
  if (without.length === 0) return []
  const marked = without.filter(({ area }) => question.chosen.includes(area)).map(({ name }) => name)
  const one = without.length === 1
  const named = marked.length === 0 ? '' : ` (${listed(marked)} among them)`
  return [`${counted(without.length, context.areaTypeLabel)} without a value in every group${named} ${one ? 'has' : 'have'} no slope and ${one ? 'is' : 'are'} not drawn.`] // prettier-ignore
}

function gradientOf({ columns }: Study, { area, name, cells }: StudyRow): Gradient[] {
  const at = (id: string) => cells[columns.findIndex((column) => column.id === id)]
  const [slope, lower, upper] = [at('slope-index'), at('lower95'), at('upper95')]
  if (typeof slope !== 'number' || typeof lower !== 'number' || typeof upper !== 'number') return []
  return [{ area, name, slope, lower, upper }]
}

/** As the table has it: each limit with its own decimals. */
function said(one: Gradient, { indicator }: Answer): string {
  const figure = (value: number) => formatNumber(value, indicator)
  const tells = {
    more: 'deprived places have more',
    less: 'deprived places have less',
    none: 'no difference can be told',
  }
  return `${one.name}: slope index ${figure(one.slope)} (${figure(one.lower)} to ${figure(one.upper)}), ${tells[tellingOf(one)]}` // prettier-ignore
}

/** All slopes and 0; no wild interval squeezes the rest into a corner. */
function rangeOf(held: readonly Gradient[]): [number, number] {
  const [low, high] = [Math.min(0, held[0]!.slope), Math.max(0, held.at(-1)!.slope)]
  const span = high - low || 1
  const [from, to] = [Math.min(...held.map(({ lower }) => lower)), Math.max(...held.map(({ upper }) => upper))]
  return padded(Math.max(Math.min(0, from), low - span), Math.min(Math.max(0, to), high + span))
}

/** Where nothing differs, and what lies on either side of it. */
function zeroLine(x: Scale, left: number, right: number, bottom: number, { compact }: Size): Mark[] {
  const at = round(x(0))
  const text = (words: string, anchor: 'start' | 'end', from: number): Mark => ({ kind: 'text', x: from, y: 32, text: words, anchor, size: 12, fill: 'ink' }) // prettier-ignore
  const more = compact ? '◀ deprived: more' : '◀ deprived places have more'
  const roomLeft = at - left > textWidth(more, 12) + 4
  // Who has less is left out only beside who has more.
  const less = !compact ? 'deprived places have less ▶' : roomLeft ? 'less ▶' : 'deprived: less ▶'
  const roomRight = right - at > textWidth(less, 12) + 4
  return [
    { kind: 'line', x1: at, y1: top - 4, x2: at, y2: bottom, stroke: 'ink', strokeWidth: 1.5 },
    roomLeft || !roomRight ? text(more, 'end', roomLeft ? at - 6 : right) : text(less, 'start', at + 6),
    ...(roomLeft && roomRight ? [text(less, 'start', at + 6)] : []),
  ]
}

type Named = Gradient & { rank: number }

function bands(
  named: readonly Named[],
  chosen: ReadonlySet<string>,
  y: (rank: number) => number,
  width: number,
  height: number,
): Mark[] {
  return named
    .filter(({ area }) => chosen.has(area))
    .flatMap(({ area, rank }): Mark[] => {
      const band = { kind: 'rect', x: 0, y: round(y(rank) - height / 2), height, fill: 'chosen', key: area } as const
      return [{ ...band, width, opacity: 0.3 }, { ...band, width: 4 }] // prettier-ignore
    })
}

function gradientMarks(one: Gradient, y: number, x: Scale, [low, high]: readonly [number, number], r: number): Mark[] {
  const telling = tellingOf(one)
  const clamp = (value: number) => round(x(Math.min(high, Math.max(low, value))))
  return [
    { kind: 'line', x1: clamp(one.lower), y1: y, x2: clamp(one.upper), y2: y, stroke: LINES[telling], strokeWidth: r > 3 ? 2 : 1.25, key: one.area }, // prettier-ignore
    { kind: 'symbol', shape: SHAPES[telling], cx: round(x(one.slope)), cy: y, r, fill: FILLS[telling], stroke: telling === 'none' ? 'outline' : 'sheet', strokeWidth: 1, key: one.area }, // prettier-ignore
  ]
}

function names(
  named: readonly Named[],
  chosen: ReadonlySet<string>,
  y: (rank: number) => number,
  room: number,
  bottom: number,
  dense: boolean,
): Mark[] {
  const centres = named.map(({ rank }) => y(rank))
  const at = spreadOut(centres, 17, top + 6, bottom - 4)
  return named.flatMap(({ area, name, rank }, i): Mark[] => {
    const weight = chosen.has(area) ? 'bold' : 'normal'
    const moved = Math.abs(at[i]! - y(rank)) > 2
    return [
      ...(moved ? [{ kind: 'line', x1: room + 10, y1: round(at[i]!), x2: room + 17, y2: y(rank), stroke: 'muted', strokeWidth: 0.75, key: area } as const] : []), // prettier-ignore
      ...rowName(name, {
        x: room + 8,
        y: at[i]!,
        room,
        anchor: 'end',
        size: fontSize,
        weight,
        tall: !dense,
        key: area,
      }),
    ]
  })
}

function legendOf(held: readonly Gradient[]): LegendEntry[] {
  const labels: Record<Telling, string> = { more: 'deprived places have more', none: 'no difference can be told', less: 'deprived places have less' } // prettier-ignore
  return (['more', 'none', 'less'] as const).flatMap((telling) => {
    const many = held.filter((one) => tellingOf(one) === telling).length
    return many === 0 ? [] : [{ label: `${sentence(labels[telling])} (${many})`, paint: FILLS[telling], shape: SHAPES[telling] }] // prettier-ignore
  })
}
