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

type Modules = { getModuleInfo(id: string): { importedIds: readonly string[] } | null }

/** What a module and its static imports draw in. */
function drawnIn(root: string, modules: Modules, found = new Set<string>()): Set<string> {
  if (found.has(root)) return found
  found.add(root)
  for (const id of modules.getModuleInfo(root)?.importedIds ?? []) drawnIn(id, modules, found)
  return found
}

/** `app` for what `src/app.ts` draws in and the small script before it does not. */
function inApp(id: string, modules: Modules): string | null {
  const [app, before] = ['app', 'main'].map((name) => drawnIn(`${import.meta.dirname}/src/${name}.ts`, modules))
  return app?.has(id) && !before?.has(id) ? 'app' : null
}

/** The app's own script is fetched beside the small one that asks for the data, not after it. */
function preloadApp(): Plugin {
  return {
    name: 'cairn-preload-app',
    apply: (_config, { command, mode }) => command === 'build' && mode !== 'usb',
    // One file for all that the first picture needs: a browser fetches six at a time from one host.
    config: () => ({
      build: {
        rolldownOptions: {
          output: {
            codeSplitting: { includeDependenciesRecursively: false, groups: [{ name: inApp, debugName: 'app' }] },
          },
        },
      },
    }),
    transformIndexHtml: {
      order: 'post',
      handler(_page, { bundle }) {
        const chunks = Object.values(bundle ?? {}).filter((file) => file.type === 'chunk')
        const app = chunks.find((file) => file.name === 'app')
        if (!app) return []
        const scripts = [app.fileName, ...app.imports].map((file) => ({
          rel: 'modulepreload',
          crossorigin: true,
          href: `./${file}`,
        }))
        const styles = [...(app.viteMetadata?.importedCss ?? [])].map((file) => ({
          rel: 'stylesheet',
          crossorigin: true,
          href: `./${file}`,
        }))
        return [...styles, ...scripts].map((attrs) => ({ tag: 'link', attrs, injectTo: 'head' as const }))
      },
    },
  }
}

// ---- Cairn ----

export default defineConfig(({ mode }) => ({
  root: 'src',
  base: './',
  publicDir: '../public',
  cacheDir: `${import.meta.dirname}/node_modules/.vite`,
  plugins: [svelte(), duckdbAsset(), usbBuild(mode), developmentPolicy(), preloadApp()],
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
