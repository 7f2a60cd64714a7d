import { describe, expect, it } from 'vitest'
import type { Area, Release } from '../../src/domain'
import { plain } from '../../src/state/plain'
import { closeness, search, slips } from '../../src/state/search'
import { anIndicator } from '../charts/answers'

const area = (code: string, name: string, type = 'metropolitan') =>
  ({ code, name, type, parents: [] }) as unknown as Area
const copd = anIndicator({ name: 'Emergency admissions for chronic obstructive pulmonary disease (COPD)', definition: 'Admissions with a disease of the lungs as the main diagnosis, in the calendar year.' }) // prettier-ignore
const stroke = anIndicator({ id: 'stroke', name: 'Emergency admissions for stroke', shortName: 'Stroke admissions', topic: 'Heart and circulation', definition: 'People admitted with a stroke.' }) // prettier-ignore
const release = {
  areas: [
    area('E08000006', 'Salford'),
    area('E08000007', 'Stockport'),
    area('E08000013', 'St Helens'),
    area('E06000049', 'Cheshire East', 'unitary'),
    area('E06000050', 'Cheshire West and Chester', 'unitary'),
    area('X1', 'Salisbury', 'ward'),
  ],
  indicators: [copd, stroke],
  dimensions: { areaTypes: [{ id: 'la', label: { one: 'authority', many: 'authorities' }, includes: ['metropolitan', 'unitary'] }] }, // prettier-ignore
} as unknown as Release
const found = (typed: string) => search(release, typed).map(({ kind, label }) => `${kind} ${label}`)

describe('search', () => {
  it('takes names as people type them', () => {
    expect(plain('St. Helens')).toBe('st helens')
    expect(plain('King’s Lynn & West Norfolk')).toBe('kings lynn west norfolk')
    expect(plain('Château')).toBe('chateau')
  })

  it('ranks beginnings before words before parts', () => {
    expect(closeness('Salford', 'sal')).toBe(0)
    expect(closeness('City of Salford', 'sal')).toBe(1)
    expect(closeness('Salford', 'ford')).toBe(2)
    expect(closeness('Cheshire West and Chester', 'chester west')).toBe(3)
    expect(closeness('Salford', 'bury')).toBeNull()
  })

  it('forgives one letter in four, two in seven: wrong, missing, too many or swapped', () => {
    expect(closeness('Salford', 'sali')).toBe(4)
    expect(['safor', 'sallfo', 'saflo', 'zalfo'].map((typed) => slips('salford', typed))).toEqual([1, 1, 1, 1])
    expect(slips('salford', 'sxlxo')).toBe(2)
    expect(closeness('Salford', 'sxlxo')).toBeNull()
    expect(closeness('Stockport', 'stokprt')).toBe(5)
    expect(closeness('Salford', 'sxl')).toBeNull()
    expect(closeness('Cheshire West and Chester', 'chesire west')).toBe(4)
  })

  it('offers what is mistyped only where nothing of the kind is right, and no area that is never compared', () => {
    expect(found('sali')).toEqual(['area Salford'])
    expect(found('salf')).toEqual(['area Salford'])
    // One letter from “stock”, but a word as it stands.
    expect(found('strok')).toEqual([`indicator ${stroke.name}`])
    expect(found('cheshire east')).toEqual(['area Cheshire East'])
    expect(found('E08000007')).toEqual(['area Stockport'])
    expect(found('st')).toEqual([
      `indicator ${stroke.name}`,
      `indicator ${copd.name}`,
      'area St Helens',
      'area Stockport',
      'area Cheshire East',
      'area Cheshire West and Chester',
    ])
    expect(found('  ')).toEqual([])
    expect(found('zzzz')).toEqual([])
  })

  it('finds indicators by name, topic and the words of their definitions, and says where', () => {
    expect(found('copd')).toEqual([`indicator ${copd.name}`])
    expect(found('circulation')).toEqual([`indicator ${stroke.name}`])
    for (const typed of ['main diagnosis', 'diagnosis of the lungs', 'calendar years'])
      expect(found(typed)).toEqual([`definition ${copd.name}`])
    expect(search(release, 'main')[0]).toMatchObject({ kind: 'definition', detail: '… lungs as the main diagnosis, in the calendar …' }) // prettier-ignore
    expect(found('lu')).toEqual([])
    expect(found('diagnosis')).toEqual([`definition ${copd.name}`])
  })

  it('offers an area with an indicator, in either order, mistyped or not', () => {
    for (const typed of ['salford copd', 'copd salford', 'COPD in Salford', 'salfrod copd']) {
      const [first] = search(release, typed)
      expect(first).toMatchObject({ kind: 'both', area: 'E08000006', indicator: copd.id, label: 'Salford: COPD admissions' }) // prettier-ignore
    }
    expect(found('st helens stroke')[0]).toBe('both St Helens: Stroke admissions')
    expect(found('cheshire west and chester')).toEqual(['area Cheshire West and Chester'])
  })
})
