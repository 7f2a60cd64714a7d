const GOLDEN = 0.3819660112501051

/**
 * Where a function of one number is least between two ends, if it has one valley there: golden sections sped up by parabolas.
 * To about 1e-9 of the position, as exact as values in double precision can tell.
 * Source: Brent (1973), Algorithms for Minimization without Derivatives, ch. 5.
 */
export function minimise(f: (x: number) => number, from: number, to: number): { at: number; value: number } {
  let [low, high] = [from, to]
  let x = low + GOLDEN * (high - low)
  let [w, v] = [x, x]
  let fx = f(x)
  let [fw, fv] = [fx, fx]
  let [move, before] = [0, 0]
  for (let step = 0; step < 200; step++) {
    const middle = (low + high) / 2
    const least = 1e-10 * Math.abs(x) + 1e-11
    if (Math.abs(x - middle) <= 2 * least - (high - low) / 2) break
    const a = (x - w) * (fx - fv)
    const b = (x - v) * (fx - fw)
    const parabola = ((x - v) * b - (x - w) * a) / (2 * (a - b))
    const fine = Math.abs(parabola) < Math.abs(before / 2) && x + parabola > low && x + parabola < high
    before = fine ? move : x < middle ? high - x : low - x
    move = fine ? parabola : GOLDEN * before
    const u = Math.abs(move) >= least ? x + move : x + Math.sign(move) * least
    const fu = f(u)
    if (fu <= fx) {
      if (u < x) high = x
      else low = x
      ;[v, fv, w, fw, x, fx] = [w, fw, x, fx, u, fu]
    } else {
      if (u < x) low = u
      else high = u
      if (fu <= fw || w === x) [v, fv, w, fw] = [w, fw, u, fu]
      else if (fu <= fv || v === x || v === w) [v, fv] = [u, fu]
    }
  }
  return { at: x, value: fx }
}
