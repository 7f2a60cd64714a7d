/** Answers for the hosted app when the network does not. Built apart from the app; see `vite.config.ts`. */
import { cacheNames } from 'workbox-core'
import { ExpirationPlugin } from 'workbox-expiration'
import { PrecacheController, PrecacheRoute, type PrecacheEntry } from 'workbox-precaching'
import { registerRoute } from 'workbox-routing'
import { NetworkFirst } from 'workbox-strategies'
import { answersFor, mayTidy } from './routing'

/** What is used of a service worker's global object; TypeScript's own description of it excludes that of pages. */
interface Worker {
  readonly __WB_MANIFEST: readonly PrecacheEntry[]
  readonly registration: { readonly scope: string }
  readonly clients: { matchAll(options: object): Promise<{ url: string }[]>; claim(): Promise<void> }
  skipWaiting(): Promise<void>
  addEventListener(kind: 'install' | 'activate', listen: (event: ExtendableEvent) => void): void
  addEventListener(kind: 'message', listen: (event: { data?: { type?: string } }) => void): void
}
declare const self: Worker
type ExtendableEvent = Parameters<PrecacheController['install']>[0]

/** Files of releases that were seen; the oldest go first. */
const MOST_SEEN = 1000
/** Seconds after which a network that says nothing is taken for none, where there is an earlier answer. */
const PATIENCE = 5

const { scope } = self.registration
const app = new PrecacheController()
app.addToCacheList([...self.__WB_MANIFEST])

self.addEventListener('install', (event) => void app.install(event))
self.addEventListener('activate', (event) => event.waitUntil(activate(event)))
// Only when the reader asks for it: until then the app in the open tabs and its files stay together.
self.addEventListener('message', ({ data }) => void (data?.type === 'SKIP_WAITING' && self.skipWaiting()))

async function activate(event: ExtendableEvent): Promise<void> {
  const tabs = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  if (mayTidy(tabs, scope)) await app.activate(event)
  await self.clients.claim()
}

registerRoute(new PrecacheRoute(app))
// Several apps on one host keep apart. A kept release opens by the list, so the list stays when room runs out.
registerRoute(
  ({ url }) => answersFor(url.href, scope) === 'list',
  new NetworkFirst({ cacheName: `cairn-list-${scope}`, networkTimeoutSeconds: PATIENCE }),
)
registerRoute(
  ({ url }) => answersFor(url.href, scope) === 'seen',
  new NetworkFirst({
    cacheName: `cairn-seen-${scope}`,
    networkTimeoutSeconds: PATIENCE,
    plugins: [new ExpirationPlugin({ maxEntries: MOST_SEEN, purgeOnQuotaError: true })],
  }),
)
registerRoute(
  ({ url }) => answersFor(url.href, scope) === 'earlier-app',
  async ({ request }) =>
    (await caches.match(request, { cacheName: cacheNames.precache, ignoreVary: true })) ?? fetch(request),
)
