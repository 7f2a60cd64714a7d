import { nice, ticks, tickStep } from 'd3'
import { formatTick } from '../words'
import { textWidth } from './text'

export type Scale = (value: number) => number

export interface Tick {
  value: number
  label: string
}

export function linear([d0, d1]: readonly [number, number], [r0, r1]: readonly [number, number]): Scale {
  const slope = d1 === d0 ? 0 : (r1 - r0) / (d1 - d0)
  return (value) => r0 + (value - d0) * slope
}

/** For positive values only. */
export function logarithmic([d0, d1]: readonly [number, number], range: readonly [number, number]): Scale {
  const inner = linear([Math.log(d0), Math.log(d1)], range)
  return (value) => inner(Math.log(Math.max(value, Number.MIN_VALUE)))
}

/** Round ends just outside the values; a single value gets room on both sides. */
export function niceDomain(low: number, high: number, count: number): [number, number] {
  if (low === high) return niceDomain(low - (Math.abs(low) || 1) * 0.1, high + (Math.abs(high) || 1) * 0.1, count)
  const [a, b] = nice(low, high, count)
  return [a, b]
}

/** Round values within the domain, as many as have room for their labels side by side. */
export function linearTicks([low, high]: readonly [number, number], room: number, size: number): Tick[] {
  for (const count of [8, 6, 5, 4, 3, 2]) {
    const step = tickStep(low, high, count)
    const found = ticks(low, high, count).map((value) => ({ value, label: formatTick(value, step) }))
    const widest = Math.max(0, ...found.map(({ label }) => textWidth(label, size)))
    if ((widest + size) * found.length <= room || count === 2) return found
  }
  return []
}

/** 1, 2 and 5 of each power of ten, thinned until their labels have room. */
export function logTicks([low, high]: readonly [number, number], scale: Scale, size: number): Tick[] {
  for (const steps of [[1, 2, 5], [1, 3], [1]]) {
    const found: Tick[] = []
    for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++)
      for (const step of steps) {
        const value = step * 10 ** power
        if (value >= low * 0.999 && value <= high * 1.001)
          found.push({ value, label: formatTick(value, Math.min(1, value)) })
      }
    const crowded = found.some(({ value, label }, i) => {
      const before = found[i - 1]
      return (
        before &&
        scale(value) - scale(before.value) < (textWidth(label, size) + textWidth(before.label, size)) / 2 + size
      )
    })
    if (!crowded || steps.length === 1) return found
  }
  return []
}
