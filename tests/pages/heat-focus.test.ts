import { describe, expect, it } from 'vitest'
import { sortedBy, sortingOf } from '../../src/pages/heat/heat-focus'

describe('sorting by a column', () => {
  it('turns round where it sorts already, and needs no word for the order that nobody asked for', () => {
    expect(sortedBy(undefined, 'flags')).toBe('-flags')
    expect(sortedBy('-flags', 'flags')).toBeUndefined()
    expect([sortedBy(undefined, 'copd'), sortedBy('copd', 'copd'), sortedBy('-copd', 'copd')]).toEqual(['copd', '-copd', 'copd']) // prettier-ignore
    expect(sortedBy('copd', 'name')).toBe('name')
  })

  it('is told as it is: highest first is descending, names from A are ascending', () => {
    expect([sortingOf(undefined, 'flags'), sortingOf('-flags', 'flags'), sortingOf('copd', 'copd'), sortingOf('-copd', 'copd')]).toEqual(['descending', 'ascending', 'descending', 'ascending']) // prettier-ignore
    expect([sortingOf('name', 'name'), sortingOf('-name', 'name'), sortingOf('name', 'copd')]).toEqual(['ascending', 'descending', undefined]) // prettier-ignore
  })
})
