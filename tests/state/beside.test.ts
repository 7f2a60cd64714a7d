import { describe, expect, it } from 'vitest'
import { StudyCancelled } from '../../src/analysis/studies/cancelled'
import { QuestionError } from '../../src/domain'
import { Beside, type Asking } from '../../src/state/beside.svelte'

/** An asking that the test settles itself. */
function held<T>() {
  const call: { asking?: Asking; resolve?: (value: T) => void; reject?: (thrown: unknown) => void; times: number } = { times: 0 } // prettier-ignore
  const ask = (asking: Asking) => {
    call.times++
    call.asking = asking
    return new Promise<T>((resolve, reject) => Object.assign(call, { resolve, reject }))
  }
  return { call, ask }
}
const turn = () => new Promise((done) => setTimeout(done))

describe('what is asked beside an answer', () => {
  it('is asked once for the same wish, tells how far it is, and is kept when it came', async () => {
    const [beside, { call, ask }] = [new Beside<string>(), held<string>()]
    beside.want({ a: 1 }, ask)
    beside.want({ a: 1 }, ask)
    expect(call.times).toBe(1)
    expect([beside.progress, beside.current]).toEqual([0, false])
    call.asking!.onProgress(0.4)
    expect(beside.progress).toBe(0.4)
    call.resolve!('found')
    await turn()
    expect([beside.value, beside.current, beside.progress]).toEqual(['found', true, null])
  })

  it('drops what comes late, stops its work, and keeps the last until the next is there', async () => {
    const beside = new Beside<string>()
    const [first, second] = [held<string>(), held<string>()]
    beside.want(1, first.ask)
    first.call.resolve!('one')
    await turn()
    beside.want(2, second.ask)
    const third = held<string>()
    beside.want(3, third.ask)
    expect(second.call.asking!.signal.aborted).toBe(true)
    second.call.asking!.onProgress(0.9)
    second.call.resolve!('two')
    await turn()
    expect([beside.value, beside.current, beside.progress]).toEqual(['one', false, 0])
    third.call.resolve!('three')
    await turn()
    expect([beside.value, beside.current]).toEqual(['three', true])
  })

  it('says why there is none, and that a reader cancelled is no failure', async () => {
    const [beside, refused] = [new Beside<string>(), held<string>()]
    beside.want(1, refused.ask)
    refused.call.reject!(new QuestionError('Not given by sex', { found: 'sex', expected: 'age', todo: 'choose age' }))
    await turn()
    expect(beside.failure).toMatchObject({ kind: 'question', detail: 'Not given by sex. Expected: age.' })
    const stopped = held<string>()
    beside.want(2, stopped.ask)
    beside.cancel()
    stopped.call.reject!(new StudyCancelled())
    await turn()
    expect([beside.failure, beside.progress]).toEqual([null, null])
    const again = held<string>()
    beside.want(2, again.ask)
    expect(again.call.times).toBe(1)
  })
})
