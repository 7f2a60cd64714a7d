/**
 * `npx tsx tests/bench/aggregate.ts [--rows 2000000] [--rounds 3] [--memory 3GB] [--hand-memory 14GB] [--passes N] [--dir DIR]`: the
 * builder's plan against the query that somebody would write by hand (`aggregate-baseline.sql`), on the same synthetic records; both
 * must find the same sums. Each arm is a process of its own, so that its memory is its own.
 *
 * `--memory` is what DuckDB may hold in both arms; passes are chosen from it unless `--passes` says otherwise. Where the query by hand
 * cannot run in it, that is said and it gets `--hand-memory`; the plan never does. `--rows 100000000` is the goal's own size (with
 * `--rounds 1`: some ten minutes): 1 GB of records, and beside them up to 16 GB of room on disk for what the query by hand overflows.
 */
import { fork } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { ArmResult, ArmTask, Sums } from './aggregate-arm'
import { makeRecords } from './aggregate-records'

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '2000000' },
    rounds: { type: 'string', default: '3' },
    memory: { type: 'string', default: '3GB' },
    'hand-memory': { type: 'string', default: '14GB' },
    passes: { type: 'string' },
    dir: { type: 'string', default: join(tmpdir(), 'cairn-bench') },
  },
})
const [rows, rounds] = [Number(values.rows), Number(values.rounds)]
const { memory, dir } = values
const passes = values.passes === undefined ? undefined : Number(values.passes)
/** Of the plan's time over the time by hand, and of the plan's whole process in bytes. */
const [MOST_TIMES, MOST_BYTES] = [1.3, 4e9]

type Ran = Omit<ArmResult, 'sums'> & { sums: Sums }
type Round = Record<ArmTask['arm'], Ran>

const file = await makeRecords(rows, dir)
let handMemory = memory
const found: Round[] = []
for (let round = 0; round < rounds; round++) {
  const first = round % 2 ? await byPlan() : await byHand()
  const second = round % 2 ? await byHand() : await byPlan()
  const [plan, hand] = round % 2 ? [first, second] : [second, first]
  if (String(plan.sums) !== String(hand.sums)) throw new Error(`different sums: ${plan.sums} and ${hand.sums}`)
  found.push({ plan, hand })
  console.log(`by hand ${said(hand)}; by the plan ${said(plan)}; ratio ${ratioOf({ plan, hand }).toFixed(2)}`)
}
process.exit(judge(found) ? 0 : 1)

async function byHand(): Promise<Ran> {
  const ran = await inOwnProcess({ arm: 'hand', memory: handMemory })
  if (ran.sums) return { ...ran, sums: ran.sums }
  if (handMemory !== memory) throw new Error(`the query by hand runs out of ${handMemory} too: give it more`)
  handMemory = values['hand-memory']
  console.log(`by hand: runs out of ${memory} after ${seconds(ran.milliseconds)}; it gets ${handMemory} from here on`)
  return byHand()
}

async function byPlan(): Promise<Ran> {
  const ran = await inOwnProcess({ arm: 'plan', memory, passes })
  if (!ran.sums) throw new Error(`the plan runs out of ${memory}`)
  return { ...ran, sums: ran.sums }
}

function inOwnProcess(task: Pick<ArmTask, 'arm' | 'memory' | 'passes'>): Promise<ArmResult> {
  const whole: ArmTask = { dir, file, rows, ...task }
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL('./aggregate-arm.ts', import.meta.url)), [JSON.stringify(whole)])
    child.once('message', (result) => resolve(result as ArmResult))
    child.once('exit', (code, signal) => reject(new Error(`${task.arm} ended without a result (${signal ?? code})`)))
  })
}

function judge(all: readonly Round[]): boolean {
  const middle = median(all.map(ratioOf))
  const peak = Math.max(...all.map(({ plan }) => plan.peak))
  const met = middle <= MOST_TIMES && peak <= MOST_BYTES
  const given = handMemory === memory ? '' : ` (which had ${handMemory}, for it cannot run in ${memory})`
  console.log(
    `${rows} records: ${middle.toFixed(2)}× the query by hand${given}, goal ${MOST_TIMES}×; ` +
      `${gigabytes(peak)} at most, goal ${gigabytes(MOST_BYTES)}: ${met ? 'met' : 'NOT MET'}`,
  )
  return met
}

function ratioOf({ plan, hand }: Round): number {
  return plan.milliseconds / hand.milliseconds
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? NaN
}

function said({ milliseconds, cpu, peak }: Ran): string {
  return `${seconds(milliseconds)} (${seconds(cpu)} of processor, ${gigabytes(peak)})`
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(2)} GB`
}
