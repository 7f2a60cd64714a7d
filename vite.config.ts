import { svelte } from '@sveltejs/vite-plugin-svelte'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { defineConfig } from 'vitest/config'
import type { Plugin } from 'vitest/config'

// ---- DuckDB: its WebAssembly as one compressed file beside the app, its worker as one classic script in a Blob ----

const DUCKDB = `${import.meta.dirname}/node_modules/@duckdb/duckdb-wasm/dist`

/**
 * Emits `duckdb/duckdb-eh.<hash>.wasm.gz` (7.7 MB; hosts refuse the raw 34 MB) named by the hash of what it unpacks
 * to, serves the same path in development, and tells the app by `__DUCKDB_WASM__` (see `src/engine/duckdb/asset.d.ts`).
 */
function duckdbAsset(): Plugin {
  const wasm = readFileSync(`${DUCKDB}/duckdb-eh.wasm`)
  const sha256 = createHash('sha256').update(wasm).digest('hex')
  const path = `duckdb/duckdb-eh.${sha256.slice(0, 16)}.wasm.gz`
  const packed = () => cached(path.replace('duckdb/', ''), () => gzipSync(wasm, { level: 9 }))
  return {
    name: 'cairn-duckdb',
    config: () => ({
      define: { __DUCKDB_WASM__: JSON.stringify({ path, bytes: wasm.length, sha256 }) },
      // The package's own entry names a file that it does not ship.
      resolve: { alias: { '@duckdb/duckdb-wasm/blocking': `${DUCKDB}/duckdb-browser-blocking.mjs` } },
      // Without strict order Vite 8 takes a classic worker for one that needs splitting, and refuses. DuckDB's glue has
      // an `eval` for modules that DuckDB-WASM never loads, and that the Content-Security-Policy would block.
      worker: { format: 'iife', rolldownOptions: { checks: { eval: false }, output: { strictExecutionOrder: true } } },
    }),
    configureServer: ({ middlewares }) => {
      middlewares.use(`/${path}`, (_request, response) => {
        response.setHeader('Content-Type', 'application/gzip')
        response.end(packed())
      })
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: path, source: packed() })
    },
  }
}

/** Bytes kept in `node_modules/.cache`, written whole or not at all. */
function cached(name: string, make: () => Uint8Array): Uint8Array {
  const folder = `${import.meta.dirname}/node_modules/.cache/cairn`
  const file = `${folder}/${name}`
  if (existsSync(file)) return readFileSync(file)
  mkdirSync(folder, { recursive: true })
  const bytes = make()
  writeFileSync(`${file}.${process.pid}`, bytes)
  renameSync(`${file}.${process.pid}`, file)
  return bytes
}

// ---- A copy that opens from a USB stick: one classic script, because a page from a disk may load no module ----

/** `vite build --mode usb`; `cairn pack` makes the folder of it. */
function usbBuild(mode: string): Plugin {
  return {
    name: 'cairn-usb',
    apply: () => mode === 'usb',
    config: () => ({
      build: {
        outDir: `${import.meta.dirname}/node_modules/.cache/cairn/usb`,
        assetsInlineLimit: Number.MAX_SAFE_INTEGER,
        cssCodeSplit: false,
        modulePreload: false,
        // What is left of `import.meta` finds chunks to preload, and there are none.
        rolldownOptions: { output: { format: 'iife', codeSplitting: false }, checks: { emptyImportMeta: false } },
      },
    }),
    // The app's first line: how it reaches its files without a server.
    transform: (code, id) => (id.endsWith('/src/main.ts') ? `import './offline/packed-page'\n${code}` : null),
  }
}

/** The development server writes styles into the page and serves workers as files; only there the policy allows it. */
function developmentPolicy(): Plugin {
  return {
    name: 'cairn-development-policy',
    apply: 'serve',
    transformIndexHtml: (page) =>
      page
        .replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
        .replace('worker-src blob:', "worker-src 'self' blob:"),
  }
}

// ---- Cairn ----

export default defineConfig(({ mode }) => ({
  root: 'src',
  base: './',
  publicDir: '../public',
  cacheDir: `${import.meta.dirname}/node_modules/.vite`,
  plugins: [svelte(), duckdbAsset(), usbBuild(mode), developmentPolicy()],
  build: { outDir: '../dist', emptyOutDir: true, target: 'es2022' },
  test: {
    projects: [
      {
        extends: true,
        root: import.meta.dirname,
        test: {
          name: 'unit',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/journeys/**'],
          environment: 'node',
        },
      },
      {
        extends: true,
        root: import.meta.dirname,
        test: {
          name: 'journeys',
          include: ['tests/journeys/**/*.journey.ts'],
          globalSetup: 'tests/journeys/setup.ts',
          environment: 'node',
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
}))
