import type { Answer, Study } from '../domain'
import { sentence, sourceLine } from '../words'
import { splitParts, splitSentence, type SplitPart } from '../words/split'
import { emptyScene, round } from './chart'
import { linear } from './scale'
import type { Mark, Paint, Scene, Size } from './scene'

const ROW = 54
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
  const marks = parts.flatMap((part, i): Mark[] => bar(part, 4 + i * ROW, x))
  return {
    ...base,
    width: size.width,
    height: parts.length * ROW + 4,
    marks,
    items: parts.map(({ id, label, text }, i) => ({
      key: id,
      name: `${label}: ${text}`,
      box: { x: 0, y: 4 + i * ROW, width: size.width, height: ROW - 8 },
    })),
    notes: [
      'Parts do not add up as lengths: their squares do. A part that goes with age or deprivation need not be caused by it.',
    ],
  }
}

function bar(
  { id, label, text, deviation, lower, upper }: SplitPart,
  top: number,
  x: (value: number) => number,
): Mark[] {
  const middle = top + 31
  return [
    { kind: 'text', x: 0, y: top + 13, text: label, size: 14, weight: 'bold', fill: 'ink', key: id },
    { kind: 'text', x: round(label.length * 8.2 + 14), y: top + 13, text, size: 13, fill: 'muted', key: id },
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
    {
      kind: 'line',
      x1: round(x(lower)),
      y1: middle,
      x2: round(x(upper)),
      y2: middle,
      stroke: 'ink',
      strokeWidth: 2,
      key: id,
    },
    ...[lower, upper].map((end): Mark => ({
      kind: 'line',
      x1: round(x(end)),
      y1: middle - 5,
      x2: round(x(end)),
      y2: middle + 5,
      stroke: 'ink',
      strokeWidth: 2,
      key: id,
    })),
  ]
}
