import { LANGUAGE } from './package'
import { element } from './xml'

/** Pieces of DrawingML that charts and slides share. Colours are six hex digits, sizes hundredths of a point, lines EMU. */
export const NO_FILL = element('a:noFill')
export const NO_LINE = element('a:ln', {}, NO_FILL)

export const filled = (colour: string): string => element('a:solidFill', {}, element('a:srgbClr', { val: colour }))

export const lined = (colour: string, width: number): string =>
  element('a:ln', { w: width, cap: 'rnd' }, filled(colour), element('a:round'))

export const dashed = (colour: string, width: number): string =>
  element('a:ln', { w: width }, filled(colour), element('a:prstDash', { val: 'dash' }))

/** How a part of a chart writes; `turn` in 60,000ths of a degree. */
export function textOf(size: number, colour: string, turn?: number): string {
  const look = element('a:defRPr', { lang: LANGUAGE, sz: size, b: 0 }, filled(colour))
  const body = element('a:bodyPr', { rot: turn, vert: turn === undefined ? undefined : 'horz' })
  return element('c:txPr', {}, body, element('a:p', {}, element('a:pPr', {}, look), element('a:endParaRPr', { lang: LANGUAGE }))) // prettier-ignore
}
