/** What is measured: text, or the marks of charts and keys. */
export interface Target {
  kind: 'text' | 'mark'
  say: string
  /** 4.5 for text, 3 for large text and for marks (WCAG 2.2, 1.4.3 and 1.4.11). */
  least: number
  /** In CSS pixels from the top left of the page. */
  boxes: readonly { x: number; y: number; width: number; height: number }[]
}

export interface Measured {
  target: number
  ratio: number
}

/** Runs inside the page: every text that is shown, and every mark that a reader can point at. */
export function targetsOfPage(): Target[] {
  const shorten = (text: string | null) => (text ?? '').replace(/\s+/g, ' ').trim().slice(0, 50)
  const shown = (element: Element) =>
    !element.closest('.unseen, .skip, [hidden], dialog:not([open]), :disabled, .tip') &&
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
  const onPage = ({ x, y, width, height }: DOMRect) => ({ x: x + scrollX, y: y + scrollY, width, height })

  /** Heading of the chart that it stands in. */
  function whereOf(element: Element): string {
    const heading = element.closest('figure')?.querySelector('h2')?.textContent
    return heading
      ? `; ${shorten(heading)}, ${shorten(element.closest('section')?.getAttribute('aria-label') ?? '')}`
      : ''
  }

  /** Large is 24 px, or 18.66 px and bold. */
  function leastOf(element: Element): number {
    const { fontSize, fontWeight } = getComputedStyle(element)
    const size = parseFloat(fontSize)
    return size >= 24 || (size >= 18.66 && Number(fontWeight) >= 700) ? 3 : 4.5
  }

  function textOf(node: Node): Target[] {
    const element = node.parentElement
    if (!element || !node.textContent?.trim() || element.closest('option, script, style') || !shown(element)) return []
    const range = document.createRange()
    range.selectNodeContents(node)
    const boxes = [...range.getClientRects()].filter(({ width, height }) => width > 1 && height > 1).map(onPage)
    // A symbol is a picture, not text.
    const least = /[\p{L}\p{N}]/u.test(node.textContent) ? leastOf(element) : 3
    return boxes.length === 0 ? [] : [{ kind: 'text', say: shorten(node.textContent) + whereOf(element), least, boxes }]
  }

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const texts: Target[] = []
  while (walker.nextNode()) texts.push(...textOf(walker.currentNode))

  const mark = (element: Element, say: string | null): Target => ({ kind: 'mark', say: shorten(say), least: 3, boxes: [onPage(element.getBoundingClientRect())] }) // prettier-ignore
  const items = [...document.querySelectorAll('main svg [role=option]')].filter(shown).flatMap((item) => [...item.querySelectorAll('.hit')].map((hit) => mark(hit, item.getAttribute('aria-label')))) // prettier-ignore
  const keys = [...document.querySelectorAll('[aria-label=Key] li')].filter(shown).flatMap((entry) => [...entry.querySelectorAll('svg')].map((svg) => mark(svg, `key: ${entry.textContent}`))) // prettier-ignore
  return [...texts, ...items, ...keys]
}

/** Runs inside the page: takes letters away, then marks too. A constructed sheet, because the policy allows no other. */
export function hideInPage(what: 'nothing' | 'text' | 'marks'): void {
  const text = `*, ::placeholder { -webkit-text-fill-color: transparent !important } svg text { fill: transparent !important }`
  const marks = `svg .drawn, [aria-label=Key] svg { visibility: hidden !important }`
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(what === 'nothing' ? '' : what === 'text' ? text : text + marks)
  const kept = document.adoptedStyleSheets.filter((one) => !('hides' in one))
  document.adoptedStyleSheets = [...kept, Object.assign(sheet, { hides: true })]
}

/** One strip of a page, photographed with all, without letters, and without letters and marks. */
export interface Strip {
  /** PNG in base64, each of `scale` device pixels to a CSS pixel. */
  pictures: readonly [string, string, string]
  scale: number
  top: number
  targets: readonly (Target & { at: number })[]
}

/**
 * Runs in an empty page. Where two pictures differ there is ink; what is left without it is its ground, pixel by pixel.
 * The edges of letters are blends of the two, so their ratio is that which one in twenty of the pixels reaches; of a mark (its
 * fill or its outline) that which a small line of it reaches.
 */
export async function measureStrip({ pictures, scale, top, targets }: Strip): Promise<Measured[]> {
  const SHARE = 0.05
  /** Pixels of a mark that must stand out: six CSS pixels in a row, at two device pixels each way. */
  const ENOUGH = 24
  const [whole, textless, bare] = await Promise.all(pictures.map(pixelsOf))
  if (!whole || !textless || !bare) throw new Error('a picture could not be read')

  async function pixelsOf(base64: string): Promise<ImageData> {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }), { colorSpaceConversion: 'none' })
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')
    if (!context) throw new Error('this browser draws nothing')
    context.drawImage(bitmap, 0, 0)
    return context.getImageData(0, 0, bitmap.width, bitmap.height)
  }

  const linear = Array.from({ length: 256 }, (_, c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4)) // prettier-ignore
  const light = ({ data }: ImageData, at: number) =>
    0.2126 * linear[data[at]!]! + 0.7152 * linear[data[at + 1]!]! + 0.0722 * linear[data[at + 2]!]!
  const differ = (one: ImageData, other: ImageData, at: number) =>
    Math.abs(one.data[at]! - other.data[at]!) + Math.abs(one.data[at + 1]! - other.data[at + 1]!) + Math.abs(one.data[at + 2]! - other.data[at + 2]!) > 12 // prettier-ignore

  function ratios(ink: ImageData, ground: ImageData, { x, y, width, height }: Target['boxes'][number]): number[] {
    const found: number[] = []
    const [left, right] = [Math.max(0, Math.floor(x * scale)), Math.min(ink.width, Math.ceil((x + width) * scale))]
    const [first, last] = [Math.max(0, Math.floor((y - top) * scale)), Math.min(ink.height, Math.ceil((y - top + height) * scale))] // prettier-ignore
    for (let row = first; row < last; row++)
      for (let column = left; column < right; column++) {
        const at = (row * ink.width + column) * 4
        if (!differ(ink, ground, at)) continue
        const [one, other] = [light(ink, at), light(ground, at)]
        found.push((Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05))
      }
    return found
  }

  return targets.flatMap(({ at, kind, boxes }): Measured[] => {
    const [ink, ground] = kind === 'text' ? [whole, textless] : [textless, bare]
    const all = boxes.flatMap((box) => ratios(ink, ground, box)).sort((a, b) => b - a)
    // Fewer are covered by something else, or scrolled out of sight.
    const needed = kind === 'text' ? Math.floor(all.length * SHARE) : Math.min(ENOUGH, Math.floor(all.length / 3))
    return all.length < 12 ? [] : [{ target: at, ratio: all[needed]! }]
  })
}
