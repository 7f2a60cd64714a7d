import { STUDIES, type AreaGroup, type CategoryChoice, type RuleId, type StudyId } from '../domain'
import { canonicalGroups, groupName } from './group-list'

export const PAGES = [
  'front',
  'map',
  'compare',
  'profile',
  'heat',
  'variation',
  'trend',
  'need',
  'inequality',
  'population',
  'data',
  'about',
  'make',
  'gallery',
  'releases',
] as const
export type Page = (typeof PAGES)[number]

/** Pages that show all indicators at once, and so ask for the overview and not for an answer. */
const OF_ALL: readonly Page[] = ['front', 'profile', 'heat', 'need']
export const showsAll = (page: Page): boolean => OF_ALL.includes(page)

/** Pages that need no open release. */
export const standsAlone = (page: Page): boolean => page === 'make' || page === 'releases'

/** Pages with figures of the open release. */
export const showsFigures = (page: Page): boolean => !standsAlone(page) && page !== 'gallery'

/** Code of the area that a profile is of: the one the view names if it is marked, else the first of the marked; undefined where none is. */
export const profiled = (of: string | undefined, marked: readonly string[]): string | undefined =>
  marked.find((code) => code === of) ?? marked[0]

/** Whom marked areas are held against: named areas, those of the same parent (a word of `Area.type`), a group by its name. */
export type PeersChoice =
  { kind: 'areas'; codes: readonly string[] } | { kind: 'within'; type: string } | { kind: 'group'; name: string }

/**
 * What the reader looks at: all of it stands in the URL and nothing else does. What is left out is a default that
 * the release decides (`resolveView`), so that ordinary links stay short.
 */
export interface View {
  page: Page
  release?: string
  /** First hex digits of the release's identity that the link was made on. */
  pin?: string
  indicator?: string
  /** Area type. */
  type?: string
  /** Code of the area whose parts are compared. */
  within?: string
  /** Codes of the chosen areas: sorted, each once. */
  areas: readonly string[]
  period?: string
  sex?: string
  /** Age bands or spans of them in completed years: `65-84`, `90+`. Empty is all ages. */
  ages: readonly string[]
  category?: CategoryChoice
  /** What the Inequality view divides by: `sex`, `age` or the id of a category type; absent: what suits best. */
  by?: string
  /** `chosen`, the code of an area, or that of a group (`groupCode`). */
  against?: string
  rule?: RuleId
  map?: 'areas' | 'hexagons' | 'symbols'
  shows?: 'verdict' | 'value' | 'cluster' | 'smoothed'
  /** Whether the map shows how sure each value is. */
  sure?: true
  /** How many times closer than whole the map is shown. */
  zoom?: '2' | '4' | '8'
  /** Which limits the funnel draws: of chance alone, those that allow for how much areas usually differ, or (absent) both. */
  limits?: 'chance' | 'usual'
  /** What else is asked beside the values, each once; absent: nothing. */
  studies?: readonly StudyId[]
  /** Groups of areas of the reader's own, each name once; absent: none. */
  groups?: readonly AreaGroup[]
  /** Absent: the areas most like each. */
  peers?: PeersChoice
  /** Text that the rows of the Data view are filtered by. */
  find?: string
  /** Query that the Data view runs. */
  sql?: string
  /** Section of the About view to begin at. */
  part?: string
  /** Code of the marked area whose profile is shown; absent: the first of them. */
  of?: string
  /** Id of the indicator that is held against the first. */
  and?: string
  /** What the cells of the heat table are coloured by; absent: verdicts. */
  cells?: 'verdict' | 'fifth'
  /** What the heat table is sorted by: `name`, or the id of an indicator; a leading `-` turns it round. Absent: who stands out most. */
  sort?: string
  /** Set where the view stands in a frame of somebody’s own page: finding, chart and source alone. */
  embed?: true
}

/** The front page of whatever release the catalogue lists first. */
export const START: View = { page: 'front', areas: [], ages: [] }

/** The same view in its one canonical form: areas sorted and each once, empty texts left out. */
export function canonicalView(view: View): View {
  const { studies, groups: given, peers: choice, ...rest } = view
  const groups = canonicalGroups(given ?? [])
  const peers = choice && canonicalPeers(choice)
  if (view.page !== 'about') delete rest.part
  if (view.page !== 'data') delete rest.sql
  // Of a division every group is shown, so no group is chosen beside it.
  if (view.page !== 'inequality') delete rest.by
  else if (rest.by) delete rest.category
  const texts = Object.entries(rest).filter(([, value]) => value !== undefined && value !== '')
  return {
    ...(Object.fromEntries(texts) as unknown as View),
    areas: [...new Set(view.areas)].sort(),
    ages: [...view.ages],
    ...(groups.length > 0 && { groups }),
    ...(peers && { peers }),
    ...(studies?.length && { studies: STUDIES.filter((id) => studies.includes(id)) }),
  }
}

/** Undefined where it names nobody. */
function canonicalPeers(peers: PeersChoice): PeersChoice | undefined {
  if (peers.kind === 'within') return peers.type ? peers : undefined
  if (peers.kind === 'areas') return peers.codes.length > 0 ? { kind: 'areas', codes: [...new Set(peers.codes)].sort() } : undefined // prettier-ignore
  const name = groupName(peers.name)
  return name ? { kind: 'group', name } : undefined
}
