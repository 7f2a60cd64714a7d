import { STUDIES, type CategoryChoice, type RuleId, type StudyId } from '../domain'

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
] as const
export type Page = (typeof PAGES)[number]

/** Pages that show all indicators at once, and so ask for the overview and not for an answer. */
const OF_ALL: readonly Page[] = ['front', 'profile', 'heat', 'need']
export const showsAll = (page: Page): boolean => OF_ALL.includes(page)

/** Code of the area that a profile is of: the one the view names if it is marked, else the first of the marked; undefined where none is. */
export const profiled = (of: string | undefined, marked: readonly string[]): string | undefined =>
  marked.find((code) => code === of) ?? marked[0]

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
  /** `chosen`, or the code of an area. */
  against?: string
  rule?: RuleId
  map?: 'areas' | 'hexagons'
  shows?: 'verdict' | 'value' | 'cluster' | 'smoothed'
  /** What else is asked beside the values, each once; absent: nothing. */
  studies?: readonly StudyId[]
  /** Text that the rows of the Data view are filtered by. */
  find?: string
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
}

/** The front page of whatever release the catalogue lists first. */
export const START: View = { page: 'front', areas: [], ages: [] }

/** The same view in its one canonical form: areas sorted and each once, empty texts left out. */
export function canonicalView(view: View): View {
  const { studies, ...rest } = view
  if (view.page !== 'about') delete rest.part
  // Of a division every group is shown, so no group is chosen beside it.
  if (view.page !== 'inequality') delete rest.by
  else if (rest.by) delete rest.category
  const texts = Object.entries(rest).filter(([, value]) => value !== undefined && value !== '')
  return {
    ...(Object.fromEntries(texts) as unknown as View),
    areas: [...new Set(view.areas)].sort(),
    ages: [...view.ages],
    ...(studies?.length && { studies: STUDIES.filter((id) => studies.includes(id)) }),
  }
}
