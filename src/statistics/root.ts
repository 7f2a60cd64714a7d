/**
 * Where a continuous function is 0 between two points at which it has opposite signs: secant steps of the Illinois kind,
 * kept inside the bracket and halved where they stall. To about 1e-14 of the position.
 * Source: Dowell & Jarratt (1971), BIT 11, 168–174.
 */
export function rootBetween(f: (x: number) => number, from: number, to: number): number {
  let [a, b, fa, fb] = [from, to, f(from), f(to)]
  let [wide, side] = [Math.abs(b - a), 0]
  for (let step = 0; step < 200 && fa !== 0 && fb !== 0; step++) {
    if (Math.abs(b - a) <= 1e-14 * Math.max(Math.abs(a), Math.abs(b))) break
    const slow = step % 4 === 3 && Math.abs(b - a) > wide / 2
    if (step % 4 === 3) wide = Math.abs(b - a)
    const secant = (a * fb - b * fa) / (fb - fa)
    const inside = secant > Math.min(a, b) && secant < Math.max(a, b)
    const x = slow || !inside ? (a + b) / 2 : secant
    const fx = f(x)
    if (Math.sign(fx) === Math.sign(fb)) {
      ;[b, fb] = [x, fx]
      if (side === 1) fa /= 2
      side = 1
    } else {
      ;[a, fa] = [x, fx]
      if (side === -1) fb /= 2
      side = -1
    }
  }
  return Math.abs(fa) < Math.abs(fb) ? a : b
}
