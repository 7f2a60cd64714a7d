import { describe, expect, it } from 'vitest'
import { cellNames, coreName } from '../../src/charts/cellNames'
import type { Shape } from '../../src/charts/geometry'

const NORTH =
  'Northumberland, North Tyneside, South Tyneside, Newcastle upon Tyne, Kingston upon Hull, Stockton-on-Tees, Stockport, Redcar and Cleveland, Blackburn with Darwen, Blackpool, Westmorland and Furness, West Lancashire, Cheshire East, Cheshire West and Chester, East Riding of Yorkshire, North Yorkshire, North Lincolnshire, North East Lincolnshire, County Durham, Rochdale, Rotherham'.split(
    ', ',
  )

function named(names: readonly string[], width: number): string[] {
  const shape = { box: { x: 0, y: 0, width, height: width * 1.15 } } as Shape
  const found = cellNames(names.map((name, at) => ({ code: String(at), name, shape, bold: false })))
  return names.map((_, at) => (found.get(String(at)) ?? []).join(' '))
}

describe('names in cells', () => {
  it.each([
    ['Newcastle upon Tyne', 'Newcastle'],
    ['Stockton-on-Tees', 'Stockton'],
    ['Redcar and Cleveland', 'Redcar'],
    ['Blackburn with Darwen', 'Blackburn'],
    ['Westmorland and Furness', 'Westmorland'],
    ['East Riding of Yorkshire', 'East Riding'],
    ['Kingston upon Hull', 'Hull'],
    ['Isle of Wight', 'Isle of Wight'],
    ['Bristol, City of', 'Bristol'],
  ])('%s is %s for short', (name, short) => {
    expect(coreName(name)).toBe(short)
  })

  it.each([[30], [36], [45], [58], [90]])('says no two alike in cells of %i px', (width) => {
    const found = named([...NORTH, 'Newcastle-under-Lyme'], width).filter((text) => text !== '')
    expect(new Set(found).size).toBe(found.length)
    expect(found.length).toBe(NORTH.length + 1)
  })

  it('keeps whole names and hyphens where there is room', () => {
    const found = named(NORTH, 58)
    expect(found).toEqual(expect.arrayContaining(['Northum- berland', 'North Tyneside', 'Redcar', 'Cheshire West']))
  })
})
