import { parquetMetadata, parquetReadObjects } from 'hyparquet'
import { expect, it } from 'vitest'
import { eventually } from '../driver'
import { readTable } from './read-table'
import { HOSTED, journeys, type Set } from './stage'
import { fragmentOf, settled } from './steps'

/** What stands in the editor, which lives in a shadow tree. */
const written = ({ driver }: Set) =>
  driver.evaluate(() => {
    const lines = document.querySelector('.sql-editor')?.shadowRoot?.querySelectorAll('.cm-line') ?? []
    return [...lines].map((line) => line.textContent ?? '').join('\n')
  }, null)

/** Waits until something is suggested, and gives its words. */
async function suggested({ driver }: Set, wanted: RegExp): Promise<void> {
  const first = () =>
    driver.evaluate(() => document.querySelector('.sql-editor')?.shadowRoot?.querySelector('[role=option][aria-selected]')?.textContent ?? '', null) // prettier-ignore
  await eventually(async () => wanted.test(await first()), { say: async () => `suggested first: ${await first()}` })
  // CodeMirror takes no suggestion in the first moments of its list, so that nobody takes one unseen.
  await new Promise((done) => setTimeout(done, 150))
}

/** Goes into the editor by the keyboard and writes another query in the place of what stands there. */
async function write(set: Set, sql: string): Promise<void> {
  const ready = () => set.driver.evaluate(() => document.querySelector('.sql-editor')?.shadowRoot?.querySelector('.cm-content') != null, null) // prettier-ignore
  await eventually(ready, { say: () => 'the editor never came' })
  await set.driver.focus('button', 'SQL')
  await set.driver.press('Tab')
  // An editor that has just got the focus reads where the browser put the cursor.
  await new Promise((done) => setTimeout(done, 300))
  await set.driver.press('Control+a')
  await set.driver.type(sql)
}

/** Runs what stands there and waits for what comes of it. */
async function run({ driver }: Set, comes: RegExp): Promise<void> {
  await driver.press('Control+Enter')
  await driver.waitForText(comes, 90_000)
}

const cells = ({ driver }: Set) =>
  driver.evaluate(() => [...document.querySelectorAll('.result tbody tr')].map((row) => [...row.children].map((cell) => cell.textContent?.trim() ?? '')), null) // prettier-ignore

journeys(
  'SQL',
  (set: Set) => {
    it('is written with suggestions by the keyboard, run, and read', async () => {
      await set.open('view=data&release=demo-north&indicator=copd-admissions')
      await settled(set)
      await set.driver.click('button', 'SQL')
      await write(set, 'SELECT area_name, period, sex, age, count, count_status FROM copd_ad')
      await suggested(set, /^copd_admissions_/)
      await set.driver.press('Escape')
      await set.driver.type('missions_ma')
      await suggested(set, /^copd_admissions_main/)
      await set.driver.press('Tab')
      await set.driver.type(" WHERE area = 'sal")
      await suggested(set, /^E08000006.*Salford/)
      await set.driver.press('Enter')
      await set.driver.press('End')
      await set.driver.type(' ORDER BY 2, 3, 4')
      await set.driver.press('Escape')
      expect(await written(set)).toBe(
        "SELECT area_name, period, sex, age, count, count_status FROM copd_admissions_main WHERE area = 'E08000006' ORDER BY 2, 3, 4",
      )
      await run(set, /120 rows, 6 columns/)
      const rows = await cells(set)
      expect(rows).toHaveLength(120)
      expect(new Set(rows.map(([name]) => name))).toEqual(new Set(['Salford']))
      for (const [, , , , count, status] of rows) expect(count === 'NULL').toBe(status === 'hidden')
      expect(decodeURIComponent((await fragmentOf(set)).sql ?? '')).toBe(await written(set))
    })

    it('leaves the editor by Escape and Tab', async () => {
      await set.driver.press('Escape')
      await set.driver.press('Tab')
      const focused = await set.driver.evaluate(() => document.activeElement?.textContent?.trim() ?? '', null)
      expect(focused).toBe('Run query')
    })

    it('saves as CSV and as Parquet what the table shows', async () => {
      const shown = await cells(set)
      const saved = await set.driver.download(() => set.driver.click('button', 'Download CSV'))
      const { header, rows, notes } = readTable(saved.content)
      expect(header).toEqual(['area_name', 'period', 'sex', 'age', 'count', 'count_status'])
      expect(rows).toEqual(shown.map((row) => row.map((cell) => (cell === 'NULL' ? '' : cell))))
      expect(notes.join('\n')).toMatch(/SYNTHETIC[\s\S]*Release demo-north of 20\d\d-[\s\S]*Query: SELECT area_name/)

      const parquet = await set.driver.download(() => set.driver.click('button', 'Download Parquet'))
      expect(parquet.name).toBe('SYNTHETIC-demo-north-query.parquet')
      const bytes = new Uint8Array(parquet.content)
      const read = await parquetReadObjects({ file: bytes.buffer })
      expect(read.map((row) => Object.values(row).map((cell) => (cell === null || cell === undefined ? 'NULL' : String(cell))))).toEqual(shown) // prettier-ignore
      const said = Object.fromEntries((parquetMetadata(bytes.buffer).key_value_metadata ?? []).map(({ key, value }) => [key, value])) // prettier-ignore
      expect(said).toMatchObject({ release: 'demo-north', synthetic: 'true' })
      expect(said.notes).toMatch(/Query: SELECT area_name/)
    })

    it('refuses what would write, fetch or open, says why, and goes on', async () => {
      await write(set, "COPY areas TO 'x.csv'")
      await run(set, /COPY would read or write a file/)
      await write(set, "SELECT * FROM read_csv('https://example.org/a.csv')")
      await run(set, /file system operations are disabled/)
      await write(set, 'SELECT 1; DROP TABLE areas')
      await run(set, /second statement that begins with DROP/)
      await write(set, 'SELECT nosuch FROM areas')
      await run(set, /Line 1, column 8/)
      await write(set, 'SELECT count(*) AS areas FROM areas')
      await run(set, /1 row, 1 column/)
    })

    it('stops a query that would never end, and keeps what was typed', async () => {
      const endless =
        'SELECT count(*) FROM range(1000000000) AS one, range(1000000000) AS two WHERE one.range <> two.range'
      await write(set, endless)
      await run(set, /Running the query/)
      await set.driver.click('button', 'Stop')
      await set.driver.waitForText(/^.*Stopped\. The query still stands above/m)
      expect(await written(set)).toBe(endless)
      await write(set, 'SELECT 41 + 1 AS answer, 7 AS other')
      await run(set, /1 row, 2 columns/)
      expect(await cells(set)).toEqual([['42', '7']])
    })

    it('comes with a link, and examples run as they are', async () => {
      await set.open(`view=data&release=demo-gm&sql=${encodeURIComponent('SELECT count(*) AS n FROM areas')}`)
      await set.driver.waitForText(/1 row, 1 column/, 90_000)
      expect(await written(set)).toBe('SELECT count(*) AS n FROM areas')
      await set.driver.click('button', /Share of cells hidden/)
      await set.driver.waitForText(/10 rows, 4 columns/, 60_000)
    })
  },
  { stages: HOSTED },
)
