import { ReleaseError, type HexLayout, type Topology } from '../../domain'
import { parseBoundaries, parseLayout } from '../../release'
import type { Recipe } from '../recipe/schema'

/** What draws maps, from the files that a recipe names; null where it names none. Throws `ReleaseError`. */
export async function shapesOf(
  { boundaries, layout }: Recipe,
  read: (name: string) => Promise<string>,
): Promise<{ boundaries: Topology | null; layout: HexLayout | null }> {
  const json = async (name: string) => parsed(await read(name), name)
  return {
    boundaries: boundaries ? parseBoundaries(await json(boundaries), boundaries) : null,
    layout: layout ? parseLayout(await json(layout), layout) : null,
  }
}

function parsed(text: string, name: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw new ReleaseError(`${name} cannot be read as JSON.`, { where: name, expected: 'TopoJSON or HexJSON' })
  }
}
