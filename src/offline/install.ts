import { Workbox } from 'workbox-window'

/** How often an open tab asks whether there is a newer app, in milliseconds. */
const EVERY = 3_600_000

/**
 * Starts the service worker, which fetches the whole app so that the next visit needs no network; gives whether it is there,
 * false where the browser, the address or a full disk forbids it. `announce` is called once when a newer app stands ready,
 * with how to change to it; nothing changes before that is called.
 */
export async function install(announce: (renew: () => void) => void): Promise<boolean> {
  if (!('serviceWorker' in navigator)) return false
  const worker = new Workbox('./service-worker.js', { scope: './' })
  let announced = false
  worker.addEventListener('waiting', () => {
    if (announced) return
    announced = true
    announce(() => void renew(worker))
  })
  const taken = new Promise<boolean>((done) => {
    worker.addEventListener('activated', ({ isUpdate }) => {
      performance.mark('cairn:offline-ready')
      if (!isUpdate) void worker.messageSW({ type: 'CACHE_URLS', payload: { urlsToCache: seen() } })
      done(true)
    })
    worker.addEventListener('redundant', () => done(false))
  })
  const registration = await worker.register()
  setInterval(() => void worker.update().catch(() => undefined), EVERY)
  return registration?.active ? true : taken
}

/** What this first visit has fetched of releases before anybody watched, so that it is there without a network too. */
function seen(): string[] {
  const place = new URL('./releases/', document.baseURI).href
  const names = performance.getEntriesByType('resource').map(({ name }) => name)
  return [...new Set(names.filter((name) => name.startsWith(place)))]
}

/** Changes to the app that waits and loads this tab anew; others go on with theirs until their reader does the same. */
async function renew(worker: Workbox): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration('./')
  if (!registration?.waiting) return location.reload()
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
  worker.messageSkipWaiting()
}
