import type { DenseTable, Engine } from '../engine/port'

/** Gives a table's columns; rejects where there is no such table or its file is no good. */
export type LoadTable = (id: string) => Promise<DenseTable>

export interface LazyEngine extends Engine {
  /** Resolves when the table is held; at once where it is unknown, so that the question says what is wrong. */
  ready(table: string): Promise<void>
}

/**
 * An engine that fetches a table when the first question needs it. Whoever asks need not know which tables that is,
 * and an engine that has been started anew fills itself again.
 */
export function lazyEngine(engine: Engine, load: LoadTable, known: (id: string) => boolean): LazyEngine {
  const coming = new Map<string, Promise<void>>()
  const fetchTable = async (id: string) => {
    try {
      await engine.add(await load(id))
    } finally {
      coming.delete(id)
    }
  }
  const ready = async (id: string) => {
    if (engine.has(id) || !known(id)) return
    const already = coming.get(id) ?? fetchTable(id)
    coming.set(id, already)
    await already
  }
  return {
    ready,
    name: engine.name,
    has: (id) => engine.has(id) || known(id),
    add: (table) => engine.add(table),
    async sum(query) {
      await ready(query.table)
      return engine.sum(query)
    },
    async rows(query) {
      await ready(query.table)
      if (!engine.rows) throw new TypeError(`The engine ${engine.name} gives no rows`)
      return engine.rows(query)
    },
    close: () => engine.close(),
  }
}
