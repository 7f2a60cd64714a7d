import { describe, expect, it } from 'vitest'
import { dependencyTable, peopleFinding, pyramidTable, sayBar } from '../../src/words/people'
import { aPeople, aPlace } from '../charts/people'

const say = (...args: Parameters<typeof aPeople>) => peopleFinding(aPeople(...args))

describe('the finding of a population', () => {
  it('says that a place has more or fewer older people than its comparator', () => {
    expect(say(['Salford', [30, 55, 10, 5]], [25, 55, 15, 5]).headline).toBe('Salford has fewer people aged 65 and over for its size than the North: 15.0 % against 20.0 %') // prettier-ignore
    expect(say(['Sefton', [20, 50, 24, 6]], [25, 55, 15, 5]).headline).toContain(
      'Sefton has more people aged 65 and over',
    )
  })

  it('calls shares less than half a point apart about the same', () => {
    expect(say(['Bury', [25, 54.8, 15.2, 5]], [25, 55, 15, 5]).headline).toBe('20.2 % of people in Bury are aged 65 and over, about the same as in the North (20.0 %)') // prettier-ignore
  })

  it('speaks of one place alone where none is marked', () => {
    const found = say(['the North', [25, 55, 15, 5]], null)
    expect(found.headline).toBe('20.0 % of people in the North are aged 65 and over')
    expect(found.detail).toBe('20,000 people live in the North. Of them 25.0 % are under 20 and 5.0 % are 85 and over.')
    expect(found.chosen).toEqual([])
  })

  it('says why there is nothing: no people by age, or a hidden age', () => {
    const none = peopleFinding({ ...aPeople(['the North', [25, 55, 15, 5]], null), places: [], bands: [], why: 'its numbers of people are not divided by age' }) // prettier-ignore
    expect(none.headline).toBe('The ages of people cannot be shown here')
    expect(none.detail).toContain('Why: its numbers of people are not divided by age.')
    const hidden = say(['Salford', [30, null, 10, 5]], [25, 55, 15, 5])
    expect(hidden.headline).toBe('The ages of people in Salford cannot be told')
    expect(hidden.detail).toBe('Salford: some ages are too few to show safely.')
    expect(hidden.chosen[0]!.text).toBe('Salford: some ages are too few to show safely.')
  })

  it('has a sentence for a marked place, and says SYNTHETIC where figures are made up', () => {
    const people = aPeople(['Salford', [30, 55, 10, 5]], [25, 55, 15, 5], { synthetic: true })
    expect(peopleFinding(people).chosen[0]!.text).toBe('Salford: 20,000 people; 30.0 % under 20, 15.0 % aged 65 and over, 5.0 % aged 85 and over.') // prettier-ignore
    expect(peopleFinding(people).sure[0]).toContain('SYNTHETIC')
    expect(pyramidTable(people, people.places[0]!).caption).toMatch(/^SYNTHETIC: /)
  })
})

describe('tables of people', () => {
  const people = aPeople(['Salford', [30, 55, 10, 5]], [25, 55, 15, 5])

  it('print the numbers and shares that the bars say', () => {
    const { columns, rows } = pyramidTable(people, people.places[0]!)
    expect(columns.map(({ header }) => header)).toEqual(['Age', 'Women, Salford', 'Women, Salford, % of all people', 'Men, Salford', 'Men, Salford, % of all people', 'Women, the North, % of all people', 'Men, the North, % of all people']) // prettier-ignore
    expect(rows[0]!.cells).toEqual(['85 and over', '500', '2.50 %', '500', '2.50 %', '2.50 %', '2.50 %'])
    expect(rows.at(-1)!.cells[0]).toBe('0 to 19')
    expect(sayBar(people, people.places[0]!, 0, 3)).toBe('Women aged 85 and over: 2.50 % of people in Salford (500), the North 2.50 %') // prettier-ignore
  })

  it('tell how many young and old there are for each 100 between', () => {
    const [north, salford] = dependencyTable(people).rows
    expect(north!.cells.slice(0, 6)).toEqual(['The North', '20,000', '25.0', '20.0', '5.0', '82'])
    expect([north!.comparator, salford!.chosen]).toEqual([true, true])
  })

  it('leave out what a band straddles', () => {
    const place = { ...aPlace('Bury', [25, 55, 15, 5]), under20: null }
    expect(dependencyTable({ ...people, places: [place] }).rows[1]!.cells.slice(2, 6)).toEqual(['', '20.0', '5.0', ''])
  })
})
