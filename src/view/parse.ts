import { STUDIES } from '../domain'
import { parseAreas } from './area-list'
import { LINK_VERSION } from './format'
import { parseGroups } from './group-list'
import { parsePeers } from './peer-list'
import { canonicalView, PAGES, type Page, START, type View } from './view'

/** Takes the parts of a link of one version to those of the next. Old links are migrated for ever. */
export type Migration = (parts: Map<string, string>) => Map<string, string>

/** `MIGRATIONS[n]` takes version n + 1 to n + 2. Version 1 is the first, so there is none yet. */
const MIGRATIONS: readonly Migration[] = []

export interface ParsedView {
  view: View
  /** What could not be understood, in plain words; the rest of the link holds. */
  problems: string[]
}

const RULES = ['overlap', 'limits'] as const
const MAPS = ['areas', 'hexagons', 'symbols'] as const
const ZOOMS = ['2', '4', '8'] as const
const SHOWS = ['verdict', 'value', 'cluster', 'smoothed'] as const
const LIMITS = ['chance', 'usual'] as const
const CELLS = ['verdict', 'fifth'] as const
const KNOWN =
  'v release pin view indicator type in areas period sex ages by against rule map shows sure zoom limits with peers group find sql part of and cells sort embed'.split(
    ' ',
  )

/** Reads a link's fragment (with or without `#`). Never throws: a reader with a torn link still sees something. */
export function parseView(fragment: string, migrations: readonly Migration[] = MIGRATIONS): ParsedView {
  const problems: string[] = []
  const parts = migrate(split(fragment, problems), migrations, problems)
  const text = (key: string) => decode(parts.get(key) ?? '', key, problems) || undefined
  const one = <T extends string>(key: string, allowed: readonly T[]) => oneOf(text(key), key, allowed, problems)
  const list = (key: string) =>
    (parts.get(key) ?? '')
      .split('.')
      .filter(Boolean)
      .map((item) => decode(item, key, problems))
  const areas = parseAreas(parts.get('areas') ?? '')
  const groups = parseGroups(parts.get('group') ?? '')
  const peers = parsePeers(parts.get('peers') ?? '')
  for (const token of [...areas.broken, ...groups.broken, ...peers.broken])
    problems.push(`“${token}” is not an area code`)
  const [type, member] = list('by')
  const studies = list('with').flatMap((id) => oneOf(id, 'with', STUDIES, problems) ?? [])
  const view: View = {
    ...START,
    page: one<Page>('view', PAGES) ?? 'front',
    release: text('release'),
    pin: text('pin'),
    indicator: text('indicator'),
    type: text('type'),
    within: text('in'),
    areas: areas.codes,
    period: text('period'),
    sex: text('sex'),
    ages: list('ages').filter(Boolean),
    category: type && member ? { type, member } : undefined,
    by: member ? undefined : type,
    against: text('against'),
    rule: one('rule', RULES),
    map: one('map', MAPS),
    shows: one('shows', SHOWS),
    sure: one('sure', ['1']) && true,
    zoom: one('zoom', ZOOMS),
    limits: one('limits', LIMITS),
    studies,
    groups: groups.groups,
    peers: peers.peers,
    find: text('find'),
    sql: text('sql'),
    part: text('part'),
    of: text('of'),
    and: text('and'),
    cells: one('cells', CELLS),
    sort: text('sort'),
    embed: one('embed', ['1']) && true,
  }
  for (const key of parts.keys()) if (!KNOWN.includes(key)) problems.push(`“${key}” in the link is not known`)
  return { view: canonicalView(view), problems }
}

function split(fragment: string, problems: string[]): Map<string, string> {
  const parts = new Map<string, string>()
  for (const pair of fragment.replace(/^#/, '').split('&').filter(Boolean)) {
    const at = pair.indexOf('=')
    if (at < 1) problems.push(`“${pair}” in the link has no value`)
    else parts.set(pair.slice(0, at), pair.slice(at + 1))
  }
  return parts
}

function migrate(
  parts: Map<string, string>,
  migrations: readonly Migration[],
  problems: string[],
): Map<string, string> {
  const latest = Math.max(LINK_VERSION, migrations.length + 1)
  const version = Number(parts.get('v') ?? latest)
  if (!Number.isInteger(version) || version < 1) problems.push(`“${parts.get('v')}” is not a version of a link`)
  else if (version > latest) problems.push('This link was made by a newer Cairn; parts of it may be missing here')
  else return migrations.slice(version - 1).reduce((older, step) => step(older), parts)
  return parts
}

function decode(text: string, key: string, problems: string[]): string {
  try {
    return decodeURIComponent(text)
  } catch {
    problems.push(`“${key}” in the link is damaged`)
    return ''
  }
}

function oneOf<T extends string>(
  text: string | undefined,
  key: string,
  allowed: readonly T[],
  problems: string[],
): T | undefined {
  const found = allowed.find((item) => item === text)
  if (text !== undefined && found === undefined)
    problems.push(`“${text}” is not a ${key} that Cairn knows; it knows ${allowed.join(', ')}`)
  return found
}
