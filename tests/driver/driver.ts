import type { CDPSession } from 'playwright-core'

/** What every browser must do for a journey. Journeys know nothing else of a browser. */
export interface Driver {
  readonly name: BrowserName
  open(address: string): Promise<void>
  address(): Promise<string>
  back(): Promise<void>
  forward(): Promise<void>
  /** Clicks the one visible element of that role and name. Waits for it. */
  click(role: string, name: string | RegExp): Promise<void>
  /** Clicks the first visible element that the selector finds. Waits for it. */
  clickOn(selector: string): Promise<void>
  /** Empties a field of that role and name, then types. */
  fill(role: string, name: string | RegExp, text: string): Promise<void>
  focus(role: string, name: string | RegExp): Promise<void>
  /** A key or several held together: `Enter`, `Shift+Tab`. */
  press(keys: string): Promise<void>
  type(text: string): Promise<void>
  /** What the page shows as text; of the first element that the selector finds. Null where there is none. */
  text(selector: string): Promise<string | null>
  texts(selector: string): Promise<string[]>
  attribute(selector: string, name: string): Promise<string | null>
  count(selector: string): Promise<number>
  /** Whether a visible element of that role and name is there now. */
  has(role: string, name: string | RegExp): Promise<boolean>
  waitForRole(role: string, name: string | RegExp, milliseconds?: number): Promise<void>
  waitForText(pattern: string | RegExp, milliseconds?: number): Promise<void>
  waitForSelector(selector: string, milliseconds?: number): Promise<void>
  /** Drops a file of the reader's own onto what the selector finds. */
  drop(selector: string, file: { name: string; content: string }): Promise<void>
  /** What the action makes the browser save. */
  download(action: () => Promise<void>): Promise<{ name: string; content: Buffer }>
  /** Runs a self-contained function in the page. */
  evaluate<A, T>(run: (argument: A) => T | Promise<T>, argument: A): Promise<T>
  screenshot(path: string): Promise<void>
  resize(width: number, height: number): Promise<void>
  /** Addresses of all that the page, its frames and workers asked for. */
  requests(): string[]
  /** What should never happen: errors, refused by policy, requests that leave the page's own place. */
  complaints(): string[]
  /** Forgets the complaints so far that match; gives how many there were. Those to come count again. */
  excuse(pattern: RegExp): number
  close(): Promise<void>
  /** Chromium’s own protocol for the page, whose accessibility tree no other way gives; absent in other browsers. */
  protocol?(): Promise<CDPSession>
}

export type BrowserName = 'chromium' | 'firefox' | 'webkit'

export interface DriverOptions {
  theme?: 'light' | 'dark'
  width?: number
  height?: number
  /** No network at all, this machine's own servers included. */
  offline?: boolean
}

/** What a browser saw of one page, kept by each adapter and judged in one place. */
export interface Witness {
  requests: string[]
  errors: string[]
  /** Where pages were opened: the only place from which files may come. */
  home: string | null
}

export const newWitness = (): Witness => ({ requests: [], errors: [], home: null })

/** The place a page may load from: its origin, or the folder of a page on disk. */
export function homeOf(address: string): string {
  const url = new URL(address)
  return url.protocol === 'file:' ? `file://${url.pathname.replace(/[^/]*$/, '')}` : `${url.origin}/`
}

/** `trapped` are attempts that reached the proxy which stands for the rest of the world. */
export function judge(witness: Witness, trapped: readonly string[]): string[] {
  const strays = witness.requests.filter((address) => !isOwn(address, witness.home))
  return [
    ...strays.map((address) => `asked for ${address}, outside ${witness.home ?? 'any page opened'}`),
    ...trapped.map((address) => `reached for the network: ${address}`),
    ...witness.errors,
  ]
}

function isOwn(address: string, home: string | null): boolean {
  if (/^(data:|about:|chrome-error:)/.test(address)) return true
  const place = address.replace(/^blob:/, '')
  if (place.startsWith('null/')) return true
  return (
    home !== null && (place.startsWith(home) || (home.startsWith('file:') && /^file:\/\/\/[0-9a-f-]{36}$/.test(place)))
  )
}

/** Whether a name is the one meant: whole text without regard to spaces, or a pattern. */
export interface NamePattern {
  source: string
  flags: string
}

export function namePattern(name: string | RegExp): NamePattern {
  if (name instanceof RegExp) return { source: name.source, flags: name.flags }
  return { source: `^${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+')}$`, flags: 'i' }
}

/** Asks again and again until it holds. Throws what `say` gives when time is up. */
export async function eventually(
  holds: () => Promise<boolean>,
  { milliseconds = 30_000, say }: { milliseconds?: number; say: () => Promise<string> | string },
): Promise<void> {
  const end = Date.now() + milliseconds
  while (!(await holds().catch(ifNavigating))) {
    if (Date.now() > end) throw new Error(await say())
    await new Promise((done) => setTimeout(done, 50))
  }
}

/** A page that is being left answers with an error; the next one is asked. */
function ifNavigating(error: unknown): false {
  if (/context|navigat|detached|destroyed|realm|no such|stale|unload/i.test(String(error))) return false
  throw error
}
