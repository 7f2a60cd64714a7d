import type { Move, Moves, Room } from './moves'

/** A cell that must keep at least `need` feasible values. */
export interface Target {
  cell: number
  need: number
}

/** Partial moves looked at for one target. */
export const BUDGET = 30_000

/** Proofs that a target keeps enough values: by one product move, or by several one after the other. */
export class Climbs {
  /** Rooms as things stand; and as if everything that can be hidden were, with its price. Lent while a climb goes on. */
  constructor(
    private readonly moves: Moves,
    private readonly freeRoom: Room,
    private readonly paidRoom: Room,
  ) {}

  /** Moves among hidden cells that give the target enough values: one, or several one after the other. */
  free({ cell, need }: Target, budget: number): Move | null {
    const single = this.moves.find(cell, this.freeRoom, need - 1, budget)
    if (single) return single
    const climbed = this.climb(cell, need - 1, budget)
    for (const step of [...climbed.steps].reverse()) this.shift(step.move, -step.times)
    return climbed.total >= need - 1 ? climbed.proof : null
  }

  /** The cheaper of one paid move from the truth, and a shorter one from as far up as free moves lead. */
  paid({ cell, need }: Target): Move | null {
    const plain = this.moves.find(cell, this.paidRoom, need - 1, BUDGET)
    const climbed = this.climb(cell, need - 1, BUDGET / 10)
    const rest = climbed.total > 0 ? this.upwards(cell, this.paidRoom, need - 1 - climbed.total, BUDGET) : null
    for (const step of [...climbed.steps].reverse()) this.shift(step.move, -step.times)
    if (!rest || (plain && plain.cost <= rest.cost)) return plain
    const cells = [...new Set([...climbed.proof.cells, ...rest.cells])]
    return { ...rest, cells }
  }

  /** Takes free moves that raise the target, one after the other, and leaves the rooms where they led. */
  private climb(cell: number, wanted: number, budget: number) {
    const steps: { move: Move; times: number }[] = []
    let total = Math.min(wanted, this.fall(cell, budget))
    const cells = new Set<number>(this.fallen)
    while (total < wanted && steps.length < 8) {
      const move = this.upwards(cell, this.freeRoom, 1, budget)
      if (!move) break
      const times = Math.min(move.up, wanted - total)
      this.shift(move, times)
      steps.push({ move, times })
      for (const one of move.cells) cells.add(one)
      total += times
    }
    const proof: Move = { cells: [...cells], signs: [], up: total, down: 0, cost: 0 }
    return { steps, total, proof }
  }

  private fallen: readonly number[] = []

  /** How far one free move lets the target fall. */
  private fall(cell: number, budget: number): number {
    const up = this.freeRoom.up[cell]!
    this.freeRoom.up[cell] = 0
    const move = this.moves.find(cell, this.freeRoom, 1, budget)
    this.freeRoom.up[cell] = up
    this.fallen = move?.cells ?? []
    return move?.down ?? 0
  }

  private upwards(cell: number, room: Room, need: number, budget: number): Move | null {
    const down = room.down[cell]!
    room.down[cell] = 0
    const move = this.moves.find(cell, room, need, budget)
    room.down[cell] = down
    return move
  }

  /** What room is left once a move was made some times. */
  private shift(move: Move, times: number): void {
    move.cells.forEach((cell, k) => {
      for (const { up, down } of [this.freeRoom, this.paidRoom]) {
        up[cell]! -= times * move.signs[k]!
        down[cell]! += times * move.signs[k]!
      }
    })
  }
}
