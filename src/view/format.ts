import { formatAreas } from './area-list'
import { formatGroups } from './group-list'
import { formatPeers } from './peer-list'
import { canonicalView, type View } from './view'

/** Version of the link's grammar that this code writes. */
export const LINK_VERSION = 1

/** Leaves `+ : , - . _ ~ /` readable; they mean nothing in a fragment. */
function word(text: string): string {
  return encodeURIComponent(text)
    .replaceAll('%2B', '+')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%2F', '/')
}

/** Members of a list must not be torn apart at a full stop of their own. */
const listed = (text: string) => word(text).replaceAll('.', '%2E')

/**
 * The view as a fragment, without `#`: flat, readable, versioned. Same view, same text.
 * @example v=1&release=demo-north&view=compare&indicator=copd-admissions&areas=E06000009.E08000011&period=2023
 */
export function formatView(given: View): string {
  const view = canonicalView(given)
  const category = view.category && `${listed(view.category.type)}.${listed(view.category.member)}`
  const parts: [string, string | undefined][] = [
    ['v', String(LINK_VERSION)],
    ['release', view.release && word(view.release)],
    ['pin', view.pin && word(view.pin)],
    ['view', view.page === 'front' ? undefined : view.page],
    ['indicator', view.indicator && word(view.indicator)],
    ['type', view.type && word(view.type)],
    ['in', view.within && word(view.within)],
    ['areas', formatAreas(view.areas)],
    ['period', view.period && word(view.period)],
    ['sex', view.sex && word(view.sex)],
    ['ages', view.ages.map(listed).join('.')],
    ['by', category ?? (view.by && listed(view.by))],
    ['against', view.against && word(view.against)],
    ['rule', view.rule],
    ['map', view.map],
    ['shows', view.shows],
    ['sure', view.sure && '1'],
    ['zoom', view.zoom],
    ['limits', view.limits],
    ['with', view.studies?.join('.')],
    ['peers', view.peers && formatPeers(view.peers)],
    ['group', view.groups && formatGroups(view.groups)],
    ['find', view.find && word(view.find)],
    ['sql', view.sql && word(view.sql)],
    ['part', view.part && word(view.part)],
    ['of', view.of && word(view.of)],
    ['and', view.and && word(view.and)],
    ['cells', view.cells],
    ['sort', view.sort && word(view.sort)],
    ['embed', view.embed && '1'],
  ]
  return parts.flatMap(([key, value]) => (value ? [`${key}=${value}`] : [])).join('&')
}
