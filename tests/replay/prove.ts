import fc from 'fast-check'
import { askedOf, type Asked } from '../../src/analysis/ask'
import { QuestionError } from '../../src/domain'
import { columnsEngine } from '../../src/engine/columns'
import { duckdbEngine } from '../../src/engine/duckdb'
import { nodeBindings } from '../../src/engine/duckdb/node'
import { writeReplay, type Replay } from '../../src/exports/replay'
import { openRelease, type OpenRelease } from '../../src/release/read'
import type { Source } from '../../src/release/source'
import { agrees, isSame, recompute } from '../../src/replay/compare'
import { makeReplay } from '../../src/replay/make'
import { readReplay } from '../../src/replay/read'
import { formatView, parseView, resolveView, showsAll, type View } from '../../src/view'
import { countTables, toldCells, withOneCount } from './altered'
import { viewsOf } from './views-of'

/** What was proved, and what was not so, in words. */
export interface Proof {
  views: number
  /** How many of them the other engine worked out again. */
  other: number
  /** Views that the release has no answer to: there is nothing to take away. */
  unanswered: number
  figures: number
  bytes: number
  /** Changes that were made, and found, by kind; of the altered counts: those that change what the view shows. */
  changes: Record<'count' | 'telling' | 'hash' | 'method' | 'figure', number>
  wrong: string[]
}

/** One release with two engines that do not know of each other. */
export interface Bench {
  source: Source
  open: OpenRelease
  columns: Asked
  duckdb: Asked
}

export async function benchOf(source: Source): Promise<Bench> {
  const open = await openRelease(source)
  const duckdb = askedOf(await openRelease(source), duckdbEngine(await nodeBindings()))
  return { source, open, columns: askedOf(open, columnsEngine()), duckdb }
}

/** Views of many sums take DuckDB, which sums millions of cells as fast, a fifth of a second: one in so many is asked of it. */
const ONE_IN = 5
const isLong = ({ page }: View) => showsAll(page) || page === 'trend' || page === 'inequality'

/**
 * Takes random views of a release away as files, reads each again, and works it out anew, on the other engine where that is quick. Every `alter`th is also
 * held against altered releases, hashes, methods and figures, each of which has to be found.
 */
export async function proveViews(bench: Bench, views: number, seed: number, alter: number): Promise<Proof> {
  const proof: Proof = { views: 0, other: 0, unanswered: 0, figures: 0, bytes: 0, changes: { count: 0, telling: 0, hash: 0, method: 0, figure: 0 }, wrong: [] } // prettier-ignore
  for (let round = 0; proof.views < views; round++)
    for (const view of fc.sample(viewsOf(bench.open.release), { numRuns: views - proof.views, seed: seed + round }))
      await proveView(bench, view, alter, proof)
  return proof
}

async function proveView(bench: Bench, view: View, alter: number, proof: Proof): Promise<void> {
  const replay = await makeReplay(view, bench.columns, 'https://example.org/').catch((thrown: unknown) => {
    if (thrown instanceof QuestionError) return null
    throw thrown
  })
  if (!replay) return void proof.unanswered++
  const bytes = writeReplay(replay)
  const read = readReplay(bytes, 'view.cairn.json')
  const other = !isLong(view) || proof.views % ONE_IN === 0
  const again = await recompute(read, other ? bench.duckdb : bench.columns)
  proof.views++
  proof.other += Number(other)
  proof.figures += again.figures
  proof.bytes += bytes.length
  if (!isSame(again)) proof.wrong.push(`${formatView(view)}: ${JSON.stringify(again.changed[0] ?? again.release?.files ?? again.methods)}`) // prettier-ignore
  if (proof.views % alter === 0) await proveChanges(bench, read, proof)
}

/** Alters one thing after another, and asks that just this is found. */
async function proveChanges(bench: Bench, replay: Replay, proof: Proof): Promise<void> {
  const found = (kind: 'hash' | 'method' | 'figure', is: boolean) => {
    if (is) proof.changes[kind]++
    else proof.wrong.push(`${replay.view}: an altered ${kind} was not found`)
  }
  const [name, hash] = at(Object.entries(replay.release.files), proof.views)
  const files = { ...replay.release.files, [name]: flipped(hash) }
  const other = await recompute({ ...replay, release: { ...replay.release, files } }, bench.columns)
  found('hash', agrees(other) && other.release?.files.map((one) => one.name).join() === name)
  const [method, version] = at(Object.entries(replay.methods), proof.views)
  const newer = await recompute({ ...replay, methods: { ...replay.methods, [method]: flipped(version) } }, bench.columns) // prettier-ignore
  found('method', agrees(newer) && newer.methods.length === 1 && newer.methods[0]!.name === method)
  const forged = structuredClone(replay)
  const place = forge(forged, proof.views)
  const caught = place ? await recompute(forged, bench.columns) : null
  if (place) found('figure', caught?.changed.length === 1 && `${caught.changed[0]!.table} ${caught.changed[0]!.key}` === place) // prettier-ignore
  await proveCount(bench, replay, proof)
}

/** One count altered in a copy of the release: another edition; and other figures exactly where the view’s own are others. */
async function proveCount(bench: Bench, replay: Replay, proof: Proof): Promise<void> {
  const { release } = bench.open
  const { view } = parseView(replay.view)
  const { question } = resolveView(view, release)
  const table = at(countTables(question, release), proof.views)
  const cells = await toldCells(bench.open, table, question.period)
  if (cells.length === 0) return
  const copy = await withOneCount(bench.source, bench.open, table, at(cells, proof.views * 7919))
  const asked = askedOf(copy, columnsEngine())
  const again = await recompute(replay, asked)
  const shows = figuresAsText(await makeReplay(view, asked, null)) !== figuresAsText(replay)
  const named =
    again.release?.files.some(({ name }) => name === table) && again.release.is.identity !== release.identity
  if (!named || agrees(again) === shows) proof.wrong.push(`${replay.view}: a count altered in ${table} was not found`)
  else proof.changes.count++
  if (shows) proof.changes.telling++
}

const figuresAsText = (replay: Replay) => new TextDecoder().decode(writeReplay({ ...replay, view: '', release: {} as Replay['release'], methods: {} })) // prettier-ignore

const at = <T>(list: readonly T[], n: number): T => list[n % list.length]!

const flipped = (hex: string) => (hex.startsWith('0') ? '1' : '0') + hex.slice(1)

/** Alters the last of the twelve digits of one figure; tells which row it is in. */
function forge({ figures }: Replay, n: number): string | null {
  const cells = figures.flatMap(({ name, rows }) => rows.flatMap((row) => row.flatMap((cell, column) => (typeof cell === 'number' && cell !== 0 ? [{ name, row, column }] : [])))) // prettier-ignore
  if (cells.length === 0) return null
  const { name, row, column } = at(cells, n * 104729)
  const value = row[column] as number
  const unit = 10 ** (Math.floor(Math.log10(Math.abs(value))) - 11)
  ;(row as unknown as unknown[])[column] = Number((value + unit).toPrecision(12))
  return `${name} ${row[0]}`
}

/** Both together. */
export function sumOf(proofs: readonly Proof[]): Proof {
  const sum = (of: (proof: Proof) => number) => proofs.reduce((all, proof) => all + of(proof), 0)
  const kinds = Object.keys(proofs[0]!.changes) as (keyof Proof['changes'])[]
  return {
    views: sum((one) => one.views),
    other: sum((one) => one.other),
    unanswered: sum((one) => one.unanswered),
    figures: sum((one) => one.figures),
    bytes: sum((one) => one.bytes),
    changes: Object.fromEntries(kinds.map((kind) => [kind, sum((one) => one.changes[kind])])) as Proof['changes'],
    wrong: proofs.flatMap(({ wrong }) => wrong),
  }
}
