import type { Listing } from './file'

/** What stands above the rows of other files goes into the metadata of Arrow and Parquet. */
export function metadataOf({ title, release, link, notes }: Omit<Listing, 'columns' | 'rows'>): Map<string, string> {
  const said = {
    title,
    release: release.id,
    date: release.date,
    link: link ?? '',
    synthetic: String(release.synthetic),
    protection: release.protection.label,
    notes: notes.join('\n'),
  }
  return new Map(Object.entries(said))
}
