import { describe, expect, it } from 'vitest'
import { csv, fileName, type Listing } from '../../src/exports'

const release = {
  id: 'demo',
  title: 'Demo',
  date: '2026-11-01',
  synthetic: true,
  protection: { kind: 'already-public' as const, by: 'demo', label: 'Made up, so nothing to protect' },
  facilities: ['Greater Manchester'],
}

const listing = (rows: Listing['rows']): Listing => ({
  title: 'COPD admissions, 2023',
  columns: ['Area', 'Value'],
  rows,
  release,
  link: 'https://example.org/#v=1&view=data',
  notes: ['Read with care, please'],
})

const written = (rows: Listing['rows']): string =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(csv.write(listing(rows)))

describe('csv', () => {
  it('begins with a byte order mark and says what it is, where it came from and where it can be seen', () => {
    const lines = written([['Salford', 369.25]]).split('\r\n')
    expect(lines).toEqual([
      '\ufeff"SYNTHETIC: COPD admissions, 2023"',
      'SYNTHETIC. Source: Demo from Greater Manchester',
      '"Made up, so nothing to protect"',
      'Link: https://example.org/#v=1&view=data',
      '"Read with care, please"',
      '',
      'Area,Value',
      'Salford,369.25',
      '',
    ])
  })

  it.each(['=1+1', '+cmd', '-2+3', '@SUM(A1)', '\t=1', ' =1', '＝1'])('disarms %j', (text) => {
    const last =
      written([[text, null]])
        .split('\r\n')
        .at(-2) ?? ''
    expect(last.replace(/^"/, '').startsWith("'")).toBe(true)
  })

  it('leaves numbers numbers, negative ones too, and drops what is no number', () => {
    expect(written([['a', -3]])).toContain('\r\na,-3\r\n')
    expect(written([['a', NaN]])).toContain('\r\na,\r\n')
    expect(written([['a', 0.1 + 0.2]])).toContain('\r\na,0.3\r\n')
  })

  it('quotes commas, quotes and line breaks', () => {
    expect(written([['Bath, "NE"\nSomerset', 1]])).toContain('"Bath, ""NE""\nSomerset",1')
  })

  it('names files so that any system takes them', () => {
    expect(fileName(['COPD: admissions/2023', 'Île'], 'csv', true)).toBe('SYNTHETIC-copd-admissions-2023-ile.csv')
    expect(fileName(['///'], 'csv', false)).toBe('cairn.csv')
  })
})
