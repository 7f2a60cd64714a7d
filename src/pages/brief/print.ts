import { carriedFamily } from '../../charts/theme'
import type { BriefPage } from '../../brief'

/** The frame that was printed last: it goes when the next is made, since some browsers go on reading it after they say that they are done. */
let last: HTMLIFrameElement | null = null

/**
 * Prints a brief from a frame that nobody sees. Its style sheet is given to the frame as an object: the page's own policy, which the
 * frame inherits, refuses one in the text. `font`: as a `data:` address; null: whatever is installed.
 */
export async function printBrief(page: BriefPage, font: string | null): Promise<void> {
  last?.remove()
  const frame = (last = document.createElement('iframe'))
  frame.title = page.title
  frame.setAttribute('aria-hidden', 'true')
  frame.tabIndex = -1
  Object.assign(frame.style, { position: 'fixed', inset: '0 auto auto 0', width: '0', height: '0', border: '0' })
  document.body.append(frame)
  const window = frame.contentWindow as Window & typeof globalThis
  fill(frame.contentDocument!, window, page)
  if (font) await carry(window, font)
  window.focus()
  window.print()
}

/** A document of the standard kind: the empty one of a frame is of the old kind, whose tables inherit no letters. */
function fill(inner: Document, { CSSStyleSheet }: typeof globalThis, { title, style, body }: BriefPage): void {
  inner.open()
  inner.write('<!doctype html><html lang="en-GB"><head><title></title></head><body></body></html>')
  inner.close()
  inner.title = title
  inner.body.innerHTML = body
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(style)
  inner.adoptedStyleSheets = [sheet]
}

/** A font from its bytes is fetched from nowhere. */
async function carry(window: Window & typeof globalThis, font: string): Promise<void> {
  const bytes = Uint8Array.from(atob(font.slice(font.indexOf(',') + 1)), (letter) => letter.charCodeAt(0))
  const face = new window.FontFace(carriedFamily, bytes, { weight: '200 800' })
  window.document.fonts.add(await face.load())
}
