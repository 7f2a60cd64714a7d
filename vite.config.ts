import { Resvg } from '@resvg/resvg-js'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { gzipSync } from 'node:zlib'
import { VitePWA } from 'vite-plugin-pwa'
import { defineConfig } from 'vitest/config'
import type { Plugin } from 'vitest/config'

// ---- WebAssembly as compressed files beside the app, workers as one classic script each in a Blob ----

const DUCKDB = `${import.meta.dirname}/node_modules/@duckdb/duckdb-wasm/dist`

/** The WebAssembly that the app runs, by folder: DuckDB sums, HiGHS attacks and rounds, parquet-wasm writes releases. */
const WASM = [
  { folder: 'duckdb', file: `${DUCKDB}/duckdb-eh.wasm`, global: '__DUCKDB_WASM__' },
  { folder: 'highs', file: `${import.meta.dirname}/node_modules/highs/build/highs.wasm`, global: '__HIGHS_WASM__' },
  {
    folder: 'parquet',
    file: `${import.meta.dirname}/node_modules/parquet-wasm/esm/parquet_wasm_bg.wasm`,
    global: '__PARQUET_WASM__',
  },
] as const

/**
 * Emits `duckdb/duckdb-eh.<hash>.wasm.gz` and the like (hosts refuse DuckDB's raw 34 MB) named by the hash of what it
 * unpacks to, serves the same path in development, and tells the app by a global constant (see the rooms' `asset.d.ts`).
 */
function wasmAsset({ folder, file, global }: (typeof WASM)[number]): Plugin {
  const wasm = readFileSync(file)
  const sha256 = createHash('sha256').update(wasm).digest('hex')
  const name = `${basename(file, '.wasm')}.${sha256.slice(0, 16)}.wasm.gz`
  const path = `${folder}/${name}`
  const packed = () => cached(name, () => gzipSync(wasm, { level: 9 }))
  return {
    name: `cairn-${folder}`,
    config: () => ({ define: { [global]: JSON.stringify({ path, bytes: wasm.length, sha256 }) } }),
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

/** How the glue of the three is built into workers. */
function wasmGlue(): Plugin {
  return {
    name: 'cairn-wasm-glue',
    config: () => ({
      // The package's own entry names a file that it does not ship.
      resolve: { alias: { '@duckdb/duckdb-wasm/blocking': `${DUCKDB}/duckdb-browser-blocking.mjs` } },
      // Without strict order Vite 8 takes a classic worker for one that needs splitting, and refuses. DuckDB's glue has
      // an `eval` for modules that DuckDB-WASM never loads, and that the Content-Security-Policy would block.
      worker: {
        format: 'iife',
        plugins: () => [withoutFiles()],
        rolldownOptions: { checks: { eval: false }, output: { strictExecutionOrder: true, codeSplitting: false } },
      },
    }),
  }
}

/** These get their bytes from the app, so their own address for them must not draw a second copy into the build. */
function withoutFiles(): Plugin {
  return {
    name: 'cairn-wasm-without-files',
    enforce: 'pre',
    transform(code, id) {
      if (id.endsWith('/highs/build/highs.mjs'))
        return code
          .replace('new URL("highs.wasm",import.meta.url).href', '"highs.wasm"')
          .replaceAll('import.meta.url', '"highs.js"')
      if (id.endsWith('/parquet-wasm/esm/parquet_wasm.js'))
        return code.replace("new URL('parquet_wasm_bg.wasm', import.meta.url)", '"parquet_wasm_bg.wasm"')
      return null
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

/** The development server writes styles into the page; only there the policy allows it. */
function developmentPolicy(): Plugin {
  return {
    name: 'cairn-development-policy',
    apply: 'serve',
    transformIndexHtml: (page) => page.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'"),
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

// ---- The hosted app: a service worker keeps it for visits without a network, a manifest lets it be installed ----

/** Pictures of the mark: `maskable` leaves room for whatever shape a device cuts out. */
const ICONS = [
  { size: 192, purpose: 'any' },
  { size: 512, purpose: 'any' },
  { size: 512, purpose: 'maskable' },
] as const
const iconPath = ({ size, purpose }: (typeof ICONS)[number]) => `icons/${purpose}-${size}.png`

/** Drawn from the page's own icon, so that there is one mark. */
function iconFiles(): Plugin {
  return {
    name: 'cairn-icons',
    apply: 'build',
    generateBundle() {
      const page = readFileSync(`${import.meta.dirname}/src/index.html`, 'utf8')
      const mark = /href="data:image\/svg\+xml,([^"]+)"/.exec(page)?.[1]
      if (!mark) throw new Error('src/index.html: found no icon as SVG')
      for (const icon of ICONS)
        this.emitFile({ type: 'asset', fileName: iconPath(icon), source: drawnIcon(decodeURIComponent(mark), icon) })
    },
  }
}

function drawnIcon(mark: string, { size, purpose }: (typeof ICONS)[number]): Uint8Array {
  const room =
    purpose === 'maskable'
      ? `viewBox='-10 -10 52 52'><rect x='-10' y='-10' width='52' height='52' fill='#FBFAF7'/>`
      : null
  const svg = room ? mark.replace(/viewBox='[^']+'>/, room) : mark
  return new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render().asPng()
}

/** Nothing of it in a copy for a stick: a page from a disk may have neither. */
function hostedApp(mode: string): Plugin[] {
  if (mode === 'usb' || mode === 'embed') return []
  const pwa = VitePWA({
    strategies: 'injectManifest',
    srcDir: 'offline',
    filename: 'service-worker.ts',
    injectRegister: false,
    manifestFilename: 'manifest.webmanifest',
    manifest: {
      name: 'Cairn: how health and care vary between places',
      short_name: 'Cairn',
      description: 'Shows how health and care vary between places, without ever showing a patient.',
      lang: 'en-GB',
      start_url: './',
      scope: './',
      display: 'standalone',
      background_color: '#FBFAF7',
      theme_color: '#FBFAF7',
      icons: ICONS.map((icon) => ({
        src: iconPath(icon),
        sizes: `${icon.size}x${icon.size}`,
        type: 'image/png',
        purpose: icon.purpose,
      })),
    },
    includeManifestIcons: false,
    injectManifest: {
      rollupFormat: 'iife',
      // Releases come and go by themselves, and previews are read by other sites alone.
      globPatterns: ['index.html', '{assets,duckdb,highs,parquet,icons}/**/*'],
      // Their names change with their bytes.
      dontCacheBustURLsMatching: /^(assets|duckdb|highs|parquet)\//,
      maximumFileSizeToCacheInBytes: 20_000_000,
    },
  })
  return [iconFiles(), ...pwa]
}

// ---- The module for other people's pages: one file, and a script that fits frames; each major version at its own address ----

const EMBED = `${import.meta.dirname}/src/embed`

/** `vite build --mode embed`, after the app: `dist/cairn/1/`, and beside it what its users read. */
function embedBuild(mode: string): Plugin {
  return {
    name: 'cairn-embed',
    apply: () => mode === 'embed',
    config: () => ({
      publicDir: false as const,
      build: {
        outDir: `${import.meta.dirname}/dist/cairn/1`,
        lib: { entry: { cairn: `${EMBED}/index.ts`, fit: `${EMBED}/fit.ts` }, formats: ['es'] },
        rolldownOptions: { output: { entryFileNames: '[name].js', chunkFileNames: '[name].[hash].js' } },
      },
    }),
    generateBundle() {
      for (const name of ['cairn.d.ts', 'example.html', 'example.css', 'README.md'])
        this.emitFile({ type: 'asset', fileName: name, source: readFileSync(`${EMBED}/public/${name}`) })
    },
  }
}

// ---- Cairn ----

export default defineConfig(({ mode, command }) => ({
  root: 'src',
  base: './',
  publicDir: '../public',
  cacheDir: `${import.meta.dirname}/node_modules/.vite`,
  plugins: [
    svelte(),
    ...(mode === 'embed' ? [] : WASM.map(wasmAsset)),
    wasmGlue(),
    withoutFiles(),
    usbBuild(mode),
    embedBuild(mode),
    developmentPolicy(),
    ...(mode === 'embed' ? [] : [preloadApp()]),
    ...hostedApp(mode),
  ],
  // True where a service worker will lie beside the page.
  define: { __SERVICE_WORKER__: JSON.stringify(command === 'build' && mode !== 'usb') },
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
          // Files share a worker's modules, so each is compiled once, not a hundred times; a test that changes a global sets it back.
          isolate: false,
          // One fewer than the cores is the default: a single one on the machines that need it most.
          maxWorkers: '100%',
        },
      },
      {
        extends: true,
        root: import.meta.dirname,
        // Proofs that take a minute each: `npm test` has ten in all.
        test: { name: 'slow', include: ['tests/**/*.slow.ts'], environment: 'node', maxWorkers: '100%' },
      },
      {
        extends: true,
        // Else a project does not hear of `--mode everywhere`.
        mode,
        root: import.meta.dirname,
        test: {
          name: 'journeys',
          include: ['tests/journeys/**/*.journey.ts'],
          globalSetup: 'tests/journeys/setup.ts',
          environment: 'node',
          maxWorkers: 2,
          testTimeout: 120_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
}))
