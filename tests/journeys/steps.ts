import { eventually } from '../driver'
import type { Set } from './stage'

/** What the link holds now, by key. */
export async function fragmentOf({ driver }: Set): Promise<Record<string, string>> {
  const fragment = new URL(await driver.address()).hash.slice(1)
  return Object.fromEntries(fragment.split('&').map((pair) => pair.split('=') as [string, string]))
}

/** Goes to a view by the navigation and waits until its chart or text stands. */
export async function viewLink(set: Set, name: string): Promise<void> {
  await set.driver.click('link', name)
  await eventually(async () => (await fragmentOf(set)).view === name.toLowerCase(), {
    say: () => `never came to ${name}`,
  })
  await settled(set)
}

/** Waits until nothing is being fetched, a headline stands, and what it moved lies still: a press would miss what moves. */
export async function settled({ driver }: Set): Promise<void> {
  let height: number | null = null
  const still = async () => {
    const now = await driver.evaluate(
      () =>
        document.querySelector('main h1') !== null &&
        document.querySelector('main progress, main .waiting, main [aria-busy=true]') === null
          ? document.documentElement.scrollHeight
          : null,
      null,
    )
    const same = now !== null && now === height
    height = now
    return same
  }
  await eventually(still, { say: async () => `the view never settled:\n${await driver.text('main')}` })
}

/** Chooses, in the sentence, something else than is chosen; gives the word that stood there before. */
export async function chooseOther(set: Set, word: string): Promise<void> {
  const { driver } = set
  const before = await driver.text(`.sentence [data-word=${word}]`)
  await driver.clickOn(`.sentence [data-word=${word}]`)
  await driver.waitForSelector('dialog[open] input[type=radio]')
  await driver.clickOn('dialog[open] label:not(:has(input:checked))')
  const changed = async () =>
    (await driver.text(`.sentence [data-word=${word}]`)) !== before && (await driver.count('dialog[open]')) === 0
  await eventually(changed, { say: () => `the sentence still says ${before}` })
  await settled(set)
}

/** Codes of the areas that the chart shows as marked. */
export const marked = ({ driver }: Set) =>
  driver.evaluate(
    () =>
      [...document.querySelectorAll('main svg[role=listbox]')]
        .slice(0, 1)
        .flatMap((chart) => [...chart.querySelectorAll('[role=option][aria-selected=true]')])
        .map((option) => option.getAttribute('data-key')),
    null,
  )

/** In the page: the spoken names of all that a selector finds. */
export const allKept = (selector: string) =>
  [...document.querySelectorAll(selector)].map((option) => option.getAttribute('aria-label') ?? '')

/** Waits until the page takes files that are let go over it: that part of it comes after the first chart. */
export async function takesFiles({ driver }: Set): Promise<void> {
  const taken = () =>
    driver.evaluate(() => {
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File([''], 'a.csv'))
      return !document.body.dispatchEvent(new DragEvent('dragover', { bubbles: true, cancelable: true, dataTransfer }))
    }, null)
  await eventually(taken, { say: () => 'the page never took a file' })
}
