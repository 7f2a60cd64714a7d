import { describe, expect, it } from 'vitest'
import { answerWithStudies } from '../../src/analysis/answer'
import { lazyEngine } from '../../src/analysis/lazy'
import type { Answer, Estimate } from '../../src/domain'
import { columnsEngine } from '../../src/engine/columns'
import { FINGERTIPS_COLUMNS, fingertips, fingertipsListing } from '../../src/exports/fingertips'
import { periodWords } from '../../src/exports/fingertips-words'
import { importFingertips } from '../../src/imports/fingertips'
import { readRows } from '../../src/imports/fingertips/rows'
import { openRelease } from '../../src/release'
import { folderSource } from '../../src/release/folder'
import type { OpenRelease } from '../../src/release/read'
import { parseView, resolveView } from '../../src/view'

async function asked(fragment: string): Promise<{ open: OpenRelease; answer: Answer }> {
  const open = await openRelease(folderSource('public/releases/demo-gm'))
  const { question } = resolveView(parseView(fragment).view, open.release)
  const tables = new Set(open.release.tables.map(({ id }) => id))
  const engine = lazyEngine(columnsEngine(), (id) => open.table(id), (id) => tables.has(id)) // prettier-ignore
  return { open, answer: await answerWithStudies(question, open, engine) }
}

const written = (answers: readonly Answer[], open: OpenRelease) =>
  new TextDecoder().decode(fingertips.write(fingertipsListing(answers, open.release, null)))

const twelve = (value: number | null | undefined) => (value == null ? NaN : Number(value.toPrecision(12)))
const figuresOf = ({ value, interval95, interval998, count, population }: Estimate) =>
  [value, interval95?.lower, interval95?.upper, interval998?.lower, interval998?.upper, count, population].map(twelve) // prettier-ignore

describe('CSV in the layout of Fingertips', () => {
  it('has the columns of Fingertips’ own file, in their order, and no line above them', async () => {
    const { open, answer } = await asked('v=1&release=demo-gm&indicator=copd-admissions')
    const [header = ''] = written([answer], open).split('\r\n')
    expect(header.split(',')).toEqual([...FINGERTIPS_COLUMNS])
    expect(header).toMatch(/^Indicator ID,Indicator Name,Parent Code.*Time period Sortable,New data,Compared to goal,Time period range$/) // prettier-ignore
  })

  it.each([
    ['copd-admissions', ''],
    ['copd-admissions', '&sex=female&ages=65-84'],
    ['smoking-pregnancy', ''],
    ['hypertension', ''],
  ])('is read back by our own importer with every figure: %s%s', async (indicator, more) => {
    const { open, answer } = await asked(`v=1&release=demo-gm&indicator=${indicator}${more}`)
    const text = written([answer], open)
    const { rows } = readRows(text)
    expect(rows).toHaveLength(answer.estimates.length + 1)
    const found = new Map(rows.map((row) => [row.area, row]))
    for (const estimate of [answer.comparator, ...answer.estimates]) {
      const { value, lower95, upper95, lower998, upper998, count, denominator, note } = found.get(estimate.area)!
      expect([value, lower95, upper95, lower998, upper998, count, denominator]).toEqual(figuresOf(estimate))
      expect(note).toMatch(/^SYNTHETIC/)
    }
    const { draft, report } = importFingertips({ csv: text })
    const [made] = draft.indicators
    expect(made?.name).toMatch(/^SYNTHETIC: /)
    const values = answer.estimates.filter(({ value }) => value !== null)
    expect(values.length).toBeGreaterThan(5)
    expect(report.rows.kept).toBeGreaterThanOrEqual(values.length)
    expect(draft.dimensions.periods).toHaveLength(1)
    expect(draft.dimensions.periods[0]?.start).toBe(open.release.dimensions.periods.find(({ code }) => code === answer.question.period)?.start) // prettier-ignore
  })

  it('says sexes, ages and groups in the words that the importer takes apart', async () => {
    const { open, answer } = await asked('v=1&release=demo-gm&indicator=copd-admissions&sex=female&ages=65-84')
    const { draft } = importFingertips({ csv: written([answer], open) })
    expect(draft.dimensions.sexes.map(({ code }) => code)).toEqual(['female'])
    expect(draft.dimensions.ages.map(({ start, end }) => [start, end])).toEqual([[65, 84]])
  })

  it('sorts periods of every length', () => {
    const period = (label: string, start: string, end: string, kind: 'calendar' | 'financial' | 'month' | 'quarter' | 'rolling' | 'academic') => periodWords({ code: 'x', label, start, end, kind }) // prettier-ignore
    expect(period('2023', '2023-01-01', '2023-12-31', 'calendar')).toEqual({ label: '2023', sortable: '20230000', range: '1y' }) // prettier-ignore
    expect(period('2021 - 23', '2021-01-01', '2023-12-31', 'rolling')).toMatchObject({ sortable: '20210000', range: '3y' }) // prettier-ignore
    expect(period('2023/24 school year', '2023-09-01', '2024-08-31', 'academic')).toMatchObject({ label: '2023/24', range: '1y' }) // prettier-ignore
    expect(period('2023/24 Q4', '2024-01-01', '2024-03-31', 'quarter')).toMatchObject({ sortable: '20240400', range: '1q' }) // prettier-ignore
    expect(period('April 2023', '2023-04-01', '2023-04-30', 'month')).toMatchObject({ sortable: '20230400', range: '1m' }) // prettier-ignore
  })
})
