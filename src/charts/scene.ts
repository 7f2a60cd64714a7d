/**
 * A chart as plain data: what to draw, what to say, where the keyboard goes. Screen, SVG, picture, slide and
 * spoken description all read the same Scene.
 */

/** A role, not a colour (`edge`: black around the chosen yellow in every theme): each theme gives it one. `seq1`…`seq5` are the classes of a sequential map, light to dark. */
export type Paint =
  | 'higher'
  | 'lower'
  | 'similar'
  | 'none'
  | 'seq1'
  | 'seq2'
  | 'seq3'
  | 'seq4'
  | 'seq5'
  | 'cat1'
  | 'cat2'
  | 'cat3'
  | 'cat4'
  | 'ink'
  | 'muted'
  | 'rule'
  | 'paper'
  | 'sheet'
  | 'outline'
  | 'chosen'
  /** Dark in every theme: around the yellow of the chosen. */
  | 'edge'
  | PatternPaint
  | 'clear'
  /** Letters that stand on a filled mark. */
  | OnPaint

/** Ink for letters on that fill: dark on light fills, light on dark ones, whichever the theme makes it. */
export type OnPaint =
  'on-higher' | 'on-similar' | 'on-lower' | 'on-none' | 'on-seq1' | 'on-seq2' | 'on-seq3' | 'on-seq4' | 'on-seq5'

/** Stripes: of what is hidden, and over the colours of what is less sure and unsure. */
export type PatternPaint = 'hatch' | 'less-sure' | 'unsure'

interface Drawn {
  fill?: Paint
  stroke?: Paint
  strokeWidth?: number
  dash?: string
  opacity?: number
  /** Key of the item (an area code) that this mark belongs to; drawn marks of one key light up together. */
  key?: string
}

export type Mark =
  | ({ kind: 'path'; d: string } & Drawn)
  | ({ kind: 'line'; x1: number; y1: number; x2: number; y2: number } & Drawn)
  | ({ kind: 'rect'; x: number; y: number; width: number; height: number; radius?: number } & Drawn)
  | ({ kind: 'circle'; cx: number; cy: number; r: number } & Drawn)
  | ({ kind: 'symbol'; shape: 'up' | 'down' | 'dot'; cx: number; cy: number; r: number } & Drawn)
  | ({
      kind: 'text'
      x: number
      y: number
      text: string
      anchor?: 'start' | 'middle' | 'end'
      size?: number
      weight?: 'normal' | 'bold'
      /** Draws a sheet-coloured outline behind the letters so that lines do not run through them. */
      halo?: boolean
    } & Drawn)

/** One thing that a reader can point at, walk to with the arrows, and hear. */
export interface SceneItem {
  /** Each once in a scene: an area code, where `area` does not say which area it is of. */
  key: string
  /** Area code, in scenes that hold several items of one area. */
  area?: string
  /** Spoken and shown on hover: area, value, interval, verdict; equal to the table's words. */
  name: string
  /** What typed letters lead to, where the name begins with something else. */
  called?: string
  /** Set where it stands out: higher or lower by the chart's rule, or more than chance. A key of its own leads there. */
  standsOut?: true
  /** Box that the pointer may hit and the focus ring goes around. */
  box: { x: number; y: number; width: number; height: number }
  /** Outline to hit and ring instead of the box, where the shape matters (maps). */
  outline?: string
  /** Set where the mark is small or others lie over it: a pointer so near its middle means it, whatever lies under. */
  reach?: { cx: number; cy: number; r: number }
}

export interface LegendEntry {
  label: string
  paint: Paint
  shape: 'up' | 'down' | 'dot' | 'ring' | 'swatch' | 'line' | 'dashed' | 'hatch' | 'stripes' | 'cross'
  /** Of `dashed`, where its dashes tell it from others. */
  dash?: string
}

/** What the areas of circles stand for. */
export interface CircleSizes {
  /** `Area of a circle: admissions`. */
  label: string
  /** Smallest first; radii in pixels. */
  circles: readonly { r: number; label: string }[]
}

export interface Scene {
  id: string
  /** At most ten words; states what is drawn. */
  title: string
  subtitle: string
  /** `Source: [release] from [facility]`, with SYNTHETIC where it is. */
  source: string
  /** One or two sentences for those who cannot see it. */
  description: string
  width: number
  height: number
  marks: readonly Mark[]
  /** In the order of Home → End (by value). */
  items: readonly SceneItem[]
  /** For maps: which item lies that way, by key. Absent: arrows walk `items` in order. */
  neighbours?: Readonly<Record<string, { up?: string; down?: string; left?: string; right?: string }>>
  legend: readonly LegendEntry[]
  /** Beside the legend, where marks have sizes. */
  sizes?: CircleSizes
  /** Set where marks lie over one another: the pointer means the smallest within reach, then the nearest. */
  overlaid?: true
  /** What the drawing leaves out and why: `2 authorities have no boundary: …`. */
  notes?: readonly string[]
  /** Set where there is nothing to draw: why, and what to do. */
  empty: string | null
}

/** Size in CSS pixels that the drawing may take, and whether it stands on a phone. */
export interface Size {
  width: number
  height: number
  compact: boolean
}
