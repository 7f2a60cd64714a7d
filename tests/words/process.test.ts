import { describe, expect, it } from 'vitest'
import { processFinding, processLine, processTable, sayPoint } from '../../src/words/process'
import { aProcess, shifted, steady } from '../charts/processes'

const whole = steady(24)
const say = (...args: Parameters<typeof aProcess>) => {
  const { study, answer } = aProcess(...args)
  return processFinding(study, Object.keys(args[0])[0] ?? answer.comparator.area, answer)!
}

describe('the finding of a process', () => {
  it('says a clear signal up and down in the latest month, and by which rule', () => {
    const up = say({ S: shifted(24, 8, 60) }, whole)
    expect(up.headline).toBe('Salford’s figure for COPD admissions is high, more than chance allows, in December 2024')
    expect(up.detail).toContain('8 in a row above the mean, May 2024 to December 2024')
    const down = say({ S: shifted(24, 8, -60) }, whole)
    expect(down.headline).toContain('is low, more than chance allows')
    expect(down.detail).toContain('8 in a row below the mean')
  })

  it('calls better and worse only what has a polarity, and turns with it', () => {
    const headline = (polarity: 'high-is-good' | 'low-is-good' | 'neither') =>
      say({ S: shifted(24, 8, 60) }, whole, { indicator: { polarity } }).headline
    expect(headline('high-is-good')).toContain('high (better)')
    expect(headline('low-is-good')).toContain('high (worse)')
    expect(headline('neither')).not.toMatch(/better|worse/)
  })

  it('says that nothing but chance is at work, of an area and of the comparator', () => {
    const none = say({ S: steady(24) }, whole)
    expect(none.headline).toBe('Salford’s figure for COPD admissions moves no more than chance allows')
    expect(none.detail).toMatch(/^If nothing changes, it stays between 2\d\d and 2\d\d per 100,000 people, around a mean of 251\. No rule finds a signal\./) // prettier-ignore
    expect(say({}, whole).headline).toContain('The North’s figure')
  })

  it('says what is over', () => {
    const values = [...steady(6), 400, ...steady(17)]
    expect(say({ S: values }, whole).headline).toBe('Salford’s figure for COPD admissions went beyond chance, last in July 2023, but not now') // prettier-ignore
  })

  it('tells how many areas have a signal, and how many chance alone would give', () => {
    const { detail } = say({ S: shifted(24, 8, 60), K: steady(24) }, whole)
    expect(detail).toMatch(/These rules find a signal in about \d\d % of series like this one that never change\. They find one in 1 authority; chance alone, worked out for each, would give (fewer than 1|about 1)\./) // prettier-ignore
  })

  it('names the month where later ones are hidden', () => {
    const values = [...steady(6), 400, ...steady(16), null]
    const { headline, detail } = say({ S: values }, whole)
    expect(headline).toContain('last in July 2023, but not in November 2024, the latest shown')
    expect(detail).toContain('The latest shown is November 2024.')
  })

  it('gives no limits where counts are too small for them once rounded', () => {
    const { headline } = say({ S: steady(24) }, whole, { step: 50, rounding: 14 })
    expect(headline).toBe('No usual range can be given for Salford: counts are too small for limits once rounded')
  })

  it('says what is hidden, and that nothing can be said where all is', () => {
    const gaps = say({ S: [...steady(10), null, null, ...steady(12)] }, whole)
    expect(gaps.detail).toContain('2 of 24 have no value: too few to show safely.')
    expect(gaps.detail).toContain('The limits are provisional: small values are hidden, so mean and limits are too high.') // prettier-ignore
    const hidden = say({ S: whole.map(() => null) }, whole)
    expect(hidden.headline).toBe('No usual range can be given for Salford: no two months in a row have a value')
    expect(hidden.detail).not.toMatch(/usual range is|No rule/)
  })

  it('says where figures start anew, and what rests on few months', () => {
    const broken = say({ S: steady(8) }, steady(8), { brokenBefore: 'January 2023', rounding: 3 })
    expect(broken.sure).toContain('Limits start in January 2023: figures before that were made otherwise and do not compare.') // prettier-ignore
    expect(broken.sure.join(' ')).toContain('Counts are rounded to protect people')
    expect(broken.detail).toContain('The limits are provisional: they rest on fewer than 12 values.')
    expect(say({ S: steady(24) }, whole).detail).not.toContain('provisional')
  })

  it.each([
    ['low-is-good', 400, 'Ceiling of the test (400): it can be relied on to meet it.'],
    ['low-is-good', 250, 'Ceiling of the test (250): it meets it or misses it by chance.'],
    ['low-is-good', 100, 'Ceiling of the test (100): it cannot meet it as it is.'],
    ['high-is-good', 400, 'Ceiling of the test (400): it cannot meet it as it is.'],
    ['neither', 400, 'Nobody says which way is better, so no verdict is given on Ceiling of the test (400).'],
  ] as const)(
    'against a target where %s',
    (polarity, value, words) =>
    expect(say({ S: steady(24) }, whole, { indicator: { polarity, target: { value, label: 'Ceiling of the test' } } }).detail).toContain(words), // prettier-ignore
  )

  it('tells first that figures are made up', () =>
    expect(say({ S: steady(24) }, whole, { synthetic: true }).sure[0]).toContain('SYNTHETIC'))

  it('has the same words in its table as aloud', () => {
    const { study, answer } = aProcess({ S: [...shifted(24, 8, 60).slice(0, 23), null] }, whole)
    const line = processLine(study, 'S')!
    const { rows } = processTable(line, answer)
    expect(rows).toHaveLength(24)
    rows.forEach(({ cells }, i) => {
      for (const cell of cells.filter(Boolean)) expect(sayPoint(line.points[i]!, answer.indicator)).toContain(cell)
    })
    expect(rows.at(-1)!.cells).toEqual(['December 2024', '', 'too few to show safely'])
    expect(processFinding(study, 'X', answer)).toBeNull()
  })
})
