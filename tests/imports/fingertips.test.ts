import { describe, expect, it } from 'vitest'
import { ReleaseError } from '../../src/domain'
import { importFingertips, sayReport } from '../../src/imports'
import type { DraftTable } from '../../src/release/draft'
import { download, england, indicators, salford, type DownloadRow } from './download'

/** A row, its neighbour and England, so that there is something to compare. */
const base: DownloadRow[] = [{}, salford, england]
const run = (rows: readonly DownloadRow[], more: { indicators?: string; areas?: string } = {}) =>
  importFingertips({ csv: download(rows), ...more })
const table = (tables: readonly DraftTable[], id: string) => {
  const found = tables.find((candidate) => candidate.id === id)
  if (!found) throw new Error(`no table ${id} among ${tables.map((candidate) => candidate.id).join(', ')}`)
  return found
}

/** Figures of one cell of an indicator's table. */
function cell(found: DraftTable, codes: Record<string, string>) {
  const at = found.axes.reduce((position, axis) => {
    const member = axis.members.indexOf(codes[axis.name] ?? axis.members[0] ?? '')
    expect(member, `${axis.name} of ${found.id}`).toBeGreaterThanOrEqual(0)
    return position * axis.members.length + member
  }, 0)
  const value = (name: string) => found.measures[name]?.values[at]
  return { value: value('value'), lower95: value('lower95'), count: value('count'), status: found.measures['value']?.status?.[at], note: found.cellNotes?.[at] ?? null } // prettier-ignore
}

describe('a clean download', () => {
  it('becomes an as-published indicator with every row in its place', () => {
    const { draft, report } = run(base, { indicators: indicators() })
    expect(report.rows).toEqual({ in: 3, kept: 3, setAside: 0, withBlankValue: 0 })
    const [indicator] = draft.indicators
    expect(indicator).toMatchObject({
      id: 'asthma-prevalence-1',
      kind: 'published',
      recompute: 'proportion',
      unit: '%',
      multiplier: 100,
      polarity: 'low-is-good',
      tables: ['asthma-prevalence-1.main'],
    })
    expect(indicator?.method).toContain('The multiplier 100 was inferred from 3 rows')
    const main = table(draft.tables, 'asthma-prevalence-1.main')
    expect(main.axes.map((axis) => axis.name)).toEqual(['period', 'sex', 'age', 'area'])
    expect(cell(main, { area: 'E08000006' })).toMatchObject({ value: 20, lower95: 15, count: 40, status: 0 })
    expect(main.measures['lower998']?.values.every(Number.isNaN)).toBe(true)
    expect(draft.protection).toMatchObject({ kind: 'already-public', by: 'OHID Fingertips' })
  })

  it('finds areas, their parents and types without a list of areas', () => {
    const { draft } = run(base)
    expect(draft.areas.map((area) => [area.code, area.type, area.parents])).toEqual([
      ['E92000001', 'country', []],
      ['E12000002', 'region', ['E92000001']],
      ['E08000003', 'unitary', ['E12000002']],
      ['E08000006', 'unitary', ['E12000002']],
    ])
    expect(draft.areas[1]?.name).toBe('North West')
    expect(draft.comparators).toEqual(['E92000001'])
    expect(draft.dimensions.areaTypes.map((type) => type.id)).toEqual(['ltla'])
  })

  it('joins the parents of the list to those of the rows', () => {
    const areas =
      'code,name,type,hierarchy,parents\nE08000003,Manchester,x,y,E47000001;E54000057\nE54000057,GM ICB,NHS Integrated Care Boards,NHS,\n'
    const { draft } = run(base, { areas })
    expect(draft.areas.find((area) => area.code === 'E08000003')?.parents).toEqual(['E12000002', 'E54000057'])
  })

  it('leaves cells without a row as not given', () => {
    const { draft } = run([...base, { 'Time period': '2021' }])
    const main = table(draft.tables, 'asthma-prevalence-1.main')
    expect(cell(main, { period: '2021', area: 'E08000006' })).toMatchObject({ value: NaN, status: 3 })
    expect(cell(main, { period: '2021', area: 'E08000003' })).toMatchObject({ value: 20, status: 0 })
  })

  it('says which columns it has no place for', () => {
    expect(run([{ 'New data': 'yes' }, salford]).report.columnsNotCarried).toEqual({
      'New data': 1,
      'Time period range': 2,
    })
  })
})

describe('duplicates', () => {
  it('collapses identical rows', () => {
    const { report } = run([...base, {}])
    expect(report.duplicates).toMatchObject({ keys: 1, identical: 1, conflicting: 0 })
    expect(report.setAside['identical row']).toMatchObject({ rows: 1 })
    expect(report.lines['identical row']).toBe('5')
  })

  it('keeps the one with more digits where one is the other rounded', () => {
    const { draft, report } = run([{ Value: '20.0558' }, { Value: '20.0558045901172' }, salford])
    expect(report.setAside['same to rounding']?.rows).toBe(1)
    expect(report.conflicts).toEqual([])
    expect(cell(table(draft.tables, 'asthma-prevalence-1.main'), {}).value).toBe(20.0558045901172)
  })

  it('keeps the first of two different values and lists the other, in the report and at the cell', () => {
    const other = { 'Value': 21, 'Lower CI 95.0 limit': 16, 'Upper CI 95.0 limit': 27, 'Count': 42 } // prettier-ignore
    const { draft, report } = run([...base, other])
    expect(report.duplicates.conflicting).toBe(1)
    expect(report.conflicts).toEqual([
      {
        key: '1 | E08000003 | Persons | All ages |  |  | 2020',
        kept: { line: '2', value: '20', lower95: '15', upper95: '26', count: '40', denominator: '200' },
        others: [{ line: '5', value: '21', lower95: '16', upper95: '27', count: '42', denominator: '200' }],
      },
    ])
    const found = cell(table(draft.tables, 'asthma-prevalence-1.main'), { area: 'E08000003' })
    expect(found.value).toBe(20)
    expect(found.note).toBe('Also published for the same key: 21 (16 to 27).')
    expect(draft.indicators[0]?.caveats.join()).toContain('two different values for 1 of its cells')
  })

  it('sees two intervals around one value as a conflict', () => {
    const { report } = run([...base, { 'Lower CI 95.0 limit': 14.2 }])
    expect(report.duplicates.conflicting).toBe(1)
  })

  it('prefers a value to a blank, whichever comes first', () => {
    const blank = { 'Value': '', 'Lower CI 95.0 limit': '', 'Upper CI 95.0 limit': '' } // prettier-ignore
    const { draft, report } = run([blank, {}, salford])
    expect(report.setAside['blank beside a value']?.rows).toBe(1)
    expect(report.lines['blank beside a value']).toBe('2')
    expect(cell(table(draft.tables, 'asthma-prevalence-1.main'), {}).value).toBe(20)
  })
})

describe('blanks', () => {
  const nothing = { 'Value': '', 'Lower CI 95.0 limit': '', 'Upper CI 95.0 limit': '', 'Count': '', 'Denominator': '' } // prettier-ignore

  it('are not given, or hidden where the note says so', () => {
    const { draft, report } = run([...base, { ...nothing, ...salford, 'Time period': '2021' }, { ...nothing, 'Time period': '2021', 'Value note': 'Value suppressed for disclosure control' }]) // prettier-ignore
    const main = table(draft.tables, 'asthma-prevalence-1.main')
    expect(cell(main, { period: '2021', area: 'E08000006' })).toMatchObject({ value: NaN, status: 3 })
    expect(cell(main, { period: '2021', area: 'E08000003' })).toMatchObject({ status: 2, note: 'Value suppressed for disclosure control' }) // prettier-ignore
    expect(report.rows.withBlankValue).toBe(2)
    expect(report.flags['no value']?.rows).toBe(1)
    expect(report.flags['hidden by the publisher']?.rows).toBe(1)
  })

  it('keep the count that stands beside them', () => {
    const { draft, report } = run([...base, { ...nothing, 'Count': 4, 'Time period': '2021' }]) // prettier-ignore
    expect(report.flags['figures without a value']?.rows).toBe(1)
    const found = cell(table(draft.tables, 'asthma-prevalence-1.main'), { period: '2021', area: 'E08000003' })
    expect(found).toMatchObject({ value: NaN, count: 4, status: 0, note: 'No value was published, only what it rests on.' }) // prettier-ignore
  })
})

describe('rows that cannot be used', () => {
  it.each([
    ['number not understood', { Value: '1,234' }],
    ['number not understood', { Count: '<8' }],
    ['period not understood', { 'Time period': 'last year' }],
    ['period not understood', { 'Time period': '2018/20' }],
    ['unknown area', { 'Area Code': 'X99', 'Area Type': 'Magistrates' }],
    ['malformed', { 'Area Code': '' }],
  ] as const)('%s: %j', (why, row) => {
    const { report } = run([...base, row])
    expect(report.setAside[why]?.rows).toBe(1)
    expect(report.setAside[why]?.examples[0]).toContain('line 5')
    expect(report.rows).toMatchObject({ in: 4, kept: 3, setAside: 1 })
  })

  it('sets aside a row with another number of columns', () => {
    const { report } = importFingertips({ csv: download(base, { extra: '1,Asthma,too,short\r\n' }) })
    expect(report.setAside['malformed']?.rows).toBe(1)
    expect(report.rows).toMatchObject({ in: 4, kept: 3 })
  })
})

describe('rows that are odd', () => {
  it.each([
    ['interval does not hold the value', { Value: 30 }],
    ['only one limit given', { 'Lower CI 95.0 limit': '' }],
    ['count above the denominator', { Count: 201 }],
    ['negative number', { 'Lower CI 95.0 limit': -1 }],
    ['age not understood', { Age: 'Teenagers' }],
  ] as const)('%s', (flag, row) => {
    const { report } = run([...base, { ...row, 'Time period': '2021' }], { indicators: indicators() })
    expect(report.flags[flag]?.rows).toBe(1)
    expect(report.rows).toMatchObject({ in: 4, kept: 4 })
  })

  it('marks areas that the list of areas lacks', () => {
    const { report } = run(base, { areas: 'code,name,type,parents\nE08000003,Manchester,,\nE92000001,England,,\n' })
    expect(report.flags['area not in the list of areas']?.rows).toBe(1)
  })
})

describe('groupings of people', () => {
  const decile = (version: string, more: DownloadRow = {}): DownloadRow => ({
    ...england,
    'Category Type': `County & UA deprivation deciles in England (IMD2019, ${version})`,
    'Category': 'Most deprived decile (IMD2019)',
    ...more,
  }) // prettier-ignore

  it('joins names that differ in the list of areas alone, and says which stands for which period', () => {
    const { draft, report } = run([
      ...base,
      decile('4/21 geography'),
      decile('4/23 geography', { 'Time period': '2021' }),
    ])
    expect(draft.dimensions.categories.map((type) => type.id)).toEqual(['county-deciles-imd2019'])
    const joined = table(draft.tables, 'asthma-prevalence-1.county-deciles-imd2019')
    expect(cell(joined, { period: '2021' }).value).toBe(20)
    expect(report.groupings[0]?.versions).toEqual({
      'County & UA deprivation deciles in England (IMD2019, 4/21 geography)': { '1': ['2020'] },
      'County & UA deprivation deciles in England (IMD2019, 4/23 geography)': { '1': ['2021'] },
    })
    expect(draft.indicators[0]?.caveats.join()).toContain('2020 by “County & UA')
  })

  it('keeps groupings by another index apart', () => {
    const old = { 'Category Type': 'County & UA deprivation deciles in England (IMD2015, pre 4/19 geog.)' }
    const { draft } = run([...base, decile('4/21 geography'), decile('', old)])
    expect(draft.dimensions.categories.map((type) => type.id)).toEqual([
      'county-deciles-imd2019',
      'county-deciles-imd2015',
    ])
  })

  it('takes one version a period whole: the fuller one, then the later', () => {
    const second = { Category: 'Second most deprived decile (IMD2019)' }
    const { report } = run([
      ...base,
      decile('4/21 geography'), decile('4/21 geography', second), decile('4/23 geography', { Value: 99 }),
      decile('4/21 geography', { 'Time period': '2021' }), decile('4/23 geography', { 'Time period': '2021' }),
    ]) // prettier-ignore
    expect(report.lines['another version of the grouping']).toBe('7-8')
  })

  it('writes no table of blanks', () => {
    const blank = { 'Value': '', 'Lower CI 95.0 limit': '', 'Upper CI 95.0 limit': '', 'Count': '', 'Denominator': '' } // prettier-ignore
    const { draft, report } = run([...base, decile('4/21 geography', blank)])
    expect(draft.tables).toHaveLength(1)
    expect(report.setAside['nothing but blanks']?.rows).toBe(1)
  })

  it('shows left-over groups without ranking them', () => {
    const group = (name: string) => ({ ...england, 'Category Type': 'Ethnic groups', 'Category': name }) // prettier-ignore
    const { draft } = run([...base, group('Unknown'), group('White British')])
    expect(draft.dimensions.categories[0]?.members).toEqual([
      { code: 'white-british', label: 'White British' },
      { code: 'unknown', label: 'Unknown', unranked: true },
    ])
  })
})

describe('quarters that are labelled with their year', () => {
  const quarterly = indicators('Proportion', 'High is good,,Financial,quarterly')
  const year = (more: DownloadRow) => [1, 2, 3, 4].map((Value) => ({ ...more, Value, 'Time period': '2020/21' }))

  it('are numbered in the order of the file', () => {
    const { draft, report } = run([...year({}), ...year(salford)], { indicators: quarterly })
    expect(draft.dimensions.periods.map((period) => [period.code, period.kind, period.start])).toEqual([
      ['2020-21-q1', 'quarter', '2020-04-01'],
      ['2020-21-q2', 'quarter', '2020-07-01'],
      ['2020-21-q3', 'quarter', '2020-10-01'],
      ['2020-21-q4', 'quarter', '2021-01-01'],
    ])
    expect(
      cell(table(draft.tables, 'asthma-prevalence-1.main'), { period: '2020-21-q3', area: 'E08000006' }).value,
    ).toBe(3)
    expect(report.duplicates).toMatchObject({ keys: 2, quarters: 2, conflicting: 0 })
  })

  it('are set aside where areas have unequal numbers of them', () => {
    const { report } = run([...base, ...year({}), ...year(salford).slice(1)], { indicators: quarterly })
    expect(report.setAside['quarter cannot be told']?.rows).toBe(7)
  })
})

describe('populations and scores', () => {
  const resident = (more: DownloadRow): DownloadRow => ({
    'Indicator ID': 2, 'Indicator Name': 'Resident population', 'Lower CI 95.0 limit': '', 'Upper CI 95.0 limit': '', 'Denominator': '', ...more,
  }) // prettier-ignore
  const people = [
    ['Female', '0-64 yrs', 10], ['Female', '65+ yrs', 20], ['Male', '0-64 yrs', 30], ['Male', '65+ yrs', 40],
    ['Persons', 'All ages', 100], ['Female', 'All ages', 30], ['Persons', '65+ yrs', 60],
  ] as const // prettier-ignore
  const rows = people.map(([Sex, Age, Value]) => resident({ Sex, Age, Value, Count: Value }))

  it('makes residents the population table where they fit', () => {
    const { draft, report } = run([...base, ...rows])
    const population = table(draft.tables, 'population')
    expect(population.shape).toBe('population')
    expect([...(population.measures['population']?.values ?? [])]).toEqual([10, 20, 30, 40])
    expect(report.setAside['margin of the population table']?.rows).toBe(3)
    expect(draft.indicators.map((indicator) => indicator.id)).toEqual(['asthma-prevalence-1'])
    expect(report.indicators.find((entry) => entry.sourceId === '2')?.became).toBe('population table')
  })

  it.each([
    ['a total differs', resident({ Sex: 'Male', Age: 'All ages', Value: 71 })],
    ['age bands overlap', resident({ Sex: 'Male', Age: '60-69 yrs', Value: 5 })],
    ['not all its values are whole', resident({ Sex: 'Male', Age: 'All ages', Value: 70.5 })],
    ['some cells are missing', resident({ ...salford, Sex: 'Male', Age: '65+ yrs', Value: 5 })],
  ])('keeps them as an indicator where %s', (why, row) => {
    const { report, draft } = run([...base, ...rows, row])
    expect(draft.tables.some((candidate) => candidate.id === 'population')).toBe(false)
    expect(report.indicators.find((entry) => entry.sourceId === '2')?.became).toContain(why)
  })

  it('gives areas their deprivation score', () => {
    const score = { 'Indicator ID': 3, 'Indicator Name': 'Deprivation score (Index of Multiple Deprivation 2019)', 'Value': 42.5 } // prettier-ignore
    const { draft } = run([...base, score])
    expect(draft.scoreName).toBe('Index of Multiple Deprivation 2019')
    expect(draft.areas.find((area) => area.code === 'E08000003')?.score).toBe(42.5)
  })
})

describe('what is said', () => {
  it('calls nothing better or worse where the polarity is doubtful, and says so', () => {
    const rows = base.map((row) => ({ ...row, 'Indicator Name': 'Obesity' }))
    const list = indicators('Proportion', 'High is good,,Calendar,annually').replace('Asthma prevalence', 'Obesity')
    const { draft } = run(rows, { indicators: list })
    expect(draft.indicators[0]?.polarity).toBe('neither')
    expect(draft.notes.join()).toContain('which is doubtful')
  })

  it('sums up in a few lines', () => {
    const said = sayReport(run([...base, {}]).report)
    expect(said).toContain('4 rows came in: 3 are in the release, 1 set aside')
    expect(said).toContain('identical row')
  })

  it('refuses what is no download, and what has nothing to compare', () => {
    expect(() => importFingertips({ csv: 'a,b\n1,2\n' })).toThrow(ReleaseError)
    expect(() => importFingertips({ csv: '' })).toThrow(/not a Fingertips/)
    expect(() => run([england])).toThrow(/nothing to compare/)
    expect(() => run(base, { indicators: 'x,y\n1,2\n' })).toThrow(/list of indicators/)
  })
})
