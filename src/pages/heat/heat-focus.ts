/** What pressing a column’s header sorts by: the other way round where it sorts already. Null: the order that needs no word. */
export function sortedBy(now: string | undefined, id: string): string | undefined {
  const plain = id === FLAGS ? undefined : id
  return (now ?? FLAGS) === id ? `-${id}` : plain
}

/** The last column: on how many indicators an area stands out. */
export const FLAGS = 'flags'

/** How a column is sorted now, as `aria-sort` says it: names and values in opposite senses, as readers expect. */
export function sortingOf(now: string | undefined, id: string): 'ascending' | 'descending' | undefined {
  const key = (now ?? FLAGS).replace(/^-/, '')
  if (key !== id) return undefined
  const turned = now?.startsWith('-') ?? false
  return turned === (id === 'name') ? 'descending' : 'ascending'
}
