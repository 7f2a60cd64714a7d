import type { People, PeopleOf } from '../domain'
import { sentence } from '../words'
import { bandName, sayBar, sexName, shareAt } from '../words/people'
import { round } from './chart'
import { linear, linearTicks, type Scale } from './scale'
import type { LegendEntry, Mark, Paint, Scene, SceneItem, Size } from './scene'
import { fitText, textWidth } from './text'

const fontSize = 13
const top = 44
const foot = 44
const PAINTS: Readonly<Record<string, Paint>> = { female: 'cat3', male: 'cat1' }
const paintOf = (sex: string): Paint => PAINTS[sex] ?? 'cat1'

interface Plan {
  people: People
  place: PeopleOf
  /** Ends of the room between the two sides, where ages stand. */
  gutter: readonly [number, number]
  width: number
  row: number
  bottom: number
  /** Largest share on the axis, in per cent. */
  most: number
  /** Where a share of a sex lies, in per cent: to the left for women, else to the right. */
  x: (sex: number, percent: number) => number
}

/** People by age and sex as shares of all: bars for a place, an outline for what it is held against; oldest on top. */
export function pyramidScene(people: People, place: PeopleOf, size: Size): Scene {
  const { sexes, bands, comparator, context } = people
  const base = {
    id: 'pyramid',
    title: `People of ${place.label} by age and sex`,
    subtitle: `${context.release.synthetic ? 'SYNTHETIC. ' : ''}${sentence(place.label)}${comparator ? ` against ${comparator.label}` : ''}, ${context.periodLabel}, per cent of all people`, // prettier-ignore
    source: sourceOf(people),
    description: `Bars of the share of people in each age band${sexes.length > 1 ? ', women to the left and men to the right' : ''}${comparator ? `, with the outline of ${comparator.label}` : ''}.`, // prettier-ignore
  }
  const known = bands.some((_, band) => sexes.some((_, sex) => shareAt(place, sex, band) !== null))
  if (!known) return { ...base, legend: [], width: size.width, height: 96, marks: [], items: [], empty: `${sentence(place.why ?? 'no people are held for this place')}. Choose another place.` } // prettier-ignore
  const plan = layOut(people, place, size)
  return {
    ...base,
    empty: null,
    legend: legendOf(people, place),
    width: size.width,
    height: plan.bottom + foot,
    marks: [...axis(plan), ...bars(plan), ...ages(plan), ...(comparator ? outline(comparator, plan) : [])],
    ...itemsOf(plan),
    notes: notesOf(people, place),
  }
}

function sourceOf({ context: { release } }: People): string {
  const synthetic = release.synthetic && !release.title.includes('SYNTHETIC') ? 'SYNTHETIC. ' : ''
  return `${synthetic}Source: ${release.title}, its table of people`
}

function layOut(people: People, place: PeopleOf, size: Size): Plan {
  const { sexes, bands, comparator } = people
  // Pyramids that stand side by side share one scale.
  const places = people.places.includes(place) ? people.places : [place]
  const row = Math.max(18, Math.min(size.compact ? 22 : 26, Math.floor((size.height - top - foot) / bands.length)))
  const room = Math.ceil(Math.max(...bands.map((band) => textWidth(bandName(band), 12)))) + 14
  const two = sexes.length > 1
  const from = two ? (size.width - room) / 2 : 0
  const gutter = [from, from + room] as const
  const shares = [...places, ...(comparator ? [comparator] : [])].flatMap((one) => sexes.flatMap((_, sex) => bands.flatMap((_, band) => shareAt(one, sex, band) ?? []))) // prettier-ignore
  const most = Math.max(...shares) * 100 * 1.04 || 1
  const right: Scale = linear([0, most], [gutter[1], size.width - 8])
  const left: Scale = linear([0, most], [gutter[0], 8])
  const x = (sex: number, percent: number) => (two && sex === 0 ? left : right)(percent)
  return { people, place, gutter, width: size.width, row, bottom: top + row * bands.length, most, x }
}

/** Top of a band's row: the oldest stands highest. */
const rowTop = ({ people, row }: Plan, band: number) => top + row * (people.bands.length - 1 - band)

function axis(plan: Plan): Mark[] {
  const { people, gutter, width, bottom, most, x } = plan
  return people.sexes.flatMap((sex, at): Mark[] => {
    const ticks = linearTicks([0, most], Math.abs(x(at, most) - x(at, 0)), 12)
    const outer = x(at, most)
    const toLeft = outer < gutter[0]
    return [
      { kind: 'text', x: round(toLeft ? gutter[0] - 4 : gutter[1] + 4), y: 30, text: sexName(sex), anchor: toLeft ? 'end' : 'start', size: 14, weight: 'bold', fill: 'ink' }, // prettier-ignore
      ...ticks.flatMap(({ value, label }): Mark[] => [
        { kind: 'line', x1: round(x(at, value)), y1: top - 4, x2: round(x(at, value)), y2: bottom + 4, stroke: 'rule', strokeWidth: 1 }, // prettier-ignore
        {
          kind: 'text',
          x: round(x(at, value)),
          y: bottom + 18,
          text: label,
          anchor: 'middle',
          size: 12,
          fill: 'muted',
        },
      ]),
      ...(at === 0 ? [{ kind: 'text', x: width / 2, y: bottom + 38, text: fitText('Per cent of all people', width - 8, fontSize), anchor: 'middle', size: fontSize, fill: 'ink' } as const] : []), // prettier-ignore
      ...(at === 0 ? [{ kind: 'text', x: (gutter[0] + gutter[1]) / 2, y: 30, text: 'Age', anchor: 'middle', size: 12, fill: 'muted' } as const] : []), // prettier-ignore
    ]
  })
}

function ages(plan: Plan): Mark[] {
  const { people, gutter, row } = plan
  return people.bands.map((band, at): Mark => ({ kind: 'text', x: round((gutter[0] + gutter[1]) / 2), y: round(rowTop(plan, at) + row / 2 + 4), text: bandName(band), anchor: 'middle', size: 12, fill: 'ink' })) // prettier-ignore
}

const keyOf = ({ people }: Plan, sex: number, band: number) => `${people.sexes[sex]}@${people.bands[band]!.code}`

function bars(plan: Plan): Mark[] {
  const { people, place, row, x } = plan
  return people.bands.flatMap((_, band) =>
    people.sexes.flatMap((sex, at): Mark[] => {
      const share = shareAt(place, at, band)
      const base = { y: rowTop(plan, band) + 1, height: row - 2, key: keyOf(plan, at, band) }
      const [zero, end] = [x(at, 0), x(at, share === null ? 0 : share * 100)]
      if (share === null) return [{ kind: 'rect', ...base, x: round(Math.min(zero, zero + (x(at, 1) < zero ? -16 : 0))), width: 16, fill: 'hatch', stroke: 'outline', strokeWidth: 1 }] // prettier-ignore
      return [{ kind: 'rect', ...base, x: round(Math.min(zero, end)), width: round(Math.abs(end - zero)), fill: paintOf(sex) }] // prettier-ignore
    }),
  )
}

/** A stair along the ends of the bars that the comparator would have; it breaks where a share is not known. */
function outline(comparator: PeopleOf, plan: Plan): Mark[] {
  const { people, row, x } = plan
  return people.sexes.flatMap((_, at): Mark[] => {
    let [d, open] = ['', false]
    people.bands.forEach((_, band) => {
      const share = shareAt(comparator, at, band)
      if (share === null) return void (open = false)
      const [end, from, to] = [round(x(at, share * 100)), round(rowTop(plan, band) + row), round(rowTop(plan, band))]
      d += `${open ? 'L' : 'M'}${end},${from}V${to}`
      open = true
    })
    const line = { kind: 'path', d, fill: 'clear' } as const
    return [{ ...line, stroke: 'sheet', strokeWidth: 5 }, { ...line, stroke: 'ink', strokeWidth: 2 }] // prettier-ignore
  })
}

/** From the oldest down, women before men. */
function itemsOf(plan: Plan): Pick<Scene, 'items' | 'neighbours'> {
  const { people, place, row, x, width, gutter } = plan
  const { sexes, bands } = people
  const places = bands.flatMap((_, i) => sexes.map((_, sex) => ({ sex, band: bands.length - 1 - i })))
  const items = places.map(({ sex, band }): SceneItem => {
    const toLeft = x(sex, 1) < gutter[0]
    const box = { x: toLeft ? 0 : gutter[1], y: rowTop(plan, band), width: gutter[0] || width - gutter[1], height: row } // prettier-ignore
    return { key: keyOf(plan, sex, band), name: sayBar(people, place, sex, band), box }
  })
  const near = places.map(({ sex, band }, i) => {
    const at = (s: number, b: number) => (sexes[s] && bands[b] ? keyOf(plan, s, b) : undefined)
    return [items[i]!.key, { up: at(sex, band + 1), down: at(sex, band - 1), left: at(sex - 1, band), right: at(sex + 1, band) }] as const // prettier-ignore
  })
  return { items, neighbours: Object.fromEntries(near) }
}

function legendOf({ sexes, comparator }: People, { label }: PeopleOf): LegendEntry[] {
  return [
    ...sexes.map((sex): LegendEntry => ({ label: `${sexName(sex)}, ${label}`, paint: paintOf(sex), shape: 'swatch' })),
    ...(comparator ? [{ label: sentence(comparator.label), paint: 'ink', shape: 'line' } as const] : []),
  ]
}

function notesOf({ bands, comparator, notes }: People, place: PeopleOf): string[] {
  const wide = new Set(bands.slice(0, -1).map(({ start, end }) => (end ?? start) - start + 1))
  const lacking = [place, ...(comparator ? [comparator] : [])].flatMap(({ name, why }) => (why ? [`${sentence(name)}: ${why}.`] : [])) // prettier-ignore
  return [...notes, ...(wide.size > 1 ? ['Age bands are not equally wide, so longer bars may be wider bands.'] : []), ...lacking] // prettier-ignore
}
