/** A place in a grid with a row of headers (row −1) and a column of names (column 0). */
export interface Place {
  row: number
  column: number
}

/** Where a key leads, as WAI-ARIA’s grid pattern has it; null where it is not one of the grid’s keys. */
export function nextPlace(
  { row, column }: Place,
  key: string,
  ctrl: boolean,
  rows: number,
  columns: number,
): Place | null {
  // prettier-ignore
  const to = (r: number, c: number): Place => ({
    row: Math.max(-1, Math.min(rows - 1, r)),
    column: Math.max(0, Math.min(columns - 1, c)),
  })
  switch (key) {
    case 'ArrowUp':
      return to(row - 1, column)
    case 'ArrowDown':
      return to(row + 1, column)
    case 'ArrowLeft':
      return to(row, column - 1)
    case 'ArrowRight':
      return to(row, column + 1)
    case 'PageUp':
      return to(Math.max(0, row - 10), column)
    case 'PageDown':
      return to(row + 10, column)
    case 'Home':
      return ctrl ? to(-1, 0) : to(row, 0)
    case 'End':
      return ctrl ? to(rows - 1, columns - 1) : to(row, columns - 1)
    default:
      return null
  }
}
