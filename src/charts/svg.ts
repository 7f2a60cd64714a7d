import { circleSizesMarks } from './circleSizes'
import type { CircleSizes, LegendEntry, Mark, Paint, PatternPaint, Scene } from './scene'
import { fitText, textWidth, wrapAddress, wrapText } from './text'
import { paintColour, patterns, systemFont, type ThemeName } from './theme'

export interface SvgOptions {
  /** CSS font-family of every text. */
  fonts?: string
  /** Draws title, subtitle, legend, notes and source around the chart; `plain`: without title and source, which the page around it says. */
  frame?: boolean | 'plain'
  /** Printed under the source. */
  link?: string
  /** Rules of a style sheet, such as of a font that the file carries within itself. */
  style?: string
}

/** A Scene as an SVG file that stands alone: named, described, without script or foreign fonts. */
export function sceneToSvg(
  scene: Scene,
  theme: ThemeName,
  { fonts = systemFont, frame = true, link, style }: SvgOptions = {},
): string {
  const draw = (mark: Mark) => markToSvg(mark, theme)
  const head = frame ? headMarks(scene, frame !== 'plain') : { marks: [], height: 0 }
  const foot = frame
    ? footMarks(frame === 'plain' ? { ...scene, source: '' } : scene, head.height + scene.height, link)
    : { marks: [], height: 0 }
  const margin = frame ? 16 : 0
  const [width, height] = [scene.width + 2 * margin, head.height + scene.height + foot.height + 2 * margin]
  const content = scene.empty === null ? scene.marks : emptyMarks(scene)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title desc" font-family="${escape(fonts)}">`,
    `<title id="title">${escape(`${scene.title}. ${scene.subtitle}`)}</title>`,
    `<desc id="desc">${escape(`${scene.description} ${scene.source}`)}</desc>`,
    `<defs>${style ? `<style>${escape(style)}</style>` : ''}${patternsIn(scene)
      .map((paint) => patternToSvg(paint, theme))
      .join('')}</defs>`,
    `<rect width="${width}" height="${height}" fill="${paintColour('sheet', theme)}"/>`,
    `<g transform="translate(${margin},${margin})">${head.marks.map(draw).join('')}</g>`,
    `<g transform="translate(${margin},${margin + head.height})">${content.map(draw).join('')}</g>`,
    `<g transform="translate(${margin},${margin})">${foot.marks.map(draw).join('')}</g>`,
    '</svg>',
  ].join('\n')
}

/** What is hidden may be hatched in the legend alone; the stripes of a map of uncertainty stand in its marks. */
function patternsIn({ marks, legend }: Scene): PatternPaint[] {
  const used = new Set([...marks.map(({ fill }) => fill), ...legend.map(({ paint }) => paint), 'hatch'])
  return (Object.keys(patterns) as PatternPaint[]).filter((paint) => used.has(paint))
}

function patternToSvg(paint: PatternPaint, theme: ThemeName): string {
  const { size, turn, ground, lines } = patterns[paint]
  const under =
    ground === 'clear' ? '' : `<rect width="${size}" height="${size}" fill="${paintColour(ground, theme)}"/>`
  const drawn = lines.map(
    (line) =>
      `<line x1="${line.at}" y1="0" x2="${line.at}" y2="${size}" stroke="${paintColour(line.paint, theme)}" stroke-width="${line.width}"/>`,
  )
  return `<pattern id="${paint}" width="${size}" height="${size}" patternUnits="userSpaceOnUse" patternTransform="rotate(${turn})">${under}${drawn.join('')}</pattern>`
}

/** Three corners of an upright or hanging triangle whose middle is the point. */
export function trianglePath(shape: 'up' | 'down', cx: number, cy: number, r: number): string {
  const way = shape === 'up' ? -1 : 1
  const place = (x: number, y: number) => `${x.toFixed(2)},${y.toFixed(2)}`
  return `M${place(cx, cy + way * r)}L${place(cx + r, cy - way * r * 0.75)}L${place(cx - r, cy - way * r * 0.75)}Z`
}

/** An upright cross whose middle is the point. */
export function crossPath(cx: number, cy: number, r: number): string {
  const t = r / 3
  return `M${cx - t},${cy - r}h${2 * t}v${r - t}h${r - t}v${2 * t}h${t - r}v${r - t}h${-2 * t}v${t - r}h${t - r}v${-2 * t}h${r - t}Z`
}

/** One mark as an element of SVG. */
export function markToSvg(mark: Mark, theme: ThemeName): string {
  const paint = attributes(mark, theme)
  switch (mark.kind) {
    case 'path':
      return `<path d="${mark.d}"${paint}/>`
    case 'line':
      return `<line x1="${mark.x1}" y1="${mark.y1}" x2="${mark.x2}" y2="${mark.y2}"${paint}/>`
    case 'rect':
      return `<rect x="${mark.x}" y="${mark.y}" width="${mark.width}" height="${mark.height}"${mark.radius ? ` rx="${mark.radius}"` : ''}${paint}/>`
    case 'circle':
      return `<circle cx="${mark.cx}" cy="${mark.cy}" r="${mark.r}"${paint}/>`
    case 'symbol':
      return mark.shape === 'dot'
        ? `<circle cx="${mark.cx}" cy="${mark.cy}" r="${mark.r}"${paint}/>`
        : `<path d="${trianglePath(mark.shape, mark.cx, mark.cy, mark.r)}"${paint}/>`
    case 'text':
      return textToSvg(mark, theme, paint)
  }
}

function textToSvg(mark: Mark & { kind: 'text' }, theme: ThemeName, paint: string): string {
  const halo = mark.halo
    ? ` stroke="${paintColour('sheet', theme)}" stroke-width="3" stroke-linejoin="round" paint-order="stroke"`
    : ''
  const anchor = mark.anchor && mark.anchor !== 'start' ? ` text-anchor="${mark.anchor}"` : ''
  const weight = mark.weight === 'bold' ? ' font-weight="700"' : ''
  return `<text x="${mark.x}" y="${mark.y}" font-size="${mark.size ?? 13}"${anchor}${weight}${halo}${paint}>${escape(mark.text)}</text>`
}

function attributes(mark: Mark, theme: ThemeName): string {
  const colour = (paint: Paint | undefined, name: string) => (paint ? ` ${name}="${paintColour(paint, theme)}"` : '')
  const plain = (value: string | number | undefined, name: string) => (value === undefined ? '' : ` ${name}="${value}"`)
  const unfilled = !mark.fill && mark.kind !== 'line' && mark.kind !== 'text' ? ' fill="none"' : ''
  return (
    colour(mark.fill, 'fill') +
    unfilled +
    colour(mark.stroke, 'stroke') +
    plain(mark.strokeWidth, 'stroke-width') +
    plain(mark.dash, 'stroke-dasharray') +
    plain(mark.opacity, 'opacity')
  )
}

function headMarks(scene: Scene, titled: boolean): { marks: Mark[]; height: number } {
  const marks: Mark[] = []
  let y = 0
  const lines = (text: string, size: number, weight: 'normal' | 'bold', fill: Paint) => {
    for (const line of wrapText(text, scene.width, size, weight) ?? [fitText(text, scene.width, size, weight)]) {
      y += size * 1.25
      marks.push({ kind: 'text', x: 0, y, text: line, size, weight, fill })
    }
  }
  if (titled) lines(scene.title, scene.width < 500 ? 18 : 20, 'bold', 'ink')
  lines(scene.subtitle, 14, 'normal', 'muted')
  const legend = legendMarks(scene.legend, scene.width, y + 10)
  const sizes = scene.sizes ? sizesMarks(scene.sizes, legend.height + 4) : { marks: [], height: legend.height }
  return { marks: [...marks, ...legend.marks, ...sizes.marks], height: sizes.height + 12 }
}

function sizesMarks(sizes: CircleSizes, top: number): { marks: Mark[]; height: number } {
  const title: Mark = { kind: 'text', x: 0, y: top + 14, text: sizes.label, size: 13, fill: 'ink' }
  const drawn = circleSizesMarks(sizes, top + 20)
  return { marks: [title, ...drawn.marks], height: top + 20 + drawn.height }
}

/** The legend as marks, wrapped into the width; `height` is where it ends. */
export function legendMarks(
  entries: readonly LegendEntry[],
  width: number,
  top: number,
): { marks: Mark[]; height: number } {
  const marks: Mark[] = []
  let [x, y] = [0, top]
  for (const entry of entries) {
    const lines = wrapText(entry.label, width - 24, 13) ?? [fitText(entry.label, width - 24, 13)]
    const room = 24 + Math.max(...lines.map((line) => textWidth(line, 13)))
    if (x > 0 && x + room > width) [x, y] = [0, y + 22]
    marks.push(...legendSymbol(entry, x + 8, y + 9))
    lines.forEach((text, i) => marks.push({ kind: 'text', x: x + 22, y: y + 14 + i * 16, text, size: 13, fill: 'ink' }))
    if (lines.length > 1) [x, y] = [0, y + 22 + (lines.length - 1) * 16]
    else x += room + 14
  }
  return { marks, height: entries.length === 0 ? top : y + (x > 0 ? 22 : 0) }
}

function legendSymbol({ shape, paint, dash = '4 3' }: LegendEntry, cx: number, cy: number): Mark[] {
  if (shape === 'line' || shape === 'dashed')
    return [{ kind: 'line', x1: cx - 8, y1: cy, x2: cx + 8, y2: cy, stroke: paint, strokeWidth: 2, dash: shape === 'dashed' ? dash : undefined }] // prettier-ignore
  if (shape === 'ring') return [{ kind: 'circle', cx, cy, r: 7, fill: 'clear', stroke: paint, strokeWidth: 1.5 }]
  if (shape === 'cross')
    return [{ kind: 'path', d: crossPath(cx, cy, 6), fill: paint, stroke: 'outline', strokeWidth: 1 }]
  if (shape === 'swatch' || shape === 'hatch' || shape === 'stripes') {
    const swatch = {
      kind: 'rect',
      x: cx - 8,
      y: cy - 7,
      width: 16,
      height: 14,
      stroke: 'outline',
      strokeWidth: 1,
    } as const
    const under: Mark[] = shape === 'stripes' ? [{ ...swatch, fill: 'outline' }] : []
    return [...under, { ...swatch, fill: shape === 'hatch' ? 'hatch' : paint }]
  }
  return [
    {
      kind: 'symbol',
      shape,
      cx,
      cy,
      r: 6,
      fill: paint,
      stroke: 'outline',
      strokeWidth: paint === 'similar' || paint === 'none' ? 1 : 0,
    },
  ]
}

function footMarks(scene: Scene, top: number, link?: string): { marks: Mark[]; height: number } {
  const marks: Mark[] = []
  let y = top + 6
  const wrapped = (text: string) => wrapText(text, scene.width, 12) ?? [fitText(text, scene.width, 12)]
  const lines = [...(scene.notes ?? []), scene.source].filter(Boolean).flatMap(wrapped)
  for (const text of [...lines, ...(link ? wrapAddress(link, scene.width, 12) : [])]) {
    y += 16
    marks.push({ kind: 'text', x: 0, y, text, size: 12, fill: 'muted' })
  }
  return { marks, height: y - top }
}

function emptyMarks(scene: Scene): Mark[] {
  const lines = wrapText(scene.empty ?? '', scene.width - 16, 15) ?? [scene.empty ?? '']
  return lines.map((text, i) => ({ kind: 'text', x: 0, y: 30 + i * 20, text, size: 15, fill: 'ink' }))
}

function escape(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}
