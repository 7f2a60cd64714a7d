import type { CDPSession } from 'playwright-core'
import { focusOf, linesAfter, nodesOf, said, treeOf, type Heard } from './heard'
import type { Set } from './stage'
import { settled } from './steps'

/** What a reader who has nothing but a keyboard does, one step after another. */
export type Step =
  /** Presses a key until the focus is on something of that role and name. */
  | { until: string; role: string; name: RegExp }
  | { out: string }
  | { press: readonly string[] }
  | { type: string }
  /** Reads on from the focus, line after line, as a screen reader’s cursor does; each line is a key of its. */
  | { lines: number }
  /** From here on all counts that is heard, not what the last step gave alone. */
  | 'listen'

export const tab = (role: string, name: RegExp): Step => ({ until: 'Tab', role, name })
export const back = (role: string, name: RegExp): Step => ({ until: 'Shift+Tab', role, name })
export const walk = (key: string, name: RegExp): Step => ({ until: key, role: 'option', name })
/** To the last, where a key leads no further. */
export const walkOut = (key: string): Step => ({ out: key })
export const press = (...keys: string[]): Step => ({ press: keys })
export const lines = (number: number): Step => ({ lines: number })

/** Looks for an area or a topic, and takes the first that is found. */
export const search = (text: string): Step[] => [tab('combobox', /^Find an area/), { type: text }, press('Enter')]

/** From the top of a view to another, by the navigation before it. */
export const go = (view: string): Step[] => [back('link', new RegExp(`^${view}$`)), press('Enter')]

/** More presses than this to come to one place are more than anybody makes. */
export const MOST_PRESSES = 60

/** Somebody at the keyboard, who hears what is in focus and what is announced. */
export class KeyReader {
  /** Keys pressed, letters typed and lines read on. */
  keys = 0
  heard: string[] = []
  readonly #set: Set
  readonly #cdp: CDPSession
  #listening = false
  /** How much was heard before the lines read last. */
  #before = 0
  #announced = new Map<number, string>()

  constructor(set: Set, cdp: CDPSession) {
    this.#set = set
    this.#cdp = cdp
  }

  async follow(steps: readonly Step[]): Promise<void> {
    for (const step of steps) {
      if (!this.#listening) this.heard = []
      if (step === 'listen') this.#listening = true
      else if ('until' in step) await this.#until(step.until, step.role, step.name)
      else if ('out' in step) await this.#out(step.out)
      else if ('type' in step) await this.#type(step.type)
      else if ('lines' in step) await this.#readOn(step.lines)
      else for (const key of step.press) await this.#press(key)
    }
  }

  /** Hears what has been announced since: a study may come late. */
  async hearMore(last: Step | undefined): Promise<void> {
    if (typeof last !== 'object' || !('lines' in last)) return this.#changes()
    // The same lines again, not more of them.
    this.heard.length = this.#before
    this.keys -= last.lines
    await this.#readOn(last.lines)
  }

  async #until(key: string, role: string, name: RegExp): Promise<void> {
    for (let presses = 0; presses < MOST_PRESSES; presses++) {
      const at = await this.#key(key)
      if (at.role !== role || !name.test(at.name)) continue
      if (!this.#listening) this.heard = [said(at)]
      return
    }
    throw new Error(`${MOST_PRESSES} × ${key} never came to ${role} ${name}; the last was ${this.heard.at(-1)}`)
  }

  async #out(key: string): Promise<void> {
    for (let last = '', now = said(await focusOf(this.#cdp)); now !== last;) {
      last = now
      now = said(await this.#key(key))
    }
  }

  async #press(key: string): Promise<void> {
    await this.#key(key)
    if (key !== 'Enter') return
    await settled(this.#set)
    await this.#changes()
  }

  /** What is announced, and what has the focus now where it moved by itself. */
  async #changes(): Promise<void> {
    this.#announcements(await treeOf(this.#cdp))
    const now = said(await focusOf(this.#cdp))
    if (!this.heard.includes(now)) this.heard.push(now)
  }

  async #key(key: string): Promise<Heard> {
    await this.#set.driver.press(key)
    this.keys++
    const at = await focusOf(this.#cdp)
    this.heard.push(said(at))
    return at
  }

  async #type(text: string): Promise<void> {
    await this.#set.driver.type(text)
    this.keys += text.length
    this.heard.push(said(await focusOf(this.#cdp)))
  }

  async #readOn(number: number): Promise<void> {
    const tree = await treeOf(this.#cdp)
    this.#announcements(tree)
    this.#before = this.heard.length
    this.heard.push(...linesAfter(tree, await focusOf(this.#cdp)).slice(0, number))
    this.keys += number
  }

  /** Each once, when it changes. */
  #announcements(tree: Heard): void {
    for (const node of nodesOf(tree)) {
      if (!node.live) continue
      const text = said(node)
      if (text !== '' && this.#announced.get(node.element) !== text) this.heard.push(text)
      this.#announced.set(node.element, text)
    }
  }
}
