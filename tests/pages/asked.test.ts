import { render } from 'svelte/server'
import { expect, it } from 'vitest'
import type { App } from '../../src/state'
import type { Asking, Beside } from '../../src/state/beside.svelte'
import Asker from './Asker.svelte'

/** A component that comes and goes; what it asks is asked by hand, since effects wait for a browser. */
function visit(app: Pick<App, 'analysis'>) {
  const found: { asking?: Asking; beside?: Beside<string>; running?: boolean } = {}
  const wish = () => ({ of: { a: 1 }, ask: (asking: Asking) => new Promise<string>(() => (found.asking = asking)) })
  const made = (beside: Beside<string>) => {
    beside.ask()
    Object.assign(found, { beside, running: beside.progress !== null && found.asking?.signal.aborted === false })
  }
  void render(Asker, { props: { app: app as App, wish, made } }).body
  return found
}

it('work that a component asked for is cancelled when the component goes', () => {
  const { running, asking, beside } = visit({ analysis: {} as App['analysis'] })
  expect(running).toBe(true)
  expect(asking?.signal.aborted).toBe(true)
  expect(beside?.progress).toBeNull()
})

it('nothing is asked while no release is open', () => {
  const { asking, beside } = visit({ analysis: null })
  expect([asking, beside?.progress]).toEqual([undefined, null])
})
