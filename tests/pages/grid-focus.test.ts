import { describe, expect, it } from 'vitest'
import { nextPlace } from '../../src/pages/grid-focus'

describe('keys of a table', () => {
  const go = (key: string, row = 5, column = 5, ctrl = false) => {
    const next = nextPlace({ row, column }, key, ctrl, 62, 14)
    return next && `${next.row}.${next.column}`
  }

  it('move by a cell, up to the headers and to the names, and no further', () => {
    expect([go('ArrowUp'), go('ArrowDown'), go('ArrowLeft'), go('ArrowRight')]).toEqual(['4.5', '6.5', '5.4', '5.6'])
    expect([go('ArrowUp', -1), go('ArrowDown', 61), go('ArrowLeft', 0, 0), go('ArrowRight', 0, 13)]).toEqual(['-1.5', '61.5', '0.0', '0.13']) // prettier-ignore
  })

  it('go to the ends of a row, and with Control to those of the table', () => {
    expect([go('Home'), go('End'), go('Home', 5, 5, true), go('End', 5, 5, true)]).toEqual(['5.0', '5.13', '-1.0', '61.13']) // prettier-ignore
    expect([go('PageUp'), go('PageDown'), go('PageDown', 60)]).toEqual(['0.5', '15.5', '61.5'])
  })

  it('are left to the page where they are not the table’s', () => expect(go('a')).toBeNull())
})
