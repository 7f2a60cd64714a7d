import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { tableFromIPC } from 'apache-arrow'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { cairn } from '../../src/cli/cairn'
import type { Answer } from '../../src/domain'
import { checklist } from '../exports/excel-checklist'
import { readSlide } from '../exports/read-slide'
import { readWorkbook } from '../exports/read-workbook'

// Releases are opened and verified, which a busy machine needs more than five seconds for.
vi.setConfig({ testTimeout: 30_000 })

const RELEASE = 'public/releases/demo-gm'
const VIEW = 'v=1&release=demo-gm&view=compare&indicator=copd-admissions&areas=E08000006'

async function call(...args: string[]) {
  const said: string[] = []
  const warned: string[] = []
  const io = { print: (line: string) => void said.push(line), warn: (line: string) => void warned.push(line) }
  return { code: await cairn(['answer', ...args], { io }), said: said.join('\n'), warned: warned.join('\n') }
}

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

describe('cairn answer', () => {
  let dir = ''
  beforeAll(async () => void (dir = await mkdtemp(join(tmpdir(), 'cairn-answer-'))))
  afterAll(() => rm(dir, { recursive: true }))

  it('gives the same figures as CSV, JSON and Arrow, to 12 digits', async () => {
    const json = await call(RELEASE, VIEW, '--format', 'json')
    const { view, answer } = JSON.parse(json.said) as { view: string; answer: Answer }
    expect(view).toBe(VIEW)
    const salford = answer.estimates.find(({ area }) => area === 'E08000006')!
    expect(salford.value).toBeGreaterThan(0)
    const csv = await call(RELEASE, `https://example.org/atlas/#${VIEW}`)
    const row = csv.said.split('\r\n').find((line) => line.startsWith('E08000006'))!
    expect(row.split(',').slice(1, 6)).toEqual(['Salford', salford.value, salford.interval95!.lower, salford.interval95!.upper, salford.interval998!.lower].map(String)) // prettier-ignore
    const out = join(dir, 'answer.arrow')
    expect((await call(RELEASE, VIEW, '--format', 'arrow', '--out', out)).code).toBe(0)
    const table = tableFromIPC(await readFile(out))
    expect(table.numRows).toBe(answer.estimates.length + 1)
    expect(table.schema.metadata.get('synthetic')).toBe('true')
    const values = [...table.getChildAt(2)!].map(Number)
    expect(values.map((value) => Number(value.toPrecision(12)))).toContain(salford.value)
  })

  it('says what of a link this release does not hold, and answers the rest', async () => {
    const { code, warned, said } = await call(
      RELEASE,
      'v=1&release=other&indicator=nonsense&period=1815',
      '--format',
      'csv',
    )
    expect(code).toBe(0)
    expect(warned).toContain('The link is to release “other”; this is “demo-gm”.')
    expect(warned).toContain('This release has no indicator “nonsense”')
    expect(said).toContain('Area code')
  })

  it('refuses a release that was changed after it was signed', async () => {
    const copy = join(dir, 'forged')
    await cp(RELEASE, copy, { recursive: true })
    const descriptor = join(copy, 'datapackage.json')
    const text = await readFile(descriptor, 'utf8')
    expect(text).toContain('SYNTHETIC demo')
    await writeFile(descriptor, text.replace('SYNTHETIC demo', 'FORGED demo'))
    const { code, said, warned } = await call(copy, VIEW)
    expect([code, said]).toEqual([1, ''])
    expect(warned).toMatch(/sign|changed/)
  })

  it('writes a workbook with every table, and a slide of what the view shows, but prints neither', async () => {
    const [book, slide] = [join(dir, 'answer.xlsx'), join(dir, 'answer.pptx')]
    expect((await call(RELEASE, `${VIEW}&with=spread`, '--format', 'xlsx', '--out', book)).code).toBe(0)
    expect(checklist(await readFile(book), { synthetic: true })).toEqual([])
    expect(readWorkbook(await readFile(book)).sheets.map(({ name }) => name)).toContain('Spread, by area')
    const trend = VIEW.replace('view=compare', 'view=trend')
    expect((await call(RELEASE, trend, '--format', 'pptx', '--out', slide)).code).toBe(0)
    expect(readSlide(await readFile(slide)).series.map(({ name }) => name)).toEqual(['Greater Manchester', 'Salford'])
    expect((await call(RELEASE, VIEW, '--format', 'xlsx')).warned).toContain('Excel is no text; give --out FILE')
    expect((await call(RELEASE, VIEW, '--format', 'pptx', '--table', 'none', '--out', slide)).warned).toContain('no table none') // prettier-ignore
  })

  it('gives each table of the studies that a link asks for, with the figures of the JSON', async () => {
    const view = `${VIEW}&with=spread.space`
    const { answer } = JSON.parse((await call(RELEASE, view, '--format', 'json')).said) as { answer: Answer }
    for (const study of answer.studies!) {
      const said = (await call(RELEASE, view, '--table', study.id)).said.split('\r\n')
      expect(said[0]).toContain(study.label)
      for (const { id, label, value } of study.figures)
        expect(said.find((line) => line.startsWith(`${id},`))).toMatch(new RegExp(`^${id},"?${escape(label)}"?,${value ?? ''}(,|$)`)) // prettier-ignore
    }
    const space = answer.studies!.find(({ id }) => id === 'space')!
    const out = join(dir, 'space.arrow')
    expect((await call(RELEASE, view, '--format', 'arrow', '--table', 'space.areas', '--out', out)).code).toBe(0)
    const table = tableFromIPC(await readFile(out))
    expect(table.numRows).toBe(space.rows.length)
    space.columns.forEach((_, at) => {
      const column = [...table.getChildAt(at + 2)!].map((cell: unknown) => (typeof cell === 'number' ? Number(cell.toPrecision(12)) : cell)) // prettier-ignore
      expect(column).toEqual(space.rows.map(({ cells }) => cells[at]))
    })
    expect((await call(RELEASE, view, '--table', 'split')).warned).toContain(
      'found values, spread, spread.areas, space',
    )
    expect((await call(RELEASE, VIEW, '--table', 'spread')).warned).toContain('found values')
  })

  it('refuses unknown formats, Arrow on a screen, and a folder without a release', async () => {
    expect((await call(RELEASE, VIEW, '--format', 'xls')).warned).toContain('expected csv or json or arrow')
    expect((await call(RELEASE, VIEW, '--format', 'arrow')).code).toBe(2)
    expect((await call(dir, VIEW)).code).toBe(1)
  })
})
