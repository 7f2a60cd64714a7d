import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decimalOf, readFigure, usualMeaning } from '../../../src/imports/plain/figures'

describe('figures of plain tables', () => {
  it.each([
    ['12', 12], ['1,234', 1234], ['1,234,567.8', 1234567.8], ['1 234', 1234], ["1'234", 1234], ['-3.5', -3.5], ['−3.5', -3.5], ['.5', 0.5],
    ['12.5%', 12.5], ['12.5 %', 12.5], ['1.2e-3', 0.0012], ['0', 0], ['12.3*', 12.3], ['12 [r]', 12], ['£1,200', 1200],
  ] as const)('reads %s', (text, number) => expect(readFigure(text, '.')).toMatchObject({ number, understood: true })) // prettier-ignore

  it.each([
    ['12,5', 12.5],
    ['1.234,5', 1234.5],
    ['1.234', 1234],
    ['0,5 %', 0.5],
  ] as const)('reads %s where commas divide decimals', (text, number) =>
    expect(readFigure(text, ',')).toMatchObject({ number, understood: true }),
  )

  it.each(['*', '**', '[c]', '[x]', '[low]', '-', '–', '..', ':', '<5', '≤7', 'fewer than 5', 'n/a', 'N/A', 'suppressed', 'NULL', 'c', 'z'])(
    'takes %s for a mark, never for a number',
    (text) => {
      const figure = readFigure(text, '.')
      expect(figure).toEqual({ number: NaN, percent: false, mark: text, understood: true })
      expect(usualMeaning(text)).not.toBe('zero')
    },
  ) // prettier-ignore

  it.each(['[c]', '*', '<5', 'fewer than 5', 'suppressed'])('takes %s for suppressed', (mark) => {
    expect(usualMeaning(mark)).toBe('hidden')
  })

  it.each(['1,23', '12,34,5', 'twelve', '1.2.3', '5-10', '12 (10 to 14)', '=1+1', 'NaN5', '0x1F', 'Infinity'])('does not guess at %s', (text) => {
    expect(readFigure(text, '.')).toMatchObject({ number: NaN, understood: false })
  }) // prettier-ignore

  it('reads back any number as JavaScript and English write it', () => {
    const numbers = fc.oneof(fc.integer({ min: -1e9, max: 1e9 }), fc.double({ min: -1e6, max: 1e6, noNaN: true }))
    fc.assert(fc.property(numbers, (number) => readFigure(String(number), '.').number === number))
    fc.assert(fc.property(fc.integer({ min: -1e12, max: 1e12 }), (n) => readFigure(n.toLocaleString('en-GB'), '.').number === n)) // prettier-ignore
    fc.assert(fc.property(fc.integer({ min: -1e12, max: 1e12 }), (n) => readFigure(n.toLocaleString('de-DE'), ',').number === n)) // prettier-ignore
  })

  it('never makes a figure of what holds none', () => {
    fc.assert(fc.property(fc.string({ maxLength: 12 }).filter((text) => !/\d/.test(text)), (text) => Number.isNaN(readFigure(text, '.').number))) // prettier-ignore
  })

  it('tells decimal commas from those between thousands', () => {
    expect(decimalOf(['12,5', '0,25', '1.234,5'])).toBe(',')
    expect(decimalOf(['1,234', '12,500', '7'])).toBe('.')
    expect(decimalOf(['1,234.5', '12'])).toBe('.')
  })
})
