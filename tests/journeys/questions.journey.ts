import type { CDPSession } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { FRONT, GROUPS } from '../../src/pages/navigation'
import { eventually } from '../driver'
import { byRole, focusOf, said, treeOf, type Heard } from './heard'
import { KeyReader } from './keys'
import { QUESTIONS, type Asked } from './questions'
import { CHROMIUM_HTTP, journeys, type Set } from './stage'
import { settled } from './steps'
import { lacking, type Told } from './told'
import { openWorld, type World } from './world'

/** Keys that an answer may take, letters of a search and lines read included; each of 62 areas is a key to whoever hears them all. */
const MOST_KEYS = 80
const PATIENCE = 15_000

it('asks twenty questions, of each view at least one', () => {
  expect(QUESTIONS).toHaveLength(20)
  const offered = [FRONT, ...GROUPS.flatMap(({ pages }) => pages)].map(({ page }) => page)
  expect(new Set(QUESTIONS.map(({ view }) => view))).toEqual(new Set(offered.filter((page) => page !== 'make')))
})

/** Answers that are not the right one: one number off, one more of them. */
const wrongly = ({ numbers = [], times }: Told): Told[] => [
  ...numbers.map((_, at) => ({ numbers: numbers.map((number, i) => (i === at ? 1.13 * number + 1.7 : number)) })),
  ...(times ? [{ times: { ...times, is: times.is + 1 } }] : []),
]

journeys(
  'twenty questions',
  (set: Set) => {
    let world: World
    let cdp: CDPSession
    const taken: { question: string; keys: number }[] = []

    beforeAll(async () => {
      world = await openWorld('demo-north')
      if (!set.driver.protocol) throw new Error('this browser does not show its accessibility tree')
      cdp = await set.driver.protocol()
      await set.open()
    })
    afterAll(() => console.table(taken))

    const heardAll = async (hear: () => Promise<string[]>, told: Told) => {
      expect(lacking([], told), 'an answer that silence gives').not.toBeNull()
      let heard: string[] = []
      const all = async () => lacking((heard = await hear()), told) === null
      await eventually(all, { milliseconds: PATIENCE, say: () => `never heard ${lacking(heard, told)} in:\n${heard.join('\n')}` }) // prettier-ignore
      for (const wrong of wrongly(told)) expect(lacking(heard, wrong), 'a wrong answer goes unnoticed').not.toBeNull()
    }

    it.each(QUESTIONS)('from the accessibility tree: $question', async (asked) => {
      const told = await asked.expected(world)
      await set.driver.open(`${set.page}#v=1&view=${asked.view}&${asked.link}`)
      await settled(set)
      const heard = await acted(asked)
      await heardAll(async () => [...heard, ...asked.read(await treeOf(cdp))], told)
    })

    /** Acts on nodes as assistive technology does: presses them, or sends keys to them. Gives what is heard on the way. */
    async function acted({ acts = [] }: Asked): Promise<string[]> {
      const heard: string[] = []
      for (const { role, name, keys } of acts) {
        const node = await found(role, name)
        if (!keys) await press(node)
        for (const key of keys ?? []) {
          await cdp.send('DOM.focus', { backendNodeId: node.element })
          await set.driver.press(key)
          heard.push(said(await focusOf(cdp)))
        }
      }
      return heard
    }

    async function found(role: string, name: RegExp): Promise<Heard> {
      let node: Heard | undefined
      const there = async () =>
        (node = byRole(await treeOf(cdp), role).find((one) => name.test(said(one)))) !== undefined
      await eventually(there, { milliseconds: PATIENCE, say: () => `found no ${role} ${name}` })
      return node!
    }

    async function press({ element }: Heard): Promise<void> {
      const { object } = await cdp.send('DOM.resolveNode', { backendNodeId: element })
      await cdp.send('Runtime.callFunctionOn', { objectId: object.objectId, functionDeclaration: 'function () { this.click() }' }) // prettier-ignore
      await settled(set)
    }

    it.each(QUESTIONS)('by keyboard alone: $question', async ({ question, keys, expected }) => {
      const told = await expected(world)
      await set.open()
      await settled(set)
      await set.driver.waitForRole('combobox', 'Find an area or a topic')
      const reader = new KeyReader(set, cdp)
      await reader.follow(keys)
      await heardAll(async () => (await reader.hearMore(keys.at(-1)), reader.heard), told)
      taken.push({ question, keys: reader.keys })
      expect(reader.keys).toBeLessThanOrEqual(MOST_KEYS)
    })
  },
  { stages: CHROMIUM_HTTP },
)
