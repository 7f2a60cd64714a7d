import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { readRecipe } from '../../src/builder'
import { egressPack, provenEqual } from '../../src/builder/egress'
import { csvParts, readCsv } from '../../src/builder/egress/csv'
import { places } from '../../src/builder/egress/cells'
import { sha256 } from '../../src/release/hash'
import { NASTY, make, manyRecords, type Made } from './egress-world'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })

let made: Made
let pack: Map<string, Uint8Array>
const textOf = (path: string) => new TextDecoder().decode(pack.get(path))
const jsonOf = (path: string) => JSON.parse(textOf(path)) as Record<string, unknown>
const decode = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes)

beforeAll(async () => {
  made = await make([...manyRecords(400), 'p9999,Nowhere,2022-05-01,1950-01-01,F,x,W01,10'])
  pack = await egressPack({ ...made, earlier: [], made: { by: 'A. Builder', version: '0.1.0' } })
})

describe('the egress pack', () => {
  it('lists each attack once, in tables that a small screen can move', () => {
    const page = textOf('summary.html')
    for (const { attack, name } of made.results)
      expect(page.split(`<td>${attack}</td><td class="whole">${name}</td>`), name).toHaveLength(2)
    expect(page.match(/<table>/g)?.length).toBe(page.match(/<div class="scroll" tabindex="0" role="region"/g)?.length)
  })

  it('is the same bytes each time, and knows no clock and no machine', async () => {
    vi.useFakeTimers({ now: new Date('2071-03-04'), toFake: ['Date'] })
    onTestFinished(() => void vi.useRealTimers())
    const again = await egressPack({ ...made, earlier: [], made: { by: 'A. Builder', version: '0.1.0' } })
    expect([...again.keys()]).toEqual([...pack.keys()])
    for (const [path, bytes] of pack) expect(decode(again.get(path)) === decode(bytes), path).toBe(true)
  })

  it('says of each cell what was and what is published', () => {
    const [head, ...rows] = readCsv(pack.get('before-and-after/falls.main.01.csv')!, 'main')
    expect(head).toEqual(['period', 'sex', 'age', 'area', 'area_name', 'stands_for', 'true_count', 'persons', 'largest_contribution', 'published', 'status', 'difference']) // prettier-ignore
    const stored = rows.filter((row) => row[5] === 'cell of the release')
    const { values } = made.built.draft.tables.find(({ id }) => id === 'falls.main')!.measures.count!
    expect(stored.map((row) => Number(row[9]))).toEqual([...values])
    expect(rows.some((row) => row[5] === 'sum of cells' && row[3] === 'all')).toBe(true)
    for (const row of rows) {
      expect(row[10]).toBe('rounded')
      expect(Number(row[11])).toBe(Number(row[9]) - Number(row[6]))
      expect(Math.abs(Number(row[11]))).toBeLessThan(5)
      expect(Number(row[7])).toBeLessThanOrEqual(Number(row[6]))
    }
    const total = stored.reduce((sum, row) => sum + Number(row[6]), 0)
    expect(total).toBe(400)
  })

  it('holds a CSV view that reads back equal to the release, and fails on any other', async () => {
    const proof = await provenEqual(pack, made.open)
    expect(proof).toMatchObject({ tables: 3, files: 4 })
    expect(textOf('summary.md')).toContain(`${proof.rows} rows and`)
    const path = 'csv/falls.main.01.csv'
    const broken = async (change: (text: string) => string | null, at = path) => {
      const other = new Map(pack)
      const changed = change(textOf(at))
      if (changed === null) other.delete(at)
      else other.set(at, new TextEncoder().encode(changed))
      return provenEqual(other, made.open)
    }
    const digit = /,(\d+),1\r\n/
    await expect(broken((text) => text.replace(digit, ',999,1\r\n'))).rejects.toThrow('not equal')
    await expect(broken((text) => text.replace(digit, ',$1,0\r\n'))).rejects.toThrow('not equal')
    await expect(broken((text) => text.replace(digit, ',,1\r\n'))).rejects.toThrow('not equal')
    await expect(broken((text) => text.slice(0, text.lastIndexOf('\r\n', text.length - 3) + 2))).rejects.toThrow(
      'not equal',
    )
    await expect(broken((text) => `${text}${text.split('\r\n')[1]}\r\n`)).rejects.toThrow('not equal')
    await expect(broken((text) => text.replace('period,sex', 'sex,period'))).rejects.toThrow('not equal')
    await expect(broken((text) => text.replace('-2.5', '-2.50001'), 'csv/areas.01.csv')).rejects.toThrow('not equal')
    await expect(broken(() => null)).rejects.toThrow('not equal')
    await expect(provenEqual(new Map([...pack, ['csv/more.01.csv', new Uint8Array()]]), made.open)).rejects.toThrow('not equal') // prettier-ignore
  })

  it('lets no spreadsheet run a cell', () => {
    const files = [...pack.keys()].filter((path) => path.endsWith('.csv'))
    expect(files.length).toBeGreaterThan(5)
    for (const path of files) {
      // As a spreadsheet would see it: quotes taken off, the apostrophe left.
      const cells = textOf(path).replaceAll('""', '').split(/,|\r\n/).map((cell) => cell.replace(/^"/, '')) // prettier-ignore
      const run = cells.filter((cell) => /^\s*[=+\-@]/.test(cell) && !/^-\d+(\.\d+)?$/.test(cell))
      expect(run, path).toEqual([])
    }
    expect(readCsv(pack.get('csv/areas.01.csv')!, 'areas').map((row) => row[1])).toEqual(['name', 'Region', ...NASTY])
  })

  it('sums itself up from the data, in Markdown and on a page without script', () => {
    const html = textOf('summary.html')
    for (const page of [textOf('summary.md'), html]) {
      for (const said of [
        'SYNTHETIC',
        'all counts rounded to 5, sums kept; hidden where that would not cover what one person adds (controlled-5, version 1)',
        'the data owner, 2026-01-31',
        '2026-06-30',
        made.open.release.identity,
        '401',
        'an area that is not in the area table',
        'Builder',
        'Checker',
        'Owner',
        'A. Builder',
        String(made.results.find(({ attack }) => attack === '1')!.figures['narrowest']),
      ])
        expect(page.toLowerCase()).toContain(said.toLowerCase())
      for (const path of made.release.keys()) expect(page.replaceAll('\\', '')).toContain(path)
    }
    expect(html).not.toMatch(/<script|src=|href=|url\(|@import/i)
    expect(html).toContain('size: A4')
    const { meanError } = made.built.indicators[0]!.after.report.rounding!
    expect(html).toContain(`<td>${meanError.toFixed(2)}</td>`)
  })

  it('lists every file with its hash and what it is for', async () => {
    const manifest = jsonOf('manifest.json') as { release: { identity: string; files: unknown[] }; files: { path: string; sha256: string; bytes: number; purpose: string }[] } // prettier-ignore
    expect(manifest.release.identity).toBe(made.open.release.identity)
    expect(manifest.release.files).toHaveLength(made.release.size)
    expect(manifest.files.map(({ path }) => path)).toEqual([...pack.keys()].filter((path) => path !== 'manifest.json'))
    for (const { path, bytes, sha256: hash, purpose } of manifest.files) {
      expect(hash).toBe(await sha256(pack.get(path)!))
      expect(bytes).toBe(pack.get(path)!.length)
      expect(purpose, path).not.toBe('')
    }
  })

  it('holds the record, the rules in full and the recipe', () => {
    expect(jsonOf('check.json')).toMatchObject({ made: 'Cairn 0.1.0', passed: true, against: [] })
    expect(jsonOf('policy.json')).toEqual(JSON.parse(JSON.stringify(made.policy)))
    expect(jsonOf('policy.json')['dominance']).toEqual({ share: 0.5, pPercent: 10 })
    expect(readRecipe(textOf('recipe.json'))).toEqual(made.counted.recipe)
    expect(textOf('records.txt')).toContain('401 records read, 400 counted')
  })

  it('leaves nothing of the rules that only the inside may know in the release', () => {
    const outside = [...made.release.values()].map(decode).join('')
    for (const inside of ['dominance', 'pPercent', 'largest', 'persons"', 'true_count'])
      expect(outside).not.toContain(inside)
  })

  it('refuses a release that is not the one that was built', async () => {
    const other = await make(manyRecords(300))
    await expect(egressPack({ ...made, release: other.release, earlier: [], made: {} })).rejects.toThrow('not the one')
    const cut = new Map(made.release)
    for (const path of cut.keys()) if (path.includes('falls.main')) cut.set(path, new Uint8Array(9))
    await expect(egressPack({ ...made, release: cut, earlier: [], made: {} })).rejects.toThrow()
  })
})

describe('the Five Safes RO-Crate', () => {
  type Entity = { '@id': string; '@type': string | string[] } & Record<string, unknown>
  const graphOf = (path: string) => jsonOf(path)['@graph'] as Entity[]

  it.each(['ro-crate-metadata.json', 'workflow/ro-crate-metadata.json'])(
    '%s is one graph whose ids resolve',
    (path) => {
      const graph = graphOf(path)
      const ids = graph.map((entity) => entity['@id'])
      expect(new Set(ids).size).toBe(ids.length)
      const meant: string[] = []
      JSON.stringify(graph, (key, value: unknown) => {
        const keys = typeof value === 'object' && value !== null ? Object.keys(value) : []
        if (keys.length === 1 && keys[0] === '@id') meant.push((value as Entity)['@id'])
        expect(key).not.toBe('type')
        return value
      })
      const terms = /^https:\/\/w3id\.org\/(shp#(CheckValue|SignOff|DisclosureCheck)|ro\/crate\/1\.2)$/
      expect(meant.filter((id) => !ids.includes(id) && !terms.test(id))).toEqual([])
      expect(graph.every((entity) => entity['@type'] !== undefined)).toBe(true)
      expect(jsonOf(path)['@context']).toBe('https://w3id.org/ro/crate/1.2/context')
    },
  )

  it('lists every file, says who acts, and leaves the checkers’ decision open', async () => {
    const graph = graphOf('ro-crate-metadata.json')
    const entity = (id: string) => graph.find((one) => one['@id'] === id)!
    const files = graph.filter((one) => one['@type'] === 'File')
    const listed = files.map((file) => file['@id']).sort()
    expect(listed).toEqual([...pack.keys()].filter((path) => path !== 'ro-crate-metadata.json'))
    for (const file of files) {
      if (file['@id'] === 'manifest.json') continue
      expect(file['sha256']).toBe(await sha256(pack.get(file['@id'])!))
      expect(file['contentSize']).toBe(String(pack.get(file['@id'])!.length))
    }
    // Everything hangs below the root, through folders.
    const parts = (id: string): string[] =>
      ((entity(id)['hasPart'] as { '@id': string }[] | undefined) ?? []).flatMap((part) => [part['@id'], ...parts(part['@id'])]) // prettier-ignore
    expect(listed.filter((id) => !parts('./').includes(id))).toEqual([])
    const { title, date } = made.open.release
    const { hasPart: _, ...root } = entity('./')
    expect(root).toEqual({
      '@id': './',
      '@type': 'Dataset',
      name: `Egress pack of ${title}, ${date}`,
      description:
        'What output checkers need to decide whether the release may leave. Holds true counts, so it stays inside.',
      datePublished: date,
      license: { '@id': '#stays-inside' },
      conformsTo: { '@id': 'https://w3id.org/5s-crate/0.4' },
      mainEntity: { '@id': 'workflow/' },
      mentions: ['#build', '#proof', '#sign-off', '#attacks', '#disclosure'].map((id) => ({ '@id': id })),
      sourceOrganization: { '@id': '#project' },
      publisher: { '@id': '#facility-1' },
    })
    const actions = (root['mentions'] as { '@id': string }[]).map((mention) => entity(mention['@id']))
    for (const action of actions) {
      expect((action['name'] as string).length).toBeGreaterThan(10)
      expect(action['actionStatus']).toMatch(/^http:\/\/schema\.org\/(Completed|Potential)ActionStatus$/)
      if (action['endTime']) expect(action['endTime']).toMatch(/^\d{4}-\d\d-\d\dT00:00:00Z$/)
    }
    const checks = actions.filter((action) => JSON.stringify(action['additionalType'])?.includes('DisclosureCheck'))
    expect(checks.map((check) => check['actionStatus'])).toEqual(['http://schema.org/CompletedActionStatus', 'http://schema.org/PotentialActionStatus']) // prettier-ignore
    expect(actions.filter((action) => action['@type'] === 'CreateAction')).toHaveLength(1)
    expect(actions.filter((action) => action['endTime']).length).toBeGreaterThan(0)
    expect(entity('#maker')).toMatchObject({ '@type': 'Person', name: 'A. Builder' })
  })
})

describe('CSV for airlocks', () => {
  it('parts files at 5,000 rows and 16 MB, each with its header', () => {
    const rows = Array.from({ length: 12_345 }, (_, at) => [at, `row ${at}`])
    const parts = csvParts('a/b.NN.csv', ['at', 'text'], rows)
    expect([...parts.keys()]).toEqual(['a/b.01.csv', 'a/b.02.csv', 'a/b.03.csv'])
    const read = [...parts.values()].map((bytes) => readCsv(bytes, 'b'))
    expect(read.map(({ length }) => length)).toEqual([5001, 5001, 2346])
    expect(read.flatMap(([, ...own]) => own)).toEqual(rows.map(([at, text]) => [String(at), text]))
    const wide = csvParts(
      'w.NN.csv',
      ['x'],
      Array.from({ length: 40 }, () => ['é'.repeat(500_000)]),
    )
    expect(wide.size).toBeGreaterThan(2)
    for (const bytes of wide.values()) expect(bytes.length).toBeLessThanOrEqual(16 * 1024 * 1024)
    expect(
      [
        ...csvParts(
          'many.NN.csv',
          ['x'],
          Array.from({ length: 500_001 }, () => [1]),
        ).keys(),
      ][0],
    ).toBe('many.001.csv')
    expect(csvParts('none.NN.csv', ['x'], []).size).toBe(1)
  })

  it('keeps every text and every blank', () => {
    const rows = [['', null, ' a', "'x", '=1', 'a"b', 'c,d', 'e\r\nf', '-5', '＝1', '\t=1', "''"]]
    const [bytes] = [...csvParts('x.NN.csv', rows[0]!.map(String), rows).values()]
    expect(readCsv(bytes!, 'x')[1]).toEqual(rows[0])
    expect(() => readCsv(new TextEncoder().encode('a,"b'), 'x')).toThrow('not whole CSV')
    expect([...places([2, 2])].length).toBe(4)
  })
})
