import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { decodeText, importFingertips, type Imported } from '../../src/imports'
import { readRows, type SourceRow } from '../../src/imports/fingertips/rows'
import { openRelease } from '../../src/release/read'
import { memorySource } from '../../src/release/source'
import { writeRelease } from '../../src/release/write'

const folder = resolve(import.meta.dirname, '../../../shared/real')
const present = existsSync(`${folder}/northwest/fingertips.csv.gz`)
if (!present) console.warn(`SKIPPED: the tests on real data, since ${folder} is absent`)

const text = (path: string) => decodeText({ name: path, text: readFileSync(`${folder}/${path}`) })

/** Wilson (1927), in percent. */
function wilson(cases: number, people: number): [number, number] {
  const z = 1.959963984540054
  const middle = 2 * cases + z * z
  const half = z * Math.sqrt(z * z + 4 * cases * (1 - cases / people))
  return [middle - half, middle + half].map((limit) => (100 * limit) / (2 * (people + z * z))) as [number, number]
}

const offBy = ({ count, denominator, lower95, upper95 }: SourceRow) => {
  const [lower, upper] = wilson(count, denominator)
  return Math.max(Math.abs(lower - lower95), Math.abs(upper - upper95))
}

describe.skipIf(!present)('the North West download', () => {
  let csv: string
  let rows: SourceRow[]
  let imported: Imported
  let written: Map<string, Uint8Array>

  beforeAll(async () => {
    csv = text('northwest/fingertips.csv.gz')
    rows = readRows(csv).rows
    const [areas, indicators, boundaries] = ['northwest/areas.csv', 'northwest/indicators.csv', 'boundaries/uk.topojson'].map(text) // prettier-ignore
    imported = importFingertips({ csv, areas, indicators, boundaries }, { id: 'nw' })
    written = await writeRelease(imported.draft)
  }, 60_000)

  const open = () => openRelease(memorySource(written, 'nw'))

  it('accounts for 44,452 rows, 2,571 repeated keys and 2,078 blanks', () => {
    const { report } = imported
    const { rows: count, duplicates } = report
    expect(count).toMatchObject({ in: 44_452, withBlankValue: 2_078 })
    expect(count.kept + count.setAside).toBe(44_452)
    const { keys, identical, sameToRounding, blankBesideValue, conflicting, quarters } = duplicates
    expect(keys).toBe(2_571)
    expect(identical + sameToRounding + blankBesideValue + conflicting + quarters).toBe(2_571)
    expect(report.conflicts).toHaveLength(conflicting)
  })

  it('says what became of each of the 31 indicators', () => {
    const { indicators } = imported.report
    expect(indicators).toHaveLength(31)
    const others = indicators.filter((entry) => entry.id === null).map((entry) => [entry.sourceId, entry.became])
    expect(others.sort()).toEqual([
      ['92708', 'population table'],
      ['93553', 'deprivation score of areas'],
    ])
    expect(imported.draft.indicators).toHaveLength(29)
  })

  it('finds in the published intervals what its readme says: 94063 is Wilson to 1e-9, 241 is not', () => {
    const breast = rows.filter((row) => row.indicator === '94063')
    expect(breast).toHaveLength(193)
    expect(Math.max(...breast.map(offBy))).toBeLessThan(1e-9)
    const diabetes = rows.filter((row) => row.indicator === '241' && /^E0[678]/.test(row.area)).map(offBy)
    expect(diabetes.length).toBeGreaterThan(200)
    expect(Math.min(...diabetes)).toBeGreaterThan(4e-5)
    expect(Math.max(...diabetes)).toBeLessThan(2.5e-3)
  })

  it('opens as a release with 35 authorities within the North West', async () => {
    const { release } = await open()
    const ltla = release.dimensions.areaTypes.find((type) => type.id === 'ltla')
    const members = release.areas.filter((area) => ltla?.includes.includes(area.type))
    expect(members).toHaveLength(35)
    const parents = new Map(release.areas.map((area) => [area.code, area.parents]))
    const within = (code: string): boolean => code === 'E12000002' || (parents.get(code) ?? []).some(within)
    expect(members.every((area) => within(area.code))).toBe(true)
    expect(release.comparators[0]).toBe('E92000001')
    expect(release.defaultAreaType).toBe('ltla')
    expect(members.every((area) => area.score !== null)).toBe(true)
  })

  it('holds the figures of the download, at their place', async () => {
    const { release, table } = await open()
    const sample = rows.filter((row) => ['241', '22401', '93474', '94063'].includes(row.indicator) && !row.categoryType)
    const conflicting = new Set(imported.report.conflicts.map((conflict) => conflict.key))
    const keyOf = (row: SourceRow) => [row.indicator, row.area, row.sex, row.age, '', '', row.periodLabel].join(' | ')
    const tables = new Map(await Promise.all(release.tables.map(async ({ id }) => [id, await table(id)] as const)))
    let compared = 0
    for (const row of sample) {
      const indicator = release.indicators.find((candidate) => candidate.id.endsWith(`-${row.indicator}`))
      const id = `${indicator?.id}.main`
      const decoded = tables.get(id)
      const axes = release.tables.find((candidate) => candidate.id === id)?.axes ?? []
      const labels: Record<string, string | undefined> = {
        period: release.dimensions.periods.find((p) => p.label === row.periodLabel && p.kind !== 'academic')?.code,
        sex: row.sex.toLowerCase(),
        age: release.dimensions.ages.find((age) => sameAge(age, row.age))?.code,
        area: row.area,
      }
      const at = axes.reduce(
        (position, axis) => position * axis.members.length + axis.members.indexOf(labels[axis.name] ?? ''),
        0,
      )
      const value = decoded?.measures['value']?.values[at]
      if (conflicting.has(keyOf(row)) || Number.isNaN(row.value)) continue
      expect(value, `line ${row.line}`).toBeCloseTo(row.value, 8)
      if (!sameWritten(sample, row)) expect(decoded?.measures['upper95']?.values[at]).toBe(row.upper95)
      compared++
    }
    expect(compared).toBeGreaterThan(3_000)
  })

  it('holds residents by sex and age as its population', async () => {
    const { release, table } = await open()
    const population = await table('population')
    expect(population.axes.map((axis) => axis.size)).toEqual([6, 2, 19, 37])
    const areas = release.tables.find((candidate) => candidate.id === 'population')?.axes.at(-1)?.members ?? []
    const manchester = areas.indexOf('E08000003')
    const values = population.measures['population']?.values ?? []
    let total = 0
    for (let i = 0; i < 2 * 19; i++) total += values[(5 * 2 * 19 + i) * 37 + manchester] ?? 0
    expect(total).toBe(579_917)
  })

  it('draws all 35 authorities and 24 counties and unitaries, with only the arcs that they use', async () => {
    const boundaries = await (await open()).boundaries()
    const sizes = Object.entries(boundaries?.objects ?? {}).map(([id, layer]) => [id, layer.geometries.length])
    expect(sizes).toEqual([['ltla', 35], ['utla', 24]]) // prettier-ignore
    expect(boundaries?.arcs.length).toBeLessThan(400)
  })

  it('comes out the same twice, and without the lists', async () => {
    const [areas, indicators, boundaries] = ['northwest/areas.csv', 'northwest/indicators.csv', 'boundaries/uk.topojson'].map(text) // prettier-ignore
    const again = await writeRelease(importFingertips({ csv, areas, indicators, boundaries }, { id: 'nw' }).draft)
    expect([...again.keys()].sort()).toEqual([...written.keys()].sort())
    const same = [...written].filter(
      ([path, bytes]) => Buffer.compare(bytes, again.get(path) ?? new Uint8Array()) === 0,
    )
    expect(same).toHaveLength(written.size)
    const alone = importFingertips({ csv })
    expect(alone.report.rows.in).toBe(44_452)
    expect(alone.draft.areas.filter((area) => area.type === 'unitary' || area.type === 'district')).toHaveLength(35)
    expect(alone.draft.indicators.every((indicator) => indicator.recompute === null)).toBe(true)
  }, 60_000)
})

const sameAge = (age: { label: string; start: number; end: number | null }, label: string) =>
  label === 'All ages' ? age.label === label : `${age.start}-${age.end ?? ''}` === ageSpan(label)

/** `17+ yrs` → `17-`, `<65 yrs` → `0-64`. */
function ageSpan(label: string): string {
  const plain = label.replace(' yrs', '')
  if (plain.endsWith('+')) return `${plain.slice(0, -1)}-`
  return plain.startsWith('<') ? `0-${Number(plain.slice(1)) - 1}` : plain
}

/** Whether another row of the same key has other digits. */
const sameWritten = (sample: readonly SourceRow[], row: SourceRow) =>
  row.indicator === '94063' && sample.some((other) => other !== row && other.area === row.area && other.periodLabel === row.periodLabel) // prettier-ignore
