import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import {
  chartSubtitle,
  chartTitle,
  describe as describeAnswer,
  emptyWords,
  finding,
  formatChance,
  formatCount,
  formatInterval,
  formatNumber,
  formatShare,
  formatShareInterval,
  formatTick,
  formatValue,
  keepTogether,
  ranked,
  sayEstimate,
  sourceLine,
  verdictWord,
} from '../../src/words'
import { tableOf } from '../../src/words/table'
import { anAnswer, anIndicator, manyGiven, type Given } from '../charts/answers'

const rate = anIndicator()
const percent = anIndicator({ unit: '%', kind: 'proportion', multiplier: 100 })
const clear: Given[] = [
  { code: 'K', name: 'Knowsley', value: 427, half: 22 },
  { code: 'S', name: 'Salford', value: 290, half: 24 },
  { code: 'N', name: 'North Yorkshire', value: 184, half: 12 },
]

describe('figures', () => {
  it.each([
    [369.4, rate, '369 per 100,000 people'],
    [12345.6, rate, '12,346 per 100,000 people'],
    [36.94, rate, '36.9 per 100,000 people'],
    [3.694, rate, '3.69 per 100,000 people'],
    [0, rate, '0 per 100,000 people'],
    [6.93, percent, '6.9 %'],
    [0.4567, percent, '0.46 %'],
    [99.97, percent, '100.0 %'],
    [99.97, rate, '100 per 100,000 people'],
    [1.2345, anIndicator({ kind: 'ratio', unit: '', multiplier: 1 }), '1.23'],
    [81.26, anIndicator({ kind: 'published', unit: 'years' }), '81.3 years'],
  ])('prints %s', (value, indicator, text) => expect(formatValue(value, indicator)).toBe(text))

  it('gives limits the decimals of their value', () => {
    expect(formatInterval({ lower: 96.1, upper: 101.26 }, rate, 98.44)).toBe('96.1 to 101.3')
    expect(formatInterval({ lower: -0.0001, upper: 12 }, rate, 10)).toBe('0.0 to 12.0')
  })

  it('prints counts, shares, ticks and chances', () => {
    expect(formatCount(1234567)).toBe('1,234,567')
    expect(formatCount(12.34)).toBe('12.3')
    expect(formatShare(0.12)).toBe('12 %')
    expect(formatShare(0.034)).toBe('3.4 %')
    expect(formatShare(0)).toBe('0 %')
    expect(formatShareInterval({ lower: 0.1, upper: 0.15 })).toBe('10 to 15 %')
    expect(formatTick(0.5, 0.1)).toBe('0.5')
    expect(formatTick(1000, 500)).toBe('1,000')
    expect(formatChance(0.00001)).toBe('fewer than 1 time in 1,000')
    expect(formatChance(0.05)).toBe('about 1 time in 20')
    expect(keepTogether('12 %')).toBe('12\u00a0%')
  })
})

describe('verdicts', () => {
  it('says better and worse only with a polarity', () => {
    expect(verdictWord('higher', 'neither')).toBe('higher')
    expect(verdictWord('higher', 'low-is-good')).toBe('higher (worse)')
    expect(verdictWord('lower', 'low-is-good')).toBe('lower (better)')
    expect(verdictWord('higher', 'high-is-good')).toBe('higher (better)')
    expect(verdictWord('similar', 'high-is-good')).toBe('cannot be told apart')
    expect(verdictWord('none', 'neither')).toBe('no comparison')
  })
})

describe('finding of places', () => {
  describe('where areas are marked, leads with them', () => {
    const all = (chosen: string[], given = clear, options: Parameters<typeof anAnswer>[1] = {}) =>
      finding(anAnswer(given, { ...options, chosen }))
    const of = (...asked: Parameters<typeof all>) => all(...asked).headline

    it('one alone, all others after it', () => {
      expect(of(['K'])).toBe('Knowsley is higher than the North for COPD admissions') // prettier-ignore
      expect(of(['S'])).toBe('Salford cannot be told apart from the North for COPD admissions') // prettier-ignore
      expect(of(['N'], clear.slice(1))).toBe('North Yorkshire is lower than the North for COPD admissions')
      expect(all(['N'], clear.slice(1)).detail).toMatch(/^1 of 2 authorities is lower, none higher\. From/)
      expect(of(['K'], clear, { indicator: { polarity: 'low-is-good' } })).toBe('Knowsley is higher (worse) than the North for COPD admissions') // prettier-ignore
      expect(all(['K'], clear, { indicator: { polarity: 'low-is-good' } }).detail).toMatch(
        /^1 of 3 authorities is worse, 1 better\./,
      )
    })

    it('several by how many of them', () => {
      expect(of(['K', 'S'])).toBe('1 of your 2 marked areas is higher than the North for COPD admissions') // prettier-ignore
      expect(of(['N', 'S'])).toContain('1 of your 2 marked areas is lower than the North for')
      expect(of(['N', 'K'])).toContain('1 of your 2 marked areas is higher than the North, 1 lower')
      const two = [...clear, { code: 'B', name: 'Bury', value: 290, half: 24 }]
      expect(of(['S', 'B'], two)).toContain('None of your 2 marked areas can be told apart from the North')
    })

    it('but not with what is hidden, nor where nothing can be told apart', () => {
      const hidden = clear.map((area) => (area.code === 'S' ? { ...area, value: null } : area))
      expect(of(['S'], hidden)).toMatch(/^1 of 2 authorities with a value is higher than the North/)
      expect(of(['S', 'N'], hidden)).toMatch(/^1 of your 2 marked areas is lower/)
      const alike = clear.map((area, i) => ({ ...area, value: 280 + i, half: 30 }))
      expect(of(['S'], alike)).toBe('No authority can be told apart from the North for COPD admissions')
    })
  })

  it('counts higher and lower', () => {
    const found = finding(anAnswer(clear, { chosen: ['S'] }))
    const unmarked = finding(anAnswer(clear))
    expect(unmarked.headline).toBe('1 of 3 authorities is higher than the North for COPD admissions; 1 is lower')
    expect(found.detail).toBe(`1 of 3 authorities is higher, 1 lower. ${unmarked.detail}`)
    expect(unmarked.detail).toBe(
      'From 184 per 100,000 people (172 to 196) in North Yorkshire to 427 (405 to 449) in Knowsley, after allowing for age. 2 authorities stand out; chance alone would flag fewer than 1.',
    )
    expect(found.chosen).toEqual([
      { area: 'S', text: 'Salford: 290 per 100,000 people (266 to 314), cannot be told apart from the North (281).' },
    ])
  })

  it('says better and worse with a polarity, by its direction', () => {
    const bad = finding(anAnswer(clear, { indicator: { polarity: 'low-is-good' } })).headline
    const good = finding(anAnswer(clear, { indicator: { polarity: 'high-is-good' } })).headline
    expect(bad).toBe('1 of 3 authorities is worse than the North for COPD admissions; 1 is better')
    expect(good).toBe('1 of 3 authorities is better than the North for COPD admissions; 1 is worse')
  })

  it('has no higher or lower where nothing can be told apart', () => {
    const found = finding(anAnswer(clear.map((area) => ({ ...area, value: 285, half: 30 }))))
    expect(found.headline).toBe('No authority can be told apart from the North for COPD admissions')
    expect(found.headline + found.detail).not.toMatch(/higher|lower|better|worse|similar/)
  })

  it('says none where only one side is flagged', () => {
    expect(finding(anAnswer(clear.slice(0, 2))).headline).toMatch(/is higher than the North .*; none is lower$/)
    expect(finding(anAnswer(clear.slice(1))).headline).toMatch(/is lower than the North .*; none is higher$/)
  })

  it('speaks of one area by name', () => {
    expect(finding(anAnswer(clear.slice(0, 1))).headline).toBe('Knowsley is higher than the North for COPD admissions')
    expect(finding(anAnswer(clear.slice(1, 2))).headline).toBe(
      'Salford cannot be told apart from the North for COPD admissions',
    )
    expect(finding(anAnswer([{ code: 'S', name: 'Salford', value: null }])).headline).toBe(
      'Salford: too few to show safely',
    )
  })

  it('explains hidden, unreliable, missing and absent areas', () => {
    const hidden = finding(anAnswer(clear.map((area) => ({ ...area, value: null }))))
    expect(hidden.headline).toBe('Every value is hidden: too few to show safely')
    expect(hidden.detail).toBe('3 authorities are hidden: too few to show safely.')
    const mixed = anAnswer([
      ...clear,
      { code: 'U', name: 'Ulverston', value: null, status: 'unreliable' },
      { code: 'M', name: 'Moss', value: null, status: 'missing' },
    ])
    expect(finding(mixed).detail).toContain('One authority has no figure.')
    expect(finding(mixed).detail).toContain('One authority has too few events to give a reliable value.')
    expect(finding(anAnswer([])).headline).toBe('There are no authorities to show here')
    expect(finding(anAnswer([])).detail).toContain('Choose another place')
  })

  it('gives the range where there is nothing to compare with', () => {
    const found = finding(anAnswer(clear, { comparator: null }))
    expect(found.headline).toBe('COPD admissions in 3 authorities: from 184 to 427 per 100,000 people')
    expect(found.sure).toContain('The North has no value here, so nothing is compared with it.')
    expect(found.headline + found.detail).not.toMatch(/higher|lower/)
  })

  it('knows chosen areas as the comparator', () => {
    const found = finding(anAnswer(clear, { comparatorLabel: 'the 3 chosen areas' }))
    expect(found.headline).toContain('than the 3 chosen areas')
    expect(found.sure.join(' ')).toContain('the 3 chosen areas’ value')
  })

  it('says SYNTHETIC, as published and coding breaks', () => {
    const synthetic = finding(anAnswer(clear, { synthetic: true }))
    expect(synthetic.sure[0]).toMatch(/^SYNTHETIC/)
    const published = anAnswer(clear, {
      indicator: { kind: 'published', standard: null },
      changes: { agreement: { compared: 3, agree: 1, largest: 0.002, method: 'Wilson 1927' } },
    })
    expect(finding(published).detail).toContain('Figures are as published.')
    expect(finding(published).detail).not.toContain('allowing for age')
    expect(finding(published).sure).toContain(
      '1 of 3 published intervals agree with those recomputed from the counts (Wilson 1927); the largest difference is 0.002 per 100,000 people.',
    )
    const broken = anAnswer(clear, { indicator: { breaks: [{ period: '2021', why: 'a new list of codes' }] } })
    expect(finding(broken).sure.join(' ')).toContain('Its coding changed in 2021')
    const atBreak = { ...broken, question: { ...broken.question, period: '2021' } }
    expect(finding(atBreak).detail).toContain('Its coding changed in 2021')
  })

  it('names the rule that speaks', () => {
    const answer = anAnswer(clear)
    expect(finding(answer).sure.join(' ')).toContain('95 % interval leaves out the North’s value')
    const limits = { ...answer, question: { ...answer.question, rule: 'limits' as const } }
    expect(finding(limits).sure.join(' ')).toContain('lies outside the limits within which chance alone')
  })

  it('stays short with long names', () => {
    const shortName = 'Hospital admission episodes for alcohol-specific conditions aged 17 and under'
    const { headline } = finding(anAnswer(manyGiven(62), { indicator: { shortName } }))
    expect(headline.split(' ').length).toBeLessThanOrEqual(15)
    expect(headline).toMatch(/^\d+ of 62 authorities are higher than the North; \d+ are lower$/)
  })
})

describe('finding of variation', () => {
  it('gives size and interval where there is more than chance', () => {
    const found = finding(anAnswer(manyGiven(62)), 'spread')
    expect(found.headline).toBe(
      'Authorities differ by about 12 % of the North’s value, more than chance explains (10 to 15 %)',
    )
    expect(found.detail).toContain(
      'about two in three authorities lie no further from their average than 12 % of the North’s value',
    )
  })

  it('where the comparator has no value, speaks of the areas’ own average', () => {
    const given = anAnswer(manyGiven(62))
    const found = finding({ ...given, comparator: { ...given.comparator, value: null } }, 'spread')
    expect(found.headline).toBe(
      'Authorities differ by about 12 % of their average, more than chance explains (10 to 15 %)',
    )
    expect(found.detail).toContain('no further from their average than 12 % of their average')
    expect(found.sure.join(' ')).toContain('differ by about 12 % (10 to 15 %) of their average')
  })

  it('never speaks of more than half either side', () => {
    const interval95 = { lower: 0.82, upper: 1.49 }
    const variation = { areas: 62, beyondChance: 1.06, interval95, p: 0, highest: null, lowest: null }
    const found = finding(anAnswer(manyGiven(62), { changes: { variation } }), 'spread')
    const wide = 'the standard deviation of their underlying values is 1.1 times the North’s value (0.8 to 1.5)'
    expect(found.headline).toBe('Authorities differ very widely, more than chance explains')
    expect(found.detail).toContain(`take chance away, and ${wide}.`)
    expect(found.sure.join(' ')).toContain(`Beyond chance, ${wide}; chance alone`)
    expect(found.detail + found.sure.join(' ')).not.toMatch(/106 %|either side/)
  })

  it('says no more than chance where that is so', () => {
    const variation = {
      areas: 62,
      beyondChance: 0.01,
      interval95: { lower: 0, upper: 0.03 },
      p: 0.4,
      highest: null,
      lowest: null,
    }
    const found = finding(anAnswer(manyGiven(62), { changes: { variation } }), 'spread')
    expect(found.headline).toBe('Authorities cannot be told to differ by more than chance')
    expect(found.detail).toContain('likely to be 3.0 % of the North’s value or less')
  })

  it('says why it cannot be measured', () => {
    const note = 'How much areas vary beyond chance is not given: fewer than two areas have a value.'
    const found = finding(anAnswer(clear.slice(0, 2), { changes: { notes: [note] } }), 'spread')
    expect(found.headline).toBe('How far authorities differ cannot be measured here')
    expect(found.detail).toContain(note)
    expect(finding(anAnswer([]), 'spread').headline).toContain('no authorities')
  })
})

describe('the words agree with the Answer', () => {
  const area = fc.record({
    value: fc.option(fc.double({ min: 1, max: 900, noNaN: true }), { nil: null }),
    half: fc.double({ min: 0.5, max: 200, noNaN: true }),
  })

  it('in every sentence and every table', () => {
    fc.assert(
      fc.property(
        fc.array(area, { maxLength: 30 }),
        fc.constantFrom('neither', 'low-is-good', 'high-is-good' as const),
        (areas, polarity) => {
          const given = areas.map((a, i): Given => ({
            code: `A${i}`,
            name: `Place ${'abcdefghijklmnopqrstuvwxyzåäöé'.charAt(i)}`,
            ...a,
          }))
          const answer = anAnswer(given, { indicator: { polarity } })
          const { headline, detail, sure, chosen } = finding(answer)
          const all = [headline, detail, ...sure, ...chosen.map(({ text }) => text)].join(' ')
          expect(all).not.toMatch(/unwarranted|similar|NaN|undefined|null|Infinity|\s\s/)
          if (polarity === 'neither') expect(all).not.toMatch(/better|worse/)
          const { higher, lower, similar } = answer.counts
          if (given.length > 1 && higher + lower > 0) {
            const [first, second] = higher > 0 ? [higher, lower] : [lower, higher]
            const valued = areas.filter(({ value }) => value !== null).length
            expect(headline.startsWith(`${first} of ${valued} `)).toBe(true)
            expect(headline.includes('with a value')).toBe(valued < given.length)
            if (second > 0) expect(headline).toContain(`; ${second} `)
          }
          if (given.length > 1 && higher + lower === 0)
            expect(`${headline} ${detail}`).not.toMatch(/higher|lower|better|worse/)
          expect(higher + lower + similar).toBe(answer.estimates.filter((e) => e.verdict !== 'none').length)
          const order = ranked(answer.estimates).filter((e) => e.value !== null)
          for (const end of [order[0], order[order.length - 1]])
            if (end && given.length > 1) expect(detail).toContain(formatNumber(end.value ?? 0, answer.indicator))
        },
      ),
      { numRuns: 200 },
    )
  })

  it('and the spoken name holds the cells of its row', () => {
    const answer = anAnswer([...manyGiven(40), { code: 'H', name: 'Hidden', value: null }], {
      indicator: { polarity: 'low-is-good' },
    })
    const table = tableOf(answer)
    const byKey = new Map(table.rows.filter((row) => !row.comparator).map((row) => [row.key, row]))
    for (const estimate of answer.estimates) {
      const said = sayEstimate(estimate, answer)
      const cell = (id: string) =>
        byKey.get(estimate.area)?.cells[table.columns.findIndex((column) => column.id === id)] ?? '?'
      if (estimate.value === null) {
        expect(said).toBe(`Hidden: ${cell('status')}`)
        continue
      }
      expect(said).toBe(
        `${cell('area')}: ${cell('value')} per 100,000 people (${cell('lower95')} to ${cell('upper95')}), ${cell('verdict')} ${estimate.verdict === 'similar' ? 'from' : 'than'} the North`,
      )
    }
  })
})

describe('table', () => {
  it('ranks the areas under the comparator and keeps figures as calculated beside those printed', () => {
    const table = tableOf(
      anAnswer([...clear, { code: 'H', name: 'Hidden', value: null }], { chosen: ['S'], synthetic: true }),
    )
    expect(table.caption).toMatch(/^SYNTHETIC: /)
    expect(table.rows.map((row) => row.cells[0])).toEqual([
      'the North',
      'Knowsley',
      'Salford',
      'North Yorkshire',
      'Hidden',
    ])
    expect(table.rows[1]?.raw[1]).toBe(427)
    expect(table.rows[4]?.cells).toContain('too few to show safely')
    expect(table.rows[4]?.cells[1]).toBe('hidden')
    expect(table.rows.map((row) => row.chosen)).toEqual([false, false, true, false, false])
    expect(new Set(table.rows.map((row) => row.cells.length))).toEqual(new Set([table.columns.length]))
  })
})

describe('words around charts', () => {
  it('keeps titles to ten words', () => {
    const long = anAnswer(manyGiven(62), {
      indicator: {
        shortName: 'Hospital admission episodes for alcohol-specific conditions in people aged 17 and under',
      },
    })
    for (const drawn of ['verdicts', 'values', 'spread'] as const) {
      expect(chartTitle(long, drawn).split(' ').length).toBeLessThanOrEqual(10)
      expect(chartTitle(anAnswer(clear), drawn).split(' ').length).toBeLessThanOrEqual(10)
    }
    expect(chartTitle(anAnswer(clear), 'verdicts')).toBe('COPD admissions: 1 higher, 1 lower than the North')
  })

  it('gives place, time and source', () => {
    const answer = anAnswer(clear, { synthetic: true })
    expect(chartSubtitle(answer)).toBe('SYNTHETIC. Authorities of the North, 2023, women and men, all ages')
    expect(sourceLine(answer.context.release, answer.indicator)).toBe(
      'SYNTHETIC. Source: Cairn demonstration from North West Coast',
    )
    expect(sourceLine({ ...answer.context.release, title: 'SYNTHETIC demo' })).toBe(
      'Source: SYNTHETIC demo from North West Coast',
    )
    expect(describeAnswer(answer, 'Map')).toContain(
      'From Knowsley: 427 per 100,000 people (405 to 449), higher than the North, to North Yorkshire',
    )
  })

  it('says why a chart is empty and what to do', () => {
    expect(emptyWords(anAnswer(clear))).toBeNull()
    expect(emptyWords(anAnswer([]))).toMatch(/Choose another place/)
    expect(emptyWords(anAnswer([{ code: 'A', name: 'A', value: null }]))).toMatch(
      /too few to show safely.*Choose all ages/,
    )
    expect(emptyWords(anAnswer([{ code: 'A', name: 'A', value: null, status: 'missing' }]))).toMatch(
      /No value was released for 2023/,
    )
  })
})
