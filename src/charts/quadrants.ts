import type { Corner, Pair, Pairing } from '../domain'
import { formatCount, formatNumber, sentence, sourceLine, within } from '../words'
import { comparable, cornerWords, countOf, sayPair } from '../words/need'
import { alongLine, overlaps, type Box } from './boxes'
import { chosenRing, emptyScene, round } from './chart'
import { placeBeside, type Taken } from './placement'
import { linear, linearTicks, type Scale } from './scale'
import type { LegendEntry, Mark, Scene, SceneItem, Size } from './scene'
import { fitText, textWidth, wrapText } from './text'
import { padded } from './valueAxis'

const fontSize = 13
const top = 48
/** Up to so many areas of the corner that is asked about are named whatever they cover. */
const SURE_NAMES = 6

interface Spot {
  pair: Pair
  x: number
  y: number
}

interface Plan {
  pairing: Pairing
  width: number
  height: number
  left: number
  right: number
  bottom: number
  x: Scale
  y: Scale
  domains: { x: [number, number]; y: [number, number] }
  /** Where the comparator's lines stand; null where it has no value. */
  held: { x: number | null; y: number | null }
  spots: readonly Spot[]
}

/** Each area by two indicators, the comparator's two lines between: who is higher on the first and lower on the second. */
export function quadrantScene(pairing: Pairing, size: Size): Scene {
  const { need, care, context, pairs } = pairing
  const names = [need, care].map(({ indicator }) => within(indicator.shortName))
  const base = {
    id: 'quadrants',
    title: sentence(`${names[0]} against ${names[1]}`),
    subtitle: `${context.release.synthetic ? 'SYNTHETIC. ' : ''}${sentence(context.areaTypeLabel.many)} of ${context.placeLabel}; ${names[0]}: ${need.periodLabel}, ${names[1]}: ${care.periodLabel}`,
    source: sourceLine(context.release),
    description: `Each area once: ${names[0]} from left to right, ${names[1]} from bottom to top. Left and right walk by the first, up and down by the second. ${countOf(pairing, 'higher-lower')} are ${cornerWords('higher-lower', pairing)} than ${context.comparatorLabel}.`,
    legend: legendOf(pairing),
    empty: null,
  }
  const valued = pairs.filter((pair) => pair.need.value !== null && pair.care.value !== null)
  if (valued.length === 0)
    return emptyScene(base, size, `No ${context.areaTypeLabel.one} has a value on both. Choose another indicator or another kind of area.`) // prettier-ignore
  const plan = layOut(pairing, valued, size)
  const undrawn = pairs.length - valued.length
  return {
    ...base,
    width: plan.width,
    height: plan.height,
    marks: [...corner(plan), ...grid(plan), ...lines(plan), ...dots(plan), ...labels(plan)],
    ...itemsOf(plan),
    notes: undrawn === 0 ? [] : [`${formatCount(undrawn)} without both values ${undrawn === 1 ? 'is' : 'are'} not drawn; the table says why.`], // prettier-ignore
  }
}

function layOut(pairing: Pairing, valued: readonly Pair[], size: Size): Plan {
  const height = Math.round(Math.max(340, Math.min(size.height, size.width * (size.compact ? 1.3 : 0.66))))
  const bottom = height - 48
  const domain = (pick: (pair: Pair) => number | null, held: number | null): [number, number] => {
    const values = [...valued.flatMap((pair) => pick(pair) ?? []), ...(held === null ? [] : [held])]
    const [low, high] = [Math.min(...values), Math.max(...values)]
    const room = (high - low) * 0.05
    return low === high ? padded(low, high) : [low >= 0 ? Math.max(0, low - room) : low - room, high + room]
  }
  const domains = {
    x: domain(({ need }) => need.value, pairing.need.comparator.value),
    y: domain(({ care }) => care.value, pairing.care.comparator.value),
  }
  const left = Math.ceil(Math.max(...linearTicks(domains.y, bottom - top, 24).map(({ label }) => textWidth(label, 12)))) + 12 // prettier-ignore
  const right = size.width - 14
  const [x, y] = [linear(domains.x, [left, right]), linear(domains.y, [bottom, top])]
  const spots = valued.map((pair) => ({ pair, x: round(x(pair.need.value!)), y: round(y(pair.care.value!)) }))
  const at = (scale: Scale, value: number | null) => (value === null ? null : round(scale(value)))
  const held = { x: at(x, pairing.need.comparator.value), y: at(y, pairing.care.comparator.value) }
  return { pairing, width: size.width, height, left, right, bottom, x, y, domains, held, spots }
}

/** The corner that is asked about, in a quiet shade, with what it means. */
function corner(plan: Plan): Mark[] {
  const { held, right, bottom } = plan
  if (held.x === null || held.y === null) return []
  return [
    { kind: 'rect', x: held.x, y: held.y, width: right - held.x, height: bottom - held.y, fill: 'rule', opacity: 0.45 },
    ...(cornerText(plan)?.lines.map(({ text, x, y }): Mark => ({ kind: 'text', x, y, text, size: 12, fill: 'muted' })) ?? []), // prettier-ignore
  ]
}

interface CornerText {
  lines: { text: string; x: number; y: number }[]
  box: Box
}

/** The corner's meaning where it covers no mark: at its foot or its head, in one line or more; null where there is no such place, since the key says it too. */
function cornerText({ pairing, held, right, bottom, spots, width }: Plan): CornerText | null {
  if (held.x === null || held.y === null || width < 520) return null
  const words = cornerWords('higher-lower', pairing)
  const room = right - held.x - 14
  for (const share of [1, 0.6, 0.4])
    for (const foot of [true, false]) {
      const lines = wrapText(words, room * share, 12)
      const high = (lines?.length ?? 0) * 15 + 6
      if (!lines || high + 12 > bottom - held.y) continue
      const y = foot ? bottom - high - 2 : held.y + 4
      const wide = Math.max(...lines.map((line) => textWidth(line, 12)))
      const box = { x: right - 6 - wide, y, width: wide, height: high }
      if (spots.some(({ x, y: at }) => overlaps(box, { x: x - 11, y: at - 11, width: 22, height: 22 }))) continue
      return { box, lines: lines.map((text, i) => ({ text, x: round(right - 6 - textWidth(text, 12)), y: round(y + 13 + i * 15) })) } // prettier-ignore
    }
  return null
}

const axisTitle = ({ indicator, periodLabel }: Pairing['need']) =>
  `${sentence(indicator.shortName)}, ${periodLabel}${indicator.unit.trim() ? `, ${indicator.unit.trim()}` : ''}`

function grid({ pairing, left, right, bottom, width, x, y, domains }: Plan): Mark[] {
  const across = fitText(axisTitle(pairing.need), width - 8, fontSize, 'bold')
  const half = textWidth(across, fontSize, 'bold') / 2
  const middle = Math.max(half + 2, Math.min((left + right) / 2, width - half - 2))
  return [
    { kind: 'text', x: 0, y: 14, text: fitText(axisTitle(pairing.care), width - 8, fontSize, 'bold'), size: fontSize, weight: 'bold', fill: 'ink' }, // prettier-ignore
    ...linearTicks(domains.y, bottom - top, 24).flatMap(({ value, label }): Mark[] => [
      { kind: 'line', x1: left, y1: round(y(value)), x2: right, y2: round(y(value)), stroke: 'rule', strokeWidth: 1 },
      { kind: 'text', x: left - 6, y: round(y(value)) + 4, text: label, anchor: 'end', size: 12, fill: 'muted' },
    ]),
    ...linearTicks(domains.x, right - left, 12).flatMap(({ value, label }): Mark[] => [
      { kind: 'line', x1: round(x(value)), y1: bottom, x2: round(x(value)), y2: bottom + 5, stroke: 'outline', strokeWidth: 1 }, // prettier-ignore
      { kind: 'text', x: round(x(value)), y: bottom + 19, text: label, anchor: 'middle', size: 12, fill: 'muted' },
    ]),
    { kind: 'line', x1: left, y1: bottom, x2: right, y2: bottom, stroke: 'outline', strokeWidth: 1 },
    { kind: 'text', x: round(middle), y: bottom + 40, text: across, anchor: 'middle', size: fontSize, weight: 'bold', fill: 'ink' }, // prettier-ignore
  ]
}

/** The comparator's value by each, with its name: on top of the upright line, at the end of the other. */
function lines(plan: Plan): Mark[] {
  const { held, left, right, bottom } = plan
  const line = { kind: 'line', stroke: 'ink', strokeWidth: 1.5 } as const
  return [
    ...(held.x === null ? [] : [{ ...line, x1: held.x, y1: top - 8, x2: held.x, y2: bottom }]),
    ...(held.y === null ? [] : [{ ...line, x1: left, y1: held.y, x2: right, y2: held.y }]),
    ...lineNames(plan).map(({ text, box }): Mark => ({ kind: 'text', x: round(box.x), y: round(box.y + fontSize - 2), text, size: fontSize, fill: 'ink', halo: true })), // prettier-ignore
  ]
}

function lineNames({ pairing, held, left, right, width }: Plan): { text: string; box: Box }[] {
  const { need, care, context } = pairing
  const label = ({ comparator, indicator }: Pairing['need'], room: number) => {
    const figure = formatNumber(comparator.value ?? 0, indicator)
    return textWidth(`${context.comparatorLabel} ${figure}`, fontSize) <= room ? `${context.comparatorLabel} ${figure}` : fitText(context.comparatorLabel, room, fontSize) // prettier-ignore
  }
  const boxOf = (text: string, x: number, y: number) => ({
    x,
    y,
    width: textWidth(text, fontSize),
    height: fontSize + 3,
  })
  const found: { text: string; box: Box }[] = []
  if (held.x !== null) {
    const text = label(need, (width - left) * 0.6)
    const wide = textWidth(text, fontSize)
    found.push({ text, box: boxOf(text, Math.max(left, Math.min(held.x - wide / 2, width - wide - 2)), top - 25) })
  }
  if (held.y !== null) {
    const text = label(care, (right - left) * 0.45)
    found.push({ text, box: boxOf(text, right - textWidth(text, fontSize) - 2, held.y - fontSize - 5) })
  }
  return found
}

/** A mark for each corner: square where first high and second low, dot where turned round, pale else, hollow where not told apart. */
function mark({ pair, x, y }: Spot): Mark {
  const key = pair.area
  if (pair.corner === 'higher-lower')
    return { kind: 'rect', x: x - 5, y: y - 5, width: 10, height: 10, fill: 'cat3', stroke: 'sheet', strokeWidth: 1, key } // prettier-ignore
  if (pair.corner === 'lower-higher') return { kind: 'circle', cx: x, cy: y, r: 5.5, fill: 'cat1', stroke: 'sheet', strokeWidth: 1, key } // prettier-ignore
  const clear = pair.corner === 'unclear'
  return { kind: 'circle', cx: x, cy: y, r: clear ? 4 : 5, fill: clear ? 'none' : 'similar', stroke: 'outline', strokeWidth: clear ? 1.25 : 1, key } // prettier-ignore
}

function dots(plan: Plan): Mark[] {
  const { spots, pairing } = plan
  const chosen = new Set(pairing.question.chosen)
  const rank = ({ pair }: Spot) => (chosen.has(pair.area) ? 2 : pair.corner === 'higher-lower' ? 1 : 0)
  return [...spots]
    .sort((one, other) => rank(one) - rank(other))
    .flatMap((spot) => (rank(spot) === 2 ? [...chosenRing(spot.x, spot.y, spot.pair.area), ...cross(spot, plan), mark(spot)] : [mark(spot)])) // prettier-ignore
}

/** Both 95 % intervals of a marked area; a limit beyond the plot ends in an arrowhead. */
function cross({ pair: { need, care, area: key }, x: cx, y: cy }: Spot, { x, y, left, right, bottom }: Plan): Mark[] {
  const drawn = { stroke: 'ink', strokeWidth: 1.5, key } as const
  const held = (at: number, from: number, to: number) => round(Math.max(from, Math.min(to, at)))
  const head = (d: string): Mark => ({ ...drawn, kind: 'path', d, fill: 'clear' })
  const across = (end: number, back: number) => head(`M${end + back},${cy - 4}L${end},${cy}L${end + back},${cy + 4}`)
  const upright = (end: number, back: number) => head(`M${cx - 4},${end + back}L${cx},${end}L${cx + 4},${end + back}`)
  const marks: Mark[] = []
  if (need.interval95) {
    const [from, to] = [x(need.interval95.lower), x(need.interval95.upper)]
    marks.push({ ...drawn, kind: 'line', x1: held(from, left, right), y1: cy, x2: held(to, left, right), y2: cy })
    marks.push(...(from < left ? [across(left, 5)] : []), ...(to > right ? [across(right, -5)] : []))
  }
  if (care.interval95) {
    const [from, to] = [y(care.interval95.lower), y(care.interval95.upper)]
    marks.push({ ...drawn, kind: 'line', x1: cx, y1: held(from, top, bottom), x2: cx, y2: held(to, top, bottom) })
    marks.push(...(from > bottom ? [upright(bottom, -5)] : []), ...(to < top ? [upright(top, 5)] : []))
  }
  return marks
}

function labels(plan: Plan): Mark[] {
  const { spots, pairing, held, left, right, bottom } = plan
  const chosen = new Set(pairing.question.chosen)
  const asked = spots.filter(({ pair }) => pair.corner === 'higher-lower' && !chosen.has(pair.area))
  const wanted = [...spots.filter(({ pair }) => chosen.has(pair.area)), ...asked].map(({ pair, x, y }, i) => ({
    x,
    y,
    text: pair.name,
    bold: chosen.has(pair.area),
    must: chosen.has(pair.area) || i < SURE_NAMES,
    key: pair.area,
  }))
  const along = (from: [number, number], to: [number, number]): Taken[] =>
    alongLine([from, to], 2).map((box) => ({ ...box, cost: 0.3 }))
  const words = cornerText(plan)?.box
  const taken: Taken[] = [
    ...(held.x === null ? [] : along([held.x, top], [held.x, bottom])),
    ...(held.y === null ? [] : along([left, held.y], [right, held.y])),
    ...lineNames(plan).map(({ box }) => ({ ...box, cost: 8 })),
    ...(words ? [{ ...words, cost: 8 }] : []),
    ...spots.map(({ x, y, pair }) => {
      const reach = chosen.has(pair.area) ? 11 : 5
      return { x: x - reach, y: y - reach, width: 2 * reach, height: 2 * reach }
    }),
  ]
  const frame = { x: left + 2, y: top - 6, width: right - left - 2, height: bottom - top + 4 }
  return placeBeside(wanted, taken, frame, fontSize)
}

/** By the first indicator from left to right; up and down by the second. */
function itemsOf({ spots, pairing }: Plan): Pick<Scene, 'items' | 'neighbours'> {
  const across = [...spots].sort((one, other) => one.x - other.x || one.y - other.y)
  const upwards = [...spots].sort((one, other) => other.y - one.y || one.x - other.x)
  const items = across.map(({ pair, x, y }): SceneItem => ({
    key: pair.area,
    name: sayPair(pair, pairing),
    standsOut: LEGEND.some(({ corner }) => corner === pair.corner) || undefined,
    box: { x: round(x - 12), y: round(y - 12), width: 24, height: 24 },
  }))
  const key = (spot: Spot | undefined) => spot?.pair.area
  const neighbours = across.map((spot, i) => {
    const j = upwards.indexOf(spot)
    return [spot.pair.area, { left: key(across[i - 1]), right: key(across[i + 1]), down: key(upwards[j - 1]), up: key(upwards[j + 1]) }] // prettier-ignore
  })
  return { items, neighbours: Object.fromEntries(neighbours) }
}

const LEGEND: readonly { corner: Corner; paint: LegendEntry['paint']; shape: LegendEntry['shape'] }[] = [
  { corner: 'higher-lower', paint: 'cat3', shape: 'swatch' },
  { corner: 'lower-higher', paint: 'cat1', shape: 'dot' },
]

function legendOf(pairing: Pairing): LegendEntry[] {
  const many = (corner: Corner) => pairing.pairs.filter((pair) => pair.corner === corner).length
  const alike = many('higher-higher') + many('lower-lower')
  const valued = pairing.pairs.filter(({ corner, need, care }) => corner === 'unclear' && need.value !== null && care.value !== null) // prettier-ignore
  const unclear = valued.filter(comparable).length
  const hollow = (label: string, n: number) => (n === 0 ? [] : [{ label: `${label} (${n})`, paint: 'none', shape: 'dot' } as const]) // prettier-ignore
  return [
    ...LEGEND.map(({ corner, paint, shape }) => ({ label: `${cornerWords(corner, pairing)} (${many(corner)})`, paint, shape })), // prettier-ignore
    { label: `higher on both or lower on both (${alike})`, paint: 'similar', shape: 'dot' } as const,
    ...hollow('cannot be told apart on one or both', unclear),
    ...hollow('no comparison on one or both', valued.length - unclear),
  ]
}
