import type { OnPaint, Paint, PatternPaint } from './scene'

export type ThemeName = 'light' | 'dark'
type Base = Exclude<Paint, OnPaint | PatternPaint | 'clear'>

/** Measured on the sheet: text at least 4.5:1, marks or their outlines at least 3:1. */
const light: Readonly<Record<Base, string>> = {
  higher: '#F46A25',
  similar: '#BFBFBF',
  lower: '#12436D',
  none: '#FFFFFF',
  seq1: '#CDE594',
  seq2: '#80C6A3',
  seq3: '#1F9EB7',
  seq4: '#186290',
  seq5: '#080C54',
  cat1: '#12436D',
  cat2: '#28A197',
  cat3: '#801650',
  cat4: '#F46A25',
  ink: '#0B0C0C',
  muted: '#505A5F',
  rule: '#DDDBD5',
  paper: '#FBFAF7',
  sheet: '#FFFFFF',
  outline: '#6B6B6B',
  chosen: '#FFDD00',
  edge: '#0B0C0C',
}

/** On a dark sheet the light end of a sequence stands for the high values, so that high stays what stands out. */
const dark: Readonly<Record<Base, string>> = {
  higher: '#FF9052',
  similar: '#5F666B',
  lower: '#5BA8E5',
  none: '#16191C',
  seq1: '#28337E',
  seq2: '#1F6A9A',
  seq3: '#2BA3BC',
  seq4: '#8ACDAB',
  seq5: '#DDF0AC',
  cat1: '#5BA8E5',
  cat2: '#3FBDB2',
  cat3: '#E07FB6',
  cat4: '#FF9052',
  ink: '#F3F2F1',
  muted: '#B1B6BA',
  rule: '#33383D',
  paper: '#0E1012',
  sheet: '#16191C',
  outline: '#9AA0A5',
  chosen: '#FFDD00',
  edge: '#0B0C0C',
}

/** Colours by role, the one table that pages (as CSS variables), SVG and pictures read. */
export const themes: Readonly<Record<ThemeName, Readonly<Record<Exclude<Paint, PatternPaint | 'clear'>, string>>>> = {
  light: withInks(light),
  dark: withInks(dark),
}

export interface Pattern {
  /** Of the tile, px. */
  size: number
  /** Degrees that its upright lines are turned by. */
  turn: number
  ground: 'sheet' | 'clear'
  lines: readonly { at: number; width: number; paint: 'outline' | 'sheet' }[]
}

/**
 * Diagonal lines that mark a value nobody may see; and, turned the other way, those that strike out colour with the
 * sheet's own. The thin dark line in each shows on pale colours, and where the sheet has the colour of the area.
 */
export const patterns: Readonly<Record<PatternPaint, Pattern>> = {
  hatch: { size: 6, turn: 45, ground: 'sheet', lines: [{ at: 0, width: 1.5, paint: 'outline' }] },
  'less-sure': { size: 11, turn: -45, ground: 'clear', lines: struckOut(11, 3.5) },
  unsure: { size: 9, turn: -45, ground: 'clear', lines: struckOut(9, 6.5) },
}

function struckOut(size: number, width: number): Pattern['lines'] {
  return [
    { at: size / 2, width, paint: 'sheet' },
    { at: size / 2, width: 1, paint: 'outline' },
  ]
}

export const isPattern = (paint: Paint): paint is PatternPaint => Object.hasOwn(patterns, paint)

/** As the page's font files call it. */
export const carriedFamily = 'Atkinson Hyperlegible Next Variable'

export const systemFont = `'${carriedFamily}', 'Atkinson Hyperlegible Next', system-ui, sans-serif`

/** `--paint-higher: #F46A25; …` for a style sheet; `hatch` and `clear` need no variable. */
export function cssVariables(theme: ThemeName): string {
  return Object.entries(themes[theme])
    .map(([paint, colour]) => `--paint-${paint}: ${colour};`)
    .join(' ')
}

/** The value of a `fill` or `stroke` in a file that stands alone. */
export function paintColour(paint: Paint, theme: ThemeName): string {
  if (paint === 'clear') return 'none'
  return isPattern(paint) ? `url(#${paint})` : themes[theme][paint]
}

function withInks(base: Readonly<Record<Base, string>>): Record<Base | OnPaint, string> {
  const on = (fill: Base) => (contrast(base[fill], '#0B0C0C') > contrast(base[fill], '#FFFFFF') ? '#0B0C0C' : '#FFFFFF')
  return {
    ...base,
    'on-higher': on('higher'),
    'on-similar': on('similar'),
    'on-lower': on('lower'),
    'on-none': on('none'),
    'on-seq1': on('seq1'),
    'on-seq2': on('seq2'),
    'on-seq3': on('seq3'),
    'on-seq4': on('seq4'),
    'on-seq5': on('seq5'),
  }
}

/** WCAG 2.2 contrast ratio of two `#RRGGBB` colours, 1 to 21. */
export function contrast(a: string, b: string): number {
  const [x, y] = [luminance(a), luminance(b)]
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05)
}

function luminance(hex: string): number {
  const channel = (at: number) => {
    const c = parseInt(hex.slice(at, at + 2), 16) / 255
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}
