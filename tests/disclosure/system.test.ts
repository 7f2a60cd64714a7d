import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DisclosureError, buildSystem, firstBroken, gatherCounts, withDenominator } from '../../src/disclosure'
import type { CountTable } from '../../src/disclosure'
import { anyTable, table } from './tiny'

describe('the system of equations', () => {
  it('has one row a margin of a two-way table', () => {
    const two = table({ a: 2, b: 3 }, [1, 2, 3, 4, 5, 6])
    const system = buildSystem([two])
    // 3 rows along a for each of 4 columns of b; b along each of 3 members of a.
    expect([system.cells, system.rows, system.components]).toEqual([12, 4 + 3, 1])
    const counts = gatherCounts(system, [two])
    expect([...counts]).toEqual([1, 2, 3, 6, 4, 5, 6, 15, 5, 7, 9, 21])
    expect(firstBroken(system, counts)).toBe(-1)
  })

  it('holds for any table', () => {
    fc.assert(
      fc.property(anyTable, (any) => {
        const system = buildSystem([any])
        expect(firstBroken(system, gatherCounts(system, [any]))).toBe(-1)
        expect(system.components).toBe(1)
      }),
      { numRuns: 50 },
    )
  })

  it('takes cells of linked tables that cover the same records for one', () => {
    const ages = table({ area: 2, age: 2 }, [1, 2, 3, 4], 'ages')
    const sexes = table({ area: 2, sex: 2 }, [3, 0, 5, 2], 'sexes')
    const system = buildSystem([ages, sexes])
    // 9 + 9 cells, of which area0, area1 and the whole are shared.
    expect(system.cells).toBe(15)
    expect(system.cellOf[0]![2]).toBe(system.cellOf[1]![2])
    expect(firstBroken(system, gatherCounts(system, [ages, sexes]))).toBe(-1)
  })

  it('finds sums that finer tables imply', () => {
    const fine = table({ age: 4 }, [1, 2, 3, 4], 'fine')
    const broad: CountTable = {
      id: 'broad',
      of: 'tiny',
      axes: [
        {
          name: 'age',
          members: [
            { code: 'young', covers: ['age0', 'age1'] },
            { code: 'old', covers: ['age2', 'age3'] },
            { code: 'all', parts: ['young', 'old'] },
          ],
        },
      ],
      counts: Int32Array.of(3, 7, 10),
    }
    const system = buildSystem([fine, broad])
    expect(system.cells).toBe(7)
    expect(firstBroken(system, gatherCounts(system, [fine, broad]))).toBe(-1)
  })

  it('leaves periods apart where no sum joins them', () => {
    const one = table({ age: 2 }, [1, 2])
    const axes = [{ name: 'period', members: [{ code: '2020' }, { code: '2021' }] }, ...one.axes]
    expect(buildSystem([{ id: 'two', of: 'tiny', axes }]).components).toBe(2)
  })

  it('pairs counts with protected denominators', () => {
    const paired = withDenominator(table({ area: 2 }, [3, 4]), Int32Array.of(10, 9, 19))
    const system = buildSystem([paired])
    expect([...gatherCounts(system, [paired])]).toEqual([3, 4, 7, 7, 5, 12, 10, 9, 19])
    expect([...system.published]).toEqual([1, 1, 1, 0, 0, 0, 1, 1, 1])
  })

  it('refuses tables that contradict themselves, by name of the cell', () => {
    const wrong = { ...table({ a: 2 }, [1, 2]), counts: Int32Array.of(1, 2, 4) }
    const system = buildSystem([wrong])
    expect(() => gatherCounts(system, [wrong])).toThrow(DisclosureError)
    expect(() => gatherCounts(system, [wrong])).toThrow('tiny (a all)')
    const negative = { ...wrong, counts: Int32Array.of(-1, 2, 1) }
    expect(() => gatherCounts(system, [negative])).toThrow('negative')
    const loop = {
      ...wrong,
      axes: [
        {
          name: 'a',
          members: [
            { code: 'x', parts: ['y'] },
            { code: 'y', parts: ['x'] },
          ],
        },
      ],
    }
    expect(() => buildSystem([loop])).toThrow('part of itself')
  })
})
