import { element, xmlDocument } from './xml'

const MAIN = 'http://schemas.openxmlformats.org/drawingml/2006/main'

/** Ink and paper, then the categories in the order of the look and feel; links in its dark blue and dark pink. */
const COLOURS = {
  dk1: '0B0C0C',
  lt1: 'FFFFFF',
  dk2: '12436D',
  lt2: 'FBFAF7',
  accent1: '12436D',
  accent2: '28A197',
  accent3: '801650',
  accent4: 'F46A25',
  accent5: '3D3D3D',
  accent6: 'A285D1',
  hlink: '12436D',
  folHlink: '801650',
}

/** `a:theme` (ECMA-376 part 1, 20.1.6.9): Arial, which every office program has. */
export function themeXml(): string {
  const colours = Object.entries(COLOURS).map(([name, val]) => element(`a:${name}`, {}, element('a:srgbClr', { val })))
  const face = element('a:latin', { typeface: 'Arial' }) + element('a:ea', { typeface: '' }) + element('a:cs', { typeface: '' }) // prettier-ignore
  const own = element('a:solidFill', {}, element('a:schemeClr', { val: 'phClr' }))
  const three = (one: string) => one.repeat(3)
  return xmlDocument(
    element(
      'a:theme',
      { 'xmlns:a': MAIN, name: 'Cairn' },
      element(
        'a:themeElements',
        {},
        element('a:clrScheme', { name: 'Cairn' }, ...colours),
        element('a:fontScheme', { name: 'Cairn' }, element('a:majorFont', {}, face), element('a:minorFont', {}, face)),
        element(
          'a:fmtScheme',
          { name: 'Cairn' },
          element('a:fillStyleLst', {}, three(own)),
          element('a:lnStyleLst', {}, three(element('a:ln', { w: 9525 }, own))),
          element('a:effectStyleLst', {}, three(element('a:effectStyle', {}, element('a:effectLst')))),
          element('a:bgFillStyleLst', {}, three(own)),
        ),
      ),
    ),
  )
}
