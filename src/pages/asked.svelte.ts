import { onDestroy } from 'svelte'
import type { Question, Study, StudyId } from '../domain'
import type { App } from '../state'
import { Beside, type Wish } from '../state/beside.svelte'
import { getApp } from './context'

type Analysis = NonNullable<App['analysis']>

/**
 * What a component asks for beside its answer, asked again whenever the wish changes; the work stops when the component goes.
 * Call it while the component is set up.
 */
export function asked<T>(wish: (analysis: Analysis) => Wish<T> | null): Beside<T> {
  const app = getApp()
  const beside = new Beside<T>(() => app.analysis && wish(app.analysis))
  $effect(() => beside.ask())
  onDestroy(() => beside.cancel())
  return beside
}

/** A study of the question, or of none where that is null for now. What it says of areas stays while the reader marks others. */
export function askedStudy(id: StudyId, question: () => Question | null): Beside<Study> {
  return asked((analysis) => {
    const asks = question()
    if (!asks) return null
    const unmarked = asks.comparator.kind === 'chosen' ? asks : { ...asks, chosen: [] }
    // Of the marked areas alone peers say more.
    const of = id === 'peers' ? asks : unmarked
    return { of, about: unmarked, ask: (asking) => analysis.study(of, id, asking) }
  })
}
