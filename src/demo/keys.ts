import { keyFromSeed, type SigningKey } from '../release/signing'
import type { Region } from './places'

const seeded = (name: string, role: 'builder' | 'checker' | 'owner' | 'centre', facility: string | null) =>
  keyFromSeed(new TextEncoder().encode(`cairn demo: ${name}`), { name, role, facility })

/** Made-up signers of a region's release, in the order in which they sign. Anyone can make these keys again: each says so. */
export function regionKeys({ name, facility }: Region): Promise<SigningKey[]> {
  return Promise.all(
    (['builder', 'checker', 'owner'] as const).map((role) => seeded(`Demo ${role}, ${name}`, role, facility)),
  )
}

/** The made-up centre that brings the regions together. */
export const centreKey = (): Promise<SigningKey> => seeded('Demo centre', 'centre', null)
