import type { Engine, SumQuery, Sums, SyncEngine } from '../engine/port'

/** A calculation that asks for sums and goes on once it has them: written once, run at once or later. */
export type Steps<T> = Generator<readonly SumQuery[], T, readonly Sums[]>

/** Runs every step on an engine that answers at once. */
export function runNow<T>(steps: Steps<T>, engine: SyncEngine): T {
  let step = steps.next()
  while (!step.done) step = steps.next(step.value.map((query) => engine.sum(query)))
  return step.value
}

/** Runs every step on any engine. */
export async function runLater<T>(steps: Steps<T>, engine: Engine): Promise<T> {
  let step = steps.next()
  while (!step.done) {
    const sums: Sums[] = []
    for (const query of step.value) sums.push(await engine.sum(query))
    step = steps.next(sums)
  }
  return step.value
}
