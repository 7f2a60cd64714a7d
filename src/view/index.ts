export {
  canonicalView,
  PAGES,
  profiled,
  showsAll,
  showsFigures,
  standsAlone,
  START,
  type Page,
  type PeersChoice,
  type View,
} from './view'
export { groupName, LONGEST_NAME, MOST_GROUPS } from './group-list'
export { formatView } from './format'
export { pairOf } from './pair'
export { parseView } from './parse'
export { categoriesOf, overviewQuestionOf, resolveView, tablesOf } from './resolve'
export { ageSelection, ageSpans } from './age-span'
