import { STUDIES, type CategoryChoice, type RuleId, type StudyId } from '../domain'

export const PAGES = ['front', 'map', 'compare', 'variation', 'trend', 'data', 'about', 'make'] as const
export type Page = (typeof PAGES)[number]

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
  /** `chosen`, or the code of an area. */
  against?: string
  rule?: RuleId
  map?: 'areas' | 'hexagons'
  shows?: 'verdict' | 'value'
  /** What else is asked beside the values, each once; absent: nothing. */
  studies?: readonly StudyId[]
  /** Text that the rows of the Data view are filtered by. */
  find?: string
  /** Section of the About view to begin at. */
  part?: string
}

/** The front page of whatever release the catalogue lists first. */
export const START: View = { page: 'front', areas: [], ages: [] }

/** The same view in its one canonical form: areas sorted and each once, empty texts left out. */
export function canonicalView(view: View): View {
  const { studies, ...rest } = view
  if (view.page !== 'about') delete rest.part
  const texts = Object.entries(rest).filter(([, value]) => value !== undefined && value !== '')
  return {
    ...(Object.fromEntries(texts) as unknown as View),
    areas: [...new Set(view.areas)].sort(),
    ages: [...view.ages],
    ...(studies?.length && { studies: STUDIES.filter((id) => studies.includes(id)) }),
  }
}
