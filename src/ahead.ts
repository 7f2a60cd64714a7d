import { askEarly, sharing } from './release/early'

interface Descriptor {
  resources: { name: string; path: string }[]
  cairn: { indicators: { id: string; tables: string[] }[] }
}

/**
 * Starts every request that the first picture of a link needs, while the app itself is still on its way. A guess, from
 * files that nobody has checked yet: it decides nothing, and what it gets wrong only comes a little later. What the reader keeps on
 * this device needs no request.
 */
export const askAhead = (fragment: string, isKept: (id: string) => boolean = () => false): Promise<void> =>
  sharing(() => askFor(fragment, isKept))

async function askFor(fragment: string, isKept: (id: string) => boolean): Promise<void> {
  const link = new URLSearchParams(fragment.replace(/^#/, ''))
  if (/^(releases|make)$/.test(link.get('view') ?? '')) return
  const { releases } = await json<{ releases: { id: string; path: string }[] }>('./releases/catalogue.json')
  const entry = releases.find(({ id }) => id === link.get('release')) ?? releases[0]
  if (!entry || isKept(entry.id)) return
  const folder = `./releases/${entry.path}/`
  const descriptor = await json<Descriptor>(`${folder}datapackage.json`)
  const wanted = new Set(['areas', 'population', ...tablesOf(descriptor, link)])
  for (const { name, path } of descriptor.resources)
    if (wanted.has(name)) askEarly(folder + path).catch(() => undefined)
}

async function json<T>(address: string): Promise<T> {
  return (await askEarly(address)).json() as Promise<T>
}

function tablesOf({ cairn: { indicators } }: Descriptor, link: URLSearchParams): string[] {
  const one = indicators.find(({ id }) => id === link.get('indicator')) ?? indicators[0]
  const all = /^(front|profile|heat|need)?$/.test(link.get('view') ?? '')
  const shown = all ? indicators : one && [one]
  const map = link.get('view') === 'map' ? ['boundaries'] : []
  return [...(shown ?? []).flatMap(({ tables }) => tables.slice(0, 1)), ...map]
}
