/*
 * What the browser needs of a release. Left out on purpose: `write` (Parquet and Arrow are megabytes), `signing`
 * (Ed25519 comes when the first chart stands) and `folder` (Node only); import those from their own files.
 */
export * from './catalogue'
export type { AlreadyPublic, DecodedMeasure, DraftTable, ReleaseDraft, SafeDraft } from './draft'
export { parseBoundaries, parseLayout } from './geometry'
export { enterRelease, newestOf } from './history'
export * from './read'
export { refuseRecords } from './records'
export type { ExpectedSignatures } from './open-release'
export * from './source'
