import type { Mark, Scene } from './scene'
import { legendMarks, markToSvg, sceneToSvg } from './svg'
import { fitText, textWidth, wrapText } from './text'
import { paintColour, systemFont } from './theme'

/** What a picture of a link says beside its chart. */
export interface Card {
  /** What it is of: `Emergency admissions for COPD`. */
  about: string
  finding: string
  /** Place, time and people. */
  subtitle: string
  source: string
  /** Set where every number is made up. */
  synthetic: boolean
  scene: Scene
}

/** As social networks and chat programs show it, in pixels. */
export const CARD = { width: 1200, height: 628 } as const
const MARGIN = 48
const LEFT = 476
const FOOT = 548
/** Letters of charts, made for a screen, are drawn so much larger: a card is shown at half its size. */
const LARGER = 1.35
const room = { width: CARD.width - 2 * MARGIN - LEFT - 36, height: FOOT - MARGIN - 8 }

/** For how large a drawing a chart has to be laid out. */
export const cardChart = { width: Math.round(room.width / LARGER), height: Math.round(room.height / LARGER) } as const

/** Finding and key on the left, chart on the right, source below; in light colours. `fonts`: CSS font-family of every text. */
export function cardSvg(card: Card, fonts = systemFont): string {
  const { width, height } = CARD
  const words = [...leftMarks(card), ...footMarks(card)]
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${fonts.replace(/"/g, '&quot;')}">`,
    `<rect width="${width}" height="${height}" fill="${paintColour('sheet', 'light')}"/>`,
    chartPart(card.scene, fonts),
    ...words.map((mark) => markToSvg(mark, 'light')),
    keyPart(card),
    '</svg>',
  ].join('\n')
}

/** In the middle of its room, smaller where it is too high for it. */
function chartPart(scene: Scene, fonts: string): string {
  const scale = Math.min(LARGER, room.width / scene.width, room.height / scene.height)
  const x = CARD.width - MARGIN - room.width + (room.width - scene.width * scale) / 2
  const y = MARGIN - 8 + (room.height - scene.height * scale) / 2
  return `<g transform="translate(${x.toFixed(1)},${y.toFixed(1)}) scale(${scale.toFixed(3)})">${sceneToSvg(scene, 'light', { fonts, frame: false })}</g>` // prettier-ignore
}

/** Words as large as lets all of them stand above the key. */
function leftMarks(card: Card): Mark[] {
  const { about, finding, subtitle, synthetic } = card
  const bottom = keyTop(card) - 16
  const top = synthetic ? MARGIN + 40 : MARGIN
  const laidOut = (size: number) =>
    lines(top, [
      { text: about, size: 24, weight: 'normal', fill: 'muted', most: 2 },
      { text: finding, size, weight: 'bold', fill: 'ink', most: 8 },
      { text: subtitle, size: 20, weight: 'normal', fill: 'muted', most: 3 },
    ])
  const fits = (marks: readonly Mark[]) => marks.every((mark) => mark.kind !== 'text' || mark.y <= bottom)
  return [...(synthetic ? badge : []), ...(SIZES.map(laidOut).find(fits) ?? laidOut(24))]
}

/** Of the finding, in pixels. */
const SIZES = [44, 40, 36, 32, 28]

const MADE_UP = 'SYNTHETIC: every number is made up'

const badge: readonly Mark[] = [
  { kind: 'rect', x: MARGIN, y: MARGIN - 8, width: textWidth(MADE_UP, 18, 'bold') + 6, height: 32, radius: 4, fill: 'chosen' }, // prettier-ignore
  { kind: 'text', x: MARGIN + 10, y: MARGIN + 14, text: MADE_UP, size: 18, weight: 'bold', fill: 'edge' },
]

interface Block {
  text: string
  size: number
  weight: 'normal' | 'bold'
  fill: 'ink' | 'muted'
  /** Lines; what follows is cut. */
  most: number
}

function lines(top: number, blocks: readonly Block[], width = LEFT): Mark[] {
  let y = top
  return blocks.flatMap(({ text, size, weight, fill, most }) => {
    y += size * 0.35 + 4
    const wrapped = wrapText(text, width, size, weight) ?? [fitText(text, width, size, weight)]
    const shown = wrapped.length > most ? [...wrapped.slice(0, most - 1), fitText(wrapped.slice(most - 1).join(' '), width, size, weight)] : wrapped // prettier-ignore
    return shown.map((line): Mark => {
      y += size * 1.18
      return { kind: 'text', x: MARGIN, y, text: line, size, weight, fill }
    })
  })
}

/** The chart's key, above the source. */
function keyPart(card: Card): string {
  const { marks } = keyOf(card)
  return `<g transform="translate(${MARGIN},${keyTop(card).toFixed(1)}) scale(${LARGER})">${marks.map((mark) => markToSvg(mark, 'light')).join('')}</g>` // prettier-ignore
}

const keyOf = ({ scene }: Card) => legendMarks(scene.legend, LEFT / LARGER, 0)
const keyTop = (card: Card) => FOOT - 14 - keyOf(card).height * LARGER

function footMarks({ source }: Card): Mark[] {
  const right = CARD.width - MARGIN
  return [
    { kind: 'line', x1: MARGIN, y1: FOOT, x2: right, y2: FOOT, stroke: 'rule', strokeWidth: 1.5 },
    ...lines(FOOT + 4, [{ text: source, size: 17, weight: 'normal', fill: 'muted', most: 2 }], right - MARGIN - 110),
    { kind: 'text', x: right, y: FOOT + 36, text: 'Cairn', size: 26, weight: 'bold', anchor: 'end', fill: 'cat1' },
  ]
}
