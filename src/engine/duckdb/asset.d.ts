/** Where DuckDB's compressed WebAssembly lies beside the app, and what it unpacks to. Set when the app is built. */
declare const __DUCKDB_WASM__: { path: string; bytes: number; sha256: string }

/** The browser's build; `vite.config.ts` leads this name to `dist/duckdb-browser-blocking.mjs`, which ships no types. */
declare module '@duckdb/duckdb-wasm/blocking' {
  export const BROWSER_RUNTIME: object
  export class VoidLogger {}
  export function createDuckDB(
    bundles: { mvp: { mainModule: string; mainWorker: string }; eh: { mainModule: string; mainWorker: string } },
    logger: VoidLogger,
    runtime: object,
    // eslint-disable-next-line @typescript-eslint/consistent-type-imports -- an import statement would end the global scope
  ): Promise<{ instantiate(): Promise<import('./bindings').FileBindings> }>
}
