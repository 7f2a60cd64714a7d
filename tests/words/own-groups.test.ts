import { describe, expect, it } from 'vitest'
import { groupColumns, inGroupsWords } from '../../src/words/own-groups'
import { anAnswer, manyGiven } from '../charts/answers'

const [one, other] = anAnswer(manyGiven(3)).estimates
const groups = [{ name: 'Coast', codes: [one!.area] }, { name: 'Hills', codes: [one!.area, other!.area] }] // prettier-ignore

describe('the reader’s groups beside an area', () => {
  it('are named in the words of the map, which the table has too', () => {
    expect(inGroupsWords(one!.area, groups)).toBe('in “Coast” and “Hills”')
    expect(inGroupsWords('Z', groups)).toBe('')
    expect(groupColumns(groups).map(({ header, cell }) => [header, cell(other!)])).toEqual([['Your groups', 'in “Hills”']]) // prettier-ignore
  })

  it('take no column where there are none, or none with areas', () => {
    expect([groupColumns([]), groupColumns([{ name: 'New', codes: [] }])]).toEqual([[], []])
  })
})
