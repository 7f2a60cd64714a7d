import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ReleaseError } from '../../../src/domain'
import { bytes, bring, cell, NORTH, opened } from './bring'
import { readBrought } from '../../../src/imports/plain'

const codes = NORTH.map(({ code }) => code)
const quoted = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
const parts = fc.record({ x: fc.nat({ max: 40_000 }), more: fc.nat({ max: 400_000 }) })
const grid = fc.array(fc.array(parts, { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: codes.length })

/** A table of shares by area and year, as one program or another writes it. */
function written(
  cells: { x: number; more: number }[][],
  { german, names }: { german: boolean; names: boolean },
): string {
  const comma = german ? ';' : ','
  const figure = (n: number) => quoted(n.toLocaleString(german ? 'de-DE' : 'en-GB', { maximumFractionDigits: 4 }))
  const lines = cells.flatMap(
    (years, a) =>
    years.map(({ x, more }, y) => [quoted(names ? NORTH[a]!.name : codes[a]!), `${2020 + y}`, figure(x), figure(x + more + 1), figure((100 * x) / (x + more + 1))].join(comma)), // prettier-ignore
  )
  return [['Area', 'Year', 'Count', 'Population', 'Per cent'].join(comma), ...lines].join('\r\n')
}

describe('any table of counts', () => {
  it('comes in as it was, by code or name, with English or German figures', async () => {
    const forms = fc.record({ german: fc.boolean(), names: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(grid, forms, async (cells, form) => {
        // With all four decimals at most German figures can be told from English ones.
        const change = { decimal: form.german ? (',' as const) : ('.' as const) }
        const { cells: found, report, mapping } = await opened(written(cells, form), { change })
        expect(mapping.columns).toEqual([
          form.names ? 'area-name' : 'area-code',
          'period',
          'count',
          'denominator',
          'value',
        ])
        expect(report.entries).toEqual({ in: cells.length * 3, kept: cells.length * 3, setAside: 0 })
        cells.forEach((years, a) =>
          years.forEach(({ x, more }, y) => {
            const one = cell(found, codes[a]!, `${2020 + y}`)
            expect(one).toMatchObject({ count: x, denominator: x + more + 1, status: 0 })
            expect(Math.abs(one.value - (100 * x) / (x + more + 1))).toBeLessThanOrEqual(0.00005001)
            expect(one.lower).toBeLessThanOrEqual(one.value + 0.0001)
            expect(one.upper).toBeGreaterThanOrEqual(one.value - 0.0001)
          }),
        )
      }),
      { numRuns: 40 },
    )
  }, 60_000)
})

const field = fc.oneof(
  fc.constantFrom('Manchester', 'E08000006', 'Salford', '2022', '2022/23', '*', '[c]', '-', '<5', '', 'Total', '__proto__', 'constructor', '=1+1', '<img src=x onerror=alert(1)>'),
  fc.integer().map(String), fc.double().map(String), fc.string({ maxLength: 8, unit: 'binary' }),
) // prettier-ignore
const table = fc.tuple(
  fc.array(fc.constantFrom('Area', 'Year', 'Rate', 'Count', 'Population', 'Lower CI', 'Sex', 'Age', 'Indicator', '2021', '2022', '', '__proto__'), { minLength: 2, maxLength: 7 }),
  fc.array(fc.array(field, { maxLength: 9 }), { maxLength: 25 }),
) // prettier-ignore

describe('any table at all', () => {
  it('is refused in plain words, or comes in with each of its figures accounted for', async () => {
    let came = 0
    await fc.assert(
      fc.asyncProperty(table, async ([header, rows]) => {
        const csv = [header, ...rows].map((row) => row.map(quoted).join(',')).join('\n')
        try {
          const { report, table: read } = await opened(csv, { change: { period: '2022' } })
          const { setAside, entries, file } = report
          const aside = Object.values(setAside).reduce((sum, { entries: count }) => sum + count, 0)
          expect(entries.kept + aside).toBe(entries.in)
          expect(entries.in % file.withFigures).toBe(0)
          expect(file.withFigures + file.blank + file.notes.length + read.ragged.length).toBe(file.rows)
          came++
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(ReleaseError)
        }
      }),
      { numRuns: 150 },
    )
    expect(came).toBeGreaterThan(2)
  }, 60_000)

  it('of any bytes is read or refused in plain words', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.boolean(), (noise, json) => {
        try {
          readBrought([{ name: 'a', bytes: json ? bytes(`{"type":"Topology",${JSON.stringify([...noise])}`) : noise }])
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(ReleaseError)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('suppressed stays hidden whatever stands beside it', () => {
    fc.assert(
      fc.property(fc.constantFrom('*', '[c]', '<5', 'suppressed'), fc.nat(), (mark, n) => {
        const { look, mapping } = bring(`Area,Year,Count,Population\nManchester,2022,${mark},${n}\nSalford,2022,7,70\n`)
        return mapping.marks[mark] === 'hidden' && look.badFigures.length === 0
      }),
    )
  })
})
