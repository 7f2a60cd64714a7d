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

/** Files of the reader's own, which DuckDB reads in place by a name of ours, and results in pieces. */
export interface FileBindings extends Bindings {
  connect(): StreamConnection
  /** `protocol` 2: a `File` or `Blob`, read piece by piece in a browser's worker. */
  registerFileHandle(name: string, handle: Blob, protocol: number, directIO: boolean): void
  registerFileBuffer(name: string, bytes: Uint8Array): void
  dropFiles(): void
}

export interface StreamConnection extends Connection {
  useUnsafe<R>(callback: (bindings: StreamBindings, connection: number) => R): R
}

export interface StreamBindings extends RawBindings {
  /** A query whose result is fetched in pieces: the schema's bytes, or null where `pollPendingQuery` is to be asked for them. */
  startPendingQuery(connection: number, sql: string, allowStream: boolean): Uint8Array | null
  pollPendingQuery(connection: number): Uint8Array | null
  /** The next piece; nothing or empty at the end. */
  fetchQueryResults(connection: number): Uint8Array | null
  /** Parses and plans one statement without running it; throws where it cannot. */
  createPrepared(connection: number, sql: string): number
  closePrepared(connection: number, statement: number): void
}
