import { describe, expect, it } from 'vitest'
import { StudyCancelled } from '../../src/analysis/studies/cancelled'
import { QuestionError } from '../../src/domain'
import { Beside, type Asking } from '../../src/state/beside.svelte'

interface Wished {
  a: number
  /** What may differ without making the last untrue. */
  marks?: string
}

interface Call {
  of: Wished | null
  asking: Asking
  resolve(value: string): void
  reject(thrown: unknown): void
}

/** A view that wishes one thing after another, and whoever answers settles each call by hand. */
function view() {
  const calls: Call[] = []
  let wished: Wished | null = null
  const beside = new Beside<string>(() => {
    const of = wished
    const ask = (asking: Asking) =>
      new Promise<string>((resolve, reject) => calls.push({ of, asking, resolve, reject }))
    return of && { of, about: of.marks ? { a: of.a } : undefined, ask }
  })
  /** As the effect does that runs when the wish changes. */
  const wish = (of: Wished | null) => {
    wished = of
    beside.ask()
    return calls[calls.length - 1]!
  }
  /** The moment between a changed wish and the effect that asks for it. */
  const turnTo = (of: Wished | null) => void (wished = of)
  return { beside, calls, wish, turnTo }
}
const turn = () => new Promise((done) => setTimeout(done))

describe('what is asked beside an answer', () => {
  it('is asked once for the same wish, tells how far it is, and is kept when it came', async () => {
    const { beside, calls, wish } = view()
    const call = wish({ a: 1 })
    wish({ a: 1 })
    expect(calls).toHaveLength(1)
    expect([beside.progress, beside.current, beside.value]).toEqual([0, false, null])
    call.asking.onProgress(0.4)
    expect(beside.progress).toBe(0.4)
    call.resolve('found')
    await turn()
    expect([beside.value, beside.last, beside.current, beside.progress]).toEqual(['found', 'found', true, null])
    wish({ a: 1 })
    expect(calls).toHaveLength(1)
  })

  it('is not what is wished as soon as something else is, before that is even asked for', async () => {
    const { beside, wish, turnTo } = view()
    wish({ a: 1 }).resolve('one')
    await turn()
    turnTo({ a: 2 })
    expect([beside.value, beside.current, beside.last]).toEqual([null, false, 'one'])
    turnTo({ a: 1 })
    expect(beside.value).toBe('one')
  })

  it('drops what comes late, stops its work, and keeps the last for what stands by itself', async () => {
    const { beside, wish } = view()
    wish({ a: 1 }).resolve('one')
    await turn()
    const second = wish({ a: 2 })
    const third = wish({ a: 3 })
    expect(second.asking.signal.aborted).toBe(true)
    second.asking.onProgress(0.9)
    second.resolve('two')
    await turn()
    expect([beside.value, beside.last, beside.progress]).toEqual([null, 'one', 0])
    third.resolve('three')
    await turn()
    expect([beside.value, beside.last]).toEqual(['three', 'three'])
  })

  it('never shows an older answer that arrives after the newer one', async () => {
    const { beside, wish } = view()
    const older = wish({ a: 1 })
    wish({ a: 2 }).resolve('new')
    await turn()
    older.resolve('old')
    await turn()
    expect([beside.value, beside.last]).toEqual(['new', 'new'])
  })

  it('has at once what is wished again while nothing else came', async () => {
    const { beside, calls, wish } = view()
    wish({ a: 1 }).resolve('one')
    await turn()
    const other = wish({ a: 2 })
    wish({ a: 1 })
    expect([beside.value, beside.progress, calls.length]).toEqual(['one', null, 2])
    expect(other.asking.signal.aborted).toBe(true)
  })

  it('keeps the last meanwhile where what differs does not make it untrue', async () => {
    const { beside, wish } = view()
    wish({ a: 1, marks: 'x' }).resolve('one')
    await turn()
    const next = wish({ a: 1, marks: 'y' })
    expect([beside.value, beside.current, beside.progress]).toEqual(['one', false, 0])
    next.resolve('more')
    await turn()
    expect([beside.value, beside.current]).toEqual(['more', true])
    wish({ a: 2, marks: 'y' })
    expect(beside.value).toBeNull()
  })

  it('says why there is none, until something else is wished', async () => {
    const { beside, wish } = view()
    wish({ a: 1 }).reject(new QuestionError('Not given by sex', { found: 'sex', expected: 'age', todo: 'choose age' }))
    await turn()
    expect(beside.failure).toMatchObject({ kind: 'question', detail: 'Not given by sex. Expected: age.' })
    expect(beside.stopped).toBe(false)
    wish({ a: 2 })
    expect(beside.failure).toBeNull()
  })
})

describe('work that the reader stops', () => {
  it('stays stopped whatever the view does, and is no failure, until it is started again', async () => {
    const { beside, calls, wish } = view()
    const call = wish({ a: 1 })
    beside.stop()
    expect(call.asking.signal.aborted).toBe(true)
    call.reject(new StudyCancelled())
    await turn()
    wish({ a: 1 })
    expect([beside.stopped, beside.failure, beside.progress, calls.length]).toEqual([true, null, null, 1])
    beside.again()
    expect([beside.stopped, beside.progress, calls.length]).toEqual([false, 0, 2])
    calls[1]!.resolve('found')
    await turn()
    expect(beside.value).toBe('found')
  })

  it('is started by another wish', () => {
    const { beside, calls, wish } = view()
    wish({ a: 1 })
    beside.stop()
    wish({ a: 2 })
    expect([beside.stopped, beside.progress, calls.length]).toEqual([false, 0, 2])
  })

  it('counts as stopped where whoever works it out gave it up', async () => {
    const { beside, wish } = view()
    wish({ a: 1 }).reject(new StudyCancelled())
    await turn()
    expect([beside.stopped, beside.failure]).toEqual([true, null])
  })

  it('is nothing where no work is under way', async () => {
    const { beside, wish } = view()
    wish({ a: 1 }).resolve('found')
    await turn()
    beside.stop()
    expect([beside.stopped, beside.value]).toEqual([false, 'found'])
  })
})

describe('work that nobody wishes any more', () => {
  it('is cancelled, and asked for afresh when it is wished again', async () => {
    const { beside, calls, wish } = view()
    const call = wish({ a: 1 })
    wish(null)
    expect([call.asking.signal.aborted, beside.progress, beside.value]).toEqual([true, null, null])
    call.resolve('late')
    await turn()
    expect(beside.last).toBeNull()
    wish({ a: 1 })
    expect(calls).toHaveLength(2)
  })

  it('is shown no longer, and is there at once when it is wished again', async () => {
    const { beside, calls, wish } = view()
    wish({ a: 1 }).resolve('one')
    await turn()
    wish(null)
    expect(beside.value).toBeNull()
    wish({ a: 1 })
    expect([beside.value, calls.length]).toEqual(['one', 1])
  })
})
