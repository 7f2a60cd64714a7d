import type { Policy, Solver } from '../../../src/disclosure'
import type { SafeDraft } from '../../../src/release'
import { EDITIONS } from './editions'
import { exact, five, hidden1to7, hideOrRound, own, redact, round, sure, ten } from './publishing'
import type { Held, Kind } from './publishing'
import { mainTable, plantedDraft, rulesOf, safeDraft, worldOf } from './world'
import type { Publish, World } from './world'
import {
  DISTRICTS,
  among,
  bands,
  divided,
  financial,
  linked,
  onlyWomen,
  overlapping,
  pair,
  rare,
  reorganised,
  rolling,
  sexless,
  tiny,
  totalsOf,
  withAll,
} from './worlds'

const one = (draft: SafeDraft): Held => ({ releases: [draft] })

const safely = (world: (seed: number) => World, policy: (seed: number) => Policy) => (seed: number, solver: Solver) =>
  one(safeDraft(world(seed), policy(seed), solver))
const badly = (world: (seed: number) => World, policy: Policy, publish: Publish, people?: Publish) => (seed: number) =>
  one(plantedDraft(world(seed), policy, publish, {}, people))
const plain = (seed: number) => worldOf(seed)
const either = (seed: number) => (seed % 2 ? five : ten)
const always = (policy: Policy) => () => policy
/** Some cells otherwise than the rest. */
const some =
  (
    seedless: Publish,
    otherwise: Publish,
    where: (at: Readonly<Record<string, string>>, count: number) => boolean,
  ): Publish =>
  (count, at, table) =>
    (where(at, count) ? otherwise : seedless)(count, at, table)

const tooBig = { ...five, base: 2, leastValues: 5 }

/** Counts of 1 to 5 hidden, and some that are none with them. */
const decoys: Publish = (count, at, table) =>
  count === 0 && (at['area'] === 'D1' || at['area'] === 'D3') ? [0, 2] : redact(count, at, table)

export const KINDS: readonly Kind[] = [
  {
    name: 'small counts redacted, nothing beside them',
    caughtBy: ['1', '2'],
    unsafe: badly(linked, own, redact),
    safe: safely(linked, always(own)),
  },
  {
    name: 'small counts redacted, stored margins exact',
    caughtBy: ['1', '2'],
    unsafe: badly(withAll, own, redact),
    safe: safely(withAll, always(own)),
  },
  {
    name: 'small counts hidden, the rest rounded, finer ages exact',
    caughtBy: ['1', '2'],
    unsafe: badly(bands, own, redact),
    safe: safely(bands, always(own)),
  },
  {
    name: 'margins rounded apart from their parts',
    caughtBy: ['1', '12'],
    unsafe: badly(linked, five, round(5)),
    safe: safely(linked, either),
  },
  {
    name: 'one table rounded, another exact',
    caughtBy: ['12'],
    unsafe: badly(linked, five, (count, at, table) => (table === 'copd.main' ? round(5) : exact)(count, at, table)),
    safe: safely(linked, either),
  },
  {
    name: 'hidden under rules that hide, all margins exact',
    caughtBy: ['12'],
    unsafe: badly(linked, hidden1to7, (count, at, table) => (table === 'copd.main' ? redact : exact)(count, at, table)),
    safe: safely(linked, always(hidden1to7)),
  },
  {
    name: 'everybody in one category',
    caughtBy: ['4'],
    unsafe: badly(onlyWomen, { ...own, groupDisclosureApproved: false }, exact),
    safe: safely(onlyWomen, either),
  },
  {
    name: 'totals from elsewhere leave one area',
    caughtBy: ['8'],
    unsafe: (seed, solver) => ({
      ...one(safeDraft(plain(seed), five, solver)),
      totals: totalsOf(seed, true),
    }),
    safe: (seed, solver) => ({ ...one(safeDraft(plain(seed), five, solver)), totals: totalsOf(seed, false) }),
  },
  {
    name: 'few people pin a count',
    caughtBy: ['1', '10'],
    unsafe: (seed, solver) => one(safeDraft(tiny(seed, 3), five, solver)),
    safe: (seed, solver) => one(safeDraft(tiny(seed, 400), either(seed), solver)),
  },
  {
    name: 'nearly all are counted, among people shown exactly',
    caughtBy: ['10'],
    unsafe: badly(
      (seed) =>
        among(
          seed,
          (roll) => 20 + roll(20),
          (roll) => 1 + roll(3),
        ),
      own,
      exact,
    ),
    safe: safely(
      (seed) =>
        among(
          seed,
          (roll) => 20 + roll(20),
          (roll) => 1 + roll(3),
        ),
      either,
    ),
  },
  {
    name: 'people shown exactly, and few of them',
    caughtBy: ['1', '10'],
    unsafe: badly(
      (seed) =>
        among(
          seed,
          (roll) => roll(3),
          (roll) => 1 + roll(2),
        ),
      five,
      round(5),
      exact,
    ),
    safe: safely(
      (seed) =>
        among(
          seed,
          (roll) => roll(3),
          (roll) => 1 + roll(2),
        ),
      either,
    ),
  },
  {
    name: 'groups of areas that overlap',
    caughtBy: ['6'],
    unsafe: badly(overlapping, own, exact),
    safe: safely(overlapping, either),
  },
  {
    name: 'a former area beside one successor',
    caughtBy: ['6'],
    unsafe: badly(reorganised, own, exact),
    safe: safely(reorganised, either),
  },
  {
    name: 'rolling beside single years',
    caughtBy: ['6'],
    unsafe: badly(rolling, own, exact),
    safe: safely(rolling, either),
  },
  {
    name: 'a year beside nine months of it',
    caughtBy: ['6'],
    unsafe: badly(financial, own, exact),
    safe: safely(financial, either),
  },
  ...EDITIONS,
  {
    name: 'the same counts under another base',
    caughtBy: ['7'],
    unsafe: (seed, solver) => ({
      releases: [safeDraft(plain(seed), five, solver, { date: '2026-03-31' })],
      against: [safeDraft(plain(seed), ten, solver)],
    }),
    safe: (seed, solver) => ({
      releases: [safeDraft(plain(seed), ten, solver, { date: '2026-03-31' })],
      against: [safeDraft(plain(seed), ten, solver)],
    }),
  },
  {
    name: 'rounded values said to be exact',
    caughtBy: ['12'],
    unsafe: badly(
      plain,
      five,
      some(
        round(5),
        (count) => [5 * Math.round(count / 5), 0],
        ({ area: place }) => place === 'D3',
      ),
    ),
    safe: safely(plain, either),
  },
  {
    name: 'exact values said to be rounded',
    caughtBy: ['12'],
    unsafe: badly(plain, five, (count) => [count, 1]),
    safe: safely(plain, either),
  },
  {
    name: 'a few exact values said to be rounded',
    caughtBy: ['12'],
    unsafe: badly(
      plain,
      five,
      some(
        round(5),
        (count) => [count, 1],
        (at, count) => at['sex'] === 'male' && count % 5 > 0,
      ),
    ),
    safe: safely(plain, either),
  },
  {
    name: 'a smaller base than the rules say',
    caughtBy: ['12'],
    unsafe: badly(plain, ten, round(5)),
    safe: safely(plain, always(ten)),
  },
  {
    name: 'a base too small to protect',
    caughtBy: ['1'],
    unsafe: badly(plain, tooBig, round(2)),
    safe: safely(plain, either),
  },
  {
    name: 'one of two facilities rounds to less than its rules say',
    caughtBy: ['12'],
    unsafe: (seed) =>
      one(
        plantedDraft(divided(seed), five, round(5), { rules: [rulesOf(five, 'Testshire'), rulesOf(ten, 'Elsewhere')] }),
      ),
    safe: safely(divided, always(five)),
  },
  {
    name: 'alone beside a few others',
    caughtBy: ['3'],
    unsafe: badly(pair, own, redact),
    safe: safely(pair, always(five)),
  },
  {
    name: 'small counts shown',
    caughtBy: ['1', '2'],
    unsafe: badly(plain, own, exact),
    safe: safely(plain, always(own)),
  },
  {
    name: 'rare people hidden, and nobody else',
    caughtBy: ['1b'],
    unsafe: badly(rare, sure(own), redact),
    safe: badly(rare, { ...sure(own), zerosShown: false }, decoys),
  },
  {
    name: 'rare people hidden, the rest rounded',
    caughtBy: ['1b'],
    unsafe: badly(rare, sure(hidden1to7), hideOrRound),
    safe: safely(
      (seed) => ({ ...rare(seed), tables: rare(seed).tables.map(({ id, axes }) => ({ id, axes })) }),
      either,
    ),
  },
  {
    name: 'sums said to be kept that are not',
    caughtBy: ['1', '12'],
    unsafe: badly(
      (seed) => ({
        ...linked(seed),
        tables: [
          { ...sexless(), kept: ['age', 'area'] },
          { ...mainTable(DISTRICTS), kept: ['sex', 'age', 'area'] },
        ],
      }),
      ten,
      round(10),
    ),
    safe: safely(linked, always(ten)),
  },
]
