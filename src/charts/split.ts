import type { Answer, Study } from '../domain'
import { sentence, sourceLine } from '../words'
import { splitParts, splitSentence, type SplitPart } from '../words/split'
import { emptyScene, round } from './chart'
import { linear } from './scale'
import type { Mark, Paint, Scene, Size } from './scene'
import { fitText, textWidth, wrapText } from './text'

/** Height of a line of letters, of a bar with its room, and of the room between two parts. */
const [LINE, BAR, GAP] = [18, 23, 13]
const [labelSize, textSize] = [14, 13]
const PAINTS: Readonly<Record<SplitPart['id'], Paint>> = {
  chance: 'similar',
  age: 'cat1',
  deprivation: 'cat3',
  left: 'cat4',
}

/** What the spread is made of: a bar a part, as long as its standard deviation, with its interval. */
export function splitScene(study: Study, answer: Answer, size: Size): Scene {
  const { context, indicator } = answer
  const parts = splitParts(study)
  const base = {
    id: 'split',
    title: 'What the spread is made of',
    subtitle: `${context.release.synthetic ? 'SYNTHETIC. ' : ''}${sentence(context.areaTypeLabel.many)} of ${context.placeLabel}, ${context.periodLabel}: standard deviation of each part, in per cent of the mean`,
    source: sourceLine(context.release, indicator),
    description: splitSentence(study, answer),
    legend: [],
    empty: null,
  }
  if (parts.length === 0) return emptyScene(base, size, splitSentence(study, answer))
  const longest = Math.max(...parts.map(({ upper, deviation }) => Math.max(upper, deviation)))
  const x = linear([0, longest], [0, size.width - 8])
  const beside = sideBySide(parts, size.width)
  const letters = parts.map((part) => lettering(part, size.width, beside))
  const high = LINE * (beside ? 1 : Math.max(...letters.map(({ length }) => length)))
  const row = high + BAR + GAP
  const at = (i: number) => 4 + i * row
  return {
    ...base,
    width: size.width,
    height: parts.length * row + 4,
    marks: parts.flatMap((part, i): Mark[] => [
      ...letters[i]!.map((mark) => ({ ...mark, y: mark.y + at(i) })),
      ...bar(part, at(i) + high, x),
    ]),
    items: parts.map(({ id, label, text }, i) => ({
      key: id,
      name: `${label}: ${text}`,
      box: { x: 0, y: at(i), width: size.width, height: row - 8 },
    })),
    notes: [
      'Parts do not add up as lengths: their squares do. A part that goes with age or deprivation need not be caused by it.',
    ],
  }
}

type Letters = Mark & { kind: 'text' }

/** Whether the figures of every part have room beside its name. */
const sideBySide = (parts: readonly SplitPart[], width: number) =>
  parts.every(({ label, text }) => besideName(label) + textWidth(text, textSize) <= width)

const besideName = (label: string) => round(textWidth(label, labelSize, 'bold') + 12)

/** A part's name and figures: side by side, else the figures below. */
function lettering({ id, label, text }: SplitPart, width: number, beside: boolean): Letters[] {
  const name: Letters = {
    kind: 'text',
    x: 0,
    y: 13,
    text: label,
    size: labelSize,
    weight: 'bold',
    fill: 'ink',
    key: id,
  }
  const figures = { kind: 'text', size: textSize, fill: 'muted', key: id } as const
  if (beside) return [name, { ...figures, x: besideName(label), y: 13, text }]
  const below = wrapText(text, width, textSize) ?? [fitText(text, width, textSize)]
  return [name, ...below.map((line, i): Letters => ({ ...figures, x: 0, y: 13 + (i + 1) * LINE, text: line }))]
}

/** A part's standard deviation with its interval, below its letters. */
function bar({ id, deviation, lower, upper }: SplitPart, top: number, x: (value: number) => number): Mark[] {
  const middle = top + 13
  const line = { kind: 'line', stroke: 'ink', strokeWidth: 2, key: id } as const
  return [
    {
      kind: 'rect',
      x: 0,
      y: middle - 9,
      width: round(Math.max(1, x(deviation))),
      height: 18,
      fill: PAINTS[id],
      stroke: 'outline',
      strokeWidth: 1,
      key: id,
    },
    { ...line, x1: round(x(lower)), y1: middle, x2: round(x(upper)), y2: middle },
    ...[lower, upper].map((end): Mark => ({ ...line, x1: round(x(end)), y1: middle - 5, x2: round(x(end)), y2: middle + 5 })), // prettier-ignore
  ]
}
