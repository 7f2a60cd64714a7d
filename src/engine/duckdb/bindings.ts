/** What the engine needs of DuckDB-WASM's blocking bindings: text in, Arrow IPC stream bytes in and out, no objects. */
export interface Bindings {
  open(config: { path: string; maximumThreads: number; query: Record<string, boolean> }): void
  connect(): Connection
  getVersion(): string
  reset(): void
}

export interface Connection {
  /** Brave souls' way past its own Arrow (another major version than ours), straight to bytes. */
  useUnsafe<R>(callback: (bindings: RawBindings, connection: number) => R): R
  close(): void
}

export interface RawBindings {
  /** Result as an Arrow IPC stream. Throws an `Error` with DuckDB's message. */
  runQuery(connection: number, sql: string): Uint8Array
  insertArrowFromIPCStream(connection: number, bytes: Uint8Array, options: { name: string; create: boolean }): void
}
