// A plain table and boundaries, brought by a reader: read, guess, correct, import.
export {
  gazetteerOf,
  isFingertips,
  mayBePlain,
  readBrought,
  refuseIndividuals,
  type Brought,
  type BroughtFile,
} from './brought'
export { guessAgain, guessMapping, type ColumnGuess, type Guess } from './guess'
export { importPlain, type PlainContext, type PlainImport } from './import'
export { lookAt, type Look } from './look'
export { columnsWith, MEASURES, readMapping, ROLES, type Measure, type PlainMapping, type Role } from './mapping'
export { MEANINGS, type Meaning } from './figures'
export { sayPlain, type PlainReport } from './report'
export type { Gazetteer, How, MatchedArea } from './areas'
export type { KnownArea } from './names'
export type { Shapes } from './shapes'
export type { PlainTable } from './table'
