import { gzipSync, strToU8 } from 'fflate'
import { describe, expect, it } from 'vitest'
import { ReleaseError } from '../../src/domain'
import { importDropped } from '../../src/imports'
import { download, england, indicators, salford } from './download'

const csv = download([{}, salford, england])
const thrown = (files: Parameters<typeof importDropped>[0]): ReleaseError => {
  try {
    importDropped(files)
  } catch (error) {
    if (error instanceof ReleaseError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

describe('files dropped onto the app', () => {
  it('knows a Fingertips download by its columns, packed or not', () => {
    const plain = importDropped([{ name: 'data.csv', text: csv }])
    const packed = importDropped([{ name: 'data.csv.gz', text: gzipSync(strToU8(csv)) }])
    expect(plain.report.rows.kept).toBe(3)
    expect(packed).toEqual(plain)
  })

  it('takes lists of areas and indicators and boundaries beside it, in any order', () => {
    const areas = 'code,name,type,parents\nE08000003,Manchester,,E12000002\nE08000006,Salford,,E12000002\n'
    const topology = JSON.stringify({
      type: 'Topology',
      objects: { ltla: { type: 'GeometryCollection', geometries: [{ type: 'Polygon', arcs: [[0]], properties: { areacd: 'E08000003' } }] } },
      arcs: [[[0, 0], [1, 0], [0, 1], [0, 0]]],
    }) // prettier-ignore
    const { draft } = importDropped([
      { name: 'uk.topojson', text: topology },
      { name: 'areas.csv', text: areas },
      { name: 'data.csv', text: csv },
      { name: 'indicators.csv', text: indicators() },
    ])
    expect(draft.indicators[0]?.polarity).toBe('low-is-good')
    expect(draft.boundaries?.objects['ltla']?.geometries).toHaveLength(1)
  })

  it('says what it found and what it expected of anything else', () => {
    const error = thrown([{ name: 'sales.csv', text: 'shop,sold\nA,1\n' }])
    expect(error.message).toContain('sales.csv')
    expect(error.details.found).toContain('columns shop, sold')
    expect(error.details.expected).toContain('Indicator ID')
    expect(thrown([]).message).toContain('No file')
    expect(
      thrown([
        { name: 'data.csv', text: csv },
        { name: 'b.csv', text: 'x,y\n1,2\n' },
      ]).message,
    ).toContain('b.csv')
    expect(thrown([{ name: 'a.csv', text: csv }, { name: 'b.csv', text: csv }]).message).toContain('One Fingertips') // prettier-ignore
  })

  it('refuses what is not text', () => {
    expect(
      thrown([{ name: 'book.xlsx', text: new Uint8Array([0x50, 0x4b, 3, 4, 0xff, 0xfe]) }]).details.todo,
    ).toContain('CSV')
    expect(thrown([{ name: 'data.csv.gz', text: new Uint8Array([0x1f, 0x8b, 8, 0]) }]).details.found).toContain('gzip')
  })

  it('refuses records of patients, naming the column and no value', () => {
    const error = thrown([{ name: 'extract.csv', text: 'NHS Number,Diagnosis\n9434765919,asthma\n9434765870,copd\n' }])
    expect(error.message).toContain('NHS Number')
    expect(JSON.stringify([error.message, error.details])).not.toContain('9434765919')
    const widened = csv.replace('Value note', 'NHS Number')
    expect(thrown([{ name: 'data.csv', text: widened }]).message).toContain('NHS Number')
  })
})
