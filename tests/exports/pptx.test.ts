import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import type { Answer, Estimate } from '../../src/domain'
import { answerListing, type Listing } from '../../src/exports'
import { answerChart, listingChart, overviewChart, seriesChart, type ChartData, type ChartSeries } from '../../src/exports/chart-data' // prettier-ignore
import { pptx } from '../../src/exports/pptx'
import { finding, ranked } from '../../src/words'
import { demoAnswer, demoOverview, demoSeries } from './demo-answers'
import { readSlide, type ReadSeries, type ReadSlide } from './read-slide'
import { all, one } from './read-xml'

// Releases are opened and verified, which a busy machine needs more than five seconds for.
vi.setConfig({ testTimeout: 30_000 })

const LINK = 'https://example.org/#v=1&view=compare'
const twelve = (value: number | null | undefined) => (value == null || !Number.isFinite(value) ? null : Number(value.toPrecision(12)) + 0) // prettier-ignore

/** Every figure, and the limits that its error bar reaches, to 12 digits. */
function expectFigures(found: ReadSeries, expected: Pick<ChartSeries, 'values' | 'lower' | 'upper'>): number {
  const { values, plus, minus } = found
  let compared = 0
  expect(values.cached).toEqual(expected.values.map(twelve))
  expect(values.inSheet).toEqual(values.cached)
  if (plus) expect(plus.inSheet).toEqual(plus.cached)
  if (minus) expect(minus.inSheet).toEqual(minus.cached)
  expected.values.forEach((value, at) => {
    const [lower, upper] = [expected.lower[at], expected.upper[at]]
    if (value === null || !Number.isFinite(value)) return
    if (plus && upper != null && Number.isFinite(upper)) expect(twelve(twelve(value)! + plus.cached[at]!)).toBe(twelve(upper)) // prettier-ignore
    if (minus && lower != null && Number.isFinite(lower)) expect(twelve(twelve(value)! - minus.cached[at]!)).toBe(twelve(lower)) // prettier-ignore
    compared += 1
  })
  return compared
}

/** Limits as they stand in the sheet, by their headers. */
function sheetColumn({ sheet }: ReadSlide, header: string): (string | number | null)[] {
  const [head] = [...sheet.cells.values()].filter(({ ref, value }) => /^[A-Z]+1$/.test(ref) && value === header)
  const letter = head!.ref.replace('1', '')
  return Array.from({ length: sheet.rows - 1 }, (_, row) => sheet.cells.get(`${letter}${row + 2}`)?.value ?? null)
}

const figuresOf = (estimates: readonly Estimate[]) => ({
  values: estimates.map(({ value }) => value),
  lower: estimates.map(({ interval95 }) => interval95?.lower ?? null),
  upper: estimates.map(({ interval95 }) => interval95?.upper ?? null),
})

async function slideOf(answer: Answer): Promise<ReadSlide> {
  return readSlide(await pptx(answerChart(answer, LINK)))
}

describe('a slide of an answer', () => {
  it('has a native chart with every value and its 95 % limits, in the cache, in the sheet and in the error bars', async () => {
    const answer = await demoAnswer('indicator=copd-admissions&in=CR-GM&areas=E08000006.E08000010')
    const slide = await slideOf(answer)
    const order = ranked(answer.estimates)
    const [areas, level] = slide.series
    expect(slide.series).toHaveLength(2)
    expect([areas!.kind, level!.kind]).toEqual(['bars', 'line'])
    expect(expectFigures(areas!, figuresOf(order))).toBe(10)
    expect(areas!.plus).not.toBeNull()
    expect(sheetColumn(slide, 'Authorities, 95 % from')).toEqual(order.map((e) => twelve(e.interval95!.lower)))
    expect(sheetColumn(slide, 'Authorities, 95 % to')).toEqual(order.map((e) => twelve(e.interval95!.upper)))
    expect(areas!.categories).toEqual(order.map(({ name }) => name))
    expect(areas!.marked.map((at) => order[at]!.area).sort()).toEqual(['E08000006', 'E08000010'])
    expect(new Set(level!.values.cached)).toEqual(new Set([twelve(answer.comparator.value)]))
    expect(level!.plus).toBeNull()
    expect(slide.range[0]).toBe(0)
    expect(slide.range[1]).toBeGreaterThanOrEqual(Math.max(...order.map((e) => e.interval95!.upper)))
  })

  it('says the finding, whose figures they are and where to see them', async () => {
    const answer = await demoAnswer('indicator=copd-admissions&in=CR-GM&areas=E08000006')
    const slide = await slideOf(answer)
    expect(slide.title).toBe(`SYNTHETIC: ${finding(answer).headline}`)
    expect(slide.title.length).toBeLessThanOrEqual(115)
    expect(slide.subtitle).toContain('Authorities of Greater Manchester, 2024, women and men, all ages')
    expect(slide.subtitle).toContain('Thin lines: 95 % intervals. Dashed: The North. Orange: Salford.')
    expect(slide.source).toMatch(/^Source: SYNTHETIC demo.*Open this view in Cairn$/)
    expect(slide.link).toBe(LINK)
    expect(slide.alt).toContain('SYNTHETIC: every number is made up.')
    expect(slide.axes).toEqual(['Authorities, highest first', 'COPD admissions, per 100,000 people'])
    expect(slide.notes).toContain('95 % interval')
    expect(slide.notes).toContain(answer.context.release.protection.label)
    expect(slide.notes).toContain(LINK)
    expect(slide.languages).toEqual(new Set(['en-GB']))
    expect(slide.placeholders).toBe(true)
    expect(one(slide.core, 'dc:language').text).toBe('en-GB')
    expect(all(slide.core, 'dc:title')[0]!.text).toBe(slide.title)
  })

  it('draws more areas than bars can show as points, all of them', async () => {
    const answer = await demoAnswer('indicator=copd-admissions')
    const slide = await slideOf(answer)
    expect(slide.series.map(({ kind }) => kind)).toEqual(['line', 'line'])
    expect(expectFigures(slide.series[0]!, figuresOf(ranked(answer.estimates)))).toBe(62)
  })

  it('keeps areas without a value, says why, and draws nothing for them', async () => {
    const answer = await demoAnswer('indicator=liver-disease&in=CR-CY')
    const hidden = answer.estimates.filter(({ status }) => status === 'hidden').length
    expect(hidden).toBeGreaterThan(0)
    const { series, subtitle } = await slideOf(answer)
    const order = ranked(answer.estimates)
    expect(expectFigures(series[0]!, figuresOf(order))).toBe(order.length - hidden)
    expect(series[0]!.categories.filter((name) => name!.endsWith(': hidden'))).toHaveLength(hidden)
    expect(subtitle).toContain('too many of their age groups are hidden')
  })

  it('says of a hidden count that there are too few to show safely', async () => {
    const answer = await demoAnswer('indicator=copd-admissions&in=CR-GM')
    const [first, ...rest] = answer.estimates
    const none: Estimate = { ...first!, value: null, interval95: null, interval998: null, count: null, status: 'hidden', hidden: 'count', why: 'too few' } // prettier-ignore
    const { series } = await slideOf({ ...answer, estimates: [none, ...rest] })
    expect(series[0]!.categories.at(-1)).toBe(`${first!.name}: too few to show safely`)
    expect(series[0]!.values.cached.at(-1)).toBeNull()
    expect(series[0]!.plus!.cached.at(-1)).toBeNull()
  })

  it('stands for one area and for none', async () => {
    const answer = await demoAnswer('indicator=copd-admissions&in=CR-GM')
    const alone = await slideOf({ ...answer, estimates: answer.estimates.slice(0, 1) })
    expect(alone.series[0]!.values.cached).toHaveLength(1)
    const none = await slideOf({ ...answer, estimates: [] })
    expect(none.series[0]!.values.cached).toEqual([])
  })
})

describe('slides of other views', () => {
  it('of a trend has a line a place, with its limits', async () => {
    const series = await demoSeries('indicator=copd-admissions&areas=E08000006', 'period')
    const slide = readSlide(await pptx(seriesChart(series, null, LINK)!))
    expect(slide.series.map(({ name, kind }) => [name, kind])).toEqual([['The North', 'line'], ['Salford', 'line']]) // prettier-ignore
    const answers = series.points.map(({ answer }) => answer!)
    expectFigures(slide.series[0]!, figuresOf(answers.map(({ comparator }) => comparator)))
    const salford = answers.map(({ estimates }) => estimates.find(({ area }) => area === 'E08000006')!)
    expect(expectFigures(slide.series[1]!, figuresOf(salford))).toBe(answers.length)
    expect(slide.series[1]!.categories).toEqual(series.points.map(({ label }) => label))
    expect(slide.subtitle).toContain('2015 to 2024')
  })

  it('of a trend of many places draws some and keeps the others in its sheet', async () => {
    const gm = Array.from({ length: 8 }, (_, at) => `E0800000${at + 1}`).join('.')
    const series = await demoSeries(`indicator=copd-admissions&areas=${gm}`, 'period')
    const slide = readSlide(await pptx(seriesChart(series, null, LINK)!))
    expect(slide.series).toHaveLength(6)
    expect(slide.subtitle).toContain('In the chart’s sheet alone: ')
    const last = series.points.at(-1)!.answer!.estimates.find(({ area }) => area === 'E08000008')!
    expect(sheetColumn(slide, last.name).at(-1)).toBe(twelve(last.value))
  })

  it('of groups of people has bars side by side', async () => {
    const series = await demoSeries('indicator=copd-admissions&areas=E08000006', 'sex')
    const slide = readSlide(await pptx(seriesChart(series, null, LINK)!))
    expect(slide.series.map(({ kind }) => kind)).toEqual(['bars', 'bars'])
    expect(slide.subtitle).not.toMatch(/women|men\b/)
    expect(slide.title).toBe('SYNTHETIC: COPD admissions by sex')
  })

  it('of all indicators has their spread beyond chance', async () => {
    const overview = await demoOverview()
    const slide = readSlide(await pptx(overviewChart(overview, LINK)))
    const told = overview.rows.map(({ variation }) => variation)
    const compared = expectFigures(slide.series[0]!, {
      values: told.map((one) => one?.beyondChance ?? null),
      lower: told.map((one) => one?.interval95.lower ?? null),
      upper: told.map((one) => one?.interval95.upper ?? null),
    })
    expect(compared).toBeGreaterThan(10)
    expect(slide.title).toContain('vary more than chance')
  })

  it('of a table takes its value and limits, and none where it has none', async () => {
    const answer = await demoAnswer('indicator=copd-admissions&in=CR-GM')
    const listing = answerListing(answer, LINK)
    const slide = readSlide(await pptx(listingChart(listing)!))
    const estimates = [answer.comparator, ...ranked(answer.estimates)]
    expect(expectFigures(slide.series[0]!, figuresOf(estimates))).toBe(11)
    expect(slide.series[0]!.categories).toEqual(estimates.map(({ name }) => name))
    const without: Listing = { ...listing, columns: listing.columns.map((name) => name.replace('95 % from', 'a')) }
    expect(listingChart(without)).toBeNull()
    expect(listingChart({ ...listing, rows: [] })).toBeNull()
    const units = (...each: string[]): Listing => ({ ...listing, columns: ['Unit', ...listing.columns], rows: each.map((unit, at) => [unit, ...listing.rows[at]!]) }) // prettier-ignore
    expect(listingChart(units('%', '%'))).not.toBeNull()
    expect(listingChart(units('%', 'per 1,000'))).toBeNull()
  })
})

describe('whatever names and figures there are', () => {
  const text = fc.oneof(
    fc.constantFrom('=1+1', '_x0041_', '<a:p/>&amp;"', '\u0000\u001b', '\ud800', '\u202eעברית', '👩‍👩‍👧', '', 'SYNTHETIC: ', 'x'.repeat(400), 'a\nb'), // prettier-ignore
    fc.string({ unit: 'binary', maxLength: 40 }),
  )
  const figure = fc.option(fc.oneof(fc.double({ min: -1e9, max: 1e9, noNaN: true }), fc.double()))
  const chart = fc
    .record({ length: fc.integer({ min: 0, max: 120 }), many: fc.integer({ min: 1, max: 4 }) })
    .chain(({ length, many }) => {
      const figures = fc.array(figure, { minLength: length, maxLength: length })
      const series = fc.record({
        name: text,
        values: figures,
        lower: figures,
        upper: figures,
        marked: fc.uniqueArray(fc.nat({ max: Math.max(0, length - 1) }), { maxLength: Math.min(2, length) }),
        role: fc.constantFrom(undefined, undefined, 'comparator' as const, 'beside' as const),
      })
      return fc.record({
        title: text,
        subtitle: text,
        reading: fc.array(text, { maxLength: 2 }),
        source: text,
        link: fc.option(fc.oneof(fc.webUrl({ withFragments: true }), text)),
        alt: text,
        notes: fc.array(text, { maxLength: 3 }),
        unit: text,
        across: text,
        format: fc.constantFrom('General', '0 %'),
        kind: fc.constantFrom('bars' as const, 'rows' as const, 'lines' as const, 'points' as const),
        categories: fc.array(text, { minLength: length, maxLength: length }),
        series: fc.array(series, { minLength: many, maxLength: many }),
      })
    })
  const release = { id: 'demo', title: 'Demo', date: '2026-11-01', synthetic: true, protection: { kind: 'already-public' as const, by: 'demo', label: 'Made up' }, facilities: [] } // prettier-ignore

  it('is well-formed and has every figure', async () => {
    await fc.assert(
      fc.asyncProperty(chart, async (made) => {
        const data: ChartData = { ...made, release }
        const slide = readSlide(await pptx(data))
        const drawn = data.series.filter(({ role }) => role !== 'beside')
        expect(slide.series).toHaveLength(drawn.length)
        expect(slide.title.startsWith('SYNTHETIC')).toBe(true)
        for (const one of drawn) {
          const wanted = JSON.stringify(one.values.map(twelve))
          expect(slide.series.some(({ values }) => JSON.stringify(values.cached) === wanted)).toBe(true)
        }
        expect(slide.range[0]).toBeLessThan(slide.range[1])
      }),
      { numRuns: 100 },
    )
  }, 60_000)

  it('is the same bytes for the same chart', async () => {
    const data = overviewChart(await demoOverview(), LINK)
    expect(await pptx(data)).toEqual(await pptx(data))
  })
})
