import { fork } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { openCatalogue, within } from '../src/release'
import { folderSource } from '../src/release/folder'
import { benchOf, proveViews, sumOf, type Proof } from './replay/prove'

/**
 * Does a replay file bring every figure back, to 12 significant digits, and tell of every change? `npm run check:replay [VIEWS]` takes so
 * many random views (10,000) of the demo releases away, works each out again, most on the other engine, and alters every hundredth.
 */
const CATALOGUE = folderSource('public/releases')
const ALTER = 100
/** Views that a process takes before it fetches the next. */
const LOT = 250

interface Lot {
  path: string
  views: number
  seed: number
}

async function work({ path, views, seed }: Lot): Promise<Proof> {
  benches.set(path, benches.get(path) ?? benchOf(within(CATALOGUE, path)))
  return proveViews(await benches.get(path)!, views, seed, ALTER)
}
const benches = new Map<string, ReturnType<typeof benchOf>>()

/** A process works out one lot after another. */
async function shareOut(lots: Lot[]): Promise<Proof[]> {
  const proofs: Proof[] = []
  const one = () =>
    new Promise<void>((done, failed) => {
      const child = fork(import.meta.filename, ['--lots'], { stdio: 'inherit' })
      const next = () => {
        const lot = lots.shift()
        if (lot) child.send(lot)
        else child.disconnect()
      }
      child.on('message', (proof: Proof) => {
        proofs.push(proof)
        console.log(`${sumOf(proofs).views.toLocaleString('en-GB')} views, ${proof.wrong.length} wrong in the last lot`)
        next()
      })
      child.on('exit', (code) => (code === 0 ? done() : failed(new Error(`A process ended with ${code}`))))
      next()
    })
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, one))
  return proofs
}

function lotsOf(paths: readonly string[], views: number): Lot[] {
  const each = Math.ceil(views / paths.length)
  return paths.flatMap(
    (path, at) =>
    Array.from({ length: Math.ceil(each / LOT) }, (_, n) => ({ path, views: Math.min(LOT, each - n * LOT), seed: 1_000_000 * at + 1000 * n })), // prettier-ignore
  )
}

if (process.argv[2] === '--lots') {
  process.on('message', (lot: Lot) => void work(lot).then((proof) => process.send!(proof)))
} else {
  const started = performance.now()
  const { releases } = await openCatalogue(CATALOGUE)
  const proofs = await shareOut(lotsOf(releases.map(({ path }) => path), Number(process.argv[2] ?? 10_000))) // prettier-ignore
  const { views, other, unanswered, figures, bytes, changes, wrong } = sumOf(proofs)
  wrong.slice(0, 20).forEach((one) => console.log(one))
  const words = (n: number) => n.toLocaleString('en-GB')
  console.log(`${words(views)} views of ${releases.length} releases (${words(unanswered)} more had no answer): ${words(figures)} figures recomputed, ${words(other)} views on the other engine; ${words(Math.round(bytes / views))} bytes a file`) // prettier-ignore
  console.log(`Found: ${words(changes.count)} altered counts (${words(changes.telling)} that the view shows), ${words(changes.hash)} hashes, ${words(changes.method)} methods, ${words(changes.figure)} figures altered in the twelfth digit`) // prettier-ignore
  console.log(
    `${wrong.length === 0 ? 'Passed' : `FAILED: ${wrong.length} wrong`}, ${((performance.now() - started) / 1000).toFixed(0)} s`,
  )
  process.exit(wrong.length === 0 ? 0 : 1)
}
