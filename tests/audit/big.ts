import type { Policy } from '../../src/disclosure'
import { writeRelease } from '../../src/release/write'
import { markSafe } from '../../src/release/draft'
import type { DraftTable } from '../../src/release'
import { area, indicator, scatter } from '../release/fixture'
import { outlineOf, worldOf, year } from './planted/world'

/**
 * Seed 3: a release of the size of a regional one, made at once. Rounded releases are rounded atom by atom, which is additive
 * and so what controlled rounding might have made; hidden ones are hidden cell by cell, so they may well be unsafe.
 */
export async function bigRelease(policy: Policy, { areas = 70, periods = 10 } = {}): Promise<Map<string, Uint8Array>> {
  const random = scatter(3)
  const roll = (most: number) => Math.floor(random.next().value ** 2 * most)
  const codes = Array.from({ length: areas }, (_, at) => `D${at}`)
  const years = Array.from({ length: periods }, (_, at) => `${2015 + at}`)
  const world = worldOf(1, 1, {
    areas: [
      ...codes.map((code) => area(code, { parents: ['R1'], facility: 'Testshire' })),
      area('R1', { type: 'region', parents: [], facility: null }),
    ],
    periods: years.map((code) => year(code)),
    population: null,
    tables: [],
  })
  const outline = outlineOf(world, policy, { id: 'big' })
  const rounded = policy.method === 'controlled-rounding'
  const base = policy.base ?? 1
  const publish = (count: number): [number, number] =>
    !rounded && count > 0 && count <= policy.hideTo!
      ? [0, 2]
      : [base * Math.round(count / base), rounded ? 1 : count === 0 ? 0 : 1]
  const ages = Array.from({ length: 6 }, (_, at) => ({
    code: `a${at}`,
    label: `${at}`,
    start: at * 15,
    end: at === 5 ? null : at * 15 + 14,
  }))
  const groups = ['1', '2', '3', '4', '5']
  const axes = (...middle: { name: string; members: string[] }[]) => [
    { name: 'period', members: years },
    ...middle,
    { name: 'area', members: codes },
  ]
  const main = axes(
    { name: 'sex', members: ['female', 'male'] },
    { name: 'age', members: ages.map(({ code }) => code) },
  )
  const split = axes(
    { name: 'age', members: ages.slice(2).map(({ code }) => code) },
    { name: 'deprivation', members: groups },
  )
  const kept = (axis: { name: string }[]) =>
    rounded ? axis.map(({ name }) => name).filter((name) => name !== 'period') : []
  const table = (id: string, own: DraftTable['axes'], among: boolean): DraftTable => {
    const rows = own.reduce((product, { members }) => product * members.length, 1)
    const plane = (least: number, most: number) => {
      const cells = Array.from({ length: rows }, () => publish(least + roll(most)))
      return {
        values: Int32Array.from(cells, ([value]) => value),
        status: Uint8Array.from(cells, ([, status]) => status),
      }
    }
    return {
      id,
      shape: 'counts',
      axes: own,
      ownPopulation: among,
      additive: own.map(({ name }) => name),
      populationAges: null,
      kept: kept([...own]),
      limits: among ? { sex: ['female', 'male'] } : {},
      measures: among ? { count: plane(0, 40), population: plane(60, 900) } : { count: plane(0, 40) },
    }
  }
  const draft = markSafe({
    ...outline,
    dimensions: {
      ...outline.dimensions,
      ages,
      categories: [
        {
          id: 'deprivation',
          label: 'Deprivation',
          source: 'Made up',
          members: groups.map((code) => ({ code, label: code })),
        },
      ],
    },
    indicators: [
      indicator('copd', { kind: 'rate', repeats: 'persons', tables: ['copd.main'] }),
      indicator('split', { kind: 'rate', repeats: 'persons', tables: ['split.main'] }),
    ],
    tables: [table('copd.main', main, false), table('split.main', split, true)],
  })
  return writeRelease(draft)
}
