import { Beliefs } from './beliefs'
import type { CellInterval } from './interval'
import { likelihoodOf } from './likelihood'
import { ran } from './results'
import type { AttackResult } from './results'
import type { AuditRules, Scene } from './scene'
import { whereIs } from './system'

/**
 * From these odds somebody who fits a model is told as nearly certain. A policy may set such a limit (`modelGuess`); by itself none
 * fails: of a cell where a tenth of a person is expected and that is not empty, all who know statistics say `one`, and no rule that
 * hides or rounds true counts can hold that against them. So it is always told, to checkers and readers, and where it may not be
 * the owner says so; 0.9 would be such a limit (a breach upwards in the sense of Evfimievski, Gehrke & Srikant 2003, PODS, 211–222;
 * risk as what an intruder believes: Lambert 1993, J. Off. Stat. 9, 313–331).
 */
export const NEARLY_CERTAIN = 0.9

interface Guess {
  cell: number
  odds: number
}

/** Odds from which an attacker would rather name a count than not. */
const LIKELY = 0.5

/**
 * The odds of the likeliest value of each small cell: without other knowledge (each feasible value alike, but for what the rules make
 * likely), and with a model of all that is published. The model is held against counts from 1 up alone: that rare things are
 * absent most anyone guesses without any release, and who is absent from a cell is not in it.
 */
export function bestGuess(scene: Scene, intervals: readonly CellInterval[]): AttackResult {
  const plain = plainGuesses(scene, intervals)
  const modelled = modelGuesses(scene, intervals)
  const failing = tooSure(scene, plain, ({ bestGuess: limit }) => limit)
  const beyond = tooSure(scene, modelled, ({ modelGuess: limit = 1 }) => limit)
  const certain = modelled.filter(({ odds }) => odds > NEARLY_CERTAIN)
  const likely = modelled.filter(({ odds }) => odds > LIKELY)
  const most = (all: readonly Guess[]) => all.reduce((so, { odds }) => Math.max(so, odds), 0)
  const figures = {
    examined: intervals.length,
    probability: most(plain),
    failing: failing.length,
    modelled: digits(most(modelled), 4),
    likely: likely.length,
    right: digits(
      likely.reduce((sum, { odds }) => sum + odds, 0),
      1,
    ),
    certain: certain.length,
    beyond: beyond.length,
    limit: Math.max(...scene.rules.map(({ bestGuess: limit }) => limit)),
    modelLimit: Math.max(...scene.rules.map(({ modelGuess: limit = 1 }) => limit)),
  }
  const worst = [...failing, ...beyond].slice(0, 20).map(({ cell }) => whereIs(scene.system, cell))
  return ran('1b', failing.length + beyond.length > 0, figures, worst)
}

type Bounds = Pick<CellInterval, 'cell' | 'low' | 'high'>

const plainGuesses = (scene: Scene, bounds: readonly Bounds[]): Guess[] =>
  bounds.map((one) => ({ cell: one.cell, odds: likeliest(scene, one) }))

const tooSure = ({ rules, ruleAt }: Scene, guesses: readonly Guess[], limit: (rules: AuditRules) => number) =>
  guesses.filter(({ cell, odds }) => odds > limit(rules[ruleAt[cell]!]!))

/** How many cells are named more surely than the rules allow without a model. */
export const guessedPlainly = (scene: Scene, bounds: readonly Bounds[]): number =>
  tooSure(scene, plainGuesses(scene, bounds), ({ bestGuess: limit }) => limit).length

/** Cells that might be, were they narrowed down to as few values as the rules allow: of all others no interval need be known. */
export function guessable(scene: Scene, bounds: readonly Bounds[]): number[] {
  const windows = bounds.flatMap(({ cell, low, high }) => {
    const most = scene.rules[scene.ruleAt[cell]!]!.leastValues
    const starts = Math.max(1, Math.min(high, low + WINDOW) - low - most + 2)
    return Array.from({ length: starts }, (_, at) => ({
      cell,
      low: low + at,
      high: Math.min(high, low + at + most - 1),
    }))
  })
  const found = tooSure(scene, plainGuesses(scene, windows), ({ bestGuess: limit }) => limit)
  return [...new Set(found.map(({ cell }) => cell))]
}

/** Values looked at of one cell, from the least up. */
const WINDOW = 200

function likeliest(scene: Scene, { cell, low, high }: Bounds): number {
  const rules = scene.rules[scene.ruleAt[cell]!]!
  const weight = likelihoodOf(rules, scene.status[cell]!, scene.values[cell]!, { zero: 1, large: 1 })
  let [total, most] = [0, 0]
  for (let z = low; z <= Math.min(high, low + WINDOW); z++) {
    total += weight(z)
    most = Math.max(most, weight(z))
  }
  return total > 0 ? most / total : 0
}

/** How surely a model of all that is published names each cell's likeliest small count from 1 up. */
function modelGuesses(scene: Scene, intervals: readonly CellInterval[]): Guess[] {
  if (intervals.length === 0) return []
  const beliefs = new Beliefs(scene, intervals)
  return intervals.map(({ cell }) => ({ cell, odds: digits(smallOdds(scene, beliefs, cell), 9) }))
}

/** Powers and logarithms differ in the last bits from one engine to the next; what is written down must not. */
const digits = (value: number, places: number) => Number(value.toFixed(places))

function smallOdds({ rules, ruleAt }: Scene, beliefs: Beliefs, cell: number): number {
  const { low, odds } = beliefs.of(cell)
  const { small } = rules[ruleAt[cell]!]!
  return odds.subarray(Math.max(0, 1 - low), Math.max(0, small - low)).reduce((most, part) => Math.max(most, part), 0)
}
