import type { StreamConnection } from './bindings'

/** The result as DuckDB hands it over: the schema, then a few thousand rows at a time. Each piece is a copy of its own. */
export function* piecesOf(connection: StreamConnection, sql: string): Generator<Uint8Array> {
  yield connection.useUnsafe((raw, id) => {
    let head = raw.startPendingQuery(id, sql, true)
    while (head === null) head = raw.pollPendingQuery(id)
    return head
  })
  for (;;) {
    const piece = connection.useUnsafe((raw, id) => raw.fetchQueryResults(id))
    if (!piece || piece.length === 0) return
    // DuckDB writes the next piece where this one lies.
    yield piece.slice()
  }
}
