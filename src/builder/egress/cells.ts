import type { TableShape } from '../../disclosure'

/** Position of a row's member on each axis, first axis first, for every row of a dense table: the same array each time, changed. */
export function* places(sizes: readonly number[]): Generator<readonly number[]> {
  const at = sizes.map(() => 0)
  const rows = sizes.reduce((product, size) => product * size, 1)
  for (let row = 0; row < rows; row++) {
    yield at
    for (let axis = sizes.length - 1; axis >= 0; axis--) {
      at[axis] = (at[axis] ?? 0) + 1
      if ((at[axis] ?? 0) < (sizes[axis] ?? 0)) break
      at[axis] = 0
    }
  }
}

export const sizesOf = (axes: readonly { members: readonly unknown[] }[]) => axes.map(({ members }) => members.length)

/** Codes of the members of each axis of a shape. */
export const codesOf = ({ axes }: TableShape) => axes.map(({ members }) => members.map(({ code }) => code))

interface Axes {
  axes: readonly { name: string; members: readonly string[] }[]
}

/**
 * For each axis of a table, how far each of its members lies in another table, matched by code: their sum is the cell's place there.
 * NaN for members that the other does not have, or that `same` says are not the same. Null where the axes are not the same.
 */
export function stepsInto(
  { axes }: Axes,
  other: Axes,
  same: (axis: string, code: string) => boolean = () => true,
): number[][] | null {
  const strides = sizesOf(other.axes).map((_, axis, sizes) => sizes.slice(axis + 1).reduce((n, size) => n * size, 1))
  const names = new Set(other.axes.map(({ name }) => name))
  if (axes.length !== names.size || !axes.every(({ name }) => names.has(name))) return null
  return axes.map(({ name, members }) => {
    const at = other.axes.findIndex((axis) => axis.name === name)
    const place = new Map(other.axes[at]?.members.map((code, k) => [code, k]))
    return members.map((code) => (same(name, code) ? (place.get(code) ?? NaN) * (strides[at] ?? NaN) : NaN))
  })
}

/** Place of a cell in the other table; NaN where it is not there. */
export const placeIn = (steps: readonly (readonly number[])[], at: readonly number[]) =>
  at.reduce((sum, member, axis) => sum + (steps[axis]?.[member] ?? NaN), 0)
