/** What a view in a frame says to the page around it, and nothing more: how many CSS pixels it is high. */
export interface HeightMessage {
  type: 'cairn:height'
  height: number
}

/** Says it now and whenever it changes. Returns how to stop. */
export function tellHeight(element: Element, { parent }: Pick<Window, 'parent'>): () => void {
  const observer = new ResizeObserver(() => {
    const message: HeightMessage = { type: 'cairn:height', height: Math.ceil(element.getBoundingClientRect().height) }
    // Whoever frames it, on whatever address: a height tells nothing of who reads.
    parent.postMessage(message, '*')
  })
  observer.observe(element)
  return () => observer.disconnect()
}

/** The height that a message tells, where it is one of ours and can be; else null. */
export function heightOf(data: unknown): number | null {
  const { type, height } = (data ?? {}) as Partial<HeightMessage>
  return type === 'cairn:height' && typeof height === 'number' && height > 0 && height < 20_000 ? height : null
}

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '"': '&quot;', '<': '&lt;', '>': '&gt;' }
const escaped = (text: string) => text.replace(/[&"<>]/g, (sign) => SIGNS[sign] ?? sign)

/** The link of the same view in a frame. */
export const embedLink = (link: string): string => `${link}&embed=1`

/**
 * HTML to paste into a page: as wide as its room, loaded when it is about to be seen, nothing of the page told to anyone. `height` in CSS
 * pixels holds until, and wherever, no script fits the frame to what is in it.
 */
export function frameSnippet(link: string, title: string, height: number): string {
  return `<iframe src="${escaped(embedLink(link))}" title="${escaped(title)}" width="100%" height="${height}" style="border: 0" loading="lazy" referrerpolicy="no-referrer"></iframe>` // prettier-ignore
}

/** A line for the same page, once, whatever number of frames: each grows and shrinks with what is in it. */
export const fitSnippet = (link: string): string =>
  `<script src="${escaped(new URL('cairn/1/fit.js', link.replace(/#.*$/s, '')).href)}" async></script>`
