import type { ThemeName } from '../charts/theme'
import type { Verdict } from '../domain'
import { ask, type Asked } from './ask'
import { drawn } from './draw'
import { EmbedError } from './errors'
import { readLink } from './link'
import { found, frameIn } from './shadow'

export interface PlaceOptions {
  /** As Share gives it. */
  link: string
  /** Address of a release’s folder, where it does not lie beside the app of the link. */
  release?: string
  /** `auto`, as the reader’s system is set, where nothing is said. */
  theme?: 'light' | 'dark' | 'auto'
  /** CSS pixels; as wide as the element, and as it changes, where nothing is said. */
  width?: number
}

/** One area’s figures, in the unit that the chart prints. */
export interface PlacedRow {
  area: string
  name: string
  value: number | null
  lower95: number | null
  upper95: number | null
  verdict: Verdict
}

/** A chart that stands in a page. */
export interface Placed {
  /** One sentence. */
  readonly finding: string
  readonly rows: readonly PlacedRow[]
  /** Takes it out of the page again. */
  remove(): void
}

/** Places the chart of a link in an element. Rejects with `EmbedError`, and then leaves the element as it was. */
export async function place(element: Element | ShadowRoot, options: PlaceOptions): Promise<Placed> {
  const read = readLink(options.link, document.baseURI)
  const { theme = 'auto', width } = options
  if (!['light', 'dark', 'auto'].includes(theme)) throw new EmbedError('view', 'The theme is not known.', { found: theme, expected: 'light, dark or auto' }) // prettier-ignore
  const asked = await ask(read, options.release === undefined ? null : new URL(options.release, document.baseURI).href)
  const host = element.appendChild(document.createElement('div'))
  const stop = keepDrawn(host, asked, { link: new URL(options.link, document.baseURI).href, theme, width })
  return {
    finding: found(asked),
    rows: rowsOf(asked),
    remove() {
      stop()
      host.remove()
    },
  }
}

/** Draws it now and whenever its room or the reader’s theme changes. Returns how to stop. */
function keepDrawn(
  host: HTMLElement,
  asked: Asked,
  { link, theme, width }: Pick<PlaceOptions, 'link' | 'theme' | 'width'>,
): () => void {
  const frame = frameIn(host, asked, link)
  const dark = matchMedia('(prefers-color-scheme: dark)')
  let [last, lastTheme]: [number, ThemeName | null] = [0, null]
  const draw = () => {
    const now = width ?? Math.floor(host.clientWidth)
    const as: ThemeName = theme === 'auto' ? (dark.matches ? 'dark' : 'light') : (theme ?? 'light')
    if (now === 0 || (now === last && as === lastTheme)) return
    ;[last, lastTheme] = [now, as]
    frame.show(drawn(asked, now, as, getComputedStyle(host).fontFamily), as)
  }
  draw()
  const observer = new ResizeObserver(draw)
  observer.observe(host)
  dark.addEventListener('change', draw)
  return () => {
    observer.disconnect()
    dark.removeEventListener('change', draw)
  }
}

const rowsOf = ({ answer }: Asked): PlacedRow[] =>
  answer.estimates.map(({ area, name, value, interval95, verdict }) => ({ area, name, value, lower95: interval95?.lower ?? null, upper95: interval95?.upper ?? null, verdict })) // prettier-ignore
