/*
 * What the browser needs of a release. Left out on purpose: `write` (Parquet and Arrow are megabytes) and `folder`
 * (Node only); import those from their own files.
 */
export * from './catalogue'
export { alreadyPublic } from './draft'
export type { AlreadyPublic, DecodedMeasure, DraftTable, ReleaseDraft, SafeDraft } from './draft'
export { parseBoundaries, parseLayout } from './geometry'
export * from './read'
export { refuseRecords } from './records'
export * from './source'
