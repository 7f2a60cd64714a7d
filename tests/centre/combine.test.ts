import { describe, expect, it } from 'vitest'
import { checkFolders } from '../../src/audit'
import { combine, jointAudit, provenFromParts } from '../../src/centre'
import type { CombineOptions } from '../../src/centre'
import { mergedBoundaries } from '../../src/centre/shapes'
import { loadSolver } from '../../src/disclosure'
import type { Topology } from '../../src/domain'
import { memorySource, openRelease } from '../../src/release'
import type { ReleaseDraft } from '../../src/release'
import { writeRelease } from '../../src/release/write'
import { A, B, C, falls, opened, OPTIONS, TOP } from './regions'
import type { RegionInput } from './regions'

async function together(inputs: readonly RegionInput[], options: Partial<CombineOptions> = {}) {
  const parts = await Promise.all(inputs.map(opened))
  const made = await combine(parts, { ...OPTIONS, top: TOP, ...options })
  const files = await writeRelease(made.draft)
  const source = memorySource(files, 'whole')
  const whole = await openRelease(source)
  return { ...made, parts, files, source, whole, release: whole.release, proof: await provenFromParts(whole, parts, made.origins) } // prettier-ignore
}
type Together = Awaited<ReturnType<typeof together>>

const tableOf = ({ release }: Together, id: string) => release.tables.find((one) => one.id === id)!
const members = (made: Together, id: string, axis: string) =>
  tableOf(made, id).axes.find(({ name }) => name === axis)!.members

describe('combine', () => {
  it('puts regions into one release: areas after one another, rules and parts by facility, the top above', async () => {
    const made = await together([A, B])
    const { release } = made
    expect(members(made, 'falls.main', 'area')).toEqual(['A1', 'A2', 'B1', 'B2', 'B3', 'R-a', 'R-b'])
    expect(members(made, 'population', 'area')).toEqual(members(made, 'falls.main', 'area'))
    expect(release.facilities).toEqual(['Ashire facility', 'Beeshire facility'])
    expect(release.parts.map(({ id, facility, identity }) => [id, facility, identity])).toEqual(
      made.parts.map(({ release: part }) => [part.id, part.facilities[0], part.identity]),
    )
    expect(release.protection).toMatchObject({ kind: 'protected', rules: [{ facility: 'Ashire facility' }, { facility: 'Beeshire facility' }] }) // prettier-ignore
    expect(release.comparators).toEqual(['T', 'R-a', 'R-b'])
    expect(release.areas.find(({ code }) => code === 'R-b')?.parents).toEqual(['T'])
    expect(release.areas.find(({ code }) => code === 'T')).toMatchObject({ name: 'the Whole', type: 'whole' })
    expect(release.areas.find(({ code }) => code === 'B2')?.facility).toBe('Beeshire facility')
    expect(release.review).toBe('2030-01-01')
    expect(release.notes).toContain('Made by a test.')
    expect(release.notes).toContain('Made for Ashire.')
    expect(Object.keys((await made.whole.layout())!.hexes)).toHaveLength(5)
  })

  it('copies every cell, and the proof notices one that differs', async () => {
    const made = await together([A, B, C])
    expect(made.proof).toEqual({ tables: 2, cells: 2 * 4 * (3 + 4 + 2) })
    const forged = { ...made.whole, table: async (id: string) => {
      const { measures, ...table } = await made.whole.table(id)
      const changed = Object.entries(measures).map(([name, { values, status }]) => [name, { values: values.map((value, at) => value + (at === 7 ? 5 : 0)), status }]) // prettier-ignore
      return { ...table, measures: Object.fromEntries(changed) as typeof measures }
    } } // prettier-ignore
    await expect(provenFromParts(forged, made.parts, made.origins)).rejects.toMatchObject({
      message: 'The combined release is not what its parts say.',
      details: { where: expect.stringMatching(/^table population, 2022/) as string },
    })
  })

  it('gives the same bytes again', async () => {
    const [one, other] = [await together([A, B]), await together([A, B])]
    expect([...one.files.keys()]).toEqual([...other.files.keys()])
    expect(one.files.size).toBeGreaterThan(4)
    for (const [path, bytes] of one.files) expect(other.files.get(path), path).toEqual(bytes)
  })

  it('keeps what does not mean the same apart, with thresholds under the new ids', async () => {
    const odd: RegionInput = {
      ...C,
      indicators: [falls({ numerator: 'Visits.' })],
      rules: { thresholds: { falls: 9 } },
    }
    const made = await together([A, B, odd])
    expect(made.release.indicators.map(({ id, name, tables }) => ({ id, name, tables }))).toEqual([
      { id: 'falls-a-b', name: 'falls in full (Ashire and Beeshire’s definition)', tables: ['falls.main-a-b'] },
      { id: 'falls-c', name: 'falls in full (Seashire’s definition)', tables: ['falls.main-c'] },
    ])
    expect(members(made, 'falls.main-c', 'area')).toEqual(['C1', 'R-c'])
    expect(members(made, 'population', 'area')).toContain('C1')
    const { protection } = made.release
    expect(protection.kind === 'protected' && protection.rules.map(({ thresholds }) => thresholds)).toEqual([{}, {}, { 'falls-c': 9 }]) // prettier-ignore
  })

  it('shows what only some have for them alone', async () => {
    const more = [falls(), falls({ id: 'burns', shortName: 'Burns', tables: ['burns.main'] })]
    const made = await together([A, { ...B, indicators: more }])
    expect(members(made, 'burns.main', 'area')).toEqual(['B1', 'B2', 'B3', 'R-b'])
    const burns = made.release.indicators.find(({ id }) => id === 'burns')!
    expect(burns.caveats).toContain('Ashire released no figures for it.')
  })

  it('marks periods that a region lacks as not collected', async () => {
    const made = await together([A, { ...B, periods: ['2023', '2024'] }])
    expect(members(made, 'falls.main', 'period')).toEqual(['2022', '2023', '2024'])
    const { measures } = await made.whole.table('falls.main')
    const at = (period: number, area: string) => period * 2 * 7 + members(made, 'falls.main', 'area').indexOf(area)
    expect(measures['count']!.status![at(0, 'B1')]).toBe(3)
    expect(measures['count']!.status![at(2, 'A1')]).toBe(3)
    expect(measures['count']!.status![at(2, 'B1')]).toBe(1)
    expect((await made.whole.table('population')).measures['population']!.status![at(0, 'B1')]).toBe(3)
  })

  it('lets a code that means something else stand beside the other', async () => {
    const financial = (draft: ReleaseDraft): ReleaseDraft => ({
      ...draft,
      dimensions: { ...draft.dimensions, periods: draft.dimensions.periods.map((one) => one.code === '2023' ? { ...one, start: '2023-04-01', end: '2024-03-31', kind: 'financial' } : one) }, // prettier-ignore
    })
    const made = await together([A, B, { ...C, over: financial }])
    expect(members(made, 'falls.main', 'period')).toEqual(['2022', '2023', '2023-c'])
    expect(made.release.dimensions.periods.at(-1)).toMatchObject({ code: '2023-c', label: '2023 (Seashire)', start: '2023-04-01' }) // prettier-ignore
  })

  it('puts people of other ages beside the counts', async () => {
    const whole = (draft: ReleaseDraft): ReleaseDraft => ({
      ...draft,
      dimensions: { ...draft.dimensions, ages: [...draft.dimensions.ages, { code: 'any', label: 'Any age', start: 0, end: null }] }, // prettier-ignore
      tables: draft.tables.map((one) => {
        if (one.shape === 'counts') return { ...one, populationAges: { '0-64': ['any'], '65+': ['any'] } }
        const axes = one.axes.map((axis) => (axis.name === 'age' ? { name: 'age', members: ['any'] } : axis))
        return { ...one, axes, measures: { population: { values: one.measures['population']!.values.slice(0, 4), status: null } } } // prettier-ignore
      }),
    })
    const made = await together([A, B, { ...C, over: whole }])
    expect(tableOf(made, 'falls.main-c')).toMatchObject({ ownPopulation: true, populationAges: null })
    expect(members(made, 'population', 'area')).not.toContain('C1')
    expect((await made.whole.table('falls.main-c')).measures['population']!.values[0]).toBe(5000)
  })

  it('takes the largest scatter, names who says what, and calls nothing good where regions do not agree', async () => {
    const said = { dispersion: 1.7, caveats: ['Few were asked.'], breaks: [{ period: '2023', why: 'New codes.' }], polarity: 'neither' } as const // prettier-ignore
    const { release } = await together([A, { ...B, indicators: [falls({ ...said, polarity: 'high-is-good' })] }])
    expect(release.indicators[0]).toMatchObject({
      dispersion: 1.7,
      polarity: 'neither',
      breaks: [{ period: '2023', why: 'Beeshire: New codes.' }],
    })
    expect(release.indicators[0]!.caveats).toContain('Beeshire: Few were asked.')
  })

  it('drops scores that do not compare', async () => {
    const { release } = await together([A, { ...B, over: (draft) => ({ ...draft, scoreName: 'Score 2019' }) }])
    expect(release.scoreName).toBeNull()
    expect(release.areas.every(({ score }) => score === null)).toBe(true)
  })

  it('refuses areas and facilities that two claim, and kinds that never mix', async () => {
    await expect(together([A, { ...B, places: ['B1', 'A2'] }])).rejects.toThrow('Two facilities claim Place A2 (A2).')
    await expect(together([A, { ...B, name: 'Ashire' }])).rejects.toThrow(/Two releases are of the facility/)
    const real = (draft: ReleaseDraft): ReleaseDraft => ({ ...draft, synthetic: false })
    await expect(together([A, { ...B, over: real }])).rejects.toThrow('These releases cannot stand in one')
  })
})

describe('joint audit', () => {
  const hides = { method: 'hide-and-round', hideTo: 9, zerosShown: true } as const
  const outcome = (results: Awaited<ReturnType<typeof jointAudit>>, attack: string) =>
    results.find((one) => one.attack === attack)!.outcome
  const audit = async (made: Together, count?: number) =>
    jointAudit(made.source, {
      solver: await loadSolver(),
      totals:
        count === undefined ? [] : [{ indicator: 'falls', period: '2022', sex: null, age: '65+', area: 'T', count }],
    })

  it('passes regions under several rules, sums of one region never taken for rounded values', async () => {
    const made = await together([A, { ...B, rules: hides }])
    expect(tableOf(made, 'falls.main').kept).toEqual(['age', 'area'])
    const { results } = await checkFolders([made.source], { solver: await loadSolver() })
    expect(outcome(await audit(made), '8')).toBe('passed')
    expect(results.filter(({ outcome: one }) => one === 'failed')).toEqual([])
    expect(outcome(results, '1')).toBe('passed')
  })

  it('uses totals from elsewhere as exact equations over all regions', async () => {
    const small = (input: RegionInput): RegionInput => ({ ...input, places: input.places.slice(0, 1), count: (cell) => (cell === 1 ? 5 : 100) }) // prettier-ignore
    const made = await together([small(A), small(B)])
    expect(outcome(await audit(made, 10), '8')).toBe('passed')
    const told = await audit(made, 18)
    expect(told.find(({ attack }) => attack === '8')).toMatchObject({ outcome: 'failed', figures: { unused: 0, contradictions: 0 } }) // prettier-ignore
    expect((await audit(made, 40)).find(({ attack }) => attack === '8')?.figures).toMatchObject({ contradictions: 1 })
  })

  it('refuses totals that meet nothing', async () => {
    const made = await together([A, { ...B, indicators: [falls({ unit: '%' })] }])
    await expect(audit(made, 10)).rejects.toMatchObject({ details: { todo: expect.stringContaining('falls-a, falls-b') as string } }) // prettier-ignore
  })
})

describe('boundaries', () => {
  const square = (code: string, arcs: number[][][], more: Partial<Topology> = {}): Topology => ({
    type: 'Topology',
    objects: { place: { type: 'GeometryCollection', geometries: [{ type: 'Polygon', arcs: [[0, -2]], properties: { code } }] } }, // prettier-ignore
    arcs,
    ...more,
  })
  const lines = [[[0, 0], [0, 1], [1, 1]], [[0, 0], [1, 0], [1, 1]]] // prettier-ignore

  it('count their lines on from one another', () => {
    const merged = mergedBoundaries([square('A1', lines), square('B1', lines)])!
    expect(merged.arcs).toHaveLength(4)
    expect(merged.objects['place']!.geometries.map(({ arcs }) => arcs)).toEqual([[[0, -2]], [[2, -4]]])
  })

  it('are put into degrees where their grids differ', () => {
    const grid: Topology['transform'] = { scale: [0.5, 0.25], translate: [-3, 53] }
    const merged = mergedBoundaries([square('A1', lines), square('B1', [[[2, 4], [1, 0]], [[0, 0], [1, 1]]], { transform: grid })])! // prettier-ignore
    expect(merged.transform).toBeUndefined()
    expect(merged.arcs[2]).toEqual([[-2, 54], [-1.5, 54]]) // prettier-ignore
    expect(merged.arcs[0]).toEqual(lines[0])
  })
})
