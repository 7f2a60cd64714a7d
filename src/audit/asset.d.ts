/** Where the solver's compressed WebAssembly lies beside the app, and what it unpacks to. Set when the app is built. */
declare const __HIGHS_WASM__: { path: string; bytes: number; sha256: string }
