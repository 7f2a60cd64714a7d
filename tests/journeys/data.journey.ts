import { expect, it } from 'vitest'
import { download, england } from '../imports/download'
import { readTable } from './read-table'
import { journeys, type Set, HOSTED } from './stage'
import { fragmentOf, settled, takesFiles } from './steps'

/** Headers in words: without the sign of their order, and with spaces that may break. */
async function headersOf({ driver }: Set): Promise<string[]> {
  const texts = await driver.texts('main table thead th')
  return texts.map((text) =>
    text
      .replace(/[\s\u00a0\u202f]+/g, ' ')
      .replace(/ ?[↕▲▼] ?$/, '')
      .trim(),
  )
}

journeys(
  'data',
  (set: Set) => {
    it('saves as CSV exactly the rows that the table shows', async () => {
      await set.open('view=data')
      await settled(set)
      await set.driver.waitForSelector('main table tbody tr')
      const saved = await set.driver.download(() => set.driver.click('button', 'Download CSV'))
      expect(saved.name).toMatch(/\.csv$/)
      const { header, rows, notes } = readTable(saved.content)
      const shown = await set.driver.texts('main table tbody th[scope=row]')
      expect(rows.map((row) => row[1])).toEqual(shown.map((name) => name.trim()))
      const headers = await headersOf(set)
      expect(header).toEqual(['Area code', ...headers])
      expect(notes.join('\n')).toMatch(/SYNTHETIC[\s\S]*Source/)
    })

    it('saves numbers that round to those shown', async () => {
      const at = (await headersOf(set)).indexOf('95 % from') - 1
      expect(at).toBe(1)
      const shown = await set.driver.texts(`main table tbody tr > :nth-child(${at + 1})`)
      const saved = await set.driver.download(() => set.driver.click('button', 'Download CSV'))
      const values = readTable(saved.content).rows.map((row) => Number(row[at + 1]))
      expect(values.length).toBeGreaterThan(5)
      values.forEach((value, n) => {
        const text = (shown[n] ?? '').replaceAll(',', '')
        const decimals = /\.(\d+)/.exec(text)?.[1]?.length ?? 0
        expect(Math.abs(value - Number.parseFloat(text))).toBeLessThanOrEqual(0.5000001 * 10 ** -decimals)
      })
    })

    it('filters rows, and saves only those left', async () => {
      const all = await set.driver.count('main table tbody tr')
      await set.driver.fill('searchbox', 'Only rows with', 'south')
      await set.driver.waitForText(/\d+ of \d+ rows/)
      const left = await set.driver.count('main table tbody tr')
      expect(left).toBeGreaterThan(0)
      expect(left).toBeLessThan(all)
      const saved = await set.driver.download(() => set.driver.click('button', 'Download CSV'))
      expect(readTable(saved.content).rows).toHaveLength(left)
      expect((await fragmentOf(set)).find).toBe('south')
    })

    it('shows the cells behind an answer', async () => {
      await set.open('view=data')
      await settled(set)
      await set.driver.click('button', 'Cells behind them')
      await set.driver.waitForText(/of [\d,]+ rows/)
      await set.driver.waitForSelector('main table tbody tr:nth-child(20)')
    })
  },
  { stages: HOSTED },
)

journeys(
  'a CSV of the reader’s own',
  (set: Set) => {
    const csv = download([
    { 'Area Code': 'E08000003', 'Area Name': 'Manchester', 'Value': 20 },
    { 'Area Code': 'E08000006', 'Area Name': 'Salford', 'Value': 30, 'Lower CI 95.0 limit': 24, 'Upper CI 95.0 limit': 37, 'Count': 60 },
    { 'Area Code': 'E08000007', 'Area Name': 'Stockport', 'Value': 10, 'Lower CI 95.0 limit': 6.6, 'Upper CI 95.0 limit': 15, 'Count': 20 },
    { ...england, 'Value': 20, 'Lower CI 95.0 limit': 19, 'Upper CI 95.0 limit': 21, 'Count': 4000, 'Denominator': 20000 },
  ]) // prettier-ignore

    it('opens when it is dropped onto the page', async () => {
      await set.open('')
      await takesFiles(set)
      await set.driver.drop('main', { name: 'asthma.csv', content: csv })
      await set.driver.waitForText(/Asthma prevalence/, 60_000)
      await settled(set)
      expect(await set.driver.text('main h1')).toMatch(/for asthma prevalence/)
      expect(await set.driver.count('main svg[role=listbox] [role=option]')).toBe(3)
    })

    it('is refused, with a reason, when it is no such file or holds people', async () => {
      await set.open('')
      await takesFiles(set)
      await set.driver.drop('main', { name: 'letter.csv', content: 'Dear all,\n\nsee you at three.\n' })
      await set.driver.waitForRole('heading', 'This file could not be opened')
      expect(await set.driver.text('main [role=alert]')).toMatch(/not a table that can be read.*Found.*Expected/)
      await set.open('')
      await takesFiles(set)
      const people = 'NHS Number,Date of Birth,Postcode,Diagnosis\n4857773456,1961-02-03,M1 1AA,J44\n'
      await set.driver.drop('main', { name: 'patients.csv', content: people })
      await set.driver.waitForRole('heading', 'This file could not be opened')
      const said = (await set.driver.text('main [role=alert]')) ?? ''
      expect(said).toMatch(/record|patient|NHS/i)
      expect(said).not.toContain('4857773456')
    })
  },
  { stages: HOSTED },
)
