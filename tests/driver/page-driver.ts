import { eventually, homeOf, judge, namePattern, type BrowserName, type Driver, type Witness } from './driver'
import { dropFile, findByRole, findBySelector, pageText, visibleText } from './in-page'
import type { Trap } from './trap'

/** The few things in which browsers differ. */
export interface PageParts {
  goto(address: string): Promise<void>
  address(): Promise<string>
  back(): Promise<void>
  forward(): Promise<void>
  evaluate<A, T>(run: (argument: A) => T | Promise<T>, argument: A): Promise<T>
  /** Finds an element by a function in the page and acts on it; false where there is none. */
  withElement<A>(
    find: (argument: A) => Element | null,
    argument: A,
    act: (element: { click(): Promise<void>; focus(): Promise<void> }) => Promise<void>,
  ): Promise<boolean>
  press(keys: string): Promise<void>
  type(text: string): Promise<void>
  screenshot(path: string): Promise<void>
  resize(width: number, height: number): Promise<void>
  download(action: () => Promise<void>): Promise<{ name: string; content: Buffer }>
  close(): Promise<void>
}

/** Everything that journeys ask for, made of those few things. */
export function pageDriver(name: BrowserName, parts: PageParts, witness: Witness, trap: Trap): Driver {
  const forgiven: string[] = []
  const complaints = () => withoutEach(judge(witness, trap.caught), forgiven)
  return {
    name,
    ...acting(parts),
    ...reading(parts),
    ...waiting(parts),
    open: async (address) => {
      if (address !== 'about:blank') witness.home = homeOf(address)
      await parts.goto(address)
    },
    requests: () => [...witness.requests],
    complaints,
    excuse(pattern) {
      const found = complaints().filter((line) => pattern.test(line))
      forgiven.push(...found)
      return found.length
    },
  }
}

/** Takes each line away once for each time that it was forgiven: the next of its kind counts again. */
function withoutEach(lines: readonly string[], forgiven: readonly string[]): string[] {
  const left = [...forgiven]
  return lines.filter((line) => {
    const at = left.indexOf(line)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}

type Acting = Pick<
  Driver,
  | 'address'
  | 'back'
  | 'forward'
  | 'click'
  | 'clickOn'
  | 'fill'
  | 'focus'
  | 'press'
  | 'type'
  | 'drop'
  | 'download'
  | 'resize'
  | 'screenshot'
  | 'close'
>

function acting(parts: PageParts): Acting {
  const { address, back, forward, press, type, download, resize, screenshot, close } = parts
  const act = (how: 'click' | 'focus') => async (role: string, name: string | RegExp) => {
    const done = () => parts.withElement(findByRole, { role, ...namePattern(name) }, (element) => element[how]())
    await eventually(done, { say: () => lacking(parts, `found no ${role} “${name}” to ${how}`) })
  }
  const [click, focus] = [act('click'), act('focus')]
  return {
    ...{ address, back, forward, press, type, download, resize, screenshot, close, click, focus },
    clickOn: (selector) =>
      eventually(() => parts.withElement(findBySelector, selector, (element) => element.click()), {
        say: () => lacking(parts, `found no ${selector} to click`),
      }),
    async fill(role, name, text) {
      await click(role, name)
      await press('Control+A')
      await press('Backspace')
      await type(text)
    },
    drop: (selector, file) => parts.evaluate(dropFile, { selector, ...file }),
  }
}

type Reading = Pick<Driver, 'text' | 'texts' | 'attribute' | 'count' | 'has' | 'evaluate'>

function reading(parts: PageParts): Reading {
  const texts = (selector: string) => parts.evaluate(visibleText, selector)
  return {
    texts,
    text: async (selector) => (await texts(selector))[0] ?? null,
    count: (selector) => parts.evaluate((wanted) => document.querySelectorAll(wanted).length, selector),
    attribute: (selector, name) =>
      parts.evaluate((wanted) => document.querySelector(wanted.selector)?.getAttribute(wanted.name) ?? null, {
        selector,
        name,
      }),
    has: (role, name) => parts.withElement(findByRole, { role, ...namePattern(name) }, async () => {}),
    evaluate: (run, argument) => parts.evaluate(run, argument),
  }
}

type Waiting = Pick<Driver, 'waitForRole' | 'waitForText' | 'waitForSelector'>

function waiting(parts: PageParts): Waiting {
  const until = (holds: () => Promise<boolean>, what: string, milliseconds?: number) =>
    eventually(holds, {
      ...(milliseconds ? { milliseconds } : {}),
      say: () => lacking(parts, `waited in vain for ${what}`),
    })
  return {
    waitForRole: (role, name, milliseconds) =>
      until(
        () => parts.withElement(findByRole, { role, ...namePattern(name) }, async () => {}),
        `${role} “${name}”`,
        milliseconds,
      ),
    waitForText: (pattern, milliseconds) =>
      until(() => parts.evaluate(textMatches, textPattern(pattern)), `the text ${pattern}`, milliseconds),
    waitForSelector: (selector, milliseconds) =>
      until(
        () => parts.evaluate((wanted) => document.querySelector(wanted) !== null, selector),
        selector,
        milliseconds,
      ),
  }
}

const textPattern = (pattern: string | RegExp) =>
  pattern instanceof RegExp ? { source: pattern.source, flags: pattern.flags } : { ...namePattern(pattern), source: namePattern(pattern).source.slice(1, -1) } // prettier-ignore

const textMatches = ({ source, flags }: { source: string; flags: string }) =>
  new RegExp(source, flags).test(document.body?.innerText ?? '')

/** Says what the page showed instead, so that a failed journey can be understood from its log. */
async function lacking(parts: PageParts, what: string): Promise<string> {
  const [address, shown] = [await parts.address(), await parts.evaluate(pageText, undefined).catch(String)]
  return `${what}\nat ${address}\nThe page shows:\n${shown}`
}
