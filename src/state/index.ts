export { App } from './app.svelte'
export { chainMemory, type ChainMemory } from './chain-memory'
export {
  ageBands,
  choicesFor,
  indicatorOf,
  tableOf,
  worthChoosing,
  type Choices,
  type Option,
  type Word,
} from './choices'
export { failureOf, type Failure } from './failure'
export { windowLink, type Link } from './link'
export { areaName, capital } from './names'
export type { Loading, Opener } from './opener'
export type { Origin } from './own-releases'
export { pinOf } from './edition'
export { same } from './same'
export type { CellRows } from '../analysis/client'
export { closeness, plain, search, type Hit } from './search'
export { listed, sharedWording, wordingOf, type Wording } from './sentence'
export { Theme, type ThemeChoice } from './theme.svelte'
